//! Nothing secret or personal reaches the disk or the log, at the loudest level.

use std::io;
use std::sync::{Arc, Mutex};

use reqwest::StatusCode;
use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;

use crate::gateway::{self, Act, CHARGE, POST3DS};
use crate::stand::{CRYPTOGRAM, SECRET, Stand, attempt_at};

#[tokio::test]
async fn cryptogram_secrets_holder_and_pares_are_in_no_file_and_no_log_line() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(log.clone()).finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();

    let stand = Stand::with(|settings| settings.pay_origins = vec![PAGE.to_owned()]).await;
    let order = stand.order().await;
    for said in [
        gateway::declined(5051),
        json!({"Success": false, "Message": format!("wrong packet {CRYPTOGRAM} of CARD HOLDER"), "Model": null}),
        json!(format!("nonsense {CRYPTOGRAM}")),
    ] {
        stand.gateway.now(CHARGE, Act::Say(said));
        let _ = stand.pay(&attempt_at(&stand.order().await)).await;
    }
    let garbled = format!("{{\"attempt\":\"x\",\"cryptogram\":\"{CRYPTOGRAM}\",\"holder\":\"CARD HOLDER\"");
    let wrong = stand.browser.post(stand.at("/api/payments")).header("content-type", "application/json").body(garbled);
    let wrong = wrong.send().await.unwrap();
    assert_eq!(wrong.status(), StatusCode::BAD_REQUEST);
    assert!(!wrong.text().await.unwrap().contains("marker"));
    let request = attempt_at(&order);
    let term = stand.challenged(&request).await;
    let token = term.rsplit('/').next().unwrap().to_owned();
    let pass =
        stand.browser.post(stand.at(&format!("/api/orders/{order}/token"))).json(&json!({})).send().await.unwrap();
    let pass = pass.json::<serde_json::Value>().await.unwrap()["token"].as_str().unwrap().to_owned();
    let asked = stand.browser.get(stand.at(&format!("/api/payments/{}", request.attempt)));
    let asked = asked.header("origin", PAGE).bearer_auth(&pass).send().await.unwrap();
    assert_eq!(asked.status(), StatusCode::OK);
    stand.gateway.now(POST3DS, Act::Say(gateway::paid()));
    stand.bank_posts(&term, "3192600857", "PARESmarkerPARESmarker").await;
    assert_eq!(stand.look_at(&order).await["status"], "paid");
    stand.store.stop().await;

    let mut places = vec![("the log".to_owned(), log.0.lock().unwrap().clone())];
    for file in std::fs::read_dir(&stand.folder.0).unwrap() {
        let path = file.unwrap().path();
        places.push((path.display().to_string(), std::fs::read(path).unwrap()));
    }
    assert!(places.len() > 1 && places.iter().all(|(_, bytes)| !bytes.is_empty()), "there is something to look at");
    assert!(has(&places[0].1, &request.attempt), "the log is the store's");
    assert!(
        has(&places[1].1, &request.attempt) || places.iter().skip(2).any(|(_, bytes)| has(bytes, &request.attempt))
    );
    for (place, bytes) in &places {
        assert!(!has(bytes, pass.rsplit('~').next().unwrap()), "an order's token in {place}");
        for secret in [CRYPTOGRAM, "CRYPTOGRAMmarker", SECRET, "CARD HOLDER", "PARESmarker", "411111"] {
            assert!(!has(bytes, secret), "{secret} in {place}");
        }
    }
    assert!(!has(&places[0].1, &token), "the TermUrl's token in the log");
}

const PAGE: &str = "https://pay.example";

fn has(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}
