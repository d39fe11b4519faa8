use std::rc::Rc;

use super::shell::{Held, Shell, State};
use crate::api::CheckoutError;
use crate::browser::deferred::Deferred;
use crate::browser::{Element, Event as Heard, Listener, dom, random};
use crate::card::{Card, scrubbed};
use crate::flow::{Attempt, Event, Failure, Fault, Mode, Outcome, Phase};
use crate::form::Field;
use crate::text::{Key, field_error, fill, say};

/// What a press of Pay comes to.
enum Press {
    Pay(Attempt, Box<Card>),
    Misconfigured(Failure),
    /// The first wrong field.
    Wrong(Field),
    /// Not now: something is under way, or all is done.
    Ignored,
}

impl Shell {
    /// Pay was pressed: once, twice, by Enter, or by the page's script; `waiter` is who waits for the end.
    pub(super) fn press(self: &Rc<Self>, waiter: Option<Deferred>) {
        self.pick_up();
        let press = self.with(|state| {
            let press = scrubbed(|| self.weigh(state));
            if let (Press::Pay(..) | Press::Misconfigured(_), Some(waiter)) = (&press, &waiter) {
                state.waiters.push(waiter.clone());
            }
            press
        });
        match press {
            Press::Pay(attempt, card) => self.dispatch(Event::Submitted { attempt, card }),
            Press::Misconfigured(failure) => self.dispatch(Event::Misconfigured { failure }),
            Press::Wrong(field) => {
                self.changed();
                if let Some(waiter) = waiter {
                    waiter.reject(&self.wrong(field));
                }
            }
            Press::Ignored => {
                if let Some(waiter) = waiter {
                    waiter.reject(&CheckoutError::of(
                        "component.busy",
                        "a payment is under way or done: wait for its end",
                        Fault::Store,
                        false,
                    ));
                }
            }
        }
    }

    /// Shows what is wrong, without paying.
    pub(super) fn report(self: &Rc<Self>) {
        self.pick_up();
        self.with(|state| {
            if state.flow.phase().accepts_card()
                && let Err(first) = state.form.submit(state.now())
            {
                self.point_at(state, first);
            }
        });
    }

    fn weigh(&self, state: &mut State) -> Press {
        if !state.flow.phase().accepts_card() || state.settings.disabled {
            return Press::Ignored;
        }
        if let Some(failure) = state.settings.fault() {
            return Press::Misconfigured(failure);
        }
        match state.form.submit(state.now()) {
            Err(first) => {
                self.point_at(state, first);
                Press::Wrong(first)
            }
            Ok(card) => match random::hex128().as_deref().and_then(Attempt::parse) {
                Some(attempt) => {
                    state.holder = card.holder.as_ref().map(|holder| holder.as_str().to_owned());
                    Press::Pay(attempt, Box::new(card))
                }
                None => Press::Misconfigured(Failure::CryptogramFailed),
            },
        }
    }

    /// Shows every wrong field, goes to the first and names it once for screen readers.
    pub(super) fn point_at(&self, state: &mut State, first: Field) {
        self.show_wrong(state, first);
        if let Some(error) = state.form.error(first, state.now()) {
            let locale = state.settings.locale;
            let label = say(super::render::label(first), locale);
            let words =
                fill(say(Key::FirstWrong, locale), &[("field", label), ("error", say(field_error(error), locale))]);
            self.nodes().status.set_text(&words);
        }
    }

    fn wrong(&self, field: Field) -> CheckoutError {
        self.with(|state| match state.form.error(field, state.now()) {
            Some(error) => CheckoutError::of_field(error, say(field_error(error), state.settings.locale)),
            None => CheckoutError::of("component.busy", "the form is not complete", Fault::Shopper, true),
        })
    }

    /// A submit of the form around us: held until there is a cryptogram, then sent once more by itself.
    fn hold(self: &Rc<Self>, event: &Heard) {
        let Some(form) = self.internals.form() else { return };
        let is_ours = Element::from_js(&event.field("target")).is_some_and(|target| target == form);
        let waits = self.with(|state| {
            let done = matches!(state.flow.phase(), Phase::Settled(Outcome::Encrypted));
            let waits = is_ours && state.settings.mode() == Mode::Cryptogram && !done && !state.settings.disabled;
            if waits {
                state.held = Some(Held { form, submitter: Element::from_js(&event.field("submitter")) });
            }
            waits
        });
        if waits {
            event.prevent_default();
            event.stop_propagation();
            self.press(None);
        }
    }
}

/// Listens to Pay, to the form around us, and to the page going away.
pub(super) fn listen(shell: &Rc<Shell>) -> Vec<Listener> {
    let heard = |act: fn(&Rc<Shell>, &Heard)| {
        let shell = Rc::downgrade(shell);
        move |event: Heard| {
            if let Some(shell) = shell.upgrade() {
                act(&shell, &event);
            }
        }
    };
    let nodes = shell.nodes();
    vec![
        Listener::on(
            &nodes.form,
            "submit",
            heard(|shell, event| {
                event.prevent_default();
                event.stop_propagation();
                shell.press(None);
            }),
        ),
        Listener::on(&nodes.check_again, "click", heard(|shell, _| shell.dispatch(Event::CheckAgain))),
        Listener::on_the_way_down(&dom::window(), "submit", heard(Shell::hold)),
        // The page cache keeps what inputs hold: nothing may come back by Back.
        Listener::on(&dom::window(), "pagehide", heard(|shell, _| shell.wipe_secrets())),
    ]
}
