//! From pages as they are drawn to the text that is read: what is no part of it left out, lines in reading order, lines
//! joined to paragraphs. For PDF and OFD alike.

mod furniture;
mod lines;
pub mod page;
mod table;
pub mod turn;

pub use lines::level;

use super::note;
use lines::{body, lines, paragraphs};
use page::{Line, Page};

/// The text of all pages.
pub fn text(pages: &mut [Page]) -> String {
    furniture::unmark(pages);
    for page in pages.iter_mut() {
        table::rows(page);
    }
    let mut all: Vec<Vec<Line>> = pages.iter().map(lines).collect();
    furniture::strip(pages, &mut all);
    let body = body(&all);
    let notes = furniture::notes(pages, &mut all, body);
    let lines: Vec<Line> = all.into_iter().flatten().collect();
    let mut text = paragraphs(&lines, body);
    let notes: String = furniture::parted(notes)
        .iter()
        .map(|note| paragraphs(note, body))
        .collect();
    note::append(&mut text, &notes);
    text
}
