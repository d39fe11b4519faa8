//! The faults still to come.

use std::collections::{BTreeMap, VecDeque};

use super::row::{OneOrMany, Row};
use super::{Dice, Fault, FaultError, FaultOrder};
use crate::endpoint::Endpoint;

/// A queue per route, and the dice for when it is empty.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    next: BTreeMap<Endpoint, VecDeque<Row>>,
    dice: Option<Dice>,
}

impl Faults {
    /// Replaces the queues of the routes an order names, and the dice if it names some.
    ///
    /// # Errors
    /// A fault makes no sense on its route; nothing is changed then.
    pub(crate) fn set(&mut self, order: FaultOrder) -> Result<(), FaultError> {
        order.check()?;
        for (endpoint, rows) in order.next {
            self.next.insert(endpoint, rows.as_slice().iter().copied().collect());
        }
        if let Some(dice) = order.random {
            self.dice = (dice.rate > 0.0).then_some(dice);
        }
        Ok(())
    }

    /// Takes the next fault of a route if it is one of the connection's, or else throws the dice.
    pub(crate) fn take_line(&mut self, endpoint: Endpoint) -> Option<Fault> {
        self.take(endpoint, false).or_else(|| self.dice.as_mut()?.throw(endpoint))
    }

    /// Takes the next fault of a route if it is one of the gateway's word.
    pub(crate) fn take_word(&mut self, endpoint: Endpoint) -> Option<Fault> {
        self.take(endpoint, true)
    }

    /// What is still to come.
    pub(crate) fn list(&self) -> FaultOrder {
        let rows = |queue: &VecDeque<Row>| OneOrMany::Many(queue.iter().copied().collect());
        let waiting = self.next.iter().filter(|(_, queue)| !queue.is_empty());
        let next = waiting.map(|(endpoint, queue)| (*endpoint, rows(queue))).collect();
        FaultOrder { next, random: self.dice.clone() }
    }

    /// Forgets all faults.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    fn take(&mut self, endpoint: Endpoint, a_word: bool) -> Option<Fault> {
        let queue = self.next.get_mut(&endpoint)?;
        let front = queue.front_mut().filter(|row| row.fault.is_a_word() == a_word)?;
        let fault = front.fault;
        front.times -= 1;
        if front.times == 0 {
            queue.pop_front();
        }
        Some(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faults::{Body, When};

    fn faults(json: &str) -> Result<Faults, String> {
        let order = serde_json::from_str(json).map_err(|error| error.to_string())?;
        let mut faults = Faults::default();
        faults.set(order).map_err(|error| error.to_string())?;
        Ok(faults)
    }

    #[test]
    fn a_fault_meets_as_many_requests_as_it_says_and_then_is_gone() {
        let mut faults = faults(r#"{"next":{"bins":{"status":503,"times":2}}}"#).unwrap();
        let wanted = Some(Fault::Instead { status: 503, body: Body::Json, when: When::Before });
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
    fn what_is_ordered_comes_before_what_chance_brings() {
        let json = r#"{"next":{"charge":{"drop":"after"}},"random":{"seed":1,"rate":1.0,"kinds":["truncate"]}}"#;
        let mut faults = faults(json).unwrap();
        assert_eq!(faults.take_line(Endpoint::Charge), Some(Fault::Drop(When::After)));
        assert_eq!(faults.take_line(Endpoint::Charge), Some(Fault::Truncate));
        faults.set(serde_json::from_str(r#"{"random":{"seed":1,"rate":0.0}}"#).unwrap()).unwrap();
        assert_eq!(faults.take_line(Endpoint::Charge), None, "a rate of 0 puts the dice away");
    }

    #[test]
    fn a_fault_that_makes_no_sense_is_refused_with_the_reason() {
        for (json, wanted) in [
            (r#"{"next":{"charge":{}}}"#, "a fault has exactly one of reason, frame, "),
            (r#"{"next":{"charge":{"reason":5051,"frame":true}}}"#, "status with body and when; found 2"),
            (r#"{"next":{"charge":[{"drop":"after"},{"drop":"after","times":0}]}}"#, "times must be at least 1"),
            (r#"{"next":{"charge":{"refuse":false}}}"#, "refuse can only be true"),
            (r#"{"next":{"charge":{"delay":600001}}}"#, "from 1 to 600000 ms, found 600001"),
            (r#"{"next":{"charge":{"status":100}}}"#, "from 200 to 999, found 100"),
            (r#"{"next":{"charge":{"drop":"sometime"}}}"#, "unknown variant `sometime`"),
            (r#"{"next":{"charge":{"reasn":5051}}}"#, "unknown field `reasn`"),
            (r#"{"next":{"charge":5051}}"#, "expected a fault, or a list of them"),
            (r#"{"next":{"charge":{"reason":1}}}"#, "not a documented reason code"),
            (r#"{"next":{"bins":{"reason":5051}}}"#, "never answers with a reason code"),
            (r#"{"next":{"post3ds":{"frame":false}}}"#, "never asks for 3-D Secure"),
            (r#"{"next":{"charge":{"send":"twice"}}}"#, "is no webhook"),
            (r#"{"next":{"webhook":{"status":500}}}"#, "a webhook is a request"),
            (r#"{"next":{"chargge":{"reason":5051}}}"#, "unknown variant"),
            (r#"{"random":{"seed":1,"rate":1.5}}"#, "a chance from 0 to 1"),
            (r#"{"random":{"seed":1,"rate":0.5,"pause":0}}"#, "from 1 to 600000 ms"),
            (r#"{"then":{}}"#, "unknown field"),
        ] {
            let refused = faults(json).err().unwrap_or_default();
            assert!(refused.contains(wanted), "{json}: {refused}");
        }
    }

    #[test]
    fn what_is_listed_can_be_set_again() {
        let json = concat!(
            r#"{"next":{"charge":[{"hang":"after","times":3},{"status":502,"body":"html","when":"after","times":1},"#,
            r#"{"refuse":true,"times":1},{"delay":5,"times":1},{"truncate":true,"times":1},{"mislabel":true,"times":1},"#,
            r#"{"trickle":7,"times":1}],"webhook":[{"send":"early","times":2}]},"#,
            r#""random":{"seed":42,"rate":0.5,"on":["charge"],"kinds":["dropAfter"],"pause":10}}"#
        );
        assert_eq!(serde_json::to_string(&faults(json).unwrap().list()).unwrap(), json);
    }
}
