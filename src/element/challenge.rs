use std::rc::Rc;

use super::shell::Shell;
use crate::browser::{Listener, Timer, dom};
use crate::flow::{Attempt, Event, GaveUp, Phase};
use crate::text::{Key, say};
use crate::three_ds::{self, ChallengeError, Directive, Outcome};
use crate::wire::Challenge;

impl Shell {
    /// Opens the bank's page: in a frame where bank and store allow one, else in the whole window.
    pub(super) fn open_challenge(self: &Rc<Self>, challenge: Challenge) {
        let (framed, resumed, limit_ms) = self.with(|state| {
            let framed = challenge.frame && !state.settings.whole_window;
            (framed, state.resumed, state.settings.challenge_timeout_ms)
        });
        if framed {
            self.limit(limit_ms);
            self.open_frame(&challenge);
        } else if resumed {
            // The shopper has just come back from there; only a press may send the page away again.
            self.limit(limit_ms);
            self.offer_window(challenge);
        } else {
            self.open_window(&challenge);
        }
    }

    /// Cancel, and everything else that leaves the bank's page.
    pub(super) fn leave_challenge(self: &Rc<Self>, why: GaveUp) {
        let attempt = self.with(|state| match state.flow.phase() {
            Phase::Challenging => state.flow.attempt(),
            _ => None,
        });
        if let Some(attempt) = attempt {
            self.dispatch(Event::ChallengeLeft { attempt, why });
        }
    }

    fn returned(self: &Rc<Self>, attempt: Option<Attempt>) {
        if let Some(attempt) = attempt {
            self.dispatch(Event::ChallengeReturned { attempt });
        }
    }

    fn open_frame(self: &Rc<Self>, challenge: &Challenge) {
        let shell = Rc::downgrade(self);
        let kept = challenge.clone();
        let title = self.with(|state| say(Key::ChallengeFrame, state.settings.locale));
        let opened = three_ds::frame(&self.nodes().challenge_frame, challenge, title, move |outcome| {
            let Some(shell) = shell.upgrade() else { return };
            match outcome {
                Outcome::Loaded => {}
                Outcome::Returned => shell.returned(Attempt::parse(&kept.attempt)),
                // The whole window needs no frame-src; it may still be open to us.
                Outcome::Blocked(Directive::FrameSrc) => shell.offer_window(kept.clone()),
                Outcome::Blocked(Directive::FormAction) => shell.leave_challenge(GaveUp::Blocked),
            }
        });
        match opened {
            Ok(frame) => self.with(|state| state.guards.frame = Some(frame)),
            Err(error) => self.leave_later(why(error)),
        }
    }

    /// Asks for a press before the page leaves for the bank.
    fn offer_window(&self, challenge: Challenge) {
        self.with(|state| {
            state.guards.frame = None;
            state.guards.offered = Some(challenge);
            self.nodes().challenge_open.show(true);
        });
    }

    /// The press that [`Shell::offer_window`] asked for.
    pub(super) fn open_offered(self: &Rc<Self>) {
        if let Some(challenge) = self.with(|state| state.guards.offered.take()) {
            self.nodes().challenge_open.show(false);
            self.open_window(&challenge);
        }
    }

    fn open_window(self: &Rc<Self>, challenge: &Challenge) {
        let shell = Rc::downgrade(self);
        let opened = three_ds::whole_window(challenge, move |_| {
            if let Some(shell) = shell.upgrade() {
                shell.leave_challenge(GaveUp::Blocked);
            }
        });
        match opened {
            Ok(departure) => self.with(|state| state.guards.departure = Some(departure)),
            Err(error) => self.leave_later(why(error)),
        }
    }

    fn limit(self: &Rc<Self>, limit_ms: u32) {
        self.nodes().challenge_open.show(false);
        let shell = Rc::downgrade(self);
        let timer = Timer::after(limit_ms, move || {
            if let Some(shell) = shell.upgrade() {
                shell.leave_challenge(GaveUp::TimedOut);
            }
        });
        self.with(|state| state.guards.limit = Some(timer));
    }

    /// The machine is in the middle of a step: its next event must come later.
    fn leave_later(self: &Rc<Self>, why: GaveUp) {
        let shell = Rc::downgrade(self);
        let timer = Timer::after(0, move || {
            if let Some(shell) = shell.upgrade() {
                shell.leave_challenge(why);
            }
        });
        self.with(|state| state.guards.limit = Some(timer));
    }
}

/// Listens to the dialog around the bank's page, and to the page that is restored after a Back from the bank.
pub(super) fn listen(shell: &Rc<Shell>) -> Vec<Listener> {
    let nodes = shell.nodes();
    let on = |act: fn(&Rc<Shell>)| {
        let shell = Rc::downgrade(shell);
        move || {
            if let Some(shell) = shell.upgrade() {
                act(&shell);
            }
        }
    };
    let cancel = on(|shell| shell.leave_challenge(GaveUp::Cancelled));
    let closed = on(|shell| shell.leave_challenge(GaveUp::Cancelled));
    let open = on(Shell::open_offered);
    let back = on(|shell| {
        if shell.with(|state| state.guards.departure.is_some()) {
            shell.leave_challenge(GaveUp::Cancelled);
        }
    });
    let way_out = nodes.challenge_cancel.clone();
    vec![
        Listener::on(&nodes.challenge_cancel, "click", move |_| cancel()),
        Listener::on(&nodes.challenge_open, "click", move |_| open()),
        // Esc must not end a payment by itself: it leads to Cancel, which says what it does.
        Listener::on(&nodes.challenge, "cancel", move |event| {
            event.prevent_default();
            way_out.focus();
        }),
        // A browser may close the dialog all the same, at the second Esc.
        Listener::on(&nodes.challenge, "close", move |_| closed()),
        Listener::on(&dom::window(), "pageshow", move |event| {
            if event.flag("persisted") {
                back();
            }
        }),
    ]
}

fn why(error: ChallengeError) -> GaveUp {
    match error {
        ChallengeError::AcsUrl | ChallengeError::TermUrl => GaveUp::BadAddress,
        ChallengeError::Form => GaveUp::Blocked,
    }
}
