//! The text of an OpenDocument text (odt): paragraphs, headings, tables in reading order; notes and deleted text left out.

use quick_xml::Reader;
use quick_xml::events::Event;

/// The text of `content.xml`.
pub fn text(xml: &[u8]) -> Result<String, quick_xml::Error> {
    let mut reader = Reader::from_reader(xml);
    let mut out = String::new();
    let mut buffer = Vec::new();
    // Depths: inside paragraphs there is text, inside notes and deletions there is none to show.
    let (mut paragraphs, mut muted, mut cells) = (0usize, 0usize, 0usize);
    loop {
        let event = reader.read_event_into(&mut buffer)?;
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let closed = matches!(event, Event::Empty(_));
                match tag.local_name().as_ref() {
                    "note" | "annotation" | "tracked-changes" | "desc" | "title" if !closed => {
                        muted += 1;
                    }
                    "p" | "h" if closed => end_paragraph(&mut out, cells),
                    "p" | "h" => paragraphs += 1,
                    "table-cell" if !closed => cells += 1,
                    "line-break" if muted == 0 => out.push(if cells > 0 { ' ' } else { '\n' }),
                    "s" | "tab" if muted == 0 => out.push(' '),
                    _ => {}
                }
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                "note" | "annotation" | "tracked-changes" | "desc" | "title" => {
                    muted = muted.saturating_sub(1);
                }
                "p" | "h" => {
                    paragraphs = paragraphs.saturating_sub(1);
                    if muted == 0 {
                        end_paragraph(&mut out, cells);
                    }
                }
                "table-cell" => {
                    cells = cells.saturating_sub(1);
                    out.truncate(out.trim_end_matches(' ').len());
                    out.push('\t');
                }
                "table-row" => {
                    out.truncate(out.trim_end_matches('\t').len());
                    out.push('\n');
                }
                _ => {}
            },
            Event::Text(text) if paragraphs > 0 && muted == 0 => {
                let text: &str = text;
                out.push_str(text);
            }
            Event::GeneralRef(name) if paragraphs > 0 && muted == 0 => {
                out.push_str(&super::docx::resolved(name));
            }
            Event::Eof => return Ok(out),
            _ => {}
        }
        buffer.clear();
    }
}

/// Paragraphs end lines, in a cell they are parted by a space.
fn end_paragraph(out: &mut String, cells: usize) {
    out.push(if cells > 0 { ' ' } else { '\n' });
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
    fn paragraphs_tables_and_notes() {
        let xml = "<office:text><text:h>一、回顾</text:h><text:p>增长<text:note><text:p>注</text:p></text:note>5%<text:s/>。</text:p><table:table><table:table-row><table:table-cell><text:p>指标</text:p></table:table-cell><table:table-cell><text:p>6%</text:p></table:table-cell></table:table-row></table:table></office:text>";
        assert_eq!(
            text(xml.as_bytes()).unwrap(),
            "一、回顾\n增长5% 。\n指标\t6%\n"
        );
    }
}
