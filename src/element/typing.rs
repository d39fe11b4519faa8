use std::cell::RefMut;

use super::render::number_of;
use super::shell::{Shell, State, UNTOLD};
use crate::card::{FieldError, Verdict};
use crate::form::{Edit, Field, units};
use crate::text::{Key, paste_error};
use crate::view;

// What a text came by, by the numbers of `heard.js`; 0 is anything else: autofill, a password manager.
const BACKWARD: u8 = 1;
const FORWARD: u8 = 2;
/// A key: not autofill and not a paste, which fill what they fill. Firefox says so of what GTK's input method has composed, too.
const KEY: u8 = 3;
/// A whole clipboard text, over the selection, which the browser has not put there.
const PASTE: u8 = 4;
/// An input method has composed it.
const COMPOSED: u8 = 5;

impl Shell {
    /// Takes what an input holds now; writes it back only where the mask changed it, so that the browser's own undo survives.
    pub(super) fn typed(&self, field: Field, text: &str, start: u32, end: u32, how: u8) {
        let mut state = self.state();
        // So much at once, into an empty field, is a clipboard's, too: a phone's keyboard puts that there by itself.
        let at_once = units(text.as_bytes()) > PLAIN[field as usize] && state.form.text(field).is_empty();
        if at_once || how == PASTE {
            return self.pasted(state, field, text, start, end);
        }
        if text == state.form.text(field) {
            return;
        }
        let edit = match how {
            BACKWARD => Edit::Backward,
            FORWARD => Edit::Forward,
            _ => Edit::Insert,
        };
        let caret = match how {
            KEY => state.form.keyed(field, text, end),
            COMPOSED => state.form.composed(field, text, end),
            _ => state.form.typed(field, text, end, edit),
        };
        state.unpasted = None;
        let shown = state.form.text(field);
        if shown != text {
            self.surface.write(field as u8, shown, Some(caret));
        }
        if how == KEY && caret as usize == shown.len() {
            self.advance(&state, field);
        }
        drop(state);
        self.changed();
    }

    /// With `auto-advance`, a field completed by a key at its end hands the focus on.
    fn advance(&self, state: &State, field: Field) {
        // Thirteen digits may be a whole Visa, and are most often the beginning of sixteen; a name may always go on.
        let whole = state.form.verdict(field, state.now()) == Verdict::Complete
            && (field != Field::Number || state.form.text(field).len() >= SIXTEEN_IN_GROUPS);
        if let Some(next) = Field::ALL.get(field as usize + 1)
            && state.settings.auto_advance
            && whole
        {
            self.surface.focus(next.as_str());
        }
    }

    /// Takes a clipboard's text; one that is no card leaves the field as it was and says why.
    fn pasted(&self, mut state: RefMut<'_, State>, field: Field, text: &str, start: u32, end: u32) {
        state.unpasted = None;
        match state.form.pasted(field, text, start, end) {
            Ok(caret) => {
                // A whole card fills other fields, too.
                for other in Field::ALL {
                    self.write(&state, other, if other == field { Some(caret) } else { None });
                }
            }
            Err(error) => {
                self.write(&state, field, None);
                let key = paste_error(error);
                state.unpasted = Some((field, key));
                self.surface.announce(key as u8);
            }
        }
        drop(state);
        self.changed();
    }

    /// The offer under a field was taken: it is put there, to be edited.
    pub(super) fn take_offer(&self, field: u8) {
        let mut state = self.state();
        if let Some(&field) = Field::ALL.get(usize::from(field))
            && state.flow.phase().accepts_card()
            && !state.settings.disabled
        {
            let now = state.now();
            let caret = state.form.take_offer(field, now);
            self.write(&state, field, Some(caret));
            // The button goes, and the focus that was on it.
            self.surface.focus(field.as_str());
        }
        drop(state);
        self.changed();
    }

    /// The focus left a field: what is wrong with it may be told now.
    pub(super) fn left(&self, field: u8) {
        let mut state = self.state();
        if let Some(&field) = Field::ALL.get(usize::from(field))
            && !state.flow.phase().is_busy()
        {
            state.form.left(field);
            self.write(&state, field, None);
        }
        drop(state);
        self.changed();
    }

    /// Empties number and CVV, in memory and on the page.
    pub(super) fn wipe_secrets(&self) {
        let mut state = self.state();
        state.form.wipe_secrets();
        for field in Field::ALL {
            self.write(&state, field, None);
        }
        drop(state);
        self.changed();
    }

    pub(super) fn write(&self, state: &State, field: Field, caret: Option<u32>) {
        self.surface.write(field as u8, state.form.text(field), caret);
    }

    /// Shows and tells where the four fields stand, whatever changed it. At most keys that is where they stood, and nothing crosses.
    pub(super) fn changed(&self) {
        let mut state = self.state();
        let now = state.now();
        let mut news = false;
        let mut first = None;
        for field in Field::ALL {
            let (line, wrong) = match state.unpasted {
                Some((unpasted, key)) if unpasted == field => (key, false),
                _ => {
                    let note = view::note(&state.form, field, now);
                    (note.key, note.wrong)
                }
            };
            let (verdict, error) = match state.form.verdict(field, now) {
                Verdict::Empty => (0, None),
                Verdict::Partial => (1, None),
                Verdict::Wrong(error) => (2, Some(error)),
                Verdict::Complete => (3, None),
            };
            let offer = state.form.offer(field, now);
            let place = error.map_or(0, FieldError::place);
            let stands = u32::from_le_bytes([line as u8, place, verdict, u8::from(wrong)]);
            if stands != state.told[field as usize] || !offer.is_empty() {
                // What is offered is told each time, and that it is so no more.
                state.told[field as usize] = if offer.is_empty() { stands } else { UNTOLD };
                news = true;
                let (line, question) = match field {
                    // The question says what is wrong, too.
                    Field::Expiry => (Some(line).filter(|_| offer.is_empty()), Key::OfferDate),
                    _ => (Some(line), Key::OfferName),
                };
                let error = error.map(FieldError::code);
                self.surface.field(field as u8, number_of(line), wrong, offer.as_str(), question as u8, verdict, error);
            }
            if first.is_none() {
                first = view::missing(&state.form, field, now).map(|key| (key, field));
            }
        }
        let brand = state.form.brand();
        let phase = state.flow.phase();
        if !news && (brand, phase.name()) == state.stood {
            return;
        }
        state.stood = (brand, phase.name());
        let complete = state.form.is_complete(now);
        // The form around us must not be sent while a field is wrong; the browser shows the message at that field. Once the card has done
        // its work, its fields are empty and hidden, and nothing is asked of them; while it is at it, they are empty, too.
        let (missing, field) = first.unzip();
        let missing = match missing {
            _ if phase.is_done() => None,
            missing if phase.accepts_card() => missing,
            Some(_) if phase.is_busy() => Some(Key::Confirming),
            Some(_) => Some(Key::Declined),
            None => None,
        };
        let field = field.unwrap_or(Field::Number);
        self.surface.fields(complete, brand.as_str(), number_of(missing), field as u8);
    }
}

/// UTF-16 units of the longest text that a field may get in one go and has nothing but its own in: `4242 4242 4242 4242 424`, `04 / 2031`, `1234`.
/// A name may be anything.
const PLAIN: [u32; 4] = [23, 9, 4, u32::MAX];

/// `4242 4242 4242 4242`
const SIXTEEN_IN_GROUPS: usize = 19;
