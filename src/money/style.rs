/// How a language groups digits and where it puts the currency.
///
/// ```
/// use cloudpayments_checkout::money::{Amount, AmountStyle, Currency};
///
/// let amount = Amount::from_minor(123_456, Currency::USD)?;
/// assert_eq!(amount.display(AmountStyle::Commas), "$1,234.56");
/// # Ok::<(), cloudpayments_checkout::money::AmountError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountStyle {
    /// Kazakh and Russian: `12 500,00 ₽`.
    Spaces,
    /// English: `$12,500.00`.
    Commas,
}
