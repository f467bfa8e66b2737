//! A picture as PNG, twice as fine as on screen, from its SVG and the bundled face.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};
use thiserror::Error;

use super::{FACE, Scene, svg};

/// Points to pixels.
const FINE: f32 = 2.0;

/// The picture library refused, and said why.
#[derive(Debug, Error)]
#[error("the picture could not be made: {0}")]
pub struct PictureError(String);

/// The picture as PNG.
pub fn png(scene: &Scene) -> Result<Vec<u8>, PictureError> {
    let bad = PictureError;
    let mut fonts = Database::new();
    fonts.load_font_data(FACE.to_vec());
    let options = Options {
        fontdb: Arc::new(fonts),
        font_family: "Noto Sans SC".to_owned(),
        ..Options::default()
    };
    let tree = Tree::from_str(&svg(scene), &options).map_err(|error| bad(error.to_string()))?;
    let [width, height] = scene.size.map(|side| (side * FINE).ceil() as u32);
    let mut pixels =
        Pixmap::new(width, height).ok_or_else(|| bad(format!("{width} × {height}")))?;
    resvg::render(
        &tree,
        Transform::from_scale(FINE, FINE),
        &mut pixels.as_mut(),
    );
    pixels.encode_png().map_err(|error| bad(error.to_string()))
}
