use std::cell::{RefCell, RefMut};
use std::rc::Rc;

use super::settings::Settings;
use super::surface::Surface;
use crate::browser::{Timer, clock};
use crate::card::Now;
use crate::flow::{Attempt, Event, Flow, GaveUp};
use crate::form::{Field, Form};
use crate::text::Key;
use crate::three_ds::Bank;
use crate::wire::Challenge;

/// One element's life: it feeds events to the machine, one after the other, and performs the effects.
///
/// The state is borrowed for one step at a time, and never while the page's own code may run: what runs that (events, focus) waits in
/// the surface until [`Surface::flush`], so a listener of the page may call any method of the element.
pub(super) struct Shell {
    pub(super) surface: Surface,
    state: RefCell<State>,
}

/// What changes during that life.
pub(super) struct State {
    pub(super) settings: Settings,
    pub(super) form: Form,
    pub(super) flow: Flow,
    /// Why the last paste was not taken: said under that field until it is typed in again.
    pub(super) unpasted: Option<(Field, Key)>,
    /// The holder's name of the attempt under way, for the store.
    pub(super) holder: Option<String>,
    /// Whether the attempt was found again after a reload; then nothing leaves the page without a press.
    pub(super) resumed: bool,
    pub(super) guards: Guards,
}

/// What ends when it is dropped.
#[derive(Default)]
pub(super) struct Guards {
    /// The pause before the next question to the store.
    pub(super) ask: Option<Timer>,
    /// The bank's page.
    pub(super) bank: Option<Bank>,
    /// Its time limit.
    pub(super) limit: Option<Timer>,
    /// The challenge, as long as the bank's page may still be opened in the whole window.
    pub(super) challenge: Option<Challenge>,
}

/// What happens after a pause.
#[derive(Clone, Copy)]
pub(super) enum Due {
    AskStatus,
    Abandon,
    LeaveBank(GaveUp),
}

impl Shell {
    pub(super) fn new(surface: Surface) -> Rc<Self> {
        let settings = Settings::read(&surface);
        let state = State {
            form: Form::new(settings.holder),
            flow: Flow::new(settings.mode()),
            settings,
            unpasted: None,
            holder: None,
            resumed: false,
            guards: Guards::default(),
        };
        Rc::new(Self { surface, state: RefCell::new(state) })
    }

    /// The state, for one step.
    pub(super) fn state(&self) -> RefMut<'_, State> {
        self.state.borrow_mut()
    }

    /// Works on the state.
    pub(super) fn with<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        work(&mut self.state())
    }

    /// Takes an event. Not from inside a step: what a step asks for is answered later.
    pub(super) fn dispatch(self: &Rc<Self>, mut event: Event) {
        let effects = self.state().flow.handle(&event);
        for effect in effects {
            self.perform(*effect, &mut event);
        }
        self.entered();
        self.surface.flush();
    }

    /// Has something happen after `ms` milliseconds, unless the timer is dropped before.
    pub(super) fn later(self: &Rc<Self>, ms: u32, due: Due) -> Timer {
        let shell = Rc::downgrade(self);
        Timer::after(ms, move || {
            if let Some(shell) = shell.upgrade() {
                match due {
                    Due::AskStatus => shell.ask(false),
                    Due::Abandon => shell.ask(true),
                    Due::LeaveBank(why) => shell.leave_bank(why),
                }
            }
        })
    }

    /// The attributes were changed.
    pub(super) fn configured(self: &Rc<Self>) {
        self.read_settings();
        self.dispatch(Event::Reconfigured);
        self.changed();
    }

    /// Reads the attributes anew. What an attempt under way was begun with stays until it ends.
    pub(super) fn read_settings(&self) {
        let mut settings = Settings::read(&self.surface);
        let mut state = self.state();
        if state.flow.phase().is_busy() {
            core::mem::swap(&mut settings.endpoint, &mut state.settings.endpoint);
            core::mem::swap(&mut settings.order, &mut state.settings.order);
        }
        state.form.set_holder_rule(settings.holder);
        state.flow.set_mode(settings.mode());
        state.settings = settings;
        self.draw_words(&state);
        self.draw_page(&state);
    }

    /// Asks for an attempt of a page that was left or reloaded.
    pub(super) fn resume(self: &Rc<Self>, attempt: Attempt) {
        {
            let mut state = self.state();
            if state.flow.phase().is_busy() {
                return;
            }
            state.resumed = true;
        }
        self.dispatch(Event::Resumed { attempt });
    }

    /// Empties the form, where nothing is under way.
    pub(super) fn reset(self: &Rc<Self>) {
        if self.state().flow.phase().is_busy() {
            return;
        }
        self.dispatch(Event::Reset);
        self.wipe();
    }
}

impl State {
    /// The month that decides whether a card has expired.
    pub(super) fn now(&self) -> Now {
        if self.settings.check_expiry { Now::at(clock::now()) } else { Now::unknown() }
    }
}
