//! `POST /payments/confirm`: the second step, taking the held money or less of it.

use crate::{
    answer::Answer,
    clock,
    fields::Fields,
    gateway::Gateway,
    refused::Refused,
    transaction::Status,
    webhooks::{Kind, Notice},
};

/// Takes the money of an authorised payment.
pub(crate) fn take(gateway: &Gateway, fields: &Fields) -> Result<Answer, Refused> {
    let id = fields.id("TransactionId")?;
    let mut ledger = gateway.ledger();
    let transaction = ledger.get_mut(id).ok_or(Refused::NotFound)?;
    if transaction.status != Status::Authorized {
        return Err(Refused::WrongStatus { found: transaction.status.name(), wanted: Status::Authorized.name() });
    }
    let amount = fields.amount("Amount", transaction.amount.currency())?;
    if amount.minor() > transaction.amount.minor() {
        return Err(Refused::TooMuch(transaction.amount.wire()));
    }
    transaction.amount = amount;
    transaction.status = Status::Completed;
    transaction.confirmed_ms = Some(clock::now_ms());
    gateway.postman.send(&Notice::payment(Kind::Confirm, transaction));
    Ok(Answer::done())
}
