use crate::money::Amount;
use crate::text::{Key, Locale, fill, say};

/// What messages are filled with, for who draws in Rust; the element's `errands.js` does the same.
///
/// ```
/// use cloudpayments_checkout::money::{Amount, Currency};
/// use cloudpayments_checkout::text::{Key, Locale};
/// use cloudpayments_checkout::view::Facts;
///
/// let amount = Amount::parse("12500", Currency::KZT)?;
/// let facts = Facts { locale: Locale::En, amount: Some(&amount), support_email: "" };
/// assert!(facts.say(Key::PayAmount).contains("12,500"));
/// # Ok::<(), cloudpayments_checkout::money::AmountError>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The shopper's language.
    pub locale: Locale,
    /// What is paid.
    pub amount: Option<&'a Amount>,
    /// Whom to ask.
    pub support_email: &'a str,
}

impl Facts<'_> {
    /// A message in the shopper's language, with amount and e-mail in it; other placeholders stay.
    #[must_use]
    pub fn say(&self, key: Key) -> String {
        let price = self.amount.map(|amount| amount.display(self.locale)).unwrap_or_default();
        fill(&say(key, self.locale), &[("amount", &price), ("email", self.support_email)])
    }
}
