//! The secure window where something is wrong: the page that opens it, what lies over it, what does not come.

use e2e::{Failure, Need, Outcome, Setup, VISA_PLAIN, World, page::Window, scenario, until};

use crate::window::WINDOW;

#[test]
fn a_payment_page_opened_by_hand_says_that_it_opens_from_a_store() -> Outcome {
    scenario(WINDOW, async |world| {
        world.browser().goto(format!("{}/pay.html?lang=en", world.pay_url())).await?;
        let refusal = Window::here(world).refusal().await?;
        world.picture("alone").await?;
        assert!(refusal.contains("opens from a store"), "{refusal}");
        assert!(!has_form(world).await?);
        Ok(())
    })
}

#[test]
fn a_page_that_is_not_listed_gets_a_refusal_instead_of_a_form() -> Outcome {
    scenario(WINDOW, async |world| {
        // Some page of somebody else's.
        world.browser().goto(format!("{}/admin/transactions", world.sandbox_url())).await?;
        world.expect("favicon.ico");
        let script = format!(
            "addEventListener('message', ({{ data, source }}) => {{
               const {{ port2 }} = new MessageChannel();
               source.postMessage({{ type: 'cloudpayments-window:open', nonce: data.nonce }}, '*', [port2]);
             }});
             const opens = document.createElement('button');
             opens.textContent = 'Pay';
             opens.addEventListener('click', () => open('{}/pay.html?lang=en'));
             Object.assign(opens.style, {{ position: 'fixed', inset: '0', zIndex: 9 }});
             document.body.append(opens);
             return opens",
            world.pay_url()
        );
        // Only a press may open a window.
        let opens = world.element(&script).await?.ok_or_else(|| Failure::new("no button"))?;
        opens.click().await?;
        turn_to_the_other_window(world).await?;
        let refusal = Window::here(world).refusal().await?;
        world.picture("refused").await?;
        assert!(refusal.contains("not on its list"), "{refusal}");
        assert!(!has_form(world).await?);
        Ok(())
    })
}

#[test]
fn a_policy_that_only_reports_and_one_about_another_page_are_no_refusal() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        // The browser tells of every policy, a report-only one among them.
        world.expect("frame-src blocked");
        let script = format!(
            "const window = document.querySelector('cloudpayments-window'), words = window.shadowRoot.getElementById('said');
             const said = (blockedURI, disposition) => {{
               const about = {{ effectiveDirective: 'frame-src', blockedURI, disposition, documentURI: location.href }};
               document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', {{
                 violatedDirective: 'frame-src', originalPolicy: '', statusCode: 200, ...about,
               }}));
               return words.textContent.includes('did not open');
             }};
             window.open();
             return [said('{pay}/pay.html', 'report'), said('{pay}0', 'enforce'), said('{pay}', 'enforce')]",
            pay = world.pay_url()
        );
        let said: Vec<bool> = world.ask(&script).await?;
        assert_eq!(said, [false, false, true]);
        window.enter().await?;
        Ok(())
    })
}

#[test]
fn pay_is_held_while_the_form_cannot_be_seen_and_a_tab_is_offered() -> Outcome {
    scenario(Setup { needs: &[Need::Sight], ..WINDOW }, async |world| {
        let window = Window::of_new_order(world).await?;
        window.press().await?;
        window.enter().await?.fill(VISA_PLAIN).await?;
        window.leave().await?;
        window.ask::<Option<bool>>("dialog", "(node.style.opacity = '0.2', null)").await?;
        let form = window.enter().await?;
        until("the offer of a tab", async || {
            let shown: bool = world.ask("return document.getElementById('covered').checkVisibility()").await?;
            Ok(shown.then_some(()))
        })
        .await?;
        world.picture("covered").await?;
        form.pay().await?;
        world.settled().await?;
        assert_eq!(form.phase().await?, "editing");
        window.leave().await?;
        window.ask::<Option<bool>>("dialog", "(node.style.opacity = '', null)").await?;
        let form = window.enter().await?;
        until("Pay to be taken", async || {
            form.pay().await?;
            Ok((form.phase().await? != "editing").then_some(()))
        })
        .await?;
        window.is_paid_once().await?;
        Ok(())
    })
}

#[test]
fn a_payment_page_that_does_not_come_is_told_and_can_be_tried_again() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        // Another page is at the address: it comes, and does not say hello.
        let elsewhere = format!("{}/health", world.sandbox_url());
        let right: String = world.ask("return document.querySelector('cloudpayments-window').src").await?;
        window.set("src", &elsewhere).await?;
        window.press().await?;
        window.notes("did not open here").await?;
        world.picture("watchdog").await?;
        window.answer(0).await?;
        // The button is gone, and the focus not with it.
        let is_at_title = "node.getRootNode().activeElement === node";
        until("the title to have the focus", async || {
            Ok(window.ask::<bool>("#title", is_at_title).await?.then_some(()))
        })
        .await?;
        window.notes("did not open here").await?;
        window.set("src", &right).await?;
        window.answer(0).await?;
        let form = window.enter().await?;
        form.fill(VISA_PLAIN).await?;
        form.pay().await?;
        window.is_paid_once().await?;
        Ok(())
    })
}

#[test]
fn an_endpoint_that_is_not_the_stores_is_told_at_once_and_can_be_put_right() -> Outcome {
    scenario(WINDOW, async |world| {
        let window = Window::of_new_order(world).await?;
        let right: String = world.ask("return document.querySelector('cloudpayments-window').endpoint").await?;
        for wrong in ["http://", "https://elsewhere.example/payments", "data:,"] {
            window.set("endpoint", wrong).await?;
            window.press().await?;
            window.notes("wrong address").await?;
            window.ask::<Option<bool>>("#close", "(node.click(), null)").await?;
            window.closes().await?;
        }
        window.set("endpoint", &right).await?;
        window.pay(VISA_PLAIN).await?;
        window.is_paid_once().await?;
        Ok(())
    })
}

#[test]
fn a_page_whose_base_is_elsewhere_is_told_that_its_endpoint_is_there_too_if_it_has_one() -> Outcome {
    scenario(WINDOW, async |world| {
        let src = world.pay_url();
        let page = format!(
            "<!doctype html><html lang=en><head><link rel=icon href=data:,><title>A shop</title><script type=module src=/based.js></script>
             <base href=https://elsewhere.example/></head><body>
             <cloudpayments-window src={src}/pay.html endpoint=/api/payments order=A-1 amount=5 token-url=/token></cloudpayments-window></body></html>"
        );
        world.serve("/based.js", "text/javascript", "", "import { define } from '/pkg/window.js'; define();");
        world.serve("/based.html", "text/html", "object-src 'none'", &page);
        world.open("/based.html").await?;
        let window = Window::here(world);
        window.there().await?;
        window.set("endpoint", "").await?;
        window.press().await?;
        window.notes("Opening").await?;
        window.press_close().await?;
        window.closes().await?;
        window.set("endpoint", "/api/payments").await?;
        window.press().await?;
        window.notes("wrong address").await?;
        window.press_close().await?;
        window.closes().await?;
        world.browser().execute("document.querySelector('base').remove()", Vec::new()).await?;
        window.press().await?;
        window.notes("Opening").await
    })
}

pub(crate) async fn has_form(world: &World) -> Outcome<bool> {
    world.ask("return document.getElementById('card').checkVisibility()").await
}

/// Turns to the window that was opened.
pub(crate) async fn turn_to_the_other_window(world: &World) -> Outcome {
    let here = world.browser().window().await?;
    let other = until("another window", async || {
        Ok(world.browser().windows().await?.into_iter().find(|window| *window != here))
    })
    .await?;
    world.browser().switch_to_window(other).await?;
    Ok(())
}
