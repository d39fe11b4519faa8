//! Faults as JSON: every key optional, exactly one kind wanted.

use std::{collections::BTreeMap, fmt, time::Duration};

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::{Body, Dice, Fault, FaultError, Sending, When};
use crate::{endpoint::Endpoint, reason::Reason};

/// The JSON of `/admin/faults` and of `--faults`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaultOrder {
    #[serde(default)]
    pub(super) next: BTreeMap<Endpoint, OneOrMany>,
    /// Chance. Absent leaves the dice as they are; a rate of 0 puts them away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub random: Option<Dice>,
}

impl FaultOrder {
    /// Faults of all usual kinds on all routes, with this chance per request.
    #[must_use]
    pub fn at_random(seed: u64, rate: f64) -> Self {
        Self { random: Some(Dice::new(seed, rate)), ..Self::default() }
    }

    /// Whether every fault makes sense on its route.
    ///
    /// # Errors
    /// A fault makes no sense on its route.
    pub fn check(&self) -> Result<(), FaultError> {
        for (endpoint, rows) in &self.next {
            for row in rows.as_slice() {
                row.check(*endpoint)?;
            }
        }
        self.random.as_ref().map_or(Ok(()), Dice::check)
    }
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum OneOrMany {
    One(Row),
    Many(Vec<Row>),
}

/// By hand: serde's own for `untagged` tries both, and of a fault that is wrong says only that neither fits.
impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Faults)
    }
}

struct Faults;

impl<'de> Visitor<'de> for Faults {
    type Value = OneOrMany;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a fault, or a list of them")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<OneOrMany, A::Error> {
        Row::deserialize(MapAccessDeserializer::new(map)).map(OneOrMany::One)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<OneOrMany, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(OneOrMany::Many)
    }
}

impl OneOrMany {
    pub(super) fn as_slice(&self) -> &[Row] {
        match self {
            Self::One(row) => std::slice::from_ref(row),
            Self::Many(rows) => rows,
        }
    }
}

/// A fault and how many requests it meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawRow", into = "RawRow")]
pub(super) struct Row {
    pub(super) fault: Fault,
    pub(super) times: u32,
}

impl Row {
    fn check(self, endpoint: Endpoint) -> Result<(), FaultError> {
        let is_webhook = endpoint == Endpoint::Webhook;
        match self.fault {
            Fault::Reason(_) if !endpoint.decides() => Err(FaultError::NoDecision(endpoint)),
            Fault::Frame(_) if !matches!(endpoint, Endpoint::Charge | Endpoint::Auth | Endpoint::AcsPage) => {
                Err(FaultError::NoChallenge(endpoint))
            }
            Fault::Reason(code) if Reason::of(code).is_none() => Err(FaultError::UnknownReason(code)),
            Fault::Send(_) if !is_webhook => Err(FaultError::NoWebhook(endpoint)),
            Fault::Hang(_) | Fault::Instead { .. } if is_webhook => Err(FaultError::NoAnswer),
            _ => Ok(()),
        }
    }
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawRow {
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    frame: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refuse: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    delay: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    drop: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hang: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Body>,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    truncate: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mislabel: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trickle: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    send: Option<Sending>,
    #[serde(skip_serializing_if = "Option::is_none")]
    times: Option<u32>,
}

impl TryFrom<RawRow> for Row {
    type Error = FaultError;

    fn try_from(raw: RawRow) -> Result<Self, FaultError> {
        let is_instead = raw.status.is_some() || raw.body.is_some() || raw.when.is_some();
        let instead = is_instead.then(|| Fault::Instead {
            status: raw.status.unwrap_or(200),
            body: raw.body.unwrap_or(Body::Json),
            when: raw.when.unwrap_or(When::Before),
        });
        let kinds = [
            raw.reason.map(Fault::Reason),
            raw.frame.map(Fault::Frame),
            only_true("refuse", raw.refuse)?.then_some(Fault::Refuse),
            raw.delay.map(pause).transpose()?.map(Fault::Delay),
            raw.drop.map(Fault::Drop),
            raw.hang.map(Fault::Hang),
            instead,
            only_true("truncate", raw.truncate)?.then_some(Fault::Truncate),
            only_true("mislabel", raw.mislabel)?.then_some(Fault::Mislabel),
            raw.trickle.map(pause).transpose()?.map(Fault::Trickle),
            raw.send.map(Fault::Send),
        ];
        let given: Vec<Fault> = kinds.into_iter().flatten().collect();
        let [fault] = given[..] else {
            return Err(FaultError::NotOneKind(given.len()));
        };
        if let Fault::Instead { status, .. } = fault
            && !(200..=999).contains(&status)
        {
            return Err(FaultError::BadStatus(status));
        }
        let times = raw.times.unwrap_or(1);
        if times == 0 {
            return Err(FaultError::NoTimes);
        }
        Ok(Self { fault, times })
    }
}

fn only_true(name: &'static str, given: Option<bool>) -> Result<bool, FaultError> {
    match given {
        Some(false) => Err(FaultError::NotTrue(name)),
        given => Ok(given.is_some()),
    }
}

fn pause(ms: u64) -> Result<Duration, FaultError> {
    if (1..=600_000).contains(&ms) { Ok(Duration::from_millis(ms)) } else { Err(FaultError::BadPause(ms)) }
}

impl From<Row> for RawRow {
    fn from(row: Row) -> Self {
        let raw = Self { times: Some(row.times), ..Self::default() };
        let ms = |pause: Duration| u64::try_from(pause.as_millis()).ok();
        match row.fault {
            Fault::Reason(code) => Self { reason: Some(code), ..raw },
            Fault::Frame(allowed) => Self { frame: Some(allowed), ..raw },
            Fault::Refuse => Self { refuse: Some(true), ..raw },
            Fault::Delay(pause) => Self { delay: ms(pause), ..raw },
            Fault::Drop(when) => Self { drop: Some(when), ..raw },
            Fault::Hang(when) => Self { hang: Some(when), ..raw },
            Fault::Instead { status, body, when } => {
                Self { status: Some(status), body: Some(body), when: Some(when), ..raw }
            }
            Fault::Truncate => Self { truncate: Some(true), ..raw },
            Fault::Mislabel => Self { mislabel: Some(true), ..raw },
            Fault::Trickle(pause) => Self { trickle: ms(pause), ..raw },
            Fault::Send(sending) => Self { send: Some(sending), ..raw },
        }
    }
}
