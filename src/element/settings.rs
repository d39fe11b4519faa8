use super::surface::Surface;
use crate::flow::{Failure, Mode};
use crate::form::HolderRule;
use crate::money::{Amount, Currency};
use crate::text::{Key, Locale, Words};

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
    /// The store's own words, all of the language.
    own: Option<String>,
    pub(super) whole_window: bool,
    /// Whether the bank's page takes the whole window only by a press: in a frame of another origin it may not otherwise.
    pub(super) by_press: bool,
    pub(super) auto_advance: bool,
    pub(super) script_timeout_ms: u32,
    pub(super) challenge_timeout_ms: u32,
    pub(super) check_expiry: bool,
    pub(super) holder: HolderRule,
    pub(super) support_email: String,
    pub(super) disabled: bool,
}

impl Settings {
    /// Reads the attributes; what is absent or not understood has its default.
    pub(super) fn read(surface: &Surface) -> Self {
        let text = |name| surface.setting(name).unwrap_or_default();
        let locale = Locale::parse(&text("lang")).unwrap_or_default();
        let (lines, before) = Words::from(locale).all();
        Self {
            public_id: text("public-id"),
            script: or(text("script"), SCRIPT),
            endpoint: endpoint(text("endpoint")),
            order: text("order"),
            amount: amount(&text("amount"), &or(text("currency"), "KZT")),
            locale,
            own: surface.own(locale.tag(), lines, before, Key::ALL.len()),
            whole_window: surface.is("[three-ds=page]"),
            by_press: surface.is("[three-ds=press]"),
            auto_advance: surface.is("[auto-advance]"),
            script_timeout_ms: milliseconds(&text("script-timeout"), 20_000),
            challenge_timeout_ms: milliseconds(&text("challenge-timeout"), 600_000),
            check_expiry: !surface.is("[expiry-check=off]"),
            holder: if surface.is("[holder=optional]") {
                HolderRule::Optional
            } else if surface.is("[holder=hidden]") {
                HolderRule::Hidden
            } else {
                HolderRule::Required
            },
            support_email: or(text("support-email"), SUPPORT),
            disabled: surface.is(":disabled"),
        }
    }

    /// The words of the shopper's language.
    pub(super) fn words(&self) -> Words<'_> {
        match &self.own {
            Some(lines) => Words::own(lines),
            None => self.locale.into(),
        }
    }

    /// One message.
    pub(super) fn say(&self, key: Key) -> &str {
        self.words().say(key)
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

fn or(text: String, default: &str) -> String {
    if text.is_empty() { default.to_owned() } else { text }
}

/// Without slashes at its end; paths are put there.
fn endpoint(mut address: String) -> Option<String> {
    while address.as_bytes().last() == Some(&b'/') {
        address.pop();
    }
    if address.is_empty() { None } else { Some(address) }
}

fn amount(text: &str, currency: &str) -> Option<Amount> {
    Amount::parse(text, Currency::parse(currency).ok()?).ok()
}

/// A whole number of milliseconds, nine digits at most: eleven days.
fn milliseconds(text: &str, default: u32) -> u32 {
    let mut number = 0;
    for byte in text.bytes() {
        if !byte.is_ascii_digit() || text.len() > 9 {
            return default;
        }
        number = number * 10 + u32::from(byte - b'0');
    }
    if text.is_empty() { default } else { number }
}

/// The script of CloudPayments in Kazakhstan.
const SCRIPT: &str = "https://checkout.tiptoppay.kz/checkout.js";

/// The acquirer's support.
const SUPPORT: &str = "support@cloudpayments.kz";
