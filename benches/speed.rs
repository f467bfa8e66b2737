//! How fast reading, extracting, aligning and one frame of each view are. `cargo bench`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "benches")]

use divan::Bencher;
use divan::counter::BytesCount;
use duizhao::app::update::SAMPLES;
use duizhao::engine::board::{Against, Ask, Key};
use duizhao::engine::compare::align::align;
use duizhao::engine::compare::side::Side;
use duizhao::engine::lexicon::Lexicon;
use duizhao::engine::parse::regions::Regions;
use duizhao::engine::{self, read};
use duizhao::model::analysed::AnalysedFile;
use duizhao::model::report::Level;

/// As in the command line.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// A report of about this many characters: the body of the sample over and over.
fn generated(chars: usize) -> String {
    let text = SAMPLES[2].1;
    let at = text.find("三、2026年重点工作").unwrap();
    let (head, body) = text.split_at(at);
    let times = chars.saturating_sub(head.chars().count()) / body.chars().count() + 1;
    format!("{head}{}", body.repeat(times))
}

fn analysed(text: &str) -> AnalysedFile {
    engine::analyse(read::pasted(text), "bench")
}

/// The first 60 columns a board can have.
fn indicators() -> Vec<Key> {
    let mut out: Vec<Key> = Vec::new();
    for indicator in &Lexicon::get().indicators {
        let key = Key::from_word(indicator.id.as_str());
        out.extend(key.filter(|key| key.id != "other" && !out.contains(key)));
    }
    out.truncate(60);
    out
}

/// Reports of so many counties, half of them of the year before, each with a goal for each of 60 indicators.
fn counties(count: usize) -> Vec<String> {
    let regions = Regions::get().all().iter();
    let counties: Vec<&str> = regions
        .filter(|region| region.level == Level::County && region.current)
        .map(|region| region.name)
        .collect();
    (0..count)
        .map(|i| {
            let place = counties[(i / 2) % counties.len()];
            let year = 2025 + i % 2;
            let goals: Vec<String> = indicators()
                .iter()
                .enumerate()
                .map(|(k, key)| {
                    let name = Lexicon::get().indicator(key.id).unwrap().name;
                    format!("{name}增长{}.{}%左右", 2 + (i + k) % 9, i % 10)
                })
                .collect();
            format!(
                "{year}年{place}政府工作报告\n各位代表：\n现在，我代表县人民政府报告工作，请予审议。\n一、{}年工作回顾\n\
                 过去一年，各项事业稳步前进。\n二、{year}年主要目标\n今年经济社会发展主要预期目标是：{}。\n\
                 三、{year}年重点工作\n抓好各项工作。\n各位代表，让我们团结奋斗！\n",
                year - 1,
                goals.join("，")
            )
        })
        .collect()
}

/// The board of so many reports by 60 indicators, each held against the year before.
#[divan::bench(args = [31, 3_000], sample_count = 10)]
fn board(bencher: Bencher<'_, '_>, count: usize) {
    let texts = counties(count);
    let files: Vec<AnalysedFile> = texts.iter().map(|text| analysed(text)).collect();
    let reports: Vec<_> = files.iter().flat_map(|file| &file.reports).collect();
    let ask = Ask {
        columns: indicators(),
        against: Against::Year,
        ..Ask::default()
    };
    bencher.bench(|| duizhao::engine::board::board(&reports, &ask));
}

#[divan::bench(args = [15_000, 100_000, 1_000_000, 10_000_000], sample_count = 10)]
fn extract(bencher: Bencher<'_, '_>, chars: usize) {
    let text = generated(chars);
    // The text as read is the input; its hash belongs to reading.
    bencher
        .counter(BytesCount::of_str(&text))
        .with_inputs(|| read::pasted(&text))
        .bench_values(|source| engine::analyse(source, "bench"));
}

#[divan::bench(args = ["UTF-8", "GB18030"])]
fn decode(bencher: Bencher<'_, '_>, encoding: &str) {
    let text = SAMPLES[0].1;
    let bytes = if encoding == "UTF-8" {
        text.as_bytes().to_vec()
    } else {
        encoding_rs::GB18030.encode(text).0.into_owned()
    };
    bencher
        .counter(BytesCount::new(bytes.len()))
        .bench(|| read::read_bytes(&bytes).unwrap());
}

/// The same report of 8,000 characters in several formats.
#[divan::bench(args = ["report.docx", "report.doc", "report.rtf", "page.html", "stsong.pdf", "office.pdf"])]
fn read_document(bencher: Bencher<'_, '_>, name: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let bytes = std::fs::read(path.join(name)).unwrap();
    bencher
        .counter(BytesCount::new(bytes.len()))
        .bench(|| read::read_bytes(&bytes).unwrap());
}

/// A report of about this many characters that speaks of other things in each round of the sample: its characters are
/// exchanged, each for the same one throughout the round; a few stand otherwise in another `year`.
fn varied(chars: usize, year: usize) -> String {
    let text = SAMPLES[2].1;
    let (head, body) = text.split_at(text.find("三、2026年重点工作").unwrap());
    let all: Vec<char> = body.chars().collect();
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut out = head.to_owned();
    for round in 0..=chars / all.len() {
        for (at, &c) in all.iter().enumerate() {
            let dice = |seed: usize| (seed + round * 7919).wrapping_mul(0x9E37_79B9) >> 7;
            let mut other = all[dice(c as usize) % all.len()];
            if dice(at / 4) % 9 == 0 {
                other = all[dice(at + year) % all.len()];
            }
            let exchanged = han(c) && han(other) && dice(c as usize) % 5 > 0;
            out.push(if exchanged { other } else { c });
        }
    }
    out.chars().take(chars).collect()
}

/// Two reports of a province's length and of a million characters.
#[divan::bench(args = [18_000, 1_000_000], sample_count = 5)]
fn align_two(bencher: Bencher<'_, '_>, chars: usize) {
    let (old, new) = (analysed(&varied(chars, 0)), analysed(&varied(chars, 1)));
    bencher.bench(|| align(Side::of(&old, 0), Side::of(&new, 0)));
}

/// What users would otherwise pick: one difference over all characters.
#[divan::bench(sample_count = 5)]
fn whole_text_difference(bencher: Bencher<'_, '_>) {
    let (old, new) = (varied(18_000, 0), varied(18_000, 1));
    bencher.bench(|| {
        similar::TextDiff::from_chars(old.as_str(), new.as_str())
            .ops()
            .len()
    });
}

#[cfg(feature = "window")]
mod frames {
    use std::cell::RefCell;
    use std::rc::Rc;
    use std::sync::Arc;

    use divan::Bencher;
    use duizhao::app::App;
    use duizhao::app::command::Command;
    use duizhao::app::settings::Settings;
    use duizhao::app::views::View;
    use duizhao::app::views::board::BoardCommand;
    use duizhao::engine::board::{Against, Key};
    use duizhao::gui::Window;
    use duizhao::model::goal::Kind;
    use egui_kittest::Harness;

    /// One frame of a view, with two reports of 35,000 characters and some thousand rows.
    #[divan::bench(args = ["goals", "compare", "board", "ledger", "read"])]
    fn frame(bencher: Bencher<'_, '_>, view: &str) {
        let mut slot: Option<Window> = None;
        let view = match view {
            "compare" => View::Compare,
            "board" => View::Board,
            "ledger" => View::Ledger,
            "read" => View::Read,
            _ => View::Goals,
        };
        let mut harness = Harness::builder()
            .with_size([1280.0, 800.0])
            .build_ui(move |ui| {
                let window = slot.get_or_insert_with(|| {
                    let mut app = App::new(Settings::default(), None, Arc::new(|| {}));
                    app.send(Command::Paste(super::generated(35_000)));
                    app.send(Command::Paste(super::generated(36_000)));
                    app.settle();
                    let tasks = app
                        .state()
                        .goals
                        .options
                        .with(|options| options.kind = Kind::Task);
                    app.send(Command::Goals(tasks));
                    app.send(Command::Show(view));
                    app.settle();
                    Window::new(ui.ctx(), app)
                });
                let ctx = ui.ctx().clone();
                window.tick(&ctx);
                window.draw(ui);
            });
        harness.run_steps(6);
        bencher.bench_local(|| harness.step());
    }

    /// A frame of the goals table of 3,000 reports: while it stands still, and at each press of the arrow key.
    #[divan::bench(args = ["still", "walked"], sample_count = 40, sample_size = 1)]
    fn goals_of_3000(bencher: Bencher<'_, '_>, how: &str) {
        let mut slot: Option<Window> = None;
        let mut harness = Harness::builder()
            .with_size([1280.0, 800.0])
            .build_ui(move |ui| {
                let window = slot.get_or_insert_with(|| {
                    let mut app = App::new(Settings::default(), None, Arc::new(|| {}));
                    for text in super::counties(3_000) {
                        app.send(Command::Paste(text));
                    }
                    app.settle();
                    app.send(Command::Show(View::Goals));
                    Window::new(ui.ctx(), app)
                });
                let ctx = ui.ctx().clone();
                window.tick(&ctx);
                window.draw(ui);
            });
        harness.run_steps(6);
        harness.key_press(egui::Key::ArrowDown);
        harness.run_steps(2);
        let walks = how == "walked";
        bencher.bench_local(|| {
            if walks {
                harness.key_press(egui::Key::ArrowDown);
            }
            harness.step();
        });
    }

    /// A frame of the board of 3,000 reports by 60 indicators: while it stands still, scrolls, is walked, is sorted.
    #[divan::bench(args = ["still", "scrolled", "walked", "sorted", "years"], sample_count = 40, sample_size = 1)]
    fn board_of_3000(bencher: Bencher<'_, '_>, how: &str) {
        let mut slot: Option<Window> = None;
        let keys: Vec<Key> = super::indicators();
        let sort = keys[3];
        let pending: Rc<RefCell<Vec<Command>>> = Rc::default();
        let asked = Rc::clone(&pending);
        let mut harness = Harness::builder()
            .with_size([1280.0, 800.0])
            .build_ui(move |ui| {
                let window = slot.get_or_insert_with(|| {
                    let mut app = App::new(Settings::default(), None, Arc::new(|| {}));
                    for text in super::counties(3_000) {
                        app.send(Command::Paste(text));
                    }
                    app.settle();
                    app.send(Command::Show(View::Board));
                    app.send(Command::Board(BoardCommand::Columns(keys.clone())));
                    Window::new(ui.ctx(), app)
                });
                for command in asked.borrow_mut().drain(..) {
                    window.app.send(command);
                }
                let ctx = ui.ctx().clone();
                window.tick(&ctx);
                window.draw(ui);
            });
        harness.run_steps(6);
        harness.event(egui::Event::PointerMoved(egui::pos2(800.0, 400.0)));
        harness.run_steps(2);
        let mut turn = 0;
        bencher
            .with_inputs(|| {
                turn += 1;
                let command = match how {
                    "sorted" => Some(BoardCommand::Sort(sort)),
                    "years" if turn % 2 == 0 => Some(BoardCommand::Against(Against::Year)),
                    "years" => Some(BoardCommand::Against(Against::Nothing)),
                    _ => None,
                };
                pending.borrow_mut().extend(command.map(Command::Board));
            })
            .bench_local_values(|()| {
                match how {
                    "scrolled" => harness.event(egui::Event::MouseWheel {
                        unit: egui::MouseWheelUnit::Line,
                        delta: egui::vec2(-1.0, -8.0),
                        phase: egui::TouchPhase::Move,
                        source: egui::MouseWheelSource::Wheel,
                        modifiers: egui::Modifiers::NONE,
                    }),
                    "walked" => harness.key_press(egui::Key::ArrowDown),
                    _ => {}
                }
                harness.step();
            });
    }
}
