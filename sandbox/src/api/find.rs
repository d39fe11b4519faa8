//! `POST /payments/get`, `/payments/find` and `/v2/payments/find`: what became of a payment.

use crate::{answer::Answer, api::charge, fields::Fields, gateway::Gateway, model::PaymentModel, refused::Refused};

/// By `TransactionId`: payments and refunds.
pub(crate) fn by_transaction(gateway: &Gateway, fields: &Fields) -> Result<Answer, Refused> {
    let ledger = gateway.ledger();
    let transaction = ledger.get(fields.id("TransactionId")?).ok_or(Refused::NotFound)?;
    Ok(Answer::model(&charge::model(gateway, transaction), true))
}

/// By `InvoiceId`: the last operation. The newer method finds refunds too.
pub(crate) fn by_invoice(gateway: &Gateway, fields: &Fields, with_refunds: bool) -> Result<Answer, Refused> {
    let invoice_id = fields.required("InvoiceId")?;
    let ledger = gateway.ledger();
    let transaction = ledger.find(&invoice_id, with_refunds).ok_or(Refused::NotFound)?;
    Ok(Answer::model(&charge::model(gateway, transaction), PaymentModel::found_success(transaction)))
}
