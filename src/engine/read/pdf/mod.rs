//! The text of a PDF: pages to placed runs of text, which `layout` puts in order.
//!
//! Objects, streams and encryption are `lopdf`'s; fonts and places are read here, because Chinese office files need it:
//! predefined CMaps without ToUnicode, GBK bytes in Western fonts.

mod font;
mod page;

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Document, LoadOptions, ObjectId};

use super::ReadError;
use super::layout::page::Page;
use super::layout::{self, turn};
use crate::model::notice::Notice;

/// No stream of a report unpacks to more.
const LARGEST_STREAM: usize = 64 << 20;

/// No report has more pages.
const MOST_PAGES: usize = 2_000;

/// The text of a PDF and what was wrong with it.
pub struct Found {
    /// A line for each paragraph.
    pub text: String,
    /// Pages without text, pages that cannot be read.
    pub notices: Vec<Notice>,
}

/// Where the fonts of a document are kept once read.
type Fonts = HashMap<ObjectId, std::rc::Rc<font::Font>>;

/// The text of a PDF.
pub fn text(bytes: &[u8]) -> Result<Found, ReadError> {
    let damaged = |detail: String| ReadError::Damaged {
        kind: "PDF",
        detail,
    };
    // A reader of a format with so many dialects may fail in ways nobody thought of; other files must go on.
    catch_unwind(AssertUnwindSafe(|| read(bytes)))
        .unwrap_or_else(|_| Err(damaged("it could not be understood".to_owned())))
}

fn read(bytes: &[u8]) -> Result<Found, ReadError> {
    let options = LoadOptions {
        max_decompressed_size: Some(LARGEST_STREAM),
        ..LoadOptions::default()
    };
    let document =
        Document::load_mem_with_options(bytes, options).map_err(|error| match error {
            lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => {
                ReadError::Encrypted { kind: "PDF" }
            }
            other => ReadError::Damaged {
                kind: "PDF",
                detail: other.to_string(),
            },
        })?;
    if document.is_encrypted() {
        return Err(ReadError::Encrypted { kind: "PDF" });
    }
    let mut fonts = Fonts::new();
    let mut pages = Vec::new();
    let (mut blank, mut garbled) = (0, 0);
    for id in document.page_iter().take(MOST_PAGES) {
        let page = turn::turned(page::read(&document, id, &mut fonts));
        blank += usize::from(page.runs.is_empty() && page.images);
        garbled += usize::from(unreadable(&page));
        pages.push(page);
    }
    if pages.is_empty() {
        return Err(ReadError::Damaged {
            kind: "PDF",
            detail: "it has no pages".to_owned(),
        });
    }
    if pages.iter().all(|page| page.runs.is_empty()) {
        return Err(ReadError::Scan { pages: pages.len() });
    }
    let mut notices = Vec::new();
    if blank > 0 {
        notices.push(Notice::PagesWithoutText {
            count: blank,
            pages: pages.len(),
        });
    }
    if garbled > 0 {
        notices.push(Notice::PagesGarbled {
            count: garbled,
            pages: pages.len(),
        });
    }
    Ok(Found {
        text: layout::text(&mut pages),
        notices,
    })
}

/// Whether one in twenty characters of a page is none that a text has, or most are of a font that does not say which they
/// are and came out as anything but Chinese.
fn unreadable(page: &Page) -> bool {
    let (mut all, mut bad, mut doubtful, mut chinese) = (0usize, 0usize, 0usize, 0usize);
    for run in &page.runs {
        for c in run.text.chars().filter(|c| !c.is_whitespace()) {
            all += 1;
            let private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
            bad += usize::from(c == '\u{fffd}' || private || c.is_control());
            doubtful += usize::from(run.doubtful);
            chinese += usize::from(matches!(c, '\u{4e00}'..='\u{9fff}'));
        }
    }
    let lost = doubtful * 2 > all && chinese * 20 < all && all > 20;
    all > 0 && (bad * 20 > all || lost)
}
