use super::packed::{WORDS, line};
use super::{Key, Locale};

/// The words of a message, with its `{placeholders}` still in it.
///
/// ```
/// use cloudpayments_checkout::text::{Key, Locale, say};
///
/// assert_eq!(say(Key::NumberLabel, Locale::Kk), "Карта нөмірі");
/// ```
#[must_use]
pub fn say(key: Key, locale: Locale) -> &'static str {
    let mut before = line(locale) + key as usize;
    let mut start = 0;
    for (at, &byte) in WORDS.as_bytes().iter().enumerate() {
        if byte == b'\n' {
            if before == 0 {
                return WORDS.get(start..at).unwrap_or_default();
            }
            before -= 1;
            start = at + 1;
        }
    }
    ""
}

/// All words of all languages, a message to a line in the order of [`Key::ALL`], and how many lines stand before those of this one.
/// English comes first.
///
/// ```
/// use cloudpayments_checkout::text::{Locale, lines};
///
/// let (words, count) = lines(Locale::En);
/// assert!(words.lines().count() >= count);
/// ```
#[must_use]
pub const fn lines(locale: Locale) -> (&'static str, usize) {
    (WORDS, line(locale))
}
