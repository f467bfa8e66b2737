//! The table in Markdown and as a page of HTML.

use std::fmt::Write as _;

use crate::engine::display::Role;

use super::table::{Cell, Table};

/// A Markdown table; key words bold.
pub fn markdown(table: &Table) -> String {
    let mut out = format!(
        "# {}\n\n| {} |\n|{}\n",
        table.title,
        table.head.join(" | "),
        "---|".repeat(table.head.len())
    );
    for row in &table.rows {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| {
                rich(
                    cell,
                    |text, role| {
                        if role == Role::Plain {
                            text
                        } else {
                            format!("**{text}**")
                        }
                    },
                    |c| c.replace('|', "\\|"),
                )
            })
            .collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    out
}

/// A page of its own; the colours mean what they mean on screen.
pub fn html(table: &Table) -> String {
    let mut out =
        String::from("<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>");
    out.push_str(&escape(&table.title));
    out.push_str("</title>\n<style>body{font:14px/1.6 \"Noto Sans SC\",\"Microsoft YaHei\",\"PingFang SC\",sans-serif;margin:24px}table{border-collapse:collapse}th,td{border-bottom:1px solid #dfdbd2;padding:4px 10px;text-align:left;vertical-align:top}td.n{text-align:right;font-variant-numeric:tabular-nums}.i{background:#e9e6df}.v{color:#0b5cad;font-weight:600}.b{color:#a85a00;font-weight:600}.f{color:#7b3f9e;font-weight:600}</style></head><body>\n<table>\n<tr>");
    for head in &table.head {
        let _ = write!(out, "<th>{}</th>", escape(head));
    }
    out.push_str("</tr>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for cell in row {
            let class = if matches!(cell, Cell::Number(_)) {
                " class=\"n\""
            } else {
                ""
            };
            let words = rich(
                cell,
                |text, role| match role {
                    Role::Plain => text,
                    Role::Indicator => format!("<span class=\"i\">{text}</span>"),
                    Role::Value => format!("<span class=\"v\">{text}</span>"),
                    Role::Bound => format!("<span class=\"b\">{text}</span>"),
                    Role::Force => format!("<span class=\"f\">{text}</span>"),
                },
                escape,
            );
            let _ = write!(out, "<td{class}>{words}</td>");
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table></body></html>\n");
    out
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

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
