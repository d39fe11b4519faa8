//! Every documented reason code ends in something the shopper can do.
#![cfg(not(target_family = "wasm"))]
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by it")]

use std::collections::BTreeMap;

use cloudpayments_checkout::reason::{Advice, advice};
use cloudpayments_checkout::text::Key;
use serde_json::Value;

#[test]
fn every_documented_code_gives_the_advice_its_documentation_gives() {
    let codes = documented();
    assert_eq!(codes.len(), 61);
    for (code, message) in &codes {
        assert!(
            allowed(message).contains(&advice(*code)) || CHOSEN_OTHERWISE.contains(&(*code, advice(*code))),
            "{code}: {:?}, but the documentation says {message:?}",
            advice(*code)
        );
    }
}

#[test]
fn every_code_chosen_otherwise_is_still_chosen_otherwise() {
    let codes = documented();
    for (code, chosen) in CHOSEN_OTHERWISE {
        assert_eq!(advice(code), chosen, "{code}");
        assert!(!allowed(&codes[&code]).contains(&chosen), "{code} follows the documentation now");
    }
}

#[test]
fn every_code_of_the_other_grouping_agrees_where_it_is_not_overruled() {
    let vectors: Value = serde_json::from_str(include_str!("vectors/cloudpayments.json")).unwrap();
    for (action, codes) in vectors["reason_code_actions"].as_object().unwrap() {
        for code in codes.as_array().unwrap() {
            let code = u32::try_from(code.as_u64().unwrap()).unwrap();
            if [5012, 5036, 5062, 5082, 5091, 5092].contains(&code) {
                continue; // overruled: see the table in src/reason.rs
            }
            let expected = match action.as_str() {
                "retry_same_card_later" => Advice::TryLater,
                "check_data_or_other_card" => Advice::CheckData,
                "insufficient_funds" => Advice::NotEnoughMoney,
                "limit_exceeded" => Advice::LimitExceeded,
                "amount" => Advice::CheckAmount,
                "threeds_failed" => Advice::AuthenticationFailed,
                "threeds_unavailable" => Advice::AuthenticationUnavailable,
                "other_card" => Advice::OtherCard,
                "contact_bank_or_other_card" => Advice::ContactBank,
                other => panic!("a group this test does not know: {other}"),
            };
            assert_eq!(advice(code), expected, "{code} in {action}");
        }
    }
}

#[test]
fn an_unknown_code_and_none_at_all_send_the_shopper_to_the_bank() {
    for code in [0, 1, 4999, 5002, 5100, 6023, 7000, 70_537, u32::MAX] {
        assert_eq!(advice(code), Advice::ContactBank, "{code}");
    }
}

#[test]
fn a_lost_stolen_or_forbidden_card_is_never_offered_again() {
    for code in [5004, 5007, 5033, 5034, 5036, 5041, 5043, 5059, 5062, 5063] {
        assert!(!advice(code).same_card(), "{code}");
    }
}

#[test]
fn a_card_that_may_pass_next_time_may_be_tried_again() {
    for code in [5006, 5014, 5030, 5051, 5054, 5061, 5082, 5091, 5092, 5096, 5206, 5207] {
        assert!(advice(code).same_card(), "{code}");
    }
}

#[test]
fn only_the_bank_is_blamed_for_what_the_bank_refused() {
    for code in [5001, 5005, 5051, 5061, 5082] {
        assert_eq!(advice(code).title(), Key::DeclinedByBank, "{code}");
    }
    for code in [5013, 5030, 5096, 5113, 5206, 5300, 6001, 6004] {
        assert_eq!(advice(code).title(), Key::Declined, "{code}");
    }
}

/// What the documentation's own words to the shopper stand for.
fn allowed(message: &str) -> &'static [Advice] {
    match message {
        "Свяжитесь с вашим банком или воспользуйтесь другой картой"
        | "Свяжитесь с банком или воспользуйтесь другой картой"
        | "Воспользуйтесь другой картой или свяжитесь с банком, выпустившим карту" => {
            &[Advice::ContactBank]
        }
        "Проверьте правильность введенных данных карты или воспользуйтесь другой картой" => {
            &[Advice::CheckData]
        }
        "Проверьте корректность суммы" => &[Advice::CheckAmount],
        "Воспользуйтесь другой картой" => &[Advice::OtherCard],
        "Повторите попытку позже" => &[Advice::TryLater],
        "Повторите попытку позже или воспользуйтесь другой картой" => {
            &[Advice::TryLaterOrOtherCard]
        }
        "Платежи для этой карты запрещены. Попробуйте другую карту" => {
            &[Advice::CardForbidden]
        }
        "Недостаточно средств на карте" => &[Advice::NotEnoughMoney],
        "Превышение лимита оплаты по карте. Измените настройки лимита или оплатите другой картой" => {
            &[Advice::LimitExceeded]
        }
        "Неверно указан код CVV" => &[Advice::WrongCode],
        "Невозможно провести оплату" | "Невозможно провести выплату" => {
            &[Advice::CannotPay]
        }
        "Обратитесь в поддержку сайта" => &[Advice::ContactStore],
        other => panic!("a message this test does not know: {other}"),
    }
}

fn documented() -> BTreeMap<u32, String> {
    let codes: Vec<Value> = serde_json::from_str(include_str!("vectors/reason-codes.json")).unwrap();
    codes
        .iter()
        .map(|code| {
            let number = u32::try_from(code["code"].as_u64().unwrap()).unwrap();
            (number, code["shopper_message_ru"].as_str().unwrap().to_owned())
        })
        .collect()
}

/// 3-D Secure: the documentation sends the shopper to the bank; the reasons are in `src/reason.rs`.
const CHOSEN_OTHERWISE: [(u32, Advice); 2] =
    [(5206, Advice::AuthenticationFailed), (5207, Advice::AuthenticationUnavailable)];
