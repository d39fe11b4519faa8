//! Where the separators and the caret go while someone types.
//!
//! Each mask takes the text and the caret as they are right after the browser applied one edit to a field that was masked
//! before, and what the edit was; it gives them as they should be shown. Masks remember nothing. Carets count UTF-16
//! units, as `selectionStart` does, and any caret and any text will do.

mod digits;
mod expiry;
mod holder;
mod typed;

use super::{Edit, Field, Masked};
use crate::card::{Brand, Inline};

pub(super) use self::holder::LONGEST as LONGEST_NAME;
pub(super) use self::typed::Typed;

/// The card number in groups of four: `4111 1111 1111 1111`, and a last group of three for a Visa of 19 digits.
///
/// A digit typed where the brand's longest number is full is refused. A longer text that came at once is kept, so that
/// nothing is cut in silence: its verdict is `number.too_long`.
///
/// ```
/// use cloudpayments_checkout::form::{Edit, mask};
///
/// // Backspace after the space of "4123 4567|": the browser took the space, the person meant the 3.
/// let masked = mask::number("41234567", 4, Edit::Backward);
/// assert_eq!((masked.text(), masked.caret()), ("4124 567", 3));
/// ```
#[must_use]
pub fn number(text: &str, caret: u32, edit: Edit) -> Masked {
    masked(Field::Number, text, caret, edit)
}

/// The expiry with ` / ` between month and year: `04 / 31`, or `04 / 2031` while it is typed: a year of four digits is never
/// cut to its first two.
///
/// `4` becomes `04 / `, `1` waits for what follows, `14` is `01 / 4`. Backspace over the separator takes the digit before
/// it, Delete the digit after it. A date written year first (`2031-04`) is turned around when it comes at once; a slash
/// after `02 / 6` says that `26/` was meant, and is shown so, for the verdict to name; so is a month `00`.
///
/// ```
/// use cloudpayments_checkout::form::{Edit, mask};
///
/// assert_eq!(mask::expiry("1230", 4, Edit::Insert).text(), "12 / 30");
/// ```
#[must_use]
pub fn expiry(text: &str, caret: u32, edit: Edit) -> Masked {
    masked(Field::Expiry, text, caret, edit)
}

/// The security code, `123`: a fourth digit typed is refused; a longer code that came at once is kept, and its verdict is
/// `cvv.too_long`.
///
/// ```
/// use cloudpayments_checkout::form::{Edit, mask};
///
/// assert_eq!(mask::code("123", 3, Edit::Insert).text(), "123");
/// ```
#[must_use]
pub fn code(text: &str, caret: u32, edit: Edit) -> Masked {
    masked(Field::Code, text, caret, edit)
}

/// The name as typed; line ends and tabs become spaces, other control characters go, and what exceeds 63 characters is
/// refused where it was typed.
///
/// ```
/// use cloudpayments_checkout::form::{Edit, mask};
///
/// assert_eq!(mask::holder("ALIYA", 5, Edit::Insert).text(), "ALIYA");
/// ```
#[must_use]
pub fn holder(text: &str, caret: u32, edit: Edit) -> Masked {
    masked(Field::Holder, text, caret, edit)
}

/// The same, of any field.
pub(crate) fn masked(field: Field, text: &str, caret: u32, edit: Edit) -> Masked {
    let mut masked = Masked { text: Inline::new(), caret: 0 };
    masked.caret = match field {
        Field::Holder => name(text, caret, &mut masked.text),
        _ => show(field, &mut Typed::of(text, caret, edit), &mut masked.text),
    };
    masked
}

/// Writes the name to `shown` and gives the caret.
pub(super) fn name(text: &str, caret: u32, shown: &mut Inline) -> u32 {
    units(holder::write(text, caret as usize, shown))
}

/// How many characters the shown name has.
pub(super) fn name_length(text: &str) -> usize {
    holder::kept(text, usize::MAX)
}

/// The same as [`name`] for a field that holds digits.
pub(super) fn show(field: Field, typed: &mut Typed, shown: &mut Inline) -> u32 {
    units(match field {
        Field::Expiry => expiry::write(typed, shown),
        Field::Number => digits::write(typed, 4, most(field, typed), shown),
        _ => digits::write(typed, typed::MOST_DIGITS, most(field, typed), shown),
    })
}

/// The most digits a field takes from someone who types.
pub(super) fn most(field: Field, typed: &Typed) -> usize {
    match field {
        Field::Number => Brand::of(typed.digits.as_str()).longest(),
        Field::Expiry => EXPIRY_DIGITS,
        _ => CODE_DIGITS,
    }
}

/// The caret as the browser counts it; where digits are masked, bytes are UTF-16 units.
fn units(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// Month and a year of four digits.
const EXPIRY_DIGITS: usize = 6;
const CODE_DIGITS: usize = 3;
