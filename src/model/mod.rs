//! Plain data: what was read, what was found in it. No behaviour beyond constructors.
//!
//! | 中文 | here | meaning |
//! |---|---|---|
//! | 预期目标 | [`goal::Kind::Goal`] | a target of the passage that states the main expected targets |
//! | 工作任务 | [`goal::Kind::Task`] | a commitment with a number outside that passage |
//! | 完成情况 | [`goal::Kind::Actual`] | a stated result |
//! | 奋斗目标 | [`goal::Tier::Stretch`] | the higher of two targets for one indicator |
//! | 界限 | [`goal::Bound`] | 以上, 左右, 以内 … |
//! | 语气 | [`goal::Force`] | 确保 hard, 力争 soft |
//! | 期间 | [`goal::Period`] | the year or years a value is for |

pub mod analysed;
pub mod comparison;
pub mod fix;
pub mod goal;
pub mod ledger;
pub mod note;
pub mod notice;
pub mod report;
pub mod rule;
pub mod source;
