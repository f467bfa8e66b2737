//! What a user did, as rows of text: what is open, what was set right, words, notes, rules. A step is a difference of rows.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::model::fix::Fix;

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// An open file, by its fingerprint.
    File,
    /// The order of the files.
    Order,
    /// How a file is read, by its fingerprint.
    Fix,
    /// What was said of a goal.
    Correction,
    /// Topics, stop words and lists of words.
    Words,
    /// A note on words of a text.
    Note,
    /// A rule made from a correction.
    Rule,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::File,
        Self::Order,
        Self::Fix,
        Self::Correction,
        Self::Words,
        Self::Note,
        Self::Rule,
    ];

    /// Its word in the project file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Order => "order",
            Self::Fix => "fix",
            Self::Correction => "correction",
            Self::Words => "words",
            Self::Note => "note",
            Self::Rule => "rule",
        }
    }

    /// The part of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.word() == word)
    }
}

/// What a user did, as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    rows: BTreeMap<(Part, String), String>,
}

impl Document {
    /// Gives a row a value, as JSON; what has none yet is added.
    pub fn set<T: Serialize>(&mut self, part: Part, key: &str, value: &T) {
        if let Ok(json) = serde_json::to_string(value) {
            self.put(part, key.to_owned(), json);
        }
    }

    /// The same with JSON at hand.
    pub fn put(&mut self, part: Part, key: String, json: String) {
        self.rows.insert((part, key), json);
    }

    /// The value of a row.
    pub fn get<T: for<'de> Deserialize<'de>>(&self, part: Part, key: &str) -> Option<T> {
        serde_json::from_str(self.rows.get(&(part, key.to_owned()))?).ok()
    }

    /// The rows of a part whose keys begin so, in the order of their keys.
    pub fn of<'d>(
        &'d self,
        part: Part,
        begin: &'d str,
    ) -> impl Iterator<Item = (&'d str, &'d str)> + 'd {
        self.rows
            .range((part, begin.to_owned())..)
            .take_while(move |((own, key), _)| *own == part && key.starts_with(begin))
            .map(|((_, key), json)| (key.as_str(), json.as_str()))
    }

    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = (Part, &str, &str)> {
        let each = self.rows.iter();
        each.map(|((part, key), json)| (*part, key.as_str(), json.as_str()))
    }

    /// Takes the rows of a part from another document.
    pub fn take_part(&mut self, part: Part, other: &Self) {
        self.rows.retain(|(own, _), _| *own != part);
        for (key, json) in other.of(part, "") {
            self.put(part, key.to_owned(), json.to_owned());
        }
    }

    /// What is to be changed here to make it `after`.
    pub fn changes(&self, after: &Self) -> Vec<Change> {
        let keys: BTreeSet<&(Part, String)> = self.rows.keys().chain(after.rows.keys()).collect();
        let differs = keys.into_iter().filter_map(|key| {
            let (before, after) = (self.rows.get(key), after.rows.get(key));
            (before != after).then(|| Change {
                part: key.0,
                key: key.1.clone(),
                before: before.cloned(),
                after: after.cloned(),
            })
        });
        differs.collect()
    }

    /// Makes these changes.
    pub fn take(&mut self, changes: &[Change]) {
        for change in changes {
            self.apply(change.part, &change.key, change.after.as_ref());
        }
    }

    fn apply(&mut self, part: Part, key: &str, value: Option<&String>) {
        let key = (part, key.to_owned());
        match value {
            Some(json) => self.rows.insert(key, json.clone()),
            None => self.rows.remove(&key),
        };
    }
}

/// A row that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What it is about.
    pub part: Part,
    /// Its key.
    pub key: String,
    /// Its value before; none where it is new.
    pub before: Option<String>,
    /// Its value after; none where it went.
    pub after: Option<String>,
}

/// Something a user did, that can be taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// When, UTC: `2026-01-28T09:30:00Z`.
    pub at: String,
    /// What changed by it.
    pub changes: Vec<Change>,
}

impl undo::Edit for Step {
    type Target = Document;
    type Output = ();

    fn edit(&mut self, document: &mut Document) {
        document.take(&self.changes);
    }

    fn undo(&mut self, document: &mut Document) {
        for change in &self.changes {
            document.apply(change.part, &change.key, change.before.as_ref());
        }
    }
}

/// What a step did, for a list of them: the key of a sentence, what it was done to, and to how many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The key: `history-open`.
    pub key: &'static str,
    /// The name of the first thing: a file, an indicator, a topic.
    pub name: String,
    /// How many.
    pub count: usize,
}

impl Step {
    /// What it did.
    pub fn told(&self) -> Told {
        let of = |part: Part| {
            self.changes
                .iter()
                .filter(move |change| change.part == part)
        };
        let field = |change: &Change, name: &str| {
            let json = change.after.as_ref().or(change.before.as_ref())?;
            let value: serde_json::Value = serde_json::from_str(json).ok()?;
            Some(value.get(name)?.as_str()?.to_owned())
        };
        let first = |part: Part, name: &str| {
            let mut each = of(part);
            each.next()
                .and_then(|change| field(change, name))
                .unwrap_or_default()
        };
        let told = |key, name, count| Told { key, name, count };
        let opened = of(Part::File).filter(|c| c.before.is_none()).count();
        let closed = of(Part::File).filter(|c| c.after.is_none()).count();
        if of(Part::Rule).next().is_some() {
            let made = of(Part::Rule).any(|c| c.after.is_some());
            let key = if made {
                "history-rule"
            } else {
                "history-rule-gone"
            };
            return told(key, first(Part::Rule, "words"), of(Part::Rule).count());
        }
        if opened > 0 {
            return told("history-open", first(Part::File, "name"), opened);
        }
        if closed > 0 {
            return told("history-close", first(Part::File, "name"), closed);
        }
        let corrections: Vec<&Change> = of(Part::Correction).collect();
        if let Some(one) = corrections.first() {
            let verdict = one.after.as_deref().unwrap_or("");
            let key = if one.after.is_none() {
                "history-uncorrect"
            } else if verdict.contains("\"verdict\":\"accepted\"") {
                "history-accept"
            } else if verdict.contains("\"verdict\":\"rejected\"") {
                "history-reject"
            } else {
                "history-correct"
            };
            let quote = field(one, "quote").filter(|quote| !quote.is_empty());
            let name = quote
                .or_else(|| field(one, "indicator"))
                .unwrap_or_default();
            return told(key, name, corrections.len());
        }
        if of(Part::Fix).next().is_some() {
            return told("history-fix", String::new(), of(Part::Fix).count());
        }
        if let Some(note) = of(Part::Note).next() {
            let key = if note.after.is_none() {
                "history-note-gone"
            } else {
                "history-note"
            };
            return told(key, first(Part::Note, "quote"), of(Part::Note).count());
        }
        if let Some(words) = of(Part::Words).next() {
            let key = match words.key.as_str() {
                "stop" => "history-stop",
                "dictionaries" => "history-dictionaries",
                _ => "history-topics",
            };
            return told(key, String::new(), 1);
        }
        if of(Part::File).next().is_some() {
            return told(
                "history-again",
                first(Part::File, "name"),
                of(Part::File).count(),
            );
        }
        told("history-order", String::new(), 1)
    }
}

/// How a text was read, as far as the text depends on it: the key beside its fingerprint.
pub fn how(fix: &Fix) -> String {
    let own = Fix {
        encoding: fix.encoding.clone(),
        mend: fix.mend,
        columns: fix.columns,
        ..Fix::default()
    };
    if own.is_empty() {
        return String::new();
    }
    serde_json::to_string(&own).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_taken_back_and_done_again() {
        let before = Document::default();
        let mut after = before.clone();
        after.set(
            Part::File,
            "abc",
            &serde_json::json!({"name": "云溪市.txt"}),
        );
        after.set(Part::Order, "", &["abc"]);
        let changes = before.changes(&after);
        assert_eq!(changes.len(), 2);
        let step = Step {
            at: "2026-01-28T09:30:00Z".to_owned(),
            changes,
        };
        let told = step.told();
        assert_eq!(
            (told.key, told.name.as_str(), told.count),
            ("history-open", "云溪市.txt", 1)
        );
        let mut document = before.clone();
        let mut record = undo::Record::new();
        record.edit(&mut document, step);
        assert_eq!(document, after);
        record.undo(&mut document);
        assert_eq!(document, before);
        record.redo(&mut document);
        assert_eq!(document, after);
    }

    #[test]
    fn rows_of_a_part_are_found_by_the_beginning_of_their_keys() {
        let mut document = Document::default();
        for key in ["a:1", "a:2", "b:1"] {
            document.set(Part::Correction, key, &key);
        }
        document.set(Part::Words, "a:3", &"no");
        let found: Vec<&str> = document
            .of(Part::Correction, "a:")
            .map(|(key, _)| key)
            .collect();
        assert_eq!(found, ["a:1", "a:2"]);
    }
}
