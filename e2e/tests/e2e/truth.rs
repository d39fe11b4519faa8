//! Nothing but the store's word makes a payment.

use e2e::{Outcome, Setup, VISA_PLAIN, VISA_WITH_CHALLENGE, scenario, until};

#[test]
fn an_event_made_up_by_a_script_shows_no_receipt() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        let answered = async || -> Outcome<u64> {
            world.ask("return performance.getEntriesByType('resource').filter((entry) => entry.name.includes('/api/orders/') && entry.responseEnd > 0).length").await
        };
        let before = answered().await?;
        let () = world
            .ask("document.querySelector('cloudpayments-checkout').dispatchEvent(new CustomEvent('checkout-paid', { detail: { transaction: 1 } }))")
            .await?;
        until("the store's answer to the page", async || Ok((answered().await? > before).then_some(()))).await?;
        world.settled().await?;
        assert!(!order.has_receipt().await?);
        assert_eq!(order.state().await?, "Waiting for payment");
        Ok(())
    })
}

#[test]
fn a_message_that_does_not_come_from_the_banks_frame_is_ignored() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        let checkout = order.checkout();
        checkout.fill(VISA_WITH_CHALLENGE).await?;
        checkout.pay().await?;
        checkout.reaches(&["challenging"]).await?;
        checkout.bank().await?.leave().await?;
        let () = world
            .ask(
                "const attempt = document.querySelector('cloudpayments-checkout').attempt;
                 postMessage({ type: 'cloudpayments-checkout:returned', attempt, md: '1' }, location.origin);",
            )
            .await?;
        world.settled().await?;
        assert_eq!(checkout.phase().await?, "challenging");
        checkout.bank().await?.approve().await?;
        order.receipt().await?;
        Ok(())
    })
}

#[test]
fn an_attempt_made_up_in_the_address_pays_nothing() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        // The store knows no such attempt, and the browser's console says so.
        world.expect("404");
        world.open(&format!("/orders/{}?attempt={}", order.number().await?, "0".repeat(32))).await?;
        order.ready().await?;
        order.checkout().reaches(&["editing", "settled", "unclear"]).await?;
        world.picture("made-up-attempt").await?;
        assert_ne!(order.checkout().outcome().await?.as_deref(), Some("paid"));
        assert!(!order.has_receipt().await? && !order.is_paid().await?);
        Ok(())
    })
}

#[test]
fn another_orders_payment_in_the_address_pays_nothing() -> Outcome {
    scenario(Setup::default(), async |world| {
        let paid = world.order().await?;
        let checkout = paid.checkout();
        checkout.fill(VISA_PLAIN).await?;
        checkout.pay().await?;
        paid.receipt().await?;
        let record = paid.record().await?;
        let attempt = record["attempt"].as_str().unwrap_or_default();
        let order = world.order().await?;
        // The store knows no such attempt of this order, and lets it not be given up from here; the browser's console says so.
        world.expect("404");
        world.expect("409");
        world.open(&format!("/orders/{}?attempt={attempt}", order.number().await?)).await?;
        order.ready().await?;
        order.checkout().reaches(&["editing", "settled", "unclear"]).await?;
        assert_ne!(order.checkout().outcome().await?.as_deref(), Some("paid"));
        assert!(!order.has_receipt().await? && !order.is_paid().await?);
        Ok(())
    })
}

#[test]
fn an_order_that_does_not_exist_says_so() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.expect("404");
        world.open("/orders/NOSUCHORDER").await?;
        until("the notice", async || {
            let words: String = world
                .ask("return document.getElementById('problem-text')?.textContent ?? document.body.innerText")
                .await?;
            Ok(words.contains("There is no such order").then_some(()))
        })
        .await?;
        world.picture("no-such-order").await
    })
}
