//! The secure window: the store on `localhost`, the payment page on `127.0.0.1`.

use e2e::{Outcome, Screen, Setup, VISA_PLAIN, VISA_POOR, VISA_WITH_CHALLENGE, page::Window, scenario};

pub(crate) const WINDOW: Setup = Setup { screen: Screen::Desktop, languages: "en", window: true };

#[test]
fn a_card_is_paid_in_the_window_and_the_store_shows_the_receipt() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        world.picture("order").await?;
        window.press().await?;
        let form = window.enter().await?;
        form.fill(VISA_PLAIN).await?;
        world.picture("filled").await?;
        form.pay().await?;
        window.leave().await?;
        window.order().receipt().await?;
        assert!(!window_is_open(world).await?);
        assert!(window.order().is_paid().await?);
        assert_eq!(world.ledger().count("Completed").await?, 1);
        Ok(())
    })
}

#[test]
fn the_banks_page_opens_in_the_window_and_pays() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        window.press().await?;
        let form = window.enter().await?;
        form.fill(VISA_WITH_CHALLENGE).await?;
        form.pay().await?;
        let bank = form.bank().await?;
        world.picture("bank").await?;
        bank.approve().await?;
        window.order().receipt().await?;
        assert_eq!(world.ledger().count("Completed").await?, 1);
        Ok(())
    })
}

#[test]
fn a_declined_card_is_told_in_the_window_and_another_pays() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        window.press().await?;
        let form = window.enter().await?;
        form.fill(VISA_POOR).await?;
        form.pay().await?;
        form.shows("declined").await?;
        world.picture("declined").await?;
        form.fill(VISA_PLAIN).await?;
        form.pay().await?;
        window.leave().await?;
        window.order().receipt().await?;
        assert_eq!(world.ledger().count("Completed").await?, 1);
        Ok(())
    })
}

async fn window_is_open(world: &e2e::World) -> Outcome<bool> {
    world.ask("return document.querySelector('cloudpayments-window').shadowRoot.querySelector('dialog').open").await
}
