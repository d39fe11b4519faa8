/// How a language groups digits and where it puts the currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountStyle {
    /// Kazakh and Russian: `12 500,00 ₽`.
    Spaces,
    /// English: `$12,500.00`.
    Commas,
}
