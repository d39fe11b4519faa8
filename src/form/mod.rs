//! The four fields while someone types in them.

mod fields;
mod line;
mod marks;
mod masked;
mod name;
mod paste;
mod rule;
mod splice;
mod typing;

pub mod mask;

pub use self::fields::Form;
pub use self::masked::{Edit, Masked};
pub use self::paste::PasteError;
pub use self::rule::HolderRule;
#[cfg(target_family = "wasm")]
pub(crate) use self::splice::units;
pub use crate::card::{Field, FieldError, Verdict};
