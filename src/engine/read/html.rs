//! The text of a saved web page: html, and mhtml with the page inside.
//!
//! Readability picks the main text where it holds a whole report; otherwise the whole page is the text, and the parser
//! finds the report between menus and footers, as it does in a pasted page.

use std::collections::HashSet;

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};
use encoding_rs::Encoding;
use mail_parser::{MessageParser, MimeHeaders as _};

use super::encoding::{self, Decoded};
use super::note;

/// The text of a page's bytes, decoded as the page says, or as its bytes look.
pub fn text(bytes: &[u8]) -> Option<Decoded> {
    let declared = declared(bytes)
        .filter(|found| *found != encoding_rs::UTF_8 || std::str::from_utf8(bytes).is_ok());
    let decoded = declared
        .map(|found| {
            let (text, used, _) = found.decode(bytes);
            Decoded {
                bad: text.matches('\u{fffd}').count(),
                text: text.into_owned(),
                name: used.name(),
            }
        })
        .filter(|decoded| decoded.bad == 0)
        .or_else(|| encoding::decode(bytes))?;
    Some(Decoded {
        text: page(&decoded.text),
        ..decoded
    })
}

/// The page inside an mhtml file: its first html part.
pub fn mhtml(bytes: &[u8]) -> Option<Decoded> {
    let message = MessageParser::default().parse(bytes)?;
    let part = message.parts.iter().find(|part| {
        part.content_type()
            .is_some_and(|kind| kind.subtype() == Some("html"))
    })?;
    match &part.body {
        mail_parser::PartType::Html(html) => Some(Decoded {
            text: page(html),
            name: "MHTML",
            bad: html.matches('\u{fffd}').count(),
        }),
        _ => text(part.contents()),
    }
}

/// Whether bytes without another sign are a page.
pub fn is_page(bytes: &[u8]) -> bool {
    if !bytes.iter().take(64).any(|b| *b == b'<') {
        return false;
    }
    let head: Vec<u8> = bytes
        .iter()
        .take(4096)
        .filter(|b| **b != 0)
        .map(u8::to_ascii_lowercase)
        .collect();
    let head = String::from_utf8_lossy(&head);
    let start =
        head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{fffd}');
    start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || start.starts_with('<') && (head.contains("<html") || head.contains("<body"))
        // A piece of a page.
        || ["<p", "<div", "<table", "<section", "<article", "<span", "<h1", "<h2", "<pre"]
            .iter()
            .any(|tag| {
                let rest = start.strip_prefix(tag);
                rest.is_some_and(|rest| rest.starts_with(['>', ' '])) && head.contains("</")
            })
}

/// Whether bytes are a web archive.
pub fn is_mhtml(bytes: &[u8]) -> bool {
    // Its head is ASCII.
    if !bytes.iter().take(32).all(u8::is_ascii) {
        return false;
    }
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(2048)).unwrap_or(bytes))
        .to_ascii_lowercase();
    head.contains("mime-version:") && head.contains("multipart/related")
}

/// The encoding a page declares: `<meta charset="gb2312">`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some(encoding);
    }
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096)).unwrap_or(bytes))
        .to_ascii_lowercase();
    let (_, rest) = head.split_once("charset=")?;
    let label: String = rest
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    Encoding::for_label(label.as_bytes())
}

/// Deeper pages are made to break readers: readability, and still deeper ones the tree, would take too long over them.
const DEEPEST: usize = 400;
const DEEPEST_TREE: usize = 4_000;

/// What a page's head may say in front of its main text.
const TITLE: usize = 80;

fn page(html: &str) -> String {
    if nesting(html) > DEEPEST_TREE {
        return stripped(html);
    }
    let document = Document::from(html);
    // Before readability, which forgets how a page looks.
    remove_hidden(&document);
    let (whole, depth) = walk(&document.root());
    if depth > DEEPEST {
        return whole;
    }
    let config = Config {
        max_elements_to_parse: 50_000,
        ..Config::default()
    };
    let article = Readability::with_document(document, None, Some(config))
        .and_then(|mut reader| reader.parse());
    let Ok(article) = article else {
        return whole;
    };
    let (main, _) = walk(&Document::from(article.content.as_ref()).root());
    // A page cut short would lose goals: the main text must hold nearly all of the page's sentences.
    let sentences = |text: &str| text.matches(['。', '；']).count();
    if sentences(&main) * 20 < sentences(&whole) * 19 || sentences(&main) < 5 {
        return whole;
    }
    let title = article.title.trim();
    let named = title.is_empty()
        || title.chars().count() > TITLE
        || main.chars().take(300).collect::<String>().contains(title);
    if named {
        main
    } else {
        format!("{title}\n{main}")
    }
}

/// The names of the tags of a page in order, without their attributes: `div`, `/div`, and where each ends.
fn tags(html: &str) -> impl Iterator<Item = (usize, usize, &str)> {
    html.match_indices('<').filter_map(|(at, _)| {
        let rest = html.get(at + 1..)?;
        let end = rest.find('>')?;
        let name = rest
            .split(|c: char| c.is_whitespace() || c == '>')
            .next()
            .unwrap_or("");
        Some((at, at + end + 2, name))
    })
}

/// How deep a page nests at most, were every tag closed by its own.
fn nesting(html: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for (_, _, name) in tags(html) {
        if name.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if name.starts_with(|c: char| c.is_ascii_alphabetic())
            && !matches!(
                name.to_ascii_lowercase().as_str(),
                "br" | "img" | "meta" | "link" | "input" | "hr" | "p" | "li" | "td" | "tr"
            )
        {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

/// The text of a page without its tags.
fn stripped(html: &str) -> String {
    let mut out = String::new();
    let mut from = 0;
    for (at, end, _) in tags(html) {
        words(&mut out, html.get(from..at).unwrap_or(""));
        line(&mut out);
        from = from.max(end);
    }
    words(&mut out, html.get(from..).unwrap_or(""));
    out
}

/// The text below a node, a line for each block, and how deep the page nests. Walks without recursion.
fn walk(root: &NodeRef<'_>) -> (String, usize) {
    walk_inside(root, 0)
}

/// Pages inside pages are read this deep.
const DEEPEST_INSIDE: usize = 2;

/// The same, of a page so deep inside others.
fn walk_inside(root: &NodeRef<'_>, inside: usize) -> (String, usize) {
    let mut out = String::new();
    // How many nodes down from a cell with a figure, and from text that stays as it is set.
    let (mut cells, mut verbatim) = (0, 0);
    let mut deepest = 0;
    let mut depth = 0;
    let mut node = root.first_child();
    let mut up: Vec<NodeRef<'_>> = Vec::new();
    while let Some(current) = node {
        let name = current.node_name().map(|name| name.to_ascii_lowercase());
        let name = name.as_deref().unwrap_or("");
        let hidden = matches!(
            name,
            "script" | "style" | "noscript" | "template" | "head" | "select" | "svg" | "iframe"
            // Readings of characters, and what was struck out.
            | "rt" | "rp" | "del" | "s" | "strike"
        ) || name == "sup"
            && note::is_mark(current.text().trim(), out.chars().next_back());
        if current.is_text() {
            if verbatim > 0 {
                out.push_str(&current.text());
            } else {
                words(&mut out, &current.text());
            }
        } else if name == "br" && cells == 0 {
            out.push('\n');
        } else if name == "iframe" && inside < DEEPEST_INSIDE {
            // A page inside the page.
            if let Some(inner) = current.attr("srcdoc") {
                let inner = Document::from(&*inner);
                remove_hidden(&inner);
                let (text, _) = walk_inside(&inner.root(), inside + 1);
                line(&mut out);
                out.push_str(&text);
                line(&mut out);
            }
        }
        let child = current.first_child().filter(|_| !hidden);
        if let Some(child) = child {
            if is_block(name) && cells == 0 {
                line(&mut out);
            }
            cells += usize::from(cells > 0 || is_figure(&current, name));
            verbatim += usize::from(verbatim > 0 || matches!(name, "pre" | "textarea"));
            depth += 1;
            deepest = deepest.max(depth);
            up.push(current);
            node = Some(child);
            continue;
        }
        // Back up to the next sibling, ending the blocks that are done.
        let mut done = current;
        node = loop {
            let name = done.node_name().map(|name| name.to_ascii_lowercase());
            match name.as_deref() {
                Some("td" | "th") => out.push('\t'),
                Some(name) if is_block(name) && cells == 0 => line(&mut out),
                _ => {}
            }
            if let Some(next) = done.next_sibling() {
                break Some(next);
            }
            depth = usize::saturating_sub(depth, 1);
            match up.pop() {
                Some(parent) => done = parent,
                None => break None,
            }
            cells = usize::saturating_sub(cells, 1);
            verbatim = usize::saturating_sub(verbatim, 1);
        };
    }
    let lines: Vec<&str> = out
        .lines()
        .map(|line| line.trim_matches([' ', '\t', '\u{a0}']))
        .filter(|line| !line.is_empty())
        .collect();
    (lines.join("\n"), deepest)
}

/// Removes what a page does not show, by its own style or by the page's sheets.
fn remove_hidden(document: &Document) {
    let root = document.root();
    let mut sheets = String::new();
    let mut shown = 0;
    for node in root.descendants_it() {
        if node.is_text() {
            shown += node.text().len();
        } else if node.node_name().as_deref() == Some("style") {
            sheets.push_str(&node.text());
        }
    }
    let by_sheet = hiding_selectors(&sheets);
    let hidden: Vec<NodeRef<'_>> = root
        .descendants_it()
        .filter(|node| {
            node.is_element()
                && (is_hidden(node)
                    // A large part is shown by a script that does not run here.
                    || is_selected(node, &by_sheet) && node.text().len() * LARGE_PART < shown)
        })
        .collect();
    for node in hidden {
        node.remove_from_parent();
    }
}

/// A part of a page larger than one of so many is not hidden for good.
const LARGE_PART: usize = 5;

/// Whether a page does not show a node, by its own attributes.
fn is_hidden(node: &NodeRef<'_>) -> bool {
    node.has_attr("hidden") || node.attr("style").is_some_and(|style| hides(&style))
}

/// Whether declarations of a style leave nothing to see.
fn hides(declarations: &str) -> bool {
    declarations.split(';').any(|declaration| {
        let own = declaration
            .replace(|c: char| c.is_whitespace(), "")
            .to_ascii_lowercase();
        let own = own.trim_end_matches("!important");
        matches!(
            own,
            "display:none"
                | "visibility:hidden"
                | "font-size:0"
                | "font-size:0px"
                | "font-size:0pt"
        )
    })
}

/// The plain selectors (`.class`, `#id`, `tag.class`) that style sheets hide; rules for print and other media are not
/// looked at.
fn hiding_selectors(sheets: &str) -> HashSet<&str> {
    let mut out = HashSet::new();
    let mut rest = sheets;
    while let Some((prelude, behind)) = rest.split_once('{') {
        let prelude = prelude.rsplit("*/").next().unwrap_or(prelude).trim();
        if prelude.starts_with('@') {
            // Over the rules inside.
            let mut depth = 1usize;
            let end = behind.find(|c: char| {
                depth = match c {
                    '{' => depth + 1,
                    '}' => depth - 1,
                    _ => depth,
                };
                depth == 0
            });
            rest = end.and_then(|end| behind.get(end + 1..)).unwrap_or("");
            continue;
        }
        let (declarations, next) = behind.split_once('}').unwrap_or((behind, ""));
        if hides(declarations) {
            out.extend(prelude.split(',').map(str::trim));
        }
        rest = next;
    }
    out
}

/// Whether one of `selectors` selects a node.
fn is_selected(node: &NodeRef<'_>, selectors: &HashSet<&str>) -> bool {
    if selectors.is_empty() {
        return false;
    }
    let tag = node.node_name();
    let tag = tag.as_deref().unwrap_or("");
    let has = |sign: char, name: &str| {
        let plain = format!("{sign}{name}");
        selectors.contains(plain.as_str()) || selectors.contains(format!("{tag}{plain}").as_str())
    };
    node.id_attr().is_some_and(|id| has('#', &id))
        || node
            .class()
            .is_some_and(|classes| classes.split_whitespace().any(|class| has('.', class)))
}

/// No figure with its words is longer; a cell with more is laid out, and has lines of its own.
const FIGURE: usize = 60;

/// Whether a node is the cell of a table of figures, whose words stand in one line.
fn is_figure(node: &NodeRef<'_>, name: &str) -> bool {
    matches!(name, "td" | "th") && {
        let text = node.text();
        text.chars().count() <= FIGURE && !text.contains('。')
    }
}

/// Text as a page shows it: any run of white space is one space, none between Chinese characters' lines.
fn words(out: &mut String, text: &str) {
    for c in text.chars() {
        if matches!(c, ' ' | '\n' | '\r' | '\t') {
            let gap = out
                .chars()
                .next_back()
                .is_some_and(|c| c.is_ascii_graphic());
            if gap {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
}

fn line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "li"
            | "ul"
            | "ol"
            | "tr"
            | "table"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "nav"
            | "aside"
            | "main"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "blockquote"
            | "pre"
            | "dd"
            | "dt"
            | "body"
            | "title"
            | "form"
            | "center"
    )
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_lines_and_spaces_are_layout() {
        let html = "<html><head><title>题</title><style>p{}</style></head><body><div>一、回顾<p>增长\n   5%。<br>第二段</p></div><table><tr><td>指标</td><td>6%</td></tr></table></body></html>";
        assert_eq!(
            text(html.as_bytes()).unwrap().text,
            "一、回顾\n增长5%。\n第二段\n指标\t6%"
        );
    }

    #[test]
    fn the_declared_encoding_is_used() {
        let html = "<html><head><meta charset=gb2312></head><body><p>各位代表：地区生产总值增长6%。</p></body></html>";
        let bytes = encoding_rs::GBK.encode(html).0;
        let found = text(&bytes).unwrap();
        assert_eq!(
            (found.name, found.text.as_str()),
            ("GBK", "各位代表：地区生产总值增长6%。")
        );
    }

    #[test]
    fn nesting_of_any_depth_is_read() {
        let html = format!("<html><body>{}增长5%。", "<div>".repeat(3_000));
        assert_eq!(text(html.as_bytes()).unwrap().text, "增长5%。");
        let html = format!("<html><body>{}增长5%。", "<div>".repeat(100_000));
        assert_eq!(text(html.as_bytes()).unwrap().text, "增长5%。");
    }

    #[test]
    fn cells_stand_in_a_line_and_readings_and_hidden_words_nowhere() {
        let html = "<html><body><p>地区<ruby>生<rp>(</rp><rt>sheng</rt><rp>)</rp></ruby>产总值增长<del>5%</del>6%。</p><p style='display: none'>隐藏的目标增长9%。</p><table><tr><td><p>居民<br>收入</p></td><td><p>4.8%</p></td></tr></table><iframe srcdoc='<p>页中页</p>'></iframe></body></html>";
        assert_eq!(
            text(html.as_bytes()).unwrap().text,
            "地区生产总值增长6%。\n居民收入\t4.8%\n页中页"
        );
    }

    #[test]
    fn marks_of_notes_and_letters_without_a_size_are_left_out() {
        let page = "<html><body><p>新增托位300<sup>[1]</sup>个，住房5m<sup>2</sup>。<span style=\"font-size: 0\">防抄</span></p></body></html>";
        let found = text(page.as_bytes())
            .map(|found| found.text)
            .unwrap_or_default();
        assert_eq!(found.trim(), "新增托位300个，住房5m2。");
    }

    #[test]
    fn what_a_style_sheet_hides_is_left_out() {
        let sheet = "/* 防抄 */ .copy, #ad{ display : none !important }\n@media print{ .note{display:none} }\n.tab .pane{display:none}\n.body{visibility:hidden}";
        let page = format!(
            "<html><head><style>{sheet}</style></head><body><p>新增托位<span class='a copy'>99</span>300个。</p><p id=ad>新建公园33个。</p><p class=note>新建学校5所。</p><div class=pane>改造小区8个。</div><div class=body>{}</div></body></html>",
            "新建公园7个。".repeat(20)
        );
        let found = text(page.as_bytes())
            .map(|found| found.text)
            .unwrap_or_default();
        let start = "新增托位300个。\n新建学校5所。\n改造小区8个。\n新建公园7个。";
        assert!(found.starts_with(start), "{found}");
        assert!(!found.contains("33"), "{found}");
    }

    #[test]
    fn a_piece_of_a_page_is_one() {
        assert!(is_page("<p>各位代表：</p><p>增长6%。</p>".as_bytes()));
        assert!(!is_page("<六五>计划期间".as_bytes()));
    }

    #[test]
    fn a_web_archive_in_gb2312_is_read() {
        let page = encoding_rs::GBK
            .encode("<html><body><p>地区生产总值增长6%。</p></body></html>")
            .0;
        let head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"X\"\r\n\r\n--X\r\nContent-Type: text/html; charset=\"gb2312\"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";
        let bytes = [head.as_slice(), &page, b"\r\n--X--\r\n"].concat();
        assert!(is_mhtml(&bytes));
        assert_eq!(mhtml(&bytes).unwrap().text.trim(), "地区生产总值增长6%。");
    }
}
