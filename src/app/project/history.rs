//! The steps of a project, of which only the last ones are kept: a project that is used for years stays as quick as a
//! new one.

use super::document::{Document, Step, Told};

/// So many steps can be taken back. A step that opens a thousand files is half a megabyte.
pub const MOST_STEPS: usize = 500;

/// The steps, and how many of them are done.
#[derive(Debug)]
pub struct History {
    record: undo::Record<Step>,
    /// How many were made before the first that is still known: the file numbers all of them.
    forgotten: usize,
}

impl Default for History {
    fn default() -> Self {
        Self {
            record: undo::Record::builder().limit(MOST_STEPS).build(),
            forgotten: 0,
        }
    }
}

impl History {
    /// The steps of a file, `head` of them done, behind so many that are forgotten.
    pub fn of(steps: Vec<Step>, head: usize, forgotten: usize) -> Self {
        let mut out = Self::default();
        // A file written before there was a limit may have more.
        let skipped = steps.len().saturating_sub(MOST_STEPS).min(head);
        let mut scratch = Document::default();
        for step in steps.into_iter().skip(skipped).take(MOST_STEPS) {
            out.record.edit(&mut scratch, step);
        }
        out.record.go_to(&mut scratch, head - skipped);
        out.forgotten = forgotten + skipped;
        out
    }

    /// Does a step, in place of those that were taken back; its number.
    pub fn push(&mut self, document: &mut Document, step: Step) -> usize {
        let n = self.number();
        self.record.edit(document, step);
        self.forgotten = n + 1 - self.head();
        n
    }

    /// Takes steps back, or does them again, until `head` are done.
    pub fn go_to(&mut self, document: &mut Document, head: usize) {
        self.record.go_to(document, head);
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// How many of the steps are done.
    pub fn head(&self) -> usize {
        self.record.head()
    }

    /// How many were ever done, with those that are forgotten: the number of the next.
    pub fn number(&self) -> usize {
        self.forgotten + self.head()
    }

    /// How many steps there are.
    pub fn len(&self) -> usize {
        self.record.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.record.is_empty()
    }

    /// Whether something can be taken back, and whether something can be done again.
    pub fn can(&self) -> (bool, bool) {
        (self.record.can_undo(), self.record.can_redo())
    }

    /// When and what, oldest first.
    pub fn told(&self) -> impl Iterator<Item = (String, Told)> {
        self.record.entries().map(|entry| {
            let step: &Step = entry.as_ref();
            (step.at.clone(), step.told())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::document::Part;
    use super::*;

    fn step(n: usize, document: &Document) -> Step {
        let mut after = document.clone();
        after.set(Part::Note, "n", &n);
        Step {
            at: String::new(),
            changes: document.changes(&after),
        }
    }

    #[test]
    fn the_last_steps_are_kept_and_numbered_on() {
        let (mut history, mut document) = (History::default(), Document::default());
        for n in 0..MOST_STEPS + 20 {
            let next = step(n, &document);
            assert_eq!(history.push(&mut document, next), n);
        }
        assert_eq!((history.len(), history.head()), (MOST_STEPS, MOST_STEPS));
        // All that is known is taken back: what the twentieth step made is there again.
        history.go_to(&mut document, 0);
        assert_eq!(document.get::<usize>(Part::Note, "n"), Some(19));
        assert_eq!((history.number(), history.can()), (20, (false, true)));
        history.go_to(&mut document, 5);
        let next = step(7_000, &document);
        assert_eq!(history.push(&mut document, next), 25);
        assert_eq!((history.len(), history.number()), (6, 26));
    }

    #[test]
    fn a_file_with_more_steps_than_are_kept_is_read_from_its_end() {
        let mut document = Document::default();
        let mut steps = Vec::new();
        for n in 0..MOST_STEPS + 30 {
            let next = step(n, &document);
            document.take(&next.changes);
            steps.push(next);
        }
        let history = History::of(steps.clone(), steps.len(), 4);
        assert_eq!(
            (history.len(), history.number()),
            (MOST_STEPS, steps.len() + 4)
        );
        // Where most of them were taken back, the done ones stay.
        let history = History::of(steps, 10, 0);
        assert_eq!((history.head(), history.number()), (0, 10));
        assert_eq!(history.len(), MOST_STEPS);
    }
}
