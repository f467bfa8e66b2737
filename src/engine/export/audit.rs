//! The audit bundle: one page with the texts, their fingerprints, the table, what was corrected and by which rules, so
//! that a second person can falsify any cell with nothing but a browser.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::engine::display;
use crate::engine::labels::{self, Language, label};
use crate::engine::read::fingerprint;
use crate::model::analysed::AnalysedFile;
use crate::model::fix::{Fix, Verdict};
use crate::model::goal::{Bound, Item};
use crate::model::note::Note;
use crate::model::rule::Rule;

use super::markup::{STYLE, escape};
use crate::model::analysed::Source;

/// What a user did, beside what was read.
#[derive(Clone, Debug, Default)]
pub struct Audit {
    /// What was set right, by the fingerprints of the files.
    pub fixes: BTreeMap<String, Fix>,
    /// The notes.
    pub notes: Vec<Note>,
    /// The rules.
    pub rules: Vec<Rule>,
}

/// Where a link leads: a place in the text of a file.
fn place(file: usize, at: usize) -> String {
    format!("t{file}-{at}")
}

/// The page; each number of it leads to its words in the texts below.
pub fn page(sources: &[Source<'_>], audit: &Audit, language: Language) -> String {
    let files = files(sources);
    let number = |source: &Source<'_>| {
        let mut all = files.iter();
        let own = &source.file.source.sha256;
        all.position(|(file, ..)| file.source.sha256 == *own)
            .unwrap_or(0)
    };
    let word = |key: &str| escape(label(language, key));
    let title = word("audit.title");
    let mut out = format!(
        "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{title}</title>\n<style>{STYLE}pre{{white-space:pre-wrap;font:inherit;line-height:2}}mark{{background:#e3eefb;color:inherit}}a:target::before{{content:\"▶\";color:#0a6a60}}a:target+mark{{outline:2px solid #0a6a60}}code{{font-size:12px;word-break:break-all}}th{{white-space:nowrap}}</style></head><body>\n<h1>{title}</h1>\n<p>{}</p>\n<p>{} {}</p>\n",
        word("audit.how"),
        word("audit.program"),
        env!("CARGO_PKG_VERSION"),
    );
    let head = |out: &mut String, title: &str, keys: &[&str]| {
        let _ = write!(out, "<h2>{}</h2>\n<table><thead><tr>", word(title));
        for key in keys {
            let _ = write!(out, "<th>{}</th>", word(key));
        }
        out.push_str("</tr></thead>\n");
    };
    head(
        &mut out,
        "audit.files",
        &[
            "column.report",
            "audit.file",
            "audit.sha256",
            "audit.text",
            "audit.read",
        ],
    );
    for (at, (file, name, read)) in files.iter().enumerate() {
        let reports: Vec<String> = file
            .reports
            .iter()
            .map(|report| display::report_name(&report.report.meta, name))
            .collect();
        let _ = writeln!(
            out,
            "<tr><td class=\"k\">{}</td><td><a href=\"#f{at}\">{}</a></td><td><code>{}</code></td><td><code>{}</code></td><td>{read}</td></tr>",
            escape(&reports.join("、")),
            escape(name),
            file.source.sha256,
            fingerprint(file.source.text.as_bytes()),
        );
    }
    out.push_str("</table>\n");
    head(
        &mut out,
        "audit.items",
        &[
            "column.report",
            "audit.list",
            "column.indicator",
            "audit.value",
            "column.bound",
            "column.force",
            "column.period",
            "audit.quote",
            "column.checked",
        ],
    );
    for source in sources {
        let name = display::report_name(&source.report.report.meta, source.name);
        // Goals first: they are what is looked up.
        let mut items: Vec<&Item> = source.report.found.items.iter().collect();
        items.sort_by_key(|item| item.kind);
        for item in items {
            row(&mut out, source, &name, number(source), item, language);
        }
    }
    out.push_str("</table>\n");
    head(
        &mut out,
        "audit.unused",
        &["column.report", "audit.number", "audit.why"],
    );
    for source in sources {
        let name = display::report_name(&source.report.report.meta, source.name);
        for unused in &source.report.found.unused {
            let _ = writeln!(
                out,
                "<tr><td class=\"k\">{}</td><td><a href=\"#{}\">{}</a></td><td>{}</td></tr>",
                escape(&name),
                place(number(source), unused.span.start),
                escape(&unused.quote),
                word(&format!("why.{}", unused.why.key())),
            );
        }
    }
    out.push_str("</table>\n");
    corrections(&mut out, &files, audit, language, &head);
    if !audit.rules.is_empty() {
        let _ = writeln!(
            out,
            "<h2>{}</h2>\n<pre>{}</pre>",
            word("audit.rules"),
            escape(&crate::engine::rules::to_text(&audit.rules))
        );
    }
    notes(&mut out, &files, audit, &head);
    for (at, (file, name, _)) in files.iter().enumerate() {
        let _ = write!(out, "<h2 id=\"f{at}\">{}</h2>\n<pre>", escape(name));
        text(&mut out, at, file);
        out.push_str("</pre>\n");
    }
    out.push_str("</body></html>\n");
    out
}

type File<'a> = (&'a AnalysedFile, &'a str, &'a str);

/// The files of the reports, each once.
fn files<'a>(sources: &[Source<'a>]) -> Vec<File<'a>> {
    let mut out: Vec<File<'a>> = Vec::new();
    for source in sources {
        let own = &source.file.source.sha256;
        if out.iter().all(|(file, ..)| file.source.sha256 != *own) {
            out.push((source.file, source.name, source.read));
        }
    }
    out
}

fn row(
    out: &mut String,
    source: &Source<'_>,
    name: &str,
    file: usize,
    item: &Item,
    language: Language,
) {
    let word = |key: &str| escape(label(language, key));
    let bound = item.value.as_ref().map(|value| value.bound);
    let bound = bound.filter(|bound| *bound != Bound::Eq);
    let checked = item.checked.as_deref().map(|checked| {
        let word = word(labels::checked_key(checked));
        match checked {
            crate::model::goal::Checked::Corrected { was: Some(was), .. } => {
                format!("{word}: {}", escape(was))
            }
            crate::model::goal::Checked::Ruled { words } => format!("{word}: {}", escape(words)),
            _ => word,
        }
    });
    let _ = writeln!(
        out,
        "<tr><td class=\"k\">{}</td><td class=\"k\">{}</td><td>{}</td><td class=\"n\"><a href=\"#{}\"><b class=\"v\">{}</b></a></td><td class=\"k\">{}</td><td class=\"k\">{}</td><td class=\"k\">{}</td><td>{}</td><td>{}</td></tr>",
        escape(name),
        word(labels::kind_key(item.kind)),
        escape(&item.indicator),
        place(file, item.span.start),
        escape(&display::value_text(source.file, item)),
        bound.map_or_else(String::new, |bound| word(labels::bound_key(bound))),
        word(labels::force_key(item.force)),
        item.period
            .map_or_else(String::new, |period| labels::period(language, period)),
        escape(&item.quote),
        checked.unwrap_or_default(),
    );
}

/// What was said of single goals: what had been read, what was put in its place, by whom and when.
fn corrections(
    out: &mut String,
    files: &[File<'_>],
    audit: &Audit,
    language: Language,
    head: &dyn Fn(&mut String, &str, &[&str]),
) {
    let word = |key: &str| escape(label(language, key));
    head(
        out,
        "audit.corrections",
        &[
            "audit.file",
            "audit.quote",
            "audit.was",
            "audit.verdict",
            "audit.by",
            "audit.at",
        ],
    );
    for (at, (file, name, _)) in files.iter().enumerate() {
        let Some(fix) = audit.fixes.get(&file.source.sha256) else {
            continue;
        };
        for correction in fix.reports.values().flat_map(|report| &report.corrections) {
            let verdict = match &correction.verdict {
                Verdict::Accepted => word("checked.accepted"),
                Verdict::Rejected => word("why.rejected"),
                Verdict::Value(typed) => escape(typed),
            };
            let quote = if correction.quote.is_empty() {
                &correction.indicator
            } else {
                &correction.quote
            };
            let _ = writeln!(
                out,
                "<tr><td>{}</td><td><a href=\"#{}\">{}</a></td><td>{}</td><td>{verdict}</td><td>{}</td><td>{}</td></tr>",
                escape(name),
                place(at, correction.start),
                escape(quote),
                escape(correction.was.as_deref().unwrap_or("")),
                escape(correction.by.as_deref().unwrap_or("")),
                escape(correction.at.as_deref().unwrap_or("")),
            );
        }
    }
    out.push_str("</table>\n");
}

fn notes(
    out: &mut String,
    files: &[File<'_>],
    audit: &Audit,
    head: &dyn Fn(&mut String, &str, &[&str]),
) {
    if audit.notes.is_empty() {
        return;
    }
    head(
        out,
        "audit.notes",
        &[
            "audit.file",
            "audit.quote",
            "audit.note",
            "audit.by",
            "audit.at",
        ],
    );
    for note in &audit.notes {
        let own = files
            .iter()
            .position(|(file, ..)| file.source.sha256 == note.sha256);
        let Some((at, (_, name, _))) = own.and_then(|at| Some((at, files.get(at)?))) else {
            continue;
        };
        let _ = writeln!(
            out,
            "<tr><td>{}</td><td><a href=\"#{}\">{}</a></td><td>{}</td><td>{}</td><td>{}</td></tr>",
            escape(name),
            place(at, note.span.start),
            escape(&note.quote),
            escape(&note.text),
            escape(note.by.as_deref().unwrap_or("")),
            escape(&note.at),
        );
    }
    out.push_str("</table>\n");
}

/// The text of a file with a target at each place that something leads to, and the words of items marked.
fn text(out: &mut String, number: usize, file: &AnalysedFile) {
    let mut starts: Vec<usize> = Vec::new();
    let mut spans = Vec::new();
    for report in &file.reports {
        let found = &report.found;
        spans.extend(found.items.iter().map(|item| item.span));
        starts.extend(found.items.iter().map(|item| item.span.start));
        starts.extend(found.unused.iter().map(|unused| unused.span.start));
        starts.push(report.report.span.start);
    }
    starts.sort_unstable();
    starts.dedup();
    spans.sort_unstable();
    let mut starts = starts.into_iter().peekable();
    let mut spans = spans.into_iter().peekable();
    let mut until = None;
    for (at, c) in file.source.text.chars().enumerate() {
        if until.is_some_and(|end| at >= end) {
            out.push_str("</mark>");
            until = None;
        }
        if starts.next_if_eq(&at).is_some() {
            if until.take().is_some() {
                out.push_str("</mark>");
            }
            let _ = write!(out, "<a id=\"{}\"></a>", place(number, at));
        }
        let mut end = None;
        while let Some(span) = spans.next_if(|span| span.start <= at) {
            end = end.max(Some(span.end).filter(|end| *end > at));
        }
        if let Some(end) = end {
            if until.is_none() {
                out.push_str("<mark>");
            }
            until = until.max(Some(end));
        }
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => {}
            c => out.push(c),
        }
    }
    if until.is_some() {
        out.push_str("</mark>");
    }
}
