//! Where the caret is while a number is corrected, by real keys.

use e2e::{
    Failure, Outcome, Setup,
    page::{Field, Keyboard},
    scenario,
};
use serde_json::Value;

#[test]
fn every_edit_of_the_table_leaves_text_and_caret_as_listed() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.order().await?;
        for case in table()? {
            let name = case["case"].as_str().unwrap();
            let keyboard = Keyboard::on(world, Field::Number).await?;
            match &name[..1] {
                "A" => keyboard.keys("4111111111111111").await?,
                "B" => keyboard.keys(NUMBER).await?.select(7, 7).await?.keys("<Backspace>").await?,
                "C" => keyboard.keys(NUMBER).await?.select(5, 5).await?.keys("<Backspace>").await?,
                "D" => keyboard.keys(NUMBER).await?.select(4, 4).await?.keys("<Delete>").await?,
                "E" => keyboard.keys("412345678901234").await?.select(2, 2).await?.keys("9").await?,
                "F" => keyboard.keys("41235").await?.select(4, 4).await?.keys("<Delete>56").await?,
                "G" => keyboard.keys(NUMBER).await?.select(5, 9).await?.keys("9").await?,
                "H" => {
                    keyboard
                        .keys("4321000000000000")
                        .await?
                        .select(9, 9)
                        .await?
                        .keys("<Backspace><Backspace>98")
                        .await?
                }
                "I" => keyboard.paste("4111-1111-1111-1111").await?,
                "J" => keyboard.paste("4111\u{A0}1111\u{A0}1111\u{A0}1111").await?,
                "K" => keyboard.paste("٤١١١١١١١١١١١١١١١").await?,
                "L" => keyboard.paste("４１１１１１１１１１１１１１１１").await?,
                other => panic!("a case not known here: {other}"),
            };
            let (text, caret) = keyboard.line().await?;
            let carets = &case["expected"]["caret"];
            assert_eq!(text, case["expected"]["value"], "{name}");
            let fits = *carets == caret || carets.as_array().is_some_and(|all| all.contains(&caret.into()));
            assert!(fits, "{name}: the caret is at {caret}, wanted {carets}");
        }
        Ok(())
    })
}

#[test]
fn keys_at_the_borders_of_groups_and_of_the_field_do_what_a_shopper_expects() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.order().await?;
        for (about, typed, (from, to), keys, wanted) in BORDERS {
            let keyboard = Keyboard::on(world, Field::Number).await?;
            keyboard.keys(typed).await?.select(*from, *to).await?.keys(keys).await?;
            assert_eq!(keyboard.line().await?, (wanted.0.to_owned(), wanted.1), "{about}");
        }
        Ok(())
    })
}

#[test]
fn the_expirys_slash_is_no_obstacle() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.order().await?;
        for (about, typed, (from, to), keys, wanted) in EXPIRIES {
            let keyboard = Keyboard::on(world, Field::Expiry).await?;
            keyboard.keys(typed).await?.select(*from, *to).await?.keys(keys).await?;
            assert_eq!(keyboard.line().await?, (wanted.0.to_owned(), wanted.1), "{about}");
        }
        Ok(())
    })
}

#[test]
fn undo_and_redo_show_an_earlier_text_or_change_nothing_and_never_garbage() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.order().await?;
        for (typed, keys) in [
            ("412345678", "<Control+z>"),
            ("412345678", "<Control+z><Control+z><Control+z>"),
            ("412345678", "<Control+z><Control+Shift+z>"),
            ("412345678", "<Control+z><Control+y>"),
            ("55555", "<Control+z><Control+y>"),
            ("41111111", "<Control+z><Control+z><Control+y>"),
            ("41111111", "<Control+z><Control+z><Control+Shift+z><Control+Shift+z>"),
        ] {
            let keyboard = Keyboard::on(world, Field::Number).await?;
            keyboard.keys(typed).await?.keys(keys).await?;
            let (text, _) = keyboard.line().await?;
            let digits = text.replace(' ', "");
            assert!(typed.starts_with(&digits), "{keys}: {text:?} was never typed");
            assert_eq!(text, grouped(&digits), "{keys}");
            // And typing goes on from there.
            let end = u32::try_from(text.len())?;
            keyboard.select(end, end).await?.keys("9").await?;
            assert_eq!(keyboard.line().await?.0, grouped(&format!("{digits}9")), "{keys}, then 9");
        }
        Ok(())
    })
}

type Case = (&'static str, &'static str, (u32, u32), &'static str, (&'static str, u32));

/// What is about, typed first, selected then, pressed then; the text and the caret after it.
const BORDERS: &[Case] = &[
    ("backspace at the start", NUMBER, (0, 0), "<Backspace>", ("4123 4567 8901 2345", 0)),
    ("delete at the end", NUMBER, (19, 19), "<Delete>", ("4123 4567 8901 2345", 19)),
    ("backspace before a space", NUMBER, (4, 4), "<Backspace>", ("4124 5678 9012 345", 3)),
    ("delete after a space", NUMBER, (5, 5), "<Delete>", ("4123 5678 9012 345", 5)),
    ("a digit before a space", "4123456", (4, 4), "9", ("4123 9456", 6)),
    ("all selected and replaced", NUMBER, (0, 19), "5", ("5", 1)),
    ("all selected by keys and deleted", NUMBER, (3, 3), "<Control+a><Delete>", ("", 0)),
    ("a selection over two borders deleted", NUMBER, (3, 11), "<Delete>", ("4129 0123 45", 3)),
    ("a selection over a border replaced", NUMBER, (3, 6), "9", ("4129 5678 9012 345", 4)),
    ("a letter in the middle", "4123456", (2, 2), "x", ("4123 456", 2)),
    ("a space typed at a border", "4123", (4, 4), "<Space>5", ("4123 5", 6)),
    ("a cut over a border", NUMBER, (2, 7), "<Control+x>", ("4167 8901 2345", 2)),
    ("arrows over a border", NUMBER, (5, 5), "<Left><Left>9", ("4129 3456 7890 1234 5", 4)),
    ("home, then a digit", "123456", (6, 6), "<Home>4", ("4123 456", 1)),
    (
        "end, then backspaces over a border",
        "4123456",
        (0, 0),
        "<End><Backspace><Backspace><Backspace><Backspace>",
        ("412", 3),
    ),
];

const EXPIRIES: &[Case] = &[
    ("digits alone", "", (0, 0), "1239", ("12 / 39", 7)),
    ("a month of one digit", "", (0, 0), "539", ("05 / 39", 7)),
    ("a slash typed as on the card", "", (0, 0), "12/39", ("12 / 39", 7)),
    ("backspace over the slash", "12", (5, 5), "<Backspace>", ("1", 1)),
    ("the year typed again", "1239", (5, 7), "41", ("12 / 41", 7)),
];

/// Not a card's number: only grouping and caret matter here.
const NUMBER: &str = "4123456789012345";

fn grouped(digits: &str) -> String {
    digits.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
}

fn table() -> Outcome<Vec<Value>> {
    let table: Value = serde_json::from_str(include_str!("../../../tests/vectors/caret-editing.json"))?;
    table["cases"].as_array().cloned().ok_or_else(|| Failure::new("the table has no cases"))
}
