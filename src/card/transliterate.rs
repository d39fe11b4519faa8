//! A Cyrillic name in Latin capitals, as a bank would print it.

use super::fold::Scan;
use super::inline::Inline;

/// Writes a Russian, Kazakh, Ukrainian or Belarusian name in Latin capitals: `Әлия Қасымқызы` gives `ALIYA KASSYMKYZY`.
///
/// Cards, passports and banks differ, so the result is an offer to edit, "as printed on the card". Latin letters, spaces,
/// hyphens and apostrophes stay, and so do Cyrillic letters of other languages: a name without them would be another one. What else has
/// no Latin form is left out.
///
/// Source: ICAO Doc 9303-3, section 6, table B (Russian, Ukrainian, Belarusian), with `YU` and `YA` for ю and я as on the
/// cards of Russian and Kazakh banks; the Kazakh letters, and `SS` for с between vowels in a Kazakh name, as in
/// Kazakhstan's own passports.
///
/// ```
/// use cloudpayments_checkout::card::transliterate;
///
/// assert_eq!(transliterate("Әлия Қасымқызы").as_str(), "ALIYA KASSYMKYZY");
/// ```
#[must_use]
pub fn transliterate(name: &str) -> Inline {
    let mut latin = Inline::new();
    let kazakh = name.chars().any(|c| is_kazakh(capital(c)));
    // The two letters before.
    let (mut last, mut before) = ('\0', '\0');
    for c in Scan::new(name) {
        let c = capital(c);
        if kazakh && before == 'С' && is_vowel(last) && is_vowel(c) {
            latin.push('S');
        }
        spell(c, &mut latin);
        (last, before) = (before, c);
    }
    latin
}

/// Writes one letter in Latin ones.
fn spell(letter: char, latin: &mut Inline) {
    let mut found = false;
    for c in LETTERS.chars() {
        if !c.is_ascii() {
            if found {
                return;
            }
            found = c == letter;
        } else if found {
            latin.push(c);
        }
    }
    if !found && keeps(letter) {
        latin.push(letter);
    }
}

/// The capital of an ASCII or Cyrillic letter, and a space for a line's end.
fn capital(c: char) -> char {
    let code = u32::from(c);
    let capital = match code {
        0x0A => 0x20,
        0x0430..=0x044F => code - 0x20,
        0x0450..=0x045F => code - 0x50,
        // From here on capitals and small letters take turns.
        0x048A..=0x04BF | 0x04D0..=0x04FF => code & !1,
        _ => return c.to_ascii_uppercase(),
    };
    char::from_u32(capital).unwrap_or(c)
}

const fn is_kazakh(c: char) -> bool {
    matches!(c, 'Ә' | 'Ə' | 'ə' | 'Ғ' | 'Қ' | 'Ң' | 'Ө' | 'Ұ' | 'Ү' | 'Һ')
}

const fn is_vowel(c: char) -> bool {
    matches!(c, 'А' | 'Ә' | 'Ə' | 'ə' | 'Е' | 'И' | 'І' | 'О' | 'Ө' | 'У' | 'Ұ' | 'Ү' | 'Ы' | 'Э' | 'Ю' | 'Я')
}

/// What stays as it is: what has a place in a Latin name already, and Cyrillic letters that are not in [`LETTERS`].
fn keeps(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, ' ' | '-' | '\'' | '.' | ',' | '\u{C0}'..='\u{2AF}' | '\u{400}'..='\u{52F}' | '\u{1E00}'..='\u{1EFF}')
}

/// Each Cyrillic letter, and after it what it is in Latin ones; at the end the Latin schwas that are typed for the Kazakh one.
const LETTERS: &str = "АAБBВVГGДDЕEЖZHЗZИIЙIКKЛLМMНNОOПPРRСSТTУUФFХKHЦTSЧCHШSHЩSHCHЪЫYЬЭEЮYUЯYA\
    ЁEӘAҒGҚKҢNӨOҰUҮUҺHІIЇIЄIEҐGЎUƏAəA";

#[cfg(test)]
mod tests {
    use super::transliterate;

    #[track_caller]
    fn reads(name: &str, latin: &str) {
        assert_eq!(transliterate(name).as_str(), latin);
    }

    #[test]
    fn names_come_out_as_banks_print_them() {
        reads("Иван Петров", "IVAN PETROV");
        reads("Юлия Щукина", "YULIYA SHCHUKINA");
        reads("Айгүл Нұрланова", "AIGUL NURLANOVA");
        reads("Әлия Қасымқызы", "ALIYA KASSYMKYZY");
        reads("Айсұлу Есенқызы", "AISULU ESSENKYZY");
        reads("Касымов", "KASYMOV");
        reads("василиса объедкова", "VASILISA OBEDKOVA");
        reads("Їжакевич Ёлкін", "IZHAKEVICH ELKIN");
    }

    #[test]
    fn latin_letters_spaces_and_hyphens_stay() {
        reads("Anna-Maria\u{A0}Петрова", "ANNA-MARIA PETROVA");
        reads("O'Connor", "O'CONNOR");
        reads("Nguyễn Петров", "NGUYễN PETROV");
    }

    #[test]
    fn a_latin_schwa_in_a_kazakh_word_is_the_letter_it_looks_like() {
        reads("Əлия", "ALIYA");
        reads("əлем", "ALEM");
        reads("Əсел", "ASSEL");
    }

    #[test]
    fn a_letter_of_another_language_stays() {
        reads("Ҷамшед Каримов", "ҶAMSHED KARIMOV");
        reads("Җамиля", "ҖAMILYA");
    }

    #[test]
    fn what_has_no_latin_form_is_left_out() {
        reads("محمد 😀<b>", " B");
    }

    #[test]
    fn a_name_too_long_for_any_card_is_cut_not_refused() {
        assert_eq!(transliterate(&"щ".repeat(1000)).len(), 255);
    }
}
