//! Under a thumb: the keyboards that come up, and targets that are hit.

use e2e::{Outcome, Screen, Setup, VISA_PLAIN, VISA_POOR, page::Field, scenario};

#[test]
fn each_field_asks_for_its_keyboard_and_nothing_zooms_or_is_too_small_to_hit() -> Outcome {
    scenario(Setup { screen: Screen::Phone, ..Setup::default() }, async |world| {
        let order = world.order().await?;
        let checkout = order.checkout();
        let asked: Vec<(String, String, String, f64)> = world
            .ask(
                "return [...document.querySelector('cloudpayments-checkout').shadowRoot.querySelectorAll('input')].map((input) =>
                   [input.id, input.inputMode, input.enterKeyHint, parseFloat(getComputedStyle(input).fontSize)])",
            )
            .await?;
        let keyboards: Vec<_> =
            asked.iter().map(|(id, mode, hint, _)| (id.as_str(), mode.as_str(), hint.as_str())).collect();
        assert_eq!(
            keyboards,
            [
                ("number", "numeric", "next"),
                ("expiry", "numeric", "next"),
                ("code", "numeric", "next"),
                ("holder", "", "go"),
            ]
        );
        for (id, .., size) in &asked {
            assert!(*size >= 16.0, "{id} has letters of {size} px, and iOS zooms in on less than 16");
        }
        let small: Vec<String> = world
            .ask(
                "const { shadowRoot } = document.querySelector('cloudpayments-checkout');
                 return [...shadowRoot.querySelectorAll('button, summary, input')].flatMap((node) => {
                   const { width, height } = node.getBoundingClientRect();
                   // What only screen readers meet is no target.
                   const isSeen = width > 0 && getComputedStyle(node).clipPath === 'none';
                   return isSeen && (width < 24 || height < 24) ? [`${node.id || node.localName}: ${width} x ${height}`] : [];
                 })",
            )
            .await?;
        assert!(small.is_empty(), "too small for a thumb: {small:?}");
        // Over what stands there already.
        checkout.fill(VISA_POOR).await?;
        checkout.fill(VISA_PLAIN).await?;
        assert_eq!(checkout.text(Field::Number).await?, "4000 0000 0000 3055");
        let scale: f64 = world.ask("return visualViewport.scale").await?;
        assert!((scale - 1.0).abs() < 0.01, "the page zoomed to {scale}");
        checkout.pay().await?;
        order.receipt().await?;
        Ok(())
    })
}
