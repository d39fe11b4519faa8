//! The element moves about the page with what was typed, and forgets it when it goes.

use e2e::{Outcome, Setup, VISA_PLAIN, page::Field, scenario, until};

#[test]
fn what_was_typed_moves_along_and_is_paid() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        let checkout = order.checkout();
        checkout.fill(VISA_PLAIN).await?;
        let () = world
            .ask(
                "const checkout = document.querySelector('cloudpayments-checkout'), elsewhere = document.createElement('section');
                 document.querySelector('main').append(elsewhere); elsewhere.append(checkout)",
            )
            .await?;
        world.settled().await?;
        assert_eq!(checkout.text(Field::Number).await?, "4000 0000 0000 3055");
        assert_eq!(checkout.text(Field::Code).await?, VISA_PLAIN.code);
        checkout.pay().await?;
        checkout.reaches(&["settled"]).await?;
        until("the order paid", async || Ok(order.is_paid().await?.then_some(()))).await
    })
}

#[test]
fn an_element_that_is_taken_away_comes_back_empty() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        let checkout = order.checkout();
        checkout.fill(VISA_PLAIN).await?;
        let texts: Vec<String> = world
            .ask(
                "const checkout = document.querySelector('cloudpayments-checkout'), place = checkout.parentNode;
                 checkout.remove();
                 return new Promise((done) => setTimeout(() => {
                   const texts = [...checkout.shadowRoot.querySelectorAll('input')].map((input) => input.value);
                   place.append(checkout);
                   done(texts);
                 }))",
            )
            .await?;
        assert_eq!(texts, ["", "", "", ""]);
        assert_eq!(checkout.text(Field::Number).await?, "");
        checkout.fill(VISA_PLAIN).await?;
        checkout.pay().await?;
        until("the order paid", async || Ok(order.is_paid().await?.then_some(()))).await
    })
}
