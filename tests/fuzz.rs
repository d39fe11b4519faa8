//! The fuzz targets on stable: bytes at random, bytes near what is right, and every file of `fuzz/corpus`.
#![cfg(not(target_family = "wasm"))]

#[path = "../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::path::Path;

use proptest::prelude::*;

type Target = fn(&[u8]);

const TARGETS: [(&str, Target); 5] = [
    ("number", targets::number),
    ("expiry", targets::expiry),
    ("holder", targets::holder),
    ("paste", targets::paste),
    ("wire", targets::wire),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_bytes_at_all_break_a_target(data in prop::collection::vec(any::<u8>(), 0..200)) {
        for (_, target) in TARGETS {
            target(&data);
        }
    }

    #[test]
    fn no_text_near_a_card_breaks_a_target(data in "[0-9٠-٩/ .\\-a-zA-Zа-яӘә;=%^@'\u{200f}\u{a0}]{0,80}") {
        for (_, target) in TARGETS {
            target(data.as_bytes());
        }
    }

    #[test]
    fn no_json_near_an_answer_breaks_a_target(
        status in "paid|declined|challenge|pending|abandoned|[a-z]{0,6}",
        attempt in "[0-9a-f]{0,32}|\\\\u0000|\\\\ud800",
        number in "-?[0-9]{0,25}(\\.[0-9]{1,3})?(e[0-9]{1,3})?",
        tail in "|,\"frame\":true|,\"acsUrl\":null|,\"x\":\\[\\[\\[\\]\\]\\]",
    ) {
        let text = format!(r#"{{"status":"{status}","attempt":"{attempt}","transaction":{number},"reason":{number},"charged":false,"code":"{status}"{tail}}}"#);
        targets::wire(text.as_bytes());
    }
}

#[test]
fn every_file_of_the_corpus_passes() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let mut count = 0;
    for (name, target) in TARGETS {
        for entry in fs::read_dir(corpus.join(name)).into_iter().flatten().flatten() {
            target(&fs::read(entry.path()).unwrap_or_default());
            count += 1;
        }
    }
    assert!(count >= TARGETS.len(), "{count} files of the corpus only");
}
