//! `/bins/info` as a page's script calls it, `/checkout.js` as a browser loads it, and `/health`.

use cloudpayments_sandbox::Config;
use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};

use crate::support::Terminal;

#[tokio::test]
async fn a_page_of_any_origin_may_ask_after_a_preflight() {
    let terminal = Terminal::open().await;
    let url = terminal.url("/bins/info?Bin=424242&SevenNumberHash=00&EightNumberHash=00");
    let preflight = terminal
        .client
        .request(Method::OPTIONS, &url)
        .header(header::ORIGIN, "https://shop.test")
        .header(header::ACCESS_CONTROL_REQUEST_METHOD, "GET")
        .header(header::ACCESS_CONTROL_REQUEST_HEADERS, "content-type")
        .send()
        .await
        .unwrap();
    assert_eq!(preflight.status(), StatusCode::NO_CONTENT);
    assert_eq!(preflight.headers()["access-control-allow-origin"], "*");
    assert_eq!(preflight.headers()["access-control-allow-headers"], "content-type");
    let answer = terminal.client.get(&url).header(header::CONTENT_TYPE, "application/json").send().await.unwrap();
    assert_eq!(answer.headers()["access-control-allow-origin"], "*");
    let answer: Value = answer.json().await.unwrap();
    assert_eq!((&answer["Success"], &answer["Model"]["HideCvvInput"]), (&json!(true), &json!(false)));
}

#[tokio::test]
async fn cards_without_a_cvv_are_known_by_their_bin() {
    let terminal = Terminal::open().await;
    for (query, success, hide) in [
        ("?Bin=986009", true, json!(true)),
        ("?Bin=860002", true, json!(true)),
        ("?Bin=555555", true, json!(false)),
        ("?Bin=42424", false, json!(null)),
        ("?Bin=abcdef", false, json!(null)),
        ("", false, json!(null)),
    ] {
        let answer = terminal.client.get(terminal.url(&format!("/bins/info{query}"))).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        assert_eq!(answer["Success"], success, "{query}");
        assert_eq!(answer["Model"]["HideCvvInput"], hide, "{query}");
    }
}

#[tokio::test]
async fn the_script_calls_back_to_the_address_it_was_loaded_by() {
    let terminal = Terminal::open().await;
    let port = terminal.sandbox.address.port();
    let load = async |host: &str| {
        let request = terminal.client.get(terminal.url("/checkout.js")).header(header::HOST, host);
        request.send().await.unwrap().text().await.unwrap()
    };
    for (host, wanted) in [
        (format!("127.0.0.1:{port}"), format!("http://127.0.0.1:{port}")),
        (format!("localhost:{port}"), format!("http://localhost:{port}")),
        ("pay.test".to_owned(), "http://pay.test".to_owned()),
    ] {
        assert!(load(&host).await.contains(&format!("var API = \"{wanted}\";")), "{host}");
    }
    let configured =
        Terminal::with(Config { public_url: Some("https://pay.test/".to_owned()), ..Config::default() }).await;
    let script = configured.client.get(configured.url("/checkout.js")).send().await.unwrap().text().await.unwrap();
    assert!(script.contains("var API = \"https://pay.test\";"));
}

#[tokio::test]
async fn the_script_is_served_as_a_classic_script_that_any_page_may_load() {
    let terminal = Terminal::open().await;
    let answer = terminal.client.get(terminal.url("/checkout.js")).send().await.unwrap();
    for (name, wanted) in [
        ("content-type", "text/javascript; charset=utf-8"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-cache"),
    ] {
        assert_eq!(answer.headers()[name], wanted);
    }
    let script = answer.text().await.unwrap();
    assert!(!script.contains("__"), "every placeholder is filled in");
    for forbidden in ["eval(", "new Function", "innerHTML", "document.write", "import "] {
        assert!(!script.contains(forbidden), "{forbidden} would not run under a strict policy");
    }
}

#[tokio::test]
async fn health_says_ok() {
    let terminal = Terminal::open().await;
    let answer: Value = terminal.client.get(terminal.url("/health")).send().await.unwrap().json().await.unwrap();
    assert_eq!(answer, json!({"status": "ok"}));
}
