//! What stands on a bank card, read and checked: a value exists only if it is right.

mod brand;
mod cryptogram;
mod digits;
mod expiry;
pub(crate) mod fold;
mod holder;
mod inline;
mod month;
mod number;
mod scrub;
mod security_code;
mod tally;
mod transliterate;
mod verdict;
mod whole;

pub(crate) use self::expiry::{tidy, turned};
pub(crate) use self::holder::Reader;
#[cfg(all(target_family = "wasm", feature = "own-fields"))]
pub(crate) use self::number::judge as judge_number;
pub(crate) use self::verdict::judge;

pub use self::brand::Brand;
pub use self::cryptogram::Cryptogram;
pub use self::digits::Digits;
pub use self::expiry::{Expiry, ExpiryError};
pub use self::holder::{Holder, HolderError, HolderPolicy};
pub use self::inline::Inline;
pub use self::month::{Month, Now};
pub use self::number::{CardNumber, NumberError};
pub use self::scrub::{scrubbed, scrubbed_field};
pub use self::security_code::{CodeError, SecurityCode};
pub use self::transliterate::transliterate;
pub use self::verdict::{Field, FieldError, Verdict};
pub use self::whole::Card;
