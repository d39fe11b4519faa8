use crate::flow::{Failure, Mode};
use crate::form::HolderRule;
use crate::money::{Amount, Currency};
use crate::text::Locale;

/// What the element's attributes say, as far as it is decided about: `settings.js` reads them.
#[expect(clippy::struct_excessive_bools, reason = "each is an attribute that is there or not")]
#[derive(Default)]
pub(super) struct Settings {
    public_id: bool,
    /// Without it the element stops after the cryptogram.
    endpoint: bool,
    /// Whether something can be sent there.
    can_send: bool,
    order: bool,
    pub(super) amount: Option<Amount>,
    pub(super) locale: Locale,
    pub(super) auto_advance: bool,
    pub(super) check_expiry: bool,
    pub(super) holder: HolderRule,
    pub(super) disabled: bool,
}

impl Settings {
    /// Takes what `settings.js` read; `bits` are its yes and no, in its order.
    pub(super) fn new(bits: u16, amount: &str, currency: &str, lang: &str) -> Self {
        let is = |place: u8| bits >> place & 1 == 1;
        Self {
            public_id: is(0),
            endpoint: is(1),
            order: is(2),
            amount: read(amount, currency),
            locale: Locale::parse(lang).unwrap_or_default(),
            auto_advance: is(3),
            check_expiry: is(4),
            disabled: is(5),
            can_send: is(8),
            holder: match (is(6), is(7)) {
                (true, _) => HolderRule::Optional,
                (_, true) => HolderRule::Hidden,
                _ => HolderRule::Required,
            },
        }
    }

    /// What becomes of a cryptogram.
    pub(super) fn mode(&self) -> Mode {
        if self.endpoint { Mode::Charge } else { Mode::Cryptogram }
    }

    /// The setting without which no payment can be made, where one is missing or wrong.
    pub(super) fn fault(&self) -> Option<Failure> {
        if !self.public_id {
            return Some(Failure::PublicId);
        }
        match self.mode() {
            Mode::Charge if !self.can_send => Some(Failure::Endpoint),
            Mode::Charge if !self.order => Some(Failure::Order),
            Mode::Charge if self.amount.is_none() => Some(Failure::Amount),
            Mode::Charge | Mode::Cryptogram => None,
        }
    }
}

fn read(amount: &str, currency: &str) -> Option<Amount> {
    Amount::parse(amount, Currency::parse(currency).ok()?).ok()
}
