//! What is marked in the panes of a comparison, and in which colours.

use egui::Color32;

use crate::app::views::compare::Row;
use crate::engine::compare::words::Change;
use crate::gui::cx::Cx;
use crate::gui::theme::Palette;
use crate::gui::widgets::document::{Look, Mark};
use crate::model::comparison::{Comparison, Nearness};
use crate::text::span::CharSpan;

/// The marks of both panes.
pub fn marks(cx: &Cx<'_>, found: &Comparison, old: &mut Vec<Mark>, new: &mut Vec<Mark>) {
    let palette = cx.palette;
    // A filter dims what it does not let through.
    let filter = cx.state.compare.filter;
    let dropped: &[usize] = if filter.shows_dropped() {
        &found.dropped
    } else {
        &[]
    };
    for span in dropped.iter().filter_map(|i| found.old.get(*i)) {
        old.push(Mark {
            span: *span,
            look: Look {
                color: Some(*palette.gone),
                ground: Some(*palette.gone_ground),
                ..Look::default()
            },
        });
    }
    for (pair, difference) in found.pairs.iter().zip(cx.state.compare.differences.iter()) {
        let Some(span) = found.new.get(pair.new) else {
            continue;
        };
        if pair.nearness == Nearness::None {
            if !filter.shows_new() {
                continue;
            }
            new.push(Mark {
                span: *span,
                look: Look {
                    ground: Some(*palette.new_ground),
                    ..Look::default()
                },
            });
            continue;
        }
        if pair.nearness == Nearness::Related {
            continue;
        }
        for (pieces, marks) in [(&difference.old, &mut *old), (&difference.new, &mut *new)] {
            for piece in pieces.iter().filter(|piece| filter.shows(piece.change)) {
                marks.push(Mark {
                    span: piece.span,
                    look: look(palette, piece.change),
                });
            }
        }
    }
}

fn look(palette: &Palette, change: Change) -> Look {
    let (color, ground, strong) = change_colors(palette, change);
    Look {
        color: Some(color),
        ground: Some(ground),
        strong,
        struck: false,
    }
}

/// The colours of a kind of change.
pub fn change_colors(palette: &Palette, change: Change) -> (Color32, Color32, bool) {
    match change {
        Change::Number => (*palette.value, *palette.value_ground, true),
        Change::Bound => (*palette.bound, *palette.bound_ground, true),
        Change::Wording => (*palette.wording, *palette.wording_ground, false),
    }
}

/// The sentences in boxes: the selected one and its counterparts.
pub fn boxes(cx: &Cx<'_>, found: Option<&Comparison>) -> (Vec<CharSpan>, Vec<CharSpan>) {
    let Some(found) = found else {
        return Default::default();
    };
    match cx.state.compare.selected {
        Some(Row::New(new)) => {
            let old = found
                .pairs
                .get(new)
                .map(|pair| {
                    pair.old
                        .iter()
                        .filter_map(|old| found.old.get(*old))
                        .copied()
                        .collect()
                })
                .unwrap_or_default();
            (old, found.new.get(new).copied().into_iter().collect())
        }
        Some(Row::Dropped(old)) => (
            found.old.get(old).copied().into_iter().collect(),
            Vec::new(),
        ),
        None => Default::default(),
    }
}
