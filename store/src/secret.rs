//! Text that must not be printed.

use std::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

/// A secret: the API secret, a database URL with a password. Wiped when its last holder drops it; `Debug` never shows it,
/// `Display` and `Serialize` are missing on purpose.
#[derive(Clone)]
pub struct Secret(Arc<Zeroizing<String>>);

impl Secret {
    /// Takes the text over.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(Arc::new(Zeroizing::new(text.into())))
    }

    /// The text itself; `git grep expose` is the audit.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing_of_a_secret() {
        assert_eq!(format!("{:?}", Secret::new("sesame")), "Secret(hidden)");
    }
}
