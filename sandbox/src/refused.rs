//! Why a request is refused without a `Model`.

use aws_lc_rs::error::Unspecified;
use thiserror::Error;

use crate::{bank::RedeemError, fields::FieldError, packet::PacketError};

/// Shape 1 of the answers. The text is its `Message`; it never holds card data.
#[derive(Debug, Error)]
pub(crate) enum Refused {
    #[error(transparent)]
    Field(#[from] FieldError),
    #[error(transparent)]
    Packet(#[from] PacketError),
    #[error(transparent)]
    PaRes(#[from] RedeemError),
    #[error("Not found")]
    NotFound,
    #[error("Transaction has status {found}, {wanted} is needed")]
    WrongStatus { found: &'static str, wanted: &'static str },
    #[error("Amount must not be more than {0}")]
    TooMuch(String),
    #[error("Internal error: no random bytes")]
    NoRandom,
}

impl From<Unspecified> for Refused {
    fn from(_: Unspecified) -> Self {
        Self::NoRandom
    }
}
