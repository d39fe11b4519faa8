//! `POST /payments/cards/post3ds`: the store hands over what the bank said; only now does money move.

use crate::{
    answer::Answer, api::charge, bank::Verdict, card::Plan, endpoint::Endpoint, faults::Fault, fields::Fields,
    gateway::Gateway, reason::Reason, refused::Refused, transaction::Status,
};

/// Ends a payment that waits for 3-D Secure.
pub(crate) async fn finish(gateway: &Gateway, fields: &Fields) -> Result<Answer, Refused> {
    let id = fields.id("TransactionId")?;
    let pa_res = fields.required("PaRes")?;
    let mut transaction = gateway.ledger().get(id).cloned().ok_or(Refused::NotFound)?;
    let verdict = gateway.bank().redeem(id, &pa_res)?;
    if transaction.status != Status::AwaitingAuthentication {
        return Err(Refused::WrongStatus {
            found: transaction.status.name(),
            wanted: Status::AwaitingAuthentication.name(),
        });
    }
    if verdict != Verdict::Passed {
        transaction.plan = Plan { three_ds: true, decline: Reason::of(NOT_AUTHENTICATED) };
    }
    if let Some(Fault::Reason(code)) = gateway.faults().take_word(Endpoint::Post3ds) {
        transaction.plan = Plan { three_ds: true, decline: Reason::of(code) };
    }
    charge::settle(gateway, transaction).await
}

/// "Authentication failed: 3-D Secure not passed."
const NOT_AUTHENTICATED: u32 = 5206;
