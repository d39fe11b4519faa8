use core::fmt;

/// Why a text is no amount we take.
///
/// ```
/// use cloudpayments_checkout::money::{Amount, AmountError, Currency};
///
/// assert_eq!(Amount::parse("0", Currency::KZT), Err(AmountError::Zero));
/// assert_eq!(AmountError::Zero.code(), "amount.zero");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountError {
    /// Nothing there.
    Empty,
    /// Something besides digits and one dot.
    Format,
    /// More decimals than the currency has.
    Decimals,
    /// Nothing to pay.
    Zero,
    /// A million million or more.
    TooLarge,
    /// No ISO 4217 code.
    Currency,
}

impl AmountError {
    /// Stable code, as in events.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "amount.empty",
            Self::Format => "amount.format",
            Self::Decimals => "amount.decimals",
            Self::Zero => "amount.zero",
            Self::TooLarge => "amount.too_large",
            Self::Currency => "amount.currency",
        }
    }
}

impl fmt::Display for AmountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "no amount, wanted a decimal such as 12500.00",
            Self::Format => "something besides digits and one dot, wanted a decimal such as 12500.00",
            Self::Decimals => "more decimals than the currency has, wanted an amount that can be paid",
            Self::Zero => "an amount of nothing, wanted more than zero",
            Self::TooLarge => "an amount too large, wanted less than 1000000000000",
            Self::Currency => "no currency code, wanted three capital letters such as KZT",
        })
    }
}

impl core::error::Error for AmountError {}
