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
    /// Stable code, listed in the docs.
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

    /// One sentence for a developer: what was found, what was wanted, who can act.
    #[must_use]
    pub fn message(&self) -> &'static str {
        match self {
            Self::Fields(_) => "the provider's script refused fields of the card; wanted other card details",
            Self::ScriptBlocked => {
                "the provider's script could not be loaded; wanted a `script` address that the page's policy allows and no blocker stops"
            }
            Self::ScriptTimeout => {
                "the provider's script did not load in time; wanted a network that reaches it, or a longer `script-timeout`"
            }
            Self::ScriptWrong => {
                "the provider's script defined no `Checkout`; wanted a `script` address that serves the provider's checkout script"
            }
            Self::TimedOut => "the provider's script did not answer in time; wanted a cryptogram",
            Self::BadPublicId => {
                "the public id is empty or was refused; wanted the one from the merchant cabinet in `public-id`"
            }
            Self::Provider => "the provider's script failed; wanted a cryptogram",
        }
    }
}

impl fmt::Display for EncryptError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.message())
    }
}

impl std::error::Error for EncryptError {}
