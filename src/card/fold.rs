//! What a character of a card field means: a digit in any script, a space, a dash, an invisible mark.
//!
//! Small tables of our own: the standard library's Unicode tables would be a sixth of the whole component.

use core::str::Chars;

/// A text read character by character, each given as the one a keyboard has for it: digits of any script as `0` to `9`, dashes
/// as `-`, apostrophes as `'`, line ends and tabs as `\n`, other spaces as a space. Invisible marks are passed over.
pub(crate) struct Scan<'a> {
    rest: Chars<'a>,
    /// Where the character given last begins, in bytes.
    pub(crate) start: usize,
    /// Where it ends.
    pub(crate) end: usize,
    /// Where it begins in UTF-16 units, as carets count.
    pub(crate) at: usize,
    /// Where it ends in UTF-16 units.
    after: usize,
    /// Whether a mark was passed over that turns the writing direction around.
    pub(crate) turned: bool,
}

impl<'a> Scan<'a> {
    #[inline(never)]
    pub(crate) fn new(text: &'a str) -> Self {
        Self { rest: text.chars(), start: 0, end: 0, at: 0, after: 0, turned: false }
    }
}

impl Iterator for Scan<'_> {
    type Item = char;

    #[inline(never)]
    fn next(&mut self) -> Option<char> {
        loop {
            let c = self.rest.next()?;
            (self.start, self.at) = (self.end, self.after);
            // What most texts are made of, which no table changes.
            if matches!(c, ' '..='_' | 'a'..='~') {
                self.end += 1;
                self.after += 1;
                return Some(c);
            }
            self.end += c.len_utf8();
            self.after += c.len_utf16();
            self.turned |= is_turn(c);
            if !is_mark(c) {
                return Some(plain(c));
            }
        }
    }
}

/// The same for one character.
fn plain(c: char) -> char {
    let code = u32::from(c);
    for (from, to, plain) in FORMS {
        if u32::from(*from) <= code && code <= u32::from(*to) {
            return char::from(*plain);
        }
    }
    match (digit(c), c) {
        (Some(digit), _) => char::from(b'0' + digit),
        (None, '\u{FF01}'..='\u{FF5E}') => char::from_u32(code - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// The value, 0 to 9, of a decimal digit in any script (Unicode category Nd); superscripts and circled digits are none.
pub(crate) fn digit(c: char) -> Option<u8> {
    let code = u32::from(c);
    // Each script's ten digits stand in a row, zero first.
    let (zeros, low) = match code >> 16 {
        0 => (BASIC_ZEROS, code),
        1 => (SUPPLEMENTARY_ZEROS, code & 0xFFFF),
        _ => return None,
    };
    for zero in zeros {
        let value = low.wrapping_sub(u32::from(*zero));
        if value < 10 {
            return Some(value.to_le_bytes()[0]);
        }
    }
    None
}

/// Unicode `White_Space`, line ends and no-break spaces included.
pub(crate) fn is_space(c: char) -> bool {
    matches!(plain(c), ' ' | '\n')
}

/// Zero-width and bidirectional marks, which come along unseen when text is copied.
pub(crate) const fn is_mark(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
        || is_turn(c)
}

/// Those of them that turn the writing direction around.
const fn is_turn(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What people put between month and year, other than a space; of what [`Scan`] gives.
pub(crate) const fn is_date_separator(c: char) -> bool {
    matches!(c, '-' | '/' | '\\' | '|' | '.' | '_')
}

/// What people put between the groups of a card number; of what [`Scan`] gives.
pub(crate) const fn is_number_separator(c: char) -> bool {
    matches!(c, ' ' | '\n' | '-' | '.' | '_')
}

/// What a keyboard has for what typesetters and other alphabets put in its place: from, to, and the plain character.
const FORMS: &[(u16, u16, u8)] = &[
    (0x09, 0x0D, b'\n'),
    (0x60, 0x60, b'\''),
    (0x85, 0x85, b'\n'),
    (0xA0, 0xA0, b' '),
    (0xB4, 0xB4, b'\''),
    (0xB7, 0xB7, b'.'),
    (0x02B9, 0x02B9, b'\''),
    (0x02BB, 0x02BC, b'\''),
    (0x1680, 0x1680, b' '),
    (0x2000, 0x200A, b' '),
    (0x2010, 0x2015, b'-'),
    (0x2018, 0x2019, b'\''),
    (0x201B, 0x201B, b'\''),
    (0x2028, 0x2029, b'\n'),
    (0x202F, 0x202F, b' '),
    (0x2032, 0x2032, b'\''),
    (0x2044, 0x2044, b'/'),
    (0x205F, 0x205F, b' '),
    (0x2212, 0x2212, b'-'),
    (0x2215, 0x2215, b'/'),
    (0x3000, 0x3000, b' '),
];

/// The zero of each script in the basic plane. Source: Unicode 16.0 `DerivedGeneralCategory.txt`, Nd.
const BASIC_ZEROS: &[u16] = &[
    0x30, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6,
    0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40,
    0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
];

/// The same for the supplementary plane, less `0x10000`.
const SUPPLEMENTARY_ZEROS: &[u16] = &[
    0x04A0, 0x0D30, 0x0D40, 0x1066, 0x10F0, 0x1136, 0x11D0, 0x12F0, 0x1450, 0x14D0, 0x1650, 0x16C0, 0x16D0, 0x16DA,
    0x1730, 0x18E0, 0x1950, 0x1BF0, 0x1C50, 0x1D50, 0x1DA0, 0x1F50, 0x6130, 0x6A60, 0x6AC0, 0x6B50, 0x6D70, 0xCCF0,
    0xD7CE, 0xD7D8, 0xD7E2, 0xD7EC, 0xD7F6, 0xE140, 0xE2F0, 0xE4F0, 0xE5F1, 0xE950, 0xFBF0,
];

#[cfg(test)]
mod tests {
    use super::{BASIC_ZEROS, SUPPLEMENTARY_ZEROS, Scan, digit, is_space};

    #[test]
    fn every_script_counts_from_zero_to_nine_and_no_further() {
        let zeros = BASIC_ZEROS.iter().map(|zero| u32::from(*zero));
        let zeros = zeros.chain(SUPPLEMENTARY_ZEROS.iter().map(|zero| u32::from(*zero) + 0x1_0000));
        let mut digits = 0;
        for zero in zeros {
            for (code, value) in (zero..zero + 10).zip(0..) {
                assert_eq!(digit(char::from_u32(code).unwrap()), Some(value), "U+{code:04X}");
                digits += 1;
            }
        }
        let found = (0..=0x10_FFFF).filter_map(char::from_u32).filter(|c| digit(*c).is_some()).count();
        assert_eq!(found, digits, "nothing else is a digit");
    }

    #[test]
    fn what_the_standard_library_calls_numeric_but_not_decimal_is_no_digit() {
        for c in ['\u{2074}', '\u{B2}', '\u{2460}', '\u{BD}', '\u{4E00}', '\u{2160}', 'O', 'l'] {
            assert_eq!(digit(c), None, "{c}");
        }
    }

    #[test]
    fn spaces_are_those_of_unicode() {
        for c in (0..=0x10_FFFF).filter_map(char::from_u32) {
            assert_eq!(is_space(c), c.is_whitespace(), "{c:?}");
        }
    }

    #[test]
    fn a_text_is_given_as_a_keyboard_would_have_it() {
        for (text, plain) in [
            ("４２\u{2013}٣\u{A0}\u{200E}x", "42-3 x"),
            ("O\u{2019}Neil\u{FF0F}\u{B7}\u{2028}\t", "O'Neil/.\n\n"),
            ("ＩＶＡＮ", "IVAN"),
            ("я\u{202E}😀", "я😀"),
        ] {
            assert_eq!(Scan::new(text).collect::<String>(), plain, "{text}");
        }
    }

    #[test]
    fn a_place_is_told_in_utf_16_units_and_in_bytes() {
        let mut scan = Scan::new("😀\u{200E}4.");
        assert_eq!((scan.next(), scan.at, scan.start, scan.end), (Some('😀'), 0, 0, 4));
        assert_eq!((scan.next(), scan.at, scan.start, scan.end), (Some('4'), 3, 7, 8));
    }
}
