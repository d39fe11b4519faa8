//! `POST /payments/refund`: gives money back, all of it or part by part.

use serde::Serialize;

use crate::{
    answer::Answer,
    clock,
    fields::Fields,
    gateway::Gateway,
    money,
    refused::Refused,
    transaction::{Operation, Status, Transaction},
    webhooks::Notice,
};

/// The number of the refund, an operation of its own.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct RefundModel {
    transaction_id: u64,
}

/// Refunds (part of) a completed payment; never more in sum than was paid.
pub(crate) fn give_back(gateway: &Gateway, fields: &Fields) -> Result<Answer, Refused> {
    let id = fields.id("TransactionId")?;
    let now_ms = clock::now_ms();
    let mut ledger = gateway.ledger();
    let refund_id = ledger.take_id();
    let payment =
        ledger.get_mut(id).filter(|payment| payment.operation == Operation::Payment).ok_or(Refused::NotFound)?;
    if payment.status != Status::Completed {
        return Err(Refused::WrongStatus { found: payment.status.name(), wanted: Status::Completed.name() });
    }
    let amount = fields.amount("Amount", payment.amount.currency())?;
    let left = payment.refundable().ok_or_else(|| Refused::TooMuch("0.00".to_owned()))?;
    if amount.minor() > left.minor() {
        return Err(Refused::TooMuch(left.wire()));
    }
    payment.refunded = payment.refunded.map_or(Some(amount), |before| money::plus(before, amount));
    let refund = Transaction {
        id: refund_id,
        operation: Operation::Refund { of: id },
        amount,
        created_ms: now_ms,
        authorised_ms: Some(now_ms),
        confirmed_ms: Some(now_ms),
        refunded: None,
        ..payment.clone()
    };
    gateway.postman.send(&Notice::refund(&refund));
    ledger.put(refund);
    Ok(Answer::model(&RefundModel { transaction_id: refund_id }, true))
}
