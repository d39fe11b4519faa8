//! `/payments/cards/charge` and `/payments/cards/auth`: the four shapes, the test cards, what is refused.

use cloudpayments_sandbox::{DEFAULT_API_SECRET, DEFAULT_PUBLIC_ID, test_cards};
use reqwest::{StatusCode, header};
use serde_json::{Value, json};

use crate::support::{Packet, Terminal, assert_same_keys};

const CHARGE: &str = "/payments/cards/charge";
const APPROVED: &str = "4111111111111111";

#[tokio::test]
async fn each_test_card_does_what_the_table_says() {
    let terminal = Terminal::open().await;
    for card in test_cards() {
        let answer = terminal.charge(&card.number, json!({})).await;
        let model = &answer["Model"];
        if card.three_ds {
            assert_eq!(answer["Success"], false, "{card:?}");
            assert!(model["AcsUrl"].is_string() && model["ReasonCode"].is_null(), "{card:?} {answer}");
            continue;
        }
        let (success, status, reason) = match card.result.as_str() {
            "approved" => (true, "Completed", 0),
            _ => (false, "Declined", 5051),
        };
        assert_eq!(answer["Success"], success, "{card:?}");
        assert_eq!(model["Status"], status, "{card:?}");
        assert_eq!(model["ReasonCode"], reason, "{card:?}");
        let scheme = model["CardType"].as_str().unwrap().to_lowercase().replace("мир", "mir");
        assert_eq!(scheme, card.scheme);
    }
    assert_eq!(terminal.transactions().await.len(), test_cards().len());
}

#[tokio::test]
async fn an_approved_payment_has_every_documented_field() {
    let terminal = Terminal::open().await;
    let changes = json!({
        "AccountId": "user_x", "Name": "CARD HOLDER", "Description": "Course", "Email": "a@shop.test",
        "JsonData": {"seat": 7}, "CultureName": "en-US",
    });
    let answer = terminal.charge(APPROVED, changes).await;
    assert_same_keys(&answer, "Model Success Message");
    let model = &answer["Model"];
    assert_same_keys(
        model,
        "ReasonCode PublicId TerminalUrl TransactionId Amount Currency CurrencyCode PaymentAmount PaymentCurrency \
         PaymentCurrencyCode InvoiceId AccountId Email Description JsonData CreatedDate PayoutDate PayoutDateIso PayoutAmount \
         CreatedDateIso AuthDate AuthDateIso ConfirmDate ConfirmDateIso AuthCode TestMode Rrn OriginalTransactionId \
         FallBackScenarioDeclinedTransactionId IpAddress IpCountry IpCity IpRegion IpDistrict IpLatitude IpLongitude \
         CardFirstSix CardLastFour CardExpDate CardType CardProduct CardCategory EscrowAccumulationId IssuerBankCountry Issuer \
         CardTypeCode Status StatusCode CultureName Reason CardHolderMessage Type Refunded Name Token SubscriptionId \
         GatewayName AndroidPay WalletType TotalFee VatAboveTotalFee ProcessorAndPartnerFee VatWithinProcessorFee",
    );
    for (name, wanted) in [
        ("ReasonCode", json!(0)),
        ("Reason", json!("Approved")),
        ("PublicId", json!(DEFAULT_PUBLIC_ID)),
        ("Amount", json!(12500)),
        ("PaymentAmount", json!(12500)),
        ("Currency", json!("KZT")),
        ("InvoiceId", json!("A-1042")),
        ("AccountId", json!("user_x")),
        ("Email", json!("a@shop.test")),
        ("Description", json!("Course")),
        ("JsonData", json!(r#"{"seat":7}"#)),
        ("Name", json!("CARD HOLDER")),
        ("IpAddress", json!("203.0.113.7")),
        ("CardFirstSix", json!("411111")),
        ("CardLastFour", json!("1111")),
        ("CardExpDate", json!("12/99")),
        ("CardType", json!("Visa")),
        ("CardTypeCode", json!(0)),
        ("Status", json!("Completed")),
        ("StatusCode", json!(3)),
        ("CultureName", json!("en-US")),
        ("CardHolderMessage", json!("The payment was successful")),
        ("TestMode", json!(true)),
        ("Refunded", json!(false)),
        ("Type", json!(0)),
        ("GatewayName", json!("Test")),
    ] {
        assert_eq!(model[name], wanted, "{name}");
    }
    assert!(model["TransactionId"].as_u64().unwrap() > 1 << 32, "{}", model["TransactionId"]);
    assert!(model["AuthCode"].is_string() && model["Token"].is_string());
    let created = model["CreatedDate"].as_str().unwrap();
    assert!(created.starts_with("/Date(") && created.ends_with(")/"), "{created}");
    assert_eq!(model["CreatedDateIso"].as_str().map(str::len), Some("2021-10-25T09:39:44".len()));
    assert!(model["ConfirmDateIso"].is_string() && model["AuthDateIso"].is_string());
}

#[tokio::test]
async fn a_decline_has_its_reason_and_no_authorisation() {
    let terminal = Terminal::open().await;
    let answer = terminal.charge("4000056655665556", json!({"AccountId": "user_x"})).await;
    assert_eq!((&answer["Success"], &answer["Message"]), (&json!(false), &Value::Null));
    for (name, wanted) in [
        ("ReasonCode", json!(5051)),
        ("Reason", json!("InsufficientFunds")),
        ("CardHolderMessage", json!("Недостаточно средств на карте")),
        ("Status", json!("Declined")),
        ("StatusCode", json!(5)),
        ("AuthCode", Value::Null),
        ("AuthDate", Value::Null),
        ("Token", Value::Null),
    ] {
        assert_eq!(answer["Model"][name], wanted, "{name}");
    }
}

#[tokio::test]
async fn the_issuer_that_wants_3_d_secure_is_named_in_the_documented_shape() {
    let terminal = Terminal::open().await;
    let answer = terminal.charge("4242424242424242", json!({})).await;
    assert_eq!((&answer["Success"], &answer["Message"]), (&json!(false), &Value::Null));
    let model = &answer["Model"];
    assert_same_keys(
        model,
        "TransactionId PaReq GoReq AcsUrl ThreeDsSessionData IFrameIsAllowed FrameWidth FrameHeight ThreeDsCallbackId EscrowAccumulationId",
    );
    let (id, callback) = (&model["TransactionId"], model["ThreeDsCallbackId"].as_str().unwrap());
    assert_eq!(model["PaReq"], format!("{callback}@{id}"));
    assert_eq!(model["AcsUrl"], terminal.url(&format!("/acs?{id}")));
    assert_eq!(callback.len(), 32);
    assert_eq!(model["IFrameIsAllowed"], true);
    assert!(model["FrameWidth"].is_null() && model["FrameHeight"].is_null() && model["GoReq"].is_null());
    assert_eq!(terminal.transactions().await[0]["Status"], "AwaitingAuthentication");
}

#[tokio::test]
async fn a_payment_in_two_steps_is_only_authorised() {
    let terminal = Terminal::open().await;
    let answer = terminal.post("/payments/cards/auth", &terminal.order(APPROVED, json!({}))).await;
    let model = &answer["Model"];
    assert_eq!(answer["Success"], true);
    assert_eq!((&model["Status"], &model["StatusCode"]), (&json!("Authorized"), &json!(2)));
    assert!(model["AuthDateIso"].is_string() && model["ConfirmDateIso"].is_null());
}

#[tokio::test]
async fn a_wrong_request_gets_a_message_and_no_model_and_charges_nothing() {
    let terminal = Terminal::open().await;
    for (changes, wanted) in [
        (json!({"Amount": null}), "Amount is required"),
        (json!({"Amount": ""}), "Amount is required"),
        (json!({"Amount": 0}), "Invalid Amount value"),
        (json!({"Amount": -5}), "Invalid Amount value"),
        (json!({"Amount": 0.001}), "Invalid Amount value"),
        (json!({"Amount": "12 500"}), "Invalid Amount value"),
        (json!({"Amount": "10.005"}), "Invalid Amount value"),
        (json!({"IpAddress": null}), "IpAddress is required"),
        (json!({"CardCryptogramPacket": null}), "CardCryptogramPacket is required"),
        (json!({"Currency": "tenge"}), "Invalid Currency value"),
        (
            json!({"CardCryptogramPacket": "01492500008719030128SM"}),
            "CardCryptogramPacket is invalid: not a cryptogram",
        ),
    ] {
        let answer = terminal.charge(APPROVED, changes.clone()).await;
        assert_same_keys(&answer, "Success Message");
        assert_eq!(answer["Success"], false);
        assert!(answer["Message"].as_str().unwrap().starts_with(wanted), "{changes}: {answer}");
    }
    assert!(terminal.transactions().await.is_empty());
}

#[tokio::test]
async fn a_wrong_packet_is_refused_by_what_is_wrong_with_it() {
    let terminal = Terminal::open().await;
    let right = Packet::of(APPROVED);
    for (packet, wanted) in [
        (Packet { public_id: "pk_other", ..right }, "made for another PublicId"),
        (Packet { key_version: "12", ..Packet::of(APPROVED) }, "another key"),
        (Packet { kind: "Card", ..Packet::of(APPROVED) }, "not a cryptogram"),
        (Packet { last_four: "2222", ..Packet::of(APPROVED) }, "CardInfo differs"),
        (Packet { expiry: "9913", ..Packet::of(APPROVED) }, "not a cryptogram"),
    ] {
        let answer = terminal.charge(APPROVED, json!({"CardCryptogramPacket": terminal.seal(&packet)})).await;
        assert!(answer["Message"].as_str().unwrap().contains(wanted), "{answer}");
        assert!(answer.get("Model").is_none());
    }
    let other = Terminal::open().await;
    let answer = terminal.charge(APPROVED, json!({"CardCryptogramPacket": other.packet(APPROVED)})).await;
    assert!(answer["Message"].as_str().unwrap().contains("another key"), "{answer}");
}

#[tokio::test]
async fn a_cryptogram_can_be_charged_once_but_a_wrong_request_does_not_use_it_up() {
    let terminal = Terminal::open().await;
    let order = terminal.order(APPROVED, json!({}));
    let mut wrong = order.clone();
    wrong["Amount"] = json!(0);
    assert_eq!(terminal.post(CHARGE, &wrong).await["Message"], "Invalid Amount value");
    assert_eq!(terminal.post(CHARGE, &order).await["Success"], true);
    for path in [CHARGE, "/payments/cards/auth"] {
        let answer = terminal.post(path, &order).await;
        assert!(answer["Message"].as_str().unwrap().contains("already been used"), "{answer}");
        assert!(answer.get("Model").is_none());
    }
    assert_eq!(terminal.transactions().await.len(), 1);
}

#[tokio::test]
async fn cards_that_are_not_for_testing_are_declined_with_a_documented_code() {
    let terminal = Terminal::open().await;
    for (number, expiry, wanted) in
        [("4000000000000002", "9912", 5015), ("4111111111111112", "9912", 5014), (APPROVED, "2001", 5054)]
    {
        let packet = terminal.seal(&Packet { expiry, ..Packet::of(number) });
        let answer = terminal.charge(number, json!({"CardCryptogramPacket": packet})).await;
        assert_eq!(answer["Model"]["ReasonCode"], wanted, "{number}");
        assert_eq!(answer["Model"]["Status"], "Declined");
    }
}

#[tokio::test]
async fn a_form_does_what_json_does() {
    let terminal = Terminal::open().await;
    let packet = terminal.packet(APPROVED);
    let form = [
        ("Amount", "12500.50"),
        ("Currency", "KZT"),
        ("IpAddress", "203.0.113.7"),
        ("InvoiceId", "F-1"),
        ("CardCryptogramPacket", &packet),
    ];
    let answer: Value = terminal.request(CHARGE).form(&form).send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["Model"]["Status"], "Completed", "{answer}");
    assert_eq!(answer["Model"]["Amount"], json!(12500.5));
}

#[tokio::test]
async fn without_a_currency_it_is_the_rouble() {
    let terminal = Terminal::open().await;
    let answer = terminal.charge(APPROVED, json!({"Currency": null})).await;
    assert_eq!((&answer["Model"]["Currency"], &answer["Model"]["CurrencyCode"]), (&json!("RUB"), &json!(0)));
}

#[tokio::test]
async fn the_shoppers_message_is_in_the_language_asked_for() {
    let terminal = Terminal::open().await;
    for (culture, wanted) in [
        (json!(null), "Недостаточно средств на карте"),
        (json!("ru-RU"), "Недостаточно средств на карте"),
        (json!("en-US"), "Insufficient funds on the card"),
        (json!("kk-KZ"), "Картада қаражат жеткіліксіз"),
        (json!("kk"), "Недостаточно средств на карте"),
    ] {
        let answer = terminal.charge("5404000000000043", json!({"CultureName": culture})).await;
        assert_eq!(answer["Model"]["CardHolderMessage"], wanted, "{culture}");
    }
}

#[tokio::test]
async fn without_the_right_password_the_answer_is_401() {
    let terminal = Terminal::open().await;
    let order = terminal.order(APPROVED, json!({}));
    for path in ["/test", CHARGE, "/payments/get", "/v2/payments/find", "/payments/refund"] {
        let plain = || terminal.client.post(terminal.url(path)).json(&order);
        for request in [
            plain(),
            plain().basic_auth(DEFAULT_PUBLIC_ID, Some("wrong")),
            plain().basic_auth("wrong", Some(DEFAULT_API_SECRET)),
            plain().bearer_auth(DEFAULT_API_SECRET),
            plain().header(header::AUTHORIZATION, "Basic ???"),
        ] {
            assert_eq!(request.send().await.unwrap().status(), StatusCode::UNAUTHORIZED, "{path}");
        }
    }
    assert!(terminal.transactions().await.is_empty());
}

#[tokio::test]
async fn the_test_method_answers_with_a_guid() {
    let terminal = Terminal::open().await;
    let answer = terminal.post("/test", &json!({})).await;
    assert_eq!(answer["Success"], true);
    assert_eq!(answer["Message"].as_str().map(str::len), Some(36));
}
