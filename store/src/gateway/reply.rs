//! The gateway's answers, told apart.

use serde_json::Value;

/// What an answer of the gateway says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reply {
    /// Money is taken, or held.
    Paid { transaction: u64 },
    /// The bank or the gateway said no.
    Declined { transaction: Option<u64>, reason: u32 },
    /// The bank wants to see the shopper.
    Challenge { transaction: u64, acs_url: String, pa_req: String, frame: bool },
    /// The payment waits for the bank's answer.
    Awaiting,
    /// The request itself was wrong: there is no Model, and the message says what is.
    BadRequest { message: String },
    /// Nothing of the above: what became of the payment must be asked.
    Strange,
}

impl Reply {
    /// Tells the shapes apart in this order: AcsUrl and PaReq; Status, with Success; no Model; `ReasonCode`. A word that
    /// contradicts another makes the whole answer strange.
    pub(crate) fn read(answer: &Value) -> Self {
        let Some(success) = answer.get("Success").and_then(Value::as_bool) else { return Self::Strange };
        let Some(model) = answer.get("Model").filter(|model| !model.is_null()) else {
            return match text(answer, "Message").map(str::trim) {
                Some(message) if !success && !message.is_empty() && !is_excuse(message) => {
                    Self::BadRequest { message: message.to_owned() }
                }
                _ => Self::Strange,
            };
        };
        let transaction = model.get("TransactionId").and_then(Value::as_u64).filter(|id| *id > 0);
        if let (Some(acs_url), Some(pa_req)) = (text(model, "AcsUrl"), text(model, "PaReq")) {
            let frame = model.get("IFrameIsAllowed").and_then(Value::as_bool).unwrap_or(false);
            return match transaction {
                Some(transaction) if !success => {
                    Self::Challenge { transaction, acs_url: acs_url.to_owned(), pa_req: pa_req.to_owned(), frame }
                }
                _ => Self::Strange,
            };
        }
        let reason =
            model.get("ReasonCode").and_then(Value::as_u64).and_then(|code| u32::try_from(code).ok()).unwrap_or(0);
        match (text(model, "Status"), transaction) {
            (Some("Completed" | "Authorized"), Some(transaction)) if success && reason == 0 => {
                Self::Paid { transaction }
            }
            (Some("Declined" | "Cancelled"), transaction) => Self::Declined { transaction, reason },
            (Some("AwaitingAuthentication"), _) => Self::Awaiting,
            (None, transaction) if !success && reason != 0 => Self::Declined { transaction, reason },
            _ => Self::Strange,
        }
    }
}

/// Whether a message speaks of whoever answers instead of the request: a server that fails half-way says so, and what it has done by
/// then nobody knows.
fn is_excuse(message: &str) -> bool {
    let message = message.to_lowercase();
    EXCUSES.iter().any(|word| message.contains(word))
}

const EXCUSES: [&str; 19] = [
    "internal",
    "server",
    "exception",
    "unexpected",
    "error",
    "failed",
    "went wrong",
    "process",
    "timeout",
    "timed out",
    "time-out",
    "unavailable",
    "later",
    "try again",
    "внутренн",
    "сервер",
    "ошибк",
    "обраб",
    "повтор",
];

/// A field's text; `None` when it is absent, null or empty.
pub(super) fn text<'a>(model: &'a Value, field: &str) -> Option<&'a str> {
    model.get(field).and_then(Value::as_str).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn says(answer: &Value, wanted: &Reply) {
        assert_eq!(&Reply::read(answer), wanted, "{answer}");
    }

    #[test]
    fn the_four_documented_shapes_are_told_apart() {
        says(
            &json!({"Success": false, "Message": "Amount is required"}),
            &Reply::BadRequest { message: "Amount is required".into() },
        );
        says(
            &json!({"Success": false, "Message": null, "Model": {"TransactionId": 3_192_600_857_u64, "PaReq": "e5+/=", "GoReq": null,
                "AcsUrl": "https://acs.example/", "ThreeDsSessionData": null, "IFrameIsAllowed": true}}),
            &Reply::Challenge {
                transaction: 3_192_600_857,
                acs_url: "https://acs.example/".into(),
                pa_req: "e5+/=".into(),
                frame: true,
            },
        );
        says(
            &json!({"Success": false, "Message": null, "Model": {"TransactionId": 504, "ReasonCode": 5051, "Reason": "InsufficientFunds", "Status": "Declined", "StatusCode": 5}}),
            &Reply::Declined { transaction: Some(504), reason: 5051 },
        );
        for status in ["Completed", "Authorized"] {
            says(
                &json!({"Success": true, "Model": {"TransactionId": 504, "ReasonCode": 0, "Status": status}}),
                &Reply::Paid { transaction: 504 },
            );
        }
    }

    #[test]
    fn a_refusal_names_what_is_wrong_with_the_request_or_is_none() {
        for strange in [
            json!({"Success": false}),
            json!({"Success": false, "Message": null, "Model": null}),
            json!({"Success": false, "Message": " "}),
            json!({"Success": false, "Message": 7}),
            json!({"Success": false, "Message": "Amount is required", "Model": "none"}),
            json!({"Success": false, "Message": "Internal error, try again later"}),
            json!({"Success": false, "Message": "Внутренняя ошибка сервера"}),
            json!({"Success": false, "Message": "The operation has timed out."}),
            json!({"Success": false, "Message": "System error"}),
            json!({"Success": false, "Message": "Something went wrong"}),
            json!({"Success": false, "Message": "Saving the transaction failed"}),
            json!({"Success": false, "Message": "The request is being processed"}),
            json!({"Success": false, "Message": "Произошла ошибка"}),
            json!({"Success": false, "Message": "Запрос обрабатывается"}),
        ] {
            says(&strange, &Reply::Strange);
        }
    }

    #[test]
    fn success_speaks_of_the_request_and_status_of_the_payment() {
        says(
            &json!({"Success": true, "Model": {"TransactionId": 1, "Status": "AwaitingAuthentication"}}),
            &Reply::Awaiting,
        );
        says(
            &json!({"Success": true, "Model": {"TransactionId": 1, "Status": "Declined", "ReasonCode": 5005}}),
            &Reply::Declined { transaction: Some(1), reason: 5005 },
        );
        says(
            &json!({"Success": true, "Model": {"TransactionId": 1, "Status": "Cancelled"}}),
            &Reply::Declined { transaction: Some(1), reason: 0 },
        );
    }

    #[test]
    fn an_answer_that_contradicts_itself_is_never_paid_nor_declined() {
        for strange in [
            json!({"Success": false, "Model": {"TransactionId": 1, "Status": "Completed"}}),
            json!({"Success": true, "Model": {"TransactionId": 1, "Status": "Completed", "ReasonCode": 5051}}),
            json!({"Success": true, "Model": {"Status": "Completed"}}),
            json!({"Success": true, "Model": {"TransactionId": 1}}),
            json!({"Success": true, "Model": {"TransactionId": 1, "Status": "Novel"}}),
            json!({"Success": true, "Message": "fine"}),
            json!({"Success": "true", "Model": {"TransactionId": 1, "Status": "Completed"}}),
            json!({"Success": false, "Model": {}}),
            json!([]),
            json!("ok"),
        ] {
            says(&strange, &Reply::Strange);
        }
    }
}
