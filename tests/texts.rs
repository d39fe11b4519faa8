//! The three languages say the same things, politely, shortly and in their own words.
#![cfg(not(target_family = "wasm"))]
#![expect(clippy::panic, reason = "a test fails by it")]

use std::collections::BTreeSet;

use cloudpayments_checkout::card::{CodeError, ExpiryError, Field, FieldError, HolderError, NumberError};
use cloudpayments_checkout::form::PasteError;
use cloudpayments_checkout::text::{Key, Locale, field_error, fill, paste_error, say};

#[test]
fn every_message_has_words_in_every_language() {
    for_each_text(|key, locale, text| {
        assert_eq!(text.trim(), text, "{key:?} in {locale:?} begins or ends with a space");
        assert!(!text.is_empty(), "{key:?} in {locale:?} is empty");
        assert!(!text.contains("  "), "{key:?} in {locale:?} has two spaces in a row");
        assert!(!text.ends_with('.'), "{key:?} in {locale:?} ends with a full stop; labels and messages go without");
    });
}

#[test]
fn every_english_message_is_another_one_so_that_a_store_can_name_it() {
    let mut said = BTreeSet::new();
    for &key in Key::ALL {
        assert!(
            said.insert(say(key, Locale::En)),
            "{key:?} says what another message says: a store names it by its words"
        );
    }
}

#[test]
fn the_types_name_every_message_and_no_other() {
    let types = include_str!("../npm/texts.d.ts");
    let list = types.split_once("export type Message =").unwrap().1.split_once(';').unwrap().0;
    let named: Vec<&str> = list.lines().filter_map(|line| line.trim().strip_prefix("| ")).collect();
    let said: Vec<String> = Key::ALL.iter().map(|key| format!("{:?}", say(*key, Locale::En))).collect();
    assert_eq!(named, said);
}

#[test]
fn the_words_that_stay_come_first_and_in_the_order_of_their_nodes() {
    let template = include_str!("../src/element/template.js");
    let list = template.split_once("export const WORDS = [").unwrap().1.split_once(']').unwrap().0;
    let nodes: Vec<&str> =
        list.split(',').map(|ids| ids.trim().trim_matches('"')).filter(|ids| !ids.is_empty()).collect();
    let at = |node: &str| nodes.iter().position(|ids| ids.split(' ').any(|id| id == node)).unwrap();
    for (key, node) in [
        (Key::NumberLabel, "number-label"),
        (Key::HolderLabel, "holder-label"),
        (Key::SafeNote, "safe"),
        (Key::ReadNumber, "read"),
        (Key::SafeTitle, "why-title"),
        (Key::SafeEncrypted, "why-1"),
        (Key::ChallengeHelp, "why-5"),
        (Key::ChallengeHelp, "challenge-text"),
        (Key::ChallengeTitle, "challenge-title"),
        (Key::Cancel, "challenge-cancel"),
        (Key::LeaveStay, "leave-stay"),
        (Key::CheckAgain, "check-again"),
        (Key::Questions, "result-support"),
    ] {
        assert_eq!(at(node), key as usize, "{key:?}");
    }
    assert_eq!(nodes.len(), Key::Questions as usize + 1);
    assert!(Key::ALL.len() < 255, "a message is named by a byte, and 255 is none");
}

#[test]
fn placeholders_are_the_same_in_every_language() {
    for &key in Key::ALL {
        let english = placeholders(&say(key, Locale::En));
        for locale in Locale::ALL {
            assert_eq!(placeholders(&say(key, locale)), english, "{key:?} in {locale:?}");
        }
    }
}

#[test]
fn placeholders_are_balanced_and_known() {
    let known = ["amount", "date", "email", "error", "field", "name", "number"];
    for_each_text(|key, locale, text| {
        for name in placeholders(text) {
            assert!(known.contains(&name.as_str()), "{key:?} in {locale:?} has {{{name}}}, which nobody fills");
        }
    });
}

#[test]
fn kazakh_and_russian_differ_in_all_but_names_and_digits() {
    for &key in Key::ALL {
        let same = say(key, Locale::Kk) == say(key, Locale::Ru);
        assert_eq!(same, SAME_EVERYWHERE.contains(&key), "{key:?}: {}", say(key, Locale::Kk));
    }
}

#[test]
fn every_kazakh_sentence_is_written_with_kazakh_letters() {
    for &key in Key::ALL {
        let text = say(key, Locale::Kk);
        let sentence = text.chars().filter(|c| c.is_alphabetic()).count() > 24;
        if sentence && !SAME_EVERYWHERE.contains(&key) {
            assert!(text.to_lowercase().contains(KAZAKH_LETTERS), "{key:?}: {text}");
        }
    }
}

#[test]
fn no_kazakh_message_has_russian_letters_or_words() {
    for &key in Key::ALL {
        if SAME_EVERYWHERE.contains(&key) {
            continue;
        }
        let text = say(key, Locale::Kk).to_lowercase();
        // Letters that modern Kazakh has in loanwords only.
        assert!(!text.contains(['ё', 'ц', 'ч', 'щ', 'ъ', 'ь', 'э']), "{key:?}: {text}");
        for word in text.split(|c: char| !c.is_alphabetic()) {
            assert!(!RUSSIAN_WORDS.contains(&word), "{key:?} has {word:?}: {text}");
        }
    }
}

#[test]
fn kazakh_addresses_the_shopper_politely() {
    let familiar = ["енгіз", "тексер", "төле", "пайдалан", "хабарлас", "қайтала"];
    for &key in Key::ALL {
        let text = say(key, Locale::Kk).to_lowercase();
        for word in text.split(|c: char| !c.is_alphabetic()) {
            assert!(!familiar.contains(&word), "{key:?} says {word:?}, which is no way to address a shopper: {text}");
        }
    }
}

#[test]
fn russian_and_english_do_not_borrow_each_others_letters() {
    for &key in Key::ALL {
        if SAME_EVERYWHERE.contains(&key) {
            continue;
        }
        let english = say(key, Locale::En);
        assert!(!english.chars().any(is_cyrillic), "{key:?}: {english}");
        let russian = say(key, Locale::Ru);
        assert!(!russian.contains(KAZAKH_LETTERS), "{key:?}: {russian}");
        for locale in [Locale::Kk, Locale::Ru] {
            for word in say(key, locale).split(|c: char| !c.is_alphanumeric()) {
                let mixed = word.chars().any(is_cyrillic) && word.chars().any(|c| c.is_ascii_alphabetic());
                assert!(!mixed, "{key:?} in {locale:?} mixes alphabets inside {word:?}");
            }
        }
    }
}

#[test]
fn no_message_is_longer_than_two_lines_on_a_phone() {
    for_each_text(|key, locale, text| {
        let length = text.chars().count();
        assert!(length <= 100, "{key:?} in {locale:?} has {length} characters: {text}");
    });
}

#[test]
fn labels_and_buttons_fit_one_line_on_a_phone() {
    for key in [
        Key::Pay,
        Key::NumberLabel,
        Key::ExpiryLabel,
        Key::CodeLabel,
        Key::HolderLabel,
        Key::CodeHint,
        Key::Cancel,
        Key::LeaveStay,
        Key::LeaveGo,
        Key::CheckAgain,
        Key::ChallengeOpenWhole,
    ] {
        for locale in Locale::ALL {
            let text = say(key, locale);
            assert!(text.chars().count() <= 38, "{key:?} in {locale:?}: {text}");
        }
    }
}

#[test]
fn the_expiry_placeholder_is_ascii_in_every_language_so_that_autofill_types_two_digits_of_the_year() {
    // The template draws it, before the language is known.
    let template = include_str!("../src/element/template.js");
    assert!(template.contains(r#"placeholder: "MM / YY""#));
}

#[test]
fn a_message_after_an_unanswered_charge_never_says_that_nothing_was_charged_or_to_pay_again() {
    for locale in Locale::ALL {
        let nothing = say(Key::NothingCharged, locale);
        for key in [Key::UnclearTitle, Key::UnclearHelp, Key::PaymentNumber, Key::Questions] {
            assert!(!say(key, locale).contains(&nothing), "{key:?} in {locale:?}");
        }
        for key in [Key::UnclearTitle, Key::UnclearHelp, Key::PaymentNumber, Key::Questions] {
            for again in ["Қайталап", "Попробуйте", "Try again"] {
                assert!(!say(key, locale).contains(again), "{key:?} in {locale:?}");
            }
        }
    }
}

#[test]
fn every_error_of_a_field_has_words_of_its_own_in_every_language() {
    for locale in Locale::ALL {
        let mut said = BTreeSet::new();
        for error in FIELD_ERRORS {
            let words = say(field_error(error), locale);
            let is_new = said.insert(words.clone());
            assert!(is_new, "{} in {locale:?} says what another error says: {words}", error.code());
        }
    }
}

#[test]
fn an_error_is_said_in_the_words_of_its_own_field() {
    for error in FIELD_ERRORS {
        let field = match error.field() {
            Field::Number => "Number",
            Field::Expiry => "Expiry",
            Field::Code => "Code",
            Field::Holder => "Holder",
        };
        let key = format!("{:?}", field_error(error));
        assert!(key.starts_with(field), "{} is said by {key}", error.code());
    }
}

#[test]
fn every_refused_paste_is_explained() {
    for (error, key) in [
        (PasteError::Nothing, Key::PasteNothing),
        (PasteError::Link, Key::PasteForbidden),
        (PasteError::TrackData, Key::PasteForbidden),
        (PasteError::TwoNumbers, Key::PasteTwoNumbers),
        (PasteError::TooLong, Key::PasteTooLong),
        (PasteError::CardNumber, Key::PasteCardNumber),
    ] {
        assert_eq!(paste_error(error), key, "{error}");
    }
}

#[test]
fn filling_replaces_each_placeholder_once_and_reads_no_value_again() {
    assert_filled("Pay {amount}", &[("amount", "12 500 ₸")], "Pay 12 500 ₸");
    assert_filled("{a}{b}{a}", &[("a", "1"), ("b", "2")], "121");
    assert_filled(
        "Write to {email} and name payment {reference}",
        &[("reference", "{email}"), ("email", "a@b")],
        "Write to a@b and name payment {email}",
    );
}

#[test]
fn filling_leaves_what_it_does_not_know() {
    assert_filled("Pay {amount}", &[], "Pay {amount}");
    assert_filled("Pay {amount", &[("amount", "1")], "Pay {amount");
    assert_filled("Pay }{amount}{", &[("amount", "1")], "Pay }1{");
    assert_filled("{ {amount}", &[("amount", "1")], "{ 1");
    assert_filled("", &[("amount", "1")], "");
}

#[test]
fn a_language_is_known_by_tag_region_script_and_common_mistakes() {
    for (tag, locale) in [
        ("kk", Locale::Kk),
        ("kk-KZ", Locale::Kk),
        ("KK", Locale::Kk),
        ("kk_KZ", Locale::Kk),
        ("kk-Cyrl-KZ", Locale::Kk),
        ("kaz", Locale::Kk),
        ("kz", Locale::Kk),
        (" ru-RU ", Locale::Ru),
        ("rus", Locale::Ru),
        ("en", Locale::En),
        ("en-GB", Locale::En),
    ] {
        assert_eq!(Locale::parse(tag), Some(locale), "{tag:?}");
    }
    for tag in ["", "-", "de", "zh-Hans", "k", "kka", "қазақша", "русский"] {
        assert_eq!(Locale::parse(tag), None, "{tag:?}");
    }
}

#[test]
fn a_language_we_lack_is_answered_in_english() {
    assert_eq!(Locale::parse("tr-TR").unwrap_or_default(), Locale::En);
}

#[test]
fn tags_and_cultures_name_their_own_language() {
    for locale in Locale::ALL {
        assert_eq!(Locale::parse(locale.tag()), Some(locale));
        assert_eq!(Locale::parse(locale.culture()), Some(locale));
        assert!(locale.culture().starts_with(locale.tag()));
    }
}

#[track_caller]
fn assert_filled(template: &str, values: &[(&str, &str)], expected: &str) {
    assert_eq!(fill(template, values), expected);
}

fn for_each_text(check: impl Fn(Key, Locale, &str)) {
    for locale in Locale::ALL {
        for &key in Key::ALL {
            check(key, locale, &say(key, locale));
        }
    }
}

/// The names in curly brackets; panics where a bracket has no pair.
#[track_caller]
fn placeholders(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        assert!(!before.contains('}'), "a bracket too many: {text}");
        let (name, tail) = after.split_once('}').unwrap_or_else(|| panic!("a bracket without its pair: {text}"));
        assert!(!name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase()), "no name in brackets: {text}");
        names.insert(name.to_owned());
        rest = tail;
    }
    assert!(!rest.contains('}'), "a bracket too many: {text}");
    names
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{4ff}').contains(&c)
}

const FIELD_ERRORS: [FieldError; 28] = [
    FieldError::Number(NumberError::Empty),
    FieldError::Number(NumberError::InvalidChars),
    FieldError::Number(NumberError::UnsupportedBrand),
    FieldError::Number(NumberError::TooLong),
    FieldError::Number(NumberError::Incomplete),
    FieldError::Number(NumberError::Luhn),
    FieldError::Expiry(ExpiryError::Empty),
    FieldError::Expiry(ExpiryError::Incomplete),
    FieldError::Expiry(ExpiryError::Month),
    FieldError::Expiry(ExpiryError::Past),
    FieldError::Expiry(ExpiryError::TooFar),
    FieldError::Expiry(ExpiryError::Invalid),
    FieldError::Code(CodeError::Empty),
    FieldError::Code(CodeError::InvalidChars),
    FieldError::Code(CodeError::Incomplete),
    FieldError::Code(CodeError::TooLong),
    FieldError::Holder(HolderError::Empty),
    FieldError::Holder(HolderError::LooksLikeCardNumber),
    FieldError::Holder(HolderError::DigitsOnly),
    FieldError::Holder(HolderError::InvalidChars),
    FieldError::Holder(HolderError::MixedAlphabets),
    FieldError::Holder(HolderError::LatinOnly),
    FieldError::Holder(HolderError::TooShort),
    FieldError::Holder(HolderError::TooLong),
    FieldError::Refused(Field::Number),
    FieldError::Refused(Field::Expiry),
    FieldError::Refused(Field::Code),
    FieldError::Refused(Field::Holder),
];

const KAZAKH_LETTERS: [char; 9] = ['ә', 'ғ', 'қ', 'ң', 'ө', 'ұ', 'ү', 'һ', 'і'];

/// What is only placeholders.
const SAME_EVERYWHERE: [Key; 1] = [Key::FirstWrong];

/// Words of the Russian file that would slip into the Kazakh one by copying.
const RUSSIAN_WORDS: [&str; 24] = [
    "и",
    "или",
    "не",
    "на",
    "по",
    "вы",
    "ваш",
    "номер",
    "карты",
    "картой",
    "срок",
    "имя",
    "оплата",
    "оплатить",
    "ошибка",
    "деньги",
    "платеж",
    "магазин",
    "заказ",
    "введите",
    "проверьте",
    "повторите",
    "сервис",
    "страница",
];
