//! The provider's documented test cards that the tests pay with.

/// What a shopper types.
#[derive(Debug, Clone, Copy)]
pub struct Card {
    /// The digits of the number, without gaps.
    pub number: &'static str,
    /// Month and year, `MMYY`.
    pub expiry: &'static str,
    /// CVV2 / CVC2.
    pub code: &'static str,
    /// The holder's name in Latin letters.
    pub holder: &'static str,
}

/// Visa without 3-D Secure: approved.
pub const VISA_PLAIN: Card = card("4000000000003055");
/// Visa with 3-D Secure: approved.
pub const VISA_WITH_CHALLENGE: Card = card("4242424242424242");
/// Mastercard with 3-D Secure: approved.
pub const MASTERCARD_WITH_CHALLENGE: Card = card("5555555555554444");
/// Visa without 3-D Secure: insufficient funds, reason 5051.
pub const VISA_POOR: Card = card("4000056655665556");

/// Any expiry date in the future and any CVV will do (<https://developers.cloudpayments.ru/#testirovanie>).
/// This CVV is one that a search for leaked secrets does not find by chance.
const fn card(number: &'static str) -> Card {
    Card { number, expiry: "1239", code: "907", holder: "CARD HOLDER" }
}
