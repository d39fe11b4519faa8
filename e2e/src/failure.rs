//! Why a test stopped, other than by a failed assertion.

use std::{error::Error, fmt};

/// What a test, and each step of it, returns.
pub type Outcome<T = ()> = Result<T, Failure>;

/// One sentence on what went wrong. It is no [`Error`], so that every error turns into it by `?`.
pub struct Failure(String);

impl Failure {
    /// A failure in our own words.
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A test that returns a failure prints it by `Debug`: line breaks should read as such.
impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<E: Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}
