//! The ways through the secure window: a tab instead of a frame, the bank that wants the whole tab, leaving, coming back.

use e2e::{
    MASTERCARD_WITH_CHALLENGE, Outcome, Screen, Setup, VISA_PLAIN, VISA_WITH_CHALLENGE, World,
    page::{Bank, Checkout, Field, Window},
    scenario, until,
};
use thirtyfour::{By, Key, WindowHandle};

use crate::window::WINDOW;
use crate::window_refusal::{has_form, turn_to_the_other_window};

#[test]
fn in_a_tab_of_its_own_the_payment_reaches_the_store() -> Outcome {
    scenario(WINDOW, async |world| {
        let (window, store, form) = in_a_tab(world).await?;
        form.fill(VISA_PLAIN).await?;
        world.picture("tab").await?;
        form.pay().await?;
        world.browser().switch_to_window(store).await?;
        window.is_paid_once().await?;
        Ok(())
    })
}

#[test]
fn a_tab_whose_stores_page_was_closed_says_to_go_back_to_it() -> Outcome {
    scenario(WINDOW, async |world| {
        let (_, store, form) = in_a_tab(world).await?;
        form.fill(VISA_PLAIN).await?;
        let tab = world.browser().window().await?;
        world.browser().switch_to_window(store).await?;
        world.browser().close_window().await?;
        world.browser().switch_to_window(tab).await?;
        // Nobody is left to hand a token over, and the store charges nothing without one.
        world.expect("401");
        form.pay().await?;
        let refusal = Window::here(world).refusal().await?;
        world.picture("left-alone").await?;
        assert!(refusal.contains("Go back to the store"), "{refusal}");
        assert!(!has_form(world).await?);
        assert_eq!(world.ledger().transactions().await?.len(), 0);
        Ok(())
    })
}

#[test]
fn a_bank_that_forbids_frames_is_opened_by_a_press_and_comes_back_to_the_order() -> Outcome {
    scenario(WINDOW, async |world| {
        world.ledger().forbid_frames().await?;
        let window = Window::of_new_order(world).await?;
        let form = window.pay(MASTERCARD_WITH_CHALLENGE).await?;
        let press = until("the way to the bank", async || {
            let Some(button) = form.seen("#challenge-open").await? else { return Ok(None) };
            Ok(button.is_displayed().await?.then_some(button))
        })
        .await?;
        world.picture("to-the-bank").await?;
        press.click().await?;
        window.leave().await?;
        Bank::alone(world).await?.approve().await?;
        window.is_paid_once().await?;
        Ok(())
    })
}

#[test]
fn closing_at_the_bank_asks_first_and_then_takes_no_money() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        let form = window.pay(VISA_WITH_CHALLENGE).await?;
        form.bank().await?.leave().await?;
        window.press_close().await?;
        window.notes("Leave your bank").await?;
        world.picture("leave").await?;
        window.answer(0).await?;
        assert!(window.is_open().await?);
        window.press_close().await?;
        window.answer(1).await?;
        window.closes().await?;
        assert_eq!(world.ledger().count("Completed").await?, 0);
        assert!(!window.order().is_paid().await?);
        Ok(())
    })
}

#[test]
fn esc_closes_the_window_and_the_focus_returns_to_the_button() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        window.press().await?;
        let form = window.enter().await?;
        until("the focus in the payment page", async || {
            Ok(world.ask::<bool>("return document.hasFocus()").await?.then_some(()))
        })
        .await?;
        // The number has the focus, or gets it with the first key.
        world.browser().action_chain().send_keys("41").perform().await?;
        until("the keys in the number", async || Ok((form.text(Field::Number).await? == "41").then_some(()))).await?;
        form.press_esc().await?;
        window.leave().await?;
        window.closes().await?;
        let focused: Option<String> = world
            .ask("return document.querySelector('cloudpayments-window').shadowRoot.activeElement?.id ?? null")
            .await?;
        assert_eq!(focused.as_deref(), Some("pay"));
        Ok(())
    })
}

#[test]
fn esc_beside_the_payment_page_closes_the_window_and_no_dialog_of_the_store_around() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        window.press().await?;
        window.enter().await?;
        window.leave().await?;
        let hears = "window.heard = []; document.body.addEventListener('keydown', ({ key }) => window.heard.push(key)); \
                     document.querySelector('cloudpayments-window').shadowRoot.getElementById('close').focus()";
        world.browser().execute(hears, Vec::new()).await?;
        world.browser().action_chain().send_keys(Key::Escape).perform().await?;
        window.closes().await?;
        assert_eq!(world.ask::<String>("return window.heard.join()").await?, "");
        Ok(())
    })
}

#[test]
fn a_second_press_of_enter_does_not_close_the_window() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        let focus = "document.querySelector('cloudpayments-window').shadowRoot.getElementById('pay').focus()";
        world.browser().execute(focus, Vec::new()).await?;
        // Without the pointer on it before: the payment page is still on its way.
        world.browser().action_chain().send_keys(Key::Enter + Key::Enter).perform().await?;
        window.enter().await?.fill(VISA_PLAIN).await?;
        window.leave().await?;
        assert!(window.is_open().await?);
        Ok(())
    })
}

#[test]
fn a_small_windows_form_is_seen_from_its_beginning() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        world.browser().set_window_rect(0, 0, 560, 460).await?;
        window.press().await?;
        let form = window.enter().await?;
        until("the focus in the number", async || {
            Ok(world
                .ask::<bool>("return document.activeElement.localName === 'cloudpayments-checkout'")
                .await?
                .then_some(()))
        })
        .await?;
        assert!(world.ask::<bool>("return scrollY === 0").await?, "scrolled at once");
        form.fill(VISA_PLAIN).await?;
        form.pay().await?;
        window.is_paid_once().await?;
        Ok(())
    })
}

#[test]
fn a_reload_at_the_bank_goes_on_with_the_same_payment() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        let form = window.pay(VISA_WITH_CHALLENGE).await?;
        form.bank().await?.leave().await?;
        world.browser().refresh().await?;
        let form = window.enter().await?;
        form.bank().await?.approve().await?;
        window.is_paid_once().await?;
        assert_eq!(world.ledger().transactions().await?.len(), 1);
        Ok(())
    })
}

#[test]
fn on_a_phone_the_window_fills_the_screen_and_speaks_the_shops_language() -> Outcome {
    scenario(Setup { screen: Screen::Phone, languages: "kk", window: true, needs: &[] }, async |world| {
        let window = Window::of_new_order(world).await?;
        window.press().await?;
        let form = window.enter().await?;
        form.fill(VISA_WITH_CHALLENGE).await?;
        assert!(form.pay_words().await?.contains("төлеу"));
        world.picture("phone").await?;
        window.leave().await?;
        let (width, height): (f64, f64) = window
            .ask(
                "dialog",
                "[node.getBoundingClientRect().width / innerWidth, node.getBoundingClientRect().height / innerHeight]",
            )
            .await?;
        assert!(width > 0.99 && height > 0.99, "{width} {height}");
        let wide: bool = world.ask("return document.documentElement.scrollWidth > innerWidth").await?;
        assert!(!wide, "the page scrolls sideways");
        Ok(())
    })
}

/// A new order's secure window, opened as a tab, which the browser looks at: the window, the store's own tab, the form.
pub(crate) async fn in_a_tab(world: &World) -> Outcome<(Window<'_>, WindowHandle, Checkout<'_>)> {
    let window = Window::of_new_order(world).await?;
    let store = world.browser().window().await?;
    window.set("mode", "page").await?;
    window.press().await?;
    turn_to_the_other_window(world).await?;
    Ok((window, store, window_form(world).await?))
}

async fn window_form(world: &World) -> Outcome<Checkout<'_>> {
    until("the payment form in the tab", async || {
        let Ok(card) = world.browser().find(By::Id("card")).await else { return Ok(None) };
        Ok(card.is_displayed().await?.then_some(()))
    })
    .await?;
    Ok(e2e::page::Order::here(world).checkout())
}
