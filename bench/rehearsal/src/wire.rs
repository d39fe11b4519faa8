//! What the store's server said, read as the component reads it: what cannot be understood leaves the outcome unknown.

use cloudpayments_checkout::flow::{Attempt, Event};
use cloudpayments_checkout::wire::{Answer, Refusal};
use reqwest::{RequestBuilder, StatusCode};

/// Sends a request and makes an event of what comes.
pub(crate) async fn ask(request: RequestBuilder, attempt: Attempt) -> Event {
    let Ok(response) = request.send().await else { return Event::Unanswered { attempt } };
    let status = response.status();
    let Ok(text) = response.text().await else { return Event::Unanswered { attempt } };
    if status == StatusCode::OK {
        return match serde_json::from_str::<Answer>(&text) {
            Ok(answer) => Event::Answered { attempt, answer },
            Err(_) => Event::Unanswered { attempt },
        };
    }
    match serde_json::from_str::<Refusal>(&text) {
        Ok(refusal) => Event::Refused { attempt, refusal },
        // A status that says by itself that nothing was taken is the component's own affair; here it counts as no answer.
        Err(_) => Event::Unanswered { attempt },
    }
}
