//! The bill of materials: what is in the package, as CycloneDX 1.6 (<https://cyclonedx.org/docs/1.6/json/>).

use serde_json::{Value, json};

use super::digest::Digest;
use crate::shipped::{Crate, Shipped};

/// What the bill is about.
pub(super) struct Release<'a> {
    pub(super) version: &'a str,
    pub(super) description: &'a str,
    pub(super) tarball: &'a Digest,
    /// When the commit was made: a bill that names the hour of the build would be another one each time.
    pub(super) committed: &'a str,
    pub(super) tools: &'a [(String, String)],
}

/// Names the package, each crate that is compiled into it and the standard library.
pub(super) fn of(release: &Release, shipped: &Shipped) -> Value {
    let package = format!("pkg:npm/{NAME}@{}", release.version);
    let std = format!("pkg:generic/rust-std@{}", shipped.rust);
    let refer = |names: &[String]| -> Vec<String> {
        shipped.crates.iter().filter(|one| names.contains(&one.name)).map(purl).collect()
    };
    let mut direct = refer(&shipped.direct);
    direct.push(std.clone());
    let mut components: Vec<Value> = shipped.crates.iter().map(component).collect();
    components.push(json!({
        "type": "library",
        "bom-ref": std,
        "name": "std",
        "version": shipped.rust,
        "description": "Rust's standard library, as far as it is used",
        "licenses": [{ "expression": "(Apache-2.0 OR MIT) AND Unicode-3.0" }],
        "purl": std,
    }));
    let mut dependencies = vec![json!({ "ref": package, "dependsOn": direct })];
    dependencies.extend(shipped.crates.iter().map(|one| json!({ "ref": purl(one), "dependsOn": refer(&one.uses) })));
    dependencies.push(json!({ "ref": std, "dependsOn": [] }));
    let tools =
        release.tools.iter().map(|(name, version)| json!({ "type": "application", "name": name, "version": version }));
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": serial(&release.tarball.sha256()),
        "version": 1,
        "metadata": {
            "timestamp": release.committed,
            "tools": { "components": tools.collect::<Vec<_>>() },
            "component": {
                "type": "library",
                "bom-ref": package,
                "name": NAME,
                "version": release.version,
                "description": release.description,
                "hashes": [
                    { "alg": "SHA-256", "content": release.tarball.sha256() },
                    { "alg": "SHA-384", "content": release.tarball.sha384() },
                ],
                "licenses": [{ "expression": "MIT OR Apache-2.0" }],
                "purl": package,
            },
        },
        "components": components,
        "dependencies": dependencies,
    })
}

fn component(one: &Crate) -> Value {
    json!({
        "type": "library",
        "bom-ref": purl(one),
        "name": one.name,
        "version": one.version,
        "hashes": [{ "alg": "SHA-256", "content": one.checksum }],
        "licenses": [{ "expression": one.licence }],
        "purl": purl(one),
    })
}

fn purl(one: &Crate) -> String {
    format!("pkg:cargo/{}@{}", one.name, one.version)
}

/// A UUID of version 8 (RFC 9562) made of the tarball's hash: the same package has the same bill.
fn serial(sha256: &str) -> String {
    let (low, middle) = (&sha256[..8], &sha256[8..12]);
    format!("urn:uuid:{low}-{middle}-8{}-8{}-{}", &sha256[13..16], &sha256[17..20], &sha256[20..32])
}

const NAME: &str = "cloudpayments-checkout";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_serial_number_is_a_uuid_made_of_the_hash() {
        let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(serial(sha256), "urn:uuid:ba7816bf-8f01-8fea-8141-40de5dae2223");
    }
}
