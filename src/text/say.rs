use super::packed::{WORDS, line, unpacked};
use super::{Key, Locale};

/// The words of a message, with its `{placeholders}` still in it.
///
/// ```
/// use cloudpayments_checkout::text::{Key, Locale, say};
///
/// assert_eq!(say(Key::NumberLabel, Locale::Kk), "Карта нөмірі");
/// ```
#[must_use]
pub fn say(key: Key, locale: Locale) -> String {
    let mut lines = WORDS.split(|byte| *byte == b'\n');
    unpack(lines.nth(line(locale) + key as usize).unwrap_or_default())
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
pub fn lines(locale: Locale) -> (String, usize) {
    (unpack(&WORDS), line(locale))
}

fn unpack(bytes: &[u8]) -> String {
    let mut words = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        words.push(unpacked(*byte));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::{en, kk, ru};
    use super::*;

    #[test]
    fn every_message_comes_out_as_its_language_has_it() {
        for &key in Key::ALL {
            assert_eq!(say(key, Locale::Kk), kk::word(key));
            assert_eq!(say(key, Locale::Ru), ru::word(key));
            assert_eq!(say(key, Locale::En), en::word(key));
        }
    }

    #[test]
    fn a_languages_lines_are_its_messages_in_their_order() {
        for locale in Locale::ALL {
            let (words, before) = lines(locale);
            let said: Vec<&str> = words.lines().skip(before).take(Key::ALL.len()).collect();
            let meant: Vec<String> = Key::ALL.iter().map(|key| say(*key, locale)).collect();
            assert_eq!(said, meant);
        }
    }
}
