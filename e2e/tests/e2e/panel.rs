//! The bank's panel and the form around it: the focus, low windows, places that are closed, presses beside a field.

use e2e::{Need, Outcome, Setup, VISA_PLAIN, VISA_WITH_CHALLENGE, World, page::Order, scenario, until};
use thirtyfour::Key;

use crate::three_d_secure::turn_from_the_bank;

#[test]
fn enter_pressed_once_more_as_the_banks_page_opens_cancels_nothing() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        let checkout = order.checkout();
        checkout.fill(VISA_WITH_CHALLENGE).await?;
        checkout.press_enter(e2e::page::Field::Holder).await?;
        is_open(world, true).await?;
        assert_eq!(checkout.focused().await?.as_deref(), Some("challenge-title"));
        world.browser().action_chain().send_keys(Key::Enter + Key::Space).perform().await?;
        assert_eq!(checkout.phase().await?, "challenging");
        checkout.bank().await?.approve().await?;
        order.receipt().await?;
        Ok(())
    })
}

#[test]
fn a_banks_page_in_a_closed_part_of_the_page_waits_until_that_is_opened() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = order_in_details(world).await?;
        pay_at_the_bank(&order).await?;
        for (close, open) in [
            ("open = false", "open = true"),
            ("parentNode.hidden = 'until-found'", "parentNode.hidden = false"),
            ("style.display = 'none'", "style.display = ''"),
        ] {
            world.ask::<()>(&format!("document.querySelector('#accordion').{close}")).await?;
            is_open(world, false).await?;
            assert_eq!(order.checkout().phase().await?, "challenging");
            world.ask::<()>(&format!("document.querySelector('#accordion').{open}")).await?;
            is_open(world, true).await?;
        }
        order.checkout().bank().await?.approve().await?;
        order.receipt().await?;
        Ok(())
    })
}

#[test]
fn a_part_of_the_page_that_is_closed_during_the_charge_holds_the_panel_back() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = order_in_details(world).await?;
        let checkout = order.checkout();
        checkout.fill(VISA_WITH_CHALLENGE).await?;
        world
            .ask::<()>(
                "document.querySelector('cloudpayments-checkout').addEventListener('checkout-phase', ({ detail }) => {
                   if (detail.phase === 'charging') document.querySelector('#accordion').open = false })",
            )
            .await?;
        checkout.pay().await?;
        checkout.reaches(&["challenging"]).await?;
        is_open(world, false).await?;
        world.ask::<()>("document.querySelector('#accordion').open = true").await?;
        is_open(world, true).await
    })
}

#[test]
fn in_a_low_window_the_banks_page_keeps_its_height_and_everything_can_be_scrolled_to() -> Outcome {
    scenario(Setup { languages: "kk", needs: &[Need::Media], ..Setup::default() }, async |world| {
        let order = world.order_in("kk").await?;
        pay_at_the_bank(&order).await?;
        let checkout = order.checkout();
        for (width, height) in [(320, 256), (740, 320), (320, 640)] {
            world.browser().cdp().emulation().set_device_metrics_override(width, height, 1.0, false).await?;
            is_scrolled_to(world, "iframe").await?;
            world.picture(&format!("bank-{width}-{height}")).await?;
            turn_from_the_bank(&checkout).await?;
            checkout.press_esc().await?;
            checkout.is_asked_to_leave(true).await?;
            world.picture(&format!("leave-{width}-{height}")).await?;
            for part in ["iframe", "#leave-go", "#challenge-cancel"] {
                is_scrolled_to(world, part).await?;
            }
            checkout.stay().await?;
        }
        Ok(())
    })
}

#[test]
fn staying_where_the_banks_page_waits_for_a_press_goes_to_that_button() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.ledger().forbid_frames().await?;
        let order = world.order().await?;
        let checkout = order.checkout();
        world.ask::<()>("document.querySelector('cloudpayments-checkout').setAttribute('three-ds', 'press')").await?;
        checkout.fill(VISA_WITH_CHALLENGE).await?;
        checkout.pay().await?;
        is_open(world, true).await?;
        checkout.press_esc().await?;
        checkout.is_asked_to_leave(true).await?;
        checkout.stay().await?;
        until("the focus on the button", async || {
            Ok((checkout.focused().await?.as_deref() == Some("challenge-open")).then_some(()))
        })
        .await
    })
}

#[test]
fn words_that_are_pressed_leave_the_focus_and_the_page_where_they_are() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        let checkout = order.checkout();
        checkout.press("#why-title").await?;
        for part in ["#safe", "#why-2", "#holder-line", ".pair"] {
            world.ask::<()>("document.activeElement.blur()").await?;
            checkout.press(part).await?;
            let focused = checkout.focused().await?;
            assert_ne!(focused.as_deref(), Some("number"), "{part}");
        }
        world.ask::<()>("document.activeElement.blur()").await?;
        world.ask::<()>("document.querySelector('cloudpayments-checkout').focus()").await?;
        assert_eq!(checkout.focused().await?.as_deref(), Some("number"));
        // All of a field's box is the field.
        let code = checkout.seen("#code-field .box").await?.ok_or_else(|| e2e::Failure::new("no box"))?;
        world.browser().action_chain().move_to_element_with_offset(&code, 5, 5).click().perform().await?;
        assert_eq!(checkout.focused().await?.as_deref(), Some("code"));
        Ok(())
    })
}

#[test]
fn by_tab_one_comes_to_everything_that_can_be_pressed() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        let checkout = order.checkout();
        checkout.click(e2e::page::Field::Number).await?;
        let mut stops = Vec::new();
        for _ in 0..6 {
            world.browser().action_chain().send_keys(Key::Tab).perform().await?;
            stops.push(checkout.focused().await?.unwrap_or_default());
        }
        assert_eq!(stops, ["expiry", "code", "holder", "pay", "read", "why-title"]);
        Ok(())
    })
}

#[test]
fn a_result_leaves_the_focus_with_who_went_on_and_is_read_aloud() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.ledger().fault(&serde_json::json!({"charge": {"delay": 1500}})).await?;
        let order = world.order().await?;
        let checkout = order.checkout();
        checkout.fill(e2e::VISA_POOR).await?;
        checkout.pay().await?;
        checkout.reaches(&["charging"]).await?;
        let script = "const promo = document.querySelector('main').appendChild(document.createElement('input')); promo.id = 'promo'; promo.focus()";
        world.ask::<()>(script).await?;
        checkout.shows("declined").await?;
        assert_eq!(world.ask::<String>("return document.activeElement.id").await?, "promo");
        let status =
            "return document.querySelector('cloudpayments-checkout').shadowRoot.getElementById('aloud').textContent";
        let said: String = world.ask(status).await?;
        assert!(said.contains("Nothing was charged"), "{said}");
        Ok(())
    })
}

#[test]
fn check_again_says_at_once_that_it_asks_and_then_how_it_ended() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        let checkout = order.checkout();
        checkout.fill(VISA_PLAIN).await?;
        world.expect("/api/");
        world.lose_answers_to("/api/payments").await?;
        world.block(&["/api/payments/"]);
        checkout.pay().await?;
        checkout.shows("unclear").await?;
        checkout.check_again().await?;
        assert_eq!(checkout.reaches(&["confirming"]).await?, "confirming");
        assert_eq!(checkout.focused().await?.as_deref(), Some("pay"));
        assert!(checkout.pay_words().await?.contains("Checking"), "{}", checkout.pay_words().await?);
        world.picture("asking").await?;
        checkout.shows("unclear").await?;
        assert_eq!(checkout.focused().await?.as_deref(), Some("result"));
        world.block(&[]);
        order.receipt().await?;
        assert_eq!(world.ledger().count("Completed").await?, 1);
        Ok(())
    })
}

#[test]
fn a_page_in_another_language_is_told_which_one_the_form_speaks() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        let spoken = "const checkout = document.querySelector('cloudpayments-checkout'); checkout.lang = LANG;
            return [...new Set([...checkout.shadowRoot.children].map((node) => node.lang))].join()";
        for (lang, told) in [("de", "en"), ("ru-KZ", "ru"), ("kz", "kk")] {
            let script = spoken.replace("LANG", &format!("{lang:?}"));
            assert_eq!(world.ask::<String>(&script).await?, told, "{lang}");
        }
        order.checkout().pay().await
    })
}

/// Waits until the bank's panel is open, or closed.
async fn is_open(world: &World, open: bool) -> Outcome {
    until(format!("the panel to be open: {open}"), async || {
        let script =
            "return document.querySelector('cloudpayments-checkout').shadowRoot.querySelector('#challenge').open";
        Ok((world.ask::<bool>(script).await? == open).then_some(()))
    })
    .await
}

async fn pay_at_the_bank(order: &Order<'_>) -> Outcome {
    order.checkout().fill(VISA_WITH_CHALLENGE).await?;
    order.checkout().pay().await?;
    order.checkout().bank().await?.leave().await
}

/// An order whose form stands in a part of the page that can be closed.
async fn order_in_details(world: &World) -> Outcome<Order<'_>> {
    let order = world.order().await?;
    world
        .ask::<()>(
            "const checkout = document.querySelector('cloudpayments-checkout'), details = document.createElement('details');
             details.id = 'accordion'; details.open = true; checkout.before(details); details.append(checkout)",
        )
        .await?;
    Ok(order)
}

/// A part of the panel is all inside it once it has been scrolled to, at least 150 px of the bank's page.
async fn is_scrolled_to(world: &World, part: &str) -> Outcome {
    let script = format!(
        "const panel = document.querySelector('cloudpayments-checkout').shadowRoot.querySelector('#challenge'), part = panel.querySelector({part:?});
         part.scrollIntoView({{ block: 'end' }});
         const {{ top, bottom, left, right, height }} = part.getBoundingClientRect(), box = panel.getBoundingClientRect();
         const inside = left >= box.left && right <= box.right + 1 && bottom <= box.bottom + 1 && (part.localName === 'iframe' || top >= box.top - 1);
         return [inside, height, panel.scrollWidth <= panel.clientWidth]"
    );
    let (inside, height, fits): (bool, f64, bool) = world.ask(&script).await?;
    assert!(inside && fits && height > if part == "iframe" { 150.0 } else { 20.0 }, "{part}: {inside} {height} {fits}");
    Ok(())
}
