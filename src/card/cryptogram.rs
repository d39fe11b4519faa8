//! The card, encrypted.

use core::fmt;

use zeroize::Zeroizing;

/// The packet the provider's script makes of a card: good for one charge, for the store's server only.
///
/// Wiped on drop. No `Clone`: it is used once. No `Display`, and a `Debug` that shows nothing: it belongs in no log.
///
/// ```
/// use cloudpayments_checkout::card::Cryptogram;
///
/// let cryptogram = Cryptogram::new("eyJUeXBlIjoi".to_owned());
/// assert_eq!(cryptogram.expose(), "eyJUeXBlIjoi");
/// assert!(!format!("{cryptogram:?}").contains("eyJ"));
/// ```
pub struct Cryptogram(Zeroizing<String>);

impl Cryptogram {
    /// Takes a packet as the script answered it.
    #[must_use]
    pub fn new(packet: String) -> Self {
        Self(Zeroizing::new(packet))
    }

    /// The packet, about 1,300 characters of base64. For the charge request alone.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Cryptogram {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Cryptogram(..)")
    }
}
