use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::nodes::Nodes;
use super::settings::Settings;
use super::shell::Shell;
use super::{challenge, press, typing};
use crate::browser::deferred::Deferred;
use crate::browser::internals::Internals;
use crate::browser::{Element, Root, storage};
use crate::flow::{Attempt, Event};

/// What `class.js` holds: one element's component. Each method is one of the element's.
#[wasm_bindgen]
pub struct Component {
    shell: Rc<Shell>,
}

impl Component {
    /// Takes an element over, with what was typed into it before; `None` where it does not hold the template.
    pub(super) fn attach(host: &JsValue, root: &JsValue, internals: JsValue) -> Option<Self> {
        let (host, root) = (Element::from_js(host)?, Root::from_js(root)?);
        let settings = Settings::read(&host, host.attribute("disabled").is_some());
        let shell = Shell::new(host, Internals::from_js(internals), Nodes::find(&root)?, settings);
        shell.with(|state| shell.draw(state));
        shell.keep(typing::listen(&shell));
        shell.keep(press::listen(&shell));
        shell.keep(challenge::listen(&shell));
        shell.pick_up();
        // A page that was left in the middle of a payment asks the store first.
        if let Some(attempt) = storage::get(&shell.record()).as_deref().and_then(Attempt::parse) {
            shell.resume(attempt);
        }
        Some(Self { shell })
    }
}

#[wasm_bindgen]
impl Component {
    /// The phase's name.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn phase(&self) -> String {
        self.shell.with(|state| state.flow.phase().name().to_owned())
    }

    /// The attempt the phase is about.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn attempt(&self) -> Option<String> {
        self.shell.with(|state| Some(state.flow.attempt()?.as_str().to_owned()))
    }

    /// Presses Pay; a promise's two ends hear how the attempt ended.
    pub fn pay(&self, resolve: JsValue, reject: JsValue) {
        self.shell.press(Some(Deferred::new(resolve, reject)));
    }

    /// Asks the store what became of an attempt.
    pub fn resume(&self, attempt: &str) {
        if let Some(attempt) = Attempt::parse(attempt) {
            self.shell.resume(attempt);
        }
    }

    /// Empties the form, where nothing is under way.
    pub fn reset(&self) {
        self.shell.reset();
    }

    /// Shows the first wrong field.
    pub fn report(&self) {
        self.shell.report();
    }

    /// The attributes were changed, or a fieldset around the element was disabled.
    pub fn configure(&self, disabled: bool) {
        self.shell.configure(disabled);
    }

    /// The element has left the page for good.
    pub fn remove(&self) {
        self.shell.remove();
    }
}

impl Shell {
    fn resume(self: &Rc<Self>, attempt: Attempt) {
        let may = self.with(|state| {
            let may = !state.flow.phase().is_busy();
            state.resumed |= may;
            may
        });
        if may {
            self.dispatch(Event::Resumed { attempt });
        }
    }

    fn reset(self: &Rc<Self>) {
        if self.with(|state| !state.flow.phase().is_busy()) {
            self.dispatch(Event::Reset);
            self.internals.set_value(None);
            self.wipe();
            self.changed();
        }
    }
}
