//! Every case of `tests/vectors/` for the card and its four fields, on the host and again in the browser.
//!
//! The same functions run under `cargo test` and, compiled to WebAssembly, under `wasm-pack test --headless --chrome`.
#![expect(clippy::unwrap_used, reason = "a test fails by it")]

use cloudpayments_checkout::card::{
    Brand, CardNumber, Expiry, ExpiryError, Holder, HolderError, HolderPolicy, Month, Now, SecurityCode, transliterate,
};
use cloudpayments_checkout::form::{Edit, Field, FieldError, Form, HolderRule, mask};
use cloudpayments_checkout::money::{Amount, AmountStyle, Currency};
use serde_json::Value;
// On the host, `#[test]` is the standard one.
#[cfg(target_family = "wasm")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[cfg(target_family = "wasm")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

#[test]
fn every_card_number_is_judged_as_listed() {
    each(include_str!("vectors/card-number.json"), |case| {
        let (text, expected) = (input(case), &case["expected"]);
        let parsed = CardNumber::parse(text);
        assert_eq!(parsed.as_ref().err().map(|error| error.code()), expected["error"].as_str(), "{case}");
        assert_eq!(Brand::of_text(text).as_str(), expected["brand"], "{case}");
        if let Ok(number) = parsed {
            assert_eq!(number.expose(), expected["normalized"], "{case}");
            assert_eq!(number.brand().as_str(), expected["brand"], "{case}");
        }
    });
}

#[test]
fn every_prefix_shows_its_brand() {
    each(include_str!("vectors/brand-prefix.json"), |case| {
        assert_eq!(Brand::of(input(case)).as_str(), case["expected"]["brand"], "{case}");
        let mut form = Form::new(HolderRule::Required);
        form.typed(Field::Number, input(case), 19, Edit::Insert);
        assert_eq!(form.brand().as_str(), case["expected"]["brand"], "{case}");
    });
}

#[test]
fn every_expiry_is_judged_as_listed() {
    let now = Now::month(Month::new(2026, 11).unwrap());
    each(include_str!("vectors/expiry.json"), |case| {
        let expected = &case["expected"];
        let parsed = Expiry::parse(input(case), now);
        assert_eq!(parsed.as_ref().err().map(|error| error.code()), expected["error"].as_str(), "{case}");
        if let (Some(month), Some(year)) = (expected["month"].as_u64(), expected["year"].as_u64()) {
            let read = Expiry::read(input(case), now).unwrap();
            assert_eq!((u64::from(read.month()), u64::from(read.year())), (month, year), "{case}");
        }
        if let Ok(expiry) = parsed {
            assert_eq!(expiry.display().as_str(), expected["display"], "{case}");
        }
    });
}

#[test]
fn every_clock_is_believed_or_not_as_listed() {
    each(include_str!("vectors/expiry-clock.json"), |case| {
        let now = case["now"].as_str().unwrap();
        let parsed = Expiry::parse(input(case), Now::at(unix_ms(now)));
        // Words say why a case is accepted.
        let valid = case["valid"].as_bool().unwrap_or(true);
        assert_eq!(parsed.is_ok(), valid, "{case}");
        if let (Ok(expiry), Some(word)) = (&parsed, case["valid"].as_str())
            && word.contains("2100")
        {
            assert_eq!(expiry.year(), 2100);
        }
    });
}

#[test]
fn every_security_code_is_judged_as_listed() {
    each(include_str!("vectors/cvv.json"), |case| {
        let (parsed, expected) = (SecurityCode::parse(input(case)), &case["expected"]);
        assert_eq!(parsed.as_ref().err().map(|error| error.code()), expected["error"].as_str(), "{case}");
        if let Ok(code) = parsed {
            assert_eq!(code.expose(), expected["normalized"], "{case}");
        }
    });
}

#[test]
fn every_holder_is_judged_as_listed() {
    each(include_str!("vectors/cardholder-name.json"), |case| {
        let judge = |policy| Holder::parse(input(case), policy).map(drop).map_err(HolderError::code);
        let expected = &case["expected"];
        match expected["valid"].as_str() {
            None => assert_eq!(judge(HolderPolicy::Latin).err(), expected["error"].as_str(), "{case}"),
            Some("cyr") => {
                assert_eq!(judge(HolderPolicy::Latin), Err("name.latin_only"), "{case}");
                assert_eq!(judge(HolderPolicy::Transliterate), Ok(()), "{case}");
                assert_eq!(judge(HolderPolicy::Any), Ok(()), "{case}");
            }
            Some("mixed") => assert_eq!(judge(HolderPolicy::Latin), Err("name.mixed_alphabets"), "{case}"),
            Some("other-script") => assert_eq!(judge(HolderPolicy::Latin), Err("name.latin_only"), "{case}"),
            Some("test-mode") => {
                assert!(judge(HolderPolicy::Latin).is_err(), "{case}");
                assert_eq!(judge(HolderPolicy::LatinTest), Ok(()), "{case}");
            }
            Some(word) => panic!("a word not known here: {word}"),
        }
    });
}

#[test]
fn every_name_is_offered_in_latin_letters_as_listed() {
    let file: Value = serde_json::from_str(include_str!("vectors/cardholder-name.json")).unwrap();
    for case in file["transliteration_examples"].as_array().unwrap() {
        let latin = transliterate(input(case));
        let candidates = case["candidates"].as_array().unwrap();
        assert!(
            candidates.iter().any(|candidate| *candidate == latin.as_str()),
            "{} is none of {case}",
            latin.as_str()
        );
        let sent = Holder::parse(input(case), HolderPolicy::Transliterate).unwrap();
        assert_eq!(sent.as_str(), latin.as_str());
    }
}

#[test]
fn every_paste_is_taken_or_refused_as_listed() {
    each(include_str!("vectors/paste-card-number.json"), |case| {
        let mut form = Form::new(HolderRule::Required);
        let result = form.pasted(Field::Number, input(case), 0, 0);
        match case["expected"].as_str().unwrap() {
            "refuse" => {
                assert!(result.is_err(), "{case}");
                assert_eq!(form.text(Field::Number), "", "{case}");
            }
            shown => {
                assert_eq!(form.text(Field::Number), shown, "{case}");
                assert_eq!(result, Ok(u32::try_from(shown.len()).unwrap()), "{case}");
            }
        }
        assert_eq!(form.text(Field::Code), "", "a paste never fills the security code: {case}");
        if input(case).contains("04/31") {
            assert_eq!((form.text(Field::Expiry), form.text(Field::Holder)), ("04 / 31", "IVAN PETROV"), "{case}");
        }
    });
}

#[test]
fn every_expiry_typed_key_by_key_shows_as_listed() {
    each(include_str!("vectors/expiry-typing.json"), |case| {
        let mut keyboard = Keyboard::on(Field::Expiry);
        keyboard.keys(case["keys"].as_str().unwrap());
        let expected = case["expected"].as_str().unwrap();
        // One case leaves a choice. Ours: what was typed stays in sight and is wrong on leaving, where dropping the second zero
        // would turn `0030` into the third month.
        if expected.contains(" refused or error expiry.month on blur") {
            keyboard.form.left(Field::Expiry);
            assert_eq!(
                keyboard.form.error(Field::Expiry, Now::unknown()).map(FieldError::code),
                Some("expiry.month"),
                "{case}"
            );
            return;
        }
        // Remarks follow the text in some cases.
        let (shown, on_blur) = match expected.split_once(" then shown as ") {
            Some((shown, rest)) => (shown, rest.strip_suffix(')').unwrap_or(rest).split(" on blur").next()),
            None => (expected.split(" (").next().unwrap(), None),
        };
        assert_eq!(keyboard.form.text(Field::Expiry), shown, "{case}");
        if expected.contains("(expiry.month)") {
            assert_eq!(Expiry::parse(shown, Now::unknown()).err(), Some(ExpiryError::Month), "{case}");
        }
        if let Some(on_blur) = on_blur {
            keyboard.form.left(Field::Expiry);
            assert_eq!(keyboard.form.text(Field::Expiry), on_blur, "{case}");
        }
    });
}

#[test]
fn every_amount_is_written_or_refused_as_listed() {
    each(include_str!("vectors/amounts.json"), |case| {
        let currency = Currency::parse(case["currency"].as_str().unwrap());
        let amount = currency.and_then(|currency| Amount::parse(input(case), currency)).ok();
        for (style, name) in [(AmountStyle::Spaces, "spaces"), (AmountStyle::Commas, "commas")] {
            let shown = amount.map(|amount| amount.display(style).replace('\u{A0}', "_"));
            assert_eq!(shown.as_deref(), case[name].as_str(), "{case}");
        }
    });
}

#[test]
fn every_edit_leaves_text_and_caret_as_listed() {
    each(include_str!("vectors/caret-editing.json"), |case| {
        let name = case["case"].as_str().unwrap();
        let mut keyboard = Keyboard::on(Field::Number);
        match name.chars().next().unwrap() {
            'A' => keyboard.keys("4111111111111111"),
            'B' => keyboard.keys("4123456789012345").select(7, 7).keys("<Backspace>"),
            'C' => keyboard.keys("4123456789012345").select(5, 5).keys("<Backspace>"),
            'D' => keyboard.keys("4123456789012345").select(4, 4).keys("<Delete>"),
            'E' => keyboard.keys("412345678901234").select(2, 2).keys("9"),
            'F' => keyboard.keys("41235").select(4, 4).keys("<Delete>56"),
            'G' => keyboard.keys("4123456789012345").select(5, 9).keys("9"),
            'H' => keyboard.keys("4321000000000000").select(9, 9).keys("<Backspace><Backspace>98"),
            'I' => keyboard.paste("4111-1111-1111-1111"),
            'J' => keyboard.paste("4111\u{A0}1111\u{A0}1111\u{A0}1111"),
            'K' => keyboard.paste("٤١١١١١١١١١١١١١١١"),
            'L' => keyboard.paste("４１１１１１１１１１１１１１１１"),
            other => panic!("a case not known here: {other}"),
        };
        let expected = &case["expected"];
        assert_eq!(keyboard.form.text(Field::Number), expected["value"], "{name}");
        let carets = expected["caret"].as_array().cloned().unwrap_or_else(|| vec![expected["caret"].clone()]);
        assert!(carets.contains(&Value::from(keyboard.start)), "{name}: the caret is at {}", keyboard.start);
    });
}

#[test]
fn masks_alone_do_what_the_form_does_for_a_single_key() {
    let masked = mask::number("41234567 8901 2345", 4, Edit::Backward);
    assert_eq!((masked.text(), masked.caret()), ("4124 5678 9012 345", 3));
    let masked = mask::number("41234567 8901 2345", 4, Edit::Forward);
    assert_eq!((masked.text(), masked.caret()), ("4123 5678 9012 345", 4));
    let masked = mask::expiry("04 /", 4, Edit::Backward);
    assert_eq!((masked.text(), masked.caret()), ("0", 1));
}

/// What a browser does to a text field before its `input` event, and nothing of what we do after it.
struct Keyboard {
    form: Form,
    field: Field,
    start: u32,
    end: u32,
}

impl Keyboard {
    fn on(field: Field) -> Self {
        Self { form: Form::new(HolderRule::Required), field, start: 0, end: 0 }
    }

    fn select(&mut self, start: u32, end: u32) -> &mut Self {
        (self.start, self.end) = (start, end);
        self
    }

    fn keys(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            if let Some(after) = rest.strip_prefix("<Backspace>") {
                let from = self.start.saturating_sub(u32::from(self.start == self.end));
                self.edit(from, self.end, "", Edit::Backward);
                rest = after;
            } else if let Some(after) = rest.strip_prefix("<Delete>") {
                let to = self.end + u32::from(self.start == self.end);
                self.edit(self.start, to, "", Edit::Forward);
                rest = after;
            } else {
                let (typed, after) = rest.split_at(c.len_utf8());
                self.edit(self.start, self.end, typed, Edit::Insert);
                rest = after;
            }
        }
        self
    }

    fn paste(&mut self, text: &str) -> &mut Self {
        let caret = self.form.pasted(self.field, text, self.start, self.end).unwrap();
        self.select(caret, caret)
    }

    fn edit(&mut self, from: u32, to: u32, insert: &str, edit: Edit) {
        let old: Vec<u16> = self.form.text(self.field).encode_utf16().collect();
        let to = (to as usize).min(old.len());
        let from = (from as usize).min(to);
        if from == to && insert.is_empty() {
            return; // nothing to delete: no input event
        }
        let insert: Vec<u16> = insert.encode_utf16().collect();
        let text = String::from_utf16(&[&old[..from], &insert, &old[to..]].concat()).unwrap();
        let caret = u32::try_from(from + insert.len()).unwrap();
        let caret = self.form.typed(self.field, &text, caret, edit);
        self.select(caret, caret);
    }
}

#[track_caller]
fn each(file: &str, check: impl Fn(&Value)) {
    let file: Value = serde_json::from_str(file).unwrap();
    let cases = file["cases"].as_array().unwrap();
    assert!(!cases.is_empty());
    cases.iter().for_each(check);
}

#[track_caller]
fn input(case: &Value) -> &str {
    case["input"].as_str().unwrap()
}

/// `2026-12-01T00:00:00+05:00` or `...Z`, as milliseconds since 1970.
fn unix_ms(time: &str) -> i64 {
    let number = |range: core::ops::Range<usize>| time[range].parse::<i64>().unwrap();
    let (year, month, day) = (number(0..4), number(5..7), number(8..10));
    let (hour, minute, second) = (number(11..13), number(14..16), number(17..19));
    // Days from the first of March of year 0, as a leap day comes last then.
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719_468;
    let zone = match &time[19..] {
        "Z" => 0,
        zone => {
            (zone[1..3].parse::<i64>().unwrap() * 60 + zone[4..6].parse::<i64>().unwrap())
                * if zone.starts_with('-') { -60 } else { 60 }
        }
    };
    (((days * 24 + hour) * 60 + minute) * 60 + second - zone) * 1000
}
