//! Orders and attempts, and how an attempt moves from one state to the next.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use cloudpayments_checkout::money::{Amount, AmountError, Currency};
use cloudpayments_checkout::reason::advice;
use cloudpayments_checkout::text::{Locale, say};
use cloudpayments_checkout::wire::{Answer, Challenge, refusal};

use crate::gateway::Reply;
use crate::refuse::Refused;

/// What was sold, and who tried to pay for it.
pub(crate) struct Books {
    pub(crate) orders: HashMap<String, Order>,
    pub(crate) attempts: HashMap<String, Attempt>,
    pub(crate) patience: Patience,
}

/// How long is waited.
pub(crate) struct Patience {
    /// After it nothing that was sent is on its way any more: the gateway answers within five minutes.
    pub(crate) settled: Duration,
    /// After it no shopper is at the bank's page any more.
    pub(crate) challenge: Duration,
}

/// The price here is what is charged; the browser's is only compared.
pub(crate) struct Order {
    pub(crate) price: Amount,
    pub(crate) paid: bool,
}

/// One press of Pay.
pub(crate) struct Attempt {
    pub(crate) order: String,
    /// Of the request it came by: the same request again is answered again, another one refused.
    pub(crate) print: Vec<u8>,
    pub(crate) state: State,
    /// When the gateway was last asked to do something.
    pub(crate) sent: Instant,
    /// What TermUrl ends in.
    pub(crate) token: String,
    pub(crate) transaction: Option<u64>,
}

/// Where an attempt is. The first three are open.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum State {
    /// The charge is under way, or its answer was lost.
    Sent,
    /// The shopper is at the bank.
    Bank {
        acs_url: String,
        pa_req: String,
        frame: bool,
    },
    /// The bank's answer is being handed over, or what came of it was lost.
    Returned,
    Paid,
    Declined(u32),
    Abandoned,
    /// Nothing was charged.
    Refused(StatusCode, &'static str),
}

impl Books {
    /// One order, as a shop would have made it.
    pub(crate) fn with_an_order(patience: Patience) -> Result<Self, AmountError> {
        let order = Order { price: Amount::parse("12500", Currency::KZT)?, paid: false };
        Ok(Self { orders: HashMap::from([("A-1042".to_owned(), order)]), attempts: HashMap::new(), patience })
    }

    /// Whether the attempt is here, and not this order's.
    pub(crate) fn is_of_another(&self, id: &str, order: &str) -> bool {
        self.attempts.get(id).is_some_and(|attempt| attempt.order != order)
    }

    /// Whether an attempt more is too many for this order.
    pub(crate) fn is_full(&self, order: &str) -> bool {
        self.attempts.values().filter(|attempt| attempt.order == order).count() >= MOST_ATTEMPTS
    }

    /// Whether an attempt of this order may still take money. Whoever has been at the bank for too long may not: its TermUrl is dead from
    /// here on.
    pub(crate) fn is_busy(&mut self, order: &str) -> bool {
        let mut is_busy = false;
        for attempt in self.attempts.values_mut().filter(|attempt| attempt.order == order) {
            match attempt.state {
                State::Bank { .. } if attempt.sent.elapsed() > self.patience.challenge => {
                    attempt.state = State::Abandoned;
                }
                State::Sent | State::Bank { .. } | State::Returned => is_busy = true,
                State::Paid | State::Declined(_) | State::Abandoned | State::Refused(..) => {}
            }
        }
        is_busy
    }

    /// Takes what the gateway says when it is told to do something. An answer that says nothing certain changes nothing: the state stays
    /// open, and is asked about.
    pub(crate) fn settle(&mut self, id: &str, reply: Reply) {
        let Some(attempt) = self.attempts.get_mut(id) else { return };
        if !matches!(attempt.state, State::Sent | State::Returned) {
            return;
        }
        attempt.transaction = reply.transaction().or(attempt.transaction);
        match reply {
            Reply::Paid { .. } => {
                attempt.state = State::Paid;
                if let Some(order) = self.orders.get_mut(&attempt.order) {
                    order.paid = true;
                }
            }
            Reply::Declined { reason, .. } => {
                println!("{}: declined, {reason}: {}", attempt.order, say(advice(reason).key(), Locale::En));
                attempt.state = State::Declined(reason);
            }
            Reply::Challenge { acs_url, pa_req, frame, .. } => attempt.state = State::Bank { acs_url, pa_req, frame },
            Reply::BadRequest if attempt.state == State::Sent => {
                attempt.state = State::Refused(StatusCode::BAD_GATEWAY, refusal::GATEWAY_REFUSED);
            }
            Reply::Undone(status, code) if attempt.state == State::Sent => attempt.state = State::Refused(status, code),
            // The bank's answer was not handed over and never will be: the payment stays unauthenticated.
            Reply::Undone(..) => attempt.state = State::Abandoned,
            Reply::BadRequest | Reply::NotFound | Reply::Awaiting | Reply::Unclear => {}
        }
    }

    /// What the attempt was to take, where only the gateway knows whether it did.
    pub(crate) fn price_in_doubt(&self, id: &str) -> Option<Amount> {
        let attempt = self.attempts.get(id)?;
        let is_in_doubt = matches!(attempt.state, State::Sent | State::Returned);
        self.orders.get(&attempt.order).filter(|_| is_in_doubt).map(|order| order.price)
    }

    /// Takes what the gateway knows of an attempt. `asked` is from before the question: time spent waiting for its answer must not make
    /// the answer count.
    pub(crate) fn looked_up(&mut self, id: &str, reply: Reply, asked: Instant) {
        let Some(attempt) = self.attempts.get_mut(id) else { return };
        // Nothing could be on its way any more, and nothing was sent meanwhile.
        let is_settled = asked.saturating_duration_since(attempt.sent) > self.patience.settled
            && matches!(attempt.state, State::Sent | State::Returned);
        match reply {
            Reply::NotFound if is_settled => {
                attempt.state = State::Refused(StatusCode::SERVICE_UNAVAILABLE, refusal::UNAVAILABLE);
            }
            // Nobody has the bank's question, or its answer did not arrive.
            Reply::Awaiting if is_settled => attempt.state = State::Abandoned,
            Reply::Paid { .. } | Reply::Declined { .. } | Reply::Challenge { .. } => self.settle(id, reply),
            // A question that was refused or turned away says nothing of the charge.
            Reply::NotFound | Reply::Awaiting | Reply::BadRequest | Reply::Undone(..) | Reply::Unclear => {}
        }
    }

    /// What the element is told of an attempt.
    pub(crate) fn answer(&self, id: &str, origin: &str) -> Result<Answer, Refused> {
        let attempt = self.attempts.get(id).ok_or_else(Refused::attempt_unknown)?;
        let (id, transaction) = (id.to_owned(), attempt.transaction);
        Ok(match (&attempt.state, transaction) {
            (State::Bank { acs_url, pa_req, frame }, Some(transaction)) => Answer::Challenge(Challenge {
                attempt: id,
                acs_url: acs_url.clone(),
                pa_req: pa_req.clone(),
                md: transaction.to_string(),
                term_url: format!("{origin}/api/payments/term/{}", attempt.token),
                frame: *frame,
            }),
            (State::Paid, Some(transaction)) => Answer::Paid { attempt: id, transaction },
            (State::Declined(reason), _) => Answer::Declined { attempt: id, transaction, reason: *reason },
            (State::Abandoned, _) => Answer::Abandoned { attempt: id },
            (State::Refused(status, code), _) => return Err(Refused::new(*status, code, "nothing was charged")),
            _ => Answer::Pending { attempt: id },
        })
    }
}

/// More than anyone needs for one order, fewer than someone trying stolen cards wants.
const MOST_ATTEMPTS: usize = 30;
