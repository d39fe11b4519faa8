//! What a screen reader gets in each phase, and a payment by keys alone.

use e2e::{
    Need, Outcome, Setup, VISA_POOR, VISA_WITH_CHALLENGE, World,
    page::{Field, Keyboard},
    scenario, until,
};

#[test]
fn a_screen_reader_gets_every_phase_as_it_is_kept() -> Outcome {
    scenario(Setup { needs: &[Need::AccessibilityTree], ..Setup::default() }, async |world| {
        let order = world.order().await?;
        let checkout = order.checkout();
        heard(world, "empty").await?;
        checkout.pay().await?;
        checkout.complains(Field::Holder).await?;
        heard(world, "wrong").await?;
        checkout.fill(VISA_POOR).await?;
        heard(world, "full").await?;
        checkout.pay().await?;
        checkout.shows("declined").await?;
        heard(world, "declined").await?;
        checkout.fill(VISA_WITH_CHALLENGE).await?;
        checkout.pay().await?;
        checkout.bank().await?.leave().await?;
        heard(world, "bank").await?;
        checkout.press_esc().await?;
        checkout.is_asked_to_leave(true).await?;
        heard(world, "leave").await?;
        checkout.go().await?;
        checkout.shows("cancelled").await?;
        heard(world, "cancelled").await
    })
}

#[test]
fn a_payment_with_three_d_secure_needs_no_mouse() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        let checkout = order.checkout();
        let keyboard = Keyboard::on(world, Field::Number).await?;
        for (way, stations) in [
            ("<Tab>", ["number", "expiry", "code", "holder", "pay"]),
            ("<Shift+Tab>", ["pay", "holder", "code", "expiry", "number"]),
        ] {
            for (place, station) in stations.iter().enumerate() {
                assert_eq!(checkout.focused().await?.as_deref(), Some(*station), "by {way}");
                if place < 4 {
                    keyboard.keys(way).await?;
                }
            }
        }
        keyboard.keys(VISA_WITH_CHALLENGE.number).await?.keys("<Tab>").await?;
        keyboard.keys(VISA_WITH_CHALLENGE.expiry).await?.keys("<Tab>").await?;
        keyboard.keys(VISA_WITH_CHALLENGE.code).await?.keys("<Tab>").await?;
        keyboard.keys(VISA_WITH_CHALLENGE.holder).await?.keys("<Enter>").await?;
        let bank = checkout.bank().await?;
        let sms = bank.sms().await?;
        bank.leave().await?;
        until("the bank's field by the Tab key", async || {
            keyboard.keys("<Tab>").await?;
            let inside = "const frame = document.querySelector('cloudpayments-checkout').shadowRoot.activeElement;
                return frame?.localName === 'iframe'";
            if !world.ask::<bool>(inside).await? {
                return Ok(None);
            }
            let bank = checkout.bank().await?;
            let there = world.ask::<bool>("return document.activeElement.id === 'code'").await?;
            bank.leave().await?;
            Ok(there.then_some(()))
        })
        .await?;
        keyboard.keys(&sms).await?.keys("<Enter>").await?;
        order.receipt().await?;
        Ok(())
    })
}

async fn heard(world: &World, phase: &str) -> Outcome {
    world.settled().await?;
    insta::assert_snapshot!(phase, world.tree().await?);
    Ok(())
}
