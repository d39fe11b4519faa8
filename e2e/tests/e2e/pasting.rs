//! What the form takes from the clipboard.

use e2e::{
    Outcome, Setup,
    page::{Field, Keyboard},
    scenario,
};
use serde_json::Value;

#[test]
fn a_pasted_number_is_taken_or_refused_as_listed() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        let table: Value = serde_json::from_str(include_str!("../../../tests/vectors/paste-card-number.json")).unwrap();
        for case in table["cases"].as_array().unwrap() {
            let (text, wanted) = (case["input"].as_str().unwrap(), case["expected"].as_str().unwrap());
            let keyboard = Keyboard::on(world, Field::Number).await?;
            keyboard.paste(text).await?;
            if wanted == "refuse" {
                assert_eq!(keyboard.line().await?.0, "", "{text}");
                assert_ne!(order.checkout().error(Field::Number).await?, "", "{text} is refused without a word");
            } else {
                assert_eq!(keyboard.line().await?.0, wanted, "{text}");
            }
            assert_eq!(order.checkout().text(Field::Code).await?, "", "{text} filled the CVV");
        }
        Ok(())
    })
}

#[test]
fn a_whole_card_fills_number_date_and_name_and_never_the_cvv() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        let checkout = order.checkout();
        let keyboard = Keyboard::on(world, Field::Number).await?;
        keyboard.paste("4111111111111111,04/31,123,IVAN PETROV").await?;
        assert_eq!(keyboard.line().await?, ("4111 1111 1111 1111".to_owned(), 19));
        assert_eq!(checkout.text(Field::Expiry).await?, "04 / 31");
        assert_eq!(checkout.text(Field::Holder).await?, "IVAN PETROV");
        assert_eq!(checkout.text(Field::Code).await?, "");
        assert_eq!(checkout.focused().await?.as_deref(), Some("number"), "a paste moves the focus");
        Ok(())
    })
}

#[test]
fn a_paste_takes_the_place_of_what_is_selected() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.order().await?;
        let keyboard = Keyboard::on(world, Field::Number).await?;
        keyboard.keys("4123456789012345").await?.select(5, 9).await?.paste("9999").await?;
        assert_eq!(keyboard.line().await?, ("4123 9999 8901 2345".to_owned(), 9));
        keyboard.select(0, 19).await?.paste("5555 5555 5555 4444").await?;
        assert_eq!(keyboard.line().await?.0, "5555 5555 5555 4444");
        Ok(())
    })
}
