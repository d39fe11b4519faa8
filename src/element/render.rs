use super::shell::{Shell, State};
use crate::form::HolderRule;
use crate::text::Key;
use crate::view::{self, Facts};

impl Shell {
    /// The words that stay: after a change of language.
    pub(super) fn draw_words(&self, state: &State) {
        for (id, key) in WORDS {
            self.surface.text(id, state.settings.say(key));
        }
        self.surface.text("why-7", &view::questions(state.settings.facts()));
    }

    /// Everything but the fields: after a change of phase.
    pub(super) fn draw_page(&self, state: &State) {
        let settings = &state.settings;
        let page = view::page(&state.flow, settings.facts());
        let holder = settings.holder != HolderRule::Hidden;
        self.surface.stand(page.form, page.busy, settings.disabled, holder, page.challenge);
        self.surface.text("pay-text", &page.pay);
        self.surface.text("status", page.status);
        match &page.ending {
            None => self.surface.ending("", "", "", "", "", ""),
            Some(ending) => self.surface.ending(
                ending.outcome,
                ending.title,
                &ending.text,
                &ending.reference,
                &ending.support,
                ending.check_again.unwrap_or_default(),
            ),
        }
    }
}

impl super::settings::Settings {
    /// What the words of a page depend on.
    pub(super) fn facts(&self) -> Facts<'_> {
        Facts {
            locale: self.locale,
            words: self.words(),
            amount: self.amount.as_ref(),
            support_email: &self.support_email,
        }
    }
}

/// The words that stay, by the ids of `template.js`. What is told about safety comes in this order.
const WORDS: [(&str, Key); 22] = [
    ("number-label", Key::NumberLabel),
    ("expiry-label", Key::ExpiryLabel),
    ("code-label", Key::CodeLabel),
    ("holder-label", Key::HolderLabel),
    ("safe", Key::SafeNote),
    ("read", Key::ReadNumber),
    ("why-title", Key::SafeTitle),
    ("why-1", Key::SafeEncrypted),
    ("why-2", Key::NotStored),
    ("why-3", Key::SafeStore),
    ("why-4", Key::SafeConfirmation),
    ("why-5", Key::ChallengeHelp),
    ("why-6", Key::SafeProvider),
    ("challenge-title", Key::ChallengeTitle),
    ("challenge-text", Key::ChallengeHelp),
    ("challenge-cancel", Key::Cancel),
    ("challenge-open", Key::ChallengeOpenWhole),
    ("leave-title", Key::LeaveTitle),
    ("leave-text", Key::LeaveHelp),
    ("leave-stay", Key::LeaveStay),
    ("leave-go", Key::LeaveGo),
    ("check-again", Key::CheckAgain),
];
