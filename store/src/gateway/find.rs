//! The question that moves nothing: what became of the payment with this InvoiceId.

use serde_json::{Value, json};

use super::Gateway;
use super::reply::{Reply, text};
use crate::price;

/// The payment sent or asked about, to be held against what is said of one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted<'a> {
    /// The InvoiceId.
    pub(crate) attempt: &'a str,
    /// Minor units.
    pub(crate) amount: i64,
    pub(crate) currency: &'a str,
}

/// What the gateway knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    /// Money is taken, or held.
    Paid { transaction: u64 },
    /// The bank or the gateway said no.
    Declined { transaction: Option<u64>, reason: u32 },
    /// It waits for the bank's answer.
    Awaiting,
    /// It knows no such payment, now.
    Nothing,
    /// It did not say, or said something else.
    Unclear(&'static str),
}

impl Wanted<'_> {
    /// In what a payment that an answer speaks of is another one; what it leaves out is no difference.
    pub(super) fn differs(&self, model: &Value, reply: &Reply) -> Option<&'static str> {
        let is_paid = matches!(reply, Reply::Paid { .. });
        if text(model, "InvoiceId").is_some_and(|invoice| invoice != self.attempt) {
            Some("another InvoiceId")
        } else if is_paid
            && told(model, "Amount").is_some_and(|amount| price::of_gateway(amount, self.currency) != Some(self.amount))
        {
            Some("another amount")
        } else if is_paid && text(model, "Currency").is_some_and(|currency| currency != self.currency) {
            Some("another currency")
        } else {
            None
        }
    }
}

impl Gateway {
    /// Asks by InvoiceId. The wait for a turn is part of the patience: before a gateway that hangs the turns are taken.
    pub(crate) async fn find(&self, wanted: Wanted<'_>) -> Found {
        let body = json!({ "InvoiceId": wanted.attempt });
        let asking = async {
            let _turn = self.turn().await;
            self.call("/v2/payments/find", &body, None, self.patience.ask).await
        };
        match tokio::time::timeout(self.patience.ask, asking).await {
            Ok(Ok(answer)) => judge(&answer, wanted),
            Ok(Err(_)) | Err(_) => Found::Unclear("no answer"),
        }
    }
}

fn judge(answer: &Value, wanted: Wanted<'_>) -> Found {
    let model = answer.get("Model").unwrap_or(&Value::Null);
    if model.get("Type").and_then(Value::as_u64) == Some(REFUND) {
        return Found::Unclear("a refund");
    }
    let reply = Reply::read(answer);
    if let Some(wrong) = wanted.differs(model, &reply) {
        return Found::Unclear(wrong);
    }
    match reply {
        // What is found may be of any age: here the sum must be told.
        Reply::Paid { .. } if told(model, "Amount").is_none() => Found::Unclear("another amount"),
        Reply::Paid { .. } if text(model, "Currency").is_none() => Found::Unclear("another currency"),
        Reply::Paid { transaction } => Found::Paid { transaction },
        Reply::Declined { transaction, reason } => Found::Declined { transaction, reason },
        Reply::Awaiting | Reply::Challenge { .. } => Found::Awaiting,
        // Any other complaint (a wrong key, a wrong field) says nothing about the payment.
        Reply::BadRequest { message } if message.trim_end_matches('.').eq_ignore_ascii_case("not found") => {
            Found::Nothing
        }
        Reply::BadRequest { .. } => Found::Unclear("a complaint about the question"),
        Reply::Strange => Found::Unclear("an answer of unknown shape"),
    }
}

/// A field that is there and not null.
fn told<'a>(model: &'a Value, field: &str) -> Option<&'a Value> {
    model.get(field).filter(|value| !value.is_null())
}

/// `Type` of an operation that gave money back.
const REFUND: u64 = 1;

#[cfg(test)]
mod tests {
    use super::*;

    const WANTED: Wanted<'_> = Wanted { attempt: "a1", amount: 1_250_000, currency: "KZT" };

    #[track_caller]
    fn finds(answer: &Value, wanted: &Found) {
        assert_eq!(&judge(answer, WANTED), wanted, "{answer}");
    }

    #[test]
    fn only_not_found_means_that_there_is_nothing() {
        finds(&json!({"Success": false, "Message": "Not found"}), &Found::Nothing);
        finds(
            &json!({"Success": false, "Message": "InvoiceId is required"}),
            &Found::Unclear("a complaint about the question"),
        );
        finds(&json!({"Success": false, "Message": null}), &Found::Unclear("an answer of unknown shape"));
    }

    #[test]
    fn a_payment_counts_only_with_our_invoice_amount_and_currency() {
        let paid = |invoice: &str, amount: f64, currency: &str| json!({"Success": true, "Model": {"TransactionId": 9, "InvoiceId": invoice, "Amount": amount, "Currency": currency, "Status": "Completed"}});
        finds(&paid("a1", 12500.0, "KZT"), &Found::Paid { transaction: 9 });
        finds(&paid("a2", 12500.0, "KZT"), &Found::Unclear("another InvoiceId"));
        finds(&paid("a1", 125.0, "KZT"), &Found::Unclear("another amount"));
        finds(&paid("a1", 12500.0, "RUB"), &Found::Unclear("another currency"));
        for (field, wanted) in [("Amount", "another amount"), ("Currency", "another currency")] {
            let mut silent = paid("a1", 12500.0, "KZT");
            silent["Model"][field] = Value::Null;
            finds(&silent, &Found::Unclear(wanted));
        }
    }
}
