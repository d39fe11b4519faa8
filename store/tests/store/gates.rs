//! How the store behaves towards balancers, log collectors and a gateway that takes so many requests at once.

use std::cell::Cell;
use std::process::Stdio;
use std::time::Duration;

use cloudpayments_checkout::wire::Answer;
use reqwest::StatusCode;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::process::Command;

use crate::gateway::{self, Act, CHARGE};
use crate::stand::{Folder, Stand, attempt_at, held};

#[tokio::test]
async fn a_store_that_stops_says_so_and_goes_on_serving_meanwhile() {
    let stand = Stand::with(|settings| settings.patience.drain = Duration::from_secs(600)).await;
    let asked = async |path: &str| {
        let answer = stand.browser.get(stand.at(path)).send().await.unwrap();
        (answer.status(), answer.json::<Value>().await.unwrap()["status"].clone())
    };
    assert_eq!(asked("/ready").await, (StatusCode::OK, "ok".into()));
    let request = attempt_at(&stand.order().await);
    let Stand { store, gateway, browser, .. } = stand;
    let url = store.url.clone();
    let stopping = tokio::spawn(store.stop());
    loop {
        let ready = browser.get(format!("{url}/ready")).send().await.unwrap();
        if ready.status() == StatusCode::SERVICE_UNAVAILABLE {
            assert_eq!(ready.json::<Value>().await.unwrap()["status"], "stopping");
            break;
        }
        tokio::task::yield_now().await;
    }
    assert_eq!(browser.get(format!("{url}/health")).send().await.unwrap().status(), StatusCode::OK);
    gateway.now(CHARGE, Act::Say(gateway::paid()));
    let paid = browser.post(format!("{url}/api/payments")).json(&request).send().await.unwrap();
    assert!(matches!(paid.json::<Answer>().await.unwrap(), Answer::Paid { .. }));
    stopping.abort();
}

#[tokio::test]
async fn requests_to_the_gateway_wait_for_their_turn() {
    let stand = Stand::with(|settings| settings.gateway_at_once = Some(1)).await;
    let (gate, first) = held(gateway::paid());
    stand.gateway.now(CHARGE, first);
    stand.gateway.will(CHARGE, Act::Say(gateway::declined(5051)));
    let (one, two) = (attempt_at(&stand.order().await), attempt_at(&stand.order().await));
    let waiting = async {
        stand.gateway.wait_for(CHARGE, 1).await;
        // The second attempt is in the books, and its charge is not at the gateway.
        let books = stand.books().await;
        let open = "SELECT COUNT(*) FROM attempts WHERE state = 'sent'";
        while sqlx::query_scalar::<_, i64>(open).fetch_one(&books).await.unwrap() < 2 {
            tokio::task::yield_now().await;
        }
        assert_eq!(stand.gateway.seen(CHARGE).len(), 1);
        gate.notify_one();
    };
    let (one, two, ()) = tokio::join!(stand.pay(&one), stand.pay(&two), waiting);
    let answers = [one.unwrap(), two.unwrap()];
    assert!(answers.iter().any(|answer| matches!(answer, Answer::Paid { .. })), "{answers:?}");
    assert!(answers.iter().any(|answer| matches!(answer, Answer::Declined { .. })), "{answers:?}");
}

#[tokio::test]
async fn a_charge_that_waited_too_long_for_its_turn_is_not_sent() {
    let stand = Stand::with(|settings| settings.gateway_at_once = Some(1)).await;
    let (gate, first) = held(gateway::paid());
    stand.gateway.now(CHARGE, first);
    let (one, two) = (attempt_at(&stand.order().await), attempt_at(&stand.order().await));
    let waiting = async {
        stand.gateway.wait_for(CHARGE, 1).await;
        let books = stand.books().await;
        let open = "SELECT COUNT(*) FROM attempts WHERE state = 'sent'";
        while sqlx::query_scalar::<_, i64>(open).fetch_one(&books).await.unwrap() < 2 {
            tokio::task::yield_now().await;
        }
        stand.clock.advance(Duration::from_secs(31));
        gate.notify_one();
    };
    let (one, two, ()) = tokio::join!(stand.pay(&one), stand.pay(&two), waiting);
    let refused = [one, two].into_iter().find_map(Result::err).unwrap();
    assert!(!refused.1.charged, "{refused:?}");
    assert_eq!(stand.gateway.seen(CHARGE).len(), 1);
}

#[tokio::test]
async fn the_log_is_one_json_object_a_line_where_that_is_wanted() {
    logs(&["--log", "json"], |line| {
        let told: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"));
        assert!(told["timestamp"].is_string() && told["level"].is_string(), "{line}");
        let says_ready = told["message"].as_str().is_some_and(|message| message.starts_with("ready http://127.0.0.1:"));
        assert_eq!(says_ready, line.contains("ready http://127.0.0.1:"), "{line}");
    })
    .await;
}

#[tokio::test]
async fn a_log_that_goes_to_no_terminal_has_no_colours_and_a_limit_no_machine_reaches_is_none() {
    logs(&["--gateway-at-once", "18446744073709551615"], |line| assert!(!line.contains('\u{1b}'), "{line}")).await;
}

#[tokio::test]
async fn a_variable_that_is_set_to_nothing_counts_as_absent_and_a_folder_that_is_not_there_is_named() {
    let said = Cell::new(0);
    logs(&["--www", "no/such/folder"], |line| {
        said.set(said.get() + usize::from(line.contains("STORE_WWW: there is no folder no/such/folder")));
    })
    .await;
    assert_eq!(said.get(), 1);
}

#[tokio::test]
async fn a_wrong_setting_is_named_with_what_is_wanted() {
    for (arguments, wanted) in [
        (["--listen", "localhost:8402"], "such as 127.0.0.1:8402"),
        (["--pay-listen", "8403"], "such as 127.0.0.1:8402"),
        (["--programs", "no/such/file.json"], "the programs of no/such/file.json: "),
    ] {
        let folder = Folder::new();
        let mut program = Command::new(env!("CARGO_BIN_EXE_cloudpayments-store"));
        program.args(arguments).env("STORE_LISTEN", "127.0.0.1:0").env("DATABASE_URL", folder.database());
        let run = program.output().await.unwrap();
        let said = [run.stdout, run.stderr].map(|text| String::from_utf8(text).unwrap()).concat();
        assert!(!run.status.success() && said.contains(wanted), "{said}");
    }
}

/// Runs the store's program until it is ready, and looks at each line of its log.
async fn logs(arguments: &[&str], look: impl Fn(&str)) {
    let folder = Folder::new();
    let nothing = [
        "STORE_PUBLIC_URL",
        "STORE_WWW",
        "STORE_PKG",
        "STORE_PROGRAMS",
        "STORE_ORDERS_PER_MINUTE",
        "STORE_ATTEMPTS_PER_MINUTE",
        "STORE_SUPPORT_EMAIL",
        "CLOUDPAYMENTS_API",
        "CLOUDPAYMENTS_SCRIPT",
        "STORE_GATEWAY_AT_ONCE",
        "STORE_DRAIN",
        "STORE_LOG",
        "STORE_PAY_ORIGINS",
        "STORE_PAY_LISTEN",
        "STORE_PAY_PUBLIC_URL",
        "STORE_PAY_STORES",
    ];
    let mut store = Command::new(env!("CARGO_BIN_EXE_cloudpayments-store"))
        .args(["--listen", "127.0.0.1:0"])
        .args(arguments)
        .envs(nothing.map(|name| (name, "")))
        .env("DATABASE_URL", folder.database())
        .env_remove("RUST_LOG")
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(store.stdout.take().unwrap()).lines();
    loop {
        let line = lines.next_line().await.unwrap().unwrap();
        look(&line);
        if line.contains("ready http://127.0.0.1:") {
            break;
        }
    }
    store.kill().await.unwrap();
}

#[tokio::test]
async fn a_client_whose_headers_never_end_is_cut_off() {
    let stand = Stand::with(|settings| settings.patience.client = Duration::from_millis(500)).await;
    let mut slow = TcpStream::connect(stand.store.address).await.unwrap();
    slow.write_all(b"POST /api/payments HTTP/1.1\r\nhost: shop\r\nx: ").await.unwrap();
    // To its end, or to a reset where not all of it was read yet.
    if let Err(wrong) = slow.read_to_end(&mut Vec::new()).await {
        assert_eq!(wrong.kind(), std::io::ErrorKind::ConnectionReset, "{wrong}");
    }
    assert_eq!(stand.browser.get(stand.at("/health")).send().await.unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn a_body_that_trickles_in_is_refused_as_everything_is_there() {
    let stand = Stand::with(|settings| settings.patience.client = Duration::from_millis(100)).await;
    let term = format!("/api/payments/term/{}", "0".repeat(32));
    let form = "application/x-www-form-urlencoded";
    for (path, kind, wanted) in [
        ("/api/payments", "application/json", r#""code":"store.bad_request""#),
        ("/api/payments/9f2c4e0b7a6d4c1f8e3b5a7092d1c6e4/abandon", "application/json", r#""charged":true"#),
        (&term, form, "<h1>"),
        ("/webhooks/pay", form, "HTTP/1.1 408"),
        ("/api/orders", "application/json", "HTTP/1.1 408"),
    ] {
        let mut slow = TcpStream::connect(stand.store.address).await.unwrap();
        let head =
            format!("POST {path} HTTP/1.1\r\nhost: shop\r\ncontent-type: {kind}\r\ncontent-length: 900\r\n\r\n{{");
        slow.write_all(head.as_bytes()).await.unwrap();
        let mut answer = String::new();
        slow.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 408") && answer.contains(wanted), "{path}: {answer}");
    }
    assert!(stand.gateway.seen(CHARGE).is_empty());
}
