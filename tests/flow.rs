//! The payment machine: every arrow, and laws over random sequences of events.
#![cfg(not(target_family = "wasm"))]
#![expect(clippy::unwrap_used, reason = "tests")]

use cloudpayments_checkout::card::{Card, CardNumber, Cryptogram, Expiry, Month, Now, SecurityCode};
use cloudpayments_checkout::flow::{Attempt, Effect, Event, Failure, Flow, GaveUp, Mode, Outcome, Phase};
use cloudpayments_checkout::form::Field;
use cloudpayments_checkout::wire::{Answer, Challenge, Refusal, refusal};
use proptest::prelude::*;

#[test]
fn a_card_without_3d_secure_is_paid() {
    let mut run = Run::new();
    run.step(submitted(1)).expect("encrypting", "encrypt");
    run.step(encrypted(1)).expect("charging", "wipe remember charge");
    run.step(answered(1, paid(1))).expect("settled", "close forget");
    assert_eq!(run.outcome(), Some(Outcome::Paid { transaction: 9 }));
}

#[test]
fn a_card_with_3d_secure_is_paid_only_after_the_store_says_so() {
    let mut run = Run::charging();
    run.step(answered(1, challenge(1))).expect("challenging", "open");
    run.step(Event::ChallengeReturned { attempt: id(1) }).expect("confirming", "close ask+0");
    run.step(answered(1, paid(1))).expect("settled", "close forget");
    assert_eq!(run.outcome(), Some(Outcome::Paid { transaction: 9 }));
}

#[test]
fn a_declined_card_leaves_the_form_open() {
    let mut run = Run::charging();
    run.step(answered(1, declined(1))).expect("settled", "close forget");
    assert!(run.flow.phase().accepts_card());
    run.step(submitted(2)).expect("encrypting", "encrypt");
}

#[test]
fn a_paid_order_accepts_no_further_card() {
    let mut run = Run::charging();
    run.step(answered(1, paid(1))).expect("settled", "close forget");
    run.step(submitted(2)).expect("settled", "");
    run.step(Event::Resumed { attempt: id(3) }).expect("settled", "");
}

#[test]
fn fields_that_the_provider_refuses_are_marked_and_nothing_is_wiped() {
    let mut run = Run::encrypting();
    run.step(Event::FieldsRefused { attempt: id(1), fields: vec![Field::Number] }).expect("editing", "refuse");
}

#[test]
fn a_blocked_script_fails_with_nothing_sent_and_may_be_tried_again() {
    let mut run = Run::encrypting();
    run.step(Event::EncryptionFailed { attempt: id(1), failure: Failure::ScriptBlocked }).expect("settled", "");
    assert_eq!(run.outcome(), Some(Outcome::Failed(Failure::ScriptBlocked)));
    run.step(submitted(2)).expect("encrypting", "encrypt");
}

#[test]
fn an_unanswered_charge_is_asked_about_and_never_sent_again() {
    let mut run = Run::charging();
    run.step(unanswered(1)).expect("unclear", "ask+1000");
    run.step(unanswered(1)).expect("unclear", "ask+2000");
    run.step(answered(1, pending(1))).expect("unclear", "ask+3000");
    run.step(submitted(2)).expect("unclear", "");
    run.step(answered(1, paid(1))).expect("settled", "close forget");
}

#[test]
fn a_charge_that_never_arrived_is_closed_before_the_shopper_may_try_again() {
    let mut run = Run::charging();
    run.step(unanswered(1)).expect("unclear", "ask+1000");
    run.step(refused(1, refusal::ATTEMPT_UNKNOWN, false)).expect("unclear", "abandon+1000");
    assert!(!run.flow.phase().accepts_card());
    run.step(answered(1, abandoned(1))).expect("settled", "close forget");
    assert_eq!(run.outcome(), Some(Outcome::Abandoned(GaveUp::NeverArrived)));
}

#[test]
fn a_charge_that_arrived_after_all_is_told_as_it_ended() {
    let mut run = Run::charging();
    run.step(unanswered(1)).expect("unclear", "ask+1000");
    run.step(refused(1, refusal::ATTEMPT_UNKNOWN, false)).expect("unclear", "abandon+1000");
    run.step(answered(1, paid(1))).expect("settled", "close forget");
    assert_eq!(run.outcome(), Some(Outcome::Paid { transaction: 9 }));
}

#[test]
fn a_pending_charge_is_asked_about_quietly_first() {
    let mut run = Run::charging();
    run.step(answered(1, pending(1))).expect("confirming", "ask+1000");
    run.step(answered(1, pending(1))).expect("confirming", "ask+2000");
    run.step(answered(1, pending(1))).expect("confirming", "ask+3000");
    run.step(answered(1, pending(1))).expect("unclear", "ask+5000");
}

#[test]
fn leaving_the_banks_page_is_a_question_to_the_store() {
    let mut run = Run::charging();
    run.step(answered(1, challenge(1))).expect("challenging", "open");
    run.step(Event::ChallengeLeft { attempt: id(1), why: GaveUp::Cancelled }).expect("confirming", "close abandon+0");
    run.step(unanswered(1)).expect("confirming", "abandon+1000");
    run.step(answered(1, abandoned(1))).expect("settled", "close forget");
    assert_eq!(run.outcome(), Some(Outcome::Abandoned(GaveUp::Cancelled)));
}

#[test]
fn leaving_too_late_tells_that_it_was_paid() {
    let mut run = Run::charging();
    run.step(answered(1, challenge(1))).expect("challenging", "open");
    run.step(Event::ChallengeLeft { attempt: id(1), why: GaveUp::TimedOut }).expect("confirming", "close abandon+0");
    run.step(answered(1, paid(1))).expect("settled", "close forget");
}

#[test]
fn giving_up_does_not_reopen_the_banks_page() {
    let mut run = Run::charging();
    run.step(answered(1, challenge(1))).expect("challenging", "open");
    run.step(Event::ChallengeLeft { attempt: id(1), why: GaveUp::Cancelled }).expect("confirming", "close abandon+0");
    run.step(answered(1, challenge(1))).expect("confirming", "abandon+1000");
}

#[test]
fn a_return_before_the_banks_answer_opens_the_banks_page_again() {
    let mut run = Run::charging();
    run.step(answered(1, challenge(1))).expect("challenging", "open");
    run.step(Event::ChallengeReturned { attempt: id(1) }).expect("confirming", "close ask+0");
    run.step(answered(1, challenge(1))).expect("challenging", "open");
}

#[test]
fn a_reloaded_page_asks_the_store_first() {
    let mut run = Run::new();
    run.step(Event::Resumed { attempt: id(1) }).expect("confirming", "ask+0");
    run.step(submitted(2)).expect("confirming", "");
    run.step(answered(1, challenge(1))).expect("challenging", "open");
}

#[test]
fn a_refusal_that_charged_nothing_ends_the_attempt() {
    let mut run = Run::charging();
    run.step(refused(1, refusal::ORDER_PAID, false)).expect("settled", "forget");
    assert_eq!(run.outcome(), Some(Outcome::Failed(Failure::OrderPaid)));
    assert!(!run.flow.phase().accepts_card());
}

#[test]
fn a_refusal_is_told_by_the_stores_own_code() {
    for (code, failure) in [
        (refusal::ORDER_UNKNOWN, Failure::OrderUnknown),
        (refusal::GATEWAY_REFUSED, Failure::GatewayRefused),
        (refusal::UNAVAILABLE, Failure::Store),
        ("store.closed_on_sundays", Failure::Store),
    ] {
        let mut run = Run::charging();
        run.step(refused(1, code, false)).expect("settled", "forget");
        assert_eq!(run.outcome(), Some(Outcome::Failed(failure)));
        assert_eq!(run.flow.code(), code);
    }
}

#[test]
fn a_refusal_that_may_have_charged_is_unclear() {
    let mut run = Run::charging();
    run.step(refused(1, refusal::ATTEMPT_CONFLICT, true)).expect("unclear", "ask+1000");
}

#[test]
fn a_new_price_is_shown_before_it_is_paid() {
    let mut run = Run::charging();
    let refusal = Refusal { amount: Some("13000.00".into()), ..refuse(refusal::PRICE_CHANGED, false) };
    run.step(Event::Refused { attempt: id(1), refusal }).expect("settled", "forget price");
    assert!(run.flow.phase().accepts_card());
}

#[test]
fn a_late_answer_to_an_earlier_press_is_dropped() {
    let mut run = Run::charging();
    run.step(answered(1, declined(1))).expect("settled", "close forget");
    run.step(submitted(2)).expect("encrypting", "encrypt");
    run.step(encrypted(1)).expect("encrypting", "");
    run.step(encrypted(2)).expect("charging", "wipe remember charge");
    run.step(answered(1, paid(1))).expect("charging", "");
    run.step(Event::ChallengeReturned { attempt: id(2) }).expect("charging", "");
}

#[test]
fn an_answer_about_another_attempt_is_no_answer() {
    let mut run = Run::charging();
    run.step(answered(1, paid(2))).expect("unclear", "ask+1000");
}

#[test]
fn without_an_endpoint_the_page_gets_the_cryptogram_and_nothing_is_charged() {
    let mut run = Run { flow: Flow::new(Mode::Cryptogram), done: String::new() };
    run.step(submitted(1)).expect("encrypting", "encrypt");
    run.step(encrypted(1)).expect("settled", "wipe give");
    run.step(Event::Resumed { attempt: id(1) }).expect("settled", "");
}

#[test]
fn after_ten_minutes_of_questions_the_machine_waits_for_the_shopper() {
    let mut run = Run::charging();
    for _ in 0..63 {
        run.step(unanswered(1));
        assert_ne!(run.done, "", "still asking");
    }
    run.step(unanswered(1)).expect("unclear", "");
    run.step(Event::CheckAgain).expect("confirming", "ask+0");
}

#[test]
fn wrong_settings_stop_pay_until_they_are_changed() {
    let mut run = Run::new();
    run.step(Event::Misconfigured { failure: Failure::PublicId }).expect("settled", "");
    run.step(submitted(1)).expect("settled", "");
    run.step(Event::Reconfigured).expect("editing", "");
    run.step(submitted(1)).expect("encrypting", "encrypt");
    run.step(Event::Reconfigured).expect("encrypting", "");
}

#[test]
fn reset_is_heeded_only_where_nothing_is_under_way() {
    let mut run = Run::charging();
    run.step(Event::Reset).expect("charging", "");
    run.step(answered(1, declined(1))).expect("settled", "close forget");
    run.step(Event::Reset).expect("editing", "wipe forget");
}

proptest! {
    #[test]
    fn one_attempt_makes_at_most_one_charge_and_paid_is_the_stores_word(kinds in proptest::collection::vec((0u8..15, 1u8..4), 0..60)) {
        let mut run = Run::new();
        let (mut charges, mut pressed, mut said_paid) = ([0; 256], 0u8, [false; 256]);
        for (kind, n) in kinds {
            // A press makes an id of its own; all other events are about any attempt so far, or none.
            let n = if kind == 0 { pressed += 1; pressed } else { pressed.saturating_sub(n - 1) };
            let before = run.flow.phase();
            let event = stimulus(kind, n);
            if let Event::Answered { answer: Answer::Paid { .. }, .. } = event { said_paid[usize::from(n)] = true; }
            for effect in run.flow.handle(&event) {
                if *effect == Effect::Charge {
                    let attempt = run.flow.attempt().unwrap();
                    let its_own = matches!(&event, Event::Encrypted { attempt: of, .. } if *of == attempt);
                    prop_assert!(its_own, "charged with the cryptogram of another attempt");
                    charges[(1..=255).find(|i| id(*i) == attempt).map(usize::from).unwrap()] += 1;
                    prop_assert!(before != Phase::Unclear, "charged while unclear");
                }
            }
            if let Phase::Settled(Outcome::Paid { .. }) = run.flow.phase() {
                let attempt = run.flow.attempt().unwrap();
                prop_assert!((0..=255).any(|i| id(i) == attempt && said_paid[usize::from(i)]));
            }
        }
        prop_assert!(charges.iter().all(|count| *count <= 1));
    }

    #[test]
    fn from_anywhere_the_shopper_can_soon_act(kinds in proptest::collection::vec((0u8..15, 1u8..3), 0..40)) {
        let mut run = Run::new();
        let mut pressed = 0u8;
        for (kind, n) in kinds {
            let n = if kind == 0 { pressed += 1; pressed } else { pressed.saturating_sub(n - 1) };
            let _ = run.flow.handle(&stimulus(kind, n));
        }
        // The world goes silent: every effect is answered in the worst way there is.
        for _ in 0..8 {
            // Pay, Cancel at the bank, "Check again", or a receipt.
            if let Phase::Editing | Phase::Challenging | Phase::Unclear | Phase::Settled(_) = run.flow.phase() {
                return Ok(());
            }
            let attempt = run.flow.attempt().unwrap();
            let event = match run.flow.phase() {
                Phase::Encrypting => Event::EncryptionFailed { attempt, failure: Failure::CryptogramTimeout },
                _ => Event::Unanswered { attempt },
            };
            let _ = run.flow.handle(&event);
        }
        prop_assert!(false, "stuck in {}", run.flow.phase().name());
    }
}

struct Run {
    flow: Flow,
    done: String,
}

impl Run {
    fn new() -> Self {
        Self { flow: Flow::new(Mode::Charge), done: String::new() }
    }

    fn encrypting() -> Self {
        let mut run = Self::new();
        run.step(submitted(1));
        run
    }

    fn charging() -> Self {
        let mut run = Self::encrypting();
        run.step(encrypted(1));
        run
    }

    #[expect(clippy::needless_pass_by_value, reason = "a run reads as a list of events")]
    fn step(&mut self, event: Event) -> &mut Self {
        let effects = self.flow.handle(&event);
        self.done = effects.iter().map(|effect| word(*effect, self.flow.pause_ms())).collect::<Vec<_>>().join(" ");
        self
    }

    #[track_caller]
    fn expect(&self, phase: &str, effects: &str) {
        assert_eq!((self.flow.phase().name(), self.done.as_str()), (phase, effects));
    }

    fn outcome(&self) -> Option<Outcome> {
        match self.flow.phase() {
            Phase::Settled(outcome) => Some(outcome),
            _ => None,
        }
    }
}

fn word(effect: Effect, pause_ms: u32) -> String {
    match effect {
        Effect::Encrypt => "encrypt".into(),
        Effect::Charge => "charge".into(),
        Effect::GiveCryptogram => "give".into(),
        Effect::AskStatus => format!("ask+{pause_ms}"),
        Effect::Abandon => format!("abandon+{pause_ms}"),
        Effect::OpenChallenge => "open".into(),
        Effect::CloseChallenge => "close".into(),
        Effect::WipeFields => "wipe".into(),
        Effect::RefuseFields => "refuse".into(),
        Effect::ShowPrice => "price".into(),
        Effect::Remember => "remember".into(),
        Effect::Forget => "forget".into(),
    }
}

fn stimulus(kind: u8, n: u8) -> Event {
    match kind {
        0 => submitted(n),
        1 => encrypted(n),
        2 => answered(n, paid(n)),
        3 => answered(n, declined(n)),
        4 => answered(n, challenge(n)),
        5 => answered(n, pending(n)),
        6 => answered(n, abandoned(n)),
        7 => unanswered(n),
        8 => refused(n, refusal::ATTEMPT_UNKNOWN, false),
        9 => refused(n, refusal::UNAVAILABLE, n.is_multiple_of(2)),
        10 => Event::ChallengeReturned { attempt: id(n) },
        11 => Event::ChallengeLeft { attempt: id(n), why: GaveUp::TimedOut },
        12 => Event::Resumed { attempt: id(n) },
        13 => Event::CheckAgain,
        _ => Event::EncryptionFailed { attempt: id(n), failure: Failure::ScriptTimeout },
    }
}

fn id(n: u8) -> Attempt {
    Attempt::parse(&text(n)).unwrap()
}

fn text(n: u8) -> String {
    format!("{n:032x}")
}

fn submitted(n: u8) -> Event {
    let now = Now::month(Month::new(2026, 11).unwrap());
    let card = Card {
        number: CardNumber::parse("4242424242424242").unwrap(),
        expiry: Expiry::parse("12/30", now).unwrap(),
        code: SecurityCode::parse("123").unwrap(),
        holder: None,
    };
    Event::Submitted { attempt: id(n), card: Box::new(card) }
}

fn encrypted(n: u8) -> Event {
    Event::Encrypted { attempt: id(n), cryptogram: Cryptogram::new("packet".to_owned()) }
}

fn answered(n: u8, answer: Answer) -> Event {
    Event::Answered { attempt: id(n), answer }
}

fn unanswered(n: u8) -> Event {
    Event::Unanswered { attempt: id(n) }
}

fn refused(n: u8, code: &str, charged: bool) -> Event {
    Event::Refused { attempt: id(n), refusal: refuse(code, charged) }
}

fn refuse(code: &str, charged: bool) -> Refusal {
    Refusal { code: code.to_owned(), message: String::new(), charged, amount: None }
}

fn paid(n: u8) -> Answer {
    Answer::Paid { attempt: text(n), transaction: 9 }
}

fn declined(n: u8) -> Answer {
    Answer::Declined { attempt: text(n), transaction: Some(9), reason: 5051 }
}

fn pending(n: u8) -> Answer {
    Answer::Pending { attempt: text(n) }
}

fn abandoned(n: u8) -> Answer {
    Answer::Abandoned { attempt: text(n) }
}

fn challenge(n: u8) -> Answer {
    Answer::Challenge(Challenge {
        attempt: text(n),
        acs_url: "https://acs.example/".into(),
        pa_req: "req".into(),
        md: "9".into(),
        term_url: "https://store.example/term".into(),
        frame: true,
    })
}
