//! The configuration file: the same settings as on the command line, for whoever keeps them beside a store.

use std::{fs, net::SocketAddr, path::Path};

use cloudpayments_sandbox::{FaultOrder, Secret};
use serde::{Deserialize, Deserializer, de::Error as _};

/// What a TOML file says; what is absent has its default.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct File {
    pub(crate) listen: Option<SocketAddr>,
    pub(crate) public_url: Option<String>,
    pub(crate) public_id: Option<String>,
    #[serde(default, deserialize_with = "secret")]
    pub(crate) api_secret: Option<Secret>,
    pub(crate) webhooks: Option<String>,
    pub(crate) merchant: Option<String>,
    pub(crate) faults: Option<FaultOrder>,
    pub(crate) faults_seed: Option<u64>,
    pub(crate) faults_rate: Option<f64>,
    pub(crate) concurrency: Option<usize>,
}

impl File {
    /// Reads it.
    ///
    /// # Errors
    /// The file is not there, or says something else than settings: the line is shown, and what is known.
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let text = fs::read_to_string(path).map_err(|error| format!("--config {}: {error}", path.display()))?;
        let file: Self = toml::from_str(&text).map_err(|error| format!("--config {}: {error}", path.display()))?;
        if file.faults.is_some() && file.faults_seed.is_some() {
            return Err(format!("--config {}: either faults or faults-seed, not both", path.display()));
        }
        Ok(file)
    }
}

fn secret<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Secret>, D::Error> {
    let text = String::deserialize(from)?;
    if text.is_empty() { Err(D::Error::custom("api-secret must not be empty")) } else { Ok(Some(Secret::new(text))) }
}
