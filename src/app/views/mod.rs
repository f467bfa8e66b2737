//! The views: for each its options, its state, and the commands about it.

pub mod board;
pub mod compare;
pub mod goals;
pub mod ledger;
pub mod reading;

use serde::{Deserialize, Serialize};

/// A view of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// 目标
    #[default]
    Goals,
    /// 对读
    Compare,
    /// 看板
    Board,
    /// 进退
    Ledger,
    /// 词语
    Words,
    /// 阅读
    Read,
}

impl View {
    /// Whether it shows two reports.
    pub const fn compares(self) -> bool {
        matches!(self, Self::Compare | Self::Ledger)
    }
}
