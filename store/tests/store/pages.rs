//! The shop's pages and what they ask for.

use std::path::Path;

use cloudpayments_checkout::wire::Answer;
use cloudpayments_store::{Settings, StartError, Store};
use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};

use crate::stand::{Stand, attempt_at};

async fn shop() -> Stand {
    Stand::with(|settings| {
        let folder = settings.database.expose().trim_start_matches("sqlite://").trim_end_matches("store.db").to_owned();
        let folder = Path::new(&folder);
        settings.www = folder.join("www");
        settings.pkg = folder.join("pkg");
        std::fs::create_dir_all(&settings.www).unwrap();
        std::fs::create_dir_all(&settings.pkg).unwrap();
        std::fs::write(settings.www.join("index.html"), "<!doctype html><title>shop</title>").unwrap();
        std::fs::write(settings.www.join("order.html"), "<!doctype html><title>order</title>").unwrap();
        std::fs::write(settings.www.join("shop.js"), "// long enough to compress\n".repeat(100)).unwrap();
        std::fs::write(settings.pkg.join("index.js"), "export {};\n").unwrap();
        std::fs::write(settings.pkg.join("checkout_bg.wasm"), b"\0asm\x01\0\0\0".repeat(64)).unwrap();
    })
    .await
}

async fn get(stand: &Stand, path: &str) -> Response {
    stand.browser.get(stand.at(path)).send().await.unwrap()
}

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn pages_and_package_are_served_with_their_types_and_caching() {
    let stand = shop().await;
    for (path, kind, caching) in [
        ("/", "text/html", "no-cache"),
        ("/index.html", "text/html", "no-cache"),
        ("/orders/A-1", "text/html", "no-cache"),
        ("/shop.js", "text/javascript", "public, max-age=300"),
        ("/shop.js?v=1", "text/javascript", "public, max-age=31536000, immutable"),
        ("/pkg/index.js", "text/javascript", "no-cache"),
        ("/pkg/checkout_bg.wasm", "application/wasm", "no-cache"),
        ("/returned.css", "text/css", "public, max-age=300"),
    ] {
        let response = get(&stand, path).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert!(header(&response, "content-type").starts_with(kind), "{path} {}", header(&response, "content-type"));
        assert_eq!(header(&response, "cache-control"), caching, "{path}");
    }
    assert!(get(&stand, "/orders/A-1").await.text().await.unwrap().contains("order"));
    for path in
        ["/nothing", "/pkg/nothing.js", "/api/nothing", "/../Cargo.toml", "/%2e%2e/store.db", "/pkg/..%2fstore.db"]
    {
        assert_eq!(get(&stand, path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let stand = shop().await;
    for path in ["/", "/pkg/checkout_bg.wasm"] {
        let first = get(&stand, path).await;
        let since = header(&first, "last-modified");
        assert!(!since.is_empty());
        let again = stand.browser.get(stand.at(path)).header("if-modified-since", since).send().await.unwrap();
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{path}");
    }
}

#[tokio::test]
async fn text_and_wasm_are_compressed_for_who_can_read_it() {
    let stand = shop().await;
    for (accepts, wanted) in [("br", "br"), ("gzip", "gzip"), ("gzip, br", "br"), ("identity", "")] {
        for path in ["/shop.js", "/pkg/checkout_bg.wasm"] {
            let response = stand.browser.get(stand.at(path)).header("accept-encoding", accepts).send().await.unwrap();
            assert_eq!(header(&response, "content-encoding"), wanted, "{path} {accepts}");
        }
    }
}

#[tokio::test]
async fn every_answer_carries_the_strict_headers() {
    let stand = shop().await;
    let (gateway, own) = (stand.gateway.url(), &stand.store.url);
    let wanted = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {gateway}; style-src 'self'; img-src 'self' data:; connect-src 'self' {gateway}; \
         frame-src 'self' https: {gateway} {own}; form-action 'self' https: {gateway}; frame-ancestors 'none'; base-uri 'none'"
    );
    for path in ["/", "/orders/A-1", "/nothing", "/api/programs", "/health"] {
        let response = get(&stand, path).await;
        assert_eq!(header(&response, "content-security-policy"), wanted, "{path}");
        assert_eq!(header(&response, "x-content-type-options"), "nosniff");
        assert_eq!(header(&response, "referrer-policy"), "strict-origin");
        assert_eq!(header(&response, "cross-origin-opener-policy"), "same-origin-allow-popups");
        assert!(!header(&response, "permissions-policy").is_empty());
    }
}

#[tokio::test]
async fn beside_the_real_gateway_the_policy_names_its_hosts_and_no_others() {
    let stand = Stand::with(|settings| {
        settings.api = "https://api.tiptoppay.kz".into();
        settings.script = "https://checkout.tiptoppay.kz/checkout.js".into();
        settings.public_id = "pk_1".into();
        settings.public_url = Some("https://shop.example".into());
    })
    .await;
    let response = stand.browser.get(format!("http://{}/api/settings", stand.store.address)).send().await.unwrap();
    assert_eq!(header(&response, "strict-transport-security"), "max-age=31536000");
    let policy = header(&response, "content-security-policy").to_owned();
    assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval' https://checkout.tiptoppay.kz;"));
    assert!(policy.contains("connect-src 'self' https://api.tiptoppay.kz;"));
    assert!(
        policy.contains("frame-src 'self' https:;")
            && !policy.contains("unsafe-inline")
            && !policy.contains("'unsafe-eval'")
    );
    let wanted = json!({"publicId": "pk_1", "script": "https://checkout.tiptoppay.kz/checkout.js", "endpoint": "/api/payments", "testMode": false, "supportEmail": "support@cloudpayments.kz"});
    assert_eq!(response.json::<Value>().await.unwrap(), wanted);
}

#[tokio::test]
async fn the_shop_tells_its_programs_in_three_languages() {
    let stand = Stand::new().await;
    for (lang, title) in [
        ("kk", "Жұмыс орнындағы алғашқы көмек"),
        ("ru", "Первая помощь на рабочем месте"),
        ("en", "First aid at work"),
        ("xx", "First aid at work"),
    ] {
        let programs: Vec<Value> = get(&stand, &format!("/api/programs?lang={lang}")).await.json().await.unwrap();
        assert_eq!(programs.len(), 4);
        assert_eq!(
            (&programs[0]["title"], &programs[0]["amount"], &programs[0]["currency"]),
            (&json!(title), &json!("12500.00"), &json!("KZT"))
        );
    }
    let post =
        async |body: Value| stand.browser.post(stand.at("/api/orders")).json(&body).send().await.unwrap().status();
    assert_eq!(post(json!({"program": "nothing", "lang": "ru"})).await, StatusCode::NOT_FOUND);
    assert_eq!(post(json!({"program": "first-aid", "lang": "xx"})).await, StatusCode::BAD_REQUEST);
    assert_eq!(post(json!({"program": "first-aid"})).await, StatusCode::BAD_REQUEST);
    assert_eq!(get(&stand, "/api/orders/A-NONE").await.status(), StatusCode::NOT_FOUND);
    let order = stand.order().await;
    let seen = stand.look_at(&order).await;
    assert_eq!((&seen["status"], &seen["amount"]), (&json!("open"), &json!("12500.00")));
    assert!(seen.get("attempt").is_none() && seen.get("transaction").is_none());
}

#[tokio::test]
async fn an_order_keeps_its_price_when_the_programs_price_changes() {
    let stand = Stand::new().await;
    let order = stand.order().await;
    sqlx::query("UPDATE programs SET amount = 1").execute(&stand.books().await).await.unwrap();
    assert_eq!(stand.look_at(&order).await["amount"], "12500.00");
}

#[tokio::test]
async fn health_answers_and_a_taken_port_is_named() {
    let stand = Stand::new().await;
    assert_eq!(get(&stand, "/health").await.json::<Value>().await.unwrap(), json!({"status": "ok"}));
    let taken = Settings { listen: stand.store.address, ..stand.settings.clone() };
    let wrong = Store::start(taken).await.unwrap_err().to_string();
    assert!(wrong.contains(&stand.store.address.to_string()) && wrong.contains("STORE_LISTEN"), "{wrong}");
}

#[tokio::test]
async fn wrong_settings_are_named() {
    let stand = Stand::new().await;
    for change in [
        (|s| s.api = "http://api.example".into()) as fn(&mut Settings),
        |s| s.script = "/checkout.js".into(),
        |s| s.public_url = Some("https://shop.example/path".into()),
        |s| s.public_url = Some("shop.example".into()),
    ] {
        let mut settings = stand.settings.clone();
        change(&mut settings);
        assert!(matches!(Store::start(settings).await, Err(StartError::Setting { .. })));
    }
}

#[tokio::test]
async fn a_stopped_store_answers_nobody() {
    let stand = Stand::new().await;
    let url = stand.at("/health");
    stand.store.stop().await;
    assert!(Client::new().get(url).send().await.unwrap_err().is_connect());
}

#[tokio::test]
async fn a_program_that_the_file_has_no_more_goes_off_sale_and_its_orders_stay() {
    let mut stand = Stand::new().await;
    let order = stand.order().await;
    let mut programs: Vec<Value> = serde_json::from_str(include_str!("../../programs.json")).unwrap();
    let usual = programs.len();
    programs.retain(|program| program["id"] != "first-aid");
    let file = stand.folder.0.join("programs.json");
    std::fs::write(&file, json!(programs).to_string()).unwrap();
    stand.settings.programs = Some(file);
    let mut stand = stand.restart().await;
    let sold = async |stand: &Stand| get(stand, "/api/programs").await.json::<Vec<Value>>().await.unwrap();
    assert_eq!(sold(&stand).await.len(), usual - 1);
    let wish = stand.browser.post(stand.at("/api/orders")).json(&json!({"program": "first-aid", "lang": "ru"}));
    assert_eq!(wish.send().await.unwrap().status(), StatusCode::NOT_FOUND);
    let kept = stand.look_at(&order).await;
    assert!(kept["title"]["ru"].is_string() && kept["amount"] == "12500.00", "{kept}");
    assert!(matches!(stand.pay(&attempt_at(&order)).await, Ok(Answer::Paid { .. })));
    stand.settings.programs = None;
    let stand = stand.restart().await;
    assert_eq!(sold(&stand).await.len(), usual);
    stand.order().await;
}
