//! A shopper: the component's state machine, with the effects a browser would perform.

use std::collections::VecDeque;
use std::time::Duration;

use cloudpayments_checkout::card::{Card, CardNumber, Cryptogram, Expiry, Now, SecurityCode};
use cloudpayments_checkout::flow::{Attempt, Effect, Event, Flow, GaveUp, Mode, Outcome, Phase};
use cloudpayments_checkout::text::Locale;
use cloudpayments_checkout::view::{self, Facts};
use cloudpayments_checkout::wire::{Answer, Challenge};
use reqwest::Client;
use serde_json::{Value, json};

use crate::bank::{self, AtTheBank};
use crate::{Packets, Trouble, chance, wire};

/// One shopper with one order.
pub struct Shopper<'a> {
    http: &'a Client,
    packets: &'a Packets,
    store: &'a str,
    /// The order's number.
    pub order: String,
    amount: String,
    flow: Flow,
    challenge: Option<Challenge>,
    /// Every attempt made, the latest last.
    pub attempts: Vec<String>,
}

/// What the shopper saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The phases in their order, each once in a row.
    pub phases: Vec<&'static str>,
    /// The end of it; nothing where it is not known yet, and can be asked about again.
    pub outcome: Option<Outcome>,
    /// The code of an end that is not paid.
    pub code: String,
    /// The title and the text the shopper reads at the end, in English.
    pub words: String,
    /// Whether the form stands open, or "Check again" is there to press.
    pub can_act: bool,
    /// How long the shopper would have waited between questions, by the machine's own pauses.
    pub waited: Duration,
}

impl Seen {
    /// In a word: `paid`, or the code of what it is instead.
    #[must_use]
    pub fn word(&self) -> String {
        match self.outcome {
            Some(Outcome::Paid { .. }) => "paid".to_owned(),
            Some(_) => self.code.clone(),
            None => "unclear".to_owned(),
        }
    }
}

impl<'a> Shopper<'a> {
    /// Places an order.
    ///
    /// # Errors
    /// The store takes none.
    pub async fn order(http: &'a Client, packets: &'a Packets, store: &'a str) -> Result<Self, Trouble> {
        let wish = json!({"program": "first-aid", "lang": "ru"});
        let placed: Value = http.post(format!("{store}/api/orders")).json(&wish).send().await?.json().await?;
        let text = |name: &str| placed[name].as_str().map(str::to_owned).ok_or_else(|| format!("no order: {placed}"));
        Ok(Self {
            http,
            packets,
            store,
            order: text("order")?,
            amount: text("amount")?,
            flow: Flow::new(Mode::Charge),
            challenge: None,
            attempts: Vec::new(),
        })
    }

    /// Presses Pay with this card and goes on until there is a result, or nothing but "Check again" to press. `pause` is told
    /// how long the machine waits before each question.
    ///
    /// # Errors
    /// The rehearsal itself is wrong.
    pub async fn pay(
        &mut self,
        card: &str,
        at_the_bank: AtTheBank,
        pause: impl AsyncFnMut(Duration),
    ) -> Result<Seen, Trouble> {
        let attempt = chance::attempt()?;
        let event = submitted(&attempt, card)?;
        self.attempts.push(attempt);
        self.go_on(event, card, at_the_bank, pause).await
    }

    /// Presses "Check again", or comes back to the page after a reload.
    ///
    /// # Errors
    /// The rehearsal itself is wrong.
    pub async fn check_again(&mut self, pause: impl AsyncFnMut(Duration)) -> Result<Seen, Trouble> {
        let event = match (self.flow.phase(), self.attempts.last().and_then(|attempt| Attempt::parse(attempt))) {
            (Phase::Unclear, _) => Event::CheckAgain,
            (_, Some(attempt)) => Event::Resumed { attempt },
            (_, None) => return Err("nothing was tried".into()),
        };
        self.go_on(event, "", AtTheBank::Leaves, pause).await
    }

    /// The page is loaded anew: all is forgotten but the attempt.
    pub fn reload(&mut self) {
        self.flow = Flow::new(Mode::Charge);
        self.challenge = None;
    }

    async fn go_on(
        &mut self,
        first: Event,
        card: &str,
        at_the_bank: AtTheBank,
        mut pause: impl AsyncFnMut(Duration),
    ) -> Result<Seen, Trouble> {
        let (mut events, mut phases, mut waited) = (VecDeque::from([first]), Vec::new(), Duration::ZERO);
        while let Some(event) = events.pop_front() {
            if let Event::Answered { answer: Answer::Challenge(challenge), .. } = &event {
                self.challenge = Some(challenge.clone());
            }
            let cryptogram = match &event {
                Event::Encrypted { cryptogram, .. } => Some(cryptogram.expose().to_owned()),
                _ => None,
            };
            let effects = self.flow.handle(&event);
            if phases.last() != Some(&self.flow.phase().name()) {
                phases.push(self.flow.phase().name());
            }
            for effect in effects {
                if matches!(effect, Effect::AskStatus | Effect::Abandon) {
                    let wait = Duration::from_millis(self.flow.pause_ms().into());
                    waited += wait;
                    pause(wait).await;
                }
                events.extend(self.perform(*effect, cryptogram.as_deref(), card, at_the_bank).await?);
            }
        }
        let outcome = match self.flow.phase() {
            Phase::Settled(outcome) => Some(outcome),
            _ => None,
        };
        let page = view::page(&self.flow, false);
        Ok(Seen {
            phases,
            outcome,
            code: self.flow.code().to_owned(),
            words: page.ending.as_ref().map(|ending| ending.sentence(facts())).unwrap_or_default(),
            can_act: page.form || page.ending.is_some_and(|ending| ending.check_again),
            waited,
        })
    }

    async fn perform(
        &mut self,
        effect: Effect,
        cryptogram: Option<&str>,
        card: &str,
        at_the_bank: AtTheBank,
    ) -> Result<Option<Event>, Trouble> {
        let Some(attempt) = self.flow.attempt() else { return Ok(None) };
        let url = format!("{}/api/payments", self.store);
        let id = attempt.as_str();
        Ok(match effect {
            Effect::Encrypt => {
                let cryptogram = Cryptogram::new(self.packets.seal(card)?);
                Some(Event::Encrypted { attempt, cryptogram })
            }
            Effect::Charge => {
                let body = json!({"attempt": id, "order": self.order, "amount": self.amount, "currency": "KZT",
                    "cryptogram": cryptogram, "lang": "ru"});
                Some(wire::ask(self.http.post(url).json(&body), attempt).await)
            }
            Effect::AskStatus => Some(wire::ask(self.http.get(format!("{url}/{id}")), attempt).await),
            Effect::Abandon => {
                let body = json!({"order": self.order});
                Some(wire::ask(self.http.post(format!("{url}/{id}/abandon")).json(&body), attempt).await)
            }
            Effect::OpenChallenge => {
                let challenge = self.challenge.take().ok_or("a challenge without its address")?;
                Some(match bank::visit(self.http, &challenge, at_the_bank).await {
                    Some(()) => Event::ChallengeReturned { attempt },
                    None => Event::ChallengeLeft { attempt, why: GaveUp::Cancelled },
                })
            }
            _ => None,
        })
    }
}

fn submitted(attempt: &str, card: &str) -> Result<Event, Trouble> {
    let wrong = |_| format!("{card} is no card");
    let card = Card {
        number: CardNumber::parse(card).map_err(wrong)?,
        expiry: Expiry::parse("12/30", Now::unknown()).map_err(|_| "no expiry date")?,
        code: SecurityCode::parse("123").map_err(|_| "no code")?,
        holder: None,
    };
    Ok(Event::Submitted { attempt: Attempt::parse(attempt).ok_or("no attempt")?, card: Box::new(card) })
}

fn facts() -> Facts<'static> {
    Facts { locale: Locale::En, amount: None, support_email: "support@shop.example" }
}
