//! What the form says while someone types.

use e2e::{Outcome, Setup, page::Field, scenario};

#[test]
fn an_error_appears_on_leaving_a_field_and_goes_with_the_keystroke_that_mends_it() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        let checkout = order.checkout();
        for (field, wrong, mended) in
            [(Field::Number, "400000000000305", "5"), (Field::Expiry, "12", "39"), (Field::Code, "90", "7")]
        {
            checkout.type_into(field, wrong).await?;
            assert!(!checkout.is_invalid(field).await?, "{field:?} complains while it is typed");
            checkout.leave(field).await?;
            checkout.complains(field).await?;
            world.picture(&format!("{}-wrong", field.id())).await?;
            checkout.type_into(field, mended).await?;
            checkout.is_content(field).await?;
        }
        Ok(())
    })
}

#[test]
fn the_number_is_grouped_and_its_brand_shown_while_it_is_typed() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        let checkout = order.checkout();
        checkout.type_into(Field::Number, "5555555555554444").await?;
        assert_eq!(checkout.text(Field::Number).await?, "5555 5555 5555 4444");
        checkout.type_into(Field::Expiry, "1239").await?;
        assert_eq!(checkout.text(Field::Expiry).await?, "12 / 39");
        let brand = checkout.seen("[data-brand=mastercard]").await?;
        assert!(brand.is_some(), "the brand is not shown");
        Ok(())
    })
}

#[test]
fn pay_on_an_empty_form_focuses_the_first_field_and_sends_nothing() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        let checkout = order.checkout();
        checkout.pay().await?;
        checkout.complains(Field::Number).await?;
        world.picture("empty").await?;
        assert_eq!(checkout.focused().await?.as_deref(), Some("number"));
        for field in [Field::Expiry, Field::Code, Field::Holder] {
            assert!(checkout.is_invalid(field).await?, "{field:?} is empty and says nothing");
        }
        assert_eq!(checkout.phase().await?, "editing");
        assert!(world.ledger().transactions().await?.is_empty());
        Ok(())
    })
}

#[test]
fn a_card_of_another_scheme_is_told_so() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        let checkout = order.checkout();
        checkout.type_into(Field::Number, "2200000000000004").await?;
        checkout.leave(Field::Number).await?;
        checkout.complains(Field::Number).await?;
        let words = checkout.error(Field::Number).await?;
        assert!(words.contains("Visa") && words.contains("Mastercard"), "{words}");
        world.picture("other-scheme").await
    })
}

#[test]
fn leaving_a_wrong_field_by_pressing_pay_does_not_move_the_button() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        let checkout = order.checkout();
        checkout.type_into(Field::Number, "4000").await?;
        let before = checkout.place_of("#pay").await?;
        checkout.pay().await?;
        checkout.complains(Field::Number).await?;
        let after = checkout.place_of("#pay").await?;
        let moved = (before.0 - after.0).abs().max((before.1 - after.1).abs());
        // Less than an engine's rounding.
        assert!(moved < 0.01, "{before:?} -> {after:?}");
        Ok(())
    })
}
