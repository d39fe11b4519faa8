//! What the form says under its fields: it fits, it moves nothing, and what it offers is taken by one press.

use cloudpayments_checkout::card::{CodeError, ExpiryError, FieldError, HolderError, NumberError};
use cloudpayments_checkout::form::{Field as Named, PasteError};
use cloudpayments_checkout::text::{Key as Message, Locale, field_error, fill, paste_error, say};
use e2e::{Need, Outcome, Setup, World, page::Field, scenario};
use serde_json::json;
use thirtyfour::Key;

#[test]
fn no_message_and_no_offer_moves_anything() -> Outcome {
    scenario(Setup { needs: &[Need::Media], ..Setup::default() }, async |world| {
        let order = world.order().await?;
        let number = order.number().await?;
        let mut moved = Vec::new();
        for locale in Locale::ALL {
            world.open(&format!("/orders/{number}?lang={}", locale.tag())).await?;
            order.ready().await?;
            for width in [320, 360, 1280] {
                world.look_like(width, "light").await?;
                for (field, words, offer) in everything(locale) {
                    let [without, with]: [f64; 2] = heights(world, field, &words, &offer).await?;
                    if without < with {
                        moved.push(format!("{locale:?} {width} {field} {without} -> {with}: {words} {offer}"));
                    }
                }
            }
        }
        assert!(moved.is_empty(), "{} messages move the form:\n{}", moved.len(), moved.join("\n"));
        Ok(())
    })
}

#[test]
fn a_swapped_date_and_a_cyrillic_name_are_put_right_by_keyboard() -> Outcome {
    scenario(Setup { languages: "kk", ..Setup::default() }, async |world| {
        let order = world.order().await?;
        let checkout = order.checkout();
        let (before, _) = world.layout_shift().await?;
        checkout.type_into(Field::Expiry, "31/01").await?;
        checkout.leave(Field::Expiry).await?;
        assert_eq!(checkout.focused().await?.as_deref(), Some("expiry-offer"));
        world.picture("date").await?;
        press_enter(world).await?;
        assert_eq!(checkout.text(Field::Expiry).await?, "01 / 31");
        assert_eq!(checkout.focused().await?.as_deref(), Some("expiry"));
        assert!(!checkout.is_invalid(Field::Expiry).await?);

        checkout.type_into(Field::Holder, "Әлия Қасымқызы").await?;
        checkout.leave(Field::Holder).await?;
        checkout.complains(Field::Holder).await?;
        world.picture("name").await?;
        press_enter(world).await?;
        assert_eq!(checkout.text(Field::Holder).await?, "ALIYA KASSYMKYZY");
        checkout.type_into(Field::Holder, " X").await?;
        assert_eq!(checkout.text(Field::Holder).await?, "ALIYA KASSYMKYZY X");
        assert!(!checkout.is_invalid(Field::Holder).await?);
        let (sum, moved) = world.layout_shift().await?;
        assert!(sum <= before, "the page moved by {}:\n{}", sum - before, moved.join("\n"));
        Ok(())
    })
}

#[test]
fn nothing_moves_when_the_module_arrives_after_the_form() -> Outcome {
    scenario(Setup { needs: &[Need::Media], ..Setup::default() }, async |world| {
        for (lang, width) in [("kk", 1280), ("ru", 1280), ("en", 1280), ("en", 412), ("kk", 412)] {
            world.open("/secure.html").await?;
            world.look_like(width, "light").await?;
            let script = "const [lang, done] = arguments;
                (async () => {
                  const { default: init, define } = await import('/pkg/element.js');
                  define();
                  const checkout = document.createElement('cloudpayments-checkout');
                  for (const [name, value] of Object.entries({ lang, 'public-id': 'pk_x', amount: '12500', currency: 'KZT' })) checkout.setAttribute(name, value);
                  document.querySelector('main').prepend(checkout);
                  const parts = ['number', 'expiry', 'code', 'holder', 'pay', ...(innerWidth > 1000 ? ['why'] : [])].map((id) => checkout.shadowRoot.getElementById(id));
                  const places = () => parts.map((part) => `${part.id} ${Math.round(part.getBoundingClientRect().top)}`).join();
                  const before = places();
                  const words = () => checkout.shadowRoot.getElementById('number-label').textContent;
                  // What nobody sees yet is not drawn yet: the fields need not wait for it.
                  const silent = words() === '' && !checkout.shadowRoot.getElementById('challenge');
                  await init();
                  done([before, places(), silent && words() !== '']);
                })();";
            let told: (String, String, bool) =
                world.browser().execute_async(script, vec![json!(lang)]).await?.convert()?;
            assert!(told.2, "the module was there before the form");
            assert_eq!(told.0, told.1, "{lang} {width}");
            world.picture(&format!("{lang}-{width}")).await?;
        }
        Ok(())
    })
}

async fn press_enter(world: &World) -> Outcome {
    Ok(world.browser().action_chain().key_down(Key::Enter).key_up(Key::Enter).perform().await?)
}

/// Every line that may stand under a field: the field, the words, the offer below them.
fn everything(locale: Locale) -> Vec<(&'static str, String, String)> {
    let words = |key| say(key, locale);
    let errors = ERRORS.iter().map(|error| (error.field().as_str(), words(field_error(*error)), String::new()));
    let pastes = Named::ALL
        .iter()
        .flat_map(|field| PASTES.iter().map(|error| (field.as_str(), words(paste_error(*error)), String::new())));
    let name = fill(&say(Message::OfferName, locale), &[("name", "NURSULTAN ABDIKARIMOV")]);
    let names = [Message::HolderHint, Message::HolderLatinOnly, Message::HolderMixedAlphabets]
        .map(|key| ("holder", words(key), name.clone()));
    let date = ("expiry", String::new(), fill(&say(Message::OfferDate, locale), &[("date", "01 / 31")]));
    let hints = [
        ("number", Message::NumberHint),
        ("expiry", Message::ExpiryHint),
        ("code", Message::CodeHint),
        ("holder", Message::HolderHint),
    ]
    .map(|(field, hint)| (field, words(hint), String::new()));
    errors.chain(pastes).chain(hints).chain(names).chain([date]).collect()
}

/// How high the form is without words under the field, and with these.
async fn heights(world: &World, field: &str, words: &str, offer: &str) -> Outcome<[f64; 2]> {
    let script =
        "const [field, words, offer] = arguments, root = document.querySelector('cloudpayments-checkout').shadowRoot;
        const line = root.getElementById(`${field}-error`), button = root.getElementById(`${field}-offer`);
        const before = line.textContent, heights = [['', ''], [words, offer]].map(([said, offered]) => {
          line.textContent = said;
          button.textContent = offered;
          return root.getElementById('form').getBoundingClientRect().height;
        });
        line.textContent = before;
        button.textContent = '';
        return heights;";
    let arguments = vec![json!(field), json!(words), json!(offer)];
    Ok(world.browser().execute(script, arguments).await?.convert()?)
}

const ERRORS: [FieldError; 28] = [
    FieldError::Number(NumberError::Empty),
    FieldError::Number(NumberError::InvalidChars),
    FieldError::Number(NumberError::UnsupportedBrand),
    FieldError::Number(NumberError::TooLong),
    FieldError::Number(NumberError::Incomplete),
    FieldError::Number(NumberError::Luhn),
    FieldError::Expiry(ExpiryError::Empty),
    FieldError::Expiry(ExpiryError::Incomplete),
    FieldError::Expiry(ExpiryError::Month),
    FieldError::Expiry(ExpiryError::Past),
    FieldError::Expiry(ExpiryError::TooFar),
    FieldError::Expiry(ExpiryError::Invalid),
    FieldError::Code(CodeError::Empty),
    FieldError::Code(CodeError::InvalidChars),
    FieldError::Code(CodeError::Incomplete),
    FieldError::Code(CodeError::TooLong),
    FieldError::Holder(HolderError::Empty),
    FieldError::Holder(HolderError::LooksLikeCardNumber),
    FieldError::Holder(HolderError::DigitsOnly),
    FieldError::Holder(HolderError::InvalidChars),
    FieldError::Holder(HolderError::MixedAlphabets),
    FieldError::Holder(HolderError::LatinOnly),
    FieldError::Holder(HolderError::TooShort),
    FieldError::Holder(HolderError::TooLong),
    FieldError::Refused(Named::Number),
    FieldError::Refused(Named::Expiry),
    FieldError::Refused(Named::Code),
    FieldError::Refused(Named::Holder),
];

const PASTES: [PasteError; 6] = [
    PasteError::Nothing,
    PasteError::Link,
    PasteError::TrackData,
    PasteError::TwoNumbers,
    PasteError::TooLong,
    PasteError::CardNumber,
];
