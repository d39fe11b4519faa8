//! What is sold, as the file of programs tells it.

use serde::Deserialize;

use crate::price;

/// A training program.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Program {
    pub(crate) id: String,
    /// A decimal with a dot and two digits, `12500.00`.
    pub(crate) amount: String,
    pub(crate) currency: String,
    pub(crate) title: Words,
    pub(crate) summary: Words,
}

/// One text in the languages of the shop.
#[derive(Debug, Clone, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    pub(crate) kk: String,
    pub(crate) ru: String,
    pub(crate) en: String,
}

impl Words {
    /// The text in a language; English for one the shop does not speak.
    pub(crate) fn speak(&self, lang: &str) -> &str {
        match lang {
            "kk" => &self.kk,
            "ru" => &self.ru,
            _ => &self.en,
        }
    }
}

/// Reads a file of programs and checks every price.
///
/// # Errors
/// Says which program is wrong and what was wanted; the store's developer can act.
pub(crate) fn read(json: &str) -> Result<Vec<Program>, String> {
    let programs: Vec<Program> = serde_json::from_str(json).map_err(|wrong| format!("no list of programs: {wrong}"))?;
    for program in &programs {
        if price::parse(&program.amount, &program.currency).is_none() {
            let (id, amount, currency) = (&program.id, &program.amount, &program.currency);
            return Err(format!(
                "program {id:?} costs {amount:?} {currency:?}, wanted a price such as \"12500.00\" \"KZT\""
            ));
        }
    }
    Ok(programs)
}

/// Whether the shop speaks this language.
pub(crate) fn is_spoken(lang: &str) -> bool {
    matches!(lang, "kk" | "ru" | "en")
}

/// The programs sold unless a file says otherwise.
pub(crate) const USUAL: &str = include_str!("../programs.json");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_programs_are_four_with_every_language() {
        let programs = read(USUAL).unwrap();
        assert_eq!(programs.len(), 4);
        for text in programs.iter().flat_map(|p| [&p.title, &p.summary]) {
            assert!(["kk", "ru", "en"].iter().all(|lang| !text.speak(lang).is_empty()));
        }
    }

    #[test]
    fn a_price_that_is_none_is_refused_with_its_program() {
        let wrong = USUAL.replacen("12500.00", "12500", 1);
        assert!(read(&wrong).unwrap_err().contains("first-aid"));
    }
}
