//! Makes packets as an app does: with the key of `/payments/publickey`.

use aws_lc_rs::rsa::{Pkcs1PublicEncryptingKey, PublicEncryptingKey};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

/// `YYMM` of an expiry that stays in the future.
const TEST_EXPIRY: &str = "9912";

/// What goes into a packet; each part can be made wrong by itself.
pub(crate) struct Packet<'p> {
    pub(crate) number: &'p str,
    pub(crate) expiry: &'p str,
    pub(crate) public_id: &'p str,
    pub(crate) key_version: &'p str,
    pub(crate) kind: &'p str,
    pub(crate) last_four: &'p str,
}

impl<'p> Packet<'p> {
    /// A right packet of a card.
    pub(crate) fn of(number: &'p str) -> Self {
        Self {
            number,
            expiry: TEST_EXPIRY,
            public_id: cloudpayments_sandbox::DEFAULT_PUBLIC_ID,
            key_version: "13",
            kind: "CloudCard",
            last_four: &number[number.len() - 4..],
        }
    }

    /// Encrypts it with a PEM key.
    pub(crate) fn seal(&self, pem: &str) -> String {
        let plain = format!("{}@{}@{}@{}", self.number, self.expiry, "911", self.public_id);
        let envelope = json!({
            "Type": self.kind,
            "BrowserInfoBase64": "",
            "Format": 1,
            "CardInfo": {
                "FirstSixDigits": &self.number[..6],
                "LastFourDigits": self.last_four,
                "ExpDateYear": &self.expiry[..2],
                "ExpDateMonth": &self.expiry[2..],
            },
            "KeyVersion": self.key_version,
            "Value": STANDARD.encode(encrypt(plain.as_bytes(), pem)),
        });
        STANDARD.encode(Value::to_string(&envelope))
    }
}

fn encrypt(plain: &[u8], pem: &str) -> Vec<u8> {
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let key = PublicEncryptingKey::from_der(&STANDARD.decode(body).unwrap()).unwrap();
    let key = Pkcs1PublicEncryptingKey::new(key).unwrap();
    let mut cipher = vec![0; key.ciphertext_size()];
    key.encrypt(plain, &mut cipher).unwrap().to_vec()
}
