//! The way to the payment form.

use e2e::{MASTERCARD_WITH_CHALLENGE, Outcome, Screen, Setup, page::Bank, scenario, until};

#[test]
fn the_shop_speaks_three_languages_and_remembers_which() -> Outcome {
    scenario(Setup { languages: "ru", ..Setup::default() }, async |world| {
        let shop = world.shop().await?;
        let russian = shop.titles().await?;
        world.picture("russian").await?;
        shop.speak("kk").await?;
        let kazakh = shop.titles().await?;
        assert_ne!(russian, kazakh);
        world.picture("kazakh").await?;

        let shop = world.shop().await?;
        assert_eq!(shop.titles().await?, kazakh, "the choice is forgotten at the next visit");
        shop.speak("en").await?;
        assert_ne!(shop.titles().await?, kazakh);
        Ok(())
    })
}

#[test]
fn a_page_without_one_of_its_scripts_says_what_to_do() -> Outcome {
    scenario(Setup::default(), async |world| {
        let shown = "const late = document.querySelector('.late');
            for (const animation of late?.getAnimations() ?? []) animation.finish();
            return late && getComputedStyle(late).visibility";
        for (path, script) in [("/orders/A-1?lang=en", "/order.js"), ("/", "/shop.js")] {
            world.expect(script);
            world.block(&[script]);
            world.open(path).await?;
            assert_eq!(world.ask::<Option<String>>(shown).await?.as_deref(), Some("visible"), "{path}");
            world.picture(&format!("without{}", script.replace('/', "-"))).await?;
        }
        world.block(&[]);
        world.ask::<()>("document.querySelector('.late a').click()").await?;
        until("the page, loaded anew", async || Ok(world.ask::<Option<String>>(shown).await?.is_none().then_some(())))
            .await?;
        Ok(())
    })
}

#[test]
fn every_language_has_every_word_of_the_shop() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.shop().await?;
        let words: Vec<Vec<(String, String)>> = world
            .ask(
                "return Promise.all(['kk', 'ru', 'en'].map((lang) => import(`/words/${lang}.js`)))
                   .then((all) => all.map((one) => Object.entries(one.default).sort()))",
            )
            .await?;
        let keys = |lang: usize| words[lang].iter().map(|(key, _)| key).collect::<Vec<_>>();
        assert_eq!(keys(0), keys(1), "Kazakh and Russian");
        assert_eq!(keys(1), keys(2), "Russian and English");
        for ((key, kazakh), (_, russian)) in words[0].iter().zip(&words[1]) {
            assert!(!kazakh.is_empty() && !russian.is_empty(), "{key} is empty");
            assert!(kazakh != russian || key == "brand", "{key} reads the same in Kazakh and Russian: {kazakh}");
        }
        Ok(())
    })
}

#[test]
fn the_confirm_step_names_the_program_and_its_price_before_there_is_an_order() -> Outcome {
    scenario(Setup { screen: Screen::Phone, ..Setup::default() }, async |world| {
        let shop = world.shop().await?;
        shop.choose(1).await?;
        world.picture("confirm").await?;
        let (title, price) = shop.confirmation().await?;
        assert_eq!(title, shop.titles().await?[1]);
        assert!(price.ends_with('₸'), "{price}");
        let posted = world.requests().into_iter().any(|request| request.method == "POST");
        assert!(!posted, "an order was placed before the shopper confirmed");

        let order = shop.confirm().await?;
        world.picture("order").await?;
        assert_eq!(order.state().await?, "Waiting for payment");
        Ok(())
    })
}

#[test]
fn a_language_that_came_by_address_is_remembered_and_survives_the_banks_whole_window() -> Outcome {
    scenario(Setup { languages: "en", ..Setup::default() }, async |world| {
        world.open("/?lang=kk").await?;
        let speaks: String = world.ask("return document.documentElement.lang").await?;
        assert_eq!(speaks, "kk");
        world.ledger().forbid_frames().await?;
        let shop = world.shop().await?;
        shop.choose(0).await?;
        let order = shop.confirm().await?;
        order.checkout().fill(MASTERCARD_WITH_CHALLENGE).await?;
        // Now the way back from the bank alone can tell it.
        let _: bool = world.ask("localStorage.clear(); return true").await?;
        order.checkout().pay().await?;
        let bank = Bank::alone(world).await?;
        let speaks: String = world.ask("return document.documentElement.lang").await?;
        assert_eq!(speaks, "kk", "the bank's page");
        bank.approve().await?;
        order.receipt().await?;
        let speaks: String = world.ask("return document.documentElement.lang").await?;
        assert_eq!(speaks, "kk", "the page after the bank");
        Ok(())
    })
}
