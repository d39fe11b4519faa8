//! Every page, in every language, light and dark, from the narrowest phone to a desk: nothing is cut off, nothing jumps, nobody is
//! kept out.

use e2e::{
    Need, Outcome, Setup, VISA_PLAIN, VISA_POOR, VISA_WITH_CHALLENGE, World, page::Field, page::Order, scenario,
};

#[test]
fn the_kazakh_pages_fit_every_screen_and_nothing_jumps() -> Outcome {
    scenario(Setup { languages: "kk", needs: LOOKS, ..Setup::default() }, async |world| tour(world, SIZES).await)
}

#[test]
fn the_russian_pages_fit_every_screen_and_nothing_jumps() -> Outcome {
    scenario(Setup { languages: "ru", needs: LOOKS, ..Setup::default() }, async |world| tour(world, SIZES).await)
}

#[test]
fn the_english_pages_fit_every_screen_and_nothing_jumps() -> Outcome {
    scenario(Setup { needs: LOOKS, ..Setup::default() }, async |world| tour(world, SIZES).await)
}

#[test]
fn the_shop_and_the_form_write_one_amount_the_same_way() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        for lang in ["kk", "ru", "en"] {
            let order = reopen(world, &order, &format!("?lang={lang}")).await?;
            let total = order.total().await?;
            let button = order.checkout().pay_words().await?;
            assert!(button.contains(&total), "{lang}: {button:?} and {total:?}");
        }
        Ok(())
    })
}

#[test]
fn every_phase_fits_in_kazakh_in_all_colours() -> Outcome {
    in_all_colours("kk", [(320, "dark"), (1280, "light"), (360, "forced")])
}

#[test]
fn every_phase_fits_in_russian_in_all_colours() -> Outcome {
    in_all_colours("ru", [(1280, "dark"), (360, "light"), (320, "forced")])
}

#[test]
fn every_phase_fits_in_english_in_all_colours() -> Outcome {
    in_all_colours("en", [(360, "dark"), (320, "light"), (1280, "forced")])
}

fn in_all_colours(lang: &str, looks: [(u32, &str); 3]) -> Outcome {
    scenario(Setup { needs: &[Need::Media], ..Setup::default() }, async |world| {
        for (width, scheme) in looks {
            phases(world, lang, width, scheme).await?;
        }
        Ok(())
    })
}

#[test]
fn the_form_fits_a_phone_with_letters_of_twice_the_size() -> Outcome {
    scenario(Setup { needs: &[Need::Media], ..Setup::default() }, async |world| {
        world.letters(32).await?;
        for (lang, width, scheme) in [("kk", 360, "light"), ("ru", 320, "dark"), ("en", 360, "forced")] {
            phases(world, lang, width, scheme).await?;
        }
        Ok(())
    })
}

#[test]
fn the_pages_fit_a_phone_with_letters_of_twice_the_size() -> Outcome {
    scenario(Setup { languages: "ru", needs: LOOKS, ..Setup::default() }, async |world| {
        world.letters(32).await?;
        tour(world, &[(320, "light"), (360, "dark")]).await
    })
}

/// Goes through everything the form can show.
async fn phases(world: &World, lang: &str, width: u32, scheme: &str) -> Outcome {
    let order = typing(world, lang, width, scheme).await?;
    let look = |phase: &str| format!("{phase}-{lang}-{width}-{scheme}");
    let checkout = order.checkout();
    world.ask::<()>(RESET).await?;
    checkout.fill(VISA_WITH_CHALLENGE).await?;
    checkout.pay().await?;
    checkout.bank().await?.leave().await?;
    fits(world, &look("bank")).await?;
    checkout.press_esc().await?;
    checkout.is_asked_to_leave(true).await?;
    fits(world, &look("leave")).await?;
    checkout.go().await?;
    checkout.shows("cancelled").await?;
    fits(world, &look("cancelled")).await?;
    world.ask::<()>(RESET).await?;
    checkout.fill(VISA_PLAIN).await?;
    world.expect("/api/payments");
    world.lose_answers_to("/api/payments").await?;
    world.block(&["/api/payments/"]);
    checkout.pay().await?;
    checkout.shows("unclear").await?;
    fits(world, &look("unclear")).await?;
    // The shop would take the form away for its receipt, so it does not hear of the payment.
    world.expect("/api/orders/");
    world.block(&["/api/orders/"]);
    checkout.check_again().await?;
    checkout.shows("paid").await?;
    fits(world, &look("paid")).await?;
    world.block(&[]);
    Ok(())
}

/// As far as a decline; the order it was for.
async fn typing<'w>(world: &'w World, lang: &str, width: u32, scheme: &str) -> Outcome<Order<'w>> {
    let order = world.order_in(lang).await?;
    world.look_like(width, scheme).await?;
    let look = |phase: &str| format!("{phase}-{lang}-{width}-{scheme}");
    let checkout = order.checkout();
    checkout.pay().await?;
    checkout.complains(Field::Holder).await?;
    fits(world, &look("empty")).await?;
    checkout.type_into(Field::Number, "4000").await?;
    checkout.type_into(Field::Expiry, "31/01").await?;
    checkout.type_into(Field::Code, "9").await?;
    checkout.type_into(Field::Holder, "Әлия Қасымқызы").await?;
    fits(world, &look("offers")).await?;
    world.ask::<()>(RESET).await?;
    checkout.fill(VISA_POOR).await?;
    fits(world, &look("full")).await?;
    checkout.pay().await?;
    checkout.shows("declined").await?;
    fits(world, &look("declined")).await?;
    Ok(order)
}

/// Keeps a picture of the form and checks that nothing of it is cut off at the sides.
async fn fits(world: &World, step: &str) -> Outcome {
    let out: Vec<String> = world
        .ask(
            "const checkout = document.querySelector('cloudpayments-checkout');
             checkout.scrollIntoView();
             return [checkout, ...checkout.shadowRoot.querySelectorAll('*')].flatMap((node) => {
               const { scrollWidth, clientWidth } = node;
               // A name may be longer than its field, digits may not.
               const isCut = clientWidth > 1 && scrollWidth > clientWidth + 1 && (getComputedStyle(node).overflowX === 'visible' || node.inputMode === 'numeric');
               const { right } = node.getBoundingClientRect();
               return isCut || right > document.documentElement.clientWidth
                 ? [`${node.id || node.localName}: ${scrollWidth} px in ${clientWidth}, to ${right}`] : [];
             })",
        )
        .await?;
    world.settled().await?;
    world.picture(step).await?;
    assert!(out.is_empty(), "{step}: cut off at a side: {}", out.join(", "));
    world.audit(step).await
}

async fn tour(world: &World, sizes: &[(u32, &str)]) -> Outcome {
    let open = world.order().await?.number().await?;
    let order = world.order().await?;
    order.checkout().fill(VISA_PLAIN).await?;
    order.checkout().pay().await?;
    order.receipt().await?;
    let paid = order.number().await?;
    for &(width, scheme) in sizes {
        world.look_like(width, scheme).await?;
        let look = |page: &str| format!("{page}-{width}-{scheme}");

        let shop = world.shop().await?;
        shop.titles().await?;
        calm(world, &look("shop")).await?;
        shop.choose(0).await?;
        calm(world, &look("confirm")).await?;
        world.open(&format!("/orders/{open}")).await?;
        order.ready().await?;
        calm(world, &look("order")).await?;
        world.open(&format!("/orders/{paid}")).await?;
        order.receipt().await?;
        calm(world, &look("receipt")).await?;
        world.open("/secure.html").await?;
        calm(world, &look("secure")).await?;
        world.open("/themes.html").await?;
        order.ready().await?;
        calm(world, &look("themes")).await?;
    }
    Ok(())
}

/// Keeps a picture and checks that the page does not scroll sideways and has not moved under the shopper's eyes.
async fn calm(world: &World, page: &str) -> Outcome {
    world.settled().await?;
    world.picture(page).await?;
    let (wide, screen, out): (f64, f64, Vec<String>) = world
        .ask(
            "const { scrollWidth, clientWidth } = document.documentElement;
             const out = [...document.body.querySelectorAll('*')].filter((node) => node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 1 || node.getBoundingClientRect().right > clientWidth);
             return [scrollWidth, clientWidth, out.map(({ localName, id, className }) => `${localName}#${id}.${className}`)]",
        )
        .await?;
    assert!(wide <= screen, "{page} is {wide} px wide on a screen of {screen}: {}", out.join(", "));
    let (sum, moved) = world.layout_shift().await?;
    assert!(sum < 0.02, "{page} moved by {sum} while it loaded:\n{}", moved.join("\n"));
    world.audit(page).await
}

async fn reopen<'w>(world: &World, order: &Order<'w>, query: &str) -> Outcome<Order<'w>> {
    world.open(&format!("/orders/{}{query}", order.number().await?)).await?;
    order.ready().await?;
    Ok(*order)
}

const LOOKS: &[Need] = &[Need::Media, Need::LayoutShift];

const SIZES: &[(u32, &str)] = &[(320, "light"), (360, "dark"), (1280, "light"), (1280, "dark")];

const RESET: &str = "document.querySelector('cloudpayments-checkout').reset()";
