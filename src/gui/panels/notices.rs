//! Notices in the corner: what failed, why, what to do. Errors stay until dismissed.

use egui::{Align2, Area, Frame, Id, Margin, Order, RichText, Stroke, Ui};

use crate::app::command::Command;
use crate::app::notices::{Message, Notice};
use crate::app::project::protocol::ProjectCommand;
use crate::app::project::store::StoreError;
use crate::gui::cx::Cx;
use crate::gui::request::Open;
use crate::text::clip::clip;

/// Draws the newest ones.
pub fn ui(ui: &Ui, cx: &mut Cx<'_>) {
    let list = cx.state.notices.list.clone();
    if list.is_empty() {
        return;
    }
    Area::new(Id::unique("notices"))
        .anchor(Align2::RIGHT_BOTTOM, [-16.0, -42.0])
        .order(Order::Foreground)
        .show(ui.ctx(), |ui| {
            // A folder may hold many files that are not read: the import list names them all.
            // A file that is not there is in no list.
            let unread = |notice: &Notice| {
                matches!(notice.message, Message::Unreadable { reason, .. } if reason != "missing")
            };
            let many = list.iter().filter(|notice| unread(notice)).count() > 2;
            let (together, list): (Vec<Notice>, Vec<Notice>) =
                list.into_iter().partition(|notice| many && unread(notice));
            if !together.is_empty() {
                unreadable(ui, cx, &together);
            }
            let hidden = list.len().saturating_sub(4);
            if hidden > 0 {
                ui.label(crate::gui::widgets::chip::small(
                    cx.palette,
                    cx.text.count("notices-more", hidden),
                ));
            }
            for notice in list.iter().skip(hidden) {
                card(cx, notice.message.is_error()).show(ui, |ui| {
                    ui.set_width(340.0);
                    ui.horizontal_top(|ui| {
                        let words = words(cx, &notice.message);
                        ui.vertical(|ui| {
                            ui.set_width(300.0);
                            let words = RichText::new(words).color(*cx.palette.ink);
                            ui.add(egui::Label::new(words).wrap());
                        });
                        if ui
                            .small_button("×")
                            .on_hover_text(cx.text.get("dismiss"))
                            .clicked()
                        {
                            cx.send(Command::Dismiss(notice.id));
                        }
                    });
                    if let Message::ProjectRefused(refused) = &notice.message
                        && matches!(
                            refused.error,
                            StoreError::Damaged { .. } | StoreError::Foreign
                        )
                        && ui.link(cx.text.get("project-recover")).clicked()
                    {
                        cx.send(Command::Project(ProjectCommand::Recover(
                            refused.path.clone(),
                        )));
                        cx.send(Command::Dismiss(notice.id));
                    }
                    if let Message::NotKept { .. } = &notice.message
                        && ui.link(cx.text.get("project-save-as")).clicked()
                    {
                        *cx.dialog = Some(Open::SaveAs);
                    }
                    if let Message::Exported { path } = &notice.message
                        && ui.link(cx.text.get("show-folder")).clicked()
                    {
                        cx.send(Command::OpenFolder(path.clone()));
                    }
                });
            }
        });
}

/// One card for many files that could not be opened.
fn unreadable(ui: &mut Ui, cx: &mut Cx<'_>, all: &[Notice]) {
    card(cx, true).show(ui, |ui| {
        ui.set_width(340.0);
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(300.0);
                let words = cx.text.count("notice-unreadable-files", all.len());
                ui.add(egui::Label::new(RichText::new(words).color(*cx.palette.ink)).wrap());
                if ui.link(cx.text.get("imports")).clicked() {
                    *cx.dialog = Some(Open::Imports);
                }
            });
            if ui
                .small_button("×")
                .on_hover_text(cx.text.get("dismiss"))
                .clicked()
            {
                for notice in all {
                    cx.send(Command::Dismiss(notice.id));
                }
            }
        });
    });
}

/// The frame of a notice.
fn card(cx: &Cx<'_>, error: bool) -> Frame {
    let (ground, stroke) = if error {
        (*cx.palette.error_ground, *cx.palette.error)
    } else {
        (*cx.palette.paper, *cx.palette.line)
    };
    Frame::new()
        .fill(ground)
        .stroke(Stroke::new(1.0, stroke))
        .corner_radius(8)
        .inner_margin(Margin::symmetric(12, 8))
}

/// The sentence for a message.
pub fn words(cx: &Cx<'_>, message: &Message) -> String {
    let text = cx.text;
    match message {
        Message::Unreadable {
            name,
            reason,
            detail,
            ..
        } => {
            let why = text.with(
                &format!("reason-{reason}"),
                &[("detail", detail.as_str().into())],
            );
            text.with(
                "notice-unreadable",
                &[("name", clip(name, 40).into()), ("why", why.into())],
            )
        }
        Message::NothingInside { name } => {
            text.with("notice-nothing-inside", &[("name", clip(name, 40).into())])
        }
        Message::AlreadyOpen { name } => {
            text.with("notice-already-open", &[("name", clip(name, 40).into())])
        }
        Message::NoReport { name } => {
            text.with("notice-no-report", &[("name", clip(name, 40).into())])
        }
        Message::NoWords { name } => {
            text.with("notice-no-words", &[("name", clip(name, 40).into())])
        }
        Message::Exported { path } => {
            text.with("notice-exported", &[("path", file_name(path).into())])
        }
        Message::ExportFailed {
            path,
            reason,
            detail,
        } => {
            let why = text.with(
                &format!("refusal-{reason}"),
                &[("detail", detail.as_str().into())],
            );
            text.with(
                "notice-export-failed",
                &[("path", file_name(path).into()), ("why", why.into())],
            )
        }
        Message::SettingsSetAside { path } => text.with(
            "notice-settings",
            &[("path", path.display().to_string().into())],
        ),
        Message::ProjectRefused(refused) => {
            refused_words(cx, "notice-project-refused", &refused.path, &refused.error)
        }
        Message::ProjectNotSaved(refused) => refused_words(
            cx,
            "notice-project-not-saved",
            &refused.path,
            &refused.error,
        ),
        Message::ProjectSaved { path, copy } => {
            let id = if *copy {
                "notice-project-copied"
            } else {
                "notice-project-saved"
            };
            text.with(id, &[("path", file_name(path).into())])
        }
        Message::NoFileDialog => text.get("notice-no-file-dialog").to_owned(),
        Message::ProjectReadOnly { path } => text.with(
            "notice-project-read-only",
            &[("path", file_name(path).into())],
        ),
        Message::ProjectRecovered { from, to, lost } => text.with(
            "notice-project-recovered",
            &[
                ("from", file_name(from).into()),
                ("to", file_name(to).into()),
                ("lost", (*lost).into()),
            ],
        ),
        Message::ProjectShrunk { before, after } => text.with(
            "notice-project-shrunk",
            &[("before", (*before).into()), ("after", (*after).into())],
        ),
        Message::NotKept { error } => {
            let why = text.with(
                &format!("project-{}", error.key()),
                &[("detail", "".into())],
            );
            text.with("notice-not-kept", &[("why", why.into())])
        }
        Message::Crashed { log } => text.with(
            "notice-crashed",
            &[("path", log.display().to_string().into())],
        ),
        Message::Failed { detail } => {
            text.with("notice-failed", &[("detail", clip(detail, 120).into())])
        }
    }
}

fn refused_words(cx: &Cx<'_>, id: &str, path: &std::path::Path, error: &StoreError) -> String {
    let detail = match error {
        StoreError::Newer { version } => version.to_string(),
        StoreError::Damaged { detail } | StoreError::Gone { detail } => clip(detail, 80),
        _ => String::new(),
    };
    let key = format!("project-{}", error.key());
    let why = cx.text.with(&key, &[("detail", detail.into())]);
    cx.text
        .with(id, &[("path", file_name(path).into()), ("why", why.into())])
}

fn file_name(path: &std::path::Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}
