use wasm_bindgen::prelude::*;

use super::settings::Settings;
use super::shell::Shell;
use super::surface::Surface;
use super::{heard, store};
use crate::card::scrubbed;
use crate::flow::{Attempt, Event, GaveUp};
use crate::form::Field;

/// What `surface.js` holds: one element's component. Dropping it wipes what was typed.
#[wasm_bindgen]
pub struct Component {
    shell: Shell,
}

#[wasm_bindgen]
#[expect(clippy::must_use_candidate, reason = "called by JavaScript")]
impl Component {
    /// Takes an element over: `surface` is that of `surface.js`.
    #[wasm_bindgen(constructor)]
    pub fn new(surface: JsValue) -> Self {
        Self { shell: Shell::new(surface.unchecked_into::<Surface>()) }
    }

    /// The attributes as `settings.js` reads them.
    pub fn configure(&self, bits: u16, amount: &str, currency: &str, lang: &str) {
        if let Some(shell) = self.shell() {
            shell.configure(Settings::new(bits, amount, currency, lang));
        }
    }

    /// A field's text is another one: it came as `how` says, with the selection `start..end` in UTF-16 units.
    pub fn typed(&self, field: u8, text: &str, start: u32, end: u32, how: u8) {
        if let (Some(shell), Some(&field)) = (self.shell(), Field::ALL.get(usize::from(field))) {
            scrubbed(|| shell.typed(field, text, start, end, how));
        }
    }

    /// One of [`heard`] happened; which field it is about, or why, or a yes or no. The answer is for those that ask.
    pub fn heard(&self, what: u8, detail: u8) -> bool {
        let Some(shell) = self.shell() else { return false };
        if what == heard::WAITS {
            return shell.waits();
        }
        // What stands in the fields is judged anew after most of it.
        scrubbed(|| match what {
            heard::CONFIGURED => shell.configured(),
            heard::RESET => shell.reset(),
            heard::REPORT => shell.report(),
            heard::LEFT => shell.left(detail),
            heard::HIDDEN => shell.wipe_secrets(),
            heard::CHECK_AGAIN => {
                shell.dispatch(Event::CheckAgain);
                // Its button is gone; Pay says what is going on.
                shell.surface.focus("pay");
            }
            heard::LEFT_BANK => shell.left_bank(GaveUp::ALL.get(usize::from(detail)).copied()),
            heard::OFFER => shell.take_offer(detail),
            _ => {}
        });
        false
    }

    /// Pay was pressed: once, twice, by Enter, or by the page's script, which waits for the end. `attempt` is a fresh id for it.
    /// False where nobody is there to take it.
    pub fn pay(&self, attempt: &str, by_script: bool) -> bool {
        self.shell().is_some_and(|shell| {
            scrubbed(|| shell.pay(Attempt::parse(attempt), by_script));
            true
        })
    }

    /// Asks the store what became of an attempt.
    pub fn resume(&self, attempt: &str) {
        if let (Some(shell), Some(attempt)) = (self.shell(), Attempt::parse(attempt)) {
            shell.resume(attempt);
        }
    }

    /// The provider's script is there: the surface is handed what it encrypts, unless that is not wanted any more.
    pub fn card(&self) {
        if let Some(shell) = self.shell() {
            scrubbed(|| shell.hand_over());
        }
    }

    /// The provider's script has answered: with a packet, or with a number above 0 for [`handoff`](crate::handoff).
    pub fn encrypted(&self, attempt: &str, packet: &str, failure: u8) {
        if let (Some(shell), Some(attempt)) = (self.shell(), Attempt::parse(attempt)) {
            // A field that the script refuses is judged anew.
            scrubbed(|| shell.encrypted(attempt, packet, failure));
        }
    }

    /// The store has answered, or did not: as `store.js` understands it.
    pub fn answered(&self, attempt: &str, kind: u8, about: &str, transaction: f64, reason: u32) {
        if let (Some(shell), Some(attempt)) = (self.shell(), Attempt::parse(attempt)) {
            shell.dispatch(store::event(attempt, kind, about, transaction, reason));
        }
    }
}

impl Component {
    /// The element's life, unless a step of it was cut off, in which what is lent stays lent: Firefox ends the scripts of a frame that is
    /// taken away wherever they are, and on its way out the page still tells us this and that. There is nothing left to do then.
    fn shell(&self) -> Option<&Shell> {
        self.shell.is_whole().then_some(&self.shell)
    }
}
