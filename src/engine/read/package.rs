//! The parts of an Office package (ECMA-376 part 2): which part is the document, and what it refers to.

use std::collections::HashMap;
use std::io::Cursor;

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::ReadError;
use super::archive::unpacked;
use super::numbering::attribute;

/// An opened package, its parts by the names they should have: `word/document.xml`, whichever way a program parted them.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    names: HashMap<String, usize>,
}

/// A relation of a part: what kind of part it leads to, and which.
#[derive(Clone, Debug)]
pub struct Relation {
    /// The last word of its type: `officeDocument`, `aFChunk`.
    pub kind: String,
    /// The name of the part it leads to.
    pub part: String,
}

impl<'a> Package<'a> {
    /// Opens an archive.
    pub fn new(archive: ZipArchive<Cursor<&'a [u8]>>) -> Self {
        let names = archive
            .file_names()
            .enumerate()
            .filter_map(|(at, name)| Some((name.ok()?.replace('\\', "/").to_lowercase(), at)))
            .collect();
        Self { archive, names }
    }

    /// Whether it has a part of that name.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains_key(&name.to_lowercase())
    }

    /// The bytes of a part; `None` where it has none, or a broken one.
    pub fn part(&mut self, name: &str) -> Option<Vec<u8>> {
        self.read(name).ok()
    }

    /// The bytes of a part, in UTF-8 where they are XML in UTF-16.
    pub fn read(&mut self, name: &str) -> Result<Vec<u8>, ReadError> {
        let damaged = |detail: String| ReadError::Damaged {
            kind: "Word",
            detail,
        };
        let at = self.names.get(&name.to_lowercase());
        let at = *at.ok_or_else(|| damaged(format!("no {name} inside")))?;
        let part = self.archive.by_index(at);
        let bytes = unpacked(part.map_err(|error| damaged(error.to_string()))?)?;
        let wide = match bytes.get(..2) {
            Some([0xFF, 0xFE]) => encoding_rs::UTF_16LE,
            Some([0xFE, 0xFF]) => encoding_rs::UTF_16BE,
            _ => return Ok(bytes),
        };
        let text = wide.decode(&bytes).0;
        // The declaration names an encoding that it no longer has.
        let body = text.find("?>").and_then(|end| text.get(end + 2..));
        Ok(body.unwrap_or(&text).as_bytes().to_vec())
    }

    /// The name of the document: by the package's relations, else where Word puts it.
    pub fn document(&mut self) -> Option<String> {
        let named = self
            .relations("")
            .into_values()
            .find(|relation| relation.kind == "officeDocument")
            .map(|relation| relation.part)
            .filter(|part| self.has(part));
        named.or_else(|| {
            let usual = "word/document.xml";
            self.has(usual).then(|| usual.to_owned())
        })
    }

    /// The relations of a part by their ids; of the package itself for an empty name.
    pub fn relations(&mut self, part: &str) -> HashMap<String, Relation> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let parent = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        let xml = self
            .part(&format!("{parent}_rels/{file}.rels"))
            .unwrap_or_default();
        let mut reader = Reader::from_reader(xml.as_slice());
        let mut found = HashMap::new();
        let mut buffer = Vec::new();
        loop {
            match reader.read_event_into(&mut buffer) {
                Ok(Event::Start(tag) | Event::Empty(tag))
                    if tag.local_name().as_ref() == "Relationship" =>
                {
                    let get = |name| attribute(&tag, name).unwrap_or_default();
                    let target = get("Target").replace('\\', "/");
                    let part = match target.strip_prefix('/') {
                        Some(absolute) => absolute.to_owned(),
                        None => inside(&format!("{parent}{target}")),
                    };
                    let kind = get("Type").rsplit('/').next().unwrap_or("").to_owned();
                    found.insert(get("Id"), Relation { kind, part });
                }
                Ok(Event::Eof) | Err(_) => return found,
                Ok(_) => {}
            }
            buffer.clear();
        }
    }
}

/// A path without `.` and `..`.
pub fn inside(path: &str) -> String {
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}
