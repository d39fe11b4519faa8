//! The only place card digits leave: a checked card goes in, the provider's script turns it into a cryptogram.
//!
//! The script is loaded from its provider, once per page, and never copied. Its own checks are weak and its call may never
//! settle, so what is passed was checked by us, and every wait has a limit.

mod encrypt;
mod error;
mod provider;

pub use crate::card::Cryptogram;
pub use encrypt::{Options, Then, encrypt, hand_over, prepare, read};
pub use error::EncryptError;
