//! House rules that no lint knows: layers, headers, where words and colours live.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            out.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            out.push(path);
        }
    }
    out.sort();
    out
}

fn each(check: impl Fn(&str, &str)) {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in sources(&root) {
        let name = path
            .strip_prefix(&root)
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/");
        check(&name, &fs::read_to_string(&path).unwrap());
    }
}

/// The code of a file without its tests.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

#[test]
fn every_file_says_what_it_is_for() {
    each(|name, text| assert!(text.starts_with("//!"), "{name} has no header"));
}

#[test]
fn rooms_name_only_rooms_below() {
    let layers = ["text", "model", "engine", "app", "gui"];
    each(|name, text| {
        let Some(own) = layers
            .iter()
            .position(|layer| name.starts_with(&format!("{layer}/")))
        else {
            return;
        };
        for above in &layers[own + 1..] {
            assert!(
                !text.contains(&format!("crate::{above}")),
                "{name} names {above}"
            );
        }
        if own < 4 {
            assert!(!code(text).contains("egui"), "{name} knows the window");
        }
    });
}

#[test]
fn files_are_opened_in_few_rooms_only() {
    let rooms = [
        "engine/read/archive.rs",
        "engine/read/mod.rs",
        "engine/export/mod.rs",
        "app/settings.rs",
        "app/crash.rs",
        "app/project/store.rs",
        "app/project/keeper.rs",
        "app/project/recover.rs",
        // The folder of the door.
        "gui/instance.rs",
    ];
    each(|name, text| {
        let opens = code(text).contains("std::fs")
            || code(text).contains("fs::read")
            || code(text).contains("File::open");
        assert!(!opens || rooms.contains(&name), "{name} opens files");
    });
}

#[test]
fn colours_are_made_in_the_theme_only() {
    each(|name, text| {
        let makes = ["Color32::from_", "from_rgb", "from_gray"]
            .iter()
            .any(|call| code(text).contains(call));
        assert!(!makes || name == "gui/theme.rs", "{name} makes a colour");
    });
}

#[test]
fn words_for_the_user_live_in_assets() {
    each(|name, text| {
        if !name.starts_with("gui/") || name == "gui/widgets/paragraph.rs" {
            return;
        }
        for line in code(text)
            .lines()
            .map(str::trim)
            .filter(|line| !line.starts_with("//"))
        {
            let mut parts = line.split('"').skip(1).step_by(2);
            let chinese = parts.any(|part| {
                part.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) && part != "简体中文"
            });
            assert!(!chinese, "{name}: {line}");
        }
    });
}

#[test]
fn threads_are_started_in_few_rooms_only() {
    each(|name, text| {
        let starts =
            code(text).contains("thread::Builder") || code(text).contains("std::thread::spawn");
        let rooms = ["app/jobs.rs", "app/thread.rs"];
        assert!(!starts || rooms.contains(&name), "{name} starts threads");
    });
}

#[test]
fn both_languages_say_the_same() {
    let ids = |text: &str| {
        let mut ids: Vec<String> = text
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| line.split_once(" ="))
            .map(|(id, _)| id.to_owned())
            .collect();
        ids.sort();
        ids
    };
    assert_eq!(
        ids(include_str!("../assets/text/zh-CN.ftl")),
        ids(include_str!("../assets/text/en.ftl"))
    );
}

#[test]
fn every_word_asked_for_is_there() {
    let ids: Vec<&str> = include_str!("../assets/text/zh-CN.ftl")
        .lines()
        .filter_map(|line| line.split_once(" ="))
        .map(|(id, _)| id)
        .collect();
    each(|name, text| {
        for call in [
            "text.get(\"",
            "text.count(\"",
            "text.with(\"",
            "text.get(if filtered { \"",
        ] {
            for part in code(text).split(call).skip(1) {
                let id = part.split('"').next().unwrap();
                assert!(ids.contains(&id), "{name} asks for {id}");
            }
        }
    });
}

#[test]
fn the_map_names_every_room() {
    let map = include_str!("../src/lib.rs");
    for room in [
        "text",
        "model",
        "engine/read",
        "engine/parse",
        "engine/extract",
        "engine/compare",
        "engine/export",
        "app",
        "gui",
    ] {
        assert!(
            map.contains(&format!("`{room}`")),
            "the map in lib.rs lacks {room}"
        );
        assert!(
            PathBuf::from(env!("CARGO_MANIFEST_DIR"))
                .join("src")
                .join(room)
                .is_dir()
        );
    }
}
