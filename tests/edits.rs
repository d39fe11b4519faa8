//! Every edit there is of some fields: what a key does anywhere in them, whatever was selected.
#![cfg(not(target_family = "wasm"))]

use cloudpayments_checkout::form::{Edit, Field, Form, HolderRule};

#[test]
fn a_digit_typed_over_any_selection_takes_its_place_and_no_other_goes() {
    for (field, shown) in [(Field::Number, "4111 1111 1"), (Field::Number, "4123 4567 8901"), (Field::Code, "12")] {
        for (from, to) in selections(shown) {
            for digit in "0123456789".chars() {
                let mut form = holding(field, shown);
                let text = format!("{}{digit}{}", &shown[..from], &shown[to..]);
                let caret = form.keyed(field, &text, place(from + 1));
                let what = format!("{digit} over {from}..{to} of {shown:?}");
                assert_eq!(digits(form.text(field)), digits(&text), "{what}");
                let before = form.text(field).get(..caret as usize).map(digits);
                assert_eq!(before, Some(digits(&text[..=from])), "{what}");
            }
        }
    }
}

#[test]
fn a_digit_typed_over_itself_and_the_space_after_it_leaves_the_date_as_it_was() {
    for shown in ["04 / 31", "11 / 11", "12 / 3"] {
        let mut form = holding(Field::Expiry, shown);
        let text = format!("{}{}", &shown[..2], &shown[3..]);
        assert_eq!(form.keyed(Field::Expiry, &text, 2), 2);
        assert_eq!(form.text(Field::Expiry), shown);
    }
}

#[test]
fn a_slash_typed_behind_a_date_says_that_two_digits_were_meant_where_they_may_be_a_day_or_a_year() {
    for both in 10..=129 {
        let (month, digit) = (both / 10, both % 10);
        // The month's zero may be the mask's own: "26" was shown as "02 / 6".
        let meant = matches!(both, 13..=39);
        let shown = format!("{month:02} / {digit}");
        let wanted = if meant { format!("{both} / ") } else { shown.clone() };
        slashed(&shown, shown.len(), &wanted);
    }
}

#[test]
fn a_slash_typed_anywhere_else_in_a_date_leaves_it_as_it_is() {
    for month in 1..=12 {
        for year in ["", "2", "6", "31", "203", "2031"] {
            let shown = format!("{month:02} / {year}");
            let within = if year.len() == 1 { shown.len() - 1 } else { shown.len() };
            for at in 0..=within {
                slashed(&shown, at, &shown);
            }
        }
    }
}

#[track_caller]
fn slashed(shown: &str, at: usize, wanted: &str) {
    for slash in ["/", "-", "|"] {
        let mut form = holding(Field::Expiry, shown);
        let text = format!("{}{slash}{}", &shown[..at], &shown[at..]);
        let caret = form.keyed(Field::Expiry, &text, place(at + 1));
        assert_eq!(form.text(Field::Expiry), wanted, "{slash} at {at} of {shown:?}");
        assert!(at > 1 || caret == place(at), "{slash} at {at} of {shown:?} moved the caret to {caret}");
    }
}

fn holding(field: Field, shown: &str) -> Form {
    let mut form = Form::new(HolderRule::Required);
    form.typed(field, shown, place(shown.len()), Edit::Insert);
    assert_eq!(form.text(field), shown);
    form
}

fn selections(shown: &str) -> Vec<(usize, usize)> {
    (0..=shown.len()).flat_map(|to| (0..=to).map(move |from| (from, to))).collect()
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
