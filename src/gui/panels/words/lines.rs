//! The places of what is chosen or typed, each with what stands around it; what does not count is struck through and
//! says why.

use crate::text::span::ByteSpan;
use std::sync::Arc;

use egui::{
    Align, Align2, Color32, FontId, Layout, Rect, Response, ScrollArea, Sense, Stroke, Ui, Vec2,
};

use crate::app::command::Command;
use crate::app::versioned::Same;
use crate::app::words::{Lines, Mode, Way, WordsCommand};
use crate::engine::words::concordance::Order;
use crate::engine::words::topics::holders;
use crate::engine::words::{Place, Topic, Why};
use crate::gui::cx::{Copied, Cx};
use crate::gui::request::Open;
use crate::gui::theme::{font, size};
use crate::gui::widgets::chip::{choices, pick, small};
use crate::text::clip::{clip, thousands};

use super::{called, empty};

/// How high a row is, how wide names, roles, and what is done with a place are.
const ROW: f32 = 25.0;
const NAME: f32 = 132.0;
const ROLE: f32 = 58.0;
const ACTS: f32 = 96.0;
/// Characters shown around a place, more than any row holds.
const ROOM: usize = 60;

/// Which places are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Filter {
    #[default]
    All,
    Counted,
    LeftOut,
}

/// A row of the list.
#[derive(Clone, Copy)]
enum Row {
    /// The head of a report: which, and how many of its places are shown.
    Head(u32, usize),
    Line(usize),
}

/// What the list keeps to itself.
#[derive(Default)]
pub struct Memory {
    made: Option<(Same<Lines>, Filter, bool)>,
    filter: Filter,
    rows: Vec<Row>,
    /// The place whose menu is open.
    asked: Option<usize>,
}

impl Memory {
    /// Makes the rows, with a head for each report where they are `grouped`.
    fn refresh(&mut self, lines: &Arc<Lines>, grouped: bool) {
        let made = (Same::of(lines), self.filter, grouped);
        if self.made.as_ref() == Some(&made) {
            return;
        }
        self.made = Some(made);
        self.rows.clear();
        let mut head: Option<(u32, usize)> = None;
        for (at, place) in lines.places.iter().enumerate() {
            let shown = match self.filter {
                Filter::All => true,
                Filter::Counted => place.why.is_none(),
                Filter::LeftOut => place.why.is_some(),
            };
            if !shown {
                continue;
            }
            if grouped && head.is_none_or(|(report, _)| report != place.report) {
                head = Some((place.report, self.rows.len()));
                self.rows.push(Row::Head(place.report, 0));
            }
            if let Some((_, row)) = head
                && let Some(Row::Head(_, count)) = self.rows.get_mut(row)
            {
                *count += 1;
            }
            self.rows.push(Row::Line(at));
        }
    }
}

/// The line above what is found: how what is typed is meant, and where it is looked for.
pub(super) fn said(cx: &Cx<'_>) -> String {
    let way = cx.state.words.way;
    let id = match way {
        Way::Words => "words-find-hint",
        Way::Pattern => "words-pattern-hint",
        Way::Near => "words-near-hint",
    };
    let mut out = cx.text.get(id).to_owned();
    let selected = cx.state.library.selected.len();
    if selected > 0 && way != Way::Near {
        out = format!("{} · {out}", cx.text.count("words-only-selected", selected));
    }
    out
}

pub(super) fn ui(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory) {
    // The pane keeps its height while there is nothing in it.
    ui.set_min_size(ui.available_size());
    let view = &cx.state.words;
    if let Some(wrong) = view.wrong.clone().filter(|_| view.mode == Mode::Find) {
        head(ui, cx, memory, None);
        ui.vertical_centered(|ui| {
            ui.add_space(30.0);
            let words = cx.text.with("words-wrong", &[("why", wrong.into())]);
            ui.label(small(cx.palette, words).color(*cx.palette.error));
        });
        return;
    }
    let Some(lines) = view.lines.found.clone() else {
        let id = match view.mode {
            _ if view.lines.waits() => "words-counting",
            Mode::Topics => "words-choose-cell",
            Mode::Keys => "words-choose-word",
            Mode::Shared => "words-choose-sentence",
            Mode::Find if view.way == Way::Near => "words-type-phrase",
            Mode::Find => "words-type",
        };
        empty(ui, cx, id);
        return;
    };
    let grouped = view.order == Order::Report && !view.is_near();
    memory.refresh(&lines, grouped);
    head(ui, cx, memory, Some(&lines));
    memory.refresh(&lines, grouped);
    if memory.rows.is_empty() {
        empty(ui, cx, "words-nowhere");
        return;
    }
    let topic = match view.mode {
        Mode::Topics => view
            .topics
            .get(view.chosen)
            .map(|own| Arc::clone(&own.topic)),
        _ => None,
    };
    let near = view.is_near();
    ScrollArea::vertical()
        .id_salt("lines")
        .auto_shrink([false, false])
        .show_rows(ui, ROW, memory.rows.len(), |ui, shown| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for at in shown {
                match memory.rows.get(at).copied() {
                    Some(Row::Head(report, count)) => report_head(ui, cx, &lines, report, count),
                    Some(Row::Line(at)) => {
                        let topic = topic.as_deref();
                        line(ui, cx, memory, &lines, at, topic, near);
                    }
                    None => {}
                }
            }
        });
}

/// What the places are of, how many count, and the order they stand in.
fn head(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory, lines: Option<&Lines>) {
    let view = &cx.state.words;
    let name = match view.mode {
        Mode::Topics => view
            .topics
            .get(view.chosen)
            .map(|own| own.topic.name.clone()),
        Mode::Keys | Mode::Shared => view.word.clone(),
        Mode::Find => Some(view.typed.clone()),
    };
    let name = name.unwrap_or_default();
    let scoped = match (&view.scope, view.mode) {
        (Some((_, ids)), Mode::Topics) if ids.len() == 1 => {
            ids.first().map(|id| cx.state.library.name(*id))
        }
        (Some((_, ids)), Mode::Topics) => Some(cx.text.count("words-in-reports", ids.len())),
        _ => None,
    };
    let told = lines.map(|lines| {
        let out = lines.places.len() - lines.counted;
        let mut words = cx.text.with(
            "words-lines",
            &[
                ("counted", thousands(lines.counted).into()),
                ("reports", thousands(lines.reports).into()),
            ],
        );
        if cx.state.words.mode == Mode::Keys {
            words = format!("{words} · {}", cx.text.get("words-in-longer"));
        }
        if out > 0 {
            let args = [("count", thousands(out).into())];
            words = format!("{words} · {}", cx.text.with("words-lines-out", &args));
        }
        match scoped {
            Some(scoped) => format!("{} · {words}", clip(&scoped, 16)),
            None => words,
        }
    });
    ui.horizontal(|ui| {
        ui.set_height(30.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(10.0);
            acts(ui, cx, memory);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add_space(14.0);
                ui.label(egui::RichText::new(clip(&name, 24)).color(*cx.palette.ink));
                if let Some(told) = told {
                    ui.add(egui::Label::new(small(cx.palette, told)).truncate());
                }
            });
        });
    });
}

fn acts(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut Memory) {
    let view = &cx.state.words;
    let first = if view.is_near() {
        "words-by-date"
    } else {
        "words-by-report"
    };
    let mut options = vec![
        (Order::Report, cx.text.get(first).to_owned()),
        (Order::Left, cx.text.get("words-by-left").to_owned()),
        (Order::Right, cx.text.get("words-by-right").to_owned()),
    ];
    if view.is_near() {
        options.push((Order::Near, cx.text.get("words-by-nearness").to_owned()));
    }
    let (order, mode, chosen) = (view.order, view.mode, view.chosen);
    if let Some(order) = pick(ui, &options, order, None) {
        cx.send(Command::Words(WordsCommand::Order(order)));
    }
    if mode == Mode::Topics {
        if ui.button(cx.text.get("words-edit-topic")).clicked() {
            *cx.dialog = Some(Open::Topic(chosen));
        }
        let all = [Filter::All, Filter::Counted, Filter::LeftOut];
        let words = [
            "words-filter-all",
            "words-filter-counted",
            "words-filter-out",
        ]
        .map(|id| cx.text.get(id).to_owned());
        let on = all
            .iter()
            .position(|own| *own == memory.filter)
            .unwrap_or(0);
        if let Some(filter) = choices(ui, cx.palette, on, &words).and_then(|i| all.get(i)) {
            memory.filter = *filter;
        }
    } else {
        memory.filter = Filter::All;
    }
}

fn report_head(ui: &mut Ui, cx: &Cx<'_>, lines: &Lines, report: u32, count: usize) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, *cx.palette.panel);
    if let Some((id, text)) = lines.texts.get(report as usize) {
        let words = format!("{} · {count}", called(cx, *id, text));
        let at = rect.left_center() + Vec2::new(14.0, 0.0);
        let color = *cx.palette.muted;
        ui.painter()
            .text(at, Align2::LEFT_CENTER, words, font(size::SMALL), color);
    }
}

/// One place.
fn line(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    memory: &mut Memory,
    lines: &Lines,
    at: usize,
    topic: Option<&Topic>,
    near: bool,
) {
    let Some(place) = lines.places.get(at).copied() else {
        return;
    };
    let Some((id, text)) = lines.texts.get(place.report as usize) else {
        return;
    };
    let (id, body) = (*id, &text.body);
    let ByteSpan { start, end } = place.bytes();
    let (rect, response) =
        ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::click());
    let (left, right) = body.around(start..end, ROOM);
    let hit = body.slice(start..end);
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{left}{hit}{right}"))
    });
    if response.hovered() || response.has_focus() {
        ui.painter()
            .rect_filled(rect, 0.0, *cx.palette.accent_ground);
    }
    let shown = Shown {
        // Under the head of its report a place need not name it.
        name: (near || cx.state.words.order != Order::Report).then(|| called(cx, id, text)),
        middle: if near { 0.06 } else { 0.42 },
        role: cx.text.named("role", body.role(start).word()),
        left,
        hit,
        right,
        out: place.why.is_some(),
    };
    let acting = if topic.is_some() || near { ACTS } else { 12.0 };
    let inner = Rect::from_min_max(rect.min, egui::pos2(rect.right() - acting, rect.bottom()));
    shown.draw(ui, cx, inner);
    let side = Rect::from_min_max(egui::pos2(inner.right(), rect.top()), rect.max);
    if near {
        let words = format!("{}%", place.term);
        let at = side.left_center() + Vec2::new(8.0, 0.0);
        let color = *cx.palette.muted;
        ui.painter()
            .text(at, Align2::LEFT_CENTER, words, font(size::SMALL), color);
    }
    if let Some(topic) = topic {
        judge(ui, cx, lines, &place, topic, side, &response);
    }
    let span = body.span(start..end);
    if response.clicked() {
        cx.send(Command::Read {
            report: id,
            at: Some(span.start),
        });
    }
    if response.secondary_clicked() {
        memory.asked = Some(at);
    }
    response.context_menu(|ui| {
        if memory.asked != Some(at) {
            return;
        }
        if let (Some(topic), None) = (topic, place.why) {
            for word in holders(
                body,
                ByteSpan::new(start, end),
                cx.state.words.segmenter.get(),
            ) {
                let words = cx
                    .text
                    .with("words-exclude", &[("word", word.as_str().into())]);
                if ui.button(words).clicked() {
                    send_list(cx, topic, topic.excluding(&word));
                    ui.close();
                }
            }
        }
        if ui.button(cx.text.get("read-there")).clicked() {
            cx.send(Command::Read {
                report: id,
                at: Some(span.start),
            });
            ui.close();
        }
        let own = body.sentence_at(body.sentence(start));
        let sentence = body.slice(own).trim().to_owned();
        if ui.button(cx.text.get("words-elsewhere")).clicked() {
            cx.send(Command::Words(WordsCommand::Near(sentence.clone())));
            ui.close();
        }
        if ui.button(cx.text.get("copy-citation")).clicked() {
            let blank = own.len() - body.slice(own).trim_start().len();
            let own = text.file.offsets.slice(
                &text.file.source.text,
                body.span(own.start + blank..own.end),
            );
            let words = format!("{}（{}）", own.trim(), called(cx, id, text));
            cx.copy(Copied {
                text: words,
                html: None,
            });
            ui.close();
        }
    });
}

/// A place in words.
struct Shown<'a> {
    name: Option<String>,
    role: String,
    left: &'a str,
    hit: &'a str,
    right: &'a str,
    out: bool,
    /// Where places stand under each other.
    middle: f32,
}

impl Shown<'_> {
    fn draw(&self, ui: &Ui, cx: &Cx<'_>, rect: Rect) {
        let palette = cx.palette;
        let letters = font(size::BODY);
        let cut = |left: f32, right: f32| {
            let own = Rect::from_x_y_ranges(left..=right, rect.y_range());
            ui.painter().with_clip_rect(own.intersect(ui.clip_rect()))
        };
        let y = rect.center().y;
        let mut x = rect.left() + 14.0;
        let small_letters = font(size::SMALL);
        let put = |x: f32, until: f32, words: &str, letters: FontId, color: Color32| {
            let at = egui::pos2(x, y);
            cut(x, until).text(at, Align2::LEFT_CENTER, words, letters, color);
        };
        if let Some(name) = &self.name {
            put(
                x,
                x + NAME - 8.0,
                name,
                small_letters.clone(),
                *palette.muted,
            );
            x += NAME;
        }
        put(x, x + ROLE - 8.0, &self.role, small_letters, *palette.faint);
        x += ROLE;
        let color = if self.out {
            *palette.faint
        } else {
            *palette.ink
        };
        let layout = |words: &str, color: Color32| {
            ui.painter()
                .layout_no_wrap(words.to_owned(), letters.clone(), color)
        };
        let hit_color = if self.out {
            *palette.faint
        } else {
            *palette.accent_strong
        };
        let hit = layout(self.hit, hit_color);
        // A little left of the middle: what follows says more; a phrase is long itself.
        let middle = x + (rect.right() - x) * self.middle;
        let left = layout(self.left, color);
        let start = egui::pos2(middle - left.size().x, y - left.size().y / 2.0);
        cut(x, middle).galley(start, left, color);
        let ground = Rect::from_min_size(egui::pos2(middle, y - hit.size().y / 2.0), hit.size());
        let painter = cut(middle, rect.right());
        if self.out {
            painter.hline(ground.x_range(), y, Stroke::new(1.0, *palette.gone));
        } else {
            painter.rect_filled(ground, 2.0, *palette.find_ground);
        }
        let end = ground.right();
        painter.galley(ground.min, hit, hit_color);
        if self.out {
            painter.hline(ground.x_range(), y, Stroke::new(1.0, *palette.muted));
        }
        let right = layout(self.right, color);
        painter.galley(egui::pos2(end, y - right.size().y / 2.0), right, color);
    }
}

/// What holds a place that is left out, and the button that takes it in or out.
fn judge(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    lines: &Lines,
    place: &Place,
    topic: &Topic,
    side: Rect,
    response: &Response,
) {
    let (words, list, hint) = match place.why {
        Some(Why::Held(at)) => {
            let word = topic.not.get(at as usize).cloned().unwrap_or_default();
            let hint = cx
                .text
                .with("words-include", &[("word", word.as_str().into())]);
            (word, Some(topic.including(&place.hit())), hint)
        }
        Some(Why::Alone) => {
            let hint = cx.text.get("words-alone-hint").to_owned();
            let words = cx.text.get("words-alone").to_owned();
            (words, Some(topic.including(&place.hit())), hint)
        }
        // What would hold it is looked for only where the pointer is.
        None if response.hovered() || response.contains_pointer() => {
            let body = lines
                .texts
                .get(place.report as usize)
                .map(|(_, text)| &text.body);
            let found = body.map_or_else(Vec::new, |body| {
                holders(body, place.bytes(), cx.state.words.segmenter.get())
            });
            let Some(word) = found.first() else { return };
            let hint = cx
                .text
                .with("words-exclude", &[("word", word.as_str().into())]);
            (
                format!("− {}", clip(word, 5)),
                Some(topic.excluding(word)),
                hint,
            )
        }
        None => return,
    };
    let held = place.why.is_some();
    let words = if held {
        format!("+ {}", clip(&words, 6))
    } else {
        words
    };
    let color = if held {
        *cx.palette.muted
    } else {
        *cx.palette.accent_strong
    };
    let button = egui::Button::new(egui::RichText::new(words).size(size::SMALL).color(color))
        .small()
        .frame(!held);
    let own = side.shrink2(Vec2::new(4.0, 2.0));
    let clicked = {
        // Not of the list's own layout, in which the next row follows this one.
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(own));
        child.add_sized(own.size(), button)
    }
    .on_hover_text(hint)
    .clicked();
    if let (true, Some(list)) = (clicked, list) {
        send_list(cx, topic, list);
    }
}

/// Gives the chosen topic another list.
fn send_list(cx: &mut Cx<'_>, topic: &Topic, list: String) {
    cx.send(Command::Words(WordsCommand::List {
        topic: cx.state.words.chosen,
        name: topic.name.clone(),
        list,
    }));
}
