//! The line at the bottom: what is open, what is accounted for, what runs.

use egui::{Align, Layout, Ui};

use crate::app::command::Command;
use crate::app::jobs::{JobKind, JobStatus};
use crate::app::library::Outcome;
use crate::app::versioned::Same;
use crate::app::views::View;
use crate::engine::labels::Language;
use crate::gui::cx::Cx;
use crate::gui::request::Open;
use crate::gui::widgets::chip::small;
use crate::model::comparison::{Comparison, Nearness};
use crate::model::goal::Kind;

/// What the words were made for: which reports, which comparison, the language.
type Made = ((u64, u64), Option<Same<Comparison>>, Language);

/// What the line keeps to itself: what is open in words, and what that was made for.
#[derive(Default)]
pub struct Memory {
    made: Option<Made>,
    summary: String,
}

/// Draws the line.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory) {
    let compared = cx.state.compare.found.as_ref().map(Same::of);
    let made = Some((
        cx.state.library.version(),
        compared.filter(|_| cx.state.view == View::Compare),
        cx.text.language,
    ));
    if memory.made != made {
        memory.made = made;
        memory.summary = summary(cx);
    }
    ui.horizontal_centered(|ui| {
        // What stands on the right comes first: the summary gives way in a narrow window.
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            jobs(ui, cx);
            imports(ui, cx);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let words = small(cx.palette, memory.summary.as_str());
                ui.add(egui::Label::new(words).truncate())
                    .on_hover_text(memory.summary.as_str());
            });
        });
    });
}

/// What runs, with its progress and a button that stops it.
fn jobs(ui: &mut Ui, cx: &mut Cx<'_>) {
    // Counting is mostly over before it can be read.
    let told = |job: &&JobStatus| job.kind != JobKind::Count || job.total > 40;
    let jobs: Vec<JobStatus> = cx.state.jobs.iter().filter(told).cloned().collect();
    if jobs.is_empty() {
        ui.label(small(cx.palette, cx.text.get("idle")));
    }
    for job in jobs {
        if ui
            .small_button("×")
            .on_hover_text(cx.text.get("cancel"))
            .clicked()
        {
            cx.send(Command::Cancel(job.id));
        }
        let part = if job.total > 0 {
            job.done as f32 / job.total as f32
        } else {
            0.0
        };
        let bar = egui::ProgressBar::new(part)
            .desired_width(120.0)
            .desired_height(6.0)
            .fill(*cx.palette.accent);
        ui.add(if job.total > 0 {
            bar
        } else {
            bar.animate(!cx.state.settings.still)
        });
        let id = match job.kind {
            JobKind::Load => "job-load",
            JobKind::Compare => "job-compare",
            JobKind::Export => "job-export",
            JobKind::Count => "job-count",
        };
        let words = cx.text.with(
            id,
            &[("done", job.done.into()), ("total", job.total.into())],
        );
        ui.label(small(cx.palette, words));
    }
}

/// How many files were opened and how many failed; opens the imports.
fn imports(ui: &mut Ui, cx: &mut Cx<'_>) {
    let all = cx.state.imports.len();
    if all == 0 {
        return;
    }
    let failed = cx
        .state
        .imports
        .iter()
        .filter(|import| matches!(import.outcome, Outcome::Failed(..)))
        .count();
    let words = if failed > 0 {
        cx.text.with(
            "status-imports-failed",
            &[("count", all.into()), ("failed", failed.into())],
        )
    } else {
        cx.text.count("status-imports", all)
    };
    let mut words = small(cx.palette, words);
    if failed > 0 {
        words = words.color(*cx.palette.error);
    }
    if ui
        .add(egui::Button::new(words).frame(false))
        .on_hover_text(cx.text.get("imports-hint"))
        .clicked()
    {
        *cx.dialog = Some(Open::Imports);
    }
}

fn summary(cx: &Cx<'_>) -> String {
    let shown = cx.state.library.shown();
    let reports: Vec<_> = shown
        .iter()
        .filter_map(|id| cx.state.library.report(*id))
        .map(|(_, report)| report)
        .collect();
    if reports.is_empty() {
        return cx.text.get("status-empty").to_owned();
    }
    if cx.state.view == View::Compare
        && let Some(found) = &cx.state.compare.found
    {
        let count = |near: Nearness| found.pairs.iter().filter(|p| p.nearness == near).count();
        let paired = found.pairs.len() - count(Nearness::None);
        let moved = found.pairs.iter().filter(|p| p.moved).count();
        return cx.text.with(
            "status-compare",
            &[
                ("paired", paired.into()),
                ("new", count(Nearness::None).into()),
                ("dropped", found.dropped.len().into()),
                ("moved", moved.into()),
            ],
        );
    }
    let goals: usize = reports.iter().map(|r| r.found.of(Kind::Goal).count()).sum();
    let unused: usize = reports.iter().map(|r| r.found.unused.len()).sum();
    let mut words = cx.text.with(
        "status-goals",
        &[("reports", reports.len().into()), ("goals", goals.into())],
    );
    let items = || reports.iter().flat_map(|r| &r.found.items);
    let alike = items().filter(|item| item.other.is_none()).count();
    if let Some(share) = (alike * 100).checked_div(items().count()) {
        words.push_str(" · ");
        words.push_str(&cx.text.count("status-alike", share));
    }
    if unused > 0 {
        words.push_str(" · ");
        words.push_str(&cx.text.count("status-unused", unused));
    }
    words
}
