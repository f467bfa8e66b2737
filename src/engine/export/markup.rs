//! The table in Markdown and as a page of HTML.

use std::fmt::Write as _;

use crate::engine::display::{Role, Segment};
use crate::text::xml::sound;

use super::table::{Cell, Table};

/// Words shorter than this stay on one line of a page.
const SHORT: usize = 12;

/// How a page looks; the colours of key words come from their roles.
pub(super) const STYLE: &str = "body{font:14px/1.7 \"Noto Sans SC\",\"Microsoft YaHei\",\"PingFang SC\",sans-serif;margin:24px;color:#20242a}h1{font-size:20px}p{color:#5c6470;margin:4px 0}table{border-collapse:collapse;margin-top:12px}th{position:sticky;top:0;background:#e0efed}th,td{border-bottom:1px solid #dfdbd2;padding:4px 10px;text-align:left;vertical-align:top}tr:target,td:target{outline:2px solid #0a6a60}td.n{text-align:right;font-variant-numeric:tabular-nums}td.s{min-width:12em}td.k{white-space:nowrap}tr.foot td{background:#f4f3ef;border-bottom:none}ol.annex{margin-top:32px;color:#20242a}ol.annex small{color:#5c6470}li:target,a:target{outline:2px solid #0a6a60}a{color:#0a6a60;text-decoration:none}b{font-weight:600}s{text-decoration-color:#b5b8bc}@media print{body{margin:0;font-size:10pt}th{position:static}tr{break-inside:avoid}a{color:inherit}.go{display:none}}";

/// A Markdown table; key words bold.
pub fn markdown(table: &Table) -> String {
    let lead = table.lead.join("\n\n") + "\n\n";
    let lead = lead.trim_start();
    let mut out = format!(
        "# {}\n\n{lead}| {} |\n|{}\n",
        table.title,
        table.head.join(" | "),
        "---|".repeat(table.head.len())
    );
    for (at, row) in table.rows.iter().chain(&table.foot).enumerate() {
        let cells: Vec<String> = row
            .iter()
            .enumerate()
            .map(|(c, cell)| {
                let words = rich(
                    cell,
                    |text, role| match role {
                        Role::Plain => text,
                        Role::Gone => format!("~~{text}~~"),
                        _ => format!("**{text}**"),
                    },
                    |c| c.replace('|', "\\|").replace(['\n', '\r'], ""),
                );
                match table.links.get(&(at, c)) {
                    Some(note) => format!("{words} \\[{}\\]", note + 1),
                    None => words,
                }
            })
            .collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    for (at, note) in table.annex.iter().enumerate() {
        let words: String = note.sentence.iter().map(|s| s.text.as_str()).collect();
        let _ = write!(out, "\n\\[{}\\] {}: {words}\n", at + 1, note.lead);
    }
    out
}

/// A page of its own; the colours mean what they mean on screen.
pub fn html(table: &Table) -> String {
    let mut out =
        String::from("<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>");
    out.push_str(&escape(&table.title));
    out.push_str("</title>\n<style>");
    out.push_str(STYLE);
    for role in Role::MARKED {
        let (letters, paper) = role.colours();
        let paper = paper.map_or_else(String::new, |paper| format!(";background:#{paper}"));
        let _ = write!(out, ".{}{{color:#{letters}{paper}}}", class(role));
    }
    out.push_str("</style></head><body>\n");
    let _ = writeln!(out, "<h1>{}</h1>", escape(&table.title));
    for line in &table.lead {
        let _ = writeln!(out, "<p>{}</p>", escape(line));
    }
    out.push_str("<table>\n<thead><tr>");
    for head in &table.head {
        let _ = write!(out, "<th>{}</th>", escape(head));
    }
    out.push_str("</tr></thead>\n");
    let next = next_of_a_kind(table);
    for (at, row) in table.rows.iter().chain(&table.foot).enumerate() {
        let foot = if at < table.rows.len() {
            ""
        } else {
            " class=\"foot\""
        };
        let _ = write!(out, "<tr id=\"r{at}\"{foot}>");
        for (c, (cell, key)) in row.iter().zip(&table.keys).enumerate() {
            // What is marked on one side leads to the other side of its row.
            let (own, other) = match key.as_ref() {
                "old" => (format!(" id=\"o{at}\""), Some(format!("#n{at}"))),
                "new" => (format!(" id=\"n{at}\""), Some(format!("#o{at}"))),
                _ => (String::new(), None),
            };
            let kind = match cell {
                Cell::Number(_) => " class=\"n\"",
                Cell::Rich(_) => " class=\"s\"",
                Cell::Text(words) if words.chars().count() < SHORT => " class=\"k\"",
                _ => "",
            };
            let words = rich(
                cell,
                |text, role| {
                    let text = tag(text, role);
                    match &other {
                        Some(other) if role != Role::Plain => {
                            format!("<a href=\"{other}\">{text}</a>")
                        }
                        _ => text,
                    }
                },
                escape,
            );
            let words = match table.links.get(&(at, c)) {
                Some(note) => format!("<a href=\"#s{note}\">{words}</a>"),
                None => words,
            };
            let _ = write!(out, "<td{own}{kind}>{words}</td>");
        }
        if let Some(Some(next)) = next.get(at) {
            let _ = write!(out, "<td class=\"go\"><a href=\"#r{next}\">↓</a></td>");
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table>\n");
    if !table.annex.is_empty() {
        out.push_str("<ol class=\"annex\">\n");
        for (at, note) in table.annex.iter().enumerate() {
            let words = marked(&note.sentence);
            let mut links = table.links.iter();
            let back = links.find(|(_, own)| **own == at);
            let back = back.map_or(0, |((row, _), _)| *row);
            let lead = escape(&note.lead);
            let _ = writeln!(
                out,
                "<li id=\"s{at}\"><a href=\"#r{back}\">↑</a> <small>{lead}</small><br>{words}</li>"
            );
        }
        out.push_str("</ol>\n");
    }
    out.push_str("</body></html>\n");
    out
}

/// A sentence with its key words tagged.
fn marked(sentence: &[Segment]) -> String {
    let words = sentence.iter();
    words
        .map(|segment| tag(escape(&segment.text), segment.role))
        .collect()
}

fn tag(text: String, role: Role) -> String {
    match role {
        Role::Plain => text,
        Role::Gone => format!("<s class=\"{}\">{text}</s>", class(role)),
        _ if role.strong() => format!("<b class=\"{}\">{text}</b>", class(role)),
        _ => format!("<span class=\"{}\">{text}</span>", class(role)),
    }
}

/// The table alone, for the clipboard: what Word, WPS and Excel take in as a table.
pub fn fragment(table: &Table) -> String {
    let mut out = String::from("<table border=\"1\" style=\"border-collapse:collapse\"><tr>");
    for head in &table.head {
        let _ = write!(out, "<th>{}</th>", escape(head));
    }
    out.push_str("</tr>");
    for row in table.rows.iter().chain(&table.foot) {
        out.push_str("<tr>");
        for cell in row {
            let words = match cell {
                Cell::Rich(sentence) => marked(sentence),
                other => escape(&other.text()),
            };
            let _ = write!(out, "<td>{words}</td>");
        }
        out.push_str("</tr>");
    }
    out.push_str("</table>");
    out
}

/// The name of a role's style.
const fn class(role: Role) -> &'static str {
    match role {
        Role::Plain => "",
        Role::Indicator => "i",
        Role::Value => "v",
        Role::Bound => "b",
        Role::Force => "f",
        Role::Wording => "w",
        Role::Gone => "g",
        Role::New => "a",
    }
}

/// For each row of a comparison or ledger the next one of its kind, to walk through them by clicks.
fn next_of_a_kind(table: &Table) -> Vec<Option<usize>> {
    let Some(column) = table.keys.iter().position(|key| *key == "class") else {
        return Vec::new();
    };
    let mut next = vec![None; table.rows.len()];
    let mut seen = std::collections::HashMap::new();
    for (at, row) in table.rows.iter().enumerate().rev() {
        let kind = row.get(column).map(Cell::text).unwrap_or_default();
        let behind = seen.insert(kind, at);
        if let Some(slot) = next.get_mut(at) {
            *slot = behind;
        }
    }
    next
}

fn rich(
    cell: &Cell,
    mark: impl Fn(String, Role) -> String,
    clean: impl Fn(&str) -> String,
) -> String {
    match cell {
        Cell::Rich(segments) => segments
            .iter()
            .map(|segment| mark(clean(&segment.text), segment.role))
            .collect(),
        other => clean(&other.text()),
    }
}

pub(super) fn escape(text: &str) -> String {
    sound(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
