//! House rules that no lint knows: layers, headers, where words and colours live.
#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

use std::collections::{BTreeMap, BTreeSet};
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

/// The layers of the source, the lowest first; the command line stands beside the program.
const LAYERS: [&[&str]; 6] = [
    &["text"],
    &["model"],
    &["clock"],
    &["engine"],
    &["app", "cli"],
    &["gui"],
];

/// The rooms of the engine, the lowest first.
const ENGINE: [&str; 16] = [
    "lexicon", "labels", "quantity", "read", "parse", "tagger", "extract", "display", "check",
    "rules", "correct", "compare", "board", "words", "picture", "export",
];

#[test]
fn rooms_name_only_rooms_below() {
    each(|name, text| {
        let room = name.split(['/', '.']).next().unwrap_or("");
        let Some(own) = LAYERS.iter().position(|layer| layer.contains(&room)) else {
            return;
        };
        let above = LAYERS[own + 1..].iter().copied().flatten();
        let beside = LAYERS[own].iter().filter(|other| **other != room);
        for other in above.chain(beside) {
            assert!(!names(text, other), "{name} names {other}");
        }
        if room != "gui" {
            assert!(!code(text).contains("egui"), "{name} knows the window");
        }
        let Some(part) = name.strip_prefix("engine/") else {
            return;
        };
        let part = part.split(['/', '.']).next().unwrap_or("");
        if part == "mod" {
            return;
        }
        let own = ENGINE.iter().position(|room| *room == part);
        let own = own.unwrap_or_else(|| panic!("engine/{part} has no place in the order"));
        for above in &ENGINE[own + 1..] {
            assert!(
                !names(text, &format!("engine::{above}")),
                "{name} names {above}"
            );
        }
    });
}

/// Whether a file names a room of the crate.
fn names(text: &str, room: &str) -> bool {
    let path = format!("crate::{room}");
    code(text).match_indices(&path).any(|(at, _)| {
        let behind = code(text)[at + path.len()..].chars().next();
        behind.is_none_or(|c| !c.is_alphanumeric() && c != '_')
    })
}

/// The paths that a tree of `use` stands for.
fn paths(tree: &str) -> Vec<Vec<String>> {
    let tree = tree.trim();
    let Some((before, inside)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or("");
        return vec![
            path.split("::")
                .map(|part| part.trim().to_owned())
                .collect(),
        ];
    };
    let before: Vec<String> = before
        .split("::")
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect();
    let inside = inside.rsplit_once('}').map_or(inside, |(inside, _)| inside);
    let (mut depth, mut from, mut out) = (0, 0, Vec::new());
    for (at, c) in inside.char_indices().chain([(inside.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let part = &inside[from..at];
                if !part.trim().is_empty() {
                    out.extend(
                        paths(part)
                            .into_iter()
                            .map(|path| [before.clone(), path].concat()),
                    );
                }
                from = at + 1;
            }
            _ => {}
        }
    }
    out
}

/// Which files each file names; what a room's own `mod.rs` holds is the room's.
fn named() -> BTreeMap<String, BTreeSet<String>> {
    let mut modules: BTreeMap<Vec<String>, String> = BTreeMap::new();
    let module = |name: &str| -> Vec<String> {
        let path = name.trim_end_matches(".rs").trim_end_matches("/mod");
        if path == "lib" {
            return Vec::new();
        }
        path.split('/').map(str::to_owned).collect()
    };
    let mut texts = BTreeMap::new();
    let collect = std::cell::RefCell::new(&mut texts);
    each(|name, text| {
        collect
            .borrow_mut()
            .insert(name.to_owned(), code(text).to_owned());
    });
    for name in texts.keys() {
        modules.insert(module(name), name.clone());
    }
    let found = |path: &[String]| -> Option<&String> {
        (0..=path.len())
            .rev()
            .find_map(|end| modules.get(&path[..end]))
    };
    let mut out = BTreeMap::new();
    for (name, text) in &texts {
        let own = module(name);
        let lines: String = text
            .lines()
            .map(|line| line.split("//").next().unwrap_or(""))
            .collect::<Vec<_>>()
            .join("\n");
        let mut all: Vec<Vec<String>> = Vec::new();
        for part in lines.split(';') {
            let start = part
                .rfind("\nuse ")
                .map(|at| at + 5)
                .or_else(|| part.rfind("use ").map(|at| at + 4));
            if let Some(tree) = start
                .map(|at| &part[at..])
                .filter(|_| part.contains("use "))
            {
                all.extend(paths(tree));
            }
        }
        for (at, _) in lines.match_indices("crate::") {
            // Not of `pub(in crate::app)`.
            if lines[..at].ends_with("in ") {
                continue;
            }
            let rest = lines[at..].split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
            let path = rest.into_iter().next().unwrap_or("");
            all.push(
                path.split("::")
                    .filter(|part| !part.is_empty())
                    .map(str::to_owned)
                    .collect(),
            );
        }
        let mut named = BTreeSet::new();
        for path in all {
            let full = match path.first().map(String::as_str) {
                Some("crate") => path[1..].to_vec(),
                Some("self") => [own.clone(), path[1..].to_vec()].concat(),
                Some("super") => {
                    let ups = path.iter().take_while(|part| *part == "super").count();
                    let kept = own.len().saturating_sub(ups);
                    [own[..kept].to_vec(), path[ups..].to_vec()].concat()
                }
                Some(first)
                    if modules.contains_key(&[own.clone(), vec![first.to_owned()]].concat()) =>
                {
                    [own.clone(), path.clone()].concat()
                }
                _ => continue,
            };
            let parent = modules.get(&own[..own.len().saturating_sub(1)]);
            if let Some(other) =
                found(&full).filter(|other| *other != name && Some(*other) != parent)
            {
                named.insert(other.clone());
            }
        }
        out.insert(name.clone(), named);
    }
    out
}

#[test]
fn no_files_name_each_other_in_a_circle() {
    let named = named();
    // Every file a file leads to.
    let reach = |from: &String| {
        let mut seen = BTreeSet::new();
        let mut next: Vec<&String> = named[from].iter().collect();
        while let Some(file) = next.pop() {
            if seen.insert(file) {
                next.extend(&named[file]);
            }
        }
        seen
    };
    let circles: Vec<&String> = named
        .keys()
        .filter(|file| reach(file).contains(file))
        .collect();
    assert!(named.len() > 100 && named["app/state.rs"].contains("app/library.rs"));
    assert_eq!(circles, Vec::<&String>::new());
}

#[test]
fn the_state_is_written_in_update_alone() {
    each(|name, text| {
        let writes = code(text).contains("&mut AppState");
        let may = name.starts_with("app/update/") || name == "app/project/sync.rs";
        assert!(!writes || may, "{name} writes the state");
    });
}

/// Files over 600 lines and functions over 120: no new ones, and none of these longer.
const LONG_FILES: &[(&str, usize)] = &[
    ("app/project/store.rs", 601),
    ("engine/export/words.rs", 757),
    ("engine/picture/mod.rs", 655),
    ("engine/read/doc.rs", 830),
    ("gui/dialogs/imports.rs", 670),
    ("gui/panels/board/grid.rs", 671),
];
const LONG_FUNCTIONS: &[(&str, usize)] = &[
    ("engine/export/comparison.rs table", 125),
    ("engine/export/xlsx.rs sheet", 135),
    ("engine/extract/candidates.rs survey", 135),
    ("engine/parse/meta.rs meeting", 122),
    ("engine/quantity/digits.rs digits_at", 139),
    ("gui/dialogs/export.rs ui", 218),
    ("gui/dialogs/imports.rs editor", 138),
    ("gui/panels/board/grid.rs draw", 130),
    ("gui/panels/compare/mod.rs panes", 170),
    ("gui/panels/goals/table.rs table", 124),
    ("gui/panels/library.rs report", 129),
    ("gui/panels/read.rs ui", 140),
    ("gui/panels/source.rs ui", 137),
    ("gui/widgets/document.rs paint_row", 132),
    ("text/norm.rs laid_out", 135),
];

/// The name of the function that a line begins.
fn function(line: &str) -> Option<&str> {
    let (before, rest) = line.split_once("fn ")?;
    let mut words = before.split_whitespace();
    let begins =
        words.all(|word| word == "const" || word.starts_with("pub") || word.ends_with(')'));
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_')?;
    begins.then_some(&rest[..end])
}

#[test]
fn files_and_functions_only_become_shorter() {
    let limit = |list: &[(&str, usize)], name: &str, most: usize| {
        let known = list.iter().find(|(known, _)| *known == name);
        known.map_or(most, |(_, lines)| *lines)
    };
    each(|name, text| {
        let lines = text.lines().count();
        let most = limit(LONG_FILES, name, 600);
        assert!(lines <= most, "{name} has {lines} lines");
        assert!(
            most == 600 || lines > 600,
            "{name} is short enough: take it off the list"
        );
        let code: Vec<&str> = code(text).lines().collect();
        for (at, line) in code.iter().enumerate() {
            let Some(function) = function(line) else {
                continue;
            };
            let indent = line.len() - line.trim_start().len();
            let end = format!("{}}}", " ".repeat(indent));
            let Some(length) = code[at..].iter().position(|line| *line == end) else {
                continue;
            };
            let full = format!("{name} {function}");
            let most = limit(LONG_FUNCTIONS, &full, 120);
            assert!(length < most, "{full} has {} lines", length + 1);
        }
    });
}

/// A pair of places says neither which text it lies in nor which of the two comes first: the rooms that read texts have
/// a type for each kind of place.
#[test]
fn ranges_of_a_text_are_spans() {
    let rooms = [
        "engine/parse/",
        "engine/extract/",
        "engine/quantity/",
        "engine/tagger/",
        "engine/lexicon/",
        "engine/rules.rs",
        "text/norm.rs",
        "text/sentence.rs",
    ];
    each(|name, text| {
        if rooms.iter().any(|room| name.starts_with(room)) {
            assert!(
                !code(text).contains("(usize, usize)"),
                "{name} has a pair of places"
            );
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
    let mut rooms = BTreeSet::new();
    let found = std::cell::RefCell::new(&mut rooms);
    each(|name, _| {
        if let Some((folder, _)) = name.rsplit_once('/') {
            let parts: Vec<&str> = folder.split('/').take(2).collect();
            found.borrow_mut().insert(parts.join("/"));
        }
        // Single files of the engine are rooms, too.
        let single = name
            .strip_prefix("engine/")
            .filter(|file| !file.contains('/') && *file != "mod.rs");
        if single.is_some() {
            found.borrow_mut().insert(name.to_owned());
        }
    });
    for room in rooms
        .iter()
        .filter(|room| !matches!(room.as_str(), "engine" | "bin" | "cli"))
    {
        assert!(
            map.contains(&format!("`{room}`")),
            "the map in lib.rs lacks {room}"
        );
    }
}
