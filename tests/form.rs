//! The form as a person uses it: when errors show, what leaving a field does, what a paste may bring, what the caret does.
#![cfg(not(target_family = "wasm"))]
#![expect(clippy::unwrap_used, reason = "a test fails by it")]

use cloudpayments_checkout::card::{Expiry, HolderPolicy, Month, Now};
use cloudpayments_checkout::form::{Edit, Field, FieldError, Form, HolderRule, PasteError, Verdict, mask};
use cloudpayments_checkout::text::Key;
use cloudpayments_checkout::view::missing;

#[test]
fn a_field_is_neutral_while_typed_in_and_wrong_after_it_is_left() {
    let mut form = Form::new(HolderRule::Required);
    typed(&mut form, Field::Number, "4111 1111 1111 1112");
    shows(&form, Field::Number, None);
    form.left(Field::Number);
    shows(&form, Field::Number, Some("number.luhn"));
}

#[test]
fn a_message_goes_at_the_keystroke_that_mends_it_and_comes_back_live() {
    let mut form = Form::new(HolderRule::Required);
    typed(&mut form, Field::Number, "4111 1111 1111 1112");
    form.left(Field::Number);
    form.typed(Field::Number, "4111 1111 1111 111", 18, Edit::Backward);
    shows(&form, Field::Number, None);
    form.typed(Field::Number, "4111 1111 1111 1113", 19, Edit::Insert);
    shows(&form, Field::Number, Some("number.luhn"));
    form.typed(Field::Number, "4111 1111 1111 111", 18, Edit::Backward);
    form.typed(Field::Number, "4111 1111 1111 1111", 19, Edit::Insert);
    shows(&form, Field::Number, None);
}

#[test]
fn a_field_left_half_done_says_so_until_it_is_whole() {
    let mut form = Form::new(HolderRule::Required);
    typed(&mut form, Field::Code, "1");
    form.left(Field::Code);
    shows(&form, Field::Code, Some("cvv.incomplete"));
    form.typed(Field::Code, "12", 2, Edit::Insert);
    shows(&form, Field::Code, Some("cvv.incomplete"));
    form.typed(Field::Code, "123", 3, Edit::Insert);
    shows(&form, Field::Code, None);
}

#[test]
fn an_emptied_field_starts_anew() {
    let mut form = Form::new(HolderRule::Required);
    typed(&mut form, Field::Code, "1");
    form.left(Field::Code);
    form.typed(Field::Code, "", 0, Edit::Backward);
    shows(&form, Field::Code, None);
    form.typed(Field::Code, "2", 1, Edit::Insert);
    shows(&form, Field::Code, None);
}

#[test]
fn an_empty_field_is_asked_for_only_when_pay_is_pressed() {
    let mut form = Form::new(HolderRule::Required);
    for field in Field::ALL {
        form.left(field);
        shows(&form, field, None);
    }
    assert_eq!(form.submit(now()).err(), Some(Field::Number));
    for (field, code) in Field::ALL.into_iter().zip(["number.empty", "expiry.empty", "cvv.empty", "name.empty"]) {
        shows(&form, field, Some(code));
    }
    typed(&mut form, Field::Code, "1");
    shows(&form, Field::Code, None);
    form.left(Field::Code);
    shows(&form, Field::Code, Some("cvv.incomplete"));
}

#[test]
fn another_network_is_said_after_leaving_and_never_while_typing() {
    let mut form = Form::new(HolderRule::Required);
    typed(&mut form, Field::Number, "2200");
    shows(&form, Field::Number, None);
    assert!(matches!(form.verdict(Field::Number, now()), Verdict::Wrong(FieldError::Number(_))));
    form.left(Field::Number);
    shows(&form, Field::Number, Some("number.unsupported_brand"));
}

#[test]
fn what_the_provider_refuses_shows_on_the_field_until_it_is_typed_in() {
    let mut form = filled();
    typed(&mut form, Field::Number, "4000000000006");
    assert_eq!(form.submit(now()).err(), None);
    form.refuse(Field::Number);
    shows(&form, Field::Number, Some("number.refused"));
    assert_eq!(form.verdict(Field::Number, now()), Verdict::Wrong(FieldError::Refused(Field::Number)));
    let wanted = Field::ALL.map(|field| missing(&form, field, now()));
    assert_eq!(wanted, [Some(Key::NumberRefused), None, None, None]);
    assert_eq!(form.submit(now()).err(), Some(Field::Number), "the same would be refused again");
    form.typed(Field::Number, "4000 0000 0000", 14, Edit::Backward);
    shows(&form, Field::Number, None);
}

#[test]
fn the_first_wrong_field_in_tab_order_is_the_one_to_go_to() {
    for field in Field::ALL {
        let mut form = filled();
        form.typed(field, "", 0, Edit::Backward);
        assert_eq!(form.submit(now()).err(), Some(field));
    }
    let card = filled().submit(now()).unwrap();
    assert_eq!((card.number.last_four(), card.expiry.mmyy(), card.code.expose()), ("1111", *b"0431", "123"));
    assert_eq!(card.holder.unwrap().as_str(), "IVAN PETROV");
}

#[test]
fn the_name_is_asked_for_as_the_store_wants() {
    let mut form = filled();
    form.typed(Field::Holder, "", 0, Edit::Backward);
    form.set_holder_rule(HolderRule::Optional);
    assert!(form.is_complete(now()));
    assert_eq!(missing(&form, Field::Holder, now()), None);
    assert_eq!(form.verdict(Field::Holder, now()), Verdict::Empty);
    assert!(form.submit(now()).unwrap().holder.is_none());
    typed(&mut form, Field::Holder, "  ");
    assert!(form.submit(now()).unwrap().holder.is_none(), "spaces are no name");
    typed(&mut form, Field::Holder, "Иван");
    assert_eq!(form.submit(now()).err(), Some(Field::Holder), "optional, but right where given");
    form.set_holder_policy(HolderPolicy::Transliterate);
    assert_eq!(form.submit(now()).unwrap().holder.unwrap().as_str(), "IVAN");
    form.set_holder_policy(HolderPolicy::Latin);
    form.set_holder_rule(HolderRule::Hidden);
    shows(&form, Field::Holder, None);
    assert!(form.submit(now()).unwrap().holder.is_none());
    typed(&mut form, Field::Holder, "4111 1111 1111 1111");
    assert!(form.submit(now()).is_ok(), "what nobody sees stops nobody");
    assert_eq!(form.text(Field::Holder), "");
}

#[test]
fn a_card_number_in_the_names_field_is_wiped_and_said() {
    let mut form = Form::new(HolderRule::Required);
    typed(&mut form, Field::Holder, "4111 1111 1111 1111");
    form.left(Field::Holder);
    assert_eq!(form.text(Field::Holder), "");
    shows(&form, Field::Holder, Some("name.looks_like_card_number"));
    typed(&mut form, Field::Holder, "I");
    shows(&form, Field::Holder, None);
}

#[test]
fn a_card_number_in_the_names_field_stops_pay_even_where_no_name_is_needed() {
    let mut form = filled();
    form.set_holder_rule(HolderRule::Optional);
    typed(&mut form, Field::Holder, "4111 1111 1111 1111");
    assert_eq!(form.submit(now()).err(), Some(Field::Holder));
    assert_eq!(form.text(Field::Holder), "");
    shows(&form, Field::Holder, Some("name.looks_like_card_number"));
    assert!(form.submit(now()).is_ok());
}

#[test]
fn leaving_puts_the_text_in_order() {
    let mut form = Form::new(HolderRule::Required);
    for (text, shown) in [
        ("04/2031", "04 / 31"),
        ("4/31", "04 / 31"),
        ("2031-04", "04 / 31"),
        ("01/2100", "01 / 2100"),
        ("13/31", "13 / 31"),
    ] {
        form.typed(Field::Expiry, text, 7, Edit::Insert);
        form.left(Field::Expiry);
        assert_eq!(form.text(Field::Expiry), shown, "{text}");
    }
    typed(&mut form, Field::Holder, "  IVAN   PETROV ");
    form.left(Field::Holder);
    assert_eq!(form.text(Field::Holder), "IVAN PETROV");
}

#[test]
fn wiping_takes_number_and_code_and_asks_nothing_of_them() {
    let mut form = filled();
    assert!(form.submit(now()).is_ok());
    form.wipe_secrets();
    assert_eq!(Field::ALL.map(|field| form.text(field)), ["", "04 / 31", "", "IVAN PETROV"]);
    shows(&form, Field::Number, None);
    shows(&form, Field::Code, None);
    form.wipe();
    assert_eq!(Field::ALL.map(|field| form.text(field)), [""; 4]);
}

#[test]
fn debug_shows_nothing_typed() {
    let shown = format!("{:?}", filled());
    for secret in ["4111", "31", "123", "IVAN"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn a_year_on_its_way_to_four_digits_is_not_wrong_yet() {
    let mut form = Form::new(HolderRule::Required);
    typed(&mut form, Field::Expiry, "0420");
    assert_eq!(form.verdict(Field::Expiry, now()), Verdict::Partial);
    typed(&mut form, Field::Expiry, "0425");
    assert!(matches!(form.verdict(Field::Expiry, now()), Verdict::Wrong(_)));
}

#[test]
fn a_date_typed_year_first_is_named_and_turned_around_on_offer() {
    let mut form = Form::new(HolderRule::Required);
    typed(&mut form, Field::Expiry, "31/04");
    assert_eq!(form.text(Field::Expiry), "31 / 04");
    form.left(Field::Expiry);
    shows(&form, Field::Expiry, Some("expiry.month"));
    let hint = |text| Expiry::reversed_hint(text, now()).map(|month| (month.year(), month.month()));
    assert_eq!(hint(form.text(Field::Expiry)), Some((2031, 4)));
    assert_eq!(hint("26/01"), Some((2026, 1)), "as the issue has it, though that month is past");
    for text in ["04/31", "12/11", "20/31", "13/10", "99/01", "4/31", "31", "", "x"] {
        assert_eq!(hint(text), None, "{text}");
    }
}

#[test]
fn a_swapped_date_is_put_right_by_its_offer() {
    let mut form = Form::new(HolderRule::Required);
    typed(&mut form, Field::Expiry, "26/01");
    assert_eq!(form.text(Field::Expiry), "26 / 01");
    assert_eq!(form.offer(Field::Expiry, now()).as_str(), "01 / 26");
    assert_eq!(form.take_offer(Field::Expiry, now()), 7);
    assert_eq!(form.text(Field::Expiry), "01 / 26");
    assert!(form.offer(Field::Expiry, now()).is_empty());
    for text in ["", "04/31", "13/13"] {
        typed(&mut form, Field::Expiry, text);
        assert!(form.offer(Field::Expiry, now()).is_empty(), "{text}");
    }
}

#[test]
fn a_name_in_other_letters_is_offered_in_latin_ones_and_can_be_edited() {
    let mut form = Form::new(HolderRule::Required);
    for (text, offer) in [
        ("Әлия Қасымқызы", "ALIYA KASSYMKYZY"),
        ("Iван Petrov", "IVAN PETROV"),
        ("Әл", "AL"),
        ("Ә", ""),
        ("ALIYA KASSYMKYZY", ""),
        ("محمد علي", ""),
        ("123", ""),
        ("", ""),
    ] {
        typed(&mut form, Field::Holder, text);
        assert_eq!(form.offer(Field::Holder, now()).as_str(), offer, "{text}");
    }
    typed(&mut form, Field::Holder, "Әлия Қасымқызы");
    form.left(Field::Holder);
    shows(&form, Field::Holder, Some("name.latin_only"));
    assert_eq!(form.take_offer(Field::Holder, now()), 16);
    assert_eq!(form.text(Field::Holder), "ALIYA KASSYMKYZY");
    shows(&form, Field::Holder, None);
    typed(&mut form, Field::Holder, "ALIYA KASYMKYZY");
    assert_eq!(form.verdict(Field::Holder, now()), Verdict::Complete);
}

#[test]
fn mixed_alphabets_are_named() {
    let mut form = Form::new(HolderRule::Required);
    typed(&mut form, Field::Holder, "Аliya");
    form.left(Field::Holder);
    shows(&form, Field::Holder, Some("name.mixed_alphabets"));
}

#[test]
fn pastes_are_taken_or_refused_for_a_reason() {
    use Field::{Code, Expiry, Holder, Number};
    for (field, text, wanted) in [
        (
            Number,
            "Card number: 4111-1111-1111-1111\nExpiry: 04/31\nCVV: 123\nName: IVAN PETROV",
            Ok(["4111 1111 1111 1111", "04 / 31", "", "IVAN PETROV"]),
        ),
        (Number, "4111 1111 1111 1111 04/31 123", Ok(["4111 1111 1111 1111", "04 / 31", "", ""])),
        (
            Number,
            "4111111111111111\t04/2031\t123\tIVAN PETROV",
            Ok(["4111 1111 1111 1111", "04 / 31", "", "IVAN PETROV"]),
        ),
        (Number, "4111 1111 1111 1111 123", Ok(["4111 1111 1111 1111", "", "", ""])),
        (Number, "4111 1111 1111 1111 110", Ok(["4111 1111 1111 1111 110", "", "", ""])),
        (Number, "1. 4111 1111 1111 1111", Ok(["4111 1111 1111 1111", "", "", ""])),
        (Number, "4111", Ok(["4111", "", "", ""])),
        (Number, "phone +7 701 123 45 67", Ok(["7701 1234 567", "", "", ""])),
        (Number, "4111 1111 1111 1111 1111", Err(PasteError::TooLong)),
        (Number, "4111-1111-1111-1111-1111", Err(PasteError::TooLong)),
        (Number, "5555 5555 5555 4444 4", Err(PasteError::TooLong)),
        (Number, "4111111111111111 and 4242424242424242", Err(PasteError::TwoNumbers)),
        (Number, "4111111111111111, 4242424242424242", Err(PasteError::TwoNumbers)),
        (Number, ";4111111111111111=31041010000000000000?", Err(PasteError::TrackData)),
        (Number, "www.example.com/4111111111111111", Err(PasteError::Link)),
        (Number, "IVAN PETROV", Err(PasteError::Nothing)),
        (Number, "04/31", Err(PasteError::Nothing)),
        (Expiry, "04/2031", Ok(["", "04 / 31", "", ""])),
        (Expiry, "exp. 04/31", Ok(["", "04 / 31", "", ""])),
        (Expiry, "2031-04", Ok(["", "04 / 31", "", ""])),
        (Expiry, "0431", Ok(["", "04 / 31", "", ""])),
        (Expiry, "4111111111111111", Err(PasteError::CardNumber)),
        (Expiry, "exp. 0431", Ok(["", "04 / 31", "", ""])),
        (Expiry, "до 04.31", Ok(["", "04 / 31", "", ""])),
        (Expiry, "expires 2031-04", Ok(["", "04 / 31", "", ""])),
        (Expiry, "04 31", Ok(["", "04 / 31", "", ""])),
        (Expiry, "129", Ok(["", "01 / 29", "", ""])),
        (Expiry, "(2031-04", Ok(["", "04 / 31", "", ""])),
        (Expiry, "01/2100", Ok(["", "01 / 2100", "", ""])),
        (Expiry, "soon", Err(PasteError::Nothing)),
        (Expiry, "December 2030", Err(PasteError::Nothing)),
        (Expiry, "декабрь 2030", Err(PasteError::Nothing)),
        (Expiry, "2030 жылғы желтоқсан", Err(PasteError::Nothing)),
        (Expiry, "June 5 2030", Err(PasteError::Nothing)),
        (Code, "CVV: 123", Ok(["", "", "123", ""])),
        (Code, "CVV2: 123", Ok(["", "", "123", ""])),
        (Code, "CVV2/CVC2 123", Ok(["", "", "123", ""])),
        (Code, "1234", Err(PasteError::TooLong)),
        (Code, "4111 1111 1111 1111", Err(PasteError::CardNumber)),
        (Holder, " IVAN\nPETROV\t", Ok(["", "", "", "IVAN PETROV"])),
        (Holder, "IVAN 4111111111111111", Err(PasteError::CardNumber)),
        (Holder, "https://example.com", Err(PasteError::Link)),
        (Holder, "Name: ALIYA K", Ok(["", "", "", "ALIYA K"])),
        (Holder, "Cardholder name:\n ALIYA K ", Ok(["", "", "", "ALIYA K"])),
        (Holder, "Имя:\u{A0}АЛИЯ К", Ok(["", "", "", "АЛИЯ К"])),
        (Holder, "\u{202A}ANNA LEE\u{202C}", Ok(["", "", "", "ANNA LEE"])),
        (Holder, "CHARGEBACK:10_4", Ok(["", "", "", "CHARGEBACK:10_4"])),
        (
            Number,
            "Cardholder name ANNA LEE\n- IVAN PETROV -\nvalid thru 04/31; 4111.1111.1111.1111",
            Ok(["4111 1111 1111 1111", "04 / 31", "", "IVAN PETROV"]),
        ),
        (Number, "4111111111111111 from 26/01 to 04/31", Ok(["4111 1111 1111 1111", "04 / 31", "", ""])),
        (Number, "4111111111111111 26/01 IVAN PETROV", Ok(["4111 1111 1111 1111", "", "", ""])),
    ] {
        let mut form = Form::new(HolderRule::Required);
        let result = form.pasted(field, text, 0, 0);
        let texts = Field::ALL.map(|field| form.text(field));
        match wanted {
            Ok(wanted) => assert_eq!((result.err(), texts), (None, wanted), "{text}"),
            Err(error) => assert_eq!((result, texts), (Err(error), [""; 4]), "{text}"),
        }
    }
}

#[test]
fn a_wrong_month_pasted_is_shown_and_judged_as_if_it_were_typed() {
    for (text, shown) in [
        ("26/01", "26 / 01"),
        ("13/30", "13 / 30"),
        ("00/30", "00 / 30"),
        ("exp. 13/30", "13 / 30"),
        ("2601", "26 / 01"),
        ("13-2030", "13 / 2030"),
    ] {
        let mut pasted = Form::new(HolderRule::Required);
        assert_eq!(pasted.pasted(Field::Expiry, text, 0, 0), Ok(u32::try_from(shown.len()).unwrap()), "{text}");
        assert_eq!(pasted.text(Field::Expiry), shown);
        pasted.left(Field::Expiry);
        shows(&pasted, Field::Expiry, Some("expiry.month"));
        let mut keyed = Form::new(HolderRule::Required);
        typed(&mut keyed, Field::Expiry, shown);
        assert_eq!(keyed.text(Field::Expiry), shown, "typed key by key");
        assert_eq!(keyed.verdict(Field::Expiry, now()), pasted.verdict(Field::Expiry, now()));
    }
}

#[test]
fn a_month_that_does_not_exist_stays_as_it_was_typed() {
    for (keys, shown) in [("0030", "00 / 30"), ("00/30", "00 / 30"), ("0/30", "0 / 30"), ("13/30", "13 / 30")] {
        let mut form = Form::new(HolderRule::Required);
        typed(&mut form, Field::Expiry, keys);
        assert_eq!(form.text(Field::Expiry), shown, "{keys}");
        form.left(Field::Expiry);
        shows(&form, Field::Expiry, Some("expiry.month"));
    }
}

#[test]
fn a_paste_over_a_selection_takes_its_place_and_no_more() {
    let mut form = Form::new(HolderRule::Required);
    typed(&mut form, Field::Number, "4111 2222 1111 1111");
    assert_eq!(form.pasted(Field::Number, "1111", 5, 9), Ok(9));
    assert_eq!(form.text(Field::Number), "4111 1111 1111 1111");
    assert_eq!(form.pasted(Field::Number, "9999", 19, 19), Err(PasteError::TooLong), "20 digits");
    assert_eq!(form.pasted(Field::Number, "5555555555554444", 3, 3), Ok(19), "a whole number replaces what is there");
    assert_eq!(form.text(Field::Number), "5555 5555 5555 4444");
    typed(&mut form, Field::Holder, "IVAN PETROV");
    assert_eq!(form.pasted(Field::Holder, "ANNA", 0, 4), Ok(4));
    assert_eq!(form.text(Field::Holder), "ANNA PETROV");
    typed(&mut form, Field::Code, "123");
    assert_eq!(form.pasted(Field::Code, "456", 0, 3), Ok(3));
    assert_eq!(form.text(Field::Code), "456");
}

#[test]
fn the_longest_name_has_its_caret_at_its_end_whatever_its_letters() {
    for letter in ["A", "Ә", "田", "𐐷"] {
        let name = letter.repeat(80);
        let masked = mask::holder(&name, u32::MAX, Edit::Insert);
        assert_eq!(masked.caret() as usize, masked.text().encode_utf16().count(), "{letter}");
    }
}

#[test]
fn a_deletion_over_a_selection_takes_that_and_no_digit_more() {
    let mut form = Form::new(HolderRule::Required);
    typed(&mut form, Field::Number, "4123 5678 9012 3456");
    // " 5678 " selected and deleted: what is left looks like a lost space.
    assert_eq!(form.typed(Field::Number, "41239012 3456", 4, Edit::Backward), 4);
    assert_eq!(form.text(Field::Number), "4123 9012 3456");
    typed(&mut form, Field::Expiry, "04 / 31");
    assert_eq!(form.typed(Field::Expiry, "0431", 2, Edit::Backward), 2);
    assert_eq!(form.text(Field::Expiry), "04 / 31");
}

#[test]
fn a_deletion_is_known_even_where_the_engine_does_not_say_so() {
    let mut form = Form::new(HolderRule::Required);
    typed(&mut form, Field::Number, "4123 4567");
    assert_eq!(form.typed(Field::Number, "41234567", 4, Edit::Insert), 3);
    assert_eq!(form.text(Field::Number), "4124 567");
}

#[test]
fn what_is_composed_at_once_reads_as_its_keys_would() {
    for (field, shown, composed, caret, wanted, place) in [
        (Field::Expiry, "", "123", 3, "12 / 3", 6),
        (Field::Expiry, "", "139", 3, "01 / 39", 7),
        (Field::Expiry, "", "431", 3, "04 / 31", 7),
        (Field::Expiry, "", "1239", 4, "12 / 39", 7),
        (Field::Expiry, "", "42031", 5, "04 / 2031", 9),
        (Field::Expiry, "", "12/2039", 7, "12 / 2039", 9),
        (Field::Expiry, "12 / 30", "123", 3, "12 / 3", 6),
        (Field::Expiry, "12 / 30", "12 / 39", 7, "12 / 39", 7),
        (Field::Expiry, "12 / 30", "4 / 30", 1, "04 / 30", 5),
        (Field::Expiry, "12 / 3", "12 / ", 5, "12", 2),
        (Field::Expiry, "", "\u{FF11}\u{FF12}\u{FF13}", 3, "12 / 3", 6),
        (Field::Number, "4123", "41\u{430}\u{431}23", 4, "4123", 2),
        (Field::Expiry, "12 / 39", "12 / 390", 8, "12 / 39", 7),
        // Too much for a number or a code is never cut in silence.
        (Field::Code, "1", "1234", 4, "1234", 4),
        (Field::Holder, "ALIYA ", "ALIYA \u{4d8}\u{43b}", 8, "ALIYA \u{4d8}\u{43b}", 8),
    ] {
        let mut form = Form::new(HolderRule::Required);
        typed(&mut form, field, shown);
        assert_eq!(form.text(field), shown);
        assert_eq!(form.composed(field, composed, caret), place, "{composed:?} over {shown:?}");
        assert_eq!(form.text(field), wanted, "{composed:?} over {shown:?}");
    }
}

#[test]
fn what_comes_at_once_without_an_input_method_is_still_read_by_its_length() {
    let mut form = Form::new(HolderRule::Hidden);
    form.typed(Field::Expiry, "123", 3, Edit::Insert);
    assert_eq!(form.text(Field::Expiry), "01 / 23");
}

#[test]
fn the_caret_stays_on_the_side_of_the_space_it_was_on() {
    let mut form = Form::new(HolderRule::Required);
    typed(&mut form, Field::Number, "4123 4567 8901");
    assert_eq!(form.typed(Field::Number, "4123 567 8901", 5, Edit::Backward), 5, "the first digit of a group deleted");
    typed(&mut form, Field::Number, "4123 4567 8901");
    assert_eq!(form.typed(Field::Number, "4123 4567x 8901", 10, Edit::Insert), 9, "a letter at the end of a group");
    assert_eq!(form.typed(Field::Number, "4123 4567  8901", 10, Edit::Insert), 10, "a space typed over the space");
}

#[test]
fn a_full_number_takes_no_further_digit_and_loses_none() {
    let mut form = Form::new(HolderRule::Required);
    typed(&mut form, Field::Number, "5555 5555 5555 4444");
    assert_eq!(form.typed(Field::Number, "55955 5555 5555 4444", 3, Edit::Insert), 2);
    assert_eq!(form.text(Field::Number), "5555 5555 5555 4444");
}

#[test]
fn what_comes_at_once_and_is_too_long_is_shown_whole_and_said() {
    let mut form = Form::new(HolderRule::Required);
    form.typed(Field::Number, "55555555555544441", 17, Edit::Insert);
    assert_eq!(form.text(Field::Number), "5555 5555 5555 4444 1");
    form.left(Field::Number);
    shows(&form, Field::Number, Some("number.too_long"));
    form.typed(Field::Code, "1234", 4, Edit::Insert);
    form.left(Field::Code);
    shows(&form, Field::Code, Some("cvv.too_long"));
}

#[test]
fn the_expiry_follows_the_caret() {
    for (before, (text, caret, edit), after) in [
        ("", ("4", 1, Edit::Insert), ("04 / ", 5)),
        ("", ("/", 1, Edit::Insert), ("", 0)),
        ("1", ("1/", 2, Edit::Insert), ("01 / ", 5)),
        ("04 / ", ("04 / /", 6, Edit::Insert), ("04 / ", 5)),
        ("04 / ", ("04 / x", 6, Edit::Insert), ("04 / ", 5)),
        ("04 / 31", ("0 / 31", 1, Edit::Backward), ("0 / 31", 1)),
        ("0 / 31", (" / 31", 0, Edit::Backward), (" / 31", 0)),
        (" / 31", ("5 / 31", 1, Edit::Insert), ("05 / 31", 5)),
        ("0 / 31", ("05 / 31", 2, Edit::Insert), ("05 / 31", 2)),
        ("12 / 31", ("1 / 31", 1, Edit::Backward), ("1 / 31", 1)),
        ("1 / 31", ("11 / 31", 2, Edit::Insert), ("11 / 31", 2)),
        ("04 / 31", ("04 /31", 4, Edit::Backward), ("0 / 31", 1)),
        ("04 / 31", ("04/ 31", 2, Edit::Forward), ("04 / 1", 2)),
        ("04 / 31", ("04 / 315", 8, Edit::Insert), ("04 / 31", 7)),
        ("04 / 20", ("04 / 203", 8, Edit::Insert), ("04 / 203", 8)),
        ("1 / 31", ("1 / 315", 7, Edit::Insert), ("01 / 31", 7)),
        ("0 / 31", ("0 / 315", 7, Edit::Insert), ("0 / 31", 6)),
        ("04 / 31", ("024 / 31", 2, Edit::Insert), ("04 / 31", 1)),
        ("04 / 31", ("04 / ", 5, Edit::Backward), ("04", 2)),
        ("04", ("043", 3, Edit::Insert), ("04 / 3", 6)),
        ("04", ("04/", 3, Edit::Insert), ("04 / ", 5)),
        ("04 / ", ("04 /", 4, Edit::Backward), ("0", 1)),
    ] {
        let mut form = Form::new(HolderRule::Required);
        form.typed(Field::Expiry, before, 9, Edit::Insert);
        if form.text(Field::Expiry) != before {
            form.typed(Field::Expiry, before, 0, Edit::Backward);
        }
        let caret = form.typed(Field::Expiry, text, caret, edit);
        assert_eq!((form.text(Field::Expiry), caret), after, "{before:?} became {text:?}");
    }
}

#[track_caller]
fn shows(form: &Form, field: Field, code: Option<&str>) {
    assert_eq!(form.error(field, now()).map(FieldError::code), code);
}

fn typed(form: &mut Form, field: Field, text: &str) {
    let mut shown = String::new();
    form.typed(field, "", 0, Edit::Backward);
    for c in text.chars() {
        shown.push(c);
        form.typed(field, &shown, u32::try_from(shown.encode_utf16().count()).unwrap(), Edit::Insert);
        form.text(field).clone_into(&mut shown);
    }
}

fn filled() -> Form {
    let mut form = Form::new(HolderRule::Required);
    typed(&mut form, Field::Number, "4111111111111111");
    typed(&mut form, Field::Expiry, "0431");
    typed(&mut form, Field::Code, "123");
    typed(&mut form, Field::Holder, "IVAN PETROV");
    form
}

fn now() -> Now {
    Now::month(Month::new(2026, 11).unwrap())
}
