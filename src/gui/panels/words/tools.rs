//! The bar of the words view: what it shows, of which sections, under which denominator; topics and lists to edit.

use egui::{Align, Button, Layout, ScrollArea, Ui};

use crate::app::command::Command;
use crate::app::library::ReportId;
use crate::app::words::{Mode, Way, WordsCommand, WordsPicture};
use crate::engine::labels::Language;
use crate::engine::words::keyness::CUT_OFFS;
use crate::engine::words::keys::Against;
use crate::engine::words::matrix::{By, Measure};
use crate::gui::cx::Cx;
use crate::gui::request::Open;
use crate::gui::widgets::chip::{choices, pick};
use crate::model::report::Role;
use crate::text::clip::clip;

/// Below this width what is chosen seldom stands in the last menu, and what is shown in a menu of its own: Chinese words
/// are short.
const NARROW: [f32; 2] = [760.0, 1_040.0];

pub(super) fn ui(ui: &mut Ui, cx: &mut Cx<'_>, word: &mut String) {
    let long = usize::from(cx.text.language != Language::Chinese);
    let narrow = NARROW
        .get(long)
        .is_some_and(|width| ui.available_width() < *width);
    ui.horizontal_centered(|ui| {
        modes(ui, cx, narrow);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            more(ui, cx, narrow);
            match cx.state.words.mode {
                Mode::Topics => topics(ui, cx, narrow, word),
                Mode::Keys => keys(ui, cx, narrow),
                Mode::Find => find(ui, cx),
                Mode::Shared => one(ui, cx, false),
            }
        });
    });
}

fn modes(ui: &mut Ui, cx: &mut Cx<'_>, narrow: bool) {
    let all = [Mode::Topics, Mode::Keys, Mode::Find, Mode::Shared];
    let words = ["words-topics", "words-keys", "words-find", "words-shared"]
        .map(|id| cx.text.get(id).to_owned());
    let now = cx.state.words.mode;
    let chosen = if narrow {
        let options: Vec<_> = all.into_iter().zip(words).collect();
        pick(ui, &options, now, None)
    } else {
        let on = all.iter().position(|mode| *mode == now).unwrap_or(0);
        choices(ui, cx.palette, on, &words)
            .and_then(|i| all.get(i))
            .copied()
    };
    if let Some(mode) = chosen {
        cx.send(Command::Words(WordsCommand::Mode(mode)));
    }
}

fn role(ui: &mut Ui, cx: &mut Cx<'_>) {
    let mut ask = cx.state.words.matrix;
    let whole = (None, cx.text.get("words-all-sections").to_owned());
    let each = Role::ALL.into_iter().map(|role| {
        let words = cx.text.named("role", role.word());
        (Some(role), words)
    });
    let options: Vec<_> = std::iter::once(whole).chain(each).collect();
    if let Some(role) = pick(ui, &options, ask.role, None) {
        ask.role = role;
        cx.send(Command::Words(WordsCommand::Matrix(ask)));
    }
}

fn by(ui: &mut Ui, cx: &mut Cx<'_>) {
    let mut ask = cx.state.words.matrix;
    let options: Vec<(By, String)> = By::ALL
        .into_iter()
        .map(|by| (by, cx.text.named("by", by.word())))
        .collect();
    if let Some(by) = pick(ui, &options, ask.by, None) {
        ask.by = by;
        ask.years &= by != By::Year;
        cx.send(Command::Words(WordsCommand::Matrix(ask)));
    }
}

fn measure(ui: &mut Ui, cx: &mut Cx<'_>) {
    let mut ask = cx.state.words.matrix;
    let options: Vec<(Measure, String)> = Measure::ALL
        .into_iter()
        .map(|measure| {
            let words = cx.text.named("measure_of", measure.word());
            (measure, words)
        })
        .collect();
    if let Some(measure) = pick(ui, &options, ask.measure, None) {
        ask.measure = measure;
        cx.send(Command::Words(WordsCommand::Matrix(ask)));
    }
}

/// The table or a picture.
fn drawn(ui: &mut Ui, cx: &mut Cx<'_>, picture: WordsPicture, id: &str) {
    let now = cx.state.words.picture.is_some();
    let options = [
        (false, cx.text.get("board-table").to_owned()),
        (true, cx.text.get(id).to_owned()),
    ];
    if let Some(on) = pick(ui, &options, now, None) {
        let picture = on.then_some(picture);
        cx.send(Command::Words(WordsCommand::Picture(picture)));
    }
}

fn topics(ui: &mut Ui, cx: &mut Cx<'_>, narrow: bool, word: &mut String) {
    list(ui, cx, word);
    measure(ui, cx);
    if !narrow {
        role(ui, cx);
    }
    if cx.state.words.picture.is_none() {
        let mut ask = cx.state.words.matrix;
        if ask.by != By::Year {
            let options = [
                (false, cx.text.get("words-across-topics").to_owned()),
                (true, cx.text.get("words-across-years").to_owned()),
            ];
            if let Some(years) = pick(ui, &options, ask.years, None) {
                ask.years = years;
                cx.send(Command::Words(WordsCommand::Matrix(ask)));
            }
        }
        by(ui, cx);
    }
    if !narrow {
        drawn(ui, cx, WordsPicture::Trend, "words-trend");
    }
}

/// The topics: which have a column, and what can be done with them.
fn list(ui: &mut Ui, cx: &mut Cx<'_>, word: &mut String) {
    let view = &cx.state.words;
    let words = cx.text.with(
        "words-topic-list",
        &[
            ("shown", view.columns().len().into()),
            ("all", view.topics.len().into()),
        ],
    );
    let stays = egui::containers::menu::MenuConfig::new()
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    egui::containers::menu::MenuButton::new(format!("{words} ▾"))
        .config(stays)
        .ui(ui, |ui| {
            ui.set_min_width(220.0);
            ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
                for (at, own) in cx.state.words.topics.iter().enumerate() {
                    ui.horizontal(|ui| {
                        let mut on = !own.hidden;
                        if ui.checkbox(&mut on, clip(&own.topic.name, 14)).changed() {
                            cx.out.push(Command::Words(WordsCommand::Hide(at)));
                        }
                        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                            let edit = ui.small_button(cx.text.get("words-edit"));
                            if edit.clicked() {
                                *cx.dialog = Some(Open::Topic(at));
                                ui.close();
                            }
                        });
                    });
                }
            });
            ui.separator();
            let hint = cx.text.get("words-one-word");
            let field = ui.add(egui::TextEdit::singleline(word).hint_text(hint));
            field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, hint));
            if field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
                add(cx, word);
                word.clear();
            }
            if ui.button(cx.text.get("words-new-topic")).clicked() {
                *cx.dialog = Some(Open::Topic(cx.state.words.topics.len()));
                ui.close();
            }
            if ui.button(cx.text.get("words-usual-topics")).clicked() {
                cx.send(Command::Words(WordsCommand::Usual));
                ui.close();
            }
        });
}

fn keys(ui: &mut Ui, cx: &mut Cx<'_>, narrow: bool) {
    let against = cx.state.words.against;
    if against != Against::Nothing {
        let options: Vec<(u8, String)> = CUT_OFFS
            .iter()
            .zip(0u8..)
            .map(|((_, p), at)| (at, format!("p < {p}")))
            .collect();
        let cut = cx.state.words.cut;
        let reached = CUT_OFFS
            .iter()
            .zip(0u8..)
            .filter(|((own, _), _)| *own <= cut);
        let now = reached.last().map_or(0, |(_, at)| at);
        if let Some(at) = pick(ui, &options, now, None)
            && let Some((cut, _)) = CUT_OFFS.get(usize::from(at))
        {
            cx.send(Command::Words(WordsCommand::Cut(*cut)));
        }
    }
    let options: Vec<(Against, String)> = Against::ALL
        .into_iter()
        .map(|against| {
            let words = cx.text.named("against_words", against.word());
            (against, words)
        })
        .collect();
    if let Some(against) = pick(ui, &options, against, None) {
        cx.send(Command::Words(WordsCommand::Against(against)));
    }
    if !narrow {
        role(ui, cx);
    }
    one(ui, cx, true);
    if !narrow {
        drawn(ui, cx, WordsPicture::Cloud(1), "words-cloud");
    }
    if let Some(drawn) = cx.state.words.picture
        && ui.button(cx.text.get("words-again")).clicked()
    {
        let seed = match drawn {
            WordsPicture::Cloud(seed) => seed,
            WordsPicture::Trend => 1,
        };
        let next = Some(WordsPicture::Cloud(seed.wrapping_add(1)));
        cx.send(Command::Words(WordsCommand::Picture(next)));
    }
}

/// The report whose words or paragraphs are shown.
fn one(ui: &mut Ui, cx: &mut Cx<'_>, all: bool) {
    let view = &cx.state.words;
    let now = view.one;
    let latest = cx.text.get("words-latest").to_owned();
    let traced = || Some(view.traced.found.as_ref()?.own.as_ref()?.0);
    let name = match view.own.as_slice() {
        [] if all => latest.clone(),
        [] => traced().map_or_else(String::new, |id| cx.state.library.name(id)),
        [one] => cx.state.library.name(*one),
        several => cx.text.count("words-in-reports", several.len()),
    };
    ui.menu_button(format!("{} ▾", clip(&name, 14)), |ui| {
        ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
            let mut chosen: Option<Option<ReportId>> = None;
            if all && ui.radio(now.is_none(), latest.as_str()).clicked() {
                chosen = Some(None);
            }
            for id in cx.state.library.reports() {
                if ui
                    .radio(now == Some(id), cx.state.library.name(id))
                    .clicked()
                {
                    chosen = Some(Some(id));
                }
            }
            if let Some(one) = chosen {
                cx.send(Command::Words(WordsCommand::One(one)));
                ui.close();
            }
        });
    });
}

/// A topic of the words as typed.
fn add(cx: &mut Cx<'_>, words: &str) {
    let words = words.trim();
    if !words.is_empty() {
        cx.send(Command::Words(WordsCommand::List {
            topic: cx.state.words.topics.len(),
            name: words.to_owned(),
            list: words.to_owned(),
        }));
    }
}

fn find(ui: &mut Ui, cx: &mut Cx<'_>) {
    let typed = cx.state.words.typed.trim().to_owned();
    let plain = cx.state.words.way == Way::Words && !typed.is_empty();
    let topic = Button::new(cx.text.get("words-as-topic"));
    if ui
        .add_enabled(plain && !typed.contains(['*', '?']), topic)
        .clicked()
    {
        add(cx, &typed);
        cx.send(Command::Words(WordsCommand::Mode(Mode::Topics)));
    }
    role(ui, cx);
    let all = [Way::Words, Way::Pattern, Way::Near];
    let words =
        ["words-as-words", "words-as-pattern", "words-nearly"].map(|id| cx.text.get(id).to_owned());
    let on = all
        .iter()
        .position(|way| *way == cx.state.words.way)
        .unwrap_or(0);
    if let Some(way) = choices(ui, cx.palette, on, &words).and_then(|i| all.get(i)) {
        cx.send(Command::Words(WordsCommand::Way(*way)));
    }
}

/// What is chosen seldom.
fn more(ui: &mut Ui, cx: &mut Cx<'_>, narrow: bool) {
    let menu = ui.menu_button("⋯", |ui| {
        let mode = cx.state.words.mode;
        if narrow && mode != Mode::Find && mode != Mode::Shared {
            ui.horizontal(|ui| {
                match mode {
                    Mode::Topics => drawn(ui, cx, WordsPicture::Trend, "words-trend"),
                    _ => drawn(ui, cx, WordsPicture::Cloud(1), "words-cloud"),
                }
                role(ui, cx);
            });
        }
        let mut numbers = cx.state.words.numbers;
        if mode == Mode::Keys
            && ui
                .checkbox(&mut numbers, cx.text.get("words-numbers"))
                .changed()
        {
            cx.send(Command::Words(WordsCommand::Numbers(numbers)));
        }
        if ui.add(Button::new(cx.text.get("words-stop"))).clicked() {
            *cx.dialog = Some(Open::StopWords);
            ui.close();
        }
        if ui
            .add(Button::new(cx.text.get("words-dictionaries")))
            .clicked()
        {
            *cx.dialog = Some(Open::Dictionaries);
            ui.close();
        }
    });
    menu.response.on_hover_text(cx.text.get("more"));
}
