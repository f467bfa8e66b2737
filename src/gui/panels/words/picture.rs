//! Pictures of words: topics over the years, or a cloud; the same shapes that files hold.

use egui::Ui;

use crate::app::command::Command;
use crate::app::versioned::Same;
use crate::app::words::{Mode, WordsCommand, WordsPicture};
use crate::engine::labels::Language;
use crate::engine::picture::Scene;
use crate::engine::picture::words::{cloud, trend};
use crate::engine::words::keys::Keys;
use crate::engine::words::matrix::Ask;
use crate::gui::cx::Cx;
use crate::gui::widgets::scene as widget;

use super::{empty, matrix};

/// What a picture was made for.
#[derive(Clone, PartialEq)]
struct Made {
    mode: Mode,
    drawn: WordsPicture,
    width: u32,
    language: Language,
    library: (u64, u64),
    /// What was counted of topics, and which are shown how.
    counted: (u64, Vec<usize>, Ask),
    /// The words of a cloud, and the least that they reach.
    words: (Option<Same<Keys>>, u64),
}

/// What the view keeps to itself.
#[derive(Default)]
pub struct Memory {
    made: Option<Made>,
    scene: Scene,
}

pub(super) fn ui(ui: &mut Ui, cx: &mut Cx<'_>, memory: &mut super::Memory) {
    let mode = cx.state.words.mode;
    let Some(drawn) = cx.state.words.picture else {
        return;
    };
    let drawn = match (mode, drawn) {
        (Mode::Keys, WordsPicture::Trend) => WordsPicture::Cloud(1),
        (Mode::Topics, WordsPicture::Cloud(_)) => WordsPicture::Trend,
        (_, drawn) => drawn,
    };
    let width = widget::width(ui);
    let words = &cx.state.words;
    let made = Made {
        mode,
        drawn,
        width: width as u32,
        language: cx.text.language,
        library: cx.state.library.version(),
        counted: (words.stamp, matrix::columns(cx, false), words.matrix),
        words: (words.keys.found.as_ref().map(Same::of), words.cut.to_bits()),
    };
    if memory.picture.made.as_ref() != Some(&made) {
        memory.picture.made = Some(made);
        memory.picture.scene = match drawn {
            WordsPicture::Trend => {
                matrix::by_year(cx, &mut memory.matrix);
                let topics = matrix::columns(cx, false);
                let names = topics
                    .iter()
                    .filter_map(|at| cx.state.words.topics.get(*at));
                let names: Vec<String> = names.map(|own| own.topic.name.clone()).collect();
                let measure = cx.state.words.matrix.measure;
                trend(
                    &memory.matrix.found,
                    &names,
                    measure,
                    width,
                    cx.text.language,
                )
            }
            WordsPicture::Cloud(seed) => {
                let Some(keys) = cx.state.words.keys.found.clone() else {
                    empty(ui, cx, "words-counting");
                    return;
                };
                let open: Vec<_> = cx.state.library.reports().collect();
                let texts = cx.state.words.ready(&open);
                let sides = crate::app::words::sides(&cx.state.words, &texts);
                let cut = cx.state.words.cut;
                cloud(&keys, (seed, cut), sides.own.len(), width, cx.text.language)
            }
        };
    }
    let Some((at, row)) = widget::scene(ui, cx.palette, &memory.picture.scene) else {
        return;
    };
    match drawn {
        WordsPicture::Trend => {
            let topic = matrix::columns(cx, false).get(at).copied();
            let own = memory.matrix.found.rows.get(row);
            if let (Some(topic), Some(own)) = (topic, own) {
                let each = own.cells.get(at).map_or(&[][..], |cell| &cell.reports);
                let ids = each
                    .iter()
                    .filter_map(|at| Some(memory.matrix.texts.get(*at)?.0));
                let scope = Some((own.name.clone(), ids.collect()));
                cx.send(Command::Words(WordsCommand::Choose { topic, scope }));
            }
        }
        WordsPicture::Cloud(_) => {
            let keys = cx.state.words.keys.found.clone();
            let word = keys.and_then(|keys| Some(keys.words.get(at)?.word.clone()));
            cx.send(Command::Words(WordsCommand::Word(word)));
        }
    }
}
