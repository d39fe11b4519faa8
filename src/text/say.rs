use super::{Key, Locale, Words};

/// The words of a message, with its `{placeholders}` still in it.
///
/// ```
/// use cloudpayments_checkout::text::{Key, Locale, say};
///
/// assert_eq!(say(Key::NumberLabel, Locale::Kk), "Карта нөмірі");
/// ```
#[must_use]
pub fn say(key: Key, locale: Locale) -> &'static str {
    Words::from(locale).say(key)
}
