//! Why the bank's page is not opened.

use core::fmt;

/// Why the bank's page is not opened. Nothing was sent to it. Holds no part of the addresses: TermUrl carries a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChallengeError {
    /// AcsUrl is no absolute https address (nor http on this very machine). The gateway can act.
    AcsUrl,
    /// TermUrl is no such address. The store's server can act.
    TermUrl,
    /// The page has no place for a form, or the browser refused to submit it.
    Form,
}

impl ChallengeError {
    /// Stable code, for a log: what pages are told of is in docs/INTEGRATION.md, section 8.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::AcsUrl => "acs.url_invalid",
            Self::TermUrl => "acs.term_url_invalid",
            Self::Form => "acs.form_refused",
        }
    }
}

impl fmt::Display for ChallengeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::AcsUrl => "the bank's address (AcsUrl) is not safe to post to; wanted https, or http on this machine",
            Self::TermUrl => "the store's address for the bank's answer (TermUrl) is not safe; wanted an absolute https address, or http on this machine",
            Self::Form => "the browser refused to post the form to the bank; wanted a page with a body and a form that may be submitted",
        })
    }
}

impl std::error::Error for ChallengeError {}
