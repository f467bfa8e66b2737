//! The board view: reports by indicators as a table or as a picture; a cell's source below.

mod edit;
mod foot;
mod grid;
mod picture;
mod tools;

use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::Ui;

use crate::app::library::{ItemId, ReportId};
use crate::app::views::goals::Place;
use crate::engine::board::{self, Against, Ask, Board, Cell, Key, Order, Row, coverage};
use crate::engine::display;
use crate::engine::export::board::{Form, table};
use crate::engine::export::{Format, markup};
use crate::engine::labels::{self, Language};
use crate::gui::cx::{Copied, Cx};
use crate::gui::widgets::chip::{small, tools as bar};
use crate::model::analysed::Source;
use crate::model::analysed::{Analysed, AnalysedFile};
use crate::model::goal::Item;
use crate::model::report::Level;

/// How high a row is.
pub(super) const ROW: f32 = 30.0;

/// A report of the board.
struct Own {
    id: ReportId,
    file: Arc<AnalysedFile>,
    /// The file's name.
    called: String,
    /// The report's.
    name: String,
    day: String,
}

impl Own {
    fn report(&self) -> Option<&Analysed> {
        self.file.reports.get(self.id.index)
    }

    /// The region alone, where the year needs no telling.
    fn short(&self, dated: bool) -> &str {
        let region = self.report().and_then(|r| r.report.meta.region.as_deref());
        region.filter(|_| !dated).unwrap_or(&self.name)
    }
}

/// A line of the table.
enum Line {
    /// The head of a level.
    Head(String),
    /// A row of the board.
    Row {
        /// Its place in the board.
        row: usize,
        /// How far it is set in.
        depth: u8,
    },
}

/// What the view keeps to itself.
#[derive(Default)]
pub struct Memory {
    /// What it was made for: which reports as they were read, what was asked, the language.
    made: Option<((u64, u64), Ask, Language)>,
    /// When, and how long it took: while files still come it is not made for each.
    when: Option<(Instant, Duration)>,
    owns: Vec<Own>,
    board: Board,
    lines: Vec<Line>,
    said: String,
    /// Reports of one year need not tell it.
    dated: bool,
    /// Reports of several levels stand here.
    levels: bool,
    /// The line and column chosen: the cell of what the pane below shows.
    cursor: Option<(usize, usize)>,
    /// What the pane showed when the cursor was last placed.
    pane: Selection,
    edit: Option<edit::Edit>,
    grid: grid::Memory,
    picture: picture::Memory,
}

/// What the pane below the views shows: an item, or a place.
type Selection = (Option<ItemId>, Option<Place>);

/// While files are read the board is made at most as often as leaves most of the time for other things.
const REST: u32 = 20;

impl Memory {
    /// Whether the table was made anew.
    fn refresh(&mut self, ui: &Ui, cx: &Cx<'_>) -> bool {
        let library = cx.state.library.version();
        let current = |made: &(_, Ask, _)| {
            made.0 == library && made.2 == cx.text.language && made.1 == cx.state.board.ask
        };
        if self.made.as_ref().is_some_and(current) {
            return false;
        }
        if let Some((when, took)) = self.when
            && !cx.state.jobs.is_empty()
            && when.elapsed() < took * REST
        {
            ui.ctx().request_repaint_after(took * REST);
            return false;
        }
        let start = Instant::now();
        let ask = cx.state.board.ask.clone();
        let made = (library, ask, cx.text.language);
        let before = self.made.replace(made.clone());
        let place = self.cursor.and_then(|at| self.place(at));
        // Another order needs nothing new.
        let sorted = before.is_some_and(|mut before| {
            before.1.sort = made.1.sort;
            before == made
        });
        if sorted {
            let reports: Vec<&Analysed> = self.owns.iter().filter_map(Own::report).collect();
            self.board.sort(&reports, made.1.sort);
            self.lines = lines(&reports, &self.board, cx);
            self.picture.forget();
            self.cursor = place.and_then(|place| self.found(place));
            return true;
        }
        let library = &cx.state.library;
        let selected = &library.selected;
        self.owns.clear();
        for open in library.files.iter() {
            for id in open.reports() {
                let Some(report) = open.file.reports.get(id.index) else {
                    continue;
                };
                if selected.is_empty() || selected.contains(&id) {
                    self.owns.push(Own {
                        id,
                        file: Arc::clone(&open.file),
                        called: open.name.clone(),
                        name: display::report_name(&report.report.meta, &open.name),
                        day: open.day.clone(),
                    });
                }
            }
        }
        let reports: Vec<&Analysed> = self.owns.iter().filter_map(Own::report).collect();
        self.board = board::board(&reports, &cx.state.board.ask);
        self.said = said(&reports, cx);
        self.lines = lines(&reports, &self.board, cx);
        let years = self.board.rows.iter().filter_map(|row| {
            let report = reports.get(row.report)?;
            Some(report.report.meta.plan_year)
        });
        let mut levels = reports.iter().map(|report| report.report.meta.level);
        let first = levels.next();
        self.levels = levels.any(|level| Some(level) != first);
        self.dated = years.collect::<std::collections::BTreeSet<_>>().len() > 1
            || cx.state.board.ask.against != Against::Nothing;
        self.picture.forget();
        self.cursor = place.and_then(|place| self.found(place));
        self.when = Some((start, start.elapsed()));
        true
    }

    fn row(&self, line: usize) -> Option<&Row> {
        match self.lines.get(line)? {
            Line::Row { row, .. } => self.board.rows.get(*row),
            Line::Head(_) => None,
        }
    }

    fn place(&self, (line, column): (usize, usize)) -> Option<(ReportId, Key)> {
        let report = self.owns.get(self.row(line)?.report)?.id;
        Some((report, self.board.columns.get(column)?.key))
    }

    /// Where a report and column are now.
    fn found(&self, (report, key): (ReportId, Key)) -> Option<(usize, usize)> {
        let column = self.board.columns.iter().position(|c| c.key == key)?;
        let line = self.lines.iter().position(|line| match line {
            Line::Row { row, .. } => {
                let own = self
                    .board
                    .rows
                    .get(*row)
                    .and_then(|row| self.owns.get(row.report));
                own.is_some_and(|own| own.id == report)
            }
            Line::Head(_) => false,
        })?;
        Some((line, column))
    }

    fn cell(&self, (line, column): (usize, usize)) -> Option<(&Own, &Row, &Cell)> {
        let row = self.row(line)?;
        Some((self.owns.get(row.of)?, row, row.cells.get(column)?))
    }

    /// The first item of a cell.
    fn item(&self, at: (usize, usize)) -> Option<(&Own, ItemId, &Item)> {
        let (own, _, cell) = self.cell(at)?;
        let index = cell.items.first().copied().or(cell.elsewhere)?;
        let item = own.report()?.found.items.get(index)?;
        let report = own.id;
        Some((own, ItemId { report, index }, item))
    }

    /// What the pane shows of a cell: its first goal, or the place where it would stand.
    fn selection(&self, at: (usize, usize)) -> Selection {
        if let Some((_, id, _)) = self.item(at) {
            return (Some(id), None);
        }
        let place = || {
            let (own, _, cell) = self.cell(at)?;
            let key = self.board.columns.get(at.1)?.key;
            Some(Place {
                report: own.id,
                span: edit::silent(own.report()?, cell, key)?,
                with: None,
            })
        };
        (None, place())
    }

    /// The cell that holds an item.
    fn holding(&self, item: ItemId) -> Option<(usize, usize)> {
        (0..self.lines.len()).find_map(|line| {
            let row = self.row(line)?;
            let own = self.owns.get(row.of)?;
            let held = |cell: &Cell| {
                cell.items.contains(&item.index) || cell.elsewhere == Some(item.index)
            };
            let column = row.cells.iter().position(held);
            column
                .filter(|_| own.id == item.report)
                .map(|column| (line, column))
        })
    }

    /// Places the cursor where another view has put the selection; without one the pane is to show the cursor's cell.
    fn follow(&mut self, cx: &Cx<'_>) -> Option<(usize, usize)> {
        let pane = (cx.state.goals.selected, cx.state.goals.place);
        if pane == self.pane {
            return None;
        }
        self.pane = pane;
        if pane == Selection::default() {
            return self.cursor;
        }
        if self.cursor.is_none_or(|at| self.selection(at) != pane) {
            self.cursor = pane.0.and_then(|item| self.holding(item));
        }
        None
    }

    /// The reports as exports and pictures take them.
    fn sources(&self) -> Vec<Source<'_>> {
        self.owns.iter().filter_map(source_of).collect()
    }

    /// The board as a table for other programs' tables.
    fn copied(&self, cx: &Cx<'_>) -> Copied {
        let ask = &cx.state.board.ask;
        let table = table(&self.sources(), ask, Form::Reading, cx.text.language);
        let words = crate::engine::export::table(&table, Format::Tsv).unwrap_or_default();
        Copied {
            text: String::from_utf8_lossy(&words).into_owned(),
            html: Some(markup::fragment(&table)),
        }
    }
}

fn source_of(own: &Own) -> Option<Source<'_>> {
    Some(Source {
        file: &own.file,
        name: &own.called,
        report: own.report()?,
        read: &own.day,
    })
}

/// The rows with a head for each level, or set in by level.
fn lines(reports: &[&Analysed], board: &Board, cx: &Cx<'_>) -> Vec<Line> {
    let ask = &cx.state.board.ask;
    let level = |row: &Row| reports.get(row.of).and_then(|r| r.report.meta.level);
    let several = board
        .rows
        .iter()
        .any(|row| level(row) != board.rows.first().and_then(level));
    let highest = board.rows.iter().filter_map(level).min();
    let mut out = Vec::new();
    let mut head: Option<Option<Level>> = None;
    for (at, row) in board.rows.iter().enumerate() {
        let own = level(row);
        let grouped = several && ask.sort.is_none();
        if grouped && ask.order == Order::Level && head != Some(own) {
            head = Some(own);
            let count = board.rows.iter().filter(|row| level(row) == own).count();
            let name = own.map_or_else(String::new, |level| {
                cx.text.label(&format!("level.{}", level.word())).to_owned()
            });
            out.push(Line::Head(format!("{name} · {count}")));
        }
        let depth = match (own, highest) {
            (Some(own), Some(highest)) if grouped && ask.order == Order::Province => {
                (own as u8).saturating_sub(highest as u8)
            }
            _ => 0,
        };
        out.push(Line::Row { row: at, depth });
    }
    out
}

/// How many reports were read of how many, which are missing, which years stand together.
fn said(reports: &[&Analysed], cx: &Cx<'_>) -> String {
    let comma = cx.text.get("comma");
    let mut out = cx.text.count("board-read", reports.len());
    for set in coverage::coverage(reports) {
        let level = cx
            .text
            .label(&format!("level.{}", set.level.word()))
            .to_owned();
        let found = set.all - set.missing.len();
        out = format!("{out} · {}{level} {found}/{}", set.parent, set.all);
        if !set.missing.is_empty() {
            let names = set.missing.join(comma);
            let missing = cx.text.with("board-missing", &[("names", names.into())]);
            out = format!("{out} {missing}");
        }
    }
    let mut years: Vec<i32> = reports
        .iter()
        .filter_map(|r| r.report.meta.plan_year)
        .collect();
    years.sort_unstable();
    years.dedup();
    if years.len() > 1 && cx.state.board.ask.year.is_none() {
        let words: Vec<String> = years.iter().map(ToString::to_string).collect();
        let words = words.join(comma);
        let mixed = cx.text.with("board-years", &[("years", words.into())]);
        out = format!("{out} · {mixed}");
    }
    out
}

/// Draws the view; `quiet` while something else of it is selected, so that copying is about that.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory, quiet: bool) {
    let made = memory.refresh(ui, cx);
    let silent = memory.follow(cx);
    // The pane below tells of the cell that is marked.
    if let Some(at) = silent.or(memory.cursor.filter(|_| made)) {
        edit::choose(cx, memory, at);
    }
    bar(ui, cx.palette, "board-tools", |ui| {
        tools::ui(ui, cx, memory);
    });
    ui.horizontal(|ui| {
        ui.add_space(14.0);
        let words = small(cx.palette, memory.said.as_str());
        ui.add(egui::Label::new(words).truncate())
            .on_hover_text(&memory.said);
    });
    ui.add_space(2.0);
    if let Some(kind) = cx.state.board.picture {
        picture::ui(ui, cx, memory, kind);
        return;
    }
    if memory.board.columns.is_empty() || memory.lines.is_empty() {
        let filtered = cx.state.board.ask.filter != board::Filter::All;
        let id = if filtered {
            "board-filtered"
        } else {
            "goals-none"
        };
        ui.vertical_centered(|ui| {
            ui.add_space(60.0);
            ui.label(small(cx.palette, cx.text.get(id)));
        });
        return;
    }
    if !quiet && memory.edit.is_none() && !cx.modal && !ui.ctx().text_edit_focused() {
        let asked = ui.input(|input| {
            let mut events = input.events.iter();
            events.any(|event| matches!(event, egui::Event::Copy))
        });
        if asked {
            cx.copy(memory.copied(cx));
        }
    }
    edit::keys(ui, cx, memory);
    grid::ui(ui, cx, memory);
}

/// What was said of an item, in words: 已改，原读作 5.5%.
pub fn checked(cx: &Cx<'_>, item: &Item) -> Option<String> {
    use crate::model::goal::Checked;
    let checked = item.checked.as_deref()?;
    let word = cx.text.label(labels::checked_key(checked)).to_owned();
    Some(match checked {
        Checked::Corrected { was: Some(was), .. } => {
            let was = cx.text.with("checked-was", &[("was", was.clone().into())]);
            format!("{word} · {was}")
        }
        Checked::Ruled { words } => format!("{word} · {words}"),
        _ => word,
    })
}
