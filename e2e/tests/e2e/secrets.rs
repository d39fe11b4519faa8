//! Card data is left nowhere, however the attempt ends.

use e2e::{
    Card, Outcome, Setup, VISA_PLAIN, VISA_POOR, VISA_WITH_CHALLENGE, World, page::Field, page::Order, scenario,
};

use super::search::Search;

#[test]
fn number_and_cvv_are_left_nowhere_after_a_payment() -> Outcome {
    scenario(Setup::default(), async |world| {
        let card = VISA_WITH_CHALLENGE;
        let (order, search) = typed(world, card).await?;
        // Said to who listens to the page, and gone when the card is on its way.
        world
            .ask::<()>("document.querySelector('cloudpayments-checkout').shadowRoot.getElementById('read').click()")
            .await?;
        let aloud: String = world
            .ask("return document.querySelector('cloudpayments-checkout').shadowRoot.getElementById('aloud').textContent")
            .await?;
        assert!(aloud.starts_with("4 2 4 2 ,"), "{aloud}");
        order.checkout().pay().await?;
        order.checkout().bank().await?.leave().await?;
        search.page_is_clean("beside the bank's").await?;
        search.inputs_are_empty().await?;
        search.memory_is_clean().await?;
        order.checkout().bank().await?.approve().await?;
        order.receipt().await?;
        search.nothing_is_left(&order, 1).await
    })
}

#[test]
fn number_and_cvv_are_left_nowhere_after_a_decline() -> Outcome {
    scenario(Setup::default(), async |world| {
        let (order, search) = typed(world, VISA_POOR).await?;
        order.checkout().pay().await?;
        order.checkout().shows("declined").await?;
        search.nothing_is_left(&order, 1).await
    })
}

#[test]
fn number_and_cvv_are_left_nowhere_after_giving_up_at_the_bank() -> Outcome {
    scenario(Setup::default(), async |world| {
        let (order, search) = typed(world, VISA_WITH_CHALLENGE).await?;
        order.checkout().pay().await?;
        order.checkout().bank().await?.leave().await?;
        order.checkout().cancel().await?;
        order.checkout().shows("cancelled").await?;
        search.nothing_is_left(&order, 1).await
    })
}

#[test]
fn number_and_cvv_are_left_nowhere_while_the_result_is_unclear() -> Outcome {
    scenario(Setup::default(), async |world| {
        let (order, search) = typed(world, VISA_PLAIN).await?;
        world.expect("/api/payments");
        world.lose_answers_to("/api/payments").await?;
        world.block(&["/api/payments/"]);
        order.checkout().pay().await?;
        order.checkout().shows("unclear").await?;
        search.nothing_is_left(&order, 1).await?;
        world.block(&[]);
        order.receipt().await?;
        search.nothing_is_left(&order, 1).await
    })
}

#[test]
fn number_and_cvv_are_left_nowhere_after_an_error_of_the_store() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.expect("409");
        let (order, search) = typed(world, VISA_PLAIN).await?;
        world.ask::<()>("document.querySelector('cloudpayments-checkout').setAttribute('amount', '1')").await?;
        assert!(pay_by_script(world).await?.contains("store.price_changed"));
        order.checkout().shows("failed").await?;
        search.nothing_is_left(&order, 1).await
    })
}

#[test]
fn an_error_before_anything_was_encrypted_tells_nothing_and_a_reset_forgets_the_card() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.expect("/checkout.js");
        world.block(&["/checkout.js"]);
        let (order, search) = typed(world, VISA_PLAIN).await?;
        assert!(pay_by_script(world).await?.contains("script.blocked"));
        order.checkout().shows("failed").await?;
        // What was typed is still in its inputs, for another press; in nothing else.
        search.page_is_clean("after the error").await?;
        search.nothing_went_out(&order, 0).await?;
        world.ask::<()>("document.querySelector('cloudpayments-checkout').reset()").await?;
        search.nothing_is_left(&order, 0).await
    })
}

/// A new order's page with this card typed into it; nothing of it is anywhere but in inputs and the component's memory.
pub(crate) async fn typed(world: &World, card: Card) -> Outcome<(Order<'_>, Search<'_>)> {
    let order = world.order().await?;
    let search = Search::begin(world, card).await?;
    for (field, text) in [
        (Field::Number, card.number),
        (Field::Expiry, card.expiry),
        (Field::Code, card.code),
        (Field::Holder, card.holder),
    ] {
        order.checkout().type_into(field, text).await?;
        search.page_is_clean(&format!("after {field:?} was typed")).await?;
    }
    search.memory_is_seen().await?;
    Ok((order, search))
}

/// Everything the error holds that `pay()` rejects with; it goes into the page's text, where the search looks.
async fn pay_by_script(world: &World) -> Outcome<String> {
    let script = "const done = arguments[0];
        document.querySelector('cloudpayments-checkout').pay().then(() => done('paid'), (error) => {
          const told = [String(error), error.stack, ...Object.getOwnPropertyNames(error).map((name) => `${name}: ${error[name]}`)].join('\\n');
          document.body.append(Object.assign(document.createElement('p'), { hidden: true, textContent: told }));
          done(told);
        });";
    Ok(world.browser().execute_async(script, Vec::new()).await?.convert()?)
}
