//! Cards without 3-D Secure.

use e2e::{Outcome, Setup, VISA_PLAIN, VISA_POOR, page::Field, scenario};

#[test]
fn a_card_without_three_d_secure_is_paid() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        let checkout = order.checkout();
        world.picture("empty").await?;
        checkout.fill(VISA_PLAIN).await?;
        world.picture("filled").await?;
        checkout.pay().await?;
        let transaction = order.receipt().await?;
        world.picture("receipt").await?;

        assert_eq!(checkout.outcome().await?.as_deref(), Some("paid"));
        assert!(order.is_paid().await?, "the store does not know of the payment");
        let transactions = world.ledger().transactions().await?;
        assert_eq!(transactions.len(), 1);
        assert_eq!(transactions[0].id, transaction);
        assert_eq!(transactions[0].status, "Completed");
        assert!((transactions[0].amount - 12500.0).abs() < f64::EPSILON, "{}", transactions[0].amount);
        Ok(())
    })
}

#[test]
fn the_receipt_is_still_there_after_a_reload() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        order.checkout().fill(VISA_PLAIN).await?;
        order.checkout().pay().await?;
        let transaction = order.receipt().await?;
        order.reload().await?;
        assert_eq!(order.receipt().await?, transaction);
        Ok(())
    })
}

#[test]
fn a_card_declined_for_funds_gives_way_to_another_card() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        let checkout = order.checkout();
        checkout.fill(VISA_POOR).await?;
        checkout.pay().await?;
        checkout.shows("declined").await?;
        world.picture("declined").await?;
        assert!(checkout.result().await?.contains("Not enough money"), "{}", checkout.result().await?);
        assert_eq!(checkout.text(Field::Number).await?, "", "the number stays in the page after a decline");
        assert_eq!(checkout.text(Field::Code).await?, "", "the CVV stays in the page after a decline");
        assert_eq!(order.state().await?, "Not paid");
        assert!(!order.has_receipt().await? && !order.is_paid().await?);

        checkout.fill(VISA_PLAIN).await?;
        world.picture("another-card").await?;
        checkout.pay().await?;
        order.receipt().await?;
        world.picture("receipt").await?;
        assert_eq!(world.ledger().count("Declined").await?, 1);
        assert_eq!(world.ledger().count("Completed").await?, 1);
        Ok(())
    })
}

#[test]
fn a_double_click_on_pay_makes_one_charge() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        order.checkout().fill(VISA_PLAIN).await?;
        let () = world
            .ask("window.presses = 0; window.addEventListener('pointerdown', () => window.presses += 1, true)")
            .await?;
        order.checkout().pay_fast(2).await?;
        order.receipt().await?;
        assert_eq!(world.ask::<u32>("return window.presses").await?, 2, "the browser did not press twice");
        let charges = world
            .requests()
            .into_iter()
            .filter(|sent| sent.method == "POST" && sent.url.ends_with("/api/payments"))
            .count();
        assert_eq!(charges, 1, "the browser sent more than one charge");
        assert_eq!(world.ledger().transactions().await?.len(), 1);
        Ok(())
    })
}

#[test]
fn twenty_rapid_clicks_on_pay_make_one_charge() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        order.checkout().fill(VISA_PLAIN).await?;
        order.checkout().pay_fast(20).await?;
        order.receipt().await?;
        assert_eq!(world.ledger().transactions().await?.len(), 1);
        Ok(())
    })
}

#[test]
fn enter_in_a_field_pays_like_the_button() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        order.checkout().fill(VISA_PLAIN).await?;
        order.checkout().press_enter(Field::Holder).await?;
        order.receipt().await?;
        assert_eq!(world.ledger().transactions().await?.len(), 1);
        Ok(())
    })
}
