//! The secure window: the store on `localhost`, the payment page on `127.0.0.1`.

use e2e::{Need, Outcome, Screen, Setup, VISA_PLAIN, VISA_POOR, VISA_WITH_CHALLENGE, page::Window, scenario};

pub(crate) const WINDOW: Setup = Setup { screen: Screen::Desktop, languages: "en", window: true, needs: &[] };

#[test]
fn a_card_is_paid_in_the_window_and_the_store_shows_the_receipt() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        world.picture("order").await?;
        window.press().await?;
        let form = window.enter().await?;
        form.fill(VISA_PLAIN).await?;
        world.picture("filled").await?;
        form.pay().await?;
        window.is_paid_once().await?;
        assert!(!window_is_open(world).await?);
        assert!(window.order().is_paid().await?);
        let addresses: Vec<String> = world.requests().into_iter().map(|sent| sent.url).collect();
        assert!(addresses.iter().any(|address| address.ends_with("/token")), "{addresses:?}");
        assert!(!addresses.iter().any(|address| address.contains('~')), "a token is in an address: {addresses:?}");
        Ok(())
    })
}

#[test]
fn a_token_that_the_store_takes_no_more_is_replaced_and_the_card_is_charged_once() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        let stale = "const element = document.querySelector('cloudpayments-window'), { tokenUrl } = element;
            const headers = { 'content-type': 'application/json' };
            window.asked = 0;
            element.token = async () => window.asked++
              ? (await (await fetch(tokenUrl, { method: 'POST', headers, body: '{}' })).json()).token
              : 'A-1~1~stale';";
        world.browser().execute(stale, Vec::new()).await?;
        // The refusal that is mended.
        world.expect("401");
        window.pay(VISA_PLAIN).await?;
        window.is_paid_once().await?;
        assert_eq!(world.ask::<u32>("return window.asked").await?, 2);
        Ok(())
    })
}

#[test]
fn the_window_looks_well_in_the_dark_and_speaks_russian() -> Outcome {
    scenario(Setup { languages: "ru", needs: &[Need::Media], ..WINDOW }, async |world| {
        let window = Window::of_new_order(world).await?;
        world.look_like(1280, "dark").await?;
        window.press().await?;
        let form = window.enter().await?;
        assert!(form.pay_words().await?.starts_with("Оплатить"));
        world.picture("dark").await?;
        window.leave().await?;
        let title: String = window.ask("#what", "node.textContent").await?;
        assert_eq!(title, "Защищённая страница оплаты");
        assert!(world.pay_url().ends_with(&window.whose().await?));
        Ok(())
    })
}

#[test]
fn the_banks_page_opens_in_the_window_and_pays() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        let form = window.pay(VISA_WITH_CHALLENGE).await?;
        let bank = form.bank().await?;
        world.picture("bank").await?;
        bank.approve().await?;
        window.is_paid_once().await?;
        Ok(())
    })
}

#[test]
fn a_declined_card_is_told_in_the_window_and_another_pays() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        let form = window.pay(VISA_POOR).await?;
        form.shows("declined").await?;
        world.picture("declined").await?;
        form.fill(VISA_PLAIN).await?;
        form.pay().await?;
        window.is_paid_once().await?;
        Ok(())
    })
}

#[test]
fn on_a_page_from_right_to_left_in_another_language_button_and_dialog_have_their_own() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        let page = "document.documentElement.dir = 'rtl'; document.documentElement.lang = 'ar'";
        world.browser().execute(page, Vec::new()).await?;
        for part in ["#pay", "#dialog"] {
            let told: (String, String) = window.ask(part, "[getComputedStyle(node).direction, node.lang]").await?;
            assert_eq!(told, ("ltr".to_owned(), "en".to_owned()), "{part}");
        }
        window.press().await?;
        window.enter().await?;
        world.picture("right-to-left").await
    })
}

async fn window_is_open(world: &e2e::World) -> Outcome<bool> {
    world.ask("return document.querySelector('cloudpayments-window').shadowRoot.querySelector('dialog').open").await
}
