//! Fields that draw text: EQ puts characters over, above and beside each other, and its code is all there is of them.
//!
//! Follows ECMA-376 part 1, 17.16.5.17.

/// No formula nests deeper.
const DEEPEST: usize = 16;

/// What a field's code says where it has no result: the characters of an EQ field, in reading order.
///
/// A reading above a character is left out, ○ around a number is ①, a fraction is 1/2.
pub fn text(code: &str) -> String {
    let code = code.trim_start();
    let Some(rest) = ["EQ", "eq", "Eq"]
        .iter()
        .find_map(|name| code.strip_prefix(name))
    else {
        return String::new();
    };
    let mut reader = Reader(rest.chars().peekable());
    reader.sequence(0)
}

struct Reader<'a>(std::iter::Peekable<std::str::Chars<'a>>);

impl Reader<'_> {
    /// Text and commands up to the end of an argument.
    fn sequence(&mut self, depth: usize) -> String {
        let mut out = String::new();
        let (mut name, mut raised) = (None, false);
        while let Some(c) = self.0.peek().copied() {
            match c {
                ',' | ';' | '，' | ')' if depth > 0 => break,
                '\\' => {
                    self.0.next();
                    match self.0.next() {
                        // How the field looks: \* jc2, \* "Font:宋体".
                        Some('*') => self.skip_word(),
                        // A command: its first letters, before its options.
                        Some(c) if c.is_ascii_alphabetic() => {
                            let mut word = String::from(c);
                            while let Some(c) = self.0.next_if(char::is_ascii_alphanumeric) {
                                word.push(c);
                            }
                            raised |= word == "up";
                            name.get_or_insert(c.to_ascii_lowercase());
                            // The measure of an option.
                            while self
                                .0
                                .next_if(|c| c.is_ascii_digit() || *c == ' ')
                                .is_some()
                            {}
                        }
                        Some(c) => out.push(c),
                        None => break,
                    }
                }
                '(' if name.is_some() && depth < DEEPEST => {
                    self.0.next();
                    let arguments = self.arguments(depth);
                    out.push_str(&joined(name.take(), raised, arguments));
                    raised = false;
                }
                _ => {
                    self.0.next();
                    if depth > 0 || !c.is_whitespace() {
                        out.push(c);
                    }
                }
            }
        }
        out.trim().to_owned()
    }

    fn arguments(&mut self, depth: usize) -> Vec<String> {
        let mut out = vec![self.sequence(depth + 1)];
        while let Some(c) = self.0.next() {
            if c == ')' {
                break;
            }
            out.push(self.sequence(depth + 1));
        }
        out
    }

    /// A word or what stands in quotation marks.
    fn skip_word(&mut self) {
        while self.0.next_if_eq(&' ').is_some() {}
        let quoted = self.0.next_if_eq(&'"').is_some();
        while self
            .0
            .next_if(|c| {
                if quoted {
                    *c != '"'
                } else {
                    !c.is_whitespace() && *c != '\\'
                }
            })
            .is_some()
        {}
        if quoted {
            self.0.next();
        }
    }
}

/// The arguments of a command as one text.
fn joined(name: Option<char>, raised: bool, arguments: Vec<String>) -> String {
    match (name, arguments.as_slice()) {
        (Some('o'), [ring, number]) if matches!(ring.as_str(), "○" | "〇" | "◯" | "O") => {
            let circled = number
                .parse::<u32>()
                .ok()
                .filter(|number| (1..=20).contains(number))
                .and_then(|number| char::from_u32(0x2460 + number - 1));
            circled.map_or_else(|| number.clone(), String::from)
        }
        // The reading stands first, raised.
        (Some('o'), [.., base]) => base.clone(),
        (Some('f'), [above, below]) => format!("{above}/{below}"),
        (Some('r'), [.., inside]) => inside.clone(),
        (Some('s'), _) if raised => String::new(),
        _ => arguments.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn characters_are_kept_and_readings_left_out() {
        assert_eq!(text(r"EQ \o\ac(○,3)"), "③");
        assert_eq!(text(r" EQ \f(1,3)"), "1/3");
        assert_eq!(
            text(r#"EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(chǎn),产)"#),
            "产"
        );
        assert_eq!(text("PAGE"), "");
        assert_eq!(text(r"EQ \o(\f(1"), "1");
    }
}
