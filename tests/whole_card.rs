//! A whole card pasted into the number's field: which digits are its date, and which are not for us to say.
#![cfg(not(target_family = "wasm"))]

use cloudpayments_checkout::form::{Field, Form, HolderRule};

const NUMBER: &str = "4111 1111 1111 1111";

#[test]
fn a_date_beside_the_number_is_taken_whatever_parts_it() {
    for date in ["04/31", "04/2031", "2031/04"] {
        for separator in ["/", " / ", "-", "\u{2013}", " - ", ".", "\u{B7}", "_", "|", " | ", "\\"] {
            let date = date.replace('/', separator);
            for text in [
                format!("{NUMBER} {date} 123"),
                format!("{NUMBER} {date}"),
                format!("4111111111111111\t{date}\t123"),
                format!("4111111111111111,{date},123,IVAN PETROV"),
                format!("4111-1111-1111-1111\n{date}\n123"),
                format!("IVAN PETROV\n{NUMBER}\n{date}"),
                format!("4111111111111111|{date}|123"),
            ] {
                assert_eq!(pasted(&text), [NUMBER, "04 / 31", ""], "{text:?}");
            }
        }
    }
}

#[test]
fn one_separator_between_all_parts_does_as_well() {
    for separator in ["|", " | ", "/", "\\", "-", ".", "_"] {
        for card in ["4111111111111111|04|31|123", "4111111111111111|04|2031", "4111111111111111|2031|04|123"] {
            let text = card.replace('|', separator);
            assert_eq!(pasted(&text), [NUMBER, "04 / 31", ""], "{text:?}");
        }
    }
}

#[test]
fn after_a_word_a_slash_or_a_bar_makes_a_date_and_what_an_amount_or_an_address_has_makes_none() {
    for (text, date) in [
        ("Карта 4111 1111 1111 1111 до 04|31", "04 / 31"),
        ("expires 04\\31: 4111 1111 1111 1111", "04 / 31"),
        ("Pay 12.30 by 4111 1111 1111 1111", ""),
        ("4111 1111 1111 1111, USD 10.30", ""),
        ("4111 1111 1111 1111, Абая 10-45", ""),
        ("at 10.30 pay by 4111 1111 1111 1111 04-31", "04 / 31"),
        ("4111 1111 1111 1111 10-30, exp 04/31", "04 / 31"),
    ] {
        assert_eq!(pasted(text), [NUMBER, date, ""], "{text:?}");
    }
}

#[test]
fn what_may_be_something_else_is_no_date() {
    for text in [
        // Part of a longer row.
        "4111 1111 1111 1111 04-12-2031",
        "4111 1111 1111 1111 2031-04-12",
        "4111 1111 1111 1111 123-04-31",
        "4111 1111 1111 1111 04|12|31",
        "4111 1111 1111 1111 04/12/31",
        "4111111111111111|123|04|31",
        "4111111111111111|04|31|1234",
        // The code and a month.
        "4111 1111 1111 1111 123 04-31",
        "4111 1111 1111 1111 12-123",
        "4111 1111 1111 1111 1234-04",
        "4111 1111 1111 1111 04 31 123",
        // A telephone's end.
        "+7 701 123 04-31, 4111 1111 1111 1111",
        "+7 (701) 123-04-31, 4111 1111 1111 1111",
        // No month.
        "4111 1111 1111 1111 13-31",
        "4111 1111 1111 1111 31-04",
        "4111 1111 1111 1111 00-31",
    ] {
        assert_eq!(pasted(text), [NUMBER, "", ""], "{text:?}");
    }
}

#[test]
fn digits_that_make_the_number_right_are_the_numbers() {
    for (text, number) in [
        ("4111 1111 1111 11-11", NUMBER),
        ("4111 1111 1111 11-11 123", NUMBER),
        ("4111-1111-1111-1111-110", "4111 1111 1111 1111 110"),
        ("1. 4111 1111 1111 1111", NUMBER),
    ] {
        assert_eq!(pasted(text), [number, "", ""], "{text:?}");
    }
    assert_eq!(pasted("4111 1111 1111 11-11 04-31 123"), [NUMBER, "04 / 31", ""]);
    // A digit too many, or a number with a typing error: which of them are the date's is not ours to choose.
    for text in ["4111 1111 1111 1111 4-31", "4111 1111 1111 1112 04-31 123"] {
        let [_, date, code] = pasted(text);
        assert_eq!((date.as_str(), code.as_str()), ("", ""), "{text:?}");
    }
}

/// Number, date and code after a paste into the number's field.
fn pasted(text: &str) -> [String; 3] {
    let mut form = Form::new(HolderRule::Required);
    let _ = form.pasted(Field::Number, text, 0, 0);
    [Field::Number, Field::Expiry, Field::Code].map(|field| form.text(field).to_owned())
}
