use super::Ending;
use crate::flow::{Flow, Outcome, Phase};
use crate::text::Key;

/// What the page shows besides the fields.
///
/// ```
/// use cloudpayments_checkout::flow::{Flow, Mode};
/// use cloudpayments_checkout::view::{Page, page};
///
/// let page: Page = page(&Flow::new(Mode::Charge), true);
/// assert!(page.form && !page.busy && page.ending.is_none());
/// ```
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own about one page")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Whether the form stands open.
    pub form: bool,
    /// Whether something is under way: the fields and Pay wait.
    pub busy: bool,
    /// Whether the bank's page is open.
    pub challenge: bool,
    /// The words on Pay: the price, or what is going on.
    pub pay: Key,
    /// Whether the live region says them, too, at this change; else focus moves to the words that matter.
    pub tells: bool,
    /// How the last attempt ended, or that its end is not known.
    pub ending: Option<Ending>,
}

/// What to show where the payment stands; `priced` where the amount is known.
#[must_use]
pub fn page(flow: &Flow, priced: bool) -> Page {
    let phase = flow.phase();
    let (pay, tells) = match phase {
        Phase::Encrypting => (Key::Encrypting, true),
        Phase::Charging => (Key::Charging, true),
        Phase::Challenging => (Key::Challenging, true),
        Phase::Confirming => (Key::Confirming, true),
        _ if priced => (Key::PayAmount, false),
        _ => (Key::Pay, false),
    };
    Page {
        form: form_is_open(phase),
        busy: phase.is_busy(),
        challenge: matches!(phase, Phase::Challenging),
        pay,
        tells,
        ending: Ending::of(flow, priced),
    }
}

fn form_is_open(phase: Phase) -> bool {
    match phase {
        Phase::Unclear | Phase::Settled(Outcome::Encrypted) => false,
        Phase::Settled(outcome) => outcome.allows_another_try(),
        _ => true,
    }
}
