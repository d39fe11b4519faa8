//! One order in two tabs of one browser.

use e2e::{Outcome, Setup, VISA_PLAIN, VISA_WITH_CHALLENGE, World, page::Order, scenario};

#[test]
fn two_tabs_with_one_order_pay_once() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.expect("409");
        let first = world.order().await?;
        first.checkout().fill(VISA_WITH_CHALLENGE).await?;
        let tab = world.browser().window().await?;
        let second = same_order_in_another_tab(world, &first).await?;
        let other = world.browser().window().await?;
        second.checkout().fill(VISA_PLAIN).await?;

        world.browser().switch_to_window(tab.clone()).await?;
        first.checkout().pay().await?;
        first.checkout().reaches(&["challenging"]).await?;

        world.browser().switch_to_window(other.clone()).await?;
        second.checkout().pay().await?;
        second.checkout().shows("failed").await?;
        world.picture("busy").await?;
        let words = second.checkout().result().await?;
        assert!(
            words.contains("This order is being paid already") && !words.contains("Nothing was charged"),
            "{words}"
        );

        world.browser().switch_to_window(tab).await?;
        first.checkout().bank().await?.approve().await?;
        first.receipt().await?;

        world.browser().switch_to_window(other).await?;
        second.checkout().fill(VISA_PLAIN).await?;
        let () = world.ask(SEEN).await?;
        second.checkout().pay().await?;
        // The form says so, and the shop's page soon shows by what it was paid.
        second.receipt().await?;
        world.picture("paid-already").await?;
        let (outcome, words): (String, String) = world.ask("return window.seen").await?;
        assert_eq!(outcome, "failed");
        assert!(words.contains("This order is paid already. Do not pay again"), "{words}");
        assert_eq!(world.ledger().transactions().await?.len(), 1);
        assert_eq!(world.ledger().count("Completed").await?, 1);
        Ok(())
    })
}

#[test]
fn pay_pressed_in_two_tabs_at_once_charges_once() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.expect("409");
        let first = world.order().await?;
        first.checkout().fill(VISA_PLAIN).await?;
        let tab = world.browser().window().await?;
        let second = same_order_in_another_tab(world, &first).await?;
        second.checkout().fill(VISA_PLAIN).await?;
        // Each waits for the other's word, and both press.
        let press = "const line = new BroadcastChannel('press'), checkout = document.querySelector('cloudpayments-checkout');
            const pay = () => checkout.pay().then(() => 'paid', ({ code }) => code).then((end) => { window.end = end; });
            line.onmessage = pay;
            if (arguments[0]) { line.postMessage(''); pay(); }";
        let other = world.browser().window().await?;
        world.browser().execute(press, vec![false.into()]).await?;
        world.browser().switch_to_window(tab.clone()).await?;
        world.browser().execute(press, vec![true.into()]).await?;
        let mut ends = vec![ended(world).await?];
        world.browser().switch_to_window(other).await?;
        ends.push(ended(world).await?);
        ends.sort();
        // Which came first is chance, and whether the other came before the end of it.
        assert!(ends == ["paid", "store.order_busy"] || ends == ["paid", "store.order_paid"], "{ends:?}");
        assert_eq!(world.ledger().count("Completed").await?, 1);
        assert!(first.is_paid().await?);
        Ok(())
    })
}

async fn ended(world: &World) -> Outcome<String> {
    e2e::until("the end of the payment", async || world.ask::<Option<String>>("return window.end ?? null").await).await
}

async fn same_order_in_another_tab<'w>(world: &'w World, order: &Order<'w>) -> Outcome<Order<'w>> {
    let path = format!("/orders/{}", order.number().await?);
    world.open_tab().await?;
    world.open(&path).await?;
    let order = Order::here(world);
    order.ready().await?;
    Ok(order)
}

/// What the form shows when the page hears of an error, which is before the page can take the form away.
const SEEN: &str = "addEventListener('checkout-error', ({ target }) => {
    const result = target.shadowRoot.getElementById('result');
    window.seen = [result.dataset.outcome, result.innerText];
}, true)";
