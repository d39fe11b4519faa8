//! Reason codes: what each is called, and what it says to the shopper in three languages.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::culture::Culture;

/// A documented reason: its code (`5051`), the API's name for it and the shopper's message.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reason(&'static Row);

impl Reason {
    /// The reason of a code; None when the code is not documented.
    pub(crate) fn of(code: u32) -> Option<Self> {
        TABLES.rows.iter().find(|row| row.code == code).map(Reason)
    }

    /// What the gateway makes of a check webhook that answered another code than 0.
    pub(crate) fn of_check(answered: u32) -> Option<Self> {
        TABLES.rows.iter().find(|row| row.answered == Some(answered)).map(Reason)
    }

    /// `5051`.
    pub(crate) fn code(self) -> u32 {
        self.0.code
    }

    /// `InsufficientFunds`.
    pub(crate) fn name(self) -> &'static str {
        &self.0.name
    }

    /// What the shopper is told, `CardHolderMessage`.
    pub(crate) fn message(self, culture: Culture) -> &'static str {
        translated(&self.0.shopper_message_ru, culture)
    }
}

/// What the shopper is told when the payment went through.
pub(crate) fn approved(culture: Culture) -> &'static str {
    translated("Оплата успешно проведена", culture)
}

fn translated(russian: &'static str, culture: Culture) -> &'static str {
    let message = TABLES.messages.iter().find(|message| message.ru == russian);
    match (message, culture) {
        (Some(message), Culture::English) => &message.en,
        (Some(message), Culture::Kazakh) => &message.kk,
        _ => russian,
    }
}

#[derive(Debug, Deserialize)]
struct Row {
    code: u32,
    name: String,
    shopper_message_ru: String,
    #[serde(default)]
    answered: Option<u32>,
}

#[derive(Debug, Deserialize)]
struct Message {
    ru: String,
    en: String,
    kk: String,
}

struct Tables {
    rows: Vec<Row>,
    messages: Vec<Message>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut rows: Vec<Row> = read(include_str!("../data/reason-codes.json"));
    for row in &mut rows {
        row.name = one_word(&row.name);
    }
    rows.extend(read::<Row>(include_str!("../data/check-codes.json")));
    Tables { rows, messages: read(include_str!("../data/shopper-messages.json")) }
});

/// The tables are part of the program: a bad one is found by the tests below, never by a user.
fn read<T: serde::de::DeserializeOwned>(json: &str) -> Vec<T> {
    serde_json::from_str(json).unwrap_or_default()
}

/// The documentation's heading `Insufficient Funds` is `InsufficientFunds` in an answer.
fn one_word(heading: &str) -> String {
    heading
        .split_whitespace()
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_sixty_one_codes_and_the_eight_of_the_check_are_there() {
        assert_eq!(TABLES.rows.len(), 61 + 8);
    }

    #[test]
    fn names_are_one_word_as_in_the_documented_answer() {
        for (code, name) in [
            (5051, "InsufficientFunds"),
            (5206, "AuthenticationFailed"),
            (5096, "SystemError"),
            (6004, "CurrencyNotValid"),
        ] {
            assert_eq!(Reason::of(code).unwrap().name(), name);
        }
    }

    #[test]
    fn every_message_is_said_in_three_languages() {
        for row in &TABLES.rows {
            let reason = Reason(row);
            let said = [Culture::Russian, Culture::English, Culture::Kazakh].map(|culture| reason.message(culture));
            assert!(
                said[0] != said[1] && said[1] != said[2] && said[0] != said[2],
                "{} is missing a translation",
                row.code
            );
        }
        assert_eq!(approved(Culture::English), "The payment was successful");
    }

    #[test]
    fn plain_kk_is_russian_as_the_api_has_it() {
        let reason = Reason::of(5051).unwrap();
        for (name, wanted) in [
            (None, "Недостаточно средств на карте"),
            (Some("ru-RU"), "Недостаточно средств на карте"),
            (Some("kk"), "Недостаточно средств на карте"),
            (Some("kk-KZ"), "Картада қаражат жеткіліксіз"),
            (Some("en-US"), "Insufficient funds on the card"),
        ] {
            assert_eq!(reason.message(Culture::of(name)), wanted, "{name:?}");
        }
    }
}
