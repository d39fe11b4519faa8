//! An API client nobody here wrote: the npm package `cloudpayments`, pointed at the sandbox by its own `endpoint` setting.

use std::path::Path;

use cloudpayments_sandbox::Config;
use serde_json::{Value, json};
use tokio::process::Command;

use crate::support::{Shop, Terminal};

#[tokio::test]
async fn a_published_client_tests_charges_finds_and_refunds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/client");
    let installed = Command::new("npm")
        .args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"])
        .current_dir(&folder)
        .output()
        .await
        .expect("npm must be on PATH: it brings the client");
    assert!(installed.status.success(), "{}", String::from_utf8_lossy(&installed.stderr));
    let shop = Shop::open(&[]).await;
    let terminal = Terminal::with(Config { webhooks: Some(shop.url.clone()), ..Config::default() }).await;
    terminal.paid(json!({"Description": "Оқу курсы"})).await;
    let pay = shop.call("pay", 0).await;
    let run = Command::new("node")
        .arg("pay.cjs")
        .current_dir(&folder)
        .env("SANDBOX_URL", &terminal.sandbox.url)
        .env("PLAIN_PACKET", terminal.packet("4111111111111111"))
        .env("SECURE_PACKET", terminal.packet("4242424242424242"))
        .env("POOR_PACKET", terminal.packet("4000056655665556"))
        .env("WEBHOOK_BODY", &pay.body)
        .env("WEBHOOK_SIGNATURE", pay.headers["content-hmac"].to_str().unwrap())
        .output()
        .await
        .expect("node must be on PATH: it runs the client");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let seen: Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(
        seen,
        json!({
            "test": true,
            "charged": {"paid": true, "challenge": false, "status": "Completed"},
            "secure": {"paid": false, "challenge": true},
            "poor": {"paid": false, "challenge": false, "reason": 5051},
            "found": {"paid": true, "same": true},
            "refunded": true,
            "refundedAgain": "Amount must not be more than 6.00",
            "webhook": {"code": 0},
        })
    );
}
