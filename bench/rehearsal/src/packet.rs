//! Cryptograms as the provider's script makes them.

use aws_lc_rs::rsa::{Pkcs1PublicEncryptingKey, PublicEncryptingKey};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use cloudpayments_sandbox::DEFAULT_PUBLIC_ID;
use serde_json::{Value, json};

use crate::Trouble;

/// The documented test cards by what they do.
pub mod cards {
    /// Paid at once.
    pub const PAID: &str = "4111111111111111";
    /// Declined at once: no money.
    pub const NO_MONEY: &str = "4000056655665556";
    /// Paid after 3-D Secure.
    pub const THREE_DS: &str = "4242424242424242";
    /// Declined after 3-D Secure.
    pub const THREE_DS_NO_MONEY: &str = "5105105105105100";
}

/// Makes packets for one sandbox.
pub struct Packets {
    key: Pkcs1PublicEncryptingKey,
    version: String,
}

impl Packets {
    /// Asks the sandbox for its key.
    ///
    /// # Errors
    /// The sandbox does not answer.
    pub async fn of(http: &reqwest::Client, sandbox: &str) -> Result<Self, Trouble> {
        let answer: Value = http.get(format!("{sandbox}/payments/publickey")).send().await?.json().await?;
        let pem = answer["Pem"].as_str().ok_or("no key")?;
        let der = BASE64_STANDARD.decode(pem.lines().filter(|line| !line.starts_with('-')).collect::<String>())?;
        Ok(Self {
            key: Pkcs1PublicEncryptingKey::new(PublicEncryptingKey::from_der(&der)?)?,
            version: answer["Version"].to_string(),
        })
    }

    /// A packet of a test card.
    ///
    /// # Errors
    /// The machine has no random numbers.
    pub fn seal(&self, number: &str) -> Result<String, Trouble> {
        let mut buffer = vec![0; self.key.ciphertext_size()];
        let plain = format!("{number}@3012@123@{DEFAULT_PUBLIC_ID}");
        let sealed = self.key.encrypt(plain.as_bytes(), &mut buffer)?;
        let (first, last) = (number.get(..6).unwrap_or_default(), number.get(12..).unwrap_or_default());
        let info = json!({"FirstSixDigits": first, "LastFourDigits": last, "ExpDateYear": "30", "ExpDateMonth": "12"});
        let envelope = json!({"Type": "CloudCard", "BrowserInfoBase64": "", "Format": 1, "CardInfo": info,
            "KeyVersion": self.version, "Value": BASE64_STANDARD.encode(sealed)});
        Ok(BASE64_STANDARD.encode(envelope.to_string()))
    }
}
