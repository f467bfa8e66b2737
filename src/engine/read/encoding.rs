//! Bytes to text: by byte order mark, as UTF-8, as UTF-16 by its pattern, else by chardetng's guess.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::mojibake;

/// A decoded text.
#[derive(Debug)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding's usual name.
    pub name: &'static str,
    /// How many characters did not fit it.
    pub bad: usize,
}

/// The name of a file whose lines are in two encodings.
const MIXED: &str = "UTF-8 + gb18030";

/// Files are padded with at least so many zeros.
const PADDING: usize = 16;

/// Decodes `bytes`, or `None` when they are no text.
pub fn decode(bytes: &[u8]) -> Option<Decoded> {
    // A disk's block filled up with zeros; the last of two bytes may be one of its own.
    let zeros = bytes.iter().rev().take_while(|b| **b == 0).count();
    if zeros >= PADDING && zeros < bytes.len() {
        let end = (bytes.len() - zeros).next_multiple_of(2);
        let text = bytes.get(..end).unwrap_or(bytes);
        let text = text
            .strip_suffix(b"\0")
            .filter(|text| !text.contains(&0))
            .unwrap_or(text);
        return decode(text);
    }
    if let Some(text) = utf32(bytes) {
        return Some(Decoded {
            bad: text.matches('\u{fffd}').count(),
            text,
            name: "UTF-32",
        });
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return finish(encoding, bytes.get(mark..)?);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        if let Some(text) = hz(text) {
            return Some(Decoded {
                bad: text.matches('\u{fffd}').count(),
                text,
                name: "HZ-GB-2312",
            });
        }
        let text = if text.contains('\0') && chinese(text) {
            text.replace('\0', "")
        } else {
            text.to_owned()
        };
        return (!binary(&text)).then_some(Decoded {
            text,
            name: "UTF-8",
            bad: 0,
        });
    }
    if let Some(encoding) = utf16(bytes) {
        return finish(encoding, bytes);
    }
    if let Some(text) = mixed(bytes) {
        return Some(Decoded {
            text,
            name: MIXED,
            bad: 0,
        });
    }
    // A few bytes are wrong, or the last character is cut: still UTF-8.
    let found = finish(UTF_8, bytes);
    if let Some(found) = found.filter(|f| f.bad * 100 <= f.text.chars().count() && chinese(&f.text))
    {
        return Some(found);
    }
    if bytes.iter().take(4096).filter(|b| **b == 0).count() > 4 {
        // Zeros strewn over a text; half of the bytes are some other encoding or none.
        let rest: Vec<u8> = bytes.iter().copied().filter(|b| *b != 0).collect();
        let few = (bytes.len() - rest.len()) * 10 < bytes.len();
        return decode(&rest).filter(|found| few && found.bad == 0 && chinese(&found.text));
    }
    // Nearly all files that are not UTF-8 are GBK, and say so by their commonest characters; the detector is thorough
    // and slow.
    let head = bytes.get(..bytes.len().min(6_000)).unwrap_or(bytes);
    let (sample, _) = GB18030.decode_without_bom_handling(head);
    if mojibake::common(&sample) * 25 > sample.chars().count()
        && let Some(found) = finish(GB18030, bytes).filter(|found| found.bad == 0)
    {
        return Some(found);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // The first megabyte decides; a cut inside a character does no harm to a guess.
    detector.feed(
        bytes.get(..bytes.len().min(1 << 20))?,
        bytes.len() <= 1 << 20,
    );
    let guess = detector.guess(None, Utf8Detection::Allow);
    let guess = if guess == encoding_rs::GBK {
        GB18030
    } else {
        guess
    };
    let mut best: Option<Decoded> = None;
    for encoding in [guess, GB18030, BIG5, UTF_8] {
        let Some(found) = finish(encoding, bytes) else {
            continue;
        };
        if found.bad == 0 && chinese(&found.text) {
            return Some(found);
        }
        if best.as_ref().is_none_or(|best| found.bad < best.bad) {
            best = Some(found);
        }
    }
    // A few bad characters are a damaged text, many are no text at all.
    best.filter(|found| found.bad * 20 <= found.text.chars().count() && !binary(&found.text))
}

/// A file put together from two: some lines are UTF-8, the others GBK, and both are Chinese.
fn mixed(bytes: &[u8]) -> Option<String> {
    let mut out = String::with_capacity(bytes.len());
    let (mut first, mut second) = (String::new(), String::new());
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        if let Ok(text) = std::str::from_utf8(line) {
            out.push_str(text);
            if !text.is_ascii() {
                first.push_str(text);
            }
        } else {
            let (text, bad) = GB18030.decode_without_bom_handling(line);
            if bad {
                return None;
            }
            out.push_str(&text);
            second.push_str(&text);
        }
    }
    let sound = |text: &str| mojibake::common(text) * 25 > text.chars().count();
    (sound(&first) && sound(&second)).then_some(out)
}

/// UTF-32, by its mark or by its zeros.
fn utf32(bytes: &[u8]) -> Option<String> {
    let little = match bytes.get(..4)? {
        [0xFF, 0xFE, 0, 0] | [_, _, 0, 0] => true,
        [0, 0, 0xFE, 0xFF] | [0, 0, _, _] => false,
        _ => return None,
    };
    let (words, rest) = bytes.as_chunks::<4>();
    let read = |word: &[u8; 4]| {
        let code = if little {
            u32::from_le_bytes(*word)
        } else {
            u32::from_be_bytes(*word)
        };
        char::from_u32(code)
    };
    let sound = words
        .iter()
        .take(200)
        .all(|word| read(word).is_some_and(|c| c != '\0'));
    (sound && rest.is_empty() && words.len() > 8).then(|| {
        let chars = words.iter().map(|word| read(word).unwrap_or('\u{fffd}'));
        chars.filter(|c| *c != '\u{feff}').collect()
    })
}

/// HZ (RFC 1843): Chinese between ~{ and ~}, in seven bits. `None` for any other text.
fn hz(text: &str) -> Option<String> {
    if !text.is_ascii() || !text.contains("~{") || !text.contains("~}") {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((plain, behind)) = rest.split_once('~') {
        out.push_str(plain);
        if let Some(inside) = behind.strip_prefix('{') {
            let (inside, after) = inside.split_once("~}").unwrap_or((inside, ""));
            let bytes: Vec<u8> = inside
                .bytes()
                .filter(|b| !b.is_ascii_control())
                .map(|b| b | 0x80)
                .collect();
            out.push_str(&GB18030.decode_without_bom_handling(&bytes).0);
            rest = after;
        } else if let Some(after) = behind.strip_prefix('~') {
            out.push('~');
            rest = after;
        } else {
            // A line end behind ~ is layout.
            rest = behind.strip_prefix('\n').unwrap_or(behind);
        }
    }
    out.push_str(rest);
    chinese(&out).then_some(out)
}

/// Decodes `bytes` in the encoding a user chose; `None` when there is none of that name.
pub fn decode_as(bytes: &[u8], name: &str) -> Option<Decoded> {
    let encoding = Encoding::for_label(name.as_bytes())?;
    let body = Encoding::for_bom(bytes)
        .and_then(|(_, mark)| bytes.get(mark..))
        .unwrap_or(bytes);
    let (text, _) = encoding.decode_without_bom_handling(body);
    Some(Decoded {
        bad: text.matches('\u{fffd}').count(),
        text: text.into_owned(),
        name: encoding.name(),
    })
}

/// The encodings that Chinese texts come in.
pub const CHOICES: [&str; 5] = ["UTF-8", "gb18030", "Big5", "UTF-16LE", "UTF-16BE"];

/// The usual name of an encoding.
pub fn known(name: &str) -> Option<&'static str> {
    Encoding::for_label(name.as_bytes()).map(Encoding::name)
}

/// A short name of unknown encoding, such as a file's in an archive: Chinese wherever the bytes allow it.
pub fn short(bytes: &[u8]) -> String {
    let (text, bad) = GB18030.decode_without_bom_handling(bytes);
    if bad {
        String::from_utf8_lossy(bytes).into_owned()
    } else {
        text.into_owned()
    }
}

fn finish(encoding: &'static Encoding, bytes: &[u8]) -> Option<Decoded> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let bad = text.matches('\u{fffd}').count();
    (!binary(&text)).then(|| Decoded {
        text: text.into_owned(),
        name: encoding.name(),
        bad,
    })
}

/// Control characters do not stand in texts.
fn binary(text: &str) -> bool {
    // Those above ASCII stand in texts that were decoded wrongly.
    let control =
        |b: &u8| b.is_ascii_control() && !matches!(b, b'\n' | b'\r' | b'\t' | 0xc | 0xb | 0x1a);
    let head = text.get(..text.floor_char_boundary(20_000)).unwrap_or("");
    head.bytes().filter(|b| control(b)).count() * 100 > head.chars().count()
}

/// Whether at least a tenth of the text is common Chinese.
fn chinese(text: &str) -> bool {
    let (mut all, mut han) = (0usize, 0usize);
    for c in text.chars().take(4000) {
        all += 1;
        han +=
            usize::from(('\u{4e00}'..='\u{9fff}').contains(&c) || matches!(c, '，' | '。' | '、'));
    }
    han * 10 >= all
}

/// UTF-16 without a mark: every second byte of the line ends and spaces is zero, or half of the text is in one plane.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4096) & !1)?;
    if sample.len() < 8 {
        return None;
    }
    let count = |odd: usize| {
        sample
            .chunks_exact(2)
            .filter(|pair| {
                pair.get(odd).is_some_and(|b| {
                    *b == 0 || (0x4e..=0x9f).contains(b) || *b == 0x30 || *b == 0xff
                })
            })
            .count()
    };
    let zeros = |odd: usize| sample.chunks_exact(2).any(|pair| pair.get(odd) == Some(&0));
    let pairs = sample.len() / 2;
    // Without a line end or a figure only the commonest characters tell.
    let fits = |odd: usize, encoding: &'static Encoding| {
        count(odd) * 10 > pairs * 9
            && finish(encoding, sample).is_some_and(|d| {
                let common = || mojibake::common(&d.text) * 25 > d.text.chars().count();
                d.bad <= 1 && chinese(&d.text) && (zeros(odd) || common())
            })
    };
    if fits(1, UTF_16LE) {
        return Some(UTF_16LE);
    }
    fits(0, UTF_16BE).then_some(UTF_16BE)
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

    const TEXT: &str = "各位代表：现在，我代表市人民政府，向大会报告政府工作，请予审议。\r\n一、2021年工作回顾\r\n地区生产总值增长8.5%，规上工业增加值增长7%。";
    const TRADITIONAL: &str = "各位代表：現在，我代表區人民政府，向大會報告政府工作，請予審議。地區生產總值增長百分之八，城鎮新增就業三萬人。";

    fn check(bytes: &[u8], text: &str, name: &str) {
        let Some(found) = decode(bytes) else {
            panic!("{name}: not text")
        };
        assert_eq!(
            (found.text.as_str(), found.name, found.bad),
            (text, name, 0)
        );
    }

    #[test]
    fn chinese_encodings_are_told_apart() {
        check(TEXT.as_bytes(), TEXT, "UTF-8");
        check(&[b"\xEF\xBB\xBF", TEXT.as_bytes()].concat(), TEXT, "UTF-8");
        check(&GB18030.encode(TEXT).0, TEXT, "gb18030");
        check(&BIG5.encode(TRADITIONAL).0, TRADITIONAL, "Big5");
        let le: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&le, TEXT, "UTF-16LE");
        check(&be, TEXT, "UTF-16BE");
        check(&[b"\xFF\xFE", le.as_slice()].concat(), TEXT, "UTF-16LE");
    }

    #[test]
    fn two_encodings_padding_and_utf16_without_figures_are_read() {
        let line = "各位代表：现在，我代表市人民政府，向大会报告政府工作，请予审议。\n";
        let gbk = GB18030.encode(line).0;
        let both = [line.as_bytes(), &gbk, line.as_bytes()].concat();
        check(&both, &line.repeat(3), MIXED);
        check(&gbk, line, "gb18030");
        let padded = [line.as_bytes(), &[0; 200]].concat();
        check(&padded, line, "UTF-8");
        let le: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&[le.as_slice(), &[0; 200]].concat(), TEXT, "UTF-16LE");
        let plain = line.trim_end();
        let le: Vec<u8> = plain.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&le, plain, "UTF-16LE");
        let be: Vec<u8> = plain.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&be, plain, "UTF-16BE");
    }

    #[test]
    fn binary_data_is_no_text() {
        let bytes: Vec<u8> = (0..4000u32)
            .map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8)
            .collect();
        assert!(decode(&bytes).is_none());
    }

    #[test]
    fn utf32_and_hz_are_read_and_a_cut_end_is_counted() {
        let text = "各位代表：地区生产总值增长6%，新建学校3所。";
        let wide: Vec<u8> = text
            .chars()
            .flat_map(|c| u32::from(c).to_le_bytes())
            .collect();
        let found = decode(&wide).unwrap();
        assert_eq!((found.text.as_str(), found.name), (text, "UTF-32"));
        let hz = "~{8wN;4z1m~}6%~~";
        assert_eq!(decode(hz.as_bytes()).unwrap().text, "各位代表6%~");
        let long = text.repeat(10);
        let cut = long.as_bytes().get(..long.len() - 1).unwrap();
        let found = decode(cut).unwrap();
        assert_eq!((found.name, found.bad), ("UTF-8", 1));
    }
}
