use crate::browser::{Element, dom};
use crate::flow::{Failure, Mode};
use crate::form::HolderRule;
use crate::money::{Amount, Currency};
use crate::text::Locale;

/// The element's attributes, read.
#[expect(clippy::struct_excessive_bools, reason = "each is an attribute that is there or not")]
pub(super) struct Settings {
    pub(super) public_id: String,
    pub(super) script: String,
    /// Without it the element stops after the cryptogram.
    pub(super) endpoint: Option<String>,
    pub(super) order: String,
    pub(super) amount: Option<Amount>,
    pub(super) locale: Locale,
    pub(super) whole_window: bool,
    pub(super) auto_advance: bool,
    pub(super) script_timeout_ms: u32,
    pub(super) challenge_timeout_ms: u32,
    pub(super) check_expiry: bool,
    pub(super) holder: HolderRule,
    pub(super) support_email: String,
    pub(super) disabled: bool,
}

impl Settings {
    /// Reads the host's attributes; what is absent or not understood has its default.
    pub(super) fn read(host: &Element, disabled: bool) -> Self {
        let text = |name| host.attribute(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let milliseconds = |name, default| text(name).and_then(|value| value.parse().ok()).unwrap_or(default);
        let currency = Currency::parse(text("currency").as_deref().unwrap_or("KZT")).ok();
        Self {
            public_id: text("public-id").unwrap_or_default(),
            script: text("script").unwrap_or_else(|| SCRIPT.to_owned()),
            endpoint: text("endpoint").map(|endpoint| endpoint.trim_end_matches('/').to_owned()),
            order: text("order").unwrap_or_default(),
            amount: currency.and_then(|currency| Amount::parse(&text("amount")?, currency).ok()),
            locale: locale(host),
            whole_window: text("three-ds").as_deref() == Some("page"),
            auto_advance: host.attribute("auto-advance").is_some(),
            script_timeout_ms: milliseconds("script-timeout", 20_000),
            challenge_timeout_ms: milliseconds("challenge-timeout", 600_000),
            check_expiry: text("expiry-check").as_deref() != Some("off"),
            holder: match text("holder").as_deref() {
                Some("optional") => HolderRule::Optional,
                Some("hidden") => HolderRule::Hidden,
                _ => HolderRule::Required,
            },
            support_email: text("support-email").unwrap_or_else(|| SUPPORT.to_owned()),
            disabled,
        }
    }

    /// What becomes of a cryptogram.
    pub(super) fn mode(&self) -> Mode {
        if self.endpoint.is_some() { Mode::Charge } else { Mode::Cryptogram }
    }

    /// The setting without which no payment can be made, where one is missing or wrong.
    pub(super) fn fault(&self) -> Option<Failure> {
        if self.public_id.is_empty() {
            return Some(Failure::PublicId);
        }
        match self.mode() {
            Mode::Charge if self.order.is_empty() => Some(Failure::Order),
            Mode::Charge if self.amount.is_none() => Some(Failure::Amount),
            Mode::Charge | Mode::Cryptogram => None,
        }
    }
}

/// The element's own language, or that of what it stands in.
fn locale(host: &Element) -> Locale {
    let around = || host.closest("[lang]").or_else(dom::html).and_then(|element| element.attribute("lang"));
    host.attribute("lang")
        .filter(|tag| !tag.is_empty())
        .or_else(around)
        .and_then(|tag| Locale::parse(&tag))
        .unwrap_or_default()
}

/// The script of CloudPayments in Kazakhstan.
const SCRIPT: &str = "https://checkout.tiptoppay.kz/checkout.js";

/// The acquirer's support.
const SUPPORT: &str = "support@cloudpayments.kz";
