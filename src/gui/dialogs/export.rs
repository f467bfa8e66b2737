//! What to write, in which format, where.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use egui::{Key, Ui};

use crate::app::command::Command;
use crate::app::export::{After, ExportRequest};
use crate::app::library::ReportId;
use crate::app::state::AppState;
use crate::app::views::View;
use crate::app::words::{Mode, WordsPicture};
use crate::engine::export::Format;
use crate::engine::export::audit::Audit;
use crate::engine::export::items;
use crate::engine::export::request::{Content, Request};
use crate::engine::export::words::What;
use crate::engine::picture;
use crate::gui::cx::Cx;
use crate::gui::dialogs::files::Taken;
use crate::gui::widgets::chip::{choices, pick, primary, small};
use crate::model::analysed::Chosen;
use crate::model::goal::Kind;

/// The choices so far.
#[derive(Clone, Debug)]
pub struct Draft {
    content: Content,
    kinds: Vec<Kind>,
    format: Format,
    /// The format of pictures.
    drawn: Format,
    picture: picture::Kind,
    /// What is written of words, and which picture of them.
    what: What,
    words: WordsPicture,
    without: Vec<String>,
    chart: bool,
    all: bool,
    path: String,
    found: Taken,
    after: After,
    /// A path chosen in the system's dialog, which runs on another thread.
    picked: Arc<Mutex<Option<PathBuf>>>,
}

impl Draft {
    /// The last choice, with a name for what is open.
    pub fn new(state: &AppState) -> Self {
        let last = &state.settings.export;
        let folder = last
            .folder
            .clone()
            .filter(|folder| folder.is_dir())
            .or_else(documents)
            .unwrap_or_default();
        // What is on screen is what a user most likely wants.
        let ready = state.compare.old.is_some() && state.compare.new.is_some();
        let content = match state.view {
            View::Board if state.board.picture.is_some() => Content::Picture,
            View::Board => Content::Board,
            View::Words if state.words.picture.is_some() => Content::WordsPicture,
            View::Words => Content::Words,
            View::Compare if ready => Content::Comparison,
            View::Ledger if ready => Content::Ledger,
            _ if last.content.compares() || last.content.is_picture() => Content::Items,
            _ => last.content,
        };
        let mut draft = Self {
            content,
            kinds: last.kinds.clone(),
            format: if Format::TABLES.contains(&last.format) {
                last.format
            } else {
                Format::Xlsx
            },
            drawn: if last.format == Format::Svg {
                Format::Svg
            } else {
                Format::Png
            },
            picture: state.board.picture.unwrap_or_default(),
            what: match state.words.mode {
                Mode::Topics => What::Topics,
                Mode::Keys => What::Keys,
                Mode::Find => What::Hits,
                Mode::Shared => What::Shared,
            },
            words: match (state.words.mode, state.words.picture) {
                (Mode::Keys, Some(WordsPicture::Cloud(seed))) => WordsPicture::Cloud(seed),
                (Mode::Keys, _) => WordsPicture::Cloud(1),
                _ => WordsPicture::Trend,
            },
            without: last.without.clone(),
            chart: last.chart,
            all: state.library.selected.is_empty(),
            path: String::new(),
            after: last.after,
            picked: Arc::default(),
            found: Taken::default(),
        };
        draft.path = folder
            .join(format!(
                "{}.{}",
                name(state, content),
                draft.format().ending()
            ))
            .display()
            .to_string();
        draft
    }

    /// Whether it tells of reports by what others say.
    const fn against(&self) -> bool {
        match self.content {
            Content::Words => matches!(self.what, What::Shared | What::Keys),
            Content::WordsPicture => matches!(self.words, WordsPicture::Cloud(_)),
            _ => false,
        }
    }

    const fn format(&self) -> Format {
        if self.content.is_picture() {
            self.drawn
        } else if matches!(self.content, Content::Audit) {
            Format::Html
        } else {
            self.format
        }
    }
}

fn documents() -> Option<PathBuf> {
    let dirs = directories::UserDirs::new()?;
    Some(
        dirs.document_dir()
            .filter(|dir| dir.is_dir())
            .unwrap_or_else(|| dirs.home_dir())
            .to_owned(),
    )
}

/// A name for the file: the one report's, or the year and how many.
fn name(state: &AppState, content: Content) -> String {
    let called = |id: Option<ReportId>| {
        id.map_or_else(String::new, |id| state.library.name(id).replace(' ', ""))
    };
    if content.compares() {
        return format!(
            "{}-{}",
            called(state.compare.old),
            called(state.compare.new)
        );
    }
    let shown = state.library.shown();
    match shown.as_slice() {
        [one] => state.library.name(*one).replace(' ', ""),
        _ => format!("duizhao-{}", shown.len()),
    }
}

/// Draws the dialog; `false` when it is done.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, draft: &mut Draft) -> bool {
    super::title(ui, cx.text.get("export-title"));
    if let Some(path) = draft
        .picked
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .take()
    {
        draft.path = path.display().to_string();
    }
    ui.label(small(cx.palette, cx.text.get("export-what")));
    let two = cx.state.compare.old.is_some() && cx.state.compare.new.is_some();
    let before = draft.content;
    ui.horizontal_wrapped(|ui| {
        for content in Content::ALL {
            let words = cx.text.get(match content {
                Content::Items | Content::Extraction => "export-items",
                Content::Board => "export-board",
                Content::Picture => "export-picture",
                Content::Words => "export-words",
                Content::WordsPicture => "export-words-picture",
                Content::Comparison | Content::Alignment => "view-compare",
                Content::Ledger => "view-ledger",
                Content::Audit => "export-audit",
            });
            // A button of its own: inside a group it would not go to the next line.
            let button = egui::RadioButton::new(draft.content == content, words);
            if ui.add_enabled(two || !content.compares(), button).clicked() {
                draft.content = content;
            }
        }
    });
    if draft.content != before {
        // The name follows what is written, in the folder as it is.
        let folder = PathBuf::from(&draft.path);
        let file = format!(
            "{}.{}",
            name(cx.state, draft.content),
            draft.format().ending()
        );
        draft.path = folder.with_file_name(file).display().to_string();
    }
    ui.horizontal(|ui| match draft.content {
        Content::Items => lists(ui, cx, draft),
        Content::Board => {
            ui.label(small(cx.palette, cx.text.get("export-as-board")));
            if draft.format == Format::Xlsx {
                ui.checkbox(&mut draft.chart, cx.text.get("export-chart"));
            }
        }
        Content::Picture => {
            let name = |kind: picture::Kind| format!("picture.{}", kind.word());
            let options: Vec<(picture::Kind, String)> = picture::Kind::ALL
                .into_iter()
                .map(|kind| (kind, cx.text.label(&name(kind)).to_owned()))
                .collect();
            if let Some(kind) = pick(ui, &options, draft.picture, None) {
                draft.picture = kind;
            }
            let of = cx
                .state
                .board
                .of
                .map(|key| key.name(cx.text.language, false));
            ui.label(small(cx.palette, of.unwrap_or_default()));
        }
        Content::Words => {
            let options: Vec<(What, String)> = What::ALL
                .into_iter()
                .map(|what| (what, cx.text.named("table", what.word())))
                .collect();
            if let Some(what) = pick(ui, &options, draft.what, None) {
                draft.what = what;
            }
        }
        Content::WordsPicture => {
            let cloud = match draft.words {
                WordsPicture::Cloud(_) => draft.words,
                WordsPicture::Trend => WordsPicture::Cloud(1),
            };
            let options = [
                (WordsPicture::Trend, cx.text.get("export-trend").to_owned()),
                (cloud, cx.text.get("export-cloud").to_owned()),
            ];
            if let Some(drawn) = pick(ui, &options, draft.words, None) {
                draft.words = drawn;
            }
        }
        Content::Audit => {
            ui.label(small(cx.palette, cx.text.get("export-audit-what")));
        }
        Content::Comparison | Content::Ledger | Content::Extraction | Content::Alignment => {}
    });
    if draft.content.counts() && !draft.format().tells() {
        ui.label(small(cx.palette, cx.text.get("export-notes")));
    }
    ui.add_space(8.0);
    ui.label(small(cx.palette, cx.text.get("export-which")));
    let selected = cx.state.library.selected.len();
    let every = cx.state.library.reports().count();
    if draft.content.compares() {
        let called =
            |id: Option<ReportId>| id.map_or_else(String::new, |id| cx.state.library.name(id));
        let [old, new] = [cx.state.compare.old, cx.state.compare.new].map(called);
        ui.label(format!("{old} → {new}"));
    } else {
        ui.horizontal(|ui| {
            if ui
                .radio(draft.all, cx.text.count("export-all", every))
                .clicked()
            {
                draft.all = true;
            }
            ui.add_enabled_ui(selected > 0, |ui| {
                if ui
                    .radio(!draft.all, cx.text.count("export-selected", selected))
                    .clicked()
                {
                    draft.all = false;
                }
            });
        });
    }
    ui.add_space(8.0);
    ui.label(small(cx.palette, cx.text.get("export-format")));
    let formats = draft.content.formats();
    let words: Vec<String> = formats
        .iter()
        .map(|format| called(*format).to_owned())
        .collect();
    let now = draft.format();
    let on = formats.iter().position(|format| *format == now);
    let on = on.unwrap_or(0);
    if let Some(format) = choices(ui, cx.palette, on, &words).and_then(|i| formats.get(i)) {
        if draft.content.is_picture() {
            draft.drawn = *format;
        } else {
            draft.format = *format;
        }
        let path = PathBuf::from(&draft.path).with_extension(format.ending());
        draft.path = path.display().to_string();
    }
    ui.add_space(8.0);
    ui.label(small(cx.palette, cx.text.get("export-where")));
    ui.horizontal(|ui| {
        let width = ui.available_width() - 84.0;
        let field = ui.add(egui::TextEdit::singleline(&mut draft.path).desired_width(width));
        let name = cx.text.get("export-where").to_owned();
        field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &name));
        if ui.button(cx.text.get("browse")).clicked() {
            let path = PathBuf::from(&draft.path);
            let picked = Arc::clone(&draft.picked);
            let ctx = ui.ctx().clone();
            super::files::pick_save(
                cx,
                cx.text.get("export-title").to_owned(),
                path.parent().map(std::path::Path::to_owned),
                path.file_name()
                    .map(|n| n.to_string_lossy().into_owned())
                    .unwrap_or_default(),
                draft.format().ending(),
                move |path| {
                    *picked.lock().unwrap_or_else(PoisonError::into_inner) = Some(path);
                    ctx.request_repaint();
                },
            );
        }
    });
    let exists = draft.found.at(Path::new(&draft.path));
    if exists {
        ui.label(small(cx.palette, cx.text.get("export-replaces")));
    }
    ui.horizontal(|ui| {
        ui.label(small(cx.palette, cx.text.get("export-after")));
        let options = [
            (After::Nothing, "export-after-nothing"),
            (After::Folder, "export-after-folder"),
            (After::File, "export-after-file"),
        ]
        .map(|(after, id)| (after, cx.text.get(id).to_owned()));
        if let Some(after) = pick(ui, &options, draft.after, None) {
            draft.after = after;
        }
    });
    ui.add_space(12.0);
    let mut open = true;
    ui.horizontal(|ui| {
        let chosen = draft.content != Content::Items || !draft.kinds.is_empty();
        let ready = chosen && !draft.path.trim().is_empty();
        // Enter is the button, but another one that has the focus comes first, and nothing is replaced by it.
        let free = ui.memory(|memory| memory.focused().is_none());
        let enter = free && !exists && ready && ui.input(|input| input.key_pressed(Key::Enter));
        ui.add_enabled_ui(ready, |ui| {
            let go = if exists {
                "export-replace"
            } else {
                "export-go"
            };
            if primary(ui, cx.palette, cx.text.get(go)).clicked() || enter {
                // Written since it was looked up: it is asked first.
                if !exists && draft.found.now(Path::new(&draft.path)) {
                    return;
                }
                let request = request(cx, draft);
                cx.send(Command::Export(Box::new(request)));
                open = false;
            }
        });
        open &= !ui.button(cx.text.get("cancel")).clicked();
    });
    open
}

/// The lists of items, and which columns are written.
fn lists(ui: &mut Ui, cx: &Cx<'_>, draft: &mut Draft) {
    for (kind, key) in [
        (Kind::Goal, "kind.goal.many"),
        (Kind::Task, "kind.task.many"),
        (Kind::Actual, "kind.actual.many"),
    ] {
        let mut on = draft.kinds.contains(&kind);
        if ui.checkbox(&mut on, cx.text.label(key)).changed() {
            draft.kinds.retain(|k| *k != kind);
            if on {
                draft.kinds.push(kind);
                draft.kinds.sort_unstable();
            }
        }
    }
    let shown = items::keys().filter(|key| !draft.without.iter().any(|own| own == key));
    let words = cx.text.with(
        "export-columns",
        &[
            ("shown", shown.count().into()),
            ("all", items::keys().len().into()),
        ],
    );
    let stays = egui::containers::menu::MenuConfig::new()
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    egui::containers::menu::MenuButton::new(format!("{words} ▾"))
        .config(stays)
        .ui(ui, |ui| {
            egui::ScrollArea::vertical()
                .max_height(360.0)
                .show(ui, |ui| {
                    for key in items::keys() {
                        let mut on = !draft.without.iter().any(|own| own == key);
                        let name = format!("column.{key}");
                        if ui.checkbox(&mut on, cx.text.label(&name)).changed() {
                            draft.without.retain(|own| own != key);
                            if !on {
                                draft.without.push(key.to_owned());
                            }
                        }
                    }
                });
        });
}

/// What people call a format.
const fn called(format: Format) -> &'static str {
    match format {
        Format::Xlsx => "Excel",
        Format::Csv => "CSV",
        Format::Tsv => "TSV",
        Format::Md => "Markdown",
        Format::Html => "HTML",
        Format::Docx => "Word",
        Format::Json => "JSON",
        Format::Parquet => "Parquet",
        Format::Svg => "SVG",
        Format::Png => "PNG",
    }
}

fn request(cx: &Cx<'_>, draft: &Draft) -> ExportRequest {
    let two = [cx.state.compare.old, cx.state.compare.new];
    let ids: Vec<ReportId> = if draft.content.compares() {
        two.into_iter().flatten().collect()
    } else if draft.all || draft.against() {
        // What is held against others is held against all that is open.
        cx.state.library.reports().collect()
    } else {
        cx.state.library.shown()
    };
    let request = Request {
        reports: ids
            .iter()
            .filter_map(|id| {
                cx.state.library.file(id.file).map(|open| Chosen {
                    file: Arc::clone(&open.file),
                    index: id.index,
                    name: open.name.clone(),
                    read: open.day.clone(),
                })
            })
            .collect(),
        audit: Arc::new(Audit {
            fixes: cx.state.fixes.clone(),
            notes: cx.state.notes.clone(),
            rules: cx.state.rules.clone(),
        }),
        kinds: draft.kinds.clone(),
        without: if draft.content == Content::Items {
            draft.without.clone()
        } else {
            Vec::new()
        },
        board: cx.state.board.ask.clone(),
        picture: draft.picture,
        picture_of: cx.state.board.of,
        words: cx.state.words.ask(draft.what, &ids),
        segmenter: Arc::clone(&cx.state.words.segmenter),
        words_picture: draft.words,
        chart: draft.chart,
        ..Request::new(draft.content, draft.format(), cx.text.language)
    };
    ExportRequest {
        request,
        path: PathBuf::from(draft.path.trim()),
        after: draft.after,
    }
}
