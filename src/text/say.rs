use super::packed::{Packed, pack};
use super::{Key, Locale, en, kk, ru};

/// The words of a message, with its `{placeholders}` still in it.
///
/// ```
/// use cloudpayments_checkout::text::{Key, Locale, say};
///
/// assert_eq!(say(Key::NumberLabel, Locale::Kk), "Карта нөмірі");
/// ```
#[must_use]
pub fn say(key: Key, locale: Locale) -> &'static str {
    let words = match locale {
        Locale::Kk => &KK,
        Locale::Ru => &RU,
        Locale::En => &EN,
    };
    words.word(key)
}

static KK: Packed = pack!(kk::word);
static RU: Packed = pack!(ru::word);
static EN: Packed = pack!(en::word);
