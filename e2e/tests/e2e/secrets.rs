//! Card data is left nowhere.

use e2e::{Card, Outcome, Setup, VISA_WITH_CHALLENGE, World, page::Field, scenario};

#[test]
fn number_and_cvv_are_left_nowhere_after_a_payment() -> Outcome {
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        let card = VISA_WITH_CHALLENGE;
        for (field, text) in [
            (Field::Number, card.number),
            (Field::Expiry, card.expiry),
            (Field::Code, card.code),
            (Field::Holder, card.holder),
        ] {
            order.checkout().type_into(field, text).await?;
            clean(&format!("the page after {field:?} was typed"), &page(world).await?, card);
        }
        assert!(!remembered(world, card).await?.is_empty(), "a number just typed is not found: the search is blind");
        // Said to who listens to the page, and gone when the card is on its way.
        world
            .ask::<()>("document.querySelector('cloudpayments-checkout').shadowRoot.getElementById('read').click()")
            .await?;
        let aloud: String = world
            .ask("return document.querySelector('cloudpayments-checkout').shadowRoot.getElementById('aloud').textContent")
            .await?;
        assert!(aloud.starts_with("4 2 4 2 ,"), "{aloud}");
        order.checkout().pay().await?;
        let bank = order.checkout().bank().await?;
        bank.leave().await?;
        clean("the page beside the bank's", &page(world).await?, card);
        let values = typed(world).await?;
        assert!(
            values.iter().all(|value| !value.contains("4242") && value != card.code),
            "the inputs still hold the card"
        );
        order.checkout().bank().await?.approve().await?;
        order.receipt().await?;
        clean("the page after the payment", &page(world).await?, card);
        assert_eq!(remembered(world, card).await?, [""; 0], "the component's memory still holds the number");

        let requests = world.requests();
        for sent in &requests {
            clean("an address", &sent.url, card);
            clean(&format!("the body to {}", sent.url), &sent.body, card);
            clean(&format!("the headers to {}", sent.url), &sent.headers, card);
        }
        clean("the console", &world.console().await?.join("\n"), card);

        let database = String::from_utf8_lossy(&world.database()?).into_owned();
        assert!(database.contains(&order.number().await?), "this is not the store's database");
        clean("the database", &database, card);
        for packet in packets(&requests) {
            assert!(!database.contains(&packet), "the cryptogram is in the database");
        }
        Ok(())
    })
}

/// Every attribute, text, stored value and address the page holds, through all shadow roots.
async fn page(world: &World) -> Outcome<String> {
    world
        .ask(
            r"const found = [location.href, document.cookie, document.referrer, JSON.stringify(history.state)];
              for (const store of [localStorage, sessionStorage]) found.push(JSON.stringify({ ...store }));
              const walk = (root) => {
                for (const element of root.querySelectorAll('*')) {
                  for (const attribute of element.attributes) found.push(attribute.value);
                  for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) found.push(node.data);
                  if (element.shadowRoot) walk(element.shadowRoot);
                }
              };
              walk(document);
              return found.join('\n');",
        )
        .await
}

/// Which spellings of the number the component's memory holds.
async fn remembered(world: &World, card: Card) -> Outcome<Vec<String>> {
    let grouped = grouped(card.number);
    let (number, middle) = (card.number, &grouped[5..14]);
    world
        .ask(&format!(
            r"const text = new TextDecoder('latin1').decode(witnessedMemory.buffer);
              return ['{number}', '{grouped}', '{middle}'].filter((digits) => text.includes(digits));"
        ))
        .await
}

fn grouped(number: &str) -> String {
    number.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
}

/// What the inputs of the form hold.
async fn typed(world: &World) -> Outcome<Vec<String>> {
    world.ask("return [...document.querySelector('cloudpayments-checkout').shadowRoot.querySelectorAll('input')].map((input) => input.value)").await
}

/// A piece out of the middle of every cryptogram the browser sent, long enough to be found if it is anywhere.
fn packets(requests: &[e2e::Request]) -> Vec<String> {
    let cryptograms = requests.iter().filter_map(|sent| {
        let body: serde_json::Value = serde_json::from_str(&sent.body).ok()?;
        body["cryptogram"].as_str().map(str::to_owned)
    });
    let packets: Vec<String> = cryptograms.map(|packet| packet[packet.len() / 2..][..64].to_owned()).collect();
    assert!(!packets.is_empty(), "no request carried a cryptogram");
    packets
}

#[track_caller]
fn clean(place: &str, text: &str, card: Card) {
    let digits: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    assert!(!digits.contains(card.number), "{place} holds the card number");
    assert!(!stands_alone(text, card.code), "{place} holds the CVV");
}

/// Whether `word` is in `text` as a word: inside of a longer number or of base64 it is there by chance.
pub(crate) fn stands_alone(text: &str, word: &str) -> bool {
    let part_of_more = |letter: char| letter.is_ascii_alphanumeric() || "+/=%.-".contains(letter);
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(part_of_more) && !after.is_some_and(part_of_more)
    })
}

#[test]
fn the_search_for_secrets_finds_them() {
    assert!(stands_alone("{\"cvv\":\"907\"}", "907"));
    assert!(stands_alone("cvv 907", "907"));
    assert!(!stands_alone("1907", "907"));
    assert!(!stands_alone("a+907/b", "907"));
}
