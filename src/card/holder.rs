//! The holder's name.

use core::fmt;

use super::fold::Scan;
use super::inline::Inline;
use super::transliterate::transliterate;

/// A name as it may be sent: 2 to 45 letters, single spaces, straight apostrophes and plain hyphens.
///
/// Never passed to the provider's script, whose own rule (26 characters, no apostrophe, no diacritics) is narrower.
/// Personal data: not `Clone`, wiped on drop, `Debug` hides it.
///
/// ```
/// use cloudpayments_checkout::card::{Holder, HolderError, HolderPolicy};
///
/// assert_eq!(Holder::parse(" Aliya  O'Neil ", HolderPolicy::Latin)?.as_str(), "Aliya O'Neil");
/// assert_eq!(Holder::parse("Алия", HolderPolicy::Latin).err(), Some(HolderError::LatinOnly));
/// # Ok::<(), HolderError>(())
/// ```
pub struct Holder(Inline);

impl Holder {
    /// Reads a whole field.
    ///
    /// # Errors
    /// What is wrong first, in the order of [`HolderError`]'s variants.
    pub fn parse(text: &str, policy: HolderPolicy) -> Result<Self, HolderError> {
        Self::read(text, policy.reader())
    }

    pub(crate) fn read(text: &str, reader: Reader) -> Result<Self, HolderError> {
        let mut name = Inline::new();
        reader(text, &mut name)?;
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
///
/// ```
/// use cloudpayments_checkout::card::{Holder, HolderPolicy};
///
/// assert!(Holder::parse("Иван Петров", HolderPolicy::default()).is_err());
/// let holder = Holder::parse("Иван Петров", HolderPolicy::Transliterate)?;
/// assert_eq!(holder.as_str(), "IVAN PETROV");
/// # Ok::<(), cloudpayments_checkout::card::HolderError>(())
/// ```
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

/// Reads a whole field and writes the name as it may be sent.
pub(crate) type Reader = fn(&str, &mut Inline) -> Result<(), HolderError>;

impl HolderPolicy {
    /// One function for each policy, so that what no page can ask for is not shipped to it.
    pub(crate) const fn reader(self) -> Reader {
        match self {
            Self::Latin => latin,
            Self::LatinTest => latin_test,
            Self::Transliterate => transliterated,
            Self::Any => any,
        }
    }
}

/// Why a text is no holder's name we accept.
///
/// ```
/// use cloudpayments_checkout::card::HolderError;
///
/// assert_eq!(HolderError::LatinOnly.code(), "name.latin_only");
/// assert_eq!(HolderError::LatinOnly.message(), HolderError::LatinOnly.to_string());
/// ```
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

fn latin(text: &str, name: &mut Inline) -> Result<(), HolderError> {
    read(text, HolderPolicy::Latin, name)
}

fn latin_test(text: &str, name: &mut Inline) -> Result<(), HolderError> {
    read(text, HolderPolicy::LatinTest, name)
}

fn transliterated(text: &str, name: &mut Inline) -> Result<(), HolderError> {
    read(text, HolderPolicy::Transliterate, name)?;
    if name.as_str().contains(is_cyrillic) {
        let spelled = transliterate(name.as_str());
        // A letter of another language than those it knows is still there.
        return latin(spelled.as_str(), name);
    }
    Ok(())
}

fn any(text: &str, name: &mut Inline) -> Result<(), HolderError> {
    read(text, HolderPolicy::Any, name)
}

fn read(text: &str, policy: HolderPolicy, name: &mut Inline) -> Result<(), HolderError> {
    let (mut letters, mut digits, mut signs) = (0_usize, 0_usize, 0_usize);
    // The alphabets seen, a bit for each.
    let mut alphabets = 0_u8;
    let (mut strange, mut overflown, mut space) = (false, false, false);
    let mut scan = Scan::new(text);
    name.clear();
    for c in scan.by_ref() {
        match c {
            ' ' | '\n' => {
                space = !name.is_empty();
                continue;
            }
            '0'..='9' => digits += 1,
            '\'' | '-' | '.' | ',' => signs += 1,
            ':' | '_' if policy == HolderPolicy::LatinTest => signs += 1,
            // Belongs to the letter before it, and is counted with it.
            '\u{300}'..='\u{36F}' if letters > 0 => {}
            _ => match alphabet(c, policy) {
                NO_LETTER => strange = true,
                alphabet => {
                    alphabets |= alphabet;
                    letters += 1;
                }
            },
        }
        overflown |= (space && !name.push(' ')) || !name.push(c);
        space = false;
    }
    strange |= scan.turned;
    Err(match letters {
        0 if digits == 0 && signs == 0 && !strange => HolderError::Empty,
        _ if digits >= CARD_DIGITS => HolderError::LooksLikeCardNumber,
        0 if digits > 0 && !strange => HolderError::DigitsOnly,
        0 => HolderError::InvalidChars,
        _ if strange => HolderError::InvalidChars,
        _ if alphabets.count_ones() > 1 => HolderError::MixedAlphabets,
        _ if alphabets == FOREIGN => HolderError::LatinOnly,
        1 => HolderError::TooShort,
        _ if overflown || letters + digits + signs > LONGEST => HolderError::TooLong,
        _ => return Ok(()),
    })
}

/// The alphabet of a letter, as far as the policy tells them apart.
const fn alphabet(c: char, policy: HolderPolicy) -> u8 {
    let cyrillic = matches!(policy, HolderPolicy::Transliterate) && is_cyrillic(c);
    match c {
        'A'..='Z' | 'a'..='z' => LATIN,
        '\u{C0}'..='\u{2AF}' | '\u{1E00}'..='\u{1EFF}' if c != '×' && c != '÷' => LATIN,
        _ if cyrillic => CYRILLIC,
        // The blocks that hold letters, roughly: enough to tell a name in another script from a symbol.
        '\u{370}'..='\u{1FFF}'
        | '\u{2C00}'..='\u{2DFF}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FFDC}'
        | '\u{10000}'..='\u{1EFFF}'
        | '\u{20000}'..='\u{3FFFF}' => match policy {
            HolderPolicy::Any => LATIN,
            _ => FOREIGN,
        },
        _ => NO_LETTER,
    }
}

const fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}' | '\u{1C80}'..='\u{1C8A}' | '\u{A640}'..='\u{A66E}')
}

const NO_LETTER: u8 = 0;
const LATIN: u8 = 1;
const CYRILLIC: u8 = 2;
const FOREIGN: u8 = 4;

/// Letters, digits and signs of the longest name; spaces are not counted.
const LONGEST: usize = 45;

/// As many digits as the shortest card number has.
const CARD_DIGITS: usize = 13;

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
        // What keyboards and typesetters put for an apostrophe, primes among it.
        for sign in "'`´ʹʻʼ‘’‛′＇".chars() {
            reads(&format!("Shaquille O{sign}Neil"), HolderPolicy::Latin, Ok("Shaquille O'Neil"));
        }
        reads("ＩＶＡＮ\tPETROV", HolderPolicy::Latin, Ok("IVAN PETROV"));
        reads("Jose\u{301} Pe\u{301}rez", HolderPolicy::Latin, Ok("Jose\u{301} Pe\u{301}rez"));
        reads("Əli Məmmədov", HolderPolicy::Latin, Ok("Əli Məmmədov"));
        reads("Әлия", HolderPolicy::Transliterate, Ok("ALIYA"));
        reads("Nguyễn Văn", HolderPolicy::Transliterate, Ok("Nguyễn Văn"));
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
        reads("𝐈𝐕𝐀𝐍", HolderPolicy::Latin, Err(HolderError::LatinOnly));
        reads("Iван", HolderPolicy::Transliterate, Err(HolderError::MixedAlphabets));
        reads("Ҷамшед Каримов", HolderPolicy::Transliterate, Err(HolderError::MixedAlphabets));
        reads(&"щ ".repeat(13), HolderPolicy::Transliterate, Err(HolderError::TooLong));
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
