//! How fast reading, extracting, aligning and one frame of each view are. `cargo bench`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "benches")]

use divan::Bencher;
use divan::counter::BytesCount;
use duizhao::app::update::SAMPLES;
use duizhao::engine::compare::align::{Side, align};
use duizhao::engine::{self, AnalysedFile, read};

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
    use std::sync::Arc;

    use divan::Bencher;
    use duizhao::app::App;
    use duizhao::app::command::{Command, GoalsCommand};
    use duizhao::app::settings::Settings;
    use duizhao::app::state::View;
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
                    app.send(Command::Goals(GoalsCommand::Kind(Kind::Task)));
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
}
