//! What the store's server said, read as the component reads it: what cannot be understood leaves the outcome unknown.

use cloudpayments_checkout::flow::{Attempt, Event};
use cloudpayments_checkout::wire::{Answer, Refusal};
use reqwest::{RequestBuilder, StatusCode};

/// Sends a request and makes an event of what comes.
pub(crate) async fn ask(request: RequestBuilder, attempt: Attempt) -> Event {
    let Ok(response) = request.send().await else { return Event::Unanswered { attempt } };
    let status = response.status();
    let Ok(text) = response.text().await else { return Event::Unanswered { attempt } };
    if status == StatusCode::OK
        && let Ok(answer) = serde_json::from_str::<Answer>(&text)
    {
        return Event::Answered { attempt, answer };
    }
    // Whatever its status.
    match serde_json::from_str::<Refusal>(&text) {
        Ok(refusal) => Event::Refused { attempt, refusal },
        Err(_) => Event::Unanswered { attempt },
    }
}
