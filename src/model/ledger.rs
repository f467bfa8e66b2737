//! What became of the goals and tasks of one report in the next.

use super::goal::Kind;

/// What became of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberChange {
    /// It is the same.
    Same,
    /// It is larger.
    Rose,
    /// It is smaller.
    Fell,
    /// Words became a number.
    Gained,
    /// A number became words.
    Lost,
    /// Two numbers of different units.
    Unlike,
}

/// What became of the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordChange {
    /// They bind as before.
    Same,
    /// They bind harder: 左右 → 以上, 力争 → 确保.
    Harder,
    /// They bind less: 以上 → 左右, 确保 → 力争, a stretch figure no longer named.
    Softer,
}

/// A target held against the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The result keeps it.
    Met,
    /// The result lies in the band of a 左右.
    Within,
    /// It does not keep it.
    Missed,
    /// The two do not measure the same way.
    Unlike,
}

/// A goal or task of either report; places in [`Extraction::items`](super::goal::Extraction::items).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// Goal or task.
    pub kind: Kind,
    /// Its place in the old report; `None` when it entered.
    pub old: Option<usize>,
    /// Its place in the new report; `None` when it left.
    pub new: Option<usize>,
    /// What became of the number, where both state the goal.
    pub number: Option<NumberChange>,
    /// What became of the words.
    pub words: WordChange,
    /// The indicator is another one: 能耗 → 碳排放.
    pub renamed: bool,
    /// The result that the new report states for the old target: its place there.
    pub result: Option<usize>,
    /// The target against it.
    pub outcome: Option<Outcome>,
}

impl Entry {
    /// The same number in weaker words.
    pub fn weaker(&self) -> bool {
        self.number == Some(NumberChange::Same) && self.words == WordChange::Softer
    }
}
