//! When something on the way is broken.

use e2e::{Outcome, Setup, VISA_PLAIN, scenario, until};

#[test]
fn a_blocked_script_is_named_and_a_second_press_pays() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.expect("/checkout.js");
        world.block(&["/checkout.js"]);
        let order = world.order().await?;
        let checkout = order.checkout();
        checkout.fill(VISA_PLAIN).await?;
        checkout.pay().await?;
        checkout.shows("failed").await?;
        world.picture("script-blocked").await?;
        assert!(world.ledger().transactions().await?.is_empty());

        world.block(&[]);
        // Nothing was encrypted, so what was typed is still there.
        checkout.pay().await?;
        order.receipt().await?;
        world.picture("receipt").await?;
        assert_eq!(world.ledger().transactions().await?.len(), 1);
        Ok(())
    })
}

#[test]
fn a_shop_that_cannot_reach_the_store_offers_to_try_again() -> Outcome {
    scenario(Setup { languages: "ru", ..Setup::default() }, async |world| {
        world.expect("/api/programs");
        world.block(&["/api/programs"]);
        world.open("/").await?;
        let button = until("the button to try again", async || {
            world.element("return document.querySelector('#again:not([hidden])')").await
        })
        .await?;
        world.picture("no-programs").await?;
        world.block(&[]);
        button.click().await?;
        until("the programs", async || world.element("return document.querySelector('.program h2')").await).await?;
        Ok(())
    })
}

#[test]
fn a_lost_answer_to_the_charge_is_asked_for_and_never_sent_again() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        let checkout = order.checkout();
        checkout.fill(VISA_PLAIN).await?;
        world.lose_answers_to("/api/payments").await?;
        checkout.pay().await?;
        order.receipt().await?;
        world.picture("receipt").await?;
        let charges = world
            .requests()
            .into_iter()
            .filter(|sent| sent.method == "POST" && sent.url.ends_with("/api/payments"))
            .count();
        assert_eq!(charges, 1, "the charge was sent again");
        assert_eq!(world.ledger().transactions().await?.len(), 1);
        Ok(())
    })
}
