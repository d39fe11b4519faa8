use wasm_bindgen::JsValue;

use super::shell::{Shell, State};
use crate::browser::{Element, object};
use crate::card::Brand;
use crate::form::{Field, HolderRule};
use crate::text::{Key, say};
use crate::view::{self, Ending, Facts, Note, Page};

/// What is on the screen, so that only what changes is written.
#[derive(Default)]
pub(super) struct Drawn {
    notes: [Option<Note>; 4],
    brand: Option<Brand>,
    page: Option<Page>,
}

impl Drawn {
    /// Something else was written under a field: the next picture writes its own line again.
    pub(super) fn forget(&mut self, field: Field) {
        self.notes[field as usize] = None;
    }
}

impl Shell {
    /// Everything: after a change of language, price or settings.
    pub(super) fn draw(&self, state: &mut State) {
        state.drawn = Drawn::default();
        let locale = state.settings.locale;
        let nodes = self.nodes();
        for field in Field::ALL {
            nodes.of(field).label.set_text(say(label(field), locale));
            self.draw_field(state, field);
        }
        nodes.of(Field::Holder).field.show(state.settings.holder != HolderRule::Hidden);
        nodes.safe.set_text(say(Key::SafeNote, locale));
        nodes.why_title.set_text(say(Key::SafeTitle, locale));
        nodes.why_list.set_text("");
        for reason in WHY_SAFE {
            nodes.why_list.append(Element::create("li").set_text(say(reason, locale)));
        }
        nodes.challenge_title.set_text(say(Key::ChallengeTitle, locale));
        nodes.challenge_text.set_text(say(Key::ChallengeHelp, locale));
        nodes.challenge_cancel.set_text(say(Key::Cancel, locale));
        nodes.challenge_open.set_text(say(Key::ChallengeOpenWhole, locale));
        self.draw_page(state);
    }

    /// The line under a field, and the brand: after a keystroke.
    pub(super) fn draw_field(&self, state: &mut State, field: Field) {
        let nodes = self.nodes().of(field);
        let note = view::note(&state.form, field, state.now());
        let drawn = &mut state.drawn.notes[field as usize];
        if *drawn != Some(note) {
            *drawn = Some(note);
            nodes.message.set_text(say(note.key, state.settings.locale));
            nodes.field.toggle_attribute("data-wrong", note.wrong);
            nodes.input.set_attribute("aria-invalid", if note.wrong { "true" } else { "false" });
        }
        let brand = state.form.brand();
        if field == Field::Number && state.drawn.brand != Some(brand) {
            state.drawn.brand = Some(brand);
            self.nodes().brand.set_attribute("data-brand", brand.as_str());
        }
    }

    /// Everything but the fields: after a change of phase.
    pub(super) fn draw_page(&self, state: &mut State) {
        let facts = Facts {
            locale: state.settings.locale,
            amount: state.settings.amount.as_ref(),
            support_email: &state.settings.support_email,
        };
        let page = view::page(&state.flow, facts);
        if state.drawn.page.as_ref() == Some(&page) {
            return;
        }
        let nodes = self.nodes();
        nodes.form.show(page.form);
        nodes.pay_text.set_text(&page.pay);
        let waits = page.busy || state.settings.disabled;
        nodes.pay.set_attribute("aria-disabled", if waits { "true" } else { "false" });
        nodes.pay.toggle_attribute("data-busy", page.busy);
        for field in Field::ALL {
            // Read-only keeps the focus where it is; disabled would drop it.
            let input = &nodes.of(field).input;
            input.toggle_attribute("readonly", page.busy);
            input.set_disabled(state.settings.disabled);
        }
        self.draw_ending(page.ending.as_ref());
        nodes.status.set_text(page.status);
        draw_dialog(&nodes.challenge, page.challenge);
        state.drawn.page = Some(page);
    }

    fn draw_ending(&self, ending: Option<&Ending>) {
        let nodes = self.nodes();
        nodes.result.show(ending.is_some());
        let Some(ending) = ending else { return };
        nodes.result.set_attribute("data-outcome", ending.outcome);
        nodes.result_title.set_text(ending.title);
        nodes.result_text.set_text(&ending.text);
        nodes.result_reference.set_text(&ending.reference);
        nodes.result_support.set_text(&ending.support);
        nodes.check_again.show(ending.check_again.is_some()).set_text(ending.check_again.unwrap_or_default());
    }
}

fn draw_dialog(dialog: &Element, open: bool) {
    let is_open = dialog.attribute("open").is_some();
    if open != is_open {
        let _ = object::call(dialog.as_ref(), if open { "showModal" } else { "close" }, &JsValue::UNDEFINED);
    }
}

pub(super) fn label(field: Field) -> Key {
    match field {
        Field::Number => Key::NumberLabel,
        Field::Expiry => Key::ExpiryLabel,
        Field::Code => Key::CodeLabel,
        Field::Holder => Key::HolderLabel,
    }
}

/// What is told about safety, in this order.
const WHY_SAFE: [Key; 6] =
    [Key::SafeEncrypted, Key::NotStored, Key::SafeStore, Key::SafeConfirmation, Key::ChallengeHelp, Key::SafeProvider];
