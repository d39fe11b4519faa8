//! Rust source with everything blanked that is not code: comments, texts, and modules of tests. Line numbers stay as they are.

/// A file's code.
pub(super) struct Code {
    text: String,
}

impl Code {
    /// Blanks what is not code.
    pub(super) fn of(source: &str) -> Self {
        let mut bytes = without_comments_and_texts(source.as_bytes());
        blank_tests(&mut bytes);
        // Blanking leaves ASCII and whole characters of what it keeps.
        Self { text: String::from_utf8_lossy(&bytes).into_owned() }
    }

    /// The code's lines, counted from 1.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    /// The code as one text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The line that a position of [`Code::text`] is on, counted from 1.
    pub(super) fn line_of(&self, position: usize) -> usize {
        self.text[..position].matches('\n').count() + 1
    }
}

/// Whether `text` holds `word` with no letter, digit or underscore beside it.
pub(super) fn has_word(text: &str, word: &str) -> bool {
    let is_part = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    text.match_indices(word).any(|(at, _)| {
        let bytes = text.as_bytes();
        let before = at.checked_sub(1).and_then(|index| bytes.get(index));
        !is_part(before) && !is_part(bytes.get(at + word.len()))
    })
}

fn without_comments_and_texts(source: &[u8]) -> Vec<u8> {
    let mut code = Vec::with_capacity(source.len());
    let mut at = 0;
    while at < source.len() {
        let rest = &source[at..];
        let skipped = if rest.starts_with(b"//") {
            rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len())
        } else if rest.starts_with(b"/*") {
            block_comment(rest)
        } else if let Some(length) = text_literal(rest, code.last().copied()) {
            length
        } else {
            code.push(source[at]);
            at += 1;
            continue;
        };
        code.extend(rest[..skipped].iter().map(|byte| if *byte == b'\n' { b'\n' } else { b' ' }));
        at += skipped;
    }
    code
}

/// The length of a block comment, which in Rust may hold others.
fn block_comment(rest: &[u8]) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

/// The length of a string, raw string, byte string or character that starts here.
fn text_literal(rest: &[u8], before: Option<u8>) -> Option<usize> {
    let after_a_name = before.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let prefix = if after_a_name {
        0
    } else {
        rest.iter().take(2).take_while(|byte| matches!(byte, b'b' | b'c' | b'r')).count()
    };
    let body = &rest[prefix..];
    if prefix > 0 && rest[prefix - 1] == b'r' {
        let hashes = body.iter().take_while(|byte| **byte == b'#').count();
        if body.get(hashes) == Some(&b'"') {
            let end: Vec<u8> = std::iter::once(b'"').chain(std::iter::repeat_n(b'#', hashes)).collect();
            let start = prefix + hashes + 1;
            let length = rest[start..].windows(end.len()).position(|window| window == end)?;
            return Some(start + length + end.len());
        }
        return None;
    }
    match body.first()? {
        b'"' => Some(prefix + quoted(body, b'"')),
        // 'a' and '\n' are characters, 'a on its own is a lifetime.
        b'\'' if body.get(1) == Some(&b'\\') => Some(prefix + quoted(body, b'\'')),
        b'\'' => {
            let width = match body.get(1)? {
                0..=0x7f => 1,
                0x80..=0xdf => 2,
                0xe0..=0xef => 3,
                _ => 4,
            };
            (body.get(1 + width) == Some(&b'\'')).then_some(prefix + width + 2)
        }
        _ => None,
    }
}

fn quoted(body: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while at < body.len() {
        match body[at] {
            b'\\' => at += 2,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    body.len()
}

/// Blanks every item under a `#[cfg(...test...)]`: up to its closing brace, or its semicolon.
fn blank_tests(code: &mut [u8]) {
    let mut from = 0;
    while let Some(start) = find(&code[from..], b"#[cfg(").map(|at| from + at) {
        let Some(end_of_attribute) = find(&code[start..], b"]").map(|at| start + at) else { return };
        from = end_of_attribute;
        if !has_word(&String::from_utf8_lossy(&code[start..end_of_attribute]), "test") {
            continue;
        }
        let end = end_of_item(code, end_of_attribute);
        for byte in &mut code[start..end] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        from = end;
    }
}

fn end_of_item(code: &[u8], from: usize) -> usize {
    let mut depth = 0_usize;
    for (index, byte) in code.iter().enumerate().skip(from) {
        match byte {
            b'{' => depth += 1,
            b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return index + 1;
                }
            }
            b';' if depth == 0 => return index + 1,
            _ => {}
        }
    }
    code.len()
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, kept: &[&str], blanked: &[&str]) {
        let code = Code::of(source);
        assert_eq!(code.text().lines().count(), source.lines().count(), "lines of {source:?}");
        for word in kept {
            assert!(code.text().contains(word), "{word} was blanked in {source:?}");
        }
        for word in blanked {
            assert!(!code.text().contains(word), "{word} was kept in {source:?}: {:?}", code.text());
        }
    }

    #[test]
    fn comments_are_blanked() {
        check("one(); // two\nthree();", &["one", "three"], &["two"]);
        check("/// two\n//! two\none();", &["one"], &["two"]);
        check("one(); /* two /* three */ two */ four();", &["one", "four"], &["two", "three"]);
    }

    #[test]
    fn texts_are_blanked_whatever_quotes_they_hold() {
        check(r#"one("two \" two"); three();"#, &["one", "three"], &["two"]);
        check(r##"one(r#"two " two"#); three();"##, &["one", "three"], &["two"]);
        check(r#"one(b"two", br"two", c"two"); three();"#, &["one", "three"], &["two"]);
        check("one(\"two\ntwo\");\nthree();", &["one", "three"], &["two"]);
        check(r"one('\'', '\\', '/', '/'); three();", &["one", "three"], &["\\"]);
    }

    #[test]
    fn characters_are_blanked_and_lifetimes_are_kept() {
        check("fn one<'two>(text: &'two str) {} three('\"', '₸'); four();", &["one", "'two", "three", "four"], &["₸"]);
    }

    #[test]
    fn test_modules_are_blanked_and_what_follows_is_kept() {
        check("one();\n#[cfg(test)]\nmod tests {\n    fn two() { if a {} }\n}\nthree();", &["one", "three"], &["two"]);
        check("#[cfg(all(test, unix))]\nmod two;\none();", &["one"], &["two"]);
        check("#[cfg(not(unix))]\nmod one;\n", &["one"], &[]);
    }

    #[test]
    fn a_word_is_found_only_whole() {
        assert!(has_word("use web_sys::Node;", "web_sys"));
        assert!(!has_word("use my_web_sys::Node;", "web_sys"));
        assert!(!has_word("use serde_json::Value;", "serde"));
    }
}
