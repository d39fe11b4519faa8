//! Faults of the bank, by the sandbox's switches: what the shopper sees in the frame, and both ways on. `docs/FAULTS.md` tells the same.

use e2e::{Outcome, Setup, VISA_PLAIN, VISA_WITH_CHALLENGE, World, page::Order, scenario};
use serde_json::{Value, json};

/// What the frame comes to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Frame {
    /// The bank's question is there.
    Works,
    /// Something is there that nobody can answer, or nothing.
    Dead,
}

#[test]
fn whatever_the_bank_answers_the_payment_goes_on_in_the_whole_window_or_is_given_up() -> Outcome {
    rehearse("acs", &WAY)
}

#[test]
fn whatever_the_banks_page_is_the_payment_goes_on_in_the_whole_window_or_is_given_up() -> Outcome {
    rehearse("acsPage", &PAGE)
}

#[test]
fn every_fault_of_the_bank_is_in_the_table() -> Outcome {
    let table = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/FAULTS.md"))?;
    let rows = [
        (
            "the way to the bank",
            "whatever_the_bank_answers_the_payment_goes_on_in_the_whole_window_or_is_given_up",
            &WAY[..],
        ),
        (
            "the bank’s page",
            "whatever_the_banks_page_is_the_payment_goes_on_in_the_whole_window_or_is_given_up",
            &PAGE[..],
        ),
    ];
    for (step, test, faults) in rows {
        for (name, _, frame) in faults {
            let (seen, books, way_on) = match frame {
                Frame::Works => ("the bank’s page; then “Payment received”", "paid, one charge", "at once"),
                Frame::Dead => (
                    "a frame without the bank’s question, Cancel above it and, after 15 s, “Open your bank’s page in this window” below",
                    "open, no charge; paid, one charge, when the bank is back",
                    "in the whole window the same payment goes on; after Cancel, “Payment cancelled”, Pay is there again",
                ),
            };
            let row =
                format!("| {step}: {name} | {seen} | {books} | {way_on} | `e2e/tests/e2e/bank_faults.rs::{test}` |\n");
            assert!(table.contains(&row), "docs/FAULTS.md wants this row:\n{row}");
        }
    }
    Ok(())
}

fn rehearse(route: &str, faults: &[(&str, &str, Frame)]) -> Outcome {
    scenario(Setup::default(), async |world| {
        // The relay's words about a connection that was cut and an answer of 500 and more, and the browser's.
        world.expect("/acs");
        world.hold_long_timers();
        for (place, (name, fault, frame)) in faults.iter().enumerate() {
            let mut fault: Value = serde_json::from_str(fault)?;
            if *frame == Frame::Dead {
                // However often the browser tries.
                fault["times"] = json!(50);
            }
            let order = world.order().await?;
            let checkout = order.checkout();
            checkout.fill(VISA_WITH_CHALLENGE).await?;
            world.ledger().fault(&json!({ route: fault })).await?;
            checkout.pay().await?;
            checkout.reaches(&["challenging"]).await?;
            match frame {
                Frame::Works => checkout.bank().await?.approve().await?,
                Frame::Dead => goes_on(world, &order, name, place % 2 == 0).await?,
            }
            order.receipt().await?;
            assert_eq!(world.ledger().count("Completed").await?, place + 1, "{route}: {name}");
            world.ledger().mend().await?;
        }
        Ok(())
    })
}

async fn goes_on(world: &World, order: &Order<'_>, name: &str, in_whole_window: bool) -> Outcome {
    let checkout = order.checkout();
    world.elapse(15).await?;
    assert!(checkout.offers_whole_window().await?, "{name}");
    world.picture(&name.replace(' ', "-")).await?;
    world.ledger().mend().await?;
    if in_whole_window {
        return checkout.open_whole_window().await?.approve().await;
    }
    checkout.cancel().await?;
    checkout.shows("cancelled").await?;
    assert!(!order.is_paid().await?, "{name}");
    checkout.fill(VISA_PLAIN).await?;
    checkout.pay().await
}

/// What can happen to `POST /acs`, which redirects to the page.
const WAY: [(&str, &str, Frame); 11] = [
    ("refused", r#"{"refuse": true}"#, Frame::Dead),
    ("dropped, nothing done", r#"{"drop": "before"}"#, Frame::Dead),
    ("dropped, all done", r#"{"drop": "after"}"#, Frame::Dead),
    ("status 500", r#"{"status": 500}"#, Frame::Dead),
    ("status 502 with a page", r#"{"status": 502, "body": "html"}"#, Frame::Dead),
    ("status 502 with a page, all done", r#"{"status": 502, "body": "html", "when": "after"}"#, Frame::Dead),
    ("status 200 with a page", r#"{"status": 200, "body": "html"}"#, Frame::Dead),
    ("no answer ever", r#"{"hang": "before"}"#, Frame::Dead),
    ("no answer ever, all done", r#"{"hang": "after"}"#, Frame::Dead),
    ("late", r#"{"delay": 300}"#, Frame::Works),
    ("a slow trickle", r#"{"trickle": 5}"#, Frame::Works),
];

/// What can happen to the page itself.
const PAGE: [(&str, &str, Frame); 11] = [
    ("refused", r#"{"refuse": true}"#, Frame::Dead),
    ("dropped", r#"{"drop": "before"}"#, Frame::Dead),
    ("status 500", r#"{"status": 500}"#, Frame::Dead),
    ("status 502 with a page", r#"{"status": 502, "body": "html"}"#, Frame::Dead),
    ("status 200 with a page", r#"{"status": 200, "body": "html"}"#, Frame::Dead),
    ("an empty page", r#"{"status": 200, "body": "empty"}"#, Frame::Dead),
    ("half of it", r#"{"truncate": true}"#, Frame::Dead),
    ("a wrong content type, so no page", r#"{"mislabel": true}"#, Frame::Dead),
    ("no answer ever", r#"{"hang": "before"}"#, Frame::Dead),
    ("late", r#"{"delay": 300}"#, Frame::Works),
    ("a slow trickle", r#"{"trickle": 5}"#, Frame::Works),
];
