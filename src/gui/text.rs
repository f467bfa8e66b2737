//! Every word the window shows, from `assets/text`. An unknown id shows as itself.

use std::collections::HashMap;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::engine::labels::{self, Language};

const CHINESE: &str = include_str!("../../assets/text/zh-CN.ftl");
const ENGLISH: &str = include_str!("../../assets/text/en.ftl");

/// The words of one language.
pub struct Text {
    /// Which language.
    pub language: Language,
    plain: HashMap<String, String>,
    bundle: FluentBundle<FluentResource>,
}

impl Text {
    /// Loads a language.
    pub fn new(language: Language) -> Self {
        let (source, id) = match language {
            Language::Chinese => (CHINESE, "zh-CN"),
            Language::English => (ENGLISH, "en"),
        };
        let resource =
            FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
        let mut bundle =
            FluentBundle::new(vec![id.parse::<LanguageIdentifier>().unwrap_or_default()]);
        // Numbers inside sentences need no isolation marks: everything runs left to right.
        bundle.set_use_isolating(false);
        let ids: Vec<String> = source
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| line.split_once(" =").map(|(id, _)| id.to_owned()))
            .collect();
        let _ = bundle.add_resource(resource);
        let mut plain = HashMap::new();
        for id in ids {
            if let Some(pattern) = bundle.get_message(&id).and_then(|message| message.value()) {
                let mut errors = Vec::new();
                let words = bundle
                    .format_pattern(pattern, None, &mut errors)
                    .into_owned();
                if errors.is_empty() {
                    plain.insert(id, words);
                }
            }
        }
        Self {
            language,
            plain,
            bundle,
        }
    }

    /// The words of `id`.
    pub fn get<'a>(&'a self, id: &'a str) -> &'a str {
        self.plain.get(id).map_or(id, String::as_str)
    }

    /// The words of `id` with arguments.
    pub fn with(&self, id: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self
            .bundle
            .get_message(id)
            .and_then(|message| message.value())
        else {
            return id.to_owned();
        };
        let mut args = FluentArgs::new();
        for (name, value) in arguments {
            args.set((*name).to_owned(), value.clone());
        }
        self.bundle
            .format_pattern(pattern, Some(&args), &mut Vec::new())
            .into_owned()
    }

    /// The words of `id` with one number.
    pub fn count(&self, id: &str, count: usize) -> String {
        self.with(id, &[("count", FluentValue::from(count))])
    }

    /// A label of a table.
    pub fn label<'a>(&self, key: &'a str) -> &'a str {
        labels::label(self.language, key)
    }

    /// The label of one of a kind: `role`, `review`.
    pub fn named(&self, kind: &str, word: &str) -> String {
        self.label(&format!("{kind}.{word}")).to_owned()
    }
}

/// The language of the system.
pub fn system_language() -> Language {
    language_of(sys_locale::get_locale().as_deref())
}

/// Chinese where the system says nothing: `C` and `POSIX` are no languages.
fn language_of(locale: Option<&str>) -> Language {
    let locale = locale.unwrap_or_default().to_lowercase();
    let own = locale.split(['-', '_', '.', '@']).next();
    match own.unwrap_or_default() {
        "zh" | "" | "c" | "posix" => Language::Chinese,
        _ => Language::English,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_spoken_where_the_system_says_nothing() {
        for locale in [
            "zh-CN",
            "zh_TW.UTF-8",
            "zh-Hans-CN",
            "C",
            "C.UTF-8",
            "POSIX",
        ] {
            assert_eq!(language_of(Some(locale)), Language::Chinese, "{locale}");
        }
        assert_eq!(language_of(None), Language::Chinese);
        for locale in ["en-US", "de_DE.UTF-8", "cs-CZ"] {
            assert_eq!(language_of(Some(locale)), Language::English, "{locale}");
        }
    }
}
