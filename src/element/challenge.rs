use std::rc::Rc;

use super::shell::{Due, Shell, State};
use crate::flow::{Attempt, Event, GaveUp, Phase};
use crate::text::Key;
use crate::three_ds::{self, ChallengeError, Place};
use crate::wire::Challenge;

impl Shell {
    /// Opens the bank's page: in a frame where bank and store allow one, else in the whole window.
    pub(super) fn open_challenge(self: &Rc<Self>, challenge: Challenge) {
        let mut state = self.state();
        let framed = challenge.frame && !state.settings.whole_window;
        self.surface.offer(false);
        let by_press = state.resumed || state.settings.by_press;
        if framed || by_press {
            let limit = state.settings.challenge_timeout_ms;
            state.guards.limit = Some(self.later(limit, Due::LeaveBank(GaveUp::TimedOut)));
        }
        if framed {
            let title = state.settings.say(Key::ChallengeFrame).to_owned();
            self.open_bank(&mut state, Place::Frame(&title), &challenge);
            state.guards.challenge = Some(challenge);
        } else if by_press {
            // The shopper may have just come back from there; only a press may send the page away again.
            state.guards.challenge = Some(challenge);
            self.surface.offer(true);
        } else {
            self.open_bank(&mut state, Place::Window, &challenge);
        }
    }

    fn open_bank(self: &Rc<Self>, state: &mut State, place: Place<'_>, challenge: &Challenge) {
        match three_ds::open(self.surface.as_ref(), place, challenge) {
            Ok(bank) => state.guards.bank = Some(bank),
            Err(error) => {
                let why = match error {
                    ChallengeError::AcsUrl | ChallengeError::TermUrl => GaveUp::BadAddress,
                    ChallengeError::Form => GaveUp::Blocked,
                };
                // The machine is in the middle of a step: its next event must come later.
                state.guards.limit = Some(self.later(0, Due::LeaveBank(why)));
            }
        }
    }

    /// The press that was asked for, before the page leaves for the bank.
    pub(super) fn open_offered(self: &Rc<Self>) {
        let mut state = self.state();
        if let Some(challenge) = state.guards.challenge.take() {
            self.surface.offer(false);
            self.open_bank(&mut state, Place::Window, &challenge);
        }
    }

    /// The page's policy keeps the bank's page out. The whole window needs no frame-src; it may still be open to us.
    pub(super) fn bank_blocked(self: &Rc<Self>, in_frame: bool) {
        let mut state = self.state();
        if in_frame && state.guards.challenge.is_some() {
            state.guards.bank = None;
            self.surface.offer(true);
        } else {
            drop(state);
            self.leave_bank(GaveUp::Blocked);
        }
    }

    /// The bank has answered, says the page.
    pub(super) fn bank_returned(self: &Rc<Self>) {
        if let Some(attempt) = self.at_the_bank() {
            self.dispatch(Event::ChallengeReturned { attempt });
        }
    }

    /// The page was on its way to the bank, and is restored by Back.
    pub(super) fn came_back(self: &Rc<Self>) {
        let state = self.state();
        let left = state.guards.bank.is_some() && state.guards.challenge.is_none();
        drop(state);
        if left {
            self.leave_bank(GaveUp::Cancelled);
        }
    }

    /// Cancel, and everything else that leaves the bank's page.
    pub(super) fn leave_bank(self: &Rc<Self>, why: GaveUp) {
        if let Some(attempt) = self.at_the_bank() {
            self.dispatch(Event::ChallengeLeft { attempt, why });
        }
    }

    fn at_the_bank(&self) -> Option<Attempt> {
        let state = self.state();
        state.flow.attempt().filter(|_| matches!(state.flow.phase(), Phase::Challenging))
    }
}
