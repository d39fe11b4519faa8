//! The documented test cards and what each of them does.

use std::sync::LazyLock;

use serde::Deserialize;

/// One row of the table; `number` is a published test number, never a real card's.
#[derive(Debug, Clone, Deserialize)]
pub struct TestCard {
    /// `visa`, `mastercard` or `mir`.
    pub scheme: String,
    /// The digits.
    pub number: String,
    /// Whether the issuer asks for 3-D Secure.
    pub three_ds: bool,
    /// `approved` or `insufficient funds`.
    pub result: String,
}

/// All fifteen, in the order of the documentation.
#[must_use]
pub fn test_cards() -> &'static [TestCard] {
    &CARDS
}

static CARDS: LazyLock<Vec<TestCard>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../data/test-cards.json")).unwrap_or_default());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_five_cards_of_each_scheme() {
        for scheme in ["visa", "mastercard", "mir"] {
            assert_eq!(test_cards().iter().filter(|card| card.scheme == scheme).count(), 5, "{scheme}");
        }
    }
}
