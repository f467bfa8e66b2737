//! Notices in the corner: what failed, why, what to do. Errors stay until dismissed.

use egui::{Align2, Area, Frame, Id, Margin, Order, RichText, Stroke, Ui};

use crate::app::command::Command;
use crate::app::notices::Message;
use crate::gui::cx::Cx;
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
            let hidden = list.len().saturating_sub(4);
            if hidden > 0 {
                ui.label(crate::gui::widgets::chip::small(
                    cx.palette,
                    cx.text.count("notices-more", hidden),
                ));
            }
            for notice in list.iter().skip(hidden) {
                let error = notice.message.is_error();
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
                    .show(ui, |ui| {
                        ui.set_width(340.0);
                        ui.horizontal_top(|ui| {
                            let words = words(cx, &notice.message);
                            ui.add_sized(
                                [300.0, 18.0],
                                egui::Label::new(RichText::new(words).color(*cx.palette.ink))
                                    .wrap(),
                            );
                            if ui
                                .small_button("×")
                                .on_hover_text(cx.text.get("dismiss"))
                                .clicked()
                            {
                                cx.send(Command::Dismiss(notice.id));
                            }
                        });
                        if let Message::Exported { path } = &notice.message
                            && ui.link(cx.text.get("show-folder")).clicked()
                        {
                            cx.send(Command::OpenFolder(path.clone()));
                        }
                    });
            }
        });
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
        Message::Failed { detail } => {
            text.with("notice-failed", &[("detail", clip(detail, 120).into())])
        }
    }
}

fn file_name(path: &std::path::Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}
