//! The secure window closed, taken away or moved while something is under way, and how its end is told.

use e2e::{Card, Outcome, VISA_PLAIN, VISA_POOR, VISA_WITH_CHALLENGE, World, page::Window, scenario, until};

use crate::window::WINDOW;
use crate::window_ways::in_a_tab;

#[test]
fn a_window_closed_by_the_store_during_a_charge_tells_that_it_was_paid() -> Outcome {
    closed_at("charging", VISA_PLAIN, "checkout-paid")
}

#[test]
fn a_window_closed_by_the_store_at_the_very_end_tells_that_it_was_paid() -> Outcome {
    closed_at("settled", VISA_PLAIN, "checkout-paid")
}

#[test]
fn a_window_closed_by_the_store_during_a_charge_tells_that_it_was_declined() -> Outcome {
    closed_at("charging", VISA_POOR, "checkout-declined")
}

#[test]
fn a_payment_left_at_the_bank_is_told_before_the_window_closes() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        listen(world, "").await?;
        window.pay(VISA_WITH_CHALLENGE).await?.bank().await?.leave().await?;
        window.press_close().await?;
        window.answer(1).await?;
        window.closes().await?;
        let told = told(world).await?;
        assert_eq!(told[told.len() - 2..], ["checkout-error challenge.cancelled", "checkout-close settled"]);
        Ok(())
    })
}

#[test]
fn a_tab_closed_during_a_payment_is_told_and_the_next_press_goes_on_with_it() -> Outcome {
    scenario(WINDOW, async |world| {
        let (window, store, form) = in_a_tab(world).await?;
        let tab = world.browser().window().await?;
        world.browser().switch_to_window(store.clone()).await?;
        listen(world, "").await?;
        world.browser().switch_to_window(tab).await?;
        form.fill(VISA_WITH_CHALLENGE).await?;
        form.pay().await?;
        form.reaches(&["challenging"]).await?;
        world.browser().switch_to_window(store.clone()).await?;
        is_told(world, "checkout-phase challenging").await?;
        script(world, "element.close(); element.removeAttribute('mode')").await?;
        assert_eq!(told(world).await?.last().map(String::as_str), Some("checkout-close challenging"));
        let tabs = world.browser().windows().await?;
        let other = tabs.into_iter().find(|tab| *tab != store).unwrap_or_else(|| store.clone());
        world.browser().switch_to_window(other).await?;
        world.browser().close_window().await?;
        world.browser().switch_to_window(store).await?;
        until("the tab's end to be told", async || {
            let ends = told(world).await?.iter().filter(|told| *told == "checkout-close challenging").count();
            Ok((ends == 2).then_some(()))
        })
        .await?;
        window.press().await?;
        window.enter().await?.bank().await?.approve().await?;
        window.is_paid_once().await?;
        Ok(())
    })
}

#[test]
fn a_tab_closed_during_a_charge_leaves_the_shop_to_tell_of_the_receipt() -> Outcome {
    scenario(WINDOW, async |world| {
        world.ledger().fault(&serde_json::json!({"charge": {"delay": 3000}})).await?;
        let (window, store, form) = in_a_tab(world).await?;
        form.fill(VISA_PLAIN).await?;
        form.pay().await?;
        form.reaches(&["charging"]).await?;
        world.browser().close_window().await?;
        world.browser().switch_to_window(store).await?;
        window.is_paid_once().await?;
        Ok(())
    })
}

/// A window taken out of the page while the shopper is at the bank; the page has it as `element`, to be put back into `place`.
async fn taken_away_at_the_bank(world: &World) -> Outcome<Window<'_>> {
    let window = Window::of_new_order(world).await?;
    window.pay(VISA_WITH_CHALLENGE).await?.bank().await?.leave().await?;
    window.leave().await?;
    script(world, "window.element = element; window.place = element.parentNode; element.remove()").await?;
    Ok(window)
}

#[test]
fn a_window_taken_away_during_a_payment_goes_on_with_it_where_it_is_put_next() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = taken_away_at_the_bank(world).await?;
        script_on(world, "window.place.append(window.element)").await?;
        window.press().await?;
        window.enter().await?.bank().await?.approve().await?;
        window.is_paid_once().await?;
        Ok(())
    })
}

#[test]
fn another_order_is_not_taken_for_the_one_whose_payment_was_left() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = taken_away_at_the_bank(world).await?;
        script_on(world, "window.place.append(window.element); window.element.setAttribute('order', 'ANOTHER')")
            .await?;
        window.press().await?;
        let form = window.enter().await?;
        assert_eq!(form.phase().await?, "editing");
        Ok(())
    })
}

#[test]
fn an_order_set_while_another_is_paid_in_a_tab_begins_anew() -> Outcome {
    scenario(WINDOW, async |world| {
        let (window, store, form) = in_a_tab(world).await?;
        form.fill(VISA_WITH_CHALLENGE).await?;
        form.pay().await?;
        let bank = form.bank().await?;
        let tab = world.browser().window().await?;
        world.browser().switch_to_window(store.clone()).await?;
        listen(world, "").await?;
        script(world, "element.setAttribute('order', 'ANOTHER')").await?;
        world.browser().switch_to_window(tab).await?;
        bank.leave().await?;
        form.cancel().await?;
        form.shows("cancelled").await?;
        world.browser().close_window().await?;
        world.browser().switch_to_window(store).await?;
        is_told(world, "checkout-error challenge.cancelled").await?;
        script(world, "element.removeAttribute('mode')").await?;
        until("the tab's end", async || {
            Ok(told(world).await?.last().filter(|told| told.starts_with("checkout-close")).map(|_| ()))
        })
        .await?;
        window.press().await?;
        assert_eq!(window.enter().await?.phase().await?, "editing");
        Ok(())
    })
}

#[test]
fn a_window_taken_away_while_it_is_open_can_be_opened_where_it_is_put_next() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        window.press().await?;
        window.enter().await?;
        window.leave().await?;
        listen(world, "").await?;
        script(world, "window.place = element.parentNode; element.remove()").await?;
        script_on(world, "const element = window.element; place.append(element)").await?;
        assert!(!window.is_open().await?);
        assert_eq!(told(world).await?, ["checkout-close editing"]);
        window.press().await?;
        window.enter().await?.fill(VISA_PLAIN).await?;
        Ok(())
    })
}

#[test]
fn a_window_moved_while_it_is_open_stays_above_the_page() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        window.press().await?;
        window.enter().await?;
        window.leave().await?;
        script(world, "document.body.append(element)").await?;
        assert!(window.ask::<bool>("#dialog", "node.matches(':modal')").await?);
        let form = window.enter().await?;
        form.fill(VISA_PLAIN).await?;
        form.pay().await?;
        window.is_paid_once().await?;
        Ok(())
    })
}

#[test]
fn a_window_opened_before_it_has_a_place_opens_once_it_has_one() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        let early = "const early = element.cloneNode();
            window.refused = false;
            try { early.open(); } catch { window.refused = true; }
            element.replaceWith(early);";
        script(world, early).await?;
        assert!(world.ask::<bool>("return window.refused").await?);
        window.press().await?;
        window.enter().await?;
        Ok(())
    })
}

#[test]
fn an_attempt_is_resumed_in_a_window_that_was_ready_before_it_was_opened() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        window.hover().await?;
        listen(world, "").await?;
        // The store's answer about an attempt that it does not know.
        world.expect("404");
        script(world, "element.resume('0123456789abcdef0123456789abcdef')").await?;
        is_told(world, "checkout-phase confirming").await?;
        is_told(world, "checkout-phase settled").await?;
        Ok(())
    })
}

#[test]
fn a_payment_whose_window_was_taken_away_is_told_once_the_window_is_ready_again() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        let away = "window.place = element.parentNode;
            element.addEventListener('checkout-phase', ({ detail }) => detail.phase === 'charging' && element.remove())";
        listen(world, away).await?;
        window.press().await?;
        let form = window.enter().await?;
        form.fill(VISA_PLAIN).await?;
        form.pay().await?;
        window.leave().await?;
        // The question may overtake the charge.
        world.expect("404");
        until("the window to be gone", async || {
            Ok(world.ask::<bool>("return !window.element.isConnected").await?.then_some(()))
        })
        .await?;
        script_on(world, "window.place.append(window.element)").await?;
        // The frame may be gone again, with the end told, before anybody could look for it.
        window.point().await?;
        until("the end of the payment", async || {
            let ended = |told: &String| told == "checkout-paid" || told.starts_with("checkout-error");
            Ok(told(world).await?.iter().any(ended).then_some(()))
        })
        .await
    })
}

#[test]
fn the_window_follows_the_language_around_it() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        for (lang, word) in [("ru", "Оплатить"), ("kaz", "төлеу"), ("de", "Pay")] {
            script(world, &format!("element.removeAttribute('lang'); element.parentNode.lang = {lang:?}")).await?;
            let button: String = window.ask("#pay", "node.textContent").await?;
            assert!(button.contains(word), "{lang}: {button}");
        }
        script(world, "element.lang = 'kaz'").await?;
        assert!(window.ask::<String>("#pay", "node.textContent").await?.contains("төлеу"));
        Ok(())
    })
}

/// A store that closes the window when it hears of this phase.
fn closed_at(phase: &'static str, card: Card, end: &'static str) -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        let close = format!(
            "element.addEventListener('checkout-phase', ({{ detail }}) => {{
               if (detail.phase !== {phase:?}) return;
               element.close();
               // As a framework may when it draws the page anew.
               element.src = element.src;
             }})"
        );
        listen(world, &close).await?;
        window.pay(card).await?;
        window.leave().await?;
        is_told(world, end).await?;
        let told = told(world).await?;
        assert_eq!(told.iter().filter(|told| told.starts_with("checkout-close")).count(), 1, "{told:?}");
        assert_eq!(told.last().map(String::as_str), Some(end), "{told:?}");
        // The payment page is gone, and the next press begins anew.
        assert_eq!(world.ask::<String>("return element.phase").await?, "editing");
        Ok(())
    })
}

/// Keeps what the window tells: the event, and what it is about in a word.
async fn listen(world: &World, then: &str) -> Outcome {
    let keep = "window.told = [];
        for (const kind of ['close', 'phase', 'paid', 'declined', 'error']) {
          element.addEventListener(`checkout-${kind}`, ({ type, detail }) => told.push(`${type} ${detail.phase ?? detail.code ?? ''}`.trim()));
        }";
    script(world, &format!("window.element = element; {keep} {then}")).await
}

async fn told(world: &World) -> Outcome<Vec<String>> {
    world.ask("return window.told").await
}

async fn is_told(world: &World, what: &str) -> Outcome {
    until(format!("{what:?}"), async || Ok(told(world).await?.iter().any(|told| told == what).then_some(()))).await
}

async fn script(world: &World, about_element: &str) -> Outcome {
    script_on(world, &format!("const element = document.querySelector('cloudpayments-window'); {about_element}")).await
}

async fn script_on(world: &World, script: &str) -> Outcome {
    world.browser().execute(script.to_owned(), Vec::new()).await?;
    Ok(())
}

#[test]
fn without_an_endpoint_the_store_gets_a_cryptogram_and_another_card_can_be_typed() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        let script = "const checkout = document.querySelector('cloudpayments-window'); window.heard = [];
            for (const kind of ['cryptogram', 'close']) checkout.addEventListener(`checkout-${kind}`, ({ detail }) => window.heard.push([kind, detail.attempt ?? detail.phase]));
            checkout.removeAttribute('endpoint')";
        world.browser().execute(script, Vec::new()).await?;
        for times in [1, 2] {
            window.pay(VISA_PLAIN).await?;
            window.leave().await?;
            until("the cryptogram", async || {
                let heard: Vec<(String, String)> = world.ask("return window.heard").await?;
                Ok((heard.len() == 2 * times - 1).then_some(()))
            })
            .await?;
            window.press_close().await?;
            window.closes().await?;
        }
        let heard: Vec<(String, String)> =
            world.ask("document.querySelector('cloudpayments-window').remove(); return window.heard").await?;
        let kinds: Vec<_> = heard.iter().map(|(kind, _)| kind.as_str()).collect();
        assert_eq!(kinds, ["cryptogram", "close", "cryptogram", "close"]);
        assert!(heard[0].1.len() == 32 && heard[0].1 != heard[2].1 && heard[1].1 == "settled", "{heard:?}");
        assert!(world.ledger().transactions().await?.is_empty());
        Ok(())
    })
}

#[test]
fn a_window_closed_while_its_page_still_loads_is_no_error() -> Outcome {
    scenario(WINDOW, async |world| {
        // What a browser does with a request of a frame that is taken away, at a moment of our own choosing.
        world.begin_with(
            "const asks = window.fetch;
             addEventListener('message', ({ data }) => { window.asked ||= data === 'asked'; });
             window.fetch = (...given) => {
               if (given[0] !== 'pay.json') return asks(...given);
               parent.postMessage('asked', '*');
               return new Promise((_, broken) => {
                 addEventListener('pagehide', () => broken(new TypeError('Failed to fetch')));
               });
             };",
        );
        let window = Window::of_new_order(world).await?;
        window.press().await?;
        until("the page's question", async || {
            Ok(world.ask::<Option<bool>>("return window.asked ?? null").await?.and_then(|asked| asked.then_some(())))
        })
        .await?;
        window.press_close().await?;
        window.closes().await
    })
}
