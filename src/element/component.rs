use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::heard;
use super::shell::Shell;
use super::surface::Surface;
use crate::card::scrubbed;
use crate::flow::{Attempt, Event, GaveUp};
use crate::form::Field;

/// What `surface.js` holds: one element's component. Dropping it ends everything: timers, the bank's frame, what was typed.
#[wasm_bindgen]
pub struct Component {
    shell: Rc<Shell>,
}

impl Component {
    /// Takes an element over.
    pub(super) fn attach(surface: JsValue) {
        let shell = Shell::new(surface.unchecked_into::<Surface>());
        let component = Self { shell: Rc::clone(&shell) };
        shell.surface.take(component);
    }
}

#[wasm_bindgen]
impl Component {
    /// A field's text is another one: it came as `how` says, with the selection `start..end` in UTF-16 units.
    pub fn typed(&self, field: u8, text: &str, start: u32, end: u32, how: u8) {
        if let Some(&field) = Field::ALL.get(usize::from(field)) {
            scrubbed(|| self.shell.typed(field, text, start, end, how));
        }
    }

    /// One of [`heard`] happened; which field it is about, or a yes or no. The answer is for those that ask.
    #[expect(clippy::must_use_candidate, reason = "most of what is heard asks nothing")]
    pub fn heard(&self, what: u8, detail: u8) -> bool {
        let shell = &self.shell;
        match what {
            heard::CONFIGURED => shell.configured(),
            heard::RESET => shell.reset(),
            heard::REPORT => shell.report(),
            heard::PAY => shell.pay(detail == 1),
            heard::LEFT => shell.left(detail),
            heard::HIDDEN => shell.wipe_secrets(),
            heard::CHECK_AGAIN => shell.dispatch(Event::CheckAgain),
            heard::WAITS => return shell.waits(),
            heard::LEAVE => shell.leave_bank(GaveUp::Cancelled),
            heard::OPEN => shell.open_offered(),
            heard::BACK => shell.came_back(),
            heard::RETURNED => shell.bank_returned(),
            heard::FRAME_BLOCKED => shell.bank_blocked(true),
            heard::FORM_BLOCKED => shell.bank_blocked(false),
            heard::OFFER => shell.take_offer(detail),
            _ => {}
        }
        false
    }

    /// Asks the store what became of an attempt.
    pub fn resume(&self, attempt: &str) {
        if let Some(attempt) = Attempt::parse(attempt) {
            self.shell.resume(attempt);
        }
    }
}
