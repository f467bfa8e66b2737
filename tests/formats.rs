//! The same report in every format and encoding is read alike; whatever else a file may hold ends in a clear answer.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

mod common;

use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use duizhao::engine;
use duizhao::engine::read::{self, ReadError};
use duizhao::model::analysed::AnalysedFile;
use duizhao::model::notice::Notice;
use duizhao::model::source::FileKind;
use zip::write::SimpleFileOptions;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

fn sample() -> &'static str {
    common::samples()[2].1
}

fn open(path: &Path) -> AnalysedFile {
    let source = read::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    engine::analyse(source, "")
}

fn of_bytes(bytes: &[u8]) -> AnalysedFile {
    engine::analyse(read::read_bytes(bytes).unwrap(), "")
}

/// What a report states, without the places, which differ with the lines of a format.
fn stated(file: &AnalysedFile) -> Vec<String> {
    assert_eq!(file.reports.len(), 1);
    let report = &file.reports[0];
    let meta = &report.report.meta;
    let head = format!(
        "{:?} {:?} {:?}",
        meta.region, meta.plan_year, meta.delivered
    );
    let items = report.found.items.iter().map(|item| {
        format!(
            "{:?} {} {} {:?} {:?} {:?} {:?}",
            item.kind,
            item.quote.split_whitespace().collect::<String>(),
            item.indicator,
            item.value
                .as_ref()
                .map(|v| (v.low, v.high, v.unit.clone(), v.bound)),
            item.measure,
            item.force,
            item.period,
        )
    });
    std::iter::once(head).chain(items).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_format_states_the_same() {
    let plain = of_bytes(sample().as_bytes());
    for name in [
        "report.docx",
        "numbered.docx",
        "report.doc",
        "report.rtf",
        "report.odt",
        "report.html",
        "page.html",
        "page.mhtml",
        "rows.xlsx",
        "rows.xls",
        "rows.ods",
        "office.pdf",
        "stsong.pdf",
        "columns.pdf",
        "heads.pdf",
        "notes.pdf",
        "table.pdf",
        "gbkeuc.pdf",
        "gbk2k.pdf",
        "ucs2.pdf",
        "winansi.pdf",
        "empty-password.pdf",
    ] {
        let file = open(&fixture(name));
        assert_eq!(stated(&file), stated(&plain), "{name}");
        for item in file.reports.iter().flat_map(|report| &report.found.items) {
            let slice = file.offsets.slice(&file.source.text, item.span);
            assert_eq!(slice, &*item.quote, "{name}");
        }
        if file.source.kind == FileKind::Pdf {
            // The notes stand behind the text.
            let text = letters(&file.source.text);
            assert!(text.starts_with(&letters(sample())), "{name}");
        }
    }
}

/// The sample with its lines cut at so many columns, where a character is two wide.
fn wrapped(columns: usize) -> String {
    let mut out = String::new();
    for line in sample().lines() {
        let mut at = 0;
        for c in line.chars() {
            let wide = if c.is_ascii() { 1 } else { 2 };
            if at + wide > columns {
                out.push('\n');
                at = 0;
            }
            out.push(c);
            at += wide;
        }
        out.push('\n');
    }
    out
}

/// The sample as pages of an OFD: lines of 28 characters, the first of a paragraph indented by two.
fn ofd() -> Vec<u8> {
    let mut lines: Vec<(f64, String)> = Vec::new();
    for paragraph in sample().lines().filter(|line| !line.trim().is_empty()) {
        let chars: Vec<char> = paragraph.trim().chars().collect();
        let (first, rest) = chars.split_at(chars.len().min(26));
        lines.push((39.2, first.iter().collect()));
        lines.extend(rest.chunks(28).map(|line| (28.0, line.iter().collect())));
    }
    let pages: Vec<String> = lines
        .chunks(22)
        .map(|page| {
            let mut out = String::new();
            for (at, (x, text)) in page.iter().enumerate() {
                let steps = vec!["5.6"; text.chars().count() - 1].join(" ");
                let text = text.replace('&', "&amp;").replace('<', "&lt;");
                let _ = write!(out, "<TextObject Boundary=\"{x} {} 170 8\" Size=\"5.6\"><TextCode X=\"0\" Y=\"6\" DeltaX=\"{steps}\">{text}</TextCode></TextObject>", 30 + at * 10);
            }
            format!("<Page><Content><Layer>{out}</Layer></Content></Page>")
        })
        .collect();
    let names: Vec<String> = (0..pages.len())
        .map(|at| format!("Doc_0/P{at}.xml"))
        .collect();
    let list: String = (0..pages.len()).fold(String::new(), |list, at| {
        list + &format!("<Page BaseLoc=\"P{at}.xml\"/>")
    });
    let document = format!("<Document><Pages>{list}</Pages></Document>");
    let root = "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>";
    let mut parts = vec![
        ("OFD.xml", root.as_bytes()),
        ("Doc_0/Document.xml", document.as_bytes()),
    ];
    parts.extend(
        names
            .iter()
            .map(String::as_str)
            .zip(pages.iter().map(String::as_bytes)),
    );
    packed(&parts)
}

#[test]
fn forms_without_a_file_of_their_own_state_the_same() {
    let plain = of_bytes(sample().as_bytes());
    let markdown: String = sample().lines().fold(String::new(), |text, line| {
        let heading = line.starts_with(['一', '二', '三']) && line.contains('、');
        text + if heading { "## " } else { "" }
            + &line.replace("地区生产总值", "**地区生产总值**")
            + "\n"
    });
    let mut forms = vec![
        ("md".to_owned(), markdown.into_bytes()),
        ("ofd".to_owned(), ofd()),
    ];
    for columns in [24, 38, 56, 76] {
        forms.push((format!("{columns} columns"), wrapped(columns).into_bytes()));
    }
    for (name, bytes) in forms {
        let file = of_bytes(&bytes);
        let words = |file: &AnalysedFile| -> Vec<String> {
            stated(file)
                .iter()
                .map(|item| item.replace("**", ""))
                .collect()
        };
        assert_eq!(words(&file), words(&plain), "{name}");
    }
}

/// Numbers that the program counts, a change, notes, a box, merged cells, hidden text and a raised mark, as LibreOffice
/// writes them in each format.
#[test]
fn office_formats_have_the_same_text() {
    let expected = "云泽县2026年政府工作报告\n各位代表：\n一、2025年工作回顾\n全县地区生产总值增长5.4%，粮食总产量\t12.6亿斤。\n二、2026年主要目标\n今年的主要预期目标是：地区生产总值增长6%左右，城镇新增就业4500人以上，居民消费价格涨幅2%左右，研发投入强度提高到2.5%。\n附表说明。\n单位：亿元\n主要指标\t2026年目标\n收入\t城镇居民人均可支配收入\t增长5%\n\t农村居民人均可支配收入\t增长6%\n三、2026年重点工作\n（一）扩大有效需求。实施重点项目30个以上。\n（二）培育企业。新增规上工业企业12户。\n各位代表！让我们携手前行！\n注释：\n就业按登记人数计算，上年为4.4千人。\n";
    for name in ["rich.docx", "rich.doc", "rich.rtf", "rich.odt"] {
        assert_eq!(open(&fixture(name)).source.text, expected, "{name}");
    }
}

#[test]
fn what_lies_in_a_folder_and_is_not_read_is_listed() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    write("a.txt", sample().as_bytes());
    write("b.7z", b"7z\xBC\xAF\x27\x1C");
    write(
        "c.jpg",
        &[b"\xFF\xD8\xFF\xE0".to_vec(), vec![0; 200_000]].concat(),
    );
    write("icon.png", b"\x89PNG");
    write("d.pages", &zipped("Index/Document.iwa", b"x"));
    write("notes.rs", b"fn main() {}");
    let said: Vec<String> = read::files(folder.path())
        .unwrap()
        .iter()
        .map(|path| match read::read(path) {
            Ok(_) => "read".to_owned(),
            Err(error) => error.to_string(),
        })
        .collect();
    assert_eq!(said.len(), 4, "{said:?}");
    for (said, part) in said
        .iter()
        .zip(["read", "unpack it", "recognition", "Pages"])
    {
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn every_encoding_and_line_end_states_the_same() {
    let plain = stated(&of_bytes(sample().as_bytes()));
    let units = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        sample().encode_utf16().flat_map(order).collect()
    };
    let (little, big) = (units(u16::to_le_bytes), units(u16::to_be_bytes));
    let gbk = encoding_rs::GB18030.encode(sample()).0.into_owned();
    let csv = format!("地区,年份,正文\n云溪市,2026,\"{}\"\n", sample());
    let line = serde_json::json!({"region": "云溪市", "year": 2026, "text": sample()}).to_string();
    for (name, bytes) in [
        ("GB18030", gbk),
        (
            "UTF-8 with a mark",
            [b"\xEF\xBB\xBF", sample().as_bytes()].concat(),
        ),
        ("UTF-16LE", little.clone()),
        ("UTF-16BE", big.clone()),
        (
            "UTF-16LE with a mark",
            [b"\xFF\xFE".as_slice(), &little].concat(),
        ),
        (
            "UTF-16BE with a mark",
            [b"\xFE\xFF".as_slice(), &big].concat(),
        ),
        ("CRLF", sample().replace('\n', "\r\n").into_bytes()),
        ("CR", sample().replace('\n', "\r").into_bytes()),
        ("U+2028", sample().replace('\n', "\u{2028}").into_bytes()),
        ("csv", csv.into_bytes()),
        ("jsonl", format!("{line}\n{line}\n").into_bytes()),
        ("json", format!("[{line}]").into_bytes()),
    ] {
        let mut file = of_bytes(&bytes);
        file.reports.truncate(1);
        assert_eq!(stated(&file), plain, "{name}");
    }
}

#[test]
fn archives_are_folders() {
    let found = read::files(&fixture("names.zip")).unwrap();
    let names: Vec<String> = found
        .iter()
        .map(|path| {
            path.to_string_lossy()
                .split_once("names.zip")
                .unwrap()
                .1
                .to_owned()
        })
        .collect();
    assert_eq!(names, ["!/inner.zip!/a.txt", "!/报告/云溪市2026.txt"]);
    let plain = stated(&of_bytes(sample().as_bytes()));
    for path in found {
        assert_eq!(stated(&open(&path)), plain);
    }
}

fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    packed(&[(name, bytes)])
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn footnotes_stand_behind_the_text() {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let body: String = sample().lines().map(paragraph).collect();
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let notes = format!(
        "<w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:id=\"2\">{}</w:footnote></w:footnotes>",
        paragraph("地区生产总值增长99%：一个地区的总产出。")
    );
    let file = of_bytes(&packed(&[
        ("word/document.xml", document.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
    ]));
    assert!(
        file.source
            .text
            .ends_with("\n注释：\n地区生产总值增长99%：一个地区的总产出。\n")
    );
    // In no report and no list.
    assert_eq!(stated(&file), stated(&of_bytes(sample().as_bytes())));
}

#[test]
fn damaged_and_foreign_bytes_are_named() {
    let docx = |xml: &str| zipped("word/document.xml", xml.as_bytes());
    let laughs = docx(
        "<!DOCTYPE d [<!ENTITY a \"哈哈哈哈\"><!ENTITY b \"&a;&a;&a;&a;\">]><w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>&b;&x;</w:t></w:r></w:p></w:body></w:document>",
    );
    // Nothing is fetched for an entity that points elsewhere.
    let outside = docx(
        "<!DOCTYPE d [<!ENTITY f SYSTEM \"file:///etc/hostname\"><!ENTITY h SYSTEM \"http://localhost/x\">]><w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>增长5%。&f;&h;</w:t></w:r></w:p></w:body></w:document>",
    );
    let pdf = std::fs::read(fixture("stsong.pdf")).unwrap();
    let looped = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 1 /Kids [2 0 R] >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n".to_vec();
    for (name, bytes, expected) in [
        ("nothing", Vec::new(), "Empty"),
        ("one byte", b"\x00".to_vec(), "NotText"),
        ("a space", b" ".to_vec(), "Empty"),
        ("NUL bytes", vec![0; 5_000], "NotText"),
        ("broken zip", b"PK\x03\x04 and no more".to_vec(), "Damaged"),
        ("a zip without a document", zipped("a.txt", b"x"), "Damaged"),
        ("billion laughs", laughs, "Empty"),
        ("a foreign entity", outside, "Ok \"增长5%。"),
        ("cut xml", docx("<w:document><w:body><w:p>"), "Empty"),
        (
            "empty doc",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(),
            "Damaged",
        ),
        ("cut pdf", pdf[..600].to_vec(), "Damaged"),
        ("pages in a loop", looped, "Damaged"),
        ("picture", b"\xFF\xD8\xFF\xE0 JFIF".to_vec(), "Picture"),
        ("archive", b"7z\xBC\xAF\x27\x1C".to_vec(), "Packed"),
        (
            "a book",
            zipped("META-INF/container.xml", b"<a/>"),
            "Unsupported",
        ),
    ] {
        let found = match read::read_bytes(&bytes) {
            Ok(source) => format!("Ok {:?}", source.text),
            Err(error) => format!("{error:?}"),
        };
        assert!(found.starts_with(expected), "{name}: {found}");
    }
    let scan = read::read(&fixture("scan.pdf")).unwrap_err();
    assert!(matches!(scan, ReadError::Scan { pages: 3 }), "{scan:?}");
    let locked = read::read(&fixture("locked.pdf")).unwrap_err();
    assert!(
        matches!(locked, ReadError::Encrypted { kind: "PDF" }),
        "{locked:?}"
    );
}

#[test]
fn what_is_too_much_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let large = folder.path().join("大.txt");
    std::fs::File::create(&large)
        .unwrap()
        .set_len(300 << 20)
        .unwrap();
    assert!(matches!(
        read::read(&large),
        Err(ReadError::TooLarge { megabytes: 300 })
    ));
    // 257 MB of zeros packed into a quarter of a megabyte.
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default())
        .unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..257 {
        zip.write_all(&zeros).unwrap();
    }
    let bomb = zip.finish().unwrap().into_inner();
    assert!(matches!(read::read_bytes(&bomb), Err(ReadError::Bomb)));
}

#[test]
fn long_and_deep_documents_are_read() {
    let started = Instant::now();
    let paragraph = "<w:p><w:r><w:t>新建学校3所。</w:t></w:r></w:p>";
    let docx = zipped(
        "word/document.xml",
        format!(
            "<w:document xmlns:w=\"w\"><w:body>{}</w:body></w:document>",
            paragraph.repeat(100_000)
        )
        .as_bytes(),
    );
    assert_eq!(
        read::read_bytes(&docx).unwrap().text.lines().count(),
        100_000
    );
    let deep = format!("<html><body>{}增长5%。", "<div>".repeat(100_000));
    assert_eq!(read::read_bytes(deep.as_bytes()).unwrap().text, "增长5%。");
    let rtf = format!("{{\\rtf1 {}abc", "{".repeat(100_000));
    assert_eq!(read::read_bytes(rtf.as_bytes()).unwrap().text, "abc");
    assert!(started.elapsed() < Duration::from_mins(1), "a hang");
}

#[cfg(unix)]
#[test]
fn strange_paths_and_things_that_are_no_files() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    let long = "报".repeat(80);
    let nested = folder.path().join("报告 2026 📄").join(&long);
    std::fs::create_dir_all(&nested).unwrap();
    std::fs::write(nested.join("云溪市.txt"), sample()).unwrap();
    // Some systems refuse names that are not UTF-8; where they are allowed they open.
    let odd = nested.join(std::ffi::OsStr::from_bytes(b"\xB1\xA8\xB8\xE6.txt"));
    let odd = std::fs::write(&odd, sample()).is_ok();
    std::os::unix::fs::symlink(folder.path(), nested.join("loop")).unwrap();
    let pipe = nested.join("pipe.txt");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    let found = read::files(folder.path()).unwrap();
    assert_eq!(found.len(), 1 + usize::from(odd), "{found:?}");
    for path in &found {
        assert_eq!(open(path).reports.len(), 1);
    }
    if made.is_ok_and(|status| status.success()) {
        assert!(matches!(read::read(&pipe), Err(ReadError::NotFile)));
    }
    assert!(matches!(read::read(folder.path()), Err(ReadError::NotFile)));
    std::fs::remove_file(&found[0]).unwrap();
    assert!(matches!(read::read(&found[0]), Err(ReadError::Missing)));
}

/// The parts of an archive.
fn parts(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).ok()?;
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).ok()?;
            Some((part.name().ok()?.into_owned(), bytes))
        })
        .collect()
}

/// Bytes changed, cut, doubled and left out at some places.
fn damaged(whole: &[u8], next: &mut impl FnMut(usize) -> usize) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for _ in 0..=next(20) {
        if bytes.is_empty() {
            break;
        }
        let at = next(bytes.len());
        let end = (at + next(64)).min(bytes.len());
        match next(4) {
            0 => bytes[at] = next(256) as u8,
            1 if next(4) == 0 => bytes.truncate(at.max(8)),
            2 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            _ => {
                bytes.drain(at..end);
            }
        }
    }
    bytes
}

/// Files with bytes changed, cut and doubled end in a text or an error, never in a panic. The seeds are fixed.
#[test]
fn changed_files_never_panic() {
    let names = [
        "report.docx",
        "report.doc",
        "report.rtf",
        "report.odt",
        "rich.docx",
        "rich.doc",
        "rich.rtf",
        "rich.odt",
        "page.html",
        "page.mhtml",
        "rows.xlsx",
        "rows.xls",
        "rows.ods",
        "office.pdf",
        "gbkeuc.pdf",
        "winansi.pdf",
        "empty-password.pdf",
        "notes.pdf",
        "table.pdf",
        "sample.ofd",
        "names.zip",
        "plain.txt",
        "gbk.txt",
        "rows.csv",
        "rows.json",
    ];
    let folder = tempfile::tempdir().unwrap();
    // Longer on request: so many seconds for each of these files.
    let seconds = std::env::var("FUZZ_SECONDS").ok();
    let seconds: Option<u64> = seconds.and_then(|n| n.parse().ok());
    let chosen = std::env::var("FUZZ_FILES").unwrap_or_default();
    for name in names {
        if !chosen.is_empty() && !chosen.split(',').any(|own| own == name) {
            continue;
        }
        let whole = match name {
            "sample.ofd" => ofd(),
            "plain.txt" => sample().as_bytes().to_vec(),
            "gbk.txt" => encoding_rs::GB18030.encode(sample()).0.into_owned(),
            "rows.csv" => format!("地区,年份,正文\n云溪市,2026,\"{}\"\n", sample()).into_bytes(),
            "rows.json" => serde_json::json!([{ "region": "云溪市", "text": sample() }])
                .to_string()
                .into_bytes(),
            _ => std::fs::read(fixture(name)).unwrap(),
        };
        let until = seconds.map(|n| Instant::now() + Duration::from_secs(n));
        for round in 0_u64.. {
            if until.map_or(round >= 12, |until| Instant::now() > until) {
                break;
            }
            let mut state = round.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ whole.len() as u64;
            let mut next = |below: usize| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                (state % below.max(1) as u64) as usize
            };
            // Half of the time what is inside an archive: outside it only the checksum breaks.
            let bytes = match parts(&whole) {
                Some(mut parts) if next(2) == 0 => {
                    let at = next(parts.len());
                    parts[at].1 = damaged(&parts[at].1, &mut next);
                    let parts: Vec<(&str, &[u8])> = parts
                        .iter()
                        .map(|(n, b)| (n.as_str(), b.as_slice()))
                        .collect();
                    packed(&parts)
                }
                _ => damaged(&whole, &mut next),
            };
            if name == "names.zip" {
                // Archives of reports are read by their path.
                let path = folder.path().join(name);
                std::fs::write(&path, &bytes).unwrap();
                for inside in read::files(&path).unwrap_or_default() {
                    if let Ok(source) = read::read(&inside) {
                        engine::analyse(source, name);
                    }
                }
            } else if let Ok(source) = read::read_bytes(&bytes) {
                engine::analyse(source, name);
            }
        }
    }
}

#[test]
fn text_saved_in_the_wrong_encoding_is_put_right() {
    let plain = stated(&of_bytes(sample().as_bytes()));
    let western = |bytes: &[u8]| {
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
        text.into_owned().into_bytes()
    };
    for bytes in [
        western(&encoding_rs::GB18030.encode(sample()).0),
        western(sample().as_bytes()),
    ] {
        let file = of_bytes(&bytes);
        assert_eq!(stated(&file), plain);
        assert!(file.source.notices.contains(&Notice::Repaired));
    }
}

#[test]
fn half_lost_characters_are_told_and_guessed_on_request() {
    use duizhao::model::fix::Fix;
    let sound = sample().replace("，", "。");
    let text = format!("{sound}各项事业进步?!笆奈濉逼诩");
    let text = format!("{text}?。“十四五”期间。");
    let plain = read::read_bytes(text.as_bytes()).unwrap();
    assert_eq!(plain.text, text);
    assert_eq!(plain.notices, [Notice::HalfLost { count: 1 }]);
    let fix = Fix {
        mend: true,
        ..Fix::default()
    };
    let mended = read::read_bytes_fixed(text.as_bytes(), &fix).unwrap();
    assert_eq!(mended.notices, [Notice::Mended { count: 1 }]);
    assert!(mended.text.contains("进步。“十四五”期"), "{}", mended.text);
}

#[test]
fn a_sheet_with_a_cell_far_out_or_nowhere_is_read_or_refused() {
    let whole = std::fs::read(fixture("rows.xlsx")).unwrap();
    let moved = |from: &str, to: &str| {
        let mut parts = parts(&whole).unwrap();
        let sheet = parts
            .iter_mut()
            .find(|(name, _)| name.contains("sheet1.xml"))
            .unwrap();
        let text = String::from_utf8(sheet.1.clone()).unwrap();
        assert!(text.contains(from), "{text}");
        sheet.1 = text.replace(from, to).into_bytes();
        let parts: Vec<(&str, &[u8])> = parts
            .iter()
            .map(|(n, b)| (n.as_str(), b.as_slice()))
            .collect();
        read::read_bytes(&packed(&parts))
    };
    // Seventeen thousand million cells between the first and the last.
    let far = moved("r=\"A1\"", "r=\"XFD1048576\"").unwrap();
    assert!(far.text.contains("报告"), "{}", far.text);
    assert!(moved("r=\"A1\"", "r=\"ZZZZZZZZZZZZZZZ1\"").is_err());
}

#[test]
fn pages_without_text_are_counted() {
    // A page of text and three of pictures would say so; a file of text says nothing.
    let file = open(&fixture("stsong.pdf"));
    let quiet = file.source.notices.iter().all(|n| {
        !matches!(
            n,
            Notice::PagesWithoutText { .. } | Notice::PagesGarbled { .. }
        )
    });
    assert!(quiet);
}

#[test]
fn a_table_stays_one_in_the_encoding_and_by_the_columns_chosen() {
    use duizhao::model::fix::{Columns, Fix};
    let body = common::report("地区生产总值增长5%。", "新建学校3所。")
        .replace("2026年云溪市政府工作报告\n", "");
    let body = body.repeat(2).replace('\n', "");
    let table = format!("单位,时间,正文\n咸阳市,2024,\"{body}\"\n渭南市,2023,\"{body}\"\n");
    let bytes = encoding_rs::GB18030.encode(&table).0.into_owned();
    let found = read::read_bytes(&bytes).unwrap();
    let (heads, guessed) = found.columns.unwrap();
    assert_eq!((heads.len(), guessed.text, guessed.region), (3, 2, None));
    let fix = Fix {
        encoding: Some("gb18030".to_owned()),
        columns: Some(Columns {
            region: Some(0),
            year: Some(1),
            ..guessed
        }),
        ..Fix::default()
    };
    let found = read::read_bytes_fixed(&bytes, &fix).unwrap();
    assert_eq!(found.kind.word(), "csv");
    assert!(found.text.starts_with("2024年咸阳市政府工作报告\n"));
}
