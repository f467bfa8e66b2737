//! The dictionary of everyday words, loaded once.

use std::sync::OnceLock;

use jieba_rs::Jieba;

/// The dictionary; the first call takes some tenths of a second.
pub fn jieba() -> &'static Jieba {
    static JIEBA: OnceLock<Jieba> = OnceLock::new();
    JIEBA.get_or_init(Jieba::new)
}
