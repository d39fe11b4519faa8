//! What goes wrong next: a small table of one-shot faults per route, set through `/admin/faults`.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{endpoint::Endpoint, reason::Reason};

/// One way to fail, ordered by a `POST` of JSON to `/admin/faults`; keys of `next` are the names of [`Endpoint`], `times` is 1 unless given.
///
/// ```json
/// {"next": {"charge": {"reason": 5051}}}
/// {"next": {"charge": {"frame": false}}}
/// {"next": {"charge": {"drop": "after"}}}
/// {"next": {"post3ds": {"hang": "before"}}}
/// {"next": {"bins": {"status": 503, "times": 2}}}
/// {"next": {"script": {"body": "html"}}}
/// {"next": {"charge": [{"reason": 5096}, {"reason": 5051}]}}
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Decline with this documented reason code.
    Reason(u32),
    /// Ask for 3-D Secure with this `IFrameIsAllowed`.
    Frame(bool),
    /// Close the connection without an answer.
    Drop(When),
    /// Never answer; the connection stays open.
    Hang(When),
    /// Answer this instead, and do nothing.
    Instead {
        /// The HTTP status, 200 to 999.
        status: u16,
        /// What the body looks like.
        body: Body,
    },
}

/// Whether the work is done before the connection fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum When {
    /// Nothing has happened: no charge.
    Before,
    /// All is done, only the answer is lost.
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
    /// Nothing.
    Empty,
}

impl Fault {
    /// Whether the fault is in the connection; else it is in what the gateway says.
    fn is_in_the_line(self) -> bool {
        matches!(self, Self::Drop(_) | Self::Hang(_) | Self::Instead { .. })
    }
}

/// The faults still to come, a queue per route.
#[derive(Debug, Default)]
pub(crate) struct Faults(BTreeMap<Endpoint, VecDeque<Row>>);

impl Faults {
    /// Replaces the queues of the routes an order names.
    ///
    /// # Errors
    /// A fault makes no sense on its route; nothing is changed then.
    pub(crate) fn set(&mut self, order: FaultOrder) -> Result<(), FaultError> {
        for (endpoint, rows) in &order.next {
            for row in rows.as_slice() {
                row.check(*endpoint)?;
            }
        }
        for (endpoint, rows) in order.next {
            self.0.insert(endpoint, rows.as_slice().iter().copied().collect());
        }
        Ok(())
    }

    /// Takes the next fault of a route if it is one of the connection's.
    pub(crate) fn take_line(&mut self, endpoint: Endpoint) -> Option<Fault> {
        self.take(endpoint, true)
    }

    /// Takes the next fault of a route if it is one of the gateway's word.
    pub(crate) fn take_word(&mut self, endpoint: Endpoint) -> Option<Fault> {
        self.take(endpoint, false)
    }

    /// What is still to come.
    pub(crate) fn list(&self) -> FaultOrder {
        let rows = |queue: &VecDeque<Row>| OneOrMany::Many(queue.iter().copied().collect());
        let waiting = self.0.iter().filter(|(_, queue)| !queue.is_empty());
        FaultOrder { next: waiting.map(|(endpoint, queue)| (*endpoint, rows(queue))).collect() }
    }

    /// Forgets all faults.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    fn take(&mut self, endpoint: Endpoint, in_the_line: bool) -> Option<Fault> {
        let queue = self.0.get_mut(&endpoint)?;
        let front = queue.front_mut().filter(|row| row.fault.is_in_the_line() == in_the_line)?;
        let fault = front.fault;
        front.times -= 1;
        if front.times == 0 {
            queue.pop_front();
        }
        Some(fault)
    }
}

/// The JSON of `/admin/faults`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FaultOrder {
    next: BTreeMap<Endpoint, OneOrMany>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(Row),
    Many(Vec<Row>),
}

impl OneOrMany {
    fn as_slice(&self) -> &[Row] {
        match self {
            Self::One(row) => std::slice::from_ref(row),
            Self::Many(rows) => rows,
        }
    }
}

/// A fault and how many requests it meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawRow", into = "RawRow")]
struct Row {
    fault: Fault,
    times: u32,
}

impl Row {
    fn check(self, endpoint: Endpoint) -> Result<(), FaultError> {
        match self.fault {
            Fault::Reason(_) if !endpoint.decides() => Err(FaultError::NoDecision(endpoint)),
            Fault::Frame(_) if !matches!(endpoint, Endpoint::Charge | Endpoint::Auth) => {
                Err(FaultError::NoChallenge(endpoint))
            }
            Fault::Reason(code) if Reason::of(code).is_none() => Err(FaultError::UnknownReason(code)),
            _ => Ok(()),
        }
    }
}

/// Why a fault was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(crate) enum FaultError {
    #[error("a fault has exactly one of reason, frame, drop, hang, or status with body; found {0}")]
    NotOneKind(usize),
    #[error("times must be at least 1")]
    NoTimes,
    #[error("status must be from 200 to 999, found {0}")]
    BadStatus(u16),
    #[error("reason {0} is not a documented reason code")]
    UnknownReason(u32),
    #[error("{0:?} never answers with a reason code; charge, auth and post3ds do")]
    NoDecision(Endpoint),
    #[error("{0:?} never asks for 3-D Secure; charge and auth do")]
    NoChallenge(Endpoint),
}

/// A row as written: every key optional, exactly one kind wanted.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawRow {
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    frame: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    drop: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hang: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Body>,
    #[serde(skip_serializing_if = "Option::is_none")]
    times: Option<u32>,
}

impl TryFrom<RawRow> for Row {
    type Error = FaultError;

    fn try_from(raw: RawRow) -> Result<Self, FaultError> {
        let instead = (raw.status.is_some() || raw.body.is_some())
            .then(|| Fault::Instead { status: raw.status.unwrap_or(200), body: raw.body.unwrap_or(Body::Json) });
        let kinds = [
            raw.reason.map(Fault::Reason),
            raw.frame.map(Fault::Frame),
            raw.drop.map(Fault::Drop),
            raw.hang.map(Fault::Hang),
            instead,
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

impl From<Row> for RawRow {
    fn from(row: Row) -> Self {
        let raw = Self { times: Some(row.times), ..Self::default() };
        match row.fault {
            Fault::Reason(code) => Self { reason: Some(code), ..raw },
            Fault::Frame(allowed) => Self { frame: Some(allowed), ..raw },
            Fault::Drop(when) => Self { drop: Some(when), ..raw },
            Fault::Hang(when) => Self { hang: Some(when), ..raw },
            Fault::Instead { status, body } => Self { status: Some(status), body: Some(body), ..raw },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(json: &str) -> Result<Faults, String> {
        let order = serde_json::from_str(json).map_err(|error| error.to_string())?;
        let mut faults = Faults::default();
        faults.set(order).map_err(|error| error.to_string())?;
        Ok(faults)
    }

    #[test]
    fn a_fault_meets_as_many_requests_as_it_says_and_then_is_gone() {
        let mut faults = faults(r#"{"next":{"bins":{"status":503,"times":2}}}"#).unwrap();
        let wanted = Some(Fault::Instead { status: 503, body: Body::Json });
        assert_eq!(faults.take_line(Endpoint::Script), None);
        assert_eq!(faults.take_line(Endpoint::Bins), wanted);
        assert_eq!(faults.take_line(Endpoint::Bins), wanted);
        assert_eq!(faults.take_line(Endpoint::Bins), None);
    }

    #[test]
    fn faults_in_a_row_come_in_their_order() {
        let mut faults = faults(r#"{"next":{"charge":[{"reason":5096},{"drop":"after"}]}}"#).unwrap();
        assert_eq!(faults.take_line(Endpoint::Charge), None, "the next fault is the gateway's word");
        assert_eq!(faults.take_word(Endpoint::Charge), Some(Fault::Reason(5096)));
        assert_eq!(faults.take_word(Endpoint::Charge), None);
        assert_eq!(faults.take_line(Endpoint::Charge), Some(Fault::Drop(When::After)));
    }

    #[test]
    fn a_fault_that_makes_no_sense_is_refused_with_the_reason() {
        for (json, wanted) in [
            (r#"{"next":{"charge":{}}}"#, "data did not match"),
            (r#"{"next":{"charge":{"reason":5051,"frame":true}}}"#, "data did not match"),
            (r#"{"next":{"charge":{"reason":1}}}"#, "not a documented reason code"),
            (r#"{"next":{"bins":{"reason":5051}}}"#, "never answers with a reason code"),
            (r#"{"next":{"post3ds":{"frame":false}}}"#, "never asks for 3-D Secure"),
            (r#"{"next":{"chargge":{"reason":5051}}}"#, "unknown variant"),
            (r#"{"then":{}}"#, "unknown field"),
        ] {
            let refused = faults(json).err().unwrap_or_default();
            assert!(refused.contains(wanted), "{json}: {refused}");
        }
    }

    #[test]
    fn what_is_listed_can_be_set_again() {
        let json = r#"{"next":{"charge":[{"hang":"after","times":3},{"status":502,"body":"html","times":1}]}}"#;
        assert_eq!(serde_json::to_string(&faults(json).unwrap().list()).unwrap(), json);
    }
}
