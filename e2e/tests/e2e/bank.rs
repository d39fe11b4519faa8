//! Banks that keep the shopper: pages that may not be framed, do not come back, or come back another way.

use super::three_d_secure::at_the_bank;
use e2e::{Engine, Need, Outcome, Setup, VISA_WITH_CHALLENGE, World, page::Order, scenario, until};
use serde_json::json;

#[test]
fn a_bank_that_is_blank_in_a_frame_is_offered_in_the_whole_window() -> Outcome {
    may_not_be_framed("X-Frame-Options", async |world| world.dress("/acs", "x-frame-options", "DENY"))
}

#[test]
fn a_bank_whose_policy_lists_no_frames_is_offered_in_the_whole_window() -> Outcome {
    may_not_be_framed("frame-ancestors", async |world| {
        world.ledger().fault(&json!({ "acsPage": { "frame": false } })).await
    })
}

/// The bank's page is sent with a header that keeps it out of our frame, of which the console speaks by `name`.
fn may_not_be_framed(name: &str, forbid: impl AsyncFnOnce(&World) -> Outcome) -> Outcome {
    scenario(Setup::default(), async |world| {
        world.expect(name);
        forbid(world).await?;
        world.hold_long_timers();
        let order = at_the_bank(world).await?;
        let checkout = order.checkout();
        if world.engine() == Engine::Chromium {
            until("the console's word on the frame", async || {
                Ok(world.console().await?.iter().any(|line| line.contains(name)).then_some(()))
            })
            .await?;
        }
        world.elapse(14).await?;
        assert!(!checkout.offers_whole_window().await?);
        world.elapse(1).await?;
        assert!(checkout.offers_whole_window().await?);
        world.picture("offered").await?;
        checkout.open_whole_window().await?.approve().await?;
        order.receipt().await?;
        assert_eq!(world.ledger().transactions().await?.len(), 1);
        assert_eq!(world.ledger().count("Completed").await?, 1);
        Ok(())
    })
}

#[test]
fn a_bank_at_work_is_not_disturbed_by_the_offer() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.hold_long_timers();
        let order = at_the_bank(world).await?;
        let checkout = order.checkout();
        checkout.bank().await?.leave().await?;
        let place = "const { x, y, width } = document.querySelector('cloudpayments-checkout').shadowRoot.querySelector('iframe').getBoundingClientRect();
            return [x, y, width].join()";
        let before: String = world.ask(place).await?;
        world.elapse(15).await?;
        assert!(checkout.offers_whole_window().await?);
        world.picture("offered").await?;
        assert_eq!(world.ask::<String>(place).await?, before, "the bank's page moved");
        checkout.bank().await?.approve().await?;
        order.receipt().await?;
        Ok(())
    })
}

#[test]
fn a_bank_that_never_comes_back_is_given_up_after_ten_minutes() -> Outcome {
    scenario(Setup { needs: &[Need::Clock], ..Setup::default() }, async |world| {
        world.hold_long_timers();
        let order = at_the_bank(world).await?;
        let checkout = order.checkout();
        world.elapse(599).await?;
        assert_eq!(checkout.phase().await?, "challenging");
        world.elapse(1).await?;
        checkout.shows("cancelled").await?;
        world.picture("too-late").await?;
        assert!(checkout.result().await?.contains("The time to confirm is over"), "{}", checkout.result().await?);
        assert_eq!(world.ledger().count("Completed").await?, 0);
        assert!(!order.is_paid().await?);
        pays_again(world, &order).await
    })
}

#[test]
fn a_bank_that_never_comes_back_in_the_whole_window_is_left_by_back() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.ledger().forbid_frames().await?;
        let order = world.order().await?;
        let checkout = order.checkout();
        checkout.fill(VISA_WITH_CHALLENGE).await?;
        checkout.pay().await?;
        e2e::page::Bank::alone(world).await?.leave().await?;
        world.browser().back().await?;
        // From the page cache the payment is given up; a page that is loaded anew asks, and offers both ways on.
        let given_up = until("a way on", async || {
            if checkout.outcome().await?.as_deref() == Some("cancelled") {
                return Ok(Some(true));
            }
            Ok(checkout.offers_whole_window().await?.then_some(false))
        })
        .await?;
        world.picture("back").await?;
        if !given_up {
            checkout.cancel().await?;
            checkout.shows("cancelled").await?;
        }
        assert_eq!(world.ledger().count("Completed").await?, 0);
        pays_again(world, &order).await
    })
}

#[test]
fn a_bank_that_answers_at_the_top_brings_the_shopper_back_to_a_receipt() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = at_the_bank(world).await?;
        let number = order.number().await?;
        order.checkout().bank().await?.approve_at_the_top().await?;
        order.receipt().await?;
        world.picture("receipt").await?;
        assert_eq!(order.number().await?, number);
        assert!(order.is_paid().await?);
        assert_eq!(world.ledger().transactions().await?.len(), 1);
        Ok(())
    })
}

#[test]
fn the_banks_answer_to_an_earlier_payment_moves_a_later_one_nowhere() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = at_the_bank(world).await?;
        let checkout = order.checkout();
        let () = world.ask("addEventListener('message', ({ data }) => { window.heard = data; }, true)").await?;
        checkout.bank().await?.cancel().await?;
        checkout.shows("declined").await?;
        let heard: serde_json::Value = world.ask("return window.heard").await?;
        assert_eq!(heard["type"], "cloudpayments-checkout:returned", "{heard}");

        checkout.fill(VISA_WITH_CHALLENGE).await?;
        checkout.pay().await?;
        checkout.reaches(&["challenging"]).await?;
        let bank = checkout.bank().await?;
        // The bank's own frame says the true words of the payment before; then the page does; then with the new attempt.
        let replay = format!("parent.postMessage({heard}, '*')");
        world.ask::<()>(&replay).await?;
        bank.leave().await?;
        world.ask::<()>(&replay).await?;
        let forged = format!(
            "const data = {heard}; data.attempt = document.querySelector('cloudpayments-checkout').attempt; postMessage(data, '*')"
        );
        world.ask::<()>(&forged).await?;
        world.settled().await?;
        assert_eq!(checkout.phase().await?, "challenging");
        checkout.bank().await?.approve().await?;
        order.receipt().await?;
        assert_eq!(world.ledger().count("Completed").await?, 1);
        Ok(())
    })
}

async fn pays_again(world: &World, order: &Order<'_>) -> Outcome {
    order.checkout().fill(e2e::VISA_PLAIN).await?;
    order.checkout().pay().await?;
    order.receipt().await?;
    assert_eq!(world.ledger().count("Completed").await?, 1);
    Ok(())
}
