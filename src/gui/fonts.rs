//! The bundled face, for both families; system faces only for characters it lacks.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

/// Noto Sans SC, cut to GBK, Big5 and 通用规范汉字表; see `fonts/README.md`.
pub const FACE: &[u8] = include_bytes!("../../fonts/NotoSansSC-Regular.ttf");

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
