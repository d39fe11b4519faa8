//! The `Model` of an answer: every documented name, in the documentation's order, with its documented type.

use serde::Serialize;
use serde_json::Value;

use crate::{
    clock, money, reason,
    transaction::{Operation, Status, Transaction},
};

/// The issuer of every card here.
pub(crate) const ISSUER: &str = "Sandbox Bank";
/// Where that bank is.
pub(crate) const ISSUER_COUNTRY: &str = "KZ";
/// The authorisation code of the documentation's samples.
pub(crate) const AUTH_CODE: &str = "A1B2C3";
/// The acquirer of a terminal in test mode.
pub(crate) const GATEWAY: &str = "Test";

/// A payment or refund as `charge`, `post3ds`, `get` and `find` show it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct PaymentModel<'t> {
    /// 0 when approved, null while nobody has decided.
    reason_code: Option<u32>,
    public_id: &'t str,
    terminal_url: &'t str,
    transaction_id: u64,
    amount: Value,
    currency: String,
    currency_code: Option<u32>,
    payment_amount: Value,
    payment_currency: String,
    payment_currency_code: Option<u32>,
    invoice_id: Option<&'t str>,
    account_id: Option<&'t str>,
    email: Option<&'t str>,
    description: Option<&'t str>,
    json_data: Option<&'t str>,
    created_date: String,
    payout_date: Option<String>,
    payout_date_iso: Option<String>,
    payout_amount: Option<f64>,
    created_date_iso: String,
    auth_date: Option<String>,
    auth_date_iso: Option<String>,
    confirm_date: Option<String>,
    confirm_date_iso: Option<String>,
    auth_code: Option<&'static str>,
    test_mode: bool,
    rrn: Option<String>,
    original_transaction_id: Option<u64>,
    fall_back_scenario_declined_transaction_id: Option<u64>,
    ip_address: &'t str,
    ip_country: Option<&'static str>,
    ip_city: Option<&'static str>,
    ip_region: Option<&'static str>,
    ip_district: Option<&'static str>,
    ip_latitude: Option<f64>,
    ip_longitude: Option<f64>,
    card_first_six: &'t str,
    card_last_four: &'t str,
    card_exp_date: String,
    card_type: &'static str,
    card_product: Option<&'static str>,
    card_category: Option<&'static str>,
    escrow_accumulation_id: Option<&'static str>,
    issuer_bank_country: &'static str,
    issuer: &'static str,
    card_type_code: u32,
    status: &'static str,
    status_code: u32,
    culture_name: &'t str,
    reason: Option<&'static str>,
    card_holder_message: Option<&'static str>,
    #[serde(rename = "Type")]
    operation: u32,
    refunded: bool,
    name: Option<&'t str>,
    token: Option<&'t str>,
    subscription_id: Option<&'static str>,
    gateway_name: &'static str,
    android_pay: bool,
    wallet_type: &'static str,
    total_fee: u32,
    vat_above_total_fee: u32,
    processor_and_partner_fee: Option<u32>,
    vat_within_processor_fee: Option<u32>,
}

impl<'t> PaymentModel<'t> {
    /// The model of a transaction on a terminal.
    pub(crate) fn of(transaction: &'t Transaction, public_id: &'t str, terminal_url: &'t str) -> Self {
        let order = &transaction.order;
        let culture = order.culture();
        let card = &transaction.card;
        let approved = transaction.is_approved();
        let currency = transaction.amount.currency();
        let currency = currency.as_str();
        let (operation, original) = match transaction.operation {
            Operation::Payment => (0, None),
            Operation::Refund { of } => (1, Some(of)),
        };
        Self {
            reason_code: transaction.reason.map(reason::Reason::code).or(approved.then_some(0)),
            public_id,
            terminal_url: order.payment_url.as_deref().unwrap_or(terminal_url),
            transaction_id: transaction.id,
            amount: money::json(transaction.amount),
            currency: currency.to_owned(),
            currency_code: currency_code(currency),
            payment_amount: money::json(transaction.amount),
            payment_currency: currency.to_owned(),
            payment_currency_code: currency_code(currency),
            invoice_id: order.invoice_id.as_deref(),
            account_id: order.account_id.as_deref(),
            email: order.email.as_deref(),
            description: order.description.as_deref(),
            json_data: order.json_data.as_deref(),
            created_date: clock::asp_net(transaction.created_ms),
            payout_date: None,
            payout_date_iso: None,
            payout_amount: None,
            created_date_iso: clock::iso(transaction.created_ms),
            auth_date: transaction.authorised_ms.map(clock::asp_net),
            auth_date_iso: transaction.authorised_ms.map(clock::iso),
            confirm_date: transaction.confirmed_ms.map(clock::asp_net),
            confirm_date_iso: transaction.confirmed_ms.map(clock::iso),
            auth_code: approved.then_some(AUTH_CODE),
            test_mode: true,
            rrn: None,
            original_transaction_id: original,
            fall_back_scenario_declined_transaction_id: None,
            ip_address: &order.ip_address,
            ip_country: None,
            ip_city: None,
            ip_region: None,
            ip_district: None,
            ip_latitude: None,
            ip_longitude: None,
            card_first_six: &card.first_six,
            card_last_four: &card.last_four,
            card_exp_date: card.expiry(),
            card_type: card.scheme.card_type(),
            card_product: None,
            card_category: None,
            escrow_accumulation_id: None,
            issuer_bank_country: ISSUER_COUNTRY,
            issuer: ISSUER,
            card_type_code: card.scheme.code(),
            status: transaction.status.name(),
            status_code: transaction.status.code(),
            culture_name: order.culture_name.as_deref().unwrap_or("ru"),
            reason: transaction.reason.map(reason::Reason::name).or(approved.then_some("Approved")),
            card_holder_message: transaction
                .reason
                .map(|reason| reason.message(culture))
                .or(approved.then(|| reason::approved(culture))),
            operation,
            refunded: transaction.refunded.is_some(),
            name: order.name.as_deref(),
            token: transaction.token.as_deref(),
            subscription_id: None,
            gateway_name: GATEWAY,
            android_pay: false,
            wallet_type: "",
            total_fee: 0,
            vat_above_total_fee: 0,
            processor_and_partner_fee: None,
            vat_within_processor_fee: None,
        }
    }

    /// What `Success` says beside this model in a look-up: false for a decline alone.
    pub(crate) fn found_success(transaction: &Transaction) -> bool {
        transaction.status != Status::Declined
    }
}

/// The `Model` that asks for 3-D Secure.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct ChallengeModel {
    pub(crate) transaction_id: u64,
    pub(crate) pa_req: String,
    pub(crate) go_req: Option<String>,
    pub(crate) acs_url: String,
    pub(crate) three_ds_session_data: Option<String>,
    #[serde(rename = "IFrameIsAllowed")]
    pub(crate) frame_is_allowed: bool,
    pub(crate) frame_width: Option<u32>,
    pub(crate) frame_height: Option<u32>,
    pub(crate) three_ds_callback_id: String,
    pub(crate) escrow_accumulation_id: Option<String>,
}

/// Only the rouble's code is in the documentation's samples; the others are unknown here.
fn currency_code(currency: &str) -> Option<u32> {
    (currency == "RUB").then_some(0)
}
