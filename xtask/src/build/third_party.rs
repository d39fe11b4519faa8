//! Whose work is in the package, and on which terms: `THIRD-PARTY.txt`, which goes wherever the package goes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::shipped::{Crate, Shipped};

/// The file's text.
///
/// # Errors
/// A crate is on terms that this package cannot name, or its licence cannot be read.
pub(super) fn notices(shipped: &Shipped) -> Result<Vec<u8>> {
    let mut text =
        format!("{INTRODUCTION}\nstd {} | Apache-2.0 OR MIT, its Unicode tables Unicode-3.0\n", shipped.rust);
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for one in &shipped.crates {
        let named = format!("{} {}", one.name, one.version);
        writeln!(text, "{named} | {}", one.licence)?;
        for terms in terms(one)? {
            texts.entry(terms).or_default().push(named.clone());
        }
    }
    let unicode = vec![format!("std {}, its Unicode tables", shipped.rust)];
    texts.entry(UNICODE.to_owned()).or_default().extend(unicode);
    for (terms, of) in texts.iter().filter(|(terms, _)| *terms != APACHE) {
        write!(text, "\n{}\n{}\n\n{}\n", "-".repeat(80), of.join(", "), terms.trim())?;
    }
    Ok(text.into_bytes())
}

/// The texts that one crate is passed on with.
fn terms(one: &Crate) -> Result<Vec<String>> {
    one.licence.split(" AND ").map(|part| term(one, part.trim_matches(['(', ')']))).collect()
}

/// MIT where that is offered and has a file, else Apache-2.0, whose text the package has anyway.
fn term(one: &Crate, offered: &str) -> Result<String> {
    let offered: Vec<&str> = offered.split(" OR ").collect();
    if offered.contains(&"MIT") {
        for name in ["LICENSE-MIT", "LICENSE", "LICENSE.md", "LICENSE.txt"] {
            let file = one.folder.join(name);
            if is_mit(&file) {
                let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
                return Ok(text.replace("\r\n", "\n"));
            }
        }
    }
    if offered.contains(&"Apache-2.0") && !one.folder.join("NOTICE").exists() {
        return Ok(APACHE.to_owned());
    }
    if offered == ["Unicode-3.0"] {
        return Ok(UNICODE.to_owned());
    }
    bail!(
        "{} is \"{}\", and no text of that was found in {}: see xtask/src/build/third_party.rs",
        one.name,
        one.licence,
        one.folder.display()
    )
}

fn is_mit(file: &Path) -> bool {
    fs::read_to_string(file).is_ok_and(|text| text.contains("Permission is hereby granted, free of charge"))
}

const INTRODUCTION: &str = "\
This package is MIT OR Apache-2.0: see LICENSE-MIT and LICENSE-APACHE. Its WebAssembly files are compiled from its own code and from
these crates, as far as they are used, and from Rust's standard library (copyright: The Rust Project Developers); its scripts hold some
of what wasm-bindgen writes. Where a crate is passed on under Apache-2.0, the text is that of LICENSE-APACHE; all others follow below.
";
/// Stands for the text of `LICENSE-APACHE`.
const APACHE: &str = "Apache-2.0";
const UNICODE: &str = include_str!("../../licences/unicode-3.0.txt");

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    static COUNT: AtomicUsize = AtomicUsize::new(0);

    fn of(licence: &str, files: &[(&str, &str)]) -> Crate {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("xtask-notices-{}-{count}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in files {
            fs::write(folder.join(name), text).unwrap();
        }
        let text = String::new;
        let name = "some".to_owned();
        Crate { name, version: "1.0.0".to_owned(), licence: licence.to_owned(), folder, checksum: text(), uses: vec![] }
    }

    const MIT: &str = "Copyright (c) somebody\nPermission is hereby granted, free of charge, to any person";

    #[test]
    fn a_crate_is_passed_on_under_mit_where_it_says_so_else_under_apache() {
        assert_eq!(terms(&of("MIT", &[("LICENSE", MIT)])).unwrap(), [MIT]);
        assert_eq!(terms(&of("Apache-2.0 OR MIT", &[("LICENSE", "Apache"), ("LICENSE-MIT", MIT)])).unwrap(), [MIT]);
        assert_eq!(terms(&of("MIT OR Apache-2.0", &[])).unwrap(), [APACHE]);
        assert_eq!(terms(&of("(MIT OR Apache-2.0) AND Unicode-3.0", &[])).unwrap(), [APACHE, UNICODE]);
    }

    #[test]
    fn terms_without_a_text_are_refused() {
        for licence in ["GPL-3.0", "MIT", "Apache-2.0 AND BSD-3-Clause"] {
            let error = terms(&of(licence, &[])).unwrap_err().to_string();
            assert!(error.contains(licence), "{error}");
        }
    }

    #[test]
    fn every_crate_is_named_with_its_terms_and_one_text_serves_all_who_have_it() {
        let mut one = of("MIT", &[("LICENSE", MIT)]);
        one.name = "one".to_owned();
        let mut other = of("Apache-2.0", &[]);
        other.folder = PathBuf::from("no/such/folder");
        let shipped = Shipped { crates: vec![one, other], direct: vec![], rust: "1.95.0".to_owned() };
        let text = String::from_utf8(notices(&shipped).unwrap()).unwrap();
        for part in [
            "std 1.95.0 | ",
            "one 1.0.0 | MIT\n",
            "some 1.0.0 | Apache-2.0\n",
            "\none 1.0.0\n\nCopyright (c) somebody",
            "UNICODE LICENSE",
        ] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
    }
}
