//! Bars that give way: where there is no room for all of a bar, it is drawn in a shorter form, whatever the language, the
//! size of the window and the zoom.

use std::hash::{Hash, Hasher as _};

use egui::{Align, Layout, Ui};

/// A bar has no more forms than this.
const MOST: usize = 4;

/// How wide the forms of a bar were when they were last drawn; nothing known of a form is 0.
#[derive(Clone, Copy, Default)]
struct Widths {
    content: u64,
    known: [f32; MOST],
}

/// Draws a bar in the first of its `forms` that there is room for. `draw` gets the number of the form, 0 for the whole
/// bar, and tells how much room lacked (less than nothing where some was left), as [`ends`] does. Where the words in the
/// bar change, `content` does.
pub fn fit(
    ui: &mut Ui,
    id: &'static str,
    content: impl Hash,
    forms: usize,
    draw: impl FnOnce(&mut Ui, usize) -> f32,
) {
    let id = egui::Id::unique(id).with("fit");
    let mut hasher = std::hash::DefaultHasher::new();
    content.hash(&mut hasher);
    let content = hasher.finish();
    let mut widths: Widths = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    if widths.content != content {
        widths = Widths {
            content,
            ..Widths::default()
        };
    }
    let room = ui.available_width();
    let last = forms.min(MOST) - 1;
    let form = widths
        .known
        .iter()
        .take(last)
        .position(|width| *width <= room);
    let form = form.unwrap_or(last);
    let lacks = ui.horizontal_centered(|ui| draw(ui, form)).inner;
    if let Some(width) = widths.known.get_mut(form) {
        *width = room + lacks;
    }
    ui.data_mut(|data| data.insert_temp(id, widths));
    if lacks > 0.0 && form < last {
        // Not shown like this: the next form is drawn at once, or in the next frame where too many were tried.
        ui.request_discard("a bar gives way");
        ui.request_repaint();
    }
}

/// Draws what stands at the right end of a bar, from right to left; how much room lacked between it and what stands at
/// the left. `add` tells how much of its own width it could give up.
pub fn ends(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> f32) -> f32 {
    let left = ui.cursor().left();
    let (right, spare) = ui
        .with_layout(Layout::right_to_left(Align::Center), |ui| {
            let spare = add(ui);
            (ui.min_rect().left(), spare)
        })
        .inner;
    left - right - spare
}
