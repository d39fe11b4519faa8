use crate::money::AmountStyle;

/// A language the checkout speaks.
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
        let language = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|locale| locale.names().iter().any(|name| language.eq_ignore_ascii_case(name)))
    }

    /// `kk`, `ru` or `en`: for a `lang` attribute and for the wire.
    #[must_use]
    pub fn tag(self) -> &'static str {
        self.names()[0]
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

    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Kk => &["kk", "kaz", "kz"],
            Self::Ru => &["ru", "rus"],
            Self::En => &["en", "eng"],
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
