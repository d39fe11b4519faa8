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
