//! What stands above the ledger: the two reports, goals or tasks, which entries.

use egui::Ui;

use crate::app::command::Command;
use crate::app::views::compare::CompareCommand;
use crate::app::views::ledger::{LedgerCommand, LedgerFilter};
use crate::gui::cx::Cx;
use crate::gui::panels::compare::side;
use crate::gui::widgets::chip::{choices, pick};
use crate::gui::widgets::fit::{ends, fit};
use crate::model::goal::Kind;

use super::Memory;

pub(super) fn tools(ui: &mut Ui, cx: &mut Cx<'_>, memory: &Memory) {
    let of = |kind: Option<Kind>| {
        let lines = memory.lines.iter();
        let own = lines.filter(|line| kind.is_none_or(|kind| kind == line.entry.kind));
        own.filter(|line| cx.state.ledger.filter.shows(&line.entry))
            .count()
    };
    let kinds = [None, Some(Kind::Goal), Some(Kind::Task)];
    let counts = kinds.map(of);
    let ledger = cx.state.ledger;
    let names = [cx.state.compare.old, cx.state.compare.new];
    let content = (cx.text.language, counts, ledger.filter as u8, names);
    fit(ui, "ledger-tools", content, 3, |ui, form| {
        side(ui, cx, true);
        if ui.button("⇄").on_hover_text(cx.text.get("swap")).clicked() {
            cx.send(Command::Compare(CompareCommand::Swap));
        }
        side(ui, cx, false);
        let words = ["ledger-both", "kind.goal.many", "kind.task.many"];
        let [both, goals, tasks] = words;
        let words = [
            cx.text.get(both),
            cx.text.label(goals),
            cx.text.label(tasks),
        ];
        let told = |at: usize| match (words.get(at), counts.get(at)) {
            (Some(word), Some(count)) if form < 1 => format!("{word} {count}"),
            (word, _) => word.map_or_else(String::new, |word| (*word).to_owned()),
        };
        let kind = if form < 2 {
            let on = kinds.iter().position(|kind| *kind == ledger.kind);
            let all: Vec<String> = (0..kinds.len()).map(told).collect();
            choices(ui, cx.palette, on.unwrap_or(0), &all)
                .and_then(|at| kinds.get(at))
                .copied()
        } else {
            let all: Vec<(Option<Kind>, String)> =
                kinds.into_iter().zip((0..kinds.len()).map(told)).collect();
            pick(ui, &all, ledger.kind, None)
        };
        if let Some(kind) = kind {
            cx.send(Command::Ledger(LedgerCommand::Kind(kind)));
        }
        ends(ui, |ui| {
            filters(ui, cx, memory);
            0.0
        })
    });
}

/// Which entries are shown, each with how many there are.
fn filters(ui: &mut Ui, cx: &mut Cx<'_>, memory: &Memory) {
    let now = cx.state.ledger.filter;
    let mut chosen = None;
    ui.menu_button(format!("{} ▾", filter_words(cx, now)), |ui| {
        for filter in LedgerFilter::ALL {
            let lines = memory.lines.iter();
            let count = lines.filter(|line| filter.shows(&line.entry)).count();
            let words = format!("{}  {count}", filter_words(cx, filter));
            if ui.radio(filter == now, words).clicked() {
                chosen = Some(filter);
                ui.close();
            }
        }
    });
    if let Some(filter) = chosen {
        cx.send(Command::Ledger(LedgerCommand::Filter(filter)));
    }
}

pub(super) fn filter_words(cx: &Cx<'_>, filter: LedgerFilter) -> String {
    match filter {
        LedgerFilter::All => cx.text.get("ledger-all"),
        LedgerFilter::Entered => cx.text.label("ledger.entered"),
        LedgerFilter::Left => cx.text.label("ledger.left"),
        LedgerFilter::Rose => cx.text.label("ledger.rose"),
        LedgerFilter::Fell => cx.text.label("ledger.fell"),
        LedgerFilter::Harder => cx.text.label("ledger.harder"),
        LedgerFilter::Softer => cx.text.label("ledger.softer"),
        LedgerFilter::Weaker => cx.text.get("ledger-weaker"),
        LedgerFilter::Otherwise => cx.text.get("ledger-otherwise"),
        LedgerFilter::Missed => cx.text.get("ledger-missed"),
    }
    .to_owned()
}
