//! The payment page of the secure window as the store serves it: its files, its headers, and how both are set.

use std::path::Path;
use std::process::Command;

use cloudpayments_checkout::wire::Answer;
use cloudpayments_store::{Pay, Secret, Settings, StartError, Store};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::stand::{Stand, attempt_at, read};
use crate::window::{PAGE, SHOP, header, send, stand, token};

/// A store with a payment page of its own, of the files in this repository.
async fn stand_with_page(change: impl FnOnce(&mut Settings)) -> Stand {
    Stand::with(|settings| {
        settings.www = Path::new(env!("CARGO_MANIFEST_DIR")).join("../www");
        settings.pkg = settings.www.join("words");
        settings.pay =
            Some(Pay { listen: "127.0.0.1:0".parse().unwrap(), public_url: None, stores: vec![SHOP.to_owned()] });
        change(settings);
    })
    .await
}

#[tokio::test]
async fn the_shop_tells_where_its_payment_page_is_and_may_frame_it() {
    let stand = stand().await;
    let told = stand.browser.get(stand.at("/api/settings")).send().await.unwrap();
    let policy = header(told.headers(), "content-security-policy").to_owned();
    assert!(
        policy.contains(&format!("frame-src 'self' https: {} {} {PAGE};", stand.gateway.url(), stand.store.url)),
        "{policy}"
    );
    assert!(policy.contains("frame-ancestors 'none'"));
    assert_eq!(told.json::<Value>().await.unwrap()["payPage"], format!("{PAGE}/pay.html"));
    let plain = Stand::new().await;
    let told: Value = plain.browser.get(plain.at("/api/settings")).send().await.unwrap().json().await.unwrap();
    assert!(told.get("payPage").is_none());
    let own = stand_with_page(|settings| settings.pay_origins = vec![PAGE.to_owned()]).await;
    let told = own.browser.get(own.at("/api/settings")).send().await.unwrap();
    let page = own.store.pay_url.clone().unwrap();
    assert!(header(told.headers(), "content-security-policy").contains(&format!("{page} {PAGE};")));
    assert_eq!(told.json::<Value>().await.unwrap()["payPage"], format!("{page}/pay.html"));
}

#[tokio::test]
async fn the_payment_page_is_served_with_its_headers_on_every_answer() {
    let stand = stand_with_page(|_| {}).await;
    let (gateway, page) = (stand.gateway.url(), stand.store.pay_url.clone().unwrap());
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {gateway}; style-src 'self'; img-src 'self' data:; \
         connect-src 'self' {gateway} {SHOP}; frame-src https: {gateway} {SHOP}; form-action https: {gateway}; \
         frame-ancestors {SHOP}; base-uri 'none'; require-trusted-types-for 'script'; trusted-types cloudpayments-checkout"
    );
    for path in ["/pay.html", "/pay.json", "/pkg/ru.js", "/health", "/nothing", "/index.html"] {
        let response = stand.browser.get(format!("{page}{path}")).send().await.unwrap();
        let headers = response.headers();
        assert_eq!(header(headers, "content-security-policy"), policy, "{path}");
        for (name, wanted) in [
            ("referrer-policy", "strict-origin"),
            ("x-content-type-options", "nosniff"),
            ("cross-origin-opener-policy", "unsafe-none"),
            ("origin-agent-cluster", "?1"),
            ("cache-control", "no-cache"),
        ] {
            assert_eq!(header(headers, name), wanted, "{path}");
        }
        let permissions = header(headers, "permissions-policy");
        for part in ["payment=*", "publickey-credentials-get=*", "camera=()", "geolocation=()", "microphone=()"] {
            assert!(permissions.split(", ").any(|one| one == part), "{part} in {permissions}");
        }
        assert_eq!(header(headers, "x-frame-options"), "", "it would forbid what frame-ancestors allows");
    }
}

#[tokio::test]
async fn the_payment_pages_origin_serves_its_own_files_and_nothing_of_the_shops() {
    let stand = stand_with_page(|_| {}).await;
    let page = stand.store.pay_url.clone().unwrap();
    let get = async |path: &str| stand.browser.get(format!("{page}{path}")).send().await.unwrap();
    for (path, kind) in
        [("/pay.json", "application/json"), ("/pkg/ru.js", "text/javascript"), ("/health", "application/json")]
    {
        let response = get(path).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert!(header(response.headers(), "content-type").starts_with(kind), "{path}");
    }
    let told: Value = get("/pay.json").await.json().await.unwrap();
    let wanted = json!({
        "publicId": stand.settings.public_id, "script": stand.settings.script, "supportEmail": "support@cloudpayments.kz",
        "stores": [SHOP], "testMode": true,
    });
    assert_eq!(told, wanted);
    for path in [
        "/",
        "/index.html",
        "/order.html",
        "/shop.js",
        "/store.js",
        "/words/ru.js",
        "/pay.headers",
        "/pay",
        "/pay.html/",
        "/pay%2Ehtml/x",
        "/api/settings",
        "/api/payments",
        "/api/orders",
        "/orders/A-1",
        "/webhooks/pay",
        "/pkg",
        "/pkg/",
        "/pkg/nothing.js",
        "/pkg/..%2fpay.headers",
        "/pkg/%2e%2e/shop.js",
        "/../Cargo.toml",
    ] {
        assert_eq!(get(path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
    for path in [
        "/pay.html",
        "/pay.js",
        "/pay.css",
        "/pay-words.js",
        "/pay.json",
        "/pay.headers",
        "/pay%2ehtml",
        "/%70ay.html",
        "//pay.html",
        "/%2Fpay.html",
        "/%2e/pay.html",
        "/PAY.html",
        "/words/..%2fpay.html",
    ] {
        let on_the_shop = stand.browser.get(stand.at(path)).send().await.unwrap();
        assert_eq!(on_the_shop.status(), StatusCode::NOT_FOUND, "the shop's own origin protects nothing: {path}");
    }
    let page_of_the_shop = stand.browser.get(stand.at("/order%2ehtml")).send().await.unwrap();
    assert_eq!(page_of_the_shop.status(), StatusCode::OK);
    let url = format!("{page}/health");
    stand.store.stop().await;
    assert!(stand.browser.get(url).send().await.unwrap_err().is_connect(), "it stops with the store");
}

#[tokio::test]
async fn the_page_served_here_may_take_payments_and_opens_for_this_store_unless_told_otherwise() {
    let stand = stand_with_page(|settings| settings.pay.as_mut().unwrap().stores.clear()).await;
    let page = stand.store.pay_url.clone().unwrap();
    let told: Value = stand.browser.get(format!("{page}/pay.json")).send().await.unwrap().json().await.unwrap();
    assert_eq!(told["stores"], json!([stand.store.url]));
    let order = stand.order().await;
    let token = token(&stand, &order).await;
    let body = serde_json::to_value(attempt_at(&order)).unwrap();
    let response = send(&stand, &page, Some(&token), Method::POST, "", Some(&body)).await;
    assert_eq!(header(response.headers(), "access-control-allow-origin"), page);
    assert!(matches!(read(response).await, Ok(Answer::Paid { .. })));
}

#[tokio::test]
async fn wrong_settings_of_payment_pages_are_named() {
    let stand = stand_with_page(|_| {}).await;
    for (change, name) in [
        ((|s| s.pay_origins = vec!["pay.example".into()]) as fn(&mut Settings), "STORE_PAY_ORIGINS"),
        (|s| s.pay_origins = vec!["http://pay.example".into()], "STORE_PAY_ORIGINS"),
        (|s| s.pay_origins = vec!["https://pay.example/pay.html".into()], "STORE_PAY_ORIGINS"),
        (|s| (s.public_url, s.pay_origins) = (Some(SHOP.into()), vec![SHOP.into()]), "STORE_PAY_ORIGINS"),
        (|s| s.token_key = Some(Secret::new("sesame")), "STORE_TOKEN_KEY"),
        (|s| s.pay.as_mut().unwrap().public_url = Some("pay.example".into()), "STORE_PAY_PUBLIC_URL"),
        (|s| s.pay.as_mut().unwrap().stores = vec!["*".into()], "STORE_PAY_STORES"),
        (|s| s.www = "nowhere".into(), "pay.headers"),
    ] {
        let mut settings = stand.settings.clone();
        change(&mut settings);
        let wrong = Store::start(settings).await.unwrap_err();
        assert!(matches!(wrong, StartError::Setting { .. } | StartError::Pay(_)));
        assert!(wrong.to_string().contains(name) && !wrong.to_string().contains("sesame"), "{wrong}");
    }
    let taken = stand.store.pay_url.clone().unwrap().trim_start_matches("http://").parse().unwrap();
    let mut settings = stand.settings.clone();
    settings.pay.as_mut().unwrap().listen = taken;
    assert!(Store::start(settings).await.unwrap_err().to_string().contains("STORE_PAY_LISTEN"));
}

#[test]
fn the_program_prints_the_headers_for_another_server() {
    let print = |arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_cloudpayments-store"));
        program.env_clear().env("STORE_WWW", Path::new(env!("CARGO_MANIFEST_DIR")).join("../www"));
        program.args(arguments).args(["headers", "--form"]);
        move |form: &str| {
            let done = program.arg(form).output().unwrap();
            (done.status.success(), String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap())
        }
    };
    let real = ["--api", "https://api.tiptoppay.kz", "--pay-stores", SHOP];
    for (form, start) in [
        (
            "nginx",
            "add_header content-security-policy \"default-src 'none'; script-src 'self' 'wasm-unsafe-eval' https://checkout.tiptoppay.kz;",
        ),
        ("caddy", "\tcontent-security-policy \"default-src 'none';"),
        ("netlify", "  content-security-policy: default-src 'none';"),
    ] {
        let (done, text, said) = print(&real)(form);
        assert!(done, "{said}");
        assert!(text.contains(start) && text.contains(&format!("frame-ancestors {SHOP};")), "{text}");
    }
    let (done, _, said) = print(&real[..2])("nginx");
    assert!(!done && said.contains("STORE_PAY_STORES"), "{said}");
    let (done, text, _) = print(&["--public-url", SHOP])("nginx");
    assert!(
        done && text.contains(&format!("frame-ancestors {SHOP};"))
            && text.contains("form-action https: http://127.0.0.1:8401;")
    );
    let (done, _, said) = print(&real)("apache");
    assert!(!done && said.contains("nginx"), "{said}");
}
