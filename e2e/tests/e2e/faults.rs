//! Faults of the provider's script and of what it asks, by the sandbox's switches.

use e2e::{Outcome, Setup, VISA_PLAIN, scenario};
use serde_json::{Value, json};

#[test]
fn whatever_is_wrong_with_the_script_nothing_is_charged_and_a_later_press_pays() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.expect("/checkout.js");
        // What the browser says of a script of another origin that is no script.
        world.expect("Script error.");
        for (count, fault) in broken().into_iter().enumerate() {
            // Every load of the script meets it, however often the page tries.
            world.ledger().fault(&json!({"script": with(&fault, 50)})).await?;
            let order = world.order().await?;
            let checkout = order.checkout();
            checkout.fill(VISA_PLAIN).await?;
            checkout.pay().await?;
            checkout.shows("failed").await?;
            assert_eq!(world.ledger().transactions().await?.len(), count, "{fault}");
            world.ledger().mend().await?;
            checkout.pay().await?;
            order.receipt().await?;
            assert_eq!(world.ledger().count("Completed").await?, count + 1, "{fault}");
        }
        Ok(())
    })
}

#[test]
fn a_script_that_comes_late_or_slowly_and_a_bank_lookup_that_fails_change_nothing() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.expect("/bins/info");
        // The script's own words about an answer that is no JSON, and the browser's about them.
        world.expect("JSON");
        world.expect("Script error.");
        let slow = [json!({"script": {"delay": 300}}), json!({"script": {"trickle": 5}})];
        let lookups = broken().into_iter().map(|fault| json!({"bins": with(&fault, 50)}));
        for (count, next) in slow.into_iter().chain(lookups).enumerate() {
            world.ledger().fault(&next).await?;
            let order = world.order().await?;
            let checkout = order.checkout();
            checkout.fill(VISA_PLAIN).await?;
            checkout.pay().await?;
            order.receipt().await?;
            assert_eq!(world.ledger().count("Completed").await?, count + 1, "{next}");
            world.ledger().mend().await?;
        }
        Ok(())
    })
}

#[test]
fn a_script_that_hangs_is_asked_for_anew_at_the_next_press() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.ledger().fault(&json!({"script": {"delay": 600_000}})).await?;
        let order = world.order().await?;
        let checkout = order.checkout();
        world
            .ask::<()>("document.querySelector('cloudpayments-checkout').setAttribute('script-timeout', '1500')")
            .await?;
        checkout.fill(VISA_PLAIN).await?;
        checkout.pay().await?;
        checkout.shows("failed").await?;
        checkout.pay().await?;
        order.receipt().await?;
        assert_eq!(world.ledger().count("Completed").await?, 1);
        Ok(())
    })
}

fn broken() -> Vec<Value> {
    vec![
        json!({"refuse": true}),
        json!({"status": 502, "body": "html"}),
        json!({"status": 200, "body": "html"}),
        json!({"truncate": true}),
    ]
}

fn with(fault: &Value, times: u32) -> Value {
    let mut fault = fault.clone();
    fault["times"] = json!(times);
    fault
}
