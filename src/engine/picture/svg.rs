//! A picture as SVG, in the colours of paper: told apart by shape and lightness too, so that print and colour-blind
//! readers lose nothing.

use std::fmt::Write as _;

use super::{Anchor, Paint, Scene, Shape};
use crate::text::xml::sound;

/// The colour of a meaning on paper, red, green and blue.
pub const fn on_paper(paint: Paint) -> [u8; 3] {
    match paint {
        Paint::Paper => [255, 255, 255],
        Paint::Ink | Paint::Series(6..) => [32, 36, 42],
        Paint::Muted => [92, 100, 112],
        Paint::Line => [226, 224, 218],
        Paint::Value => [11, 92, 173],
        Paint::Bound => [246, 216, 168],
        Paint::Range => [139, 178, 219],
        Paint::Stretch => [123, 63, 158],
        Paint::Good => [0, 114, 90],
        Paint::Bad => [196, 88, 0],
        Paint::Shade(part) => shade([233, 241, 250], [8, 81, 156], part),
        // Black on the lighter three quarters, white on the rest: each at least 4.5 to 1.
        Paint::OnShade(part) => {
            if part > 0.75 {
                [255, 255, 255]
            } else {
                [0, 0, 0]
            }
        }
        // Okabe and Ito's colours, without the yellow that paper swallows.
        Paint::Series(0) => [0, 114, 178],
        Paint::Series(1) => [213, 94, 0],
        Paint::Series(2) => [0, 158, 115],
        Paint::Series(3) => [204, 121, 167],
        Paint::Series(4) => [230, 159, 0],
        Paint::Series(_) => [86, 180, 233],
    }
}

/// Between two colours.
pub const fn shade(from: [u8; 3], to: [u8; 3], part: f32) -> [u8; 3] {
    const fn mix(a: u8, b: u8, part: f32) -> u8 {
        (a as f32 + (b as f32 - a as f32) * part.clamp(0.0, 1.0)) as u8
    }
    [
        mix(from[0], to[0], part),
        mix(from[1], to[1], part),
        mix(from[2], to[2], part),
    ]
}

fn colour(paint: Paint) -> String {
    let [r, g, b] = on_paper(paint);
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// The picture as a file of its own; fonts by name, Chinese ones of each system.
pub fn svg(scene: &Scene) -> String {
    let [width, height] = scene.size;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"'Noto Sans SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif\">\n\
         <title>{}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n",
        escape(&scene.title)
    );
    for shape in &scene.shapes {
        let _ = match shape {
            Shape::Line {
                points,
                width,
                paint,
                dashed,
            } => {
                let points: Vec<String> = points
                    .iter()
                    .map(|[x, y]| format!("{x:.1},{y:.1}"))
                    .collect();
                let dash = if *dashed {
                    " stroke-dasharray=\"5 4\""
                } else {
                    ""
                };
                writeln!(
                    out,
                    "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{width}\"{dash}/>",
                    points.join(" "),
                    colour(*paint)
                )
            }
            Shape::Rect {
                min,
                max,
                radius,
                fill,
            } => writeln!(
                out,
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"{radius}\" fill=\"{}\"/>",
                min[0],
                min[1],
                (max[0] - min[0]).max(0.0),
                max[1] - min[1],
                colour(*fill)
            ),
            Shape::Circle {
                at,
                radius,
                fill,
                stroke,
            } => writeln!(
                out,
                "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"{radius}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"1.8\"/>",
                at[0],
                at[1],
                colour(*fill),
                colour(*stroke)
            ),
            Shape::Diamond { at, radius, fill } => {
                let [x, y] = *at;
                writeln!(
                    out,
                    "<polygon points=\"{x:.1},{:.1} {:.1},{y:.1} {x:.1},{:.1} {:.1},{y:.1}\" fill=\"{}\"/>",
                    y - radius,
                    x + radius,
                    y + radius,
                    x - radius,
                    colour(*fill)
                )
            }
            Shape::Words {
                at,
                words,
                size,
                paint,
                anchor,
            } => {
                let anchor = match anchor {
                    Anchor::Start => "start",
                    Anchor::Middle => "middle",
                    Anchor::End => "end",
                };
                // The base line lies below the middle of the letters.
                writeln!(
                    out,
                    "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{size}\" text-anchor=\"{anchor}\" fill=\"{}\">{}</text>",
                    at[0],
                    at[1] + size * 0.36,
                    colour(*paint),
                    escape(words)
                )
            }
        };
    }
    out.push_str("</svg>\n");
    out
}

fn escape(text: &str) -> String {
    sound(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
