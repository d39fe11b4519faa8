//! The holder's name.

use core::fmt;

use super::fold;
use super::inline::Inline;
use super::transliterate::transliterate;

/// A name as it may be sent: 2 to 45 letters, single spaces, straight apostrophes and plain hyphens.
///
/// Never passed to the provider's script, whose own rule (26 characters, no apostrophe, no diacritics) is narrower.
/// Personal data: not `Clone`, wiped on drop, `Debug` hides it.
pub struct Holder(Inline<ROOM>);

impl Holder {
    /// Reads a whole field.
    ///
    /// # Errors
    /// What is wrong first, in the order of [`HolderError`]'s variants.
    pub fn parse(text: &str, policy: HolderPolicy) -> Result<Self, HolderError> {
        let mut name = Inline::new();
        let seen = Seen::of(text, policy, &mut name);
        if seen.letters == 0 && seen.digits == 0 && !seen.strange && seen.signs == 0 {
            return Err(HolderError::Empty);
        }
        if seen.digits >= CARD_DIGITS {
            return Err(HolderError::LooksLikeCardNumber);
        }
        if seen.digits > 0 && seen.letters == 0 && !seen.strange {
            return Err(HolderError::DigitsOnly);
        }
        if seen.strange || seen.letters == 0 {
            return Err(HolderError::InvalidChars);
        }
        seen.judge_scripts(policy)?;
        if seen.letters < SHORTEST {
            return Err(HolderError::TooShort);
        }
        if seen.letters + seen.digits + seen.signs > LONGEST || seen.overflown {
            return Err(HolderError::TooLong);
        }
        if policy == HolderPolicy::Transliterate && seen.cyrillic {
            name = transliterate(name.as_str());
        }
        Ok(Self(name))
    }

    /// The name, trimmed, with single spaces; in Latin letters unless the policy is [`HolderPolicy::Any`].
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Debug for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Holder(..)")
    }
}

/// Which alphabets a name may be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HolderPolicy {
    /// Latin, as CloudPayments asks for ("Имя держателя карты латиницей"); other letters get [`HolderError::LatinOnly`].
    #[default]
    Latin,
    /// Latin, and the names that make a test gateway act (`CHARGEBACK:10_4`); only where the public id is a test one.
    LatinTest,
    /// Cyrillic too, and sent in Latin letters; the shopper confirms them first.
    Transliterate,
    /// Any alphabet, sent as typed.
    Any,
}

/// Why a text is no holder's name we accept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HolderError {
    /// Nothing there.
    Empty,
    /// As many digits as a card number has.
    LooksLikeCardNumber,
    /// Digits and no letter.
    DigitsOnly,
    /// Something no name has: markup, an e-mail address, a control or direction mark.
    InvalidChars,
    /// Letters of two alphabets that may look alike.
    MixedAlphabets,
    /// Letters of another alphabet than Latin.
    LatinOnly,
    /// Fewer than two letters.
    TooShort,
    /// More than 45 letters.
    TooLong,
}

impl HolderError {
    /// Stable code, as in events and in the headless API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "name.empty",
            Self::LooksLikeCardNumber => "name.looks_like_card_number",
            Self::DigitsOnly => "name.digits_only",
            Self::InvalidChars => "name.invalid_chars",
            Self::MixedAlphabets => "name.mixed_alphabets",
            Self::LatinOnly => "name.latin_only",
            Self::TooShort => "name.too_short",
            Self::TooLong => "name.too_long",
        }
    }

    /// One sentence for a developer: what was found, what was wanted; never the input.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Empty => "no name, wanted the name on the card",
            Self::LooksLikeCardNumber => "a card number, wanted the name on the card",
            Self::DigitsOnly => "digits, wanted the name on the card",
            Self::InvalidChars => "a character no name has, wanted letters, spaces, hyphens and apostrophes",
            Self::MixedAlphabets => "letters of two alphabets, wanted one",
            Self::LatinOnly => "letters of another alphabet, wanted Latin ones as on the card",
            Self::TooShort => "one letter, wanted 2 to 45",
            Self::TooLong => "too many letters, wanted 2 to 45",
        }
    }
}

impl fmt::Display for HolderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl core::error::Error for HolderError {}

/// What a text holds, and how much of it.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing seen, and any of them may be seen together")]
struct Seen {
    letters: usize,
    digits: usize,
    /// Apostrophes, hyphens and the like.
    signs: usize,
    latin: bool,
    cyrillic: bool,
    other: bool,
    strange: bool,
    overflown: bool,
}

impl Seen {
    /// Looks at all of `text` and writes it to `name` as it may be sent.
    fn of(text: &str, policy: HolderPolicy, name: &mut Inline<ROOM>) -> Self {
        let mut seen = Self::default();
        let mut space = false;
        for c in text.chars() {
            let Some(c) = seen.look(c, policy) else {
                space |= fold::is_space(c);
                continue;
            };
            let gap = space && !name.is_empty();
            space = false;
            seen.overflown |= (gap && !name.push(' ')) || !name.push(c);
        }
        seen
    }

    /// Counts one character and gives it as it may be sent; `None` for spaces and what is dropped.
    fn look(&mut self, c: char, policy: HolderPolicy) -> Option<char> {
        let c = straight(c);
        if let Some(digit) = fold::digit(c) {
            self.digits += 1;
            return Some(char::from(b'0' + digit));
        }
        match c {
            '\'' | '-' | '.' | ',' => self.signs += 1,
            ':' | '_' if policy == HolderPolicy::LatinTest => self.signs += 1,
            _ if fold::is_space(c) || is_dropped(c) => return None,
            // Belongs to the letter before it, and is counted with it.
            '\u{300}'..='\u{36F}' if self.letters > 0 => {}
            _ => {
                let alphabet = match c {
                    _ if is_latin(c) => &mut self.latin,
                    _ if is_cyrillic(c) => &mut self.cyrillic,
                    _ if is_other_letter(c) => &mut self.other,
                    _ => {
                        self.strange = true;
                        return Some(c);
                    }
                };
                *alphabet = true;
                self.letters += 1;
            }
        }
        Some(c)
    }

    fn judge_scripts(&self, policy: HolderPolicy) -> Result<(), HolderError> {
        let several = u8::from(self.latin) + u8::from(self.cyrillic) + u8::from(self.other) > 1;
        match policy {
            HolderPolicy::Any => Ok(()),
            _ if several => Err(HolderError::MixedAlphabets),
            HolderPolicy::Transliterate if self.cyrillic => Ok(()),
            _ if self.cyrillic || self.other => Err(HolderError::LatinOnly),
            _ => Ok(()),
        }
    }
}

/// Typographic and full-width forms as a keyboard has them.
fn straight(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2BB}' | '\u{2BC}' | '\u{B4}' | '`' => '\'',
        _ if fold::is_dash(c) => '-',
        '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Marks that come along unseen and change nothing. Those that turn the writing direction around are refused.
const fn is_dropped(c: char) -> bool {
    fold::is_mark(c) && !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

const fn is_latin(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

const fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}' | '\u{1C80}'..='\u{1C8A}' | '\u{A640}'..='\u{A66E}')
}

/// The blocks that hold letters, roughly: enough to tell a name in another script from a symbol.
const fn is_other_letter(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3FF}' | '\u{531}'..='\u{1DFF}' | '\u{1F00}'..='\u{1FFF}' | '\u{2C00}'..='\u{2DFF}'
        | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{318F}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{A4CF}' | '\u{A4D0}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FB1D}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}' | '\u{FF66}'..='\u{FFDC}' | '\u{10000}'..='\u{1CFFF}' | '\u{1E000}'..='\u{1EFFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Letters, digits and signs of the longest name; spaces are not counted.
const LONGEST: usize = 45;
const SHORTEST: usize = 2;

/// As many digits as the shortest card number has.
const CARD_DIGITS: usize = 13;

/// Bytes: 45 letters of four bytes each, and the spaces between them.
const ROOM: usize = 256;

#[cfg(test)]
mod tests {
    use super::{Holder, HolderError, HolderPolicy};

    #[track_caller]
    fn reads(text: &str, policy: HolderPolicy, wanted: Result<&str, HolderError>) {
        let holder = Holder::parse(text, policy);
        assert_eq!(holder.as_ref().map(Holder::as_str).map_err(|error| *error), wanted, "{text}");
    }

    #[test]
    fn names_are_sent_tidy() {
        reads(" Sean \u{A0} O\u{2019}Connor\u{200E} ", HolderPolicy::Latin, Ok("Sean O'Connor"));
        reads("ＩＶＡＮ\tPETROV", HolderPolicy::Latin, Ok("IVAN PETROV"));
        reads("Jose\u{301} Pe\u{301}rez", HolderPolicy::Latin, Ok("Jose\u{301} Pe\u{301}rez"));
        reads("Әлия", HolderPolicy::Transliterate, Ok("ALIYA"));
        reads("محمد علي", HolderPolicy::Any, Ok("محمد علي"));
        reads("IVAN PETROV 2ND", HolderPolicy::Latin, Ok("IVAN PETROV 2ND"));
    }

    #[test]
    fn what_is_no_name_is_named() {
        reads("  ", HolderPolicy::Latin, Err(HolderError::Empty));
        reads("I", HolderPolicy::Latin, Err(HolderError::TooShort));
        reads("'-.", HolderPolicy::Latin, Err(HolderError::InvalidChars));
        reads("IVAN 4111 1111 1111 1111", HolderPolicy::Any, Err(HolderError::LooksLikeCardNumber));
        reads("123", HolderPolicy::Latin, Err(HolderError::DigitsOnly));
        reads("IVAN 😀", HolderPolicy::Any, Err(HolderError::InvalidChars));
        reads("IVAN\u{202E}", HolderPolicy::Any, Err(HolderError::InvalidChars));
        reads("محمد", HolderPolicy::Transliterate, Err(HolderError::LatinOnly));
        reads("Iван", HolderPolicy::Transliterate, Err(HolderError::MixedAlphabets));
    }

    #[test]
    fn letters_are_counted_and_spaces_are_not() {
        let longest = "ABCDEFGH ".repeat(6);
        reads(&longest[..50], HolderPolicy::Latin, Ok(&longest[..50]));
        reads(&longest, HolderPolicy::Latin, Err(HolderError::TooLong));
        reads(
            &"\u{301}".repeat(200).replacen('\u{301}', "AB\u{301}", 1),
            HolderPolicy::Latin,
            Err(HolderError::TooLong),
        );
    }
}
