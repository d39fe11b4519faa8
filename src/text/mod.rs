//! Every word the shopper reads, in Kazakh, Russian and English: [`say`] a [`Key`] in a [`Locale`], then [`fill`] its placeholders.
//!
//! One file per language, one line per message. The three files must agree in keys (the compiler sees to it) and in
//! placeholders (`tests/texts.rs` does). A message is at most two short sentences: what is the matter, then what to do.

mod en;
mod field;
mod fill;
mod key;
mod kk;
mod locale;
mod packed;
mod ru;
mod say;

pub use field::{field_error, paste_error};
pub use fill::fill;
pub use key::Key;
pub use locale::Locale;
pub use say::{lines, say};
