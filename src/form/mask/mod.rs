//! Where the separators and the caret go while someone types.
//!
//! Each mask takes the text and the caret as they are right after the browser applied one edit to a field that was masked
//! before, and what the edit was; it gives them as they should be shown. Masks remember nothing. Carets count UTF-16
//! units, as `selectionStart` does, and any caret and any text will do.

mod code;
mod expiry;
mod holder;
mod number;
mod typed;

pub use self::code::{CODE_ROOM, code};
pub use self::expiry::{EXPIRY_ROOM, expiry};
pub use self::holder::{HOLDER_ROOM, holder};
pub use self::number::{NUMBER_ROOM, number};

pub(crate) use self::code::code_after;
pub(crate) use self::expiry::expiry_after;
pub(crate) use self::holder::LONGEST as HOLDER_CHARS;
pub(crate) use self::number::number_after;
