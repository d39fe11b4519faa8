//! `CultureName`: which language an answer's words are in.

/// A language of the API's words for the shopper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Culture {
    /// `ru-RU`, and what the API falls back to.
    Russian,
    /// `en-US`.
    English,
    /// `kk-KZ`.
    Kazakh,
}

impl Culture {
    /// Reads a `CultureName`. The API's own list gives plain `kk` as Russian words in the time zone of Almaty; `kk-KZ` is Kazakh.
    pub(crate) fn of(name: Option<&str>) -> Self {
        match name {
            Some("en-US" | "en") => Self::English,
            Some("kk-KZ") => Self::Kazakh,
            _ => Self::Russian,
        }
    }

    /// The language tag for a page's `lang`.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::Russian => "ru",
            Self::English => "en",
            Self::Kazakh => "kk",
        }
    }
}
