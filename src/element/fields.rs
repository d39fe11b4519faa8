use std::rc::Rc;

use super::shell::{Shell, State};
use crate::browser::Input;
use crate::form::{Edit, Field, Verdict};
use crate::text::{paste_error, say};

impl Shell {
    /// Takes what an input holds now; writes it back only where the mask changed it, so that the browser's own undo survives.
    pub(super) fn typed(self: &Rc<Self>, field: Field, edit: Edit) {
        self.with(|state| {
            let input = &self.nodes().of(field).input;
            let text = input.value();
            if text.as_str() != state.form.text(field) {
                let caret = input.selection().map_or(0, |(_, end)| end);
                let caret = state.form.typed(field, &text, caret, edit);
                self.write(state, field, Some(caret));
                self.draw_field(state, field);
            }
        });
        self.internals.set_value(None);
        self.changed();
    }

    /// With `auto-advance`, a field completed by a key at its end hands the focus on.
    pub(super) fn advance(&self, field: Field) {
        let next = self.with(|state| {
            let text = state.form.text(field);
            let at_end = self
                .nodes()
                .of(field)
                .input
                .selection()
                .is_some_and(|(_, end)| end as usize == text.encode_utf16().count());
            // Thirteen digits may be a whole Visa, and are most often the beginning of sixteen; a name may always go on.
            let whole = state.form.verdict(field, state.now()) == Verdict::Complete
                && (field != Field::Number || text.len() >= SIXTEEN_IN_GROUPS);
            let next = Field::ALL.into_iter().skip_while(|other| *other != field).nth(1)?;
            (state.settings.auto_advance && at_end && whole).then_some(next)
        });
        if let Some(next) = next {
            self.nodes().of(next).input.focus();
        }
    }

    /// Takes a whole clipboard text; one that is no card leaves the field as it was and says why.
    pub(super) fn pasted(self: &Rc<Self>, field: Field, text: &str) {
        self.with(|state| {
            let input = &self.nodes().of(field).input;
            let (start, end) = input.selection().unwrap_or((0, u32::MAX));
            match state.form.pasted(field, text, start, end) {
                Ok(caret) => {
                    // A whole card fills other fields, too.
                    for other in Field::ALL {
                        self.write(state, other, (other == field).then_some(caret));
                        self.draw_field(state, other);
                    }
                }
                Err(error) => {
                    let words = say(paste_error(error), state.settings.locale);
                    let nodes = self.nodes().of(field);
                    nodes.message.set_text(words);
                    self.nodes().status.set_text(words);
                    state.drawn.forget(field);
                }
            }
        });
        self.changed();
    }

    /// The focus left a field: what is wrong with it may be told now.
    pub(super) fn left(self: &Rc<Self>, field: Field) {
        self.pick_up();
        self.with(|state| {
            if !state.flow.phase().is_busy() {
                state.form.left(field);
                self.write(state, field, None);
                self.draw_field(state, field);
            }
        });
    }

    /// Takes values that were set without any event, as some password managers do.
    pub(super) fn pick_up(self: &Rc<Self>) {
        for field in Field::ALL {
            self.typed(field, Edit::Insert);
        }
    }

    /// Shows what is wrong everywhere, goes to the first wrong field and says its message once.
    pub(super) fn show_wrong(&self, state: &mut State, first: Field) {
        for field in Field::ALL {
            self.draw_field(state, field);
        }
        let nodes = self.nodes().of(first);
        nodes.input.focus();
        nodes.input.select();
    }

    /// Empties number and CVV, in memory and on the page.
    pub(super) fn wipe_secrets(&self) {
        self.with(|state| {
            state.form.wipe_secrets();
            for field in [Field::Number, Field::Code] {
                self.write(state, field, None);
                self.draw_field(state, field);
            }
        });
    }

    /// Empties every field.
    pub(super) fn wipe(&self) {
        self.with(|state| {
            state.form.wipe();
            for field in Field::ALL {
                self.write(state, field, None);
                self.draw_field(state, field);
            }
        });
    }

    fn write(&self, state: &State, field: Field, caret: Option<u32>) {
        let input: &Input = &self.nodes().of(field).input;
        let text = state.form.text(field);
        if input.value().as_str() != text {
            input.set_value(text);
            if let Some(caret) = caret {
                input.set_caret(caret);
            }
        }
    }
}

/// `4242 4242 4242 4242`
const SIXTEEN_IN_GROUPS: usize = 19;
