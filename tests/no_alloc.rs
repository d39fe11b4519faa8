//! Typing allocates nothing: no copy of a digit is left behind on the heap, where nothing would wipe it.
#![cfg(not(target_family = "wasm"))]

use allocation_counter::measure;
use cloudpayments_checkout::card::{CardNumber, Expiry, Holder, HolderPolicy, Month, Now, SecurityCode};
use cloudpayments_checkout::form::{Edit, Field, Form, HolderRule};

#[test]
fn a_card_is_typed_pasted_judged_and_submitted_without_the_heap() {
    let now = Now::month(Month::new(2026, 11).unwrap());
    // Browsers hand over text of their own making, made here beforehand.
    let texts = [
        (Field::Number, "4111 1111 1111 1111"),
        (Field::Expiry, "04 / 2031"),
        (Field::Code, "123"),
        (Field::Holder, "ALIYA KASSYMKYZY"),
    ];
    let mut card = None;
    let counted = measure(|| {
        let mut form = Form::new(HolderRule::Required);
        for (field, text) in texts {
            for end in 1..=text.len() {
                form.typed(field, &text[..end], u32::try_from(end).unwrap_or(0), Edit::Insert);
                let _ = (form.verdict(field, now), form.error(field, now), form.brand(), form.is_complete(now));
            }
            form.left(field);
        }
        form.typed(Field::Holder, "Әлия Қасымқызы", 14, Edit::Insert);
        assert_eq!(form.take_offer(Field::Holder, now), 16);
        let _ = form.pasted(Field::Number, "4111111111111111,04/31,123,IVAN PETROV", 0, 0);
        let _ = form.pasted(Field::Number, "Card: 4111 1111 1111 1112 (typo)", 0, 0);
        form.typed(Field::Number, "4111 1111 1111 1111", 19, Edit::Insert);
        card = form.submit(now).ok();
    });
    assert!(card.is_some());
    assert_eq!(counted.count_total, 0, "{} bytes", counted.bytes_total);
}

#[test]
fn what_stands_on_a_card_is_read_without_the_heap() {
    let now = Now::month(Month::new(2026, 11).unwrap());
    let mut right = 0;
    let counted = measure(|| {
        right += usize::from(CardNumber::parse("٤١١١ 1111 1111 1111").is_ok());
        right += usize::from(Expiry::parse("2031-04", now).is_ok());
        right += usize::from(SecurityCode::parse("123").is_ok());
        right += usize::from(Holder::parse("Әлия Қасымқызы", HolderPolicy::Transliterate).is_ok());
    });
    assert_eq!((right, counted.count_total), (4, 0));
}
