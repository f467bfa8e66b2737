//! The bundled face, for both families; system faces only for characters it lacks.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

use crate::engine::picture::FACE;

/// The fonts of the window.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    fonts.font_data.insert(
        "noto-sans-sc".to_owned(),
        Arc::new(FontData::from_static(FACE)),
    );
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        fonts
            .families
            .insert(family, vec!["noto-sans-sc".to_owned()]);
    }
    fonts
}
