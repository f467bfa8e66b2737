//! The five steps as plain functions over plain data: read, parse, extract, compare, export.
//!
//! Opens files only in [`read`]; knows no window, clock or locale.

pub mod board;
pub mod check;
pub mod compare;
pub mod correct;
pub mod display;
pub mod export;
pub mod extract;
pub mod labels;
pub mod lexicon;
pub mod parse;
pub mod picture;
pub mod quantity;
pub mod read;
pub mod rules;
pub mod tagger;
pub mod words;

use std::ffi::OsStr;
use std::path::Path;

use crate::engine::extract::Readers;
use crate::model::analysed::{Analysed, AnalysedFile};
use crate::model::fix::Fix;
use crate::model::notice::Notice;
use crate::model::source::SourceText;
use crate::text::norm::Norm;
use crate::text::span::Offsets;

/// Thousands of reports stay open: what grew has room to spare that nobody needs, and allocators do not take it back.
fn exact<T>(list: &mut Vec<T>) {
    let mut out = Vec::with_capacity(list.len());
    out.append(list);
    *list = out;
}

/// What a file's path may tell of its report: its name without the ending, and its folder's before it (`云溪市/2026`).
pub fn name_of(path: &Path) -> String {
    let words =
        |part: Option<&OsStr>| part.map_or_else(String::new, |p| p.to_string_lossy().into());
    let folder = path.parent().and_then(Path::file_name);
    format!("{}/{}", words(folder), words(path.file_stem()))
}

/// Finds the reports of a text and what they state. Never fails: a text without reports has none.
///
/// `name` is the file's name, which may tell region and year where the text does not; see [`name_of`].
pub fn analyse(source: SourceText, name: &str) -> AnalysedFile {
    analyse_fixed(source, name, &Fix::default())
}

/// The same, with what a user set right.
pub fn analyse_fixed(source: SourceText, name: &str, fix: &Fix) -> AnalysedFile {
    analyse_by(Readers::Both, source, name, fix)
}

/// The same by the readers named.
pub fn analyse_by(readers: Readers, mut source: SourceText, name: &str, fix: &Fix) -> AnalysedFile {
    let norm = Norm::new(&source.text);
    let (reports, mut notices, starts) = parse::reports(&norm, name, fix);
    let offsets = Offsets::new(&source.text);
    source.notices.append(&mut notices);
    if source.text.capacity() > source.text.len() + source.text.len() / 8 {
        let exact: Box<str> = source.text.as_str().into();
        source.text = exact.into_string();
    }
    let reports = reports
        .into_iter()
        .map(|layout| {
            let mut found = extract::extract_by(readers, &norm, &layout, &source.text, &offsets);
            exact(&mut found.items);
            exact(&mut found.unused);
            found.doubts = check::check(&found, layout.report.meta.plan_year);
            let mut notices = Vec::new();
            if found.of(crate::model::goal::Kind::Goal).next().is_none() {
                notices.push(Notice::NoGoals);
            }
            if layout.cut_off {
                notices.push(Notice::CutOff);
            }
            Analysed {
                report: layout.report,
                found,
                notices,
            }
        })
        .collect();
    AnalysedFile {
        source,
        offsets,
        starts,
        reports,
    }
}
