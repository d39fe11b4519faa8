use super::{Key, Locale, en, kk, ru};

/// Every message in every language, each ended by a newline: a table of pointers or lengths would weigh a tenth of the words again.
pub(super) static WORDS: &str = match core::str::from_utf8(&BYTES) {
    Ok(words) => words,
    Err(_) => "", // cannot be: whole words only; the tests would find every message empty
};

static BYTES: [u8; SIZE] = {
    let mut bytes = [0; SIZE];
    let mut end = 0;
    let mut line = 0;
    while line < LINES {
        let word = word(line).as_bytes();
        let mut at = 0;
        while at < word.len() {
            assert!(word[at] != b'\n', "a message is one line");
            bytes[end] = word[at];
            end += 1;
            at += 1;
        }
        bytes[end] = b'\n';
        end += 1;
        line += 1;
    }
    bytes
};

const SIZE: usize = {
    let mut size = 0;
    let mut line = 0;
    while line < LINES {
        size += word(line).len() + 1;
        line += 1;
    }
    size
};

const LINES: usize = Locale::ALL.len() * Key::ALL.len();

const fn word(line: usize) -> &'static str {
    let key = Key::ALL[line % Key::ALL.len()];
    match line / Key::ALL.len() {
        0 => en::word(key),
        1 => ru::word(key),
        _ => kk::word(key),
    }
}

/// How many lines stand before a language's. English first, as it compresses best so.
pub(super) const fn line(locale: Locale) -> usize {
    let languages = match locale {
        Locale::En => 0,
        Locale::Ru => 1,
        Locale::Kk => 2,
    };
    languages * Key::ALL.len()
}
