//! The test cards, from the table the sandbox itself works by.

use std::fmt::Write;

use anyhow::{Context, Result};
use serde_json::Value;

/// The Visa and Mastercard rows, as a person reads them.
pub(super) fn table() -> Result<String> {
    let rows: Vec<Value> = serde_json::from_str(CARDS).context("sandbox/data/test-cards.json is not a list")?;
    let mut table = String::from("Test cards (any date ahead, any three digits behind, any name in Latin letters):\n");
    for row in &rows {
        if let Some(line) = line(row) {
            let _ = writeln!(table, "  {line}");
        }
    }
    Ok(table)
}

fn line(row: &Value) -> Option<String> {
    let brand = match row["scheme"].as_str()? {
        "visa" => "Visa",
        "mastercard" => "Mastercard",
        _ => return None,
    };
    let number =
        row["number"].as_str()?.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ");
    let bank = if row["three_ds"].as_bool()? { "3-D Secure, " } else { "" };
    Some(format!("{number:<20} {brand:<11} {bank}{}", result(row["result"].as_str()?)))
}

/// The README's words for the table's.
fn result(result: &str) -> &str {
    match result {
        "approved" => "paid",
        "insufficient funds" => "not enough money",
        other => other,
    }
}

const CARDS: &str = include_str!("../../../sandbox/data/test-cards.json");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_says_of_each_card_what_the_demo_says() {
        let readme = include_str!("../../../README.md");
        for line in table().unwrap().lines().skip(1) {
            let (number, said) = line.trim().split_at(19);
            let row = readme.lines().find(|row| row.contains(number)).unwrap_or_default();
            let bank = if said.contains("3-D Secure") { "yes" } else { "no" };
            let result = if said.ends_with("not enough money") { "not enough money" } else { "paid" };
            assert!(said.ends_with(result), "{line}");
            assert!(row.ends_with(&format!("| {bank} | {result} |")), "the demo says {line:?}, README {row:?}");
        }
    }

    #[test]
    fn every_visa_and_mastercard_of_the_sandbox_is_listed_once() {
        let table = table().unwrap();
        assert_eq!(table.lines().count(), 1 + 10, "{table}");
        assert!(table.contains("4242 4242 4242 4242  Visa        3-D Secure, paid"), "{table}");
        assert!(table.contains("5404 0000 0000 0043  Mastercard  not enough money"), "{table}");
    }
}
