use super::{Key, Locale, en, kk, ru};

/// Every message in every language, each ended by a newline: a table of pointers or lengths would weigh a tenth of the words again.
///
/// One byte for each letter: of the two that UTF-8 has for a Cyrillic one, the first hardly ever says anything new.
pub(super) static WORDS: [u8; SIZE] = {
    let mut bytes = [0; SIZE];
    let mut end = 0;
    let mut line = 0;
    while line < LINES {
        let mut rest = word(line).as_bytes();
        while let [first, ..] = *rest {
            assert!(first != b'\n', "a message is one line");
            let (letter, behind) = letter(rest);
            bytes[end] = packed(letter);
            end += 1;
            rest = behind;
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
        let mut rest = word(line).as_bytes();
        while !rest.is_empty() {
            (_, rest) = letter(rest);
            size += 1;
        }
        size += 1;
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

/// The letter at the beginning of a text, and what follows it.
const fn letter(text: &[u8]) -> (u32, &[u8]) {
    match *text {
        [one, ref rest @ ..] if one < 0x80 => (one as u32, rest),
        [one, two, ref rest @ ..] if one < 0xE0 => ((one as u32 & 0x1F) << 6 | two as u32 & 0x3F, rest),
        [one, two, three, ref rest @ ..] => {
            ((one as u32 & 0x0F) << 12 | (two as u32 & 0x3F) << 6 | three as u32 & 0x3F, rest)
        }
        _ => (0, &[]),
    }
}

/// ASCII as it is, then [`OTHERS`], then the letters from А to я.
#[expect(clippy::cast_possible_truncation, reason = "all three are below 256")]
const fn packed(letter: u32) -> u8 {
    if letter < FIRST_OTHER as u32 {
        return letter as u8;
    }
    if letter >= 'А' as u32 && letter <= 'я' as u32 {
        return (letter - 'А' as u32) as u8 + FIRST_CYRILLIC;
    }
    let mut at = 0;
    while OTHERS[at] as u32 != letter {
        at += 1;
        assert!(at < OTHERS.len(), "a message has a letter that OTHERS lacks");
    }
    FIRST_OTHER + at as u8
}

/// The letter of one of [`WORDS`]' bytes.
pub(super) fn unpacked(byte: u8) -> char {
    match byte {
        FIRST_CYRILLIC.. => char::from_u32('А' as u32 + u32::from(byte - FIRST_CYRILLIC)),
        FIRST_OTHER.. => OTHERS.get(usize::from(byte - FIRST_OTHER)).copied(),
        _ => Some(char::from(byte)),
    }
    .unwrap_or_default()
}

const FIRST_OTHER: u8 = 0x80;
const FIRST_CYRILLIC: u8 = 0xC0;
static OTHERS: [char; 23] = [
    'ё', 'Ё', 'і', 'І', 'ғ', 'Ғ', 'қ', 'Қ', 'ұ', 'Ұ', 'ү', 'Ү', 'ң', 'Ң', 'ә', 'Ә', 'ө', 'Ө', 'һ', 'Һ', '’', '–',
    '\u{A0}',
];
