//! A report divided: its sections, its outline, and the zones to read.

use crate::model::goal::Period;
use crate::model::report::{Heading, Role, Section};
use crate::text::norm::Norm;
use crate::text::span::NormSpan;

use super::Zone;

/// A report divided.
#[derive(Debug, Default)]
pub struct Divided {
    /// Its sections, in places of the file's text.
    pub sections: Vec<Section>,
    /// Its headings, likewise.
    pub outline: Vec<Heading>,
    /// Where to look for what, in characters of the [`Norm`].
    pub zones: Vec<Zone>,
    /// The term of a medium-term passage.
    pub term: Option<Period>,
    /// The term that the review speaks of.
    pub review_term: Option<Period>,
}

impl Divided {
    /// Adds goals of a term; the first tells the term of the report.
    pub(super) fn add_terms(&mut self, zones: Vec<Zone>) {
        for zone in zones {
            self.term = self.term.or(zone.period);
            self.zones.push(zone);
        }
    }

    /// Adds a section, unless it is empty.
    pub(super) fn push(&mut self, norm: &Norm, role: Role, title: Option<String>, span: NormSpan) {
        if !span.is_empty() {
            self.sections.push(Section {
                role,
                title,
                span: norm.source(span),
            });
        }
    }
}
