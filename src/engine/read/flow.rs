//! The text of an office document as its reader meets it: one set of rules for tabs, line ends, cells, boxes and marks,
//! so that a report reads alike from every format.

use super::note;

/// A line of so many characters may be cut anywhere; a shorter one is a line of its own.
const FULL: usize = 20;

/// The text, and of the cells, boxes and notes that are open.
pub struct Flow(Vec<String>);

impl Default for Flow {
    fn default() -> Self {
        Self(vec![String::new()])
    }
}

impl Flow {
    /// Text as it is.
    pub fn text(&mut self, text: &str) {
        if let Some(out) = self.0.last_mut() {
            out.push_str(text);
        }
    }

    /// Raised text: the mark of a note is left out.
    pub fn raised(&mut self, text: &str) {
        let before = self.last().chars().next_back();
        if !note::is_mark(text, before) {
            self.text(text);
        }
    }

    /// A tab parts figures; at the start of a line it is an indent.
    pub fn tab(&mut self) {
        if !self.last().is_empty() && !self.last().ends_with('\n') {
            self.text("\t");
        }
    }

    /// A line end inside a paragraph ends a line where a sentence or a short line stands before it; else it is layout.
    pub fn line_end(&mut self) {
        let line = self.last().rsplit('\n').next().unwrap_or("");
        let closed = line.trim_end().ends_with([
            '。', '；', '：', '！', '？', '”', '》', '）', ':', ';', '!', '?',
        ]);
        if closed || line.chars().count() < FULL {
            self.text("\n");
        }
    }

    /// Begins a cell, a box or a note.
    pub fn open(&mut self) {
        self.0.push(String::new());
    }

    /// The text of the innermost cell, box or note, which ends here.
    pub fn close(&mut self) -> String {
        if self.0.len() > 1 {
            self.0.pop().unwrap_or_default()
        } else {
            String::new()
        }
    }

    /// Ends a cell; its paragraphs are parted by a space.
    pub fn cell_end(&mut self) {
        let cell = self.close();
        self.text(&cell.trim().replace('\n', " "));
        self.text("\t");
    }

    /// Ends a row of cells.
    pub fn row_end(&mut self) {
        if let Some(out) = self.0.last_mut().filter(|out| out.ends_with('\t')) {
            out.pop();
        }
        self.text("\n");
    }

    /// All text, with what is still open.
    pub fn into_text(mut self) -> String {
        while self.0.len() > 1 {
            let open = self.close();
            self.text(&open);
        }
        self.0.pop().unwrap_or_default()
    }

    /// What the innermost cell, box or note says so far.
    pub fn last(&self) -> &str {
        self.0.last().map_or("", String::as_str)
    }
}
