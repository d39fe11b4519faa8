use super::shell::{Shell, State};
use crate::form::HolderRule;
use crate::text::Key;
use crate::view::{self, Facts};

impl Shell {
    /// The words that stay: after a change of language.
    pub(super) fn draw_words(&self, state: &State) {
        let mut words = String::new();
        for key in WORDS {
            words.push_str(state.settings.say(key));
            words.push('\n');
        }
        words.push_str(&view::questions(state.settings.facts()));
        self.surface.words(&words);
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

/// The words that stay, in the order of the ids in `template.js`.
const WORDS: [Key; 22] = [
    Key::NumberLabel,
    Key::ExpiryLabel,
    Key::CodeLabel,
    Key::HolderLabel,
    Key::SafeNote,
    Key::ReadNumber,
    Key::SafeTitle,
    Key::SafeEncrypted,
    Key::NotStored,
    Key::SafeStore,
    Key::SafeConfirmation,
    Key::ChallengeHelp,
    Key::SafeProvider,
    Key::ChallengeTitle,
    Key::ChallengeHelp,
    Key::Cancel,
    Key::ChallengeOpenWhole,
    Key::LeaveTitle,
    Key::LeaveHelp,
    Key::LeaveStay,
    Key::LeaveGo,
    Key::CheckAgain,
];
