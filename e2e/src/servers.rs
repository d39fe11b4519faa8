//! The store and the sandbox, each on a free port of this machine.

use std::{
    env,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
};

use cloudpayments_sandbox::{Config, Sandbox};
use cloudpayments_store::{Pay, Settings, StartError, Store};

use crate::{Failure, Outcome, album::root};

/// Both servers; they stop when dropped.
pub(crate) struct Servers {
    store: cloudpayments_store::Running,
    sandbox: cloudpayments_sandbox::Running,
}

impl Servers {
    /// Starts both, with the store's database in `folder`. With a payment page the store is another site: `localhost`.
    pub(crate) async fn start(folder: &Path, with_pay_page: bool) -> Outcome<Self> {
        let (www, pkg) = (folder_of("E2E_WWW", "www"), folder_of("E2E_PKG", "pkg"));
        if !pkg.join("index.js").exists() {
            return Err(Failure::new(format!(
                "there is no {}; run `cargo xtask build` first",
                pkg.join("index.js").display()
            )));
        }
        let database = format!("sqlite://{}", folder.join("store.db").display());
        for _ in 0..TRIES {
            // Each must know the other's address before it starts, so the store's port is picked first. Another program may
            // take it in between; then both start again.
            let listen = free_address()?;
            let webhooks = Some(format!("http://{listen}/webhooks"));
            let sandbox =
                Sandbox::start(Config { listen: ([127, 0, 0, 1], 0).into(), webhooks, ..Config::default() }).await?;
            let public_url = with_pay_page.then(|| format!("http://localhost:{}", listen.port()));
            let pay =
                with_pay_page.then(|| Pay { listen: ([127, 0, 0, 1], 0).into(), public_url: None, stores: Vec::new() });
            let settings = Settings {
                listen,
                public_url,
                pay,
                www: www.clone(),
                pkg: pkg.clone(),
                ..Settings::local(&sandbox.url, &database)
            };
            match Store::start(settings).await {
                Ok(store) => return Ok(Self { store, sandbox }),
                Err(StartError::Listen { .. }) => sandbox.stop().await,
                Err(error) => return Err(error.into()),
            }
        }
        Err(Failure::new(format!("no free port for the store in {TRIES} tries")))
    }

    /// Where the shop is.
    pub(crate) fn shop_url(&self) -> &str {
        &self.store.url
    }

    /// Where the gateway and the bank are.
    pub(crate) fn sandbox_url(&self) -> &str {
        &self.sandbox.url
    }

    /// Where the payment page is; empty where there is none.
    pub(crate) fn pay_url(&self) -> &str {
        self.store.pay_url.as_deref().unwrap_or_default()
    }

    pub(crate) async fn stop(self) {
        self.store.stop().await;
        self.sandbox.stop().await;
    }
}

/// A folder of the workspace, or another one, such as an unpacked npm package, that the environment names.
fn folder_of(variable: &str, usual: &str) -> PathBuf {
    env::var_os(variable).map_or_else(|| root().join(usual), PathBuf::from)
}

fn free_address() -> Outcome<SocketAddr> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}

const TRIES: usize = 5;
