//! `POST /payments/cards/charge` and `/payments/cards/auth`: pay by a cryptogram, in one step or two.

use cloudpayments_checkout::money::Currency;

use crate::{
    answer::Answer,
    card::Plan,
    clock,
    endpoint::Endpoint,
    faults::Fault,
    fields::{FieldError, Fields},
    gateway::Gateway,
    model::{ChallengeModel, PaymentModel},
    packet::{OpenedPacket, PacketError},
    random,
    reason::Reason,
    refused::Refused,
    transaction::{Operation, Order, Status, Transaction},
    webhooks::{Kind, Notice},
};

/// Charges (or authorises) a card: check webhook, then 3-D Secure where the issuer wants it, then the issuer's word.
pub(crate) async fn pay(gateway: &Gateway, fields: &Fields, endpoint: Endpoint) -> Result<Answer, Refused> {
    let mut transaction = begin(gateway, fields, endpoint)?;
    tracing::info!(transaction = transaction.id, last_four = %transaction.card.last_four, amount = %transaction.amount.wire(), "payment begun");
    if let Err(reason) = gateway.postman.check(&Notice::payment(Kind::Check, &transaction)).await {
        transaction.plan = Plan { three_ds: false, decline: reason };
    }
    let mut frame_is_allowed = true;
    match gateway.faults().take_word(endpoint) {
        Some(Fault::Reason(code)) => transaction.plan = Plan { three_ds: false, decline: Reason::of(code) },
        Some(Fault::Frame(allowed)) => frame_is_allowed = allowed,
        _ => {}
    }
    if transaction.plan.three_ds {
        return challenge(gateway, transaction, frame_is_allowed);
    }
    settle(gateway, transaction).await
}

/// The issuer's word on a payment: writes it down, tells the store's webhook, and answers.
pub(crate) async fn settle(gateway: &Gateway, mut transaction: Transaction) -> Result<Answer, Refused> {
    let decline = transaction.plan.decline;
    let token = match (decline, &transaction.order.account_id) {
        (None, Some(_)) => Some(format!("tk_{}", random::hex(14)?)),
        _ => None,
    };
    transaction.settle(decline, clock::now_ms(), token);
    let kind = if decline.is_some() { Kind::Fail } else { Kind::Pay };
    let answer = Answer::model(&model(gateway, &transaction), decline.is_none());
    let notice = Notice::payment(kind, &transaction);
    tracing::info!(
        transaction = transaction.id,
        status = transaction.status.name(),
        reason = decline.map(Reason::code),
        "payment settled"
    );
    // In the ledger first: whoever gets the notice may ask at once.
    gateway.ledger().put(transaction);
    gateway.postman.send(&notice).if_early().await;
    Ok(answer)
}

/// The model of a transaction on this terminal.
pub(crate) fn model<'t>(gateway: &'t Gateway, transaction: &'t Transaction) -> PaymentModel<'t> {
    PaymentModel::of(transaction, &gateway.config.public_id, &gateway.url)
}

/// Reads the request and opens the packet. The packet counts as used only when all of the request is right.
fn begin(gateway: &Gateway, fields: &Fields, endpoint: Endpoint) -> Result<Transaction, Refused> {
    let amount = fields.amount("Amount", currency(fields)?)?;
    let order = order(fields)?;
    let packet = fields.required("CardCryptogramPacket")?;
    let packet = OpenedPacket::open(&packet, &gateway.key, &gateway.config.public_id)?;
    let now_ms = clock::now_ms();
    let expiry = (packet.card.year, packet.card.month);
    let plan = Plan::of(packet.expose_number(), expiry, clock::year_and_month(now_ms));
    let mut ledger = gateway.ledger();
    if !ledger.use_packet(packet.fingerprint) {
        return Err(PacketError::Used.into());
    }
    let transaction = Transaction {
        id: ledger.take_id(),
        operation: Operation::Payment,
        two_step: endpoint == Endpoint::Auth,
        status: Status::AwaitingAuthentication,
        amount,
        order,
        card: packet.card,
        plan,
        reason: None,
        created_ms: now_ms,
        authorised_ms: None,
        confirmed_ms: None,
        token: None,
        refunded: None,
    };
    ledger.put(transaction.clone());
    Ok(transaction)
}

/// "If Currency is not given, it is RUB."
fn currency(fields: &Fields) -> Result<Currency, FieldError> {
    match fields.text("Currency") {
        Some(code) => Currency::parse(&code).map_err(|_| FieldError::invalid("Currency")),
        None => Ok(Currency::RUB),
    }
}

fn order(fields: &Fields) -> Result<Order, FieldError> {
    let ip_address = fields.required("IpAddress")?;
    Ok(Order {
        ip_address,
        name: fields.text("Name"),
        invoice_id: fields.text("InvoiceId"),
        account_id: fields.text("AccountId"),
        email: fields.text("Email"),
        description: fields.text("Description"),
        json_data: fields.json_text("JsonData"),
        payment_url: fields.text("PaymentUrl"),
        culture_name: fields.text("CultureName"),
    })
}

/// Sends the shopper to the bank: shape 2 of the answers.
fn challenge(gateway: &Gateway, transaction: Transaction, frame_is_allowed: bool) -> Result<Answer, Refused> {
    let callback_id = random::hex(16)?;
    gateway.bank().open(random::hex(16)?, transaction.id, callback_id.clone(), random::six_digits()?);
    let id = transaction.id;
    gateway.ledger().put(transaction);
    let model = ChallengeModel {
        transaction_id: id,
        pa_req: format!("{callback_id}@{id}"),
        go_req: None,
        // In production the gateway stands before the bank in the same way, with the number as the query.
        acs_url: format!("{}/acs?{id}", gateway.url),
        three_ds_session_data: None,
        frame_is_allowed,
        frame_width: None,
        frame_height: None,
        three_ds_callback_id: callback_id,
        escrow_accumulation_id: None,
    };
    Ok(Answer::model(&model, false))
}
