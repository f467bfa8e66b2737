//! The foot of the table: what its columns come to, over the reports of one level and year.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align2, Pos2, Rect, Sense, Stroke, Ui};

use crate::engine::board::{Board, Column};
use crate::gui::cx::Cx;
use crate::gui::theme::{font, size};
use crate::text::clip::plain_number;

/// How high a line is.
const FOOT_ROW: f32 = 21.0;

/// A line of the foot: what it is, and its words for a column.
pub(super) type Foot = (String, fn(&Board, &Column) -> Option<String>);

/// The lines of the foot: how the numbers enter is told by the menu of the board.
pub(super) fn feet(cx: &Cx<'_>, board: &Board) -> Vec<Foot> {
    let word = |key: &str| cx.text.label(key).to_owned();
    let counted = board.counted;
    let mut out: Vec<Foot> = vec![
        (
            counted.map_or_else(String::new, |counted| counted.name(cx.text.language)),
            |board, column| {
                board.counted?;
                let Column {
                    worded,
                    tasks,
                    silent,
                    ..
                } = column;
                let numbers = numbers(column);
                Some(format!("{numbers} · {worded} · {tasks} · {silent}"))
            },
        ),
        (
            format!("{} · {}", word("board.median"), word("board.mean")),
            |_, column| {
                let f = column.figures?;
                Some(format!("{} · {}", number(f.median), number(f.mean)))
            },
        ),
        (
            format!("{} – {}", word("board.least"), word("board.most")),
            |_, column| {
                let f = column.figures?;
                Some(format!("{} – {}", number(f.least), number(f.most)))
            },
        ),
    ];
    let mut figures = board.columns.iter().filter_map(|column| column.figures);
    if figures.any(|figures| figures.weighted.is_some()) {
        out.push((word("board.weighted"), |_, column| {
            let (mean, count) = column.figures?.weighted?;
            Some(format!("{}（{count}）", number(mean)))
        }));
    }
    out
}

/// How high the lines are.
pub(super) fn height(feet: &[Foot]) -> f32 {
    FOOT_ROW * feet.len() as f32 + 12.0
}

/// How many of the counted reports state a number.
fn numbers(column: &Column) -> usize {
    column.figures.map_or(0, |figures| figures.count)
}

fn number(x: f64) -> String {
    plain_number((x * 100.0).round() / 100.0)
}

/// Where the table lies: all of it, its cells, how wide a column is, how far it is scrolled.
pub(super) struct Place {
    pub full: Rect,
    pub grid: Rect,
    pub wide: f32,
    pub scrolled: f32,
}

/// Draws the lines.
pub(super) fn ui(ui: &Ui, cx: &Cx<'_>, board: &Board, feet: &[Foot], place: &Place) {
    let palette = cx.palette;
    let Place {
        full,
        grid,
        wide,
        scrolled,
    } = *place;
    let foot = Rect::from_min_max(grid.left_bottom(), full.right_bottom());
    let painter = ui.painter().with_clip_rect(foot.intersect(ui.clip_rect()));
    let y = |k: usize| foot.top() + 16.0 + k as f32 * FOOT_ROW;
    for (c, column) in board.columns.iter().enumerate() {
        let left = grid.left() + c as f32 * wide - scrolled;
        if left > grid.right() || left + wide < grid.left() {
            continue;
        }
        let own = Rect::from_min_max(
            Pos2::new(left, foot.top()),
            Pos2::new(left + wide, foot.bottom()),
        );
        if board.counted.is_some() {
            let seen = own.intersect(foot);
            let response = ui.interact(seen, ui.scope_id().with(("board-foot", c)), Sense::hover());
            response.on_hover_text(cx.text.with(
                "board-counted",
                &[
                    ("numbers", numbers(column).into()),
                    ("worded", column.worded.into()),
                    ("tasks", column.tasks.into()),
                    ("silent", column.silent.into()),
                ],
            ));
        }
        for (k, (_, words)) in feet.iter().enumerate() {
            let place = Pos2::new(left + wide - 8.0, y(k));
            let words = words(board, column).unwrap_or_default();
            painter.text(
                place,
                Align2::RIGHT_CENTER,
                words,
                font(size::SMALL),
                *palette.muted,
            );
        }
    }
    let line = Stroke::new(1.0, *palette.line);
    ui.painter().hline(full.x_range(), foot.top(), line);
    for (k, (name, _)) in feet.iter().enumerate() {
        // A long name gives way to the figures beside it.
        let mut job = LayoutJob::simple_singleline(name.clone(), font(size::SMALL), *palette.muted);
        job.wrap = TextWrapping::truncate_at_width(grid.left() - full.left() - 18.0);
        let words = ui.painter().layout_job(job);
        let place = Pos2::new(full.left() + 14.0, y(k) - words.size().y / 2.0);
        ui.painter().galley(place, words, *palette.muted);
    }
}
