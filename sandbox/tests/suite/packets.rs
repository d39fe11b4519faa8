//! Texts that are no packet are refused, whatever they are: the fuzz target `packet`, on stable.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use cloudpayments_sandbox::opens;
use proptest::prelude::*;

proptest! {
    #[test]
    fn no_text_at_all_opens(text in ".{0,300}") {
        prop_assert!(!opens(&text));
    }

    #[test]
    fn no_envelope_made_without_the_key_opens(
        kind in "CloudCard|[A-Za-z]{0,9}",
        format in 0..3_i64,
        version in "1?3|0013|[0-9]{0,30}",
        value in prop::collection::vec(any::<u8>(), 0..300),
        digits in "[0-9]{0,8}",
    ) {
        let envelope = serde_json::json!({"Type": kind, "BrowserInfoBase64": "", "Format": format, "KeyVersion": version,
            "CardInfo": {"FirstSixDigits": digits, "LastFourDigits": digits, "ExpDateYear": "30", "ExpDateMonth": "12"},
            "Value": BASE64_STANDARD.encode(value)});
        prop_assert!(!opens(&BASE64_STANDARD.encode(envelope.to_string())));
    }
}
