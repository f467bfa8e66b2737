//! Report text in a pane: laid out once for a width, painted where visible, with marks, a box, selection and copying.
//!
//! The text is never changed: every place is a code point of the file's text.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Color32, Context, CornerRadius, FontId, Id, Pos2, Rect, Response, ScrollArea, Sense, Stroke,
    Ui, UiBuilder, Vec2,
};

use crate::app::versioned::Same;
use crate::gui::theme::{Palette, font};
use crate::model::analysed::AnalysedFile;
use crate::model::report::Report;
use crate::text::letters::is_line_end;
use crate::text::span::CharSpan;

use super::paragraph::{self, Advances};

/// How a stretch of text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Look {
    /// Colour of the words.
    pub color: Option<Color32>,
    /// Colour behind them.
    pub ground: Option<Color32>,
    /// A little stronger than the rest.
    pub strong: bool,
    /// Struck through.
    pub struck: bool,
}

/// A stretch of text with a look; later ones lie over earlier ones.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Where.
    pub span: CharSpan,
    /// How.
    pub look: Look,
}

/// A row of the pane.
#[derive(Clone, Debug)]
struct Row {
    start: usize,
    text: String,
    chars: usize,
    y: f32,
    heading: bool,
}

/// A report laid out for a width.
#[derive(Default)]
pub struct Document {
    key: Option<(Same<AnalysedFile>, usize, u32, u32)>,
    rows: Vec<Row>,
    height: f32,
    advances: Advances,
    size: f32,
    selection: Option<(usize, usize)>,
}

/// What a pane did this frame.
pub struct Shown {
    /// The code point that was clicked.
    pub clicked: Option<usize>,
    /// The code point a menu was asked for at.
    pub asked: Option<usize>,
    /// How far it is scrolled.
    pub offset: f32,
    /// The visible part, in the window.
    pub rect: Rect,
    /// The pane as a whole, for menus.
    pub response: Response,
}

/// Extra width kept free beside the rows.
const MARGIN: f32 = 22.0;
/// Free space above the first row.
const TOP: f32 = 14.0;

impl Document {
    /// Lays out `report` of `file` for `width`, if that was not done already.
    pub fn layout(
        &mut self,
        ctx: &Context,
        file: &Arc<AnalysedFile>,
        report: &Report,
        width: f32,
        size: f32,
    ) {
        let key = (
            Same::of(file),
            report.span.start,
            width.to_bits(),
            (size * ctx.pixels_per_point()).to_bits(),
        );
        if self.key.as_ref() == Some(&key) {
            return;
        }
        if (self.key.as_ref()).is_none_or(|old| old.0 != key.0 || old.1 != key.1) {
            self.selection = None;
        }
        self.key = Some(key);
        self.size = size;
        let face = font(size);
        let inner = (width - MARGIN * 2.0).max(80.0);
        self.rows.clear();
        let mut y = TOP;
        let text = file.offsets.slice(&file.source.text, report.span);
        let line = row_height(size);
        let mut paragraph: Vec<char> = Vec::new();
        let mut start = report.span.start;
        let mut headings = report.outline.iter().peekable();
        let mut blank = false;
        let advances = &mut self.advances;
        let rows = &mut self.rows;
        let mut flush = |paragraph: &mut Vec<char>,
                         start: usize,
                         heading: bool,
                         y: &mut f32,
                         blank: &mut bool| {
            let empty = paragraph.iter().all(|c| c.is_whitespace());
            if empty {
                // One gap for any number of blank lines.
                if !*blank && !rows.is_empty() {
                    *y += line * 0.35;
                }
                *blank = true;
                paragraph.clear();
                return;
            }
            *blank = false;
            if heading {
                *y += line * 0.35;
            }
            for row in paragraph::rows(paragraph, inner, |c| {
                advances.of(ctx, &face, if c.is_control() { ' ' } else { c })
            }) {
                let text: String = paragraph
                    .get(row.start..row.end)
                    .unwrap_or(&[])
                    .iter()
                    .map(|c| if c.is_control() { ' ' } else { *c })
                    .collect();
                rows.push(Row {
                    start: start + row.start,
                    chars: row.end - row.start,
                    text,
                    y: *y,
                    heading,
                });
                *y += line;
            }
            *y += line * 0.28;
            paragraph.clear();
        };
        let mut heading_until = 0;
        for (k, c) in text.chars().enumerate() {
            let at = report.span.start + k;
            while headings.peek().is_some_and(|h| h.span.start < at) {
                headings.next();
            }
            let opens = headings
                .peek()
                .filter(|h| h.span.start == at && h.depth <= 2);
            if let Some(heading) = opens {
                // Headings glued to the text before them get a line of their own on screen.
                if !paragraph.is_empty() {
                    let heading = start < heading_until && at <= heading_until + 2;
                    flush(&mut paragraph, start, heading, &mut y, &mut blank);
                }
                start = at;
                heading_until = heading.span.end;
            }
            if is_line_end(c) {
                let heading = start < heading_until && at <= heading_until + 2;
                flush(&mut paragraph, start, heading, &mut y, &mut blank);
                start = at + 1;
                continue;
            }
            paragraph.push(c);
        }
        let heading = start < heading_until && report.span.end <= heading_until + 2;
        flush(&mut paragraph, start, heading, &mut y, &mut blank);
        self.height = y + TOP;
    }

    /// The height of the whole text.
    pub const fn height(&self) -> f32 {
        self.height
    }

    /// Where a code point stands, from the top.
    pub fn y_of(&self, at: usize) -> f32 {
        let row = self
            .rows
            .partition_point(|row| row.start <= at)
            .saturating_sub(1);
        self.rows.get(row).map_or(0.0, |row| row.y)
    }

    /// The code point at the start of the row at a height.
    pub fn at_y(&self, y: f32) -> usize {
        let row = self
            .rows
            .partition_point(|row| row.y + row_height(self.size) <= y);
        self.rows
            .get(row.min(self.rows.len().saturating_sub(1)))
            .map_or(0, |row| row.start)
    }

    /// How high a row is.
    pub fn line(&self) -> f32 {
        row_height(self.size)
    }

    /// Paints the visible rows in a scrolling pane. `marks` in order of their starts within equal layers; `boxed` gets a
    /// frame; `offset` scrolls there.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        id: Id,
        palette: &Palette,
        marks: &[Mark],
        boxed: &[CharSpan],
        offset: Option<f32>,
    ) -> Shown {
        let mut area = ScrollArea::vertical()
            .id_salt(id)
            .auto_shrink([false, false]);
        if let Some(offset) = offset {
            area = area.vertical_scroll_offset(offset.clamp(0.0, self.height.max(1.0)));
        }
        let (mut clicked, mut asked) = (None, None);
        let height = self.height;
        let output = area.show_viewport(ui, |ui, viewport| {
            ui.set_height(height);
            let width = ui.available_width();
            let rect = Rect::from_min_size(ui.max_rect().min, Vec2::new(width, height));
            let response = ui.interact(
                ui.clip_rect().intersect(rect),
                id.with("text"),
                Sense::click_and_drag(),
            );
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, ""));
            let first = self
                .rows
                .partition_point(|row| row.y + row_height(self.size) < viewport.top());
            let mut inner = ui.new_child(UiBuilder::new().max_rect(rect));
            let pointer = response.interact_pointer_pos().or(response.hover_pos());
            let mut under = None;
            for row in self
                .rows
                .iter()
                .skip(first)
                .take_while(|row| row.y < viewport.bottom())
            {
                let origin = Pos2::new(rect.left() + MARGIN, rect.top() + row.y);
                let galley = self.paint_row(&mut inner, palette, row, origin, marks, boxed);
                if let Some(pointer) =
                    pointer.filter(|p| p.y >= origin.y && p.y < origin.y + row_height(self.size))
                {
                    let x = pointer.x - origin.x;
                    let k = galley.rows.first().map_or(0, |r| {
                        r.glyphs
                            .iter()
                            .take_while(|g| g.pos.x + g.advance_width / 2.0 < x)
                            .count()
                    });
                    under = Some((
                        row.start + k.min(row.chars),
                        row.start + k.min(row.chars.saturating_sub(1)),
                    ));
                }
            }
            if response.hovered() {
                ui.ctx().set_cursor_icon(egui::CursorIcon::Text);
            }
            if let Some((caret, at)) = under {
                if response.drag_started() {
                    self.selection = Some((caret, caret));
                    response.request_focus();
                } else if response.dragged()
                    && let Some((_, head)) = &mut self.selection
                {
                    *head = caret;
                }
                if response.clicked() {
                    self.selection = None;
                    response.request_focus();
                    clicked = Some(at);
                }
                if response.secondary_clicked() {
                    asked = Some(at);
                }
            }
            response
        });
        Shown {
            clicked,
            asked,
            offset: output.state.clamped_offset().y,
            rect: output.inner_rect,
            response: output.inner,
        }
    }

    /// The selected stretch, if any.
    pub fn selected(&self) -> Option<CharSpan> {
        let (a, b) = self.selection?;
        (a != b).then(|| CharSpan::new(a.min(b), a.max(b)))
    }

    fn paint_row(
        &self,
        ui: &mut Ui,
        palette: &Palette,
        row: &Row,
        origin: Pos2,
        marks: &[Mark],
        boxed: &[CharSpan],
    ) -> Arc<egui::Galley> {
        let span = CharSpan::new(row.start, row.start + row.chars);
        let base = Look {
            color: Some(if row.heading {
                *palette.accent_strong
            } else {
                *palette.ink
            }),
            ..Look::default()
        };
        let mut looks = vec![base; row.chars];
        for mark in marks.iter().filter(|mark| mark.span.overlaps(span)) {
            let (from, to) = (
                mark.span.start.max(span.start) - span.start,
                mark.span.end.min(span.end) - span.start,
            );
            for look in looks.iter_mut().take(to).skip(from) {
                look.color = mark.look.color.or(look.color);
                look.ground = mark.look.ground.or(look.ground);
                look.strong |= mark.look.strong;
                look.struck |= mark.look.struck;
            }
        }
        let mut job = LayoutJob {
            break_on_newline: false,
            ..LayoutJob::default()
        };
        job.wrap.max_width = f32::INFINITY;
        let face: FontId = font(self.size);
        let mut from = 0;
        let chars: Vec<char> = row.text.chars().collect();
        for to in 1..=chars.len() {
            if to == chars.len() || looks.get(to) != looks.get(from) {
                let look = looks.get(from).copied().unwrap_or_default();
                let color = look.color.unwrap_or(*palette.ink);
                let format = TextFormat {
                    font_id: face.clone(),
                    color,
                    strikethrough: if look.struck {
                        Stroke::new(1.0, color)
                    } else {
                        Stroke::NONE
                    },
                    ..TextFormat::default()
                };
                let text: String = chars.get(from..to).unwrap_or(&[]).iter().collect();
                job.append(&text, 0.0, format);
                from = to;
            }
        }
        let galley = ui.ctx().fonts_mut(|fonts| fonts.layout_job(job));
        let x_of = |k: usize| {
            galley
                .rows
                .first()
                .map_or(0.0, |r| r.glyphs.get(k).map_or(r.size.x, |g| g.pos.x))
        };
        let line = row_height(self.size);
        let top = origin.y + (line - galley.size().y) / 2.0;
        let band = |from: usize, to: usize, grow: f32| {
            Rect::from_min_max(
                Pos2::new(origin.x + x_of(from) - grow, top - 2.0),
                Pos2::new(origin.x + x_of(to) + grow, top + galley.size().y + 2.0),
            )
        };
        let painter = ui.painter();
        let mut from = 0;
        for to in 1..=looks.len() {
            let ground = looks.get(from).and_then(|look| look.ground);
            if to == looks.len() || looks.get(to).and_then(|look| look.ground) != ground {
                if let Some(ground) = ground {
                    painter.rect_filled(band(from, to, 1.0), CornerRadius::same(3), ground);
                }
                from = to;
            }
        }
        if let Some(selected) = self.selected().filter(|s| s.overlaps(span)) {
            let (from, to) = (
                selected.start.max(span.start) - span.start,
                selected.end.min(span.end) - span.start,
            );
            painter.rect_filled(
                band(from, to, 0.0),
                CornerRadius::ZERO,
                palette.accent.gamma_multiply(0.25),
            );
        }
        let place = Pos2::new(origin.x, top);
        painter.galley(place, Arc::clone(&galley), *palette.ink);
        // The face has one weight: strong words are drawn a second time, a hair to the right.
        if row.heading || looks.iter().any(|look| look.strong) {
            let clip = painter.clip_rect();
            let mut from = 0;
            for to in 1..=looks.len() {
                let strong = row.heading || looks.get(from).is_some_and(|look| look.strong);
                let next = row.heading || looks.get(to).is_some_and(|look| look.strong);
                if to == looks.len() || strong != next {
                    if strong {
                        painter
                            .with_clip_rect(clip.intersect(band(from, to, 0.5)))
                            .galley(
                                place + Vec2::new(0.45, 0.0),
                                Arc::clone(&galley),
                                *palette.ink,
                            );
                    }
                    from = to;
                }
            }
        }
        for span_boxed in boxed.iter().filter(|b| b.overlaps(span)) {
            let (from, to) = (
                span_boxed.start.max(span.start) - span.start,
                span_boxed.end.min(span.end) - span.start,
            );
            painter.rect_stroke(
                band(from, to, 2.0),
                CornerRadius::same(4),
                Stroke::new(1.5, *palette.accent),
                egui::StrokeKind::Outside,
            );
        }
        galley
    }
}

/// How high a row of a size is.
pub fn row_height(size: f32) -> f32 {
    (size * 1.95).round()
}

/// The text of `span` goes to the clipboard when the pane has the selection and Ctrl+C was pressed.
pub fn copy_selection(ui: &Ui, document: &Document, file: &AnalysedFile) -> bool {
    let Some(span) = document.selected() else {
        return false;
    };
    let asked = ui.input(|input| {
        input
            .events
            .iter()
            .any(|event| matches!(event, egui::Event::Copy))
    });
    if asked {
        ui.ctx()
            .copy_text(file.offsets.slice(&file.source.text, span).to_owned());
    }
    asked
}
