use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use super::announce::Summary;
use super::nodes::Nodes;
use super::render::Drawn;
use super::settings::Settings;
use crate::browser::deferred::Deferred;
use crate::browser::internals::Internals;
use crate::browser::{Element, Listener, Timer, clock};
use crate::card::Now;
use crate::flow::{Event, Flow};
use crate::form::Form;
use crate::three_ds::{Departure, Frame};
use crate::wire::Challenge;

/// One element's life: it feeds events to the machine, one after the other, and performs the effects.
///
/// Nothing here is borrowed while the page's own code may run (events, promises), so a listener may call any method of the element.
pub(super) struct Shell {
    pub(super) host: Element,
    pub(super) internals: Internals,
    nodes: Nodes,
    state: RefCell<State>,
    queue: RefCell<VecDeque<Event>>,
    running: Cell<bool>,
    listeners: RefCell<Vec<Listener>>,
}

/// What changes during that life.
pub(super) struct State {
    pub(super) settings: Settings,
    pub(super) form: Form,
    pub(super) flow: Flow,
    pub(super) drawn: Drawn,
    pub(super) summary: Option<Summary>,
    /// The holder's name of the attempt under way, for the store.
    pub(super) holder: Option<String>,
    /// Callers of `pay()` who wait for the end of the attempt.
    pub(super) waiters: Vec<Deferred>,
    /// A submit of the form around us that waits for the cryptogram.
    pub(super) held: Option<Held>,
    /// Whether the attempt was found again after a reload; then nothing leaves the page without a press.
    pub(super) resumed: bool,
    pub(super) guards: Guards,
}

/// A submit that was stopped until there is a cryptogram.
pub(super) struct Held {
    pub(super) form: Element,
    pub(super) submitter: Option<Element>,
}

/// What ends when it is dropped.
#[derive(Default)]
pub(super) struct Guards {
    /// The pause before the next question to the store.
    pub(super) ask: Option<Timer>,
    /// The bank's page in its frame.
    pub(super) frame: Option<Frame>,
    /// The time limit of the bank's page.
    pub(super) limit: Option<Timer>,
    /// The bank's page, waiting for the shopper to open it in the whole window.
    pub(super) offered: Option<Challenge>,
    /// The page on its way to the bank.
    pub(super) departure: Option<Departure>,
}

impl Shell {
    pub(super) fn new(host: Element, internals: Internals, nodes: Nodes, settings: Settings) -> Rc<Self> {
        let state = State {
            form: Form::new(settings.holder),
            flow: Flow::new(settings.mode()),
            settings,
            drawn: Drawn::default(),
            summary: None,
            holder: None,
            waiters: Vec::new(),
            held: None,
            resumed: false,
            guards: Guards::default(),
        };
        Rc::new(Self {
            host,
            internals,
            nodes,
            state: RefCell::new(state),
            queue: RefCell::default(),
            running: Cell::new(false),
            listeners: RefCell::default(),
        })
    }

    pub(super) fn nodes(&self) -> &Nodes {
        &self.nodes
    }

    /// Works on the state; must not call into the page's own code.
    pub(super) fn with<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        work(&mut self.state.borrow_mut())
    }

    pub(super) fn keep(&self, listeners: Vec<Listener>) {
        self.listeners.borrow_mut().extend(listeners);
    }

    /// Takes an event; those that come meanwhile wait their turn.
    pub(super) fn dispatch(self: &Rc<Self>, event: Event) {
        self.queue.borrow_mut().push_back(event);
        if self.running.replace(true) {
            return;
        }
        while let Some(mut event) = self.next() {
            let (before, effects) = self.with(|state| {
                let before = (state.flow.phase().name(), state.flow.attempt());
                (before, state.flow.handle(&event))
            });
            for effect in effects {
                self.perform(*effect, &mut event);
            }
            self.entered(before);
        }
        self.running.set(false);
    }

    /// The attributes were changed.
    pub(super) fn configure(self: &Rc<Self>, disabled: bool) {
        self.with(|state| self.read_settings(state, disabled));
        self.dispatch(Event::Reconfigured);
        self.changed();
    }

    /// Reads the attributes anew. What an attempt under way was begun with stays until it ends.
    pub(super) fn read_settings(&self, state: &mut State, disabled: bool) {
        let mut settings = Settings::read(&self.host, disabled);
        if state.flow.phase().is_busy() {
            settings.endpoint.clone_from(&state.settings.endpoint);
            settings.order.clone_from(&state.settings.order);
        }
        state.form.set_holder_rule(settings.holder);
        state.flow.set_mode(settings.mode());
        state.settings = settings;
        self.draw(state);
    }

    /// Ends everything: listeners, timers, the bank's frame, what was typed.
    pub(super) fn remove(&self) {
        self.listeners.borrow_mut().clear();
        self.queue.borrow_mut().clear();
        self.with(|state| {
            state.guards = Guards::default();
            state.form.wipe();
        });
    }

    fn next(&self) -> Option<Event> {
        self.queue.borrow_mut().pop_front()
    }
}

impl State {
    /// The month that decides whether a card has expired.
    pub(super) fn now(&self) -> Now {
        if self.settings.check_expiry { Now::at(clock::now()) } else { Now::unknown() }
    }
}
