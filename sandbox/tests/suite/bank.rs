//! The bank's page as a browser uses it, and what the gateway makes of its answer.

use reqwest::{Response, StatusCode, header};
use serde_json::{Value, json};

use crate::support::Terminal;

const POST3DS: &str = "/payments/cards/post3ds";
const TERM_URL: &str = "https://shop.test/term?order=1&x=%22%3E";

/// A shopper sent to the bank.
struct Visit<'t> {
    terminal: &'t Terminal,
    md: u64,
    pa_req: String,
    page: String,
}

impl<'t> Visit<'t> {
    /// Charges a card that wants 3-D Secure, and posts the store's form.
    async fn begin(terminal: &'t Terminal, number: &str, changes: Value) -> Self {
        let answer = terminal.charge(number, changes).await;
        let model = &answer["Model"];
        let (md, pa_req) = (model["TransactionId"].as_u64().unwrap(), model["PaReq"].as_str().unwrap().to_owned());
        let acs = model["AcsUrl"].as_str().unwrap();
        let md_text = md.to_string();
        let form = [("MD", md_text.as_str()), ("PaReq", &pa_req), ("TermUrl", TERM_URL)];
        let moved = terminal.client.post(acs).form(&form).send().await.unwrap();
        assert_eq!(moved.status(), StatusCode::SEE_OTHER);
        let page = moved.headers()[header::LOCATION].to_str().unwrap().to_owned();
        Self { terminal, md, pa_req, page: terminal.url(&page) }
    }

    async fn look(&self) -> String {
        let answer = self.terminal.client.get(&self.page).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        answer.text().await.unwrap()
    }

    /// The code "the phone" got.
    async fn code(&self) -> String {
        between(&self.look().await, "<output id=\"sms\">", "<").to_owned()
    }

    async fn press(&self, action: &str, code: &str) -> String {
        let form = [("action", action), ("code", code)];
        let moved = self.terminal.client.post(&self.page).form(&form).send().await.unwrap();
        assert_eq!(moved.status(), StatusCode::SEE_OTHER);
        self.look().await
    }

    async fn post3ds(&self, pa_res: &str) -> Value {
        self.terminal.post(POST3DS, &json!({"TransactionId": self.md, "PaRes": pa_res})).await
    }
}

#[track_caller]
fn between<'p>(page: &'p str, before: &str, after: &str) -> &'p str {
    let start = page.find(before).unwrap_or_else(|| panic!("no {before} in {page}")) + before.len();
    let rest = &page[start..];
    &rest[..rest.find(after).unwrap()]
}

fn pa_res(page: &str) -> &str {
    between(page, "name=\"PaRes\" value=\"", "\"")
}

fn wrong(code: &str) -> String {
    code.chars().map(|digit| if digit == '0' { '1' } else { '0' }).collect()
}

#[tokio::test]
async fn the_page_shows_merchant_amount_and_masked_card() {
    let terminal = Terminal::open().await;
    for (culture, lang, title, amount) in [
        ("ru-RU", "ru", "Подтверждение платежа", "12\u{a0}500\u{a0}₸"),
        ("en-US", "en", "Confirm the payment", "12,500\u{a0}₸"),
        ("kk-KZ", "kk", "Төлемді растау", "12\u{a0}500\u{a0}₸"),
    ] {
        let visit = Visit::begin(&terminal, "4242424242424242", json!({"CultureName": culture})).await;
        let page = visit.look().await;
        assert!(
            page.contains(&format!("<html lang=\"{lang}\">")) && page.contains(&format!("<h1>{title}</h1>")),
            "{page}"
        );
        assert_eq!(between(&page, "<dd id=\"merchant\">", "<"), "Sandbox store");
        assert_eq!(between(&page, "<dd id=\"amount\">", "<"), amount);
        assert_eq!(between(&page, "<dd id=\"card\">", "<"), "Visa •••• 4242");
        for id in ["code", "approve", "cancel", "resend", "sms"] {
            assert!(page.contains(&format!("id=\"{id}\"")), "{id}");
        }
        assert!(!page.contains("424242424242"), "the number is never shown");
    }
}

#[tokio::test]
async fn the_right_code_leads_back_and_post3ds_takes_the_money_once() {
    let terminal = Terminal::open().await;
    let visit = Visit::begin(&terminal, "4242424242424242", json!({})).await;
    let page = visit.press("approve", &visit.code().await).await;
    assert!(page.contains("action=\"https://shop.test/term?order=1&#38;x=%22%3E\""), "{page}");
    assert_eq!(between(&page, "name=\"MD\" value=\"", "\""), visit.md.to_string());
    let pa_res = pa_res(&page);
    assert!(pa_res.starts_with("+/"), "a store that does not URL-encode is to find out");
    assert_eq!(visit.look().await, page, "a reload shows the same form");

    assert_eq!(
        visit.post3ds("made up").await["Message"],
        "PaRes is invalid: the bank has not given it for this transaction"
    );
    let answer = visit.post3ds(pa_res).await;
    assert_eq!((&answer["Success"], &answer["Model"]["Status"]), (&json!(true), &json!("Completed")));
    let replayed = visit.post3ds(pa_res).await;
    assert_eq!(replayed, json!({"Success": false, "Message": "PaRes has already been used"}));
    assert_eq!(terminal.transactions().await[0]["Status"], "Completed", "a replay changes nothing");
}

#[tokio::test]
async fn a_card_with_too_little_money_is_declined_after_the_right_code() {
    let terminal = Terminal::open().await;
    for number in ["4012888888881881", "5105105105105100", "2202202202202200"] {
        let visit = Visit::begin(&terminal, number, json!({})).await;
        let page = visit.press("approve", &visit.code().await).await;
        let answer = visit.post3ds(pa_res(&page)).await;
        assert_eq!((&answer["Success"], &answer["Model"]["ReasonCode"]), (&json!(false), &json!(5051)), "{number}");
    }
}

#[tokio::test]
async fn every_3_d_secure_card_with_money_is_approved() {
    let terminal = Terminal::open().await;
    for number in ["4242424242424242", "5555555555554444", "2200000000000004"] {
        let visit = Visit::begin(&terminal, number, json!({})).await;
        let page = visit.press("approve", &visit.code().await).await;
        assert_eq!(visit.post3ds(pa_res(&page)).await["Model"]["Status"], "Completed", "{number}");
    }
}

#[tokio::test]
async fn two_wrong_codes_are_forgiven_and_three_are_not() {
    let terminal = Terminal::open().await;
    let visit = Visit::begin(&terminal, "4242424242424242", json!({"CultureName": "en-US"})).await;
    let bad = wrong(&visit.code().await);
    assert!(visit.press("approve", &bad).await.contains("Two tries left"));
    assert!(visit.press("approve", &bad).await.contains("One try left"));
    let page = visit.press("approve", &visit.code().await).await;
    assert_eq!(visit.post3ds(pa_res(&page)).await["Success"], true);

    let visit = Visit::begin(&terminal, "4242424242424242", json!({"CultureName": "en-US"})).await;
    let code = visit.code().await;
    for _ in 0..3 {
        visit.press("approve", &wrong(&code)).await;
    }
    let page = visit.press("approve", &code).await;
    let answer = visit.post3ds(pa_res(&page)).await;
    assert_eq!(
        (&answer["Model"]["ReasonCode"], &answer["Model"]["Reason"]),
        (&json!(5206), &json!("AuthenticationFailed"))
    );
}

#[tokio::test]
async fn a_new_code_replaces_the_old_one() {
    let terminal = Terminal::open().await;
    let visit = Visit::begin(&terminal, "5555555555554444", json!({"CultureName": "en-US"})).await;
    let old = visit.code().await;
    assert!(visit.press("resend", "").await.contains("A new code has been sent"));
    let new = visit.code().await;
    assert!(visit.press("approve", &wrong(&new)).await.contains("Two tries left"));
    if old != new {
        assert!(visit.press("approve", &old).await.contains("One try left"));
    }
    let page = visit.press("approve", &new).await;
    assert_eq!(visit.post3ds(pa_res(&page)).await["Success"], true);
}

#[tokio::test]
async fn cancel_leads_back_with_a_pa_res_and_only_post3ds_tells_the_truth() {
    let terminal = Terminal::open().await;
    let visit = Visit::begin(&terminal, "4242424242424242", json!({"CultureName": "en-US"})).await;
    let page = visit.press("cancel", "").await;
    assert!(page.contains("You have cancelled the payment"));
    let answer = visit.post3ds(pa_res(&page)).await;
    assert_eq!((&answer["Model"]["ReasonCode"], &answer["Model"]["Status"]), (&json!(5206), &json!("Declined")));
}

#[tokio::test]
async fn one_payments_pa_res_is_worth_nothing_for_another() {
    let terminal = Terminal::open().await;
    let good = Visit::begin(&terminal, "4242424242424242", json!({})).await;
    let page = good.press("approve", &good.code().await).await;
    let other = Visit::begin(&terminal, "4242424242424242", json!({})).await;
    assert!(other.post3ds(pa_res(&page)).await.get("Model").is_none());
    assert_eq!(terminal.transactions().await[1]["Status"], "AwaitingAuthentication");
}

#[tokio::test]
async fn the_next_post3ds_answers_the_reason_asked_for() {
    let terminal = Terminal::open().await;
    terminal.faults(&json!({"next": {"post3ds": {"reason": 5207}}})).await;
    let visit = Visit::begin(&terminal, "4242424242424242", json!({})).await;
    let page = visit.press("approve", &visit.code().await).await;
    assert_eq!(visit.post3ds(pa_res(&page)).await["Model"]["ReasonCode"], 5207);
}

#[tokio::test]
async fn the_bank_opens_no_page_for_a_wrong_form() {
    let terminal = Terminal::open().await;
    let visit = Visit::begin(&terminal, "4242424242424242", json!({})).await;
    let md = visit.md.to_string();
    let send = async |form: &[(&str, &str)]| -> Response {
        let request = terminal.client.post(terminal.url("/acs")).header(header::ACCEPT_LANGUAGE, "en").form(form);
        request.send().await.unwrap()
    };
    let (md, pa_req) = (md.as_str(), visit.pa_req.as_str());
    for (form, wanted) in [
        (vec![("MD", md), ("PaReq", "x"), ("TermUrl", TERM_URL)], "PaReq is unknown"),
        (vec![("MD", "1"), ("PaReq", pa_req), ("TermUrl", TERM_URL)], "MD does not name"),
        (vec![("md", md), ("PaReq", pa_req), ("TermUrl", TERM_URL)], "MD does not name"),
        (vec![("MD", md), ("PaReq", pa_req)], "TermUrl must be"),
        (vec![("MD", md), ("PaReq", pa_req), ("TermUrl", "javascript:alert(1)")], "TermUrl must be"),
        (vec![("MD", md), ("PaReq", pa_req), ("TermUrl", "/term")], "TermUrl must be"),
    ] {
        let answer = send(&form).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{form:?}");
        assert!(answer.text().await.unwrap().contains(wanted), "{form:?}");
    }
    let unknown = terminal.client.get(terminal.url("/acs/0000")).send().await.unwrap();
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_page_may_stand_in_any_frame_and_post_anywhere_without_inline_scripts() {
    let terminal = Terminal::open().await;
    let visit = Visit::begin(&terminal, "4242424242424242", json!({})).await;
    let answer = terminal.client.get(&visit.page).send().await.unwrap();
    let policy = answer.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
    assert!(!policy.contains("frame-ancestors") && !policy.contains("form-action"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    assert!(!answer.headers().contains_key(header::X_FRAME_OPTIONS));
    let page = visit.press("cancel", "").await;
    for inline in ["<style", " style=", "onclick", "<script>"] {
        assert!(!page.contains(inline), "{inline}");
    }
    for (asset, kind) in [("/acs/style.css", "text/css"), ("/acs/return.js", "text/javascript")] {
        let served = terminal.client.get(terminal.url(asset)).send().await.unwrap();
        assert_eq!(served.status(), StatusCode::OK);
        assert!(served.headers()[header::CONTENT_TYPE].to_str().unwrap().starts_with(kind));
    }
}

#[tokio::test]
async fn the_banks_next_page_forbids_frames_by_its_policy_alone() {
    let terminal = Terminal::open().await;
    terminal.faults(&json!({"next": {"acsPage": {"frame": false}}})).await.error_for_status().unwrap();
    let visit = Visit::begin(&terminal, "4242424242424242", json!({})).await;
    for wanted in [true, false] {
        let shown = terminal.client.get(&visit.page).send().await.unwrap();
        let policies = shown.headers().get_all(header::CONTENT_SECURITY_POLICY);
        assert_eq!(policies.iter().any(|policy| policy == "frame-ancestors 'none'"), wanted);
    }
}

#[tokio::test]
async fn after_a_reset_the_bank_knows_nobody() {
    let terminal = Terminal::open().await;
    let visit = Visit::begin(&terminal, "4242424242424242", json!({})).await;
    terminal.client.post(terminal.url("/admin/reset")).json(&json!({})).send().await.unwrap();
    let answer = terminal.client.get(&visit.page).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    assert_eq!(visit.post3ds("x").await, json!({"Success": false, "Message": "Not found"}));
}
