use crate::money::AmountStyle;

/// A language the checkout speaks.
///
/// ```
/// use cloudpayments_checkout::text::Locale;
///
/// assert_eq!(Locale::ALL.map(Locale::tag), ["kk", "ru", "en"]);
/// assert_eq!(Locale::Kk.culture(), "kk-KZ");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Locale {
    /// Kazakh, in Cyrillic letters.
    Kk,
    /// Russian.
    Ru,
    /// English. The default: whoever asks for a language we lack (Chinese, Turkish, German) reads English more likely
    /// than Kazakh or Russian, and a store in Kazakhstan that names no language at all sees the wrong one at once, in testing.
    #[default]
    En,
}

impl Locale {
    /// Every language, in the order a language switch shows them.
    pub const ALL: [Self; 3] = [Self::Kk, Self::Ru, Self::En];

    /// The language of a BCP 47 tag (`kk-KZ`, `ru_RU`, `EN`) or an ISO 639-2 code (`kaz`); `None` for any other.
    ///
    /// `kz` is taken for Kazakh: it is the country's code, and often written where the language's is meant.
    ///
    /// ```
    /// use cloudpayments_checkout::text::Locale;
    ///
    /// assert_eq!(Locale::parse("kk-KZ"), Some(Locale::Kk));
    /// assert_eq!(Locale::parse("de").unwrap_or_default(), Locale::En);
    /// ```
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let mut language = [0; 3];
        for (at, byte) in tag.trim_ascii().bytes().enumerate() {
            if matches!(byte, b'-' | b'_') {
                break;
            }
            *language.get_mut(at)? = byte.to_ascii_lowercase();
        }
        match &language {
            b"kk\0" | b"kaz" | b"kz\0" => Some(Self::Kk),
            b"ru\0" | b"rus" => Some(Self::Ru),
            b"en\0" | b"eng" => Some(Self::En),
            _ => None,
        }
    }

    /// `kk`, `ru` or `en`: for a `lang` attribute and for the wire.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Kk => "kk",
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// `kk-KZ`, `ru-RU` or `en-US`: the provider's widget cultures.
    ///
    /// Not the API's `CultureName`, where `kk` means Russian words in Almaty's time zone (developers.cloudpayments.ru, "Локализация").
    #[must_use]
    pub fn culture(self) -> &'static str {
        match self {
            Self::Kk => "kk-KZ",
            Self::Ru => "ru-RU",
            Self::En => "en-US",
        }
    }
}

impl From<Locale> for AmountStyle {
    fn from(locale: Locale) -> Self {
        match locale {
            Locale::Kk | Locale::Ru => Self::Spaces,
            Locale::En => Self::Commas,
        }
    }
}
