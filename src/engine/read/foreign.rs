//! Formats that are known and not read: what each is, so that the answer can say what to do.

use std::path::Path;

use super::ReadError;

/// What to do with a file of a format that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Remedy {
    /// Save it as docx or PDF in its own program.
    Save,
    /// Unpack it.
    Unpack,
    /// Have its letters recognised.
    Recognise,
}

/// Formats by their first bytes; `at` is where they stand.
const MAGIC: &[(usize, &[u8], &str, Remedy)] = &[
    (0, b"\x89PNG", "PNG", Remedy::Recognise),
    (0, b"\xFF\xD8\xFF", "JPEG", Remedy::Recognise),
    (0, b"GIF8", "GIF", Remedy::Recognise),
    (0, b"II*\0", "TIFF", Remedy::Recognise),
    (0, b"MM\0*", "TIFF", Remedy::Recognise),
    (4, b"ftypheic", "HEIC", Remedy::Recognise),
    (4, b"ftypmif1", "HEIC", Remedy::Recognise),
    (8, b"WEBP", "WebP", Remedy::Recognise),
    (0, b"AT&TFORM", "DjVu", Remedy::Recognise),
    (0, b"Rar!", "RAR", Remedy::Unpack),
    (0, b"7z\xBC\xAF", "7z", Remedy::Unpack),
    (0, b"\x1F\x8B", "gzip", Remedy::Unpack),
    (0, b"BZh", "bzip2", Remedy::Unpack),
    (0, b"\xFD7zXZ\0", "xz", Remedy::Unpack),
    (0, b"(\xB5/\xFD", "Zstandard", Remedy::Unpack),
    (257, b"ustar", "tar", Remedy::Unpack),
    (0, b"CAJ", "CAJ", Remedy::Save),
    (0, b"HN\0\0", "CAJ", Remedy::Save),
    (0, b"Founder CEB", "CEB", Remedy::Save),
    (0, b"SQLite format 3", "SQLite", Remedy::Save),
    (0, b"\x7FELF", "program", Remedy::Save),
    (0, b"MZ", "program", Remedy::Save),
];

/// Formats by the start of the name of a member of their archive.
const MEMBERS: &[(&str, &str)] = &[
    ("ppt/", "PowerPoint"),
    ("xl/workbook.bin", "xlsb"),
    ("index/document.iwa", "Pages"),
    ("index.xml", "Pages"),
    ("index.zip", "Pages"),
    ("meta-inf/container.xml", "EPUB"),
    ("fixeddocseq.fdseq", "XPS"),
    ("fixeddocumentsequence.fdseq", "XPS"),
];

/// How the names of such files end, as they lie in folders with reports.
const ENDINGS: &[&str] = &[
    "7z", "rar", "tar", "gz", "tgz", "bz2", "xz", "zst", "epub", "mobi", "xlsb", "azw3", "pages",
    "ppt", "pptx", "dps", "key", "caj", "nh", "kdh", "ceb", "djvu", "xps", "oxps", "uof", "uot",
    "gw", "gd", "sep", "eml", "msg",
];

/// Pictures, of pages if they are large.
const PICTURES: &[&str] = &["jpg", "jpeg", "png", "tif", "tiff", "bmp", "heic", "webp"];

/// A picture of a page has at least so many bytes; smaller ones are marks and icons.
const PAGE: u64 = 100 << 10;

fn refused(kind: &'static str, remedy: Remedy) -> ReadError {
    match remedy {
        Remedy::Save => ReadError::Unsupported { kind },
        Remedy::Unpack => ReadError::Packed { kind },
        Remedy::Recognise => ReadError::Picture { kind },
    }
}

/// What to say of bytes that begin like a format that is not read.
pub fn by_bytes(bytes: &[u8]) -> Option<ReadError> {
    // A picture for Windows begins with two letters that a text may begin with too.
    let bitmap = bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]);
    if bitmap {
        return Some(refused("BMP", Remedy::Recognise));
    }
    MAGIC
        .iter()
        .find(|(at, magic, ..)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(magic)))
        .map(|(.., kind, remedy)| refused(kind, *remedy))
}

/// What to say of an archive with these members.
pub fn by_members<'a>(names: impl Iterator<Item = &'a str>) -> Option<ReadError> {
    names.into_iter().find_map(|name| {
        let name = name.to_lowercase();
        let own = MEMBERS.iter().find(|(member, _)| name.starts_with(member));
        own.map(|(_, kind)| refused(kind, Remedy::Save))
    })
}

/// Whether a file in a folder is listed, so that it is said why it is not read: by its ending, pictures only if they
/// may be of pages. `size` is in bytes.
pub fn is_listed(path: &Path, size: Option<u64>) -> bool {
    let ending = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    ENDINGS.contains(&ending.as_str())
        || PICTURES.contains(&ending.as_str()) && size.is_some_and(|size| size >= PAGE)
}

#[cfg(test)]
#[allow(clippy::panic, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_told_by_its_bytes_or_members() {
        let said = |bytes: &[u8]| {
            by_bytes(bytes)
                .map(|error| error.to_string())
                .unwrap_or_default()
        };
        assert!(said(b"7z\xBC\xAF\x27\x1C").contains("unpack"));
        assert!(said(b"\xFF\xD8\xFF\xE0").contains("recognition"));
        assert!(said(b"BM\0\0\0\0\0\0\0\0").contains("BMP"));
        assert_eq!(said("BM县工作报告，各位代表".as_bytes()), "");
        let names = ["mimetype", "META-INF/container.xml"];
        let error = by_members(names.into_iter()).map(|error| error.to_string());
        assert!(error.unwrap_or_default().contains("EPUB"));
    }

    #[test]
    fn icons_are_not_listed() {
        assert!(is_listed(Path::new("扫描.JPG"), Some(400_000)));
        assert!(!is_listed(Path::new("icon.png"), Some(4_000)));
        assert!(is_listed(Path::new("报告.caj"), None));
        assert!(!is_listed(Path::new("a.rs"), Some(1)));
    }
}
