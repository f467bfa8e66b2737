//! The board as a table: for programs and workbooks with numbers, bounds and marks in columns of their own, for readers
//! with one column an indicator and the sentences behind it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::engine::board::{
    Against, Ask, Board, Cell as Square, Column, Row, board, common, signed,
};
use crate::engine::display;
use crate::engine::labels::{self, Language, label};
use crate::model::goal::{Bound, Item, Tier};
use crate::text::clip::plain_number;
use crate::text::span::CharSpan;

use super::table::{Cell, Note, Table};
use crate::model::analysed::Source;

/// Which of the two tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Numbers as numbers, everything else beside them.
    Data,
    /// One column an indicator, as on screen.
    Reading,
}

/// What the cells need.
struct Sheet<'a> {
    sources: &'a [Source<'a>],
    found: Board,
    against: Against,
    language: Language,
}

/// The board of `sources` as asked for.
pub fn table(sources: &[Source<'_>], ask: &Ask, form: Form, language: Language) -> Table {
    let reports: Vec<_> = sources.iter().map(|source| source.report).collect();
    let sheet = Sheet {
        sources,
        found: board(&reports, ask),
        against: ask.against,
        language,
    };
    match form {
        Form::Data => sheet.data(),
        Form::Reading => sheet.reading(),
    }
}

/// The columns and the items that a sentence speaks of.
type Spoken<'s> = (Vec<usize>, Vec<&'s Item>);

/// A column of the data form: its key, its head, and its cell of a row.
type Part<'s> = (String, String, Box<dyn Fn(&Row) -> Cell + 's>);

fn part<'s>((key, head): (String, String), cell: impl Fn(&Row) -> Cell + 's) -> Part<'s> {
    (key, head, Box::new(cell))
}

impl Sheet<'_> {
    fn word(&self, key: &str) -> String {
        label(self.language, key).to_owned()
    }

    fn name(&self, row: &Row) -> String {
        self.sources.get(row.of).map_or_else(String::new, |source| {
            let meta = &source.report.report.meta;
            meta.region
                .clone()
                .unwrap_or_else(|| source.name.to_owned())
        })
    }

    fn item(&self, row: &Row, place: usize) -> Option<&Item> {
        let source = self.sources.get(row.of)?;
        source.report.found.items.get(place)
    }

    /// The value of an item of the report a row is held against.
    fn faced(&self, row: &Row, place: usize) -> String {
        let facing = row.other.and_then(|other| {
            let source = self.sources.get(other)?;
            Some((source, source.report.found.items.get(place)?))
        });
        facing.map_or_else(String::new, |(source, item)| {
            display::value_text(source.file, item)
        })
    }

    fn head(&self, column: &Column) -> String {
        let name = column.key.name(self.language, column.told);
        if column.unit.is_empty() {
            name
        } else {
            format!("{name} {}", column.unit)
        }
    }

    fn meta(&self, row: &Row, key: &str) -> Cell {
        let Some(source) = self.sources.get(row.of) else {
            return Cell::Empty;
        };
        let meta = &source.report.report.meta;
        let text =
            |text: Option<&str>| text.map_or(Cell::Empty, |text| Cell::Text(text.to_owned()));
        match key {
            "region" => Cell::Text(self.name(row)),
            "region_code" => text(meta.region_code.as_deref()),
            "level" => meta.level.map_or(Cell::Empty, |level| {
                Cell::Text(self.word(&format!("level.{}", level.word())))
            }),
            "province" => text(meta.province.as_deref()),
            "held_against" => self.other(row),
            _ => meta
                .plan_year
                .map_or(Cell::Empty, |year| Cell::Number(f64::from(year))),
        }
    }

    /// The report a row is held against: 云溪市 2025.
    fn other(&self, row: &Row) -> Cell {
        let other = row.other.and_then(|other| self.sources.get(other));
        other.map_or(Cell::Empty, |source| {
            let meta = &source.report.report.meta;
            Cell::Text(display::report_name(meta, source.name))
        })
    }

    fn first(&self, row: &Row, c: usize) -> Option<&Item> {
        let square = row.cells.get(c)?;
        self.item(row, *square.items.first()?)
    }

    fn stretch(&self, row: &Row, c: usize) -> Option<&Item> {
        let square = row.cells.get(c)?;
        let items = square.items.iter().skip(1);
        items
            .filter_map(|at| self.item(row, *at))
            .find(|item| item.tier == Tier::Stretch)
    }

    /// The columns of an indicator, those that would be empty left out.
    fn parts<'s>(&'s self, c: usize, column: &'s Column) -> Vec<Part<'s>> {
        let key = column_key(column);
        let name = column.key.name(self.language, column.told);
        let (base, scale) = common(&column.unit);
        let own = move |item: &Item| {
            let (same, _) = common(&item.value.as_ref()?.unit);
            (same == base).then(|| signed(item).map(|number| number / scale))?
        };
        let named = |suffix: &str, label: &str| {
            let head = format!("{name} {}", self.word(label));
            (format!("{key}_{suffix}"), head)
        };
        let text = |words: String| {
            if words.is_empty() {
                Cell::Empty
            } else {
                Cell::Text(words)
            }
        };
        let value = own;
        let low = move |row: &Row| {
            let Some(item) = self.first(row, c) else {
                return Cell::Empty;
            };
            let range = item.value.as_ref().and_then(|value| value.high);
            match (value(item), range, item.value.as_ref()) {
                // A range has its two ends.
                (Some(_), Some(_), Some(own)) => {
                    Cell::Number(clean(own.low * common(&own.unit).1 / scale))
                }
                (Some(number), ..) => Cell::Number(clean(number)),
                _ => text(
                    self.sources
                        .get(row.of)
                        .map_or_else(String::new, |source| display::value_text(source.file, item)),
                ),
            }
        };
        let mut out: Vec<Part<'_>> = vec![part((key.clone(), self.head(column)), low)];
        out.push(part(named("high", "board.high"), move |row| {
            let value = self.first(row, c).and_then(|item| item.value.as_ref());
            let high = value.and_then(|value| value.high);
            high.map_or(Cell::Empty, Cell::Number)
        }));
        out.push(part(named("bound", "column.bound"), move |row| {
            let value = self.first(row, c).and_then(|item| item.value.as_ref());
            value.map_or(Cell::Empty, |value| {
                Cell::Text(self.word(labels::bound_key(value.bound)))
            })
        }));
        out.push(part(named("stretch", "board.stretch"), move |row| {
            let number = self.stretch(row, c).and_then(&own);
            number.map_or(Cell::Empty, |number| Cell::Number(clean(number)))
        }));
        out.push(part(named("task", "board.elsewhere"), move |row| {
            let place = row.cells.get(c).and_then(|cell| cell.elsewhere);
            let Some(item) = place.and_then(|at| self.item(row, at)) else {
                return Cell::Empty;
            };
            own(item).map_or_else(
                || {
                    let source = self.sources.get(row.of);
                    text(
                        source.map_or_else(String::new, |source| {
                            display::value_text(source.file, item)
                        }),
                    )
                },
                |number| Cell::Number(clean(number)),
            )
        }));
        let marked = move |row: &Row, which: usize| {
            let mark = row.cells.get(c).and_then(|cell| cell.mark.as_ref());
            let said = mark.map(|mark| mark.said(self.language, |at| self.faced(row, at)));
            text(
                said.and_then(|said| said.get(which).cloned())
                    .unwrap_or_default(),
            )
        };
        for (which, suffix, label) in [(0, "change", "board.mark"), (1, "words", "board.words")] {
            out.push(part(named(suffix, label), move |row: &Row| {
                marked(row, which)
            }));
        }
        out.push(part(named("checked", "column.checked"), move |row| {
            let checked = self.first(row, c).and_then(|item| item.checked.as_ref());
            text(checked.map_or_else(String::new, |checked| {
                self.word(labels::checked_key(checked))
            }))
        }));
        let used = |part: &Part<'_>| {
            let filled = self.found.rows.iter().any(|row| part.2(row) != Cell::Empty);
            filled || part.0 == key
        };
        out.retain(used);
        out
    }

    fn data(&self) -> Table {
        let mut fixed = vec!["region", "region_code", "level", "province", "plan_year"];
        if self.against != Against::Nothing {
            fixed.push("held_against");
        }
        let mut keys: Vec<Cow<'static, str>> = fixed.iter().copied().map(Cow::Borrowed).collect();
        let mut head: Vec<String> = fixed
            .iter()
            .map(|key| self.word(&format!("column.{key}")))
            .collect();
        let mut rows: Vec<Vec<Cell>> = self
            .found
            .rows
            .iter()
            .map(|row| fixed.iter().map(|key| self.meta(row, key)).collect())
            .collect();
        let mut shaded = Vec::new();
        let mut values: Vec<Option<usize>> = vec![None; fixed.len()];
        for (c, column) in self.found.columns.iter().enumerate() {
            for (at, (key, name, cell)) in self.parts(c, column).into_iter().enumerate() {
                if at == 0 {
                    shaded.push(keys.len());
                }
                values.push((at == 0).then_some(c));
                keys.push(Cow::Owned(key));
                head.push(name);
                for (out, row) in rows.iter_mut().zip(&self.found.rows) {
                    out.push(cell(row));
                }
            }
        }
        Table {
            title: self.word("table.board"),
            lead: vec![self.word("board.how")],
            foot: self.foot(&values, true),
            keys,
            head,
            rows,
            shaded,
            ..Table::default()
        }
    }

    /// What the columns come to: for each column the place of its indicator.
    fn foot(&self, values: &[Option<usize>], numbers: bool) -> Vec<Vec<Cell>> {
        let figures = |c: &Option<usize>| self.found.columns.get((*c)?)?.figures;
        let weighted = values
            .iter()
            .filter_map(figures)
            .any(|figures| figures.weighted.is_some());
        let kinds = [
            "numbers", "worded", "tasks", "silent", "median", "mean", "least", "most", "weighted",
        ];
        let counted = self.found.counted;
        let wanted = kinds
            .into_iter()
            .filter(|kind| *kind != "weighted" || weighted);
        let cell = |number: f64| {
            let number = (number * 100.0).round() / 100.0;
            if numbers {
                Cell::Number(number)
            } else {
                Cell::Text(plain_number(number))
            }
        };
        wanted
            .map(|kind| {
                let of = |at: usize, c: &Option<usize>| {
                    if at == 0 {
                        let word = self.word(&format!("board.{kind}"));
                        // Which reports the foot is of stands before its first line.
                        let name = counted.filter(|_| kind == "numbers");
                        let name = name.map(|counted| counted.name(self.language));
                        return Cell::Text(match name {
                            Some(name) => format!("{name} · {word}"),
                            None => word,
                        });
                    }
                    let own = c.and_then(|c| self.found.columns.get(c));
                    let figures = figures(c);
                    let numbers = figures.map_or(0, |f| f.count);
                    let whole = |count: usize| Some(count as f64);
                    match kind {
                        "numbers" => own.and_then(|_| whole(numbers)),
                        "worded" => own.and_then(|own| whole(own.worded)),
                        "tasks" => own.and_then(|own| whole(own.tasks)),
                        "silent" => counted.and(own).and_then(|own| whole(own.silent)),
                        "median" => figures.map(|f| f.median),
                        "mean" => figures.map(|f| f.mean),
                        "least" => figures.map(|f| f.least),
                        "most" => figures.map(|f| f.most),
                        _ => figures.and_then(|f| Some(f.weighted?.0)),
                    }
                    .map_or(Cell::Empty, cell)
                };
                values.iter().enumerate().map(|(at, c)| of(at, c)).collect()
            })
            .collect()
    }

    fn reading(&self) -> Table {
        let years: std::collections::BTreeSet<Option<i32>> = self
            .found
            .rows
            .iter()
            .filter_map(|row| Some(self.sources.get(row.of)?.report.report.meta.plan_year))
            .collect();
        let held = self.against != Against::Nothing;
        let mixed = years.len() > 1 || held;
        let mut keys = vec![Cow::Borrowed("region")];
        let mut head = vec![self.word("column.region")];
        if mixed {
            keys.push(Cow::Borrowed("plan_year"));
            head.push(self.word("column.plan_year"));
        }
        if held {
            keys.push(Cow::Borrowed("held_against"));
            head.push(self.word("column.held_against"));
        }
        let fixed = keys.len();
        for column in &self.found.columns {
            keys.push(Cow::Owned(column_key(column)));
            head.push(self.head(column));
        }
        let mut annex: Vec<Note> = Vec::new();
        let mut links = BTreeMap::new();
        let mut rows = Vec::new();
        for (r, row) in self.found.rows.iter().enumerate() {
            let mut cells = vec![self.meta(row, "region")];
            if mixed {
                cells.push(self.meta(row, "plan_year"));
            }
            if held {
                cells.push(self.other(row));
            }
            for (square, column) in row.cells.iter().zip(&self.found.columns) {
                cells.push(self.square(row, square, column));
            }
            for (note, columns) in self.notes(row) {
                let at = annex.len();
                links.extend(columns.into_iter().map(|c| ((r, fixed + c), at)));
                annex.push(note);
            }
            rows.push(cells);
        }
        let values: Vec<Option<usize>> = (0..keys.len()).map(|at| at.checked_sub(fixed)).collect();
        Table {
            title: self.word("table.board"),
            lead: vec![self.word("board.how")],
            foot: self.foot(&values, false),
            keys,
            head,
            rows,
            annex,
            links,
            ..Table::default()
        }
    }

    /// A cell in words: 5.5左右 / 奋斗6 ▲0.5 词↑; — where nothing is stated.
    fn square(&self, row: &Row, square: &Square, column: &Column) -> Cell {
        let Some(source) = self.sources.get(row.of) else {
            return Cell::Empty;
        };
        let words = |item: &Item| {
            let words = display::value_text(source.file, item);
            let own = item.value.as_ref().is_some_and(|v| *v.unit == *column.unit);
            let words = if own {
                words.trim_end_matches(&column.unit).trim_end()
            } else {
                &words
            };
            let bound = item.value.as_ref().map_or(Bound::Eq, |value| value.bound);
            if matches!(bound, Bound::Eq | Bound::Range) {
                words.to_owned()
            } else if self.language == Language::Chinese {
                format!("{words}{}", self.word(labels::bound_key(bound)))
            } else {
                format!("{} {words}", self.word(labels::bound_key(bound)))
            }
        };
        let mut out: Vec<String> = square
            .items
            .iter()
            .filter_map(|at| self.item(row, *at))
            .map(|item| match item.tier {
                Tier::Expected => words(item),
                Tier::Stretch => format!("{} {}", self.word("board.stretch"), words(item)),
            })
            .collect();
        if out.is_empty() {
            let task = square.elsewhere.and_then(|at| self.item(row, at));
            out.push(task.map_or_else(
                || "—".to_owned(),
                |item| format!("—（{} {}）", self.word("kind.task"), words(item)),
            ));
        }
        let mut out = out.join(" / ");
        if let Some(mark) = &square.mark {
            for said in mark.said(self.language, |at| self.faced(row, at)) {
                if !said.is_empty() {
                    out = format!("{out} {said}");
                }
            }
        }
        let checked = square
            .items
            .first()
            .and_then(|at| self.item(row, *at)?.checked.as_ref());
        if let Some(checked) = checked {
            out = format!("{out} [{}]", self.word(labels::checked_key(checked)));
        }
        Cell::Text(out)
    }

    /// The sentences that the cells of a row were read from, each once, with the columns it speaks of.
    fn notes(&self, row: &Row) -> Vec<(Note, Vec<usize>)> {
        let Some(source) = self.sources.get(row.of) else {
            return Vec::new();
        };
        let mut sentences: BTreeMap<(usize, usize), Spoken<'_>> = BTreeMap::new();
        for (c, square) in row.cells.iter().enumerate() {
            for (at, place) in square.items.iter().enumerate() {
                let item = self.item(row, *place);
                let Some(item) = item.filter(|item| !item.sentence.is_empty()) else {
                    continue;
                };
                let own = sentences
                    .entry((item.sentence.start, item.sentence.end))
                    .or_default();
                if at == 0 {
                    own.0.push(c);
                }
                own.1.push(item);
            }
        }
        let name = display::report_name(&source.report.report.meta, source.name);
        let file = source.name.rsplit(['/', '\\']).next();
        let lead = format!("{name} · {}", file.unwrap_or(source.name));
        sentences
            .into_iter()
            .map(|((start, end), (columns, items))| {
                let span = CharSpan::new(start, end);
                let sentence = display::segments_of(source.file, &items, span);
                let lead = lead.clone();
                (Note { lead, sentence }, columns)
            })
            .collect()
    }
}

/// A tenth is no exact number to a machine.
fn clean(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}

fn column_key(column: &Column) -> String {
    if column.told {
        column.key.word().replace('.', "_")
    } else {
        column.key.id.to_string()
    }
}
