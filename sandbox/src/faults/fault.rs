//! The ways to fail.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// One way to fail, ordered by a `POST` of JSON to `/admin/faults`; keys of `next` are the names of [`Endpoint`](crate::Endpoint),
/// `times` is 1 unless given.
///
/// ```json
/// {"next": {"charge": {"reason": 5051}}}
/// {"next": {"charge": {"frame": false}}}
/// {"next": {"acsPage": {"frame": false}}}
/// {"next": {"script": {"refuse": true}}}
/// {"next": {"bins": {"delay": 1500}}}
/// {"next": {"charge": {"drop": "after"}}}
/// {"next": {"post3ds": {"hang": "before"}}}
/// {"next": {"bins": {"status": 503, "times": 2}}}
/// {"next": {"charge": {"status": 502, "body": "html", "when": "after"}}}
/// {"next": {"findV2": {"truncate": true}}}
/// {"next": {"charge": {"mislabel": true}}}
/// {"next": {"charge": {"trickle": 20}}}
/// {"next": {"webhook": {"send": "twice"}}}
/// {"next": {"charge": [{"reason": 5096}, {"reason": 5051}]}}
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Decline with this documented reason code.
    Reason(u32),
    /// Ask for 3-D Secure with this `IFrameIsAllowed`; on the bank's page, whether its own policy lets it be framed.
    Frame(bool),
    /// Reset the connection as soon as the request is seen; nothing is done.
    Refuse,
    /// Hold the request for this long, then do and answer as usual.
    Delay(Duration),
    /// Close the connection without an answer.
    Drop(When),
    /// Never answer; the connection stays open.
    Hang(When),
    /// Answer this instead.
    Instead {
        /// The HTTP status, 200 to 999.
        status: u16,
        /// What the body looks like.
        body: Body,
        /// Whether the work is done all the same.
        when: When,
    },
    /// Do the work, and answer the first half of the body with a length that fits it.
    Truncate,
    /// Do the work, and answer with the content type of something else.
    Mislabel,
    /// Do the work, and answer in pieces with this pause between them, a second and a half in all at 20 ms.
    Trickle(Duration),
    /// How a webhook goes out.
    Send(Sending),
}

/// Whether the work is done before the connection fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum When {
    /// Nothing has happened: no charge. Of a webhook: it does not arrive, and is sent again later.
    Before,
    /// All is done, only the answer is lost. Of a webhook: it arrives, and is sent again all the same.
    After,
}

/// The body of an answer that replaces the real one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Body {
    /// `{"Success":false,"Message":"..."}`
    Json,
    /// A proxy's error page.
    Html,
    /// Plain text.
    Text,
    /// Nothing.
    Empty,
}

/// How a webhook goes out that goes out wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sending {
    /// Two at once.
    Twice,
    /// Before the answer it is about: the answer waits until the webhook was tried.
    Early,
    /// Not at all.
    Never,
}

impl Fault {
    /// Whether the fault is in what the gateway says; else it is in how it arrives.
    pub(super) fn is_a_word(self) -> bool {
        matches!(self, Self::Reason(_) | Self::Frame(_))
    }
}
