//! What a character of a card field means: a digit in any script, a space, a dash, an invisible mark.
//!
//! Small tables of our own: the standard library's Unicode tables would be a sixth of the whole component.

/// The value, 0 to 9, of a decimal digit in any script (Unicode category Nd); superscripts and circled digits are none.
pub(crate) fn digit(c: char) -> Option<u8> {
    let code = u32::from(c);
    if code < 0x80 {
        return c.is_ascii_digit().then(|| (code - 0x30).to_le_bytes()[0]);
    }
    // Each script's ten digits stand in a row, zero first, so the nearest zero at or below decides.
    let (zeros, low) = match code >> 16 {
        0 => (BASIC_ZEROS, code),
        1 => (SUPPLEMENTARY_ZEROS, code & 0xFFFF),
        _ => return None,
    };
    let low = u16::try_from(low).ok()?;
    let above = zeros.partition_point(|zero| *zero <= low);
    let value = low - *zeros.get(above.checked_sub(1)?)?;
    (value < 10).then(|| value.to_le_bytes()[0])
}

/// Unicode `White_Space`, line ends and no-break spaces included.
pub(crate) const fn is_space(c: char) -> bool {
    matches!(c, '\t'..='\r' | ' ' | '\u{85}' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}'
        | '\u{2028}' | '\u{2029}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

/// Zero-width and bidirectional marks, which come along unseen when text is copied.
pub(crate) const fn is_mark(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Hyphen-minus and what typesetters put in its place.
pub(crate) const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FF0D}')
}

/// What people put between the groups of a card number.
pub(crate) const fn is_number_separator(c: char) -> bool {
    is_space(c) || is_mark(c) || is_dash(c) || matches!(c, '.' | '_' | '\u{B7}')
}

/// What people put between month and year, other than a space.
pub(crate) const fn is_date_separator(c: char) -> bool {
    is_dash(c) || matches!(c, '/' | '\\' | '|' | '.' | '_' | '\u{B7}' | '\u{2044}' | '\u{2215}' | '\u{FF0F}')
}

/// The zero of each script in the basic plane, in order. Source: Unicode 16.0 `DerivedGeneralCategory.txt`, Nd.
const BASIC_ZEROS: &[u16] = &[
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6, 0x0E50,
    0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50,
    0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
];

/// The same for the supplementary plane, less `0x10000`.
const SUPPLEMENTARY_ZEROS: &[u16] = &[
    0x04A0, 0x0D30, 0x0D40, 0x1066, 0x10F0, 0x1136, 0x11D0, 0x12F0, 0x1450, 0x14D0, 0x1650, 0x16C0, 0x16D0, 0x16DA,
    0x1730, 0x18E0, 0x1950, 0x1BF0, 0x1C50, 0x1D50, 0x1DA0, 0x1F50, 0x6130, 0x6A60, 0x6AC0, 0x6B50, 0x6D70, 0xCCF0,
    0xD7CE, 0xD7D8, 0xD7E2, 0xD7EC, 0xD7F6, 0xE140, 0xE2F0, 0xE4F0, 0xE5F1, 0xE950, 0xFBF0,
];

#[cfg(test)]
mod tests {
    use super::{BASIC_ZEROS, SUPPLEMENTARY_ZEROS, digit, is_space};

    #[test]
    fn every_script_counts_from_zero_to_nine_and_no_further() {
        let zeros = BASIC_ZEROS.iter().map(|zero| u32::from(*zero));
        let zeros = zeros.chain(SUPPLEMENTARY_ZEROS.iter().map(|zero| u32::from(*zero) + 0x1_0000)).chain([0x30]);
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
    fn both_tables_are_in_order() {
        assert!(BASIC_ZEROS.is_sorted() && SUPPLEMENTARY_ZEROS.is_sorted());
    }
}
