//! `POST /payments/void`: gives up money that is held.

use crate::{
    answer::Answer, clock, fields::Fields, gateway::Gateway, refused::Refused, transaction::Status, webhooks::Notice,
};

/// Cancels an authorised payment.
pub(crate) fn give_up(gateway: &Gateway, fields: &Fields) -> Result<Answer, Refused> {
    let id = fields.id("TransactionId")?;
    let mut ledger = gateway.ledger();
    let transaction = ledger.get_mut(id).ok_or(Refused::NotFound)?;
    if transaction.status != Status::Authorized {
        return Err(Refused::WrongStatus { found: transaction.status.name(), wanted: Status::Authorized.name() });
    }
    transaction.status = Status::Cancelled;
    gateway.postman.send(&Notice::cancel(transaction, clock::now_ms()));
    Ok(Answer::done())
}
