//! Colours by role, from `assets/theme`, and the look of egui's own widgets. The only place that makes colours.

use egui::{
    Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Visuals,
};
use serde::Deserialize;

const LIGHT: &str = include_str!("../../assets/theme/light.json");
const DARK: &str = include_str!("../../assets/theme/dark.json");

/// Colours by what they mean; the meaning never changes between views.
#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs, reason = "each field is named for what it colours")]
pub struct Palette {
    #[serde(skip)]
    pub dark: bool,
    pub ground: Hex,
    pub panel: Hex,
    pub paper: Hex,
    pub line: Hex,
    pub line_soft: Hex,
    pub ink: Hex,
    pub muted: Hex,
    pub faint: Hex,
    pub accent: Hex,
    pub accent_ground: Hex,
    pub accent_strong: Hex,
    pub on_accent: Hex,
    pub value: Hex,
    pub value_ground: Hex,
    pub bound: Hex,
    pub bound_ground: Hex,
    pub force: Hex,
    pub force_ground: Hex,
    pub indicator: Hex,
    pub indicator_ground: Hex,
    pub wording: Hex,
    pub wording_ground: Hex,
    pub new: Hex,
    pub new_ground: Hex,
    pub gone: Hex,
    pub gone_ground: Hex,
    pub moved: Hex,
    pub pair: Hex,
    pub warn: Hex,
    pub error: Hex,
    pub error_ground: Hex,
    pub find_ground: Hex,
    pub shadow: Hex,
}

/// A colour written `#rrggbb` or `#rrggbbaa`.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(from = "String")]
pub struct Hex(pub Color32);

impl From<String> for Hex {
    fn from(text: String) -> Self {
        Self(Color32::from_hex(&text).unwrap_or(Color32::GRAY))
    }
}

impl std::ops::Deref for Hex {
    type Target = Color32;

    fn deref(&self) -> &Color32 {
        &self.0
    }
}

impl Palette {
    /// The palette of a theme.
    pub fn load(dark: bool) -> Self {
        let mut palette: Self = serde_json::from_str(if dark { DARK } else { LIGHT })
            .unwrap_or_else(|error| unreachable!("palette: {error}"));
        palette.dark = dark;
        palette
    }
}

/// A colour of paper, where the screen has the same.
pub const fn on_screen([r, g, b]: [u8; 3]) -> Color32 {
    Color32::from_rgb(r, g, b)
}

/// Sizes of text.
pub mod size {
    /// Text of the interface.
    pub const BODY: f32 = 13.5;
    /// Heads, counts, labels.
    pub const SMALL: f32 = 12.0;
    /// Report text.
    pub const READING: f32 = 15.0;
    /// The name of a dialog.
    pub const TITLE: f32 = 18.0;
}

/// The font of a size.
pub fn font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Dresses egui's widgets in the palette; `still` without motion.
pub fn style(palette: &Palette, still: bool) -> Style {
    let mut style = Style {
        visuals: if palette.dark {
            Visuals::dark()
        } else {
            Visuals::light()
        },
        ..Style::default()
    };
    style.text_styles = [
        (TextStyle::Body, font(size::BODY)),
        (TextStyle::Button, font(size::BODY)),
        (TextStyle::Small, font(size::SMALL)),
        (TextStyle::Heading, font(size::TITLE)),
        (
            TextStyle::Monospace,
            FontId::new(size::BODY, FontFamily::Monospace),
        ),
    ]
    .into();
    style.spacing.item_spacing = egui::vec2(8.0, 6.0);
    style.spacing.button_padding = egui::vec2(11.0, 5.0);
    style.spacing.interact_size.y = 28.0;
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.scroll = egui::style::ScrollStyle {
        floating: true,
        bar_width: 9.0,
        floating_width: 5.0,
        floating_allocated_width: 0.0,
        dormant_background_opacity: 0.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.0,
        ..egui::style::ScrollStyle::thin()
    };
    style.interaction.selectable_labels = false;
    style.animation_time = if still { 0.0 } else { 0.08 };
    if still {
        style.scroll_animation = egui::style::ScrollAnimation::none();
    }
    let v = &mut style.visuals;
    v.panel_fill = *palette.ground;
    v.window_fill = *palette.paper;
    v.extreme_bg_color = *palette.paper;
    v.text_edit_bg_color = Some(*palette.paper);
    v.faint_bg_color = *palette.panel;
    v.window_stroke = Stroke::new(1.0, *palette.line);
    v.window_corner_radius = CornerRadius::same(10);
    v.menu_corner_radius = CornerRadius::same(8);
    v.window_shadow = Shadow {
        offset: [0, 8],
        blur: 28,
        spread: 0,
        color: *palette.shadow,
    };
    v.popup_shadow = Shadow {
        offset: [0, 4],
        blur: 16,
        spread: 0,
        color: *palette.shadow,
    };
    v.selection.bg_fill = *palette.accent_ground;
    v.selection.stroke = Stroke::new(1.0, *palette.accent);
    v.hyperlink_color = *palette.accent;
    v.warn_fg_color = *palette.warn;
    v.error_fg_color = *palette.error;
    v.override_text_color = None;
    let radius = CornerRadius::same(6);
    for (w, fill, stroke, text) in [
        (
            &mut v.widgets.noninteractive,
            *palette.ground,
            *palette.line,
            *palette.ink,
        ),
        (
            &mut v.widgets.inactive,
            *palette.paper,
            *palette.line,
            *palette.ink,
        ),
        (
            &mut v.widgets.hovered,
            *palette.accent_ground,
            *palette.accent,
            *palette.ink,
        ),
        (
            &mut v.widgets.active,
            *palette.accent_ground,
            *palette.accent,
            *palette.accent_strong,
        ),
        (
            &mut v.widgets.open,
            *palette.accent_ground,
            *palette.accent,
            *palette.ink,
        ),
    ] {
        w.bg_fill = fill;
        w.weak_bg_fill = fill;
        w.bg_stroke = Stroke::new(1.0, stroke);
        w.fg_stroke = Stroke::new(1.0, text);
        w.corner_radius = radius;
        w.expansion = 0.0;
    }
    style
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: Color32) -> f64 {
        let part = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.039_28 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(colour.r()) + 0.7152 * part(colour.g()) + 0.0722 * part(colour.b())
    }

    /// The contrast of two colours, as WCAG 2.2 defines it.
    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn letters_stand_out_from_their_ground_in_both_themes() {
        for dark in [false, true] {
            let p = Palette::load(dark);
            let letters = [
                ("ink", p.ink, p.find_ground),
                ("muted", p.muted, p.accent_ground),
                ("faint", p.faint, p.accent_ground),
                ("accent", p.accent, p.accent_ground),
                ("accent_strong", p.accent_strong, p.accent_ground),
                ("on_accent", p.on_accent, p.accent),
                ("value", p.value, p.value_ground),
                ("bound", p.bound, p.bound_ground),
                ("force", p.force, p.force_ground),
                ("indicator", p.indicator, p.indicator_ground),
                ("wording", p.wording, p.wording_ground),
                ("new", p.new, p.new_ground),
                ("gone", p.gone, p.gone_ground),
                ("moved", p.moved, p.paper),
                ("warn", p.warn, p.paper),
                ("error", p.error, p.error_ground),
            ];
            for (name, letters, own) in letters {
                for ground in [own, p.ground, p.panel, p.paper] {
                    if name == "on_accent" && *ground != *p.accent {
                        continue;
                    }
                    let found = contrast(*letters, *ground);
                    assert!(
                        found >= 4.5,
                        "{name} on {:?}, dark {dark}: {found:.2}",
                        *ground
                    );
                }
            }
        }
    }
}
