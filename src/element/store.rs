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
    let status = whole(reply, "http").unwrap_or(0);
    if status == 200 {
        if let Some(answer) = answer(reply) {
            return Event::Answered { attempt, answer };
        }
    } else if let Some(refusal) = refusal(reply, status) {
        return Event::Refused { attempt, refusal };
    }
    Event::Unanswered { attempt }
}

fn answer(body: &JsValue) -> Option<Answer> {
    let status = read::string(body, "status")?;
    let attempt = read::string(body, "attempt")?;
    let transaction = whole(body, "transaction");
    Some(match &*status {
        "paid" => Answer::Paid { attempt, transaction: transaction? },
        "declined" => {
            let reason = whole(body, "reason").unwrap_or(0).try_into().unwrap_or(0);
            Answer::Declined { attempt, transaction, reason }
        }
        "challenge" => {
            let mut texts = [const { String::new() }; 4];
            for (text, name) in texts.iter_mut().zip(["acsUrl", "paReq", "md", "termUrl"]) {
                *text = read::string(body, name)?;
            }
            let [acs_url, pa_req, md, term_url] = texts;
            let frame = read::boolean(body, "frame")?;
            Answer::Challenge(Challenge { attempt, acs_url, pa_req, md, term_url, frame })
        }
        "pending" => Answer::Pending { attempt },
        "abandoned" => Answer::Abandoned { attempt },
        _ => return None,
    })
}

/// The store's words, or, where a status says enough without them, ours.
fn refusal(body: &JsValue, status: u64) -> Option<Refusal> {
    let (code, charged) = (read::string(body, "code"), read::boolean(body, "charged"));
    match (code, charged) {
        (Some(code), Some(charged)) => Some(Refusal {
            code,
            message: read::string(body, "message").unwrap_or_default(),
            charged,
            amount: read::string(body, "amount"),
        }),
        _ if refuses(status) => {
            Some(Refusal { code: "store.bad_answer".to_owned(), message: String::new(), charged: false, amount: None })
        }
        _ => None,
    }
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

/// A charge may take the gateway minutes; after this the result is asked for instead of waited for.
const CHARGE_LIMIT_MS: u32 = 60_000;

/// Questions are quick, or asked again.
const LIMIT_MS: u32 = 20_000;
