//! The digits of a pasted text, and which of them belong together.

use super::PasteError;
use crate::card::Inline;
use crate::card::fold::{self, Scan};

/// A text's digits in ASCII, and between two runs of them, as one byte, what parts them: a space or a dash (or the like) as between
/// the groups of a number, a comma, a slash or the like (with or without spaces around it), or `x` for anything else.
#[derive(Default)]
pub(super) struct Line {
    bytes: Inline,
    /// Whether there are words beside the digits.
    pub(super) words: bool,
}

impl Line {
    /// Reads a text that is no web address and no magnetic stripe's.
    pub(super) fn read(&mut self, text: &str) -> Result<(), PasteError> {
        let mut parting = None;
        let mut run = 0_usize;
        // The four characters before, in lower case.
        let mut before = 0_u32;
        for c in Scan::new(text) {
            let lower = if c.is_ascii() { c.to_ascii_lowercase() } else { OTHER };
            // Track 1 begins with `%B` and parts its fields by `^`; track 2 has `=` (a typed-out one `D`) after the number (ISO/IEC 7813).
            if lower == '^'
                || (c.is_ascii_digit() && before & 0xFFFF == TRACK_1)
                || (run >= NUMBER_DIGITS && matches!(lower, '=' | 'd'))
            {
                return Err(PasteError::TrackData);
            }
            before = before << 8 | u32::from(lower);
            if before & 0xFF_FFFF == SCHEME || before == WWW {
                return Err(PasteError::Link);
            }
            if c.is_ascii_digit() && !matches!(before, CVV2 | CVC2) {
                let fits = match parting {
                    Some(parting) => self.bytes.push(parting),
                    None => true,
                };
                if !fits || !self.bytes.push(c) {
                    return Err(PasteError::TooLong);
                }
                parting = None;
                run += 1;
            } else {
                parting = Some(part(parting, c));
                run = 0;
                self.words |= lower.is_ascii_lowercase();
            }
        }
        Ok(())
    }

    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Where the run of digits that begins here ends; here, when there is none.
    pub(super) fn run(&self, from: usize) -> usize {
        let mut end = from;
        while self.at(end).is_ascii_digit() {
            end += 1;
        }
        end
    }

    /// Where what begins here and looks like a date ends: one or two digits, a slash, two or four digits.
    pub(super) fn date(&self, from: usize) -> Option<usize> {
        let slash = self.run(from);
        let end = self.run(slash + 1);
        let after_slash = from > 0 && self.at(from - 1) == b'/';
        (matches!(slash - from, 1 | 2)
            && self.at(slash) == b'/'
            && matches!(end - slash, 3 | 5)
            && self.at(end) != b'/'
            && !after_slash)
            .then_some(end)
    }

    /// Where the number that begins here ends: runs parted by spaces, dashes and the like, or by commas as thousands are, and
    /// no date among them.
    pub(super) fn number(&self, from: usize) -> usize {
        let mut end = self.run(from);
        let mut thousands = end - from <= 3;
        loop {
            let next = end + 1;
            let after = self.run(next);
            thousands &= self.at(end) == b',' && after - next == 3;
            if after == next || self.date(next).is_some() || !(thousands || matches!(self.at(end), b' ' | b'-')) {
                return end;
            }
            end = after;
        }
    }

    /// Writes the digits, 0 to 9 each, between two places.
    pub(super) fn digits(&self, from: usize, to: usize, digits: &mut Inline) {
        digits.clear();
        for at in from..to {
            if self.at(at).is_ascii_digit() {
                digits.push(char::from(self.at(at)));
            }
        }
    }

    /// What stands between two places.
    pub(super) fn text(&self, (from, to): (usize, usize)) -> &str {
        self.bytes.as_str().get(from..to).unwrap_or_default()
    }

    /// The byte at this place; 0 beyond the end.
    pub(super) fn at(&self, place: usize) -> u8 {
        self.bytes.as_bytes().get(place).copied().unwrap_or_default()
    }
}

/// What parts two runs of digits, one more character being between them.
fn part(parting: Option<char>, c: char) -> char {
    match (parting.unwrap_or(' '), c) {
        (' ', ',') => c,
        (parting @ (' ' | '-' | '/'), ' ' | '\n') => parting,
        (' ' | '-', _) if fold::is_number_separator(c) => '-',
        (' ', _) if fold::is_date_separator(c) => '/',
        _ => OTHER,
    }
}

/// Digits of the shortest card number.
pub(super) const NUMBER_DIGITS: usize = 13;

const OTHER: char = 'x';

const SCHEME: u32 = u32::from_be_bytes(*b"\0://");
const WWW: u32 = u32::from_be_bytes(*b"www.");
// Names of the security code, whose digit is none of it.
const CVV2: u32 = u32::from_be_bytes(*b"cvv2");
const CVC2: u32 = u32::from_be_bytes(*b"cvc2");
const TRACK_1: u32 = u32::from_be_bytes(*b"\0\0%b");
