//! The kinds of faults that can come at random.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Body, Fault, Sending, When};
use crate::endpoint::Endpoint;

/// A kind of fault without its details.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// The connection is reset.
    Refuse,
    /// The request is held for a while.
    Delay,
    /// The connection is closed and nothing is done.
    DropBefore,
    /// All is done, and the connection is closed.
    DropAfter,
    /// No answer ever, and nothing is done. Comes at random only when asked for.
    HangBefore,
    /// No answer ever, and all is done. Comes at random only when asked for.
    HangAfter,
    /// Status 500 with JSON.
    Status500,
    /// Status 502 with a proxy's page.
    Html502,
    /// Status 200 with a page.
    Html200,
    /// Status 502 with a proxy's page, after all is done.
    Html502After,
    /// Half of the answer.
    Truncate,
    /// The answer with a wrong content type.
    Mislabel,
    /// The answer in pieces.
    Trickle,
    /// A webhook twice at once.
    Twice,
    /// A webhook before the answer.
    Early,
    /// A webhook never.
    Never,
}

impl Kind {
    /// What comes at random where nothing else is said, on a route that answers.
    pub(super) const OF_ANSWERS: [Self; 11] = [
        Self::Refuse,
        Self::Delay,
        Self::DropBefore,
        Self::DropAfter,
        Self::Status500,
        Self::Html502,
        Self::Html200,
        Self::Html502After,
        Self::Truncate,
        Self::Mislabel,
        Self::Trickle,
    ];

    /// The same for a webhook.
    pub(super) const OF_WEBHOOKS: [Self; 10] = [
        Self::Refuse,
        Self::Delay,
        Self::DropBefore,
        Self::DropAfter,
        Self::Truncate,
        Self::Mislabel,
        Self::Trickle,
        Self::Twice,
        Self::Early,
        Self::Never,
    ];

    /// Whether it makes sense on this route.
    pub(super) fn fits(self, endpoint: Endpoint) -> bool {
        match endpoint {
            Endpoint::Webhook => Self::OF_WEBHOOKS.contains(&self),
            _ => !matches!(self, Self::Twice | Self::Early | Self::Never),
        }
    }

    /// The fault itself; `pause` is how long it holds something up.
    pub(super) fn fault(self, pause: Duration) -> Fault {
        let instead = |status, body, when| Fault::Instead { status, body, when };
        match self {
            Self::Refuse => Fault::Refuse,
            Self::Delay => Fault::Delay(pause),
            Self::DropBefore => Fault::Drop(When::Before),
            Self::DropAfter => Fault::Drop(When::After),
            Self::HangBefore => Fault::Hang(When::Before),
            Self::HangAfter => Fault::Hang(When::After),
            Self::Status500 => instead(500, Body::Json, When::Before),
            Self::Html502 => instead(502, Body::Html, When::Before),
            Self::Html200 => instead(200, Body::Html, When::Before),
            Self::Html502After => instead(502, Body::Html, When::After),
            Self::Truncate => Fault::Truncate,
            Self::Mislabel => Fault::Mislabel,
            Self::Trickle => Fault::Trickle(pause / 64),
            Self::Twice => Fault::Send(Sending::Twice),
            Self::Early => Fault::Send(Sending::Early),
            Self::Never => Fault::Send(Sending::Never),
        }
    }
}
