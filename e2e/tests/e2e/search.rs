//! The search for a card's number and CVV, everywhere a page or a browser could leave them.

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, STANDARD_NO_PAD},
};
use e2e::{Card, Outcome, Request, World, page::Order};

/// What is looked for, and how often the CVV's digits are in the component's memory by chance.
pub(crate) struct Search<'w> {
    world: &'w World,
    card: Card,
    by_chance: usize,
}

impl<'w> Search<'w> {
    /// Begins with an order's page, into which no card was typed yet. From now on the page's events are kept.
    pub(crate) async fn begin(world: &'w World, card: Card) -> Outcome<Search<'w>> {
        let kept = "window.told = [];
            for (const kind of ['change', 'phase', 'paid', 'declined', 'error', 'cryptogram']) {
              addEventListener(`checkout-${kind}`, (event) => told.push(`${event.type} ${JSON.stringify(event.detail)}`));
            }";
        world.ask::<()>(kept).await?;
        let search = Self { world, card, by_chance: 0 };
        let by_chance = search.codes().await?;
        Ok(Self { by_chance, ..search })
    }

    /// The page has them in none of its attributes, texts, stores, addresses, forms and events.
    pub(crate) async fn page_is_clean(&self, when: &str) -> Outcome {
        self.clean(&format!("the page {when}"), &page(self.world).await?);
        Ok(())
    }

    /// The inputs hold neither any more.
    pub(crate) async fn inputs_are_empty(&self) -> Outcome {
        let values = typed(self.world).await?;
        let tail = &self.card.number[self.card.number.len() - 4..];
        assert!(
            values.iter().all(|value| !value.contains(tail) && value != self.card.code),
            "the inputs still hold the card"
        );
        Ok(())
    }

    /// The component's whole memory holds the number: else the search is blind.
    pub(crate) async fn memory_is_seen(&self) -> Outcome {
        assert!(!self.numbers().await?.is_empty(), "a number just typed is not found: the search is blind");
        assert!(self.codes().await? > self.by_chance, "a CVV just typed is not found: the search is blind");
        Ok(())
    }

    /// The component's whole memory, freed parts too, holds neither.
    pub(crate) async fn memory_is_clean(&self) -> Outcome {
        assert_eq!(self.numbers().await?, [""; 0], "the component's memory still holds the number");
        assert_eq!(self.codes().await?, self.by_chance, "the component's memory still holds the CVV");
        Ok(())
    }

    /// Everything that stays of an attempt: page, inputs, memory, requests, console, and the store's database. How many cryptograms
    /// were sent is for the caller to say.
    pub(crate) async fn nothing_is_left(&self, order: &Order<'_>, cryptograms: usize) -> Outcome {
        self.page_is_clean("at the end").await?;
        self.inputs_are_empty().await?;
        self.memory_is_clean().await?;
        self.nothing_went_out(order, cryptograms).await
    }

    /// Requests, console and the store's database.
    pub(crate) async fn nothing_went_out(&self, order: &Order<'_>, cryptograms: usize) -> Outcome {
        let requests = self.world.requests();
        for sent in &requests {
            self.clean("an address", &sent.url);
            self.clean(&format!("the headers to {}", sent.url), &sent.headers);
            for text in readings(&sent.body) {
                self.clean(&format!("the body to {}", sent.url), &text);
            }
        }
        self.clean("the console", &self.world.console().await?.join("\n"));
        let database = String::from_utf8_lossy(&self.world.database()?).into_owned();
        assert!(database.contains(&order.number().await?), "this is not the store's database");
        self.clean("the database", &database);
        let packets = packets(&requests);
        assert_eq!(packets.len(), cryptograms, "cryptograms that were sent");
        for packet in packets {
            assert!(!database.contains(&packet), "the cryptogram is in the database");
        }
        Ok(())
    }

    /// Which spellings of the number the component's memory holds.
    async fn numbers(&self) -> Outcome<Vec<String>> {
        let number = self.card.number;
        let grouped = number.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ");
        let middle = &grouped[5..14];
        self.world
            .ask(&format!(
                r"const text = new TextDecoder('latin1').decode(witnessedMemory.buffer);
                  return ['{number}', '{grouped}', '{middle}'].filter((digits) => text.includes(digits));"
            ))
            .await
    }

    /// How often the component's memory holds the CVV and no digit or letter beside it.
    async fn codes(&self) -> Outcome<usize> {
        let code = self.card.code;
        self.world
            .ask(&format!(
                r"const text = new TextDecoder('latin1').decode(witnessedMemory.buffer);
                  return [...text.matchAll(/(?<![\w+/]){code}(?![\w+/])/g)].length;"
            ))
            .await
    }

    #[track_caller]
    fn clean(&self, place: &str, text: &str) {
        let digits: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        assert!(!digits.contains(self.card.number), "{place} holds the card number");
        assert!(!stands_alone(text, self.card.code), "{place} holds the CVV");
    }
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

/// A text and every text that is in it as base64, however deep.
fn readings(text: &str) -> Vec<String> {
    let mut found = vec![text.to_owned()];
    let mut read = 0;
    while let Some(next) = found.get(read).cloned() {
        let is_base64 = |letter: char| letter.is_ascii_alphanumeric() || "+/".contains(letter);
        // As in JSON, and as in a form.
        for plain in [next.replace("\\/", "/"), next.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=")] {
            let pieces = plain.split(|letter| !is_base64(letter)).filter(|piece| piece.len() >= 8);
            let decoded = pieces.filter_map(|piece| String::from_utf8(STANDARD_NO_PAD.decode(piece).ok()?).ok());
            found.extend(decoded.filter(|text| !found.contains(text)).collect::<Vec<_>>());
        }
        read += 1;
    }
    found
}

/// Every attribute, text, stored value and address the page holds, through all shadow roots, what its forms would send, and what its
/// events told.
async fn page(world: &World) -> Outcome<String> {
    world
        .ask(
            r"const found = [location.href, document.cookie, document.referrer, JSON.stringify(history.state), ...(window.told ?? [])];
              for (const store of [localStorage, sessionStorage]) found.push(JSON.stringify({ ...store }));
              for (const { name } of performance.getEntries()) found.push(name);
              const walk = (root) => {
                for (const element of root.querySelectorAll('*')) {
                  for (const attribute of element.attributes) found.push(attribute.value);
                  for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) found.push(node.data);
                  if (element instanceof HTMLFormElement) found.push(JSON.stringify([...new FormData(element)]));
                  if (element.shadowRoot) walk(element.shadowRoot);
                }
              };
              walk(document);
              return found.join('\n');",
        )
        .await
}

/// What the inputs of the form hold.
async fn typed(world: &World) -> Outcome<Vec<String>> {
    world.ask("return [...document.querySelector('cloudpayments-checkout').shadowRoot.querySelectorAll('input')].map((input) => input.value)").await
}

/// A piece out of the middle of every cryptogram the browser sent, long enough to be found if it is anywhere.
fn packets(requests: &[Request]) -> Vec<String> {
    let cryptograms = requests.iter().filter_map(|sent| {
        let body: serde_json::Value = serde_json::from_str(&sent.body).ok()?;
        body["cryptogram"].as_str().map(str::to_owned)
    });
    cryptograms.map(|packet| packet[packet.len() / 2..][..64].to_owned()).collect()
}

#[test]
fn the_search_for_secrets_finds_them() {
    assert!(stands_alone("{\"cvv\":\"907\"}", "907"));
    assert!(stands_alone("cvv 907", "907"));
    assert!(!stands_alone("1907", "907"));
    assert!(!stands_alone("a+907/b", "907"));
}

#[test]
fn base64_in_base64_is_read() {
    let inner = STANDARD.encode("{\"cvv\":\"907\"}");
    let outer = STANDARD.encode(format!("{{\"Value\":\"{inner}\"}}"));
    let found = readings(&format!("packet={}&x=1", outer.replace('=', "%3D")));
    assert!(found.iter().any(|text| stands_alone(text, "907")), "{found:?}");
}
