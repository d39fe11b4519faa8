//! What holds for every text, caret and key, not for listed cases alone.
#![cfg(not(target_family = "wasm"))]
#![expect(clippy::unwrap_used, reason = "a test fails by it")]

use cloudpayments_checkout::card::{
    Brand, CardNumber, Expiry, Holder, HolderPolicy, Month, Now, SecurityCode, transliterate,
};
use cloudpayments_checkout::form::{Edit, Field, Form, HolderRule, Verdict, mask};
use cloudpayments_checkout::money::{Amount, Currency};
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_right_number_is_read_back_from_how_it_is_shown(number in right_number()) {
        let parsed = CardNumber::parse(&number).unwrap();
        let shown = mask::number(&number, 0, Edit::Insert);
        let again = CardNumber::parse(shown.text()).unwrap();
        prop_assert_eq!(again.expose(), parsed.expose());
        prop_assert_eq!(parsed.expose(), number.as_str());
        prop_assert!(number.ends_with(parsed.last_four()) && parsed.last_four().len() == 4);
    }

    #[test]
    fn a_check_digit_is_right_where_the_crate_for_them_says_so(number in "4([0-9]{12}|[0-9]{15}|[0-9]{18})") {
        let mut form = Form::new(HolderRule::Hidden);
        form.typed(Field::Number, &number, u32::MAX, Edit::Insert);
        form.left(Field::Number);
        prop_assert_eq!(form.verdict(Field::Number, Now::unknown()) == Verdict::Complete, luhn::valid(&number));
        prop_assert_eq!(CardNumber::parse(&number).is_ok(), luhn::valid(&number));
    }

    #[test]
    fn one_wrong_digit_never_passes(number in right_number(), place in 0usize..19, by in 1u8..10) {
        let mut digits = number.clone().into_bytes();
        let place = place % digits.len();
        digits[place] = b'0' + (digits[place] - b'0' + by) % 10;
        let wrong = String::from_utf8(digits).unwrap();
        prop_assert!(CardNumber::parse(&wrong).is_err());
    }

    #[test]
    fn two_swapped_neighbours_never_pass_but_for_0_and_9(number in right_number(), place in 0usize..18) {
        let mut digits = number.clone().into_bytes();
        let place = place % (digits.len() - 1);
        digits.swap(place, place + 1);
        let pair = (digits[place], digits[place + 1]);
        let unseen = pair.0 == pair.1 || matches!(pair, (b'0', b'9') | (b'9', b'0'));
        let swapped = String::from_utf8(digits).unwrap();
        prop_assert!(unseen || CardNumber::parse(&swapped).is_err());
    }

    #[test]
    fn separators_and_scripts_of_digits_make_no_difference(number in right_number(), zero in prop::sample::select(vec!['0', '٠', '۰', '०', '０', '𝟎']), gap in "[ \u{A0}\u{202F}\u{2011}\u{200E}._\\-\t]{0,3}") {
        let mut text = gap.clone();
        for digit in number.bytes() {
            text.push(char::from_u32(u32::from(zero) + u32::from(digit - b'0')).unwrap());
            text.push_str(&gap);
        }
        let parsed = CardNumber::parse(&text).unwrap();
        prop_assert_eq!(parsed.expose(), number.as_str());
    }

    #[test]
    fn a_brand_once_decided_stays(digits in "[0-9]{1,19}") {
        let mut decided = Brand::Unknown;
        for end in 1..=digits.len() {
            let brand = Brand::of(&digits[..end]);
            prop_assert!(matches!(decided, Brand::Unknown | Brand::PossibleMastercard) || decided == brand);
            decided = brand;
        }
    }

    #[test]
    fn a_good_month_is_read_back_from_how_it_is_shown(months in 0u16..=240) {
        let now = Now::month(Month::new(2026, 11).unwrap());
        let month = Month::new(2026 + (10 + months) / 12, u8::try_from((10 + months) % 12).unwrap() + 1).unwrap();
        let long = format!("{:02}/{}", month.month(), month.year());
        let expiry = Expiry::parse(&long, now).unwrap();
        prop_assert_eq!(expiry.date(), month);
        prop_assert_eq!(Expiry::parse(expiry.display().as_str(), now).unwrap().date(), month);
        let mmyy = String::from_utf8(expiry.mmyy().to_vec()).unwrap();
        prop_assert_eq!(Expiry::parse(&mmyy, now).unwrap().date(), month);
        let iso = format!("{}-{:02}", month.year(), month.month());
        prop_assert_eq!(Expiry::parse(&iso, now).unwrap().date(), month);
    }

    #[test]
    fn an_expiry_typed_key_by_key_reads_as_typed(months in 0u16..=240, long in any::<bool>(), slash in prop::sample::select(vec!["", "/", " / ", "-", "."]), zero in any::<bool>()) {
        let now = Now::month(Month::new(2026, 11).unwrap());
        let month = Month::new(2026 + (10 + months) / 12, u8::try_from((10 + months) % 12).unwrap() + 1).unwrap();
        // Without a slash, "1" may go on to be 11.
        let first = if zero || (slash.is_empty() && month.month() == 1) { format!("{:02}", month.month()) } else { month.month().to_string() };
        let year = if long { month.year().to_string() } else { format!("{:02}", month.year() % 100) };
        let mut form = Form::new(HolderRule::Hidden);
        type_text(&mut form, Field::Expiry, &format!("{first}{slash}{year}"));
        prop_assert_eq!(form.verdict(Field::Expiry, now), Verdict::Complete);
        form.left(Field::Expiry);
        let expected = format!("{:02} / {:02}", month.month(), month.year() % 100);
        prop_assert_eq!(form.text(Field::Expiry), expected);
    }

    #[test]
    fn nothing_panics_whatever_the_text_and_the_caret(text in any_text(), caret in any::<u32>(), edit in edit(), end in any::<u32>(), field in field()) {
        let now = Now::at(i64::from(caret).wrapping_mul(i64::from(end)));
        let _ = (CardNumber::parse(&text).is_ok(), Expiry::parse(&text, now).is_ok(), SecurityCode::parse(&text).is_ok());
        let _ = (Expiry::reversed_hint(&text, now), transliterate(&text).len(), Brand::of(&text), Brand::of_text(&text));
        for policy in [HolderPolicy::Latin, HolderPolicy::LatinTest, HolderPolicy::Transliterate, HolderPolicy::Any] {
            let _ = Holder::parse(&text, policy).is_ok();
        }
        let mut form = Form::new(HolderRule::Required);
        form.typed(field, &text, caret, edit);
        let _ = form.pasted(field, &text, caret, end);
        form.typed(field, &text, end, edit);
        form.left(field);
        let _ = (form.verdict(field, now), form.error(field, now), form.submit(now).is_ok());
    }

    #[test]
    fn the_caret_is_always_in_the_text(text in any_text(), caret in 0u32..80, edit in edit()) {
        let number = mask::number(&text, caret, edit);
        prop_assert!(number.caret() as usize <= number.text().len());
        let expiry = mask::expiry(&text, caret, edit);
        prop_assert!(expiry.caret() as usize <= expiry.text().len());
        let code = mask::code(&text, caret, edit);
        prop_assert!(code.caret() as usize <= code.text().len());
        let holder = mask::holder(&text, caret, edit);
        prop_assert!(is_border(holder.text(), holder.caret()), "{:?} {}", holder.text(), holder.caret());
    }

    #[test]
    fn a_masked_text_is_left_alone_by_its_mask(text in any_text(), caret in 0u32..80, edit in edit()) {
        let number = mask::number(&text, caret, edit);
        let again = mask::number(number.text(), 0, Edit::Insert);
        prop_assert_eq!(again.text(), number.text());
        let expiry = mask::expiry(&text, caret, Edit::Insert);
        let again = mask::expiry(expiry.text(), 0, Edit::Insert);
        prop_assert_eq!(again.text(), expiry.text());
        let code = mask::code(&text, caret, edit);
        let again = mask::code(code.text(), 0, Edit::Insert);
        prop_assert_eq!(again.text(), code.text());
        let holder = mask::holder(&text, caret, edit);
        let again = mask::holder(holder.text(), holder.caret(), edit);
        prop_assert_eq!((again.text(), again.caret()), (holder.text(), holder.caret()));
    }

    #[test]
    fn keys_do_to_the_number_what_they_would_do_to_its_digits(keys in prop::collection::vec(key(), 0..60)) {
        let mut form = Form::new(HolderRule::Hidden);
        let (mut caret, mut plain, mut place) = (0, String::new(), 0);
        for key in keys {
            match key {
                Key::Digit(digit) => {
                    let mut with = plain.clone();
                    with.insert(place, digit);
                    if with.len() <= Brand::of(&with).longest() {
                        (plain, place) = (with, place + 1);
                    }
                }
                Key::Backspace if place > 0 => {
                    place -= 1;
                    plain.remove(place);
                }
                Key::Delete if place < plain.len() => { plain.remove(place); }
                Key::Backspace | Key::Delete | Key::Noise(_) => {}
                Key::Move(to) => place = usize::from(to) % (plain.len() + 1),
            }
            let before = form.text(Field::Number).to_owned();
            caret = match key {
                Key::Move(_) => caret_after(&before, place),
                key => press(&mut form, Field::Number, caret, key),
            };
            let digits: String = form.text(Field::Number).chars().filter(char::is_ascii_digit).collect();
            prop_assert_eq!(&digits, &plain, "{:?} on {:?}", key, before);
            let left = form.text(Field::Number)[..caret as usize].chars().filter(char::is_ascii_digit).count();
            prop_assert_eq!(left, place, "the caret after {:?} on {:?}", key, before);
        }
    }

    #[test]
    fn a_date_composed_at_once_reads_as_its_keys_would_where_each_is_taken(composed in "[0-9]{1,4}|(0[1-9]|1[0-2]|[2-9])20[0-9]{0,2}") {
        let mut by_keys = Form::new(HolderRule::Hidden);
        type_text(&mut by_keys, Field::Expiry, &composed);
        let mut form = Form::new(HolderRule::Hidden);
        form.composed(Field::Expiry, &composed, u32::try_from(composed.len()).unwrap());
        let (wanted, is) = (by_keys.text(Field::Expiry), form.text(Field::Expiry));
        // A key beyond the year's end is refused; of what came at once the rest is kept.
        prop_assert!(is == wanted || is.len() > wanted.len() && is.starts_with(wanted), "{composed:?} became {is:?}, by keys {wanted:?}");
    }

    #[test]
    fn a_key_in_the_expiry_takes_or_gives_at_most_its_own_digit(keys in prop::collection::vec(key(), 0..40)) {
        let mut form = Form::new(HolderRule::Hidden);
        let mut caret = 0;
        for key in keys {
            let before = form.text(Field::Expiry).to_owned();
            let count = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
            caret = match key {
                Key::Move(to) => u32::from(to) % (u32::try_from(before.len()).unwrap() + 1),
                key => press(&mut form, Field::Expiry, caret, key),
            };
            let after = form.text(Field::Expiry);
            let (was, is) = (count(&before), count(after));
            let range = match key {
                // A month of one digit is given its zero.
                Key::Digit(_) => was..=was + 2,
                // And loses it when the slash says it was a year.
                Key::Noise(_) => was.saturating_sub(1)..=was + 1,
                Key::Backspace | Key::Delete => was.saturating_sub(1)..=was,
                Key::Move(_) => was..=was,
            };
            prop_assert!(range.contains(&is), "{key:?} made {before:?} to {after:?}");
            prop_assert!(caret as usize <= after.len());
        }
    }

    #[test]
    fn backspace_always_comes_to_an_end(text in "[0-9/ ]{0,12}", field in field()) {
        let mut form = Form::new(HolderRule::Required);
        type_text(&mut form, field, &text);
        let mut caret = u32::try_from(form.text(field).len()).unwrap();
        for _ in 0..20 {
            caret = press(&mut form, field, caret, Key::Backspace);
        }
        prop_assert_eq!(form.text(field), "");
    }

    #[test]
    fn a_right_number_pasted_with_a_label_is_found(number in right_number(), label in "(Card|Карта|PAN no\\. 1)?[:= ]{1,2}", tail in "( \\(mine\\)|\\.|\n)?") {
        let mut form = Form::new(HolderRule::Hidden);
        let text = format!("{label}{number}{tail}");
        prop_assert!(form.pasted(Field::Number, &text, 0, 0).is_ok());
        let parsed = CardNumber::parse(form.text(Field::Number)).unwrap();
        prop_assert_eq!(parsed.expose(), number.as_str());
    }

    #[test]
    fn a_refused_paste_changes_nothing(typed in "[0-9]{0,16}", text in any_text(), start in 0u32..24, end in 0u32..24, field in field()) {
        let mut form = Form::new(HolderRule::Required);
        type_text(&mut form, field, &typed);
        let texts = |form: &Form| Field::ALL.map(|field| form.text(field).to_owned());
        let before = texts(&form);
        let refused = form.pasted(field, &text, start, end).is_err();
        prop_assert!(!refused || texts(&form) == before);
        prop_assert!(field == Field::Code || texts(&form)[2] == before[2], "only its own field takes a security code");
    }

    #[test]
    fn no_error_shows_while_a_first_text_is_typed(text in "[0-9A-Za-zА-я/ ]{0,25}", field in field()) {
        let now = Now::month(Month::new(2026, 11).unwrap());
        let mut form = Form::new(HolderRule::Required);
        for c in text.chars() {
            let shown = form.text(field).to_owned() + c.encode_utf8(&mut [0; 4]);
            let units = u32::try_from(shown.encode_utf16().count()).unwrap();
            form.typed(field, &shown, units, Edit::Insert);
            prop_assert_eq!(form.error(field, now), None);
        }
    }

    #[test]
    fn a_shown_error_is_the_verdicts_and_a_right_field_shows_none(text in any_text(), field in field()) {
        let now = Now::month(Month::new(2026, 11).unwrap());
        let mut form = Form::new(HolderRule::Required);
        form.typed(field, &text, 0, Edit::Insert);
        form.left(field);
        match form.verdict(field, now) {
            Verdict::Complete => prop_assert_eq!(form.error(field, now), None),
            // A card number in the name's field is wiped, and said.
            Verdict::Empty => prop_assert!(form.error(field, now).is_none_or(|error| error.code() == "name.looks_like_card_number")),
            Verdict::Partial => prop_assert!(form.error(field, now).is_some()),
            Verdict::Wrong(error) => prop_assert_eq!(form.error(field, now), Some(error)),
        }
    }

    #[test]
    fn an_amount_is_read_back_from_the_wire(minor in 1u64..100_000_000_000_000, code in prop::sample::select(vec!["KZT", "USD", "JPY", "KWD", "XYZ"])) {
        let currency = Currency::parse(code).unwrap();
        if let Ok(amount) = Amount::from_minor(minor, currency) {
            prop_assert_eq!(Amount::from_wire(&amount.wire(), currency), Ok(amount));
            prop_assert_eq!(Amount::parse(&amount.wire(), currency), Ok(amount));
        }
    }

    #[test]
    fn an_amount_read_is_the_amount_written(text in "[0-9]{1,14}(\\.[0-9]{1,4})?") {
        if let Ok(amount) = Amount::parse(&text, Currency::KZT) {
            let wire = amount.wire();
            let plain = |text: &str| {
                let (major, decimals) = text.split_once('.').unwrap_or((text, ""));
                format!("{}.{}", major.trim_start_matches('0'), decimals.trim_end_matches('0'))
            };
            prop_assert_eq!(plain(&wire), plain(&text));
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Key {
    Digit(char),
    Noise(char),
    Backspace,
    Delete,
    Move(u8),
}

fn key() -> impl Strategy<Value = Key> {
    prop_oneof![
        6 => prop::char::range('0', '9').prop_map(Key::Digit),
        3 => Just(Key::Backspace),
        2 => Just(Key::Delete),
        1 => prop::sample::select(vec![' ', '-', '/', 'a', 'я', '٫']).prop_map(Key::Noise),
        2 => any::<u8>().prop_map(Key::Move),
    ]
}

fn edit() -> impl Strategy<Value = Edit> {
    prop::sample::select(vec![Edit::Insert, Edit::Backward, Edit::Forward])
}

fn field() -> impl Strategy<Value = Field> {
    prop::sample::select(Field::ALL.to_vec())
}

/// Anything at all, and often what looks like a field's text.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[0-9 /\\-.,]{0,40}",
        "[0-9٠-٩０-９ \u{A0}\u{200E}a-zА-я:,/]{0,60}",
        "[0-9]{0,4} ?[0-9]{0,4} ?[0-9]{0,4} ?[0-9]{0,4}",
        "[0-9]{0,4} ?/? ?[0-9]{0,4}",
    ]
}

/// A number with the right prefix, length and check digit.
fn right_number() -> impl Strategy<Value = String> {
    let visa =
        prop::sample::select(vec![13_usize, 16, 19]).prop_flat_map(|length| (Just(String::from("4")), Just(length)));
    let mastercard = prop_oneof![2221_u16..=2720, 5100_u16..=5599].prop_map(|prefix| (prefix.to_string(), 16));
    (prop_oneof![visa, mastercard], "[0-9]{19}").prop_map(|((mut number, length), rest)| {
        number.push_str(&rest[..length - 1 - number.len()]);
        let check = (0..10).map(|digit| format!("{number}{digit}")).find(|number| luhn::valid(number));
        check.unwrap()
    })
}

fn type_text(form: &mut Form, field: Field, text: &str) {
    let mut caret = 0;
    for c in text.chars() {
        caret = press(form, field, caret, Key::Noise(c));
    }
}

/// What a browser does with a key and no selection, and then what the form does.
fn press(form: &mut Form, field: Field, caret: u32, key: Key) -> u32 {
    let old: Vec<u16> = form.text(field).encode_utf16().collect();
    let at = (caret as usize).min(old.len());
    let (from, to, insert, edit) = match key {
        Key::Digit(c) | Key::Noise(c) => (at, at, c.to_string(), Edit::Insert),
        Key::Backspace => (at.saturating_sub(1), at, String::new(), Edit::Backward),
        Key::Delete => (at, (at + 1).min(old.len()), String::new(), Edit::Forward),
        Key::Move(_) => return caret,
    };
    if from == to && insert.is_empty() {
        return caret;
    }
    let insert: Vec<u16> = insert.encode_utf16().collect();
    let text = String::from_utf16(&[&old[..from], &insert, &old[to..]].concat()).unwrap();
    form.typed(field, &text, u32::try_from(from + insert.len()).unwrap(), edit)
}

/// Where the caret stands when this many digits are before it, right after the last of them.
fn caret_after(shown: &str, digits: usize) -> u32 {
    let mut seen = 0;
    for (at, c) in shown.char_indices() {
        if seen == digits {
            return u32::try_from(at).unwrap();
        }
        seen += usize::from(c.is_ascii_digit());
    }
    u32::try_from(shown.len()).unwrap()
}

fn is_border(text: &str, caret: u32) -> bool {
    let mut at = 0;
    text.chars().any(|c| {
        let here = at == caret as usize;
        at += c.len_utf16();
        here
    }) || at == caret as usize
}
