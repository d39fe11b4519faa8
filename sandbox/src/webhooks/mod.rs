//! Notifications to the store's server: a form-encoded POST with two signatures, answered by `{"code":0}`.

mod letter;
mod notice;
mod postman;
mod signature;

pub(crate) use notice::{Kind, Notice};
pub(crate) use postman::Postman;
