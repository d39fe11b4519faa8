//! The store and the sandbox, each on a free port of this machine.

use std::{
    env,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    sync::Arc,
};

use cloudpayments_sandbox::{Config, Sandbox};
use cloudpayments_store::{Pay, Settings, StartError, Store};

use crate::{
    Failure, Outcome,
    album::root,
    relay::{Door, Relay, Seal, Tape},
};

/// Both servers, each behind a relay, which is where the browser finds it; they stop when dropped.
pub(crate) struct Servers {
    _relays: Vec<Relay>,
    store: cloudpayments_store::Running,
    sandbox: cloudpayments_sandbox::Running,
}

impl Servers {
    /// Starts both, with the store's database in `folder`; what the browser does is written on `tape`. With a payment page the
    /// store is another site: `localhost`. With a seal shop and payment page speak https.
    pub(crate) async fn start(
        folder: &Path,
        with_pay_page: bool,
        seal: Option<&Seal>,
        tape: &Arc<Tape>,
    ) -> Outcome<Self> {
        let (www, pkg) = (folder_of("E2E_WWW", "www"), folder_of("E2E_PKG", "pkg"));
        if !pkg.join("index.js").exists() {
            return Err(Failure::new(format!(
                "there is no {}; run `cargo xtask build` first",
                pkg.join("index.js").display()
            )));
        }
        let database = format!("sqlite://{}", folder.join("store.db").display());
        let shop = Door::open(if with_pay_page { "localhost" } else { HERE }, seal).await?;
        let bank = Door::open(HERE, None).await?;
        let page = if with_pay_page { Some(Door::open(HERE, seal).await?) } else { None };
        for _ in 0..TRIES {
            // The sandbox must know where the store listens before the store starts, so ports are picked first. Another program
            // may take one in between; then both start again.
            let (listen, listen_pay) = (free_address()?, free_address()?);
            let sandbox = Sandbox::start(Config {
                listen: ([127, 0, 0, 1], 0).into(),
                public_url: Some(bank.url().to_owned()),
                webhooks: Some(format!("http://{listen}/webhooks")),
                ..Config::default()
            })
            .await?;
            let settings = Settings {
                listen,
                public_url: Some(shop.url().to_owned()),
                pay: page.as_ref().map(|page| Pay {
                    listen: listen_pay,
                    public_url: Some(page.url().to_owned()),
                    stores: Vec::new(),
                }),
                www: www.clone(),
                pkg: pkg.clone(),
                ..Settings::local(&sandbox.url, &database)
            };
            match Store::start(settings).await {
                Ok(store) => {
                    let doors =
                        [Some((shop, listen)), Some((bank, sandbox.address)), page.map(|page| (page, listen_pay))];
                    let relays =
                        doors.into_iter().flatten().map(|(door, server)| door.lead_to(server, Arc::clone(tape)));
                    let relays = relays.collect::<Outcome<_>>()?;
                    return Ok(Self { _relays: relays, store, sandbox });
                }
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
    Ok(TcpListener::bind((HERE, 0))?.local_addr()?)
}

const HERE: &str = "127.0.0.1";
const TRIES: usize = 5;
