//! Why there is no cryptogram.

use std::fmt;

use crate::card::Field;

/// Why there is no cryptogram. Nothing was charged; holds nothing the shopper typed and nothing the script said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EncryptError {
    /// The provider's script refused fields that we accept (a 13-digit Visa): these, in Tab order. The shopper can act.
    Fields(Vec<Field>),
    /// The script could not be loaded: a policy, a blocker, no network, a wrong `script` setting.
    ScriptBlocked,
    /// The script did not come in time.
    ScriptTimeout,
    /// Something came from the script's address that defines no `Checkout`.
    ScriptWrong,
    /// The script did not answer in time, and its synchronous call did not help.
    TimedOut,
    /// The public id is empty, or the script will not have it. The store can act.
    BadPublicId,
    /// The script failed in another way.
    Provider,
}

impl EncryptError {
    /// Stable code; of those of a field the page is told the field's own.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Fields(_) => "cryptogram.fields",
            Self::ScriptBlocked => "script.blocked",
            Self::ScriptTimeout => "script.timeout",
            Self::ScriptWrong => "script.wrong_content",
            Self::TimedOut => "cryptogram.timeout",
            Self::BadPublicId => "config.public_id",
            Self::Provider => "cryptogram.failed",
        }
    }
}

impl fmt::Display for EncryptError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

impl std::error::Error for EncryptError {}
