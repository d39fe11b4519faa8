//! What a notification says: the documented fields of each kind, in the documentation's order.

use cloudpayments_checkout::money::Amount;
use serde::Serialize;

use crate::{
    clock,
    model::{AUTH_CODE, GATEWAY, ISSUER, ISSUER_COUNTRY},
    transaction::{Operation, Transaction},
};

/// The kind of a notification, which is also the last part of its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// May this payment be made? Before the issuer is asked.
    Check,
    /// It was made (one step) or is held (two steps).
    Pay,
    /// It was declined. Not final for the order: the shopper may try again.
    Fail,
    /// A held payment was taken.
    Confirm,
    /// Money went back.
    Refund,
    /// A held payment was given up.
    Cancel,
}

impl Kind {
    /// The last part of the address.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Pay => "pay",
            Self::Fail => "fail",
            Self::Confirm => "confirm",
            Self::Refund => "refund",
            Self::Cancel => "cancel",
        }
    }
}

/// A notification ready to send.
#[derive(Debug, Clone)]
pub(crate) struct Notice {
    pub(crate) kind: Kind,
    pub(crate) transaction: u64,
    /// The form, URL-encoded.
    pub(crate) body: String,
}

impl Notice {
    /// Check, pay, fail and confirm: about a payment. A confirm tells the amount taken.
    pub(crate) fn payment(kind: Kind, transaction: &Transaction) -> Self {
        let mut form = Form::new();
        form.operation(transaction, transaction.amount);
        form.always("Currency", transaction.amount.currency().as_str());
        form.always("PaymentAmount", &transaction.amount.wire());
        form.always("PaymentCurrency", transaction.amount.currency().as_str());
        form.always("DateTime", &clock::spaced(transaction.created_ms));
        form.card(transaction);
        form.always("TestMode", "1");
        match kind {
            Kind::Fail => {
                form.always("Reason", transaction.reason.map_or("", crate::reason::Reason::name));
                form.always("ReasonCode", &transaction.reason.map_or(0, crate::reason::Reason::code).to_string());
            }
            // The check comes before anyone has decided; the documentation has the status of success here.
            Kind::Check => form.always("Status", if transaction.two_step { "Authorized" } else { "Completed" }),
            _ => form.always("Status", transaction.status.name()),
        }
        form.always("OperationType", "Payment");
        if kind == Kind::Pay {
            form.always("GatewayName", GATEWAY);
        }
        form.order(transaction);
        form.maybe("Name", transaction.order.name.as_deref());
        form.always("IpAddress", &transaction.order.ip_address);
        form.always("Issuer", ISSUER);
        form.always("IssuerBankCountry", ISSUER_COUNTRY);
        form.maybe("Description", transaction.order.description.as_deref());
        if matches!(kind, Kind::Pay | Kind::Confirm) {
            form.always("AuthCode", AUTH_CODE);
            form.maybe("Token", transaction.token.as_deref());
        }
        form.maybe("Data", transaction.order.json_data.as_deref());
        form.done(kind, transaction.id)
    }

    /// Cancel: a held payment was given up.
    pub(crate) fn cancel(transaction: &Transaction, now_ms: i64) -> Self {
        let mut form = Form::new();
        form.operation(transaction, transaction.amount);
        form.always("DateTime", &clock::spaced(now_ms));
        form.order(transaction);
        form.done(Kind::Cancel, transaction.id)
    }

    /// Refund: money went back; `transaction` is the refund itself.
    pub(crate) fn refund(transaction: &Transaction) -> Self {
        let mut form = Form::new();
        form.operation(transaction, transaction.amount);
        if let Operation::Refund { of } = transaction.operation {
            form.always("PaymentTransactionId", &of.to_string());
        }
        form.always("DateTime", &clock::spaced(transaction.created_ms));
        form.always("OperationType", "Refund");
        form.order(transaction);
        form.done(Kind::Refund, transaction.id)
    }
}

struct Form(form_urlencoded::Serializer<'static, String>);

impl Form {
    fn new() -> Self {
        Self(form_urlencoded::Serializer::new(String::new()))
    }

    fn always(&mut self, name: &str, value: &str) {
        self.0.append_pair(name, value);
    }

    fn maybe(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.always(name, value);
        }
    }

    fn operation(&mut self, transaction: &Transaction, amount: Amount) {
        self.always("TransactionId", &transaction.id.to_string());
        self.always("Amount", &amount.wire());
    }

    fn card(&mut self, transaction: &Transaction) {
        let card = &transaction.card;
        self.always("CardFirstSix", &card.first_six);
        self.always("CardLastFour", &card.last_four);
        self.always("CardType", card.scheme.card_type());
        self.always("CardExpDate", &card.expiry());
    }

    fn order(&mut self, transaction: &Transaction) {
        let order = &transaction.order;
        self.maybe("InvoiceId", order.invoice_id.as_deref());
        self.maybe("AccountId", order.account_id.as_deref());
        self.maybe("Email", order.email.as_deref());
    }

    fn done(mut self, kind: Kind, transaction: u64) -> Notice {
        Notice { kind, transaction, body: self.0.finish() }
    }
}
