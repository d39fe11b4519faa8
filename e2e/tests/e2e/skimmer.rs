//! A hostile script on the store's page: what it sees of a card.

use e2e::{Outcome, Setup, VISA_WITH_CHALLENGE, World, page::Window, scenario};

use crate::search::stands_alone;
use crate::window::WINDOW;

#[test]
fn a_skimmer_on_the_stores_page_sees_no_digit_of_a_card_typed_in_the_window() -> Outcome {
    scenario(WINDOW, async |world| {
        invite(world);
        let window = Window::of_new_order(world).await?;
        window.press().await?;
        let form = window.enter().await?;
        form.fill(VISA_WITH_CHALLENGE).await?;
        window.leave().await?;
        let after_typing = seen(world).await?;
        window.enter().await?.pay().await?;
        form.bank().await?.approve().await?;
        window.is_paid_once().await?;
        let loot = format!("{after_typing}\n{}", seen(world).await?);
        assert!(loot.contains("/token") && loot.contains("cloudpayments-window"), "the skimmer is blind: {loot}");
        assert_eq!(stolen(&loot), [""; 0]);
        let typed: Vec<String> = world.ask("return typed").await?;
        assert_eq!(typed, [""; 0], "keys of the payment page reached the store's");
        Ok(())
    })
}

#[test]
fn the_same_skimmer_reads_a_card_typed_into_the_stores_page() -> Outcome {
    scenario(Setup::default(), async |world| {
        invite(world);
        let order = world.order().await?;
        order.checkout().fill(VISA_WITH_CHALLENGE).await?;
        assert_eq!(stolen(&seen(world).await?), ["number", "expiry", "code"]);
        let typed: Vec<String> = world.ask("return typed").await?;
        assert!(typed.concat().contains(VISA_WITH_CHALLENGE.number));
        Ok(())
    })
}

/// Puts the script on the store's page, ahead of everything else there.
fn invite(world: &World) {
    let port = world.shop_url().rsplit(':').next().unwrap_or_default();
    let script = include_str!("skimmer.js").replace("STORE_PORT", port);
    world.begin_with(&script);
}

async fn seen(world: &World) -> Outcome<String> {
    world.ask("return loot.join('\\n')").await
}

/// What of the card is in the loot, however it is written.
fn stolen(loot: &str) -> Vec<&'static str> {
    let card = VISA_WITH_CHALLENGE;
    let tight: String = loot.chars().filter(|letter| *letter != ' ').collect();
    let parts = [
        ("number", card.number),
        ("number", "4242 4242"),
        ("expiry", "12/39"),
        ("expiry", card.expiry),
        ("code", card.code),
    ];
    let mut found: Vec<&str> = parts
        .into_iter()
        .filter(|(_, digits)| stands_alone(loot, digits) || stands_alone(&tight, digits))
        .map(|(name, _)| name)
        .collect();
    found.dedup();
    found
}
