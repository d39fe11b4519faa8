use wasm_bindgen::JsValue;

use super::settings::Settings;
use crate::browser::{fetch, object, read};
use crate::card::Cryptogram;
use crate::flow::{Attempt, Event};
use crate::wire::{Answer, Challenge, Refusal};

/// One request to the store's server.
pub(super) struct Request {
    method: &'static str,
    url: String,
    body: JsValue,
    limit_ms: u32,
}

impl Request {
    /// The charge; sent once.
    pub(super) fn charge(
        settings: &Settings,
        attempt: &Attempt,
        cryptogram: &Cryptogram,
        holder: Option<&str>,
    ) -> Self {
        let body = object::empty();
        object::set_text(&body, "attempt", attempt.as_str());
        object::set_text(&body, "order", &settings.order);
        if let Some(amount) = &settings.amount {
            object::set_text(&body, "amount", &amount.wire());
            object::set_text(&body, "currency", amount.currency().as_str());
        }
        object::set_text(&body, "cryptogram", cryptogram.expose());
        if let Some(holder) = holder {
            object::set_text(&body, "holder", holder);
        }
        object::set_text(&body, "lang", settings.locale.tag());
        Self::new(settings, "POST", &[], body, CHARGE_LIMIT_MS)
    }

    /// What became of an attempt.
    pub(super) fn status(settings: &Settings, attempt: &Attempt) -> Self {
        Self::new(settings, "GET", &["/", attempt.as_str()], JsValue::UNDEFINED, LIMIT_MS)
    }

    /// Close an attempt, unless the bank has answered.
    pub(super) fn abandon(settings: &Settings, attempt: &Attempt) -> Self {
        let body = object::empty();
        object::set_text(&body, "order", &settings.order);
        Self::new(settings, "POST", &["/", attempt.as_str(), "/abandon"], body, LIMIT_MS)
    }

    /// Sends it; `then` is called once, within the limit.
    pub(super) fn send(&self, then: Box<dyn FnOnce(JsValue)>) {
        fetch::json(self.method, &self.url, &self.body, self.limit_ms, then);
    }

    fn new(settings: &Settings, method: &'static str, path: &[&str], body: JsValue, limit_ms: u32) -> Self {
        let mut url = settings.endpoint.clone().unwrap_or_default();
        for part in path {
            url.push_str(part);
        }
        Self { method, url, body, limit_ms }
    }
}

/// What the store's server said; what cannot be understood leaves the outcome unknown.
pub(super) fn event(attempt: Attempt, reply: &JsValue) -> Event {
    let status = whole(reply, "http").unwrap_or_default();
    let refused = if status == 200 {
        match answer(reply) {
            Some(answer) => return Event::Answered { attempt, answer },
            None => None,
        }
    } else {
        refusal(reply).or_else(|| refuses(status).then(unexplained))
    };
    match refused {
        Some(refusal) => Event::Refused { attempt, refusal },
        None => Event::Unanswered { attempt },
    }
}

fn answer(body: &JsValue) -> Option<Answer> {
    let text = |name| read::string(body, name);
    let attempt = text("attempt")?;
    match text("status")?.as_str() {
        "paid" => Some(Answer::Paid { attempt, transaction: whole(body, "transaction")? }),
        "declined" => {
            let reason = whole(body, "reason").and_then(|reason| u32::try_from(reason).ok()).unwrap_or(0);
            Some(Answer::Declined { attempt, transaction: whole(body, "transaction"), reason })
        }
        "challenge" => Some(Answer::Challenge(Challenge {
            attempt,
            acs_url: text("acsUrl")?,
            pa_req: text("paReq")?,
            md: text("md")?,
            term_url: text("termUrl")?,
            frame: read::boolean(body, "frame")?,
        })),
        "pending" => Some(Answer::Pending { attempt }),
        "abandoned" => Some(Answer::Abandoned { attempt }),
        _ => None,
    }
}

fn refusal(body: &JsValue) -> Option<Refusal> {
    Some(Refusal {
        code: read::string(body, "code")?,
        message: read::string(body, "message").unwrap_or_default(),
        charged: read::boolean(body, "charged")?,
        amount: read::string(body, "amount"),
    })
}

/// A whole number that JavaScript can hold exactly (below 2^53).
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "checked to be whole and in range"
)]
fn whole(body: &JsValue, name: &str) -> Option<u64> {
    let number = read::number(body, name)?;
    let whole = number >= 0.0 && number < (1_u64 << 53) as f64 && number.trunc().total_cmp(&number).is_eq();
    whole.then_some(number as u64)
}

/// Whether a status without our JSON says that whoever answered did not take the request: a wrong address, a login page, a body
/// limit, a rate limit. 408 and 409 can come after the work was begun.
fn refuses(status: u64) -> bool {
    matches!(status, 400..=407 | 410..=431)
}

fn unexplained() -> Refusal {
    Refusal { code: "store.bad_answer".to_owned(), message: String::new(), charged: false, amount: None }
}

/// A charge may take the gateway minutes; after this the result is asked for instead of waited for.
const CHARGE_LIMIT_MS: u32 = 60_000;

/// Questions are quick, or asked again.
const LIMIT_MS: u32 = 20_000;
