//! Where WebAssembly is forbidden the same component runs as JavaScript.

use e2e::{Outcome, Setup, VISA_WITH_CHALLENGE, World, page::Window, scenario};

use super::{secrets::typed, window::WINDOW};

#[test]
fn under_a_policy_that_forbids_it_a_card_is_paid_all_the_same() -> Outcome {
    scenario(Setup::default(), async |world| {
        forbid(world, "/order")?;
        let order = world.order().await?;
        let checkout = order.checkout();
        checkout.fill(VISA_WITH_CHALLENGE).await?;
        checkout.pay().await?;
        checkout.bank().await?.approve().await?;
        order.receipt().await?;
        was_replaced(world);
        assert_eq!(world.ledger().transactions().await?.len(), 1);
        Ok(())
    })
}

#[test]
fn under_a_payment_page_that_forbids_it_the_window_pays_all_the_same() -> Outcome {
    scenario(WINDOW, async |world| {
        forbid(world, "/pay.html")?;
        let window = Window::of_new_order(world).await?;
        let form = window.pay(VISA_WITH_CHALLENGE).await?;
        form.bank().await?.approve().await?;
        window.is_paid_once().await?;
        was_replaced(world);
        Ok(())
    })
}

/// As in iOS with Lockdown Mode.
#[test]
fn in_a_browser_without_it_a_card_is_paid_and_left_nowhere() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.begin_with(WITHOUT);
        let card = VISA_WITH_CHALLENGE;
        let (order, search) = typed(world, card).await?;
        order.checkout().pay().await?;
        order.checkout().bank().await?.approve().await?;
        order.receipt().await?;
        search.nothing_is_left(&order, 1).await
    })
}

/// A second policy, which holds beside the page's own.
fn forbid(world: &World, page: &str) -> Outcome {
    // The attempt from which the page learns that it is forbidden.
    world.expect("wasm-eval");
    world.dress(page, "content-security-policy", "script-src 'self' http:")
}

fn was_replaced(world: &World) {
    assert!(world.requests().iter().any(|sent| sent.url.ends_with("/fallback.js")), "WebAssembly ran");
}

/// The component's memory is a buffer of JavaScript then, of two pages at first: the search looks into the last that is as large.
const WITHOUT: &str = "delete globalThis.WebAssembly;
    globalThis.ArrayBuffer = class extends ArrayBuffer {
      constructor(length, ...more) {
        super(length, ...more);
        if (length >= 2 ** 17) globalThis.witnessedMemory = { buffer: this };
      }
    };";
