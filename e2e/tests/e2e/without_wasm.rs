//! Where WebAssembly is forbidden the same component runs as JavaScript.

use e2e::{Outcome, Setup, VISA_WITH_CHALLENGE, scenario};

use super::secrets::typed;

#[test]
fn under_a_policy_that_forbids_it_a_card_is_paid_all_the_same() -> Outcome {
    scenario(Setup::default(), async |world| {
        // The first attempt, from which the page learns that it is forbidden.
        world.expect("wasm-eval");
        world.order().await?;
        let read = "const done = arguments[0]; fetch(location).then(({ headers }) => done(headers.get('content-security-policy')))";
        let policy: String = world.browser().execute_async(read, Vec::new()).await?.convert()?;
        let strict = policy.replace(" 'wasm-unsafe-eval'", "");
        assert_ne!(policy, strict);
        world.dress("/order", "content-security-policy", &strict)?;
        let order = world.order().await?;
        let checkout = order.checkout();
        checkout.fill(VISA_WITH_CHALLENGE).await?;
        checkout.pay().await?;
        checkout.bank().await?.approve().await?;
        order.receipt().await?;
        assert!(world.requests().iter().any(|sent| sent.url.ends_with("/fallback.js")));
        assert_eq!(world.ledger().transactions().await?.len(), 1);
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

/// The component's memory is a buffer of JavaScript then: the search looks into the largest of them.
const WITHOUT: &str = "delete globalThis.WebAssembly;
    globalThis.ArrayBuffer = class extends ArrayBuffer {
      constructor(length, ...more) {
        super(length, ...more);
        if (length >= 2 ** 20) globalThis.witnessedMemory = { buffer: this };
      }
    };";
