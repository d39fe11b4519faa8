//! Pay pressed before the module runs.

use e2e::{Outcome, Setup, World, scenario};
use serde_json::json;

#[test]
fn a_press_that_was_too_early_asks_for_what_is_missing_when_the_module_runs() -> Outcome {
    scenario(Setup::default(), async |world| {
        let told = early(world, "div", "12 / 3", "root.getElementById('pay').click();").await?;
        assert_eq!(told, ["expiry", "editing", "", "1"], "focus, phase, errors, fields that are wrong");
        Ok(())
    })
}

#[test]
fn a_press_that_was_too_early_goes_to_pay_and_its_price_and_sends_nothing() -> Outcome {
    scenario(Setup::default(), async |world| {
        let told = early(world, "div", "12 / 39", "root.getElementById('pay').click();").await?;
        assert_eq!(told, ["pay", "editing", "", "0"], "focus, phase, errors, fields that are wrong");
        assert!(world.ledger().transactions().await?.is_empty());
        Ok(())
    })
}

#[test]
fn who_went_on_after_a_press_that_was_too_early_keeps_the_focus_and_every_key() -> Outcome {
    scenario(Setup::default(), async |world| {
        let elsewhere = "root.getElementById('pay').click(); const promo = around.appendChild(document.createElement('input')); promo.id = 'promo'; promo.focus();";
        let told = early(world, "div", "12 / 39", elsewhere).await?;
        assert_eq!(told[..3], ["", "editing", ""], "focus, phase, errors");
        assert_eq!(world.ask::<String>("return document.activeElement.id").await?, "promo");
        let typing = "root.getElementById('pay').click(); const number = root.getElementById('number'); number.focus(); number.value = '41';
            number.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText' }));";
        let told = early(world, "div", "12 / 39", typing).await?;
        assert_eq!(told, ["number", "editing", "", "0"], "focus, phase, errors, fields that are wrong");
        let selected = "const { selectionStart, selectionEnd } = document.querySelector('cloudpayments-checkout').shadowRoot.getElementById('number');
            return [selectionStart, selectionEnd].join()";
        assert_eq!(world.ask::<String>(selected).await?, "2,2");
        Ok(())
    })
}

#[test]
fn a_form_around_that_was_sent_too_early_is_sent_once_there_is_a_cryptogram() -> Outcome {
    scenario(Setup::default(), async |world| {
        let told = early(world, "form", "12 / 39", "button.click(); window.early = window.sent;").await?;
        assert_eq!((told[2].as_str(), told[3].as_str()), ("", "0"), "errors, fields that are wrong");
        let sent = "return window.sent ? [window.early, window.sent, window.kept > 100] : null";
        let sent: (u32, u32, bool) = e2e::until("the form is sent", async || world.ask(sent).await).await?;
        assert_eq!(sent, (0, 1, true));
        Ok(())
    })
}

#[test]
fn a_form_around_waits_for_a_card_however_early_it_is_sent() -> Outcome {
    scenario(Setup::default(), async |world| {
        let told = early(world, "form", "4", "button.click();").await?;
        assert_eq!(told[..3], ["expiry", "editing", ""], "focus, phase, errors");
        assert_eq!(world.ask::<u32>("return window.sent").await?, 0);
        Ok(())
    })
}

/// Puts an element into a tag of its own, with a card good to `expiry`, has it pressed before the module runs, and tells where the focus and
/// the payment are when it does, the errors told by then, and how many fields are wrong.
async fn early(world: &World, around: &str, expiry: &str, press: &str) -> Outcome<Vec<String>> {
    world.open("/secure.html").await?;
    let script = format!(
        "const [tag, expiry, script, done] = arguments;
        (async () => {{
          const {{ default: init, define }} = await import('/pkg/element.js');
          define();
          const [around, button, checkout] = [tag, 'button', 'cloudpayments-checkout'].map((name) => document.createElement(name));
          const attributes = {{ name: 'cryptogram', 'public-id': 'test_api_00000000000000000000001', script, lang: 'en' }};
          for (const [name, value] of Object.entries(attributes)) checkout.setAttribute(name, value);
          around.append(checkout, button);
          document.querySelector('main').prepend(around);
          const errors = [], root = checkout.shadowRoot;
          window.sent = 0;
          checkout.addEventListener('checkout-error', ({{ detail }}) => errors.push(detail.code));
          around.addEventListener('submit', (event) => {{
            event.preventDefault();
            window.sent += 1;
            window.kept = new FormData(around).get('cryptogram')?.length;
          }});
          const running = init();
          for (const [id, value] of Object.entries({{ number: '4242424242424242', expiry, code: '123', holder: 'CARD HOLDER' }})) root.getElementById(id).value = value;
          {press}
          await running;
          done([root.activeElement?.id ?? '', checkout.phase, errors.join(), String(root.querySelectorAll('[aria-invalid=true]').length)]);
        }})();"
    );
    let arguments = vec![json!(around), json!(expiry), json!(format!("{}/checkout.js", world.sandbox_url()))];
    Ok(world.browser().execute_async(&script, arguments).await?.convert()?)
}

#[test]
fn a_module_that_hangs_is_given_up_and_the_shopper_reads_so() -> Outcome {
    scenario(Setup::default(), async |world| {
        world.ledger().fault(&json!({"script": {"delay": 600_000}})).await?;
        world.open("/secure.html").await?;
        let script = "const [hanging, done] = arguments;
            (async () => {
              const { default: init, define } = await import('/pkg/element.js');
              define();
              const checkout = document.createElement('cloudpayments-checkout'), { timeout } = AbortSignal;
              checkout.lang = 'en';
              document.querySelector('main').prepend(checkout);
              let limit;
              AbortSignal.timeout = (ms) => { limit = ms; return timeout.call(AbortSignal, 200); };
              const { code, fault } = await init(hanging).catch((error) => error);
              done([code, fault, String(limit), checkout.shadowRoot.getElementById('result-title').textContent]);
            })();";
        let arguments = vec![json!(format!("{}/checkout.js", world.sandbox_url()))];
        let told: Vec<String> = world.browser().execute_async(script, arguments).await?.convert()?;
        assert_eq!(told, ["component.load_failed", "network", "60000", "The payment form did not load"]);
        Ok(())
    })
}
