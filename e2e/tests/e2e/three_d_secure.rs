//! Cards whose bank wants to see the shopper.

use e2e::{
    MASTERCARD_WITH_CHALLENGE, Outcome, Screen, Setup, VISA_WITH_CHALLENGE, World,
    page::{Bank, Checkout, Order},
    scenario,
};

#[test]
fn a_card_with_three_d_secure_is_paid() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = at_the_bank(world).await?;
        let bank = order.checkout().bank().await?;
        world.picture("bank").await?;
        bank.approve().await?;
        order.receipt().await?;
        world.picture("receipt").await?;
        assert!(order.is_paid().await?);
        assert_eq!(world.ledger().count("Completed").await?, 1);
        Ok(())
    })
}

#[test]
fn a_wrong_code_is_asked_for_again_and_the_right_one_pays() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = at_the_bank(world).await?;
        let bank = order.checkout().bank().await?;
        bank.mistype().await?;
        world.picture("wrong-code").await?;
        bank.approve().await?;
        order.receipt().await?;
        assert_eq!(world.ledger().count("Completed").await?, 1);
        assert_eq!(world.ledger().transactions().await?.len(), 1);
        Ok(())
    })
}

#[test]
fn three_wrong_codes_are_a_decline_with_what_to_do_next() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = at_the_bank(world).await?;
        let bank = order.checkout().bank().await?;
        bank.mistype().await?;
        bank.mistype().await?;
        bank.mistype_for_the_last_time().await?;
        order.checkout().shows("declined").await?;
        world.picture("declined").await?;
        nothing_is_taken(world, &order).await
    })
}

#[test]
fn cancelling_at_the_bank_takes_no_money() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = at_the_bank(world).await?;
        order.checkout().bank().await?.cancel().await?;
        order.checkout().shows("declined").await?;
        world.picture("cancelled-at-the-bank").await?;
        nothing_is_taken(world, &order).await?;

        order.checkout().fill(VISA_WITH_CHALLENGE).await?;
        order.checkout().pay().await?;
        order.checkout().bank().await?.approve().await?;
        order.receipt().await?;
        assert_eq!(world.ledger().count("Completed").await?, 1);
        Ok(())
    })
}

#[test]
fn our_own_cancel_takes_no_money_and_opens_the_form_again() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = at_the_bank(world).await?;
        order.checkout().bank().await?.leave().await?;
        order.checkout().cancel().await?;
        order.checkout().shows("cancelled").await?;
        world.picture("cancelled").await?;
        nothing_is_taken(world, &order).await?;

        order.checkout().fill(VISA_WITH_CHALLENGE).await?;
        order.checkout().pay().await?;
        order.checkout().bank().await?.approve().await?;
        order.receipt().await?;
        assert_eq!(world.ledger().count("Completed").await?, 1);
        Ok(())
    })
}

#[test]
fn esc_at_the_bank_asks_first_however_often_it_is_pressed() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = at_the_bank(world).await?;
        let checkout = order.checkout();
        checkout.bank().await?.leave().await?;
        // WebKit's driver puts the focus into a frame that it looks into; there Esc is the bank's.
        turn_from_the_bank(&checkout).await?;
        checkout.press_esc().await?;
        checkout.is_asked_to_leave(true).await?;
        world.picture("leave").await?;
        checkout.stay().await?;
        checkout.is_asked_to_leave(false).await?;

        turn_from_the_bank(&checkout).await?;
        for _ in 0..3 {
            checkout.press_esc().await?;
            checkout.is_asked_to_leave(true).await?;
            assert_eq!(checkout.focused().await?.as_deref(), Some("leave-stay"));
        }
        assert_eq!(checkout.phase().await?, "challenging");
        checkout.go().await?;
        checkout.shows("cancelled").await?;
        nothing_is_taken(world, &order).await
    })
}

/// Clicks beside the bank's frame, so that keys are not the bank's.
pub(crate) async fn turn_from_the_bank(checkout: &Checkout<'_>) -> Outcome {
    checkout.press("#challenge-title").await
}

#[test]
fn a_reload_in_the_middle_of_the_banks_page_goes_on_with_the_same_payment() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = at_the_bank(world).await?;
        order.checkout().bank().await?.leave().await?;
        order.reload().await?;
        let bank = order.checkout().bank().await?;
        world.picture("bank-after-the-reload").await?;
        assert!(!order_shows_paid(&order).await?);
        bank.approve().await?;
        order.receipt().await?;
        assert_eq!(world.ledger().transactions().await?.len(), 1, "the reload began a second payment");
        assert_eq!(world.ledger().count("Completed").await?, 1);
        Ok(())
    })
}

#[test]
fn a_bank_that_forbids_frames_gets_the_whole_window() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.ledger().forbid_frames().await?;
        let order = world.order().await?;
        order.checkout().fill(MASTERCARD_WITH_CHALLENGE).await?;
        order.checkout().pay().await?;
        let bank = Bank::alone(world).await?;
        world.picture("bank").await?;
        bank.approve().await?;
        order.receipt().await?;
        world.picture("receipt").await?;
        let address = world.browser().current_url().await?;
        assert!(!address.as_str().contains("attempt="), "the attempt stays in the address: {address}");
        assert_eq!(world.ledger().count("Completed").await?, 1);
        Ok(())
    })
}

#[test]
fn cancelling_in_the_whole_window_comes_back_to_a_form_that_can_pay() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.ledger().forbid_frames().await?;
        let order = world.order().await?;
        order.checkout().fill(MASTERCARD_WITH_CHALLENGE).await?;
        order.checkout().pay().await?;
        Bank::alone(world).await?.cancel().await?;
        order.checkout().shows("declined").await?;
        world.picture("declined").await?;
        nothing_is_taken(world, &order).await
    })
}

#[test]
fn on_a_phone_the_banks_page_fills_the_screen() -> Outcome {
    scenario(Setup { screen: Screen::Phone, ..Setup::default() }, async |world| {
        let order = at_the_bank(world).await?;
        let bank = order.checkout().bank().await?;
        world.picture("bank").await?;
        bank.leave().await?;
        let panel =
            order.checkout().seen("#challenge").await?.ok_or_else(|| e2e::Failure::new("no panel"))?.rect().await?;
        let (width, height): (f64, f64) = world.ask("return [innerWidth, innerHeight]").await?;
        assert!(
            panel.width >= width && panel.height >= height - 1.0,
            "{} x {} of {width} x {height}",
            panel.width,
            panel.height
        );
        let wide: bool = world.ask("return document.documentElement.scrollWidth > innerWidth").await?;
        assert!(!wide, "the page scrolls sideways");
        Ok(())
    })
}

/// An order whose payment has come as far as the bank's page.
pub(crate) async fn at_the_bank(world: &World) -> Outcome<Order<'_>> {
    let order = world.order().await?;
    order.checkout().fill(VISA_WITH_CHALLENGE).await?;
    order.checkout().pay().await?;
    order.checkout().reaches(&["challenging"]).await?;
    assert!(!order_shows_paid(&order).await?);
    Ok(order)
}

async fn order_shows_paid(order: &Order<'_>) -> Outcome<bool> {
    Ok(order.is_paid().await? || order.checkout().outcome().await?.as_deref() == Some("paid"))
}

async fn nothing_is_taken(world: &World, order: &Order<'_>) -> Outcome {
    assert_eq!(world.ledger().count("Completed").await?, 0);
    assert!(!order.is_paid().await? && !order.has_receipt().await?);
    Ok(())
}
