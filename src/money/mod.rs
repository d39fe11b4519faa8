//! Exact amounts of money, and how they are read and written.

mod amount;
mod currency;
mod digits;
mod error;
mod style;

pub use amount::Amount;
pub use currency::Currency;
pub(crate) use digits::decimal;
pub use error::AmountError;
pub use style::AmountStyle;
