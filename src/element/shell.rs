use std::cell::{RefCell, RefMut};

use super::settings::Settings;
use super::surface::Surface;
use crate::browser::clock;
use crate::card::{Brand, Card, Now};
use crate::flow::{Attempt, Event, Flow, GaveUp, Phase};
use crate::form::{Field, Form};
use crate::text::Key;

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
    /// Where each field stood when the page was last told: what was said, what was wrong, the verdict, and whether it was shown.
    pub(super) told: [u32; 4],
    /// And the brand, and the phase.
    pub(super) stood: (Brand, &'static str),
    /// The card of the attempt under way, until the provider's script is there; boxed, so that moving it leaves no copies behind.
    pub(super) card: Option<Box<Card>>,
    /// The holder's name of the attempt under way, for the store.
    pub(super) holder: Option<String>,
    /// Whether the attempt was found again after a reload; then nothing leaves the page without a press.
    pub(super) resumed: bool,
}

impl Shell {
    pub(super) fn new(surface: Surface) -> Self {
        let settings = Settings::default();
        let state = State {
            form: Form::new(settings.holder),
            flow: Flow::new(settings.mode()),
            settings,
            unpasted: None,
            told: [UNTOLD; 4],
            stood: (Brand::Unknown, ""),
            card: None,
            holder: None,
            resumed: false,
        };
        Self { surface, state: RefCell::new(state) }
    }

    /// The state, for one step.
    pub(super) fn state(&self) -> RefMut<'_, State> {
        self.state.borrow_mut()
    }

    /// Whether no step is under way, nor was cut off.
    pub(super) fn is_whole(&self) -> bool {
        self.state.try_borrow_mut().is_ok()
    }

    /// Takes an event. Not from inside a step: what a step asks for is answered later.
    pub(super) fn dispatch(&self, mut event: Event) {
        let effects = self.state().flow.handle(&event);
        for effect in effects {
            self.perform(*effect, &mut event);
        }
        self.entered();
        self.surface.flush();
    }

    /// The attributes were changed.
    pub(super) fn configured(&self) {
        self.dispatch(Event::Reconfigured);
        self.changed();
    }

    /// Takes the attributes as they are now.
    pub(super) fn configure(&self, settings: Settings) {
        let mut state = self.state();
        state.form.set_holder_rule(settings.holder);
        state.flow.set_mode(settings.mode());
        state.settings = settings;
        state.told = [UNTOLD; 4];
        self.reword(&state);
        self.draw_page(&state);
    }

    /// Asks for an attempt of a page that was left or reloaded.
    pub(super) fn resume(&self, attempt: Attempt) {
        {
            let mut state = self.state();
            if !state.flow.may_resume() {
                return;
            }
            state.resumed = true;
        }
        self.dispatch(Event::Resumed { attempt });
    }

    /// The bank's page is left, for a reason; or, without one, it has come back to the store, says the page.
    pub(super) fn left_bank(&self, why: Option<GaveUp>) {
        let state = self.state();
        let Some(attempt) = state.flow.attempt().filter(|_| matches!(state.flow.phase(), Phase::Challenging)) else {
            return;
        };
        drop(state);
        self.dispatch(match why {
            Some(why) => Event::ChallengeLeft { attempt, why },
            None => Event::ChallengeReturned { attempt },
        });
    }

    /// Empties the form, where nothing is under way.
    pub(super) fn reset(&self) {
        let mut state = self.state();
        if state.flow.phase().is_busy() {
            return;
        }
        // The rest is emptied with number and code, before the page hears of it.
        state.form.wipe();
        drop(state);
        self.dispatch(Event::Reset);
    }
}

impl State {
    /// The month that decides whether a card has expired.
    pub(super) fn now(&self) -> Now {
        if self.settings.check_expiry { Now::at(clock::now()) } else { Now::unknown() }
    }
}

/// Where no field stands.
pub(super) const UNTOLD: u32 = u32::MAX;
