//! A saved card is filled in whole, from any field, and nothing in the way of typing minds.

use e2e::{
    Need, Outcome, Setup, VISA_PLAIN,
    page::{Checkout, Field, Window},
    scenario, until,
};

use crate::window::WINDOW;
use crate::window_ways::in_a_tab;

#[test]
fn a_saved_card_fills_every_field_from_any_field_in_light_and_dark() -> Outcome {
    scenario(Setup { needs: &[Need::Autofill, Need::Media], ..Setup::default() }, async |world| {
        let order = world.order().await?;
        let checkout = order.checkout();
        for (field, scheme, year) in [
            (Field::Number, "light", "2039"),
            (Field::Expiry, "dark", "39"),
            (Field::Code, "dark", "2039"),
            (Field::Holder, "light", "39"),
        ] {
            world.look_like(360, scheme).await?;
            let () = world.ask("document.querySelector('cloudpayments-checkout').reset()").await?;
            checkout.autofill(field, VISA_PLAIN, year).await?;
            is_whole(&checkout).await?;
            assert_eq!(checkout.focused().await?.as_deref(), Some(field.id()), "the focus stays with the shopper");
            for field in FIELDS {
                assert!(!checkout.is_invalid(field).await?, "{field:?} complains of a saved card");
            }
            world.picture(&format!("{}-{scheme}", field.id())).await?;
            // The system paints such fields its own way: they can be read all the same.
            world.audit(field.id()).await?;
        }
        checkout.pay().await?;
        order.receipt().await?;
        Ok(())
    })
}

#[test]
fn a_saved_card_does_not_hand_the_focus_on_where_keys_do() -> Outcome {
    scenario(Setup { needs: &[Need::Autofill], ..Setup::default() }, async |world| {
        let order = world.order().await?;
        let checkout = order.checkout();
        let () = world.ask("document.querySelector('cloudpayments-checkout').autoAdvance = true").await?;
        checkout.autofill(Field::Number, VISA_PLAIN, "2039").await?;
        is_whole(&checkout).await?;
        assert_eq!(checkout.focused().await?.as_deref(), Some("number"));
        Ok(())
    })
}

#[test]
fn values_that_come_without_any_event_are_taken_at_pay() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        let checkout = order.checkout();
        let () = world
            .ask(&format!(
                "const {{ shadowRoot }} = document.querySelector('cloudpayments-checkout');
                 const card = {{ number: {:?}, expiry: '12/2039', code: {:?}, holder: {:?} }};
                 for (const id in card) shadowRoot.querySelector('#' + id).value = card[id]",
                VISA_PLAIN.number, VISA_PLAIN.code, VISA_PLAIN.holder
            ))
            .await?;
        checkout.pay().await?;
        order.receipt().await?;
        Ok(())
    })
}

#[test]
fn a_saved_card_is_filled_in_on_the_payment_page_too() -> Outcome {
    scenario(Setup { needs: &[Need::Autofill], ..WINDOW }, async |world| {
        let (window, store, form) = in_a_tab(world).await?;
        form.autofill(Field::Holder, VISA_PLAIN, "2039").await?;
        is_whole(&form).await?;
        form.pay().await?;
        world.browser().switch_to_window(store).await?;
        window.is_paid_once().await
    })
}

#[test]
fn a_card_saved_in_the_browser_is_filled_in_whole_in_the_window() -> Outcome {
    scenario(Setup { needs: &[Need::SavedCard], ..WINDOW }, async |world| {
        world.save_card(VISA_PLAIN).await?;
        let window = Window::of_new_order(world).await?;
        window.hover().await?;
        assert!(!window.is_open().await?);
        window.press().await?;
        let form = window.enter().await?;
        form.pick_saved_card(Field::Number).await?;
        is_whole(&form).await?;
        world.picture("filled").await?;
        form.pay().await?;
        window.is_paid_once().await
    })
}

/// Waits until the card is there, written as ours are.
async fn is_whole(checkout: &Checkout<'_>) -> Outcome {
    for (field, wanted) in FIELDS.into_iter().zip(["4000 0000 0000 3055", "12 / 39", "907", "CARD HOLDER"]) {
        until(format!("{wanted:?} in {field:?}"), async || Ok((checkout.text(field).await? == wanted).then_some(())))
            .await?;
    }
    Ok(())
}

const FIELDS: [Field; 4] = [Field::Number, Field::Expiry, Field::Code, Field::Holder];
