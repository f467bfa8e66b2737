//! The panels of the window, each with its own memory and, where it has rows, the rows apart from the painting.

pub mod board;
pub mod compare;
pub mod empty;
pub mod goals;
pub mod ledger;
pub mod library;
pub mod notices;
pub mod read;
pub mod source;
pub mod status;
pub mod top;
pub mod words;

use crate::engine::labels;
use crate::gui::cx::Cx;
use crate::model::goal::Tag;

/// What a doubtful item is taken for by each reader, or that a reader should check it.
pub fn readings(cx: &Cx<'_>, tag: Tag, other: Option<Tag>) -> String {
    let label = |tag| cx.text.label(labels::tag_key(tag)).to_owned();
    match other {
        Some(other) => cx.text.with(
            "unsure-readings",
            &[("one", label(tag).into()), ("other", label(other).into())],
        ),
        None => cx.text.get("unsure-hint").to_owned(),
    }
}
