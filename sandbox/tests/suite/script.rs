//! The checkout script in a real engine: every row of `tests/script/rows.mjs`, and a payment with a packet of its own making.

use std::{path::Path, process::Stdio};

use serde_json::json;
use tokio::process::Command;

use crate::support::Terminal;

#[tokio::test]
async fn every_statement_about_the_script_holds() {
    let real = std::env::var("CHECKOUT_REAL").is_ok_and(|value| value == "1");
    let terminal = Terminal::open().await;
    let mut node = node();
    node.args(["--test", "--test-reporter=tap", "checkout.test.mjs"]);
    // With CHECKOUT_REAL=1 the rows run against the provider's own script, or against what CHECKOUT_SCRIPT names.
    if !real {
        node.env("CHECKOUT_SCRIPT", terminal.url("/checkout.js"));
    }
    let run = node.output().await.expect("node must be on PATH: it runs the checkout script");
    let report = String::from_utf8_lossy(&run.stdout);
    let failed: Vec<&str> = report.lines().filter(|line| line.trim_start().starts_with("not ok")).collect();
    assert!(run.status.success(), "{failed:#?}\n{report}\n{}", String::from_utf8_lossy(&run.stderr));
    let passed = report.lines().find_map(|line| line.strip_prefix("# pass ")).unwrap();
    assert!(passed.parse::<u32>().unwrap() > 100, "only {passed} rows ran");
}

#[tokio::test]
async fn packets_of_both_methods_are_charged() {
    let terminal = Terminal::open().await;
    for method in ["createPaymentCryptogram", "createCryptogramPacket"] {
        let mut node = node();
        node.args(["packet.mjs", &terminal.url("/checkout.js"), method, "5200828282828210"]);
        let run = node.stderr(Stdio::inherit()).output().await.unwrap();
        let packet = String::from_utf8(run.stdout).unwrap();
        let answer = terminal.charge("5200828282828210", json!({"CardCryptogramPacket": packet.trim()})).await;
        assert_eq!(answer["Model"]["Status"], "Completed", "{method}: {answer}");
        assert_eq!(answer["Model"]["CardExpDate"], "12/99");
    }
}

fn node() -> Command {
    let mut node = Command::new("node");
    node.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/script"));
    node
}
