//! What the gateway keeps of a card (never the number), and what the issuer will say about it.

use crate::{reason::Reason, test_cards::test_cards};

/// The part of a card a gateway may keep and show.
#[derive(Debug, Clone)]
pub(crate) struct CardSummary {
    /// The first six digits.
    pub(crate) first_six: String,
    /// The last four digits.
    pub(crate) last_four: String,
    /// Month, 1 to 12.
    pub(crate) month: u32,
    /// Year, two digits.
    pub(crate) year: u32,
    /// The payment system.
    pub(crate) scheme: Scheme,
}

impl CardSummary {
    /// `04/31`, the form of `CardExpDate`.
    pub(crate) fn expiry(&self) -> String {
        format!("{:02}/{:02}", self.month, self.year)
    }
}

/// A payment system by the number's first digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scheme {
    Visa,
    Mastercard,
    Mir,
    Unknown,
}

impl Scheme {
    /// By the ranges of ISO 7812 that the test cards use.
    pub(crate) fn of(number: &str) -> Self {
        let two = number.get(..2).and_then(|head| head.parse::<u32>().ok()).unwrap_or(0);
        let four = number.get(..4).and_then(|head| head.parse::<u32>().ok()).unwrap_or(0);
        match (two, four) {
            (40..=49, _) => Self::Visa,
            (51..=55, _) | (_, 2221..=2720) => Self::Mastercard,
            (_, 2200..=2204) => Self::Mir,
            _ => Self::Unknown,
        }
    }

    /// The documented value of `CardType`.
    pub(crate) fn card_type(self) -> &'static str {
        match self {
            Self::Visa => "Visa",
            Self::Mastercard => "Mastercard",
            Self::Mir => "МИР",
            Self::Unknown => "Unknown",
        }
    }

    /// `CardTypeCode`: 0 is Visa in the documentation's samples.
    pub(crate) fn code(self) -> u32 {
        match self {
            Self::Visa => 0,
            Self::Mastercard => 1,
            Self::Mir => 3,
            Self::Unknown => 99,
        }
    }
}

/// What the issuer will do with a payment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    /// Ask for 3-D Secure first.
    pub(crate) three_ds: bool,
    /// Then decline with this; None approves.
    pub(crate) decline: Option<Reason>,
}

impl Plan {
    /// The plan for a number and an expiry; `today` is (year, month). Only documented test cards are ever approved.
    pub(crate) fn of(number: &str, expiry: (u32, u32), today: (i64, u32)) -> Self {
        let declined = |code| Self { three_ds: false, decline: Reason::of(code) };
        let Some(card) = test_cards().iter().find(|card| card.number == number) else {
            return declined(if luhn::valid(number) { NO_SUCH_ISSUER } else { INVALID_NUMBER });
        };
        let (year, month) = expiry;
        if (2000 + i64::from(year), month) < today {
            return declined(EXPIRED);
        }
        let decline = if card.result == "approved" { None } else { Reason::of(INSUFFICIENT_FUNDS) };
        Self { three_ds: card.three_ds, decline }
    }
}

const INVALID_NUMBER: u32 = 5014;
const NO_SUCH_ISSUER: u32 = 5015;
const INSUFFICIENT_FUNDS: u32 = 5051;
const EXPIRED: u32 = 5054;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_test_card_does_what_the_table_says() {
        for card in test_cards() {
            let plan = Plan::of(&card.number, (30, 1), (2026, 5));
            assert_eq!(plan.three_ds, card.three_ds, "{card:?}");
            let wanted = (card.result != "approved").then_some(5051);
            assert_eq!(plan.decline.map(Reason::code), wanted, "{card:?}");
            let scheme = Scheme::of(&card.number).card_type().to_lowercase();
            assert_eq!(scheme.replace("мир", "mir"), card.scheme);
        }
    }

    #[test]
    fn a_card_is_good_to_the_end_of_its_month() {
        for (expiry, wanted) in [((26, 5), None), ((26, 4), Some(5054)), ((25, 12), Some(5054)), ((26, 12), None)] {
            let plan = Plan::of("4111111111111111", expiry, (2026, 5));
            assert_eq!(plan.decline.map(Reason::code), wanted, "{expiry:?}");
        }
    }

    #[test]
    fn a_number_that_is_no_test_card_is_never_approved() {
        for (number, wanted) in [("4111111111111112", 5014), ("4000000000000002", 5015), ("378282246310005", 5015)] {
            assert_eq!(Plan::of(number, (30, 1), (2026, 5)).decline.map(Reason::code), Some(wanted));
        }
    }
}
