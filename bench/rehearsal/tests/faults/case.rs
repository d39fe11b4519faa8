//! One fault at one step, rehearsed.

use std::time::Duration;

use cloudpayments_checkout::flow::Outcome;
use rehearsal::{AtTheBank, Seen, Shopper, Stage, audit, cards};
use serde_json::{Value, json};

/// A fault, the payment it meets, and how the shopper behaves at the bank.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) name: &'static str,
    next: Value,
    card: String,
    at_the_bank: AtTheBank,
    patience: Duration,
    is_beside_questions: bool,
}

/// What came of it.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) fault: &'static str,
    pub(crate) seen: String,
    pub(crate) books: String,
    pub(crate) recovery: String,
}

impl Case {
    pub(crate) fn new(name: &'static str, route: &str, fault: &Value, card: &str) -> Self {
        let patience = Duration::from_secs(30);
        Self {
            name,
            next: json!({ route: fault }),
            card: card.to_owned(),
            at_the_bank: AtTheBank::Confirms,
            patience,
            is_beside_questions: false,
        }
    }

    /// Other faults besides.
    pub(crate) fn and(mut self, others: &Value) -> Self {
        for (route, fault) in others.as_object().unwrap() {
            self.next[route] = fault.clone();
        }
        self
    }

    /// The fault of a route meets several requests.
    pub(crate) fn times(mut self, route: &str, times: u32) -> Self {
        self.next[route]["times"] = json!(times);
        self
    }

    pub(crate) fn at(mut self, at_the_bank: AtTheBank) -> Self {
        self.at_the_bank = at_the_bank;
        self
    }

    /// The webhook and the element's question tell the store the same; which comes first is chance.
    pub(crate) fn beside_questions(mut self) -> Self {
        self.is_beside_questions = true;
        self
    }

    /// A store that does not wait long: for answers that never come.
    pub(crate) fn impatient(mut self) -> Self {
        self.patience = Duration::from_millis(300);
        self
    }

    pub(crate) fn is_patient(&self) -> bool {
        self.patience > Duration::from_secs(1)
    }
}

/// Rehearses every case on a stage of its own patience and holds the law.
pub(crate) async fn rehearse(step: &str, cases: &[Case]) -> Vec<Row> {
    let mut rows = Vec::new();
    for is_patient in [true, false] {
        let of_this_kind: Vec<&Case> = cases.iter().filter(|case| case.is_patient() == is_patient).collect();
        let Some(first) = of_this_kind.first() else { continue };
        let stage = Stage::open(first.patience).await.unwrap();
        for case in of_this_kind {
            rows.push(one(step, &stage, case).await);
        }
    }
    rows
}

async fn one(step: &str, stage: &Stage, case: &Case) -> Row {
    let what = format!("{step}, {}", case.name);
    let pause = async |wait: Duration| stage.clock.advance(wait);
    let mut shopper = Shopper::order(&stage.http, &stage.packets, &stage.store.url).await.unwrap();
    stage.fault(&case.next).await.unwrap();
    let mut seen = shopper.pay(&case.card, case.at_the_bank, pause).await.unwrap();
    let first = seen.clone();
    let mut checked = false;
    if seen.outcome.is_none() {
        assert!(seen.can_act, "{what}: {seen:?}");
        checked = true;
        seen = shopper.check_again(pause).await.unwrap();
    }
    stage.mend().await.unwrap();
    // The law: within one reconciliation both sides agree.
    stage.store.look().await.unwrap();
    let found =
        audit(&stage.http, &stage.store.url, &stage.sandbox.url, &shopper.order, &shopper.attempts).await.unwrap();
    assert!(!found.is_lost() && !found.is_double() && found.in_doubt == 0, "{what}: {found:?} after {seen:?}");
    let is_paid = matches!(seen.outcome, Some(Outcome::Paid { .. }));
    assert_eq!(is_paid, found.is_paid, "{what}: the shopper sees the truth: {seen:?}");
    assert!(is_paid || seen.can_act, "{what}: {seen:?}");
    if !is_paid {
        // Nothing was charged, and another press of Pay pays.
        let again = shopper.pay(cards::PAID, AtTheBank::Confirms, pause).await.unwrap();
        assert!(matches!(again.outcome, Some(Outcome::Paid { .. })), "{what}: {again:?}");
        let found =
            audit(&stage.http, &stage.store.url, &stage.sandbox.url, &shopper.order, &shopper.attempts).await.unwrap();
        assert!(found.is_paid && found.charges == 1, "{what}: {found:?}");
    }
    let recovery = if case.is_beside_questions {
        "the webhook or the element's question, whichever is first".to_owned()
    } else {
        recovery(&seen, checked)
    };
    Row {
        fault: case.name,
        seen: if case.is_beside_questions { title(&seen) } else { told(&first, &seen) },
        books: if found.is_paid { "paid, one charge" } else { "open, no charge" }.to_owned(),
        recovery,
    }
}

fn told(first: &Seen, last: &Seen) -> String {
    let phases = first.phases.iter().filter(|phase| **phase != "settled").copied().collect::<Vec<_>>().join(", ");
    format!("{phases}; then {}", title(last))
}

fn title(seen: &Seen) -> String {
    let title = seen.words.split_inclusive(". ").next().unwrap_or_default().trim().trim_end_matches('.');
    format!("“{title}”")
}

fn recovery(seen: &Seen, checked: bool) -> String {
    let is_paid = matches!(seen.outcome, Some(Outcome::Paid { .. }));
    let when = match seen.waited.as_secs() {
        _ if checked => "the shopper presses “Check again”",
        0 => "at once",
        1..60 => "the element asks the store, within a minute",
        _ => "the element asks the store until “none found” counts, after six minutes",
    };
    let next = if is_paid { "" } else { "; Pay is there again" };
    format!("{when}{next}")
}
