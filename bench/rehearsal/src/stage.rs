//! Sandbox and store of one rehearsal, each on a free port of this machine.

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use cloudpayments_sandbox::{Config, FaultOrder, Sandbox};
use cloudpayments_store::{Clock, Limits, Rate, Settings, Store};
use reqwest::{Client, redirect};
use serde_json::{Value, json};

use crate::{Packets, Trouble};

/// Both, and what a shopper needs.
pub struct Stage {
    /// The gateway and the bank.
    pub sandbox: cloudpayments_sandbox::Running,
    /// The store.
    pub store: cloudpayments_store::Running,
    /// A browser without cookies that follows nothing by itself.
    pub http: Client,
    /// The provider's script's work.
    pub packets: Packets,
    /// The store's clock, which stands still unless it is moved.
    pub clock: Clock,
    folder: PathBuf,
}

impl Stage {
    /// Opens both. The store waits so long for the gateway's answer to a charge; its clock is moved by hand.
    ///
    /// # Errors
    /// No port, no folder.
    pub async fn open(patience: Duration) -> Result<Self, Trouble> {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let name = format!("rehearsal-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder)?;
        let listen = free()?;
        let sandbox = sandbox(listen, FaultOrder::default()).await?;
        let database = format!("sqlite://{}", folder.join("store.db").display());
        let clock = Clock::manual(1_800_000_000_000);
        let mut settings = Settings { listen, clock: clock.clone(), ..settings(&sandbox.url, &database) };
        settings.patience.charge = patience;
        settings.patience.ask = patience;
        settings.patience.look = Duration::from_secs(3600);
        let store = Store::start(settings).await?;
        let http = browser(Duration::from_secs(30))?;
        let packets = Packets::of(&http, &sandbox.url).await?;
        Ok(Self { sandbox, store, http, packets, clock, folder })
    }

    /// Nothing goes wrong any more.
    ///
    /// # Errors
    /// The sandbox does not answer.
    pub async fn mend(&self) -> Result<(), Trouble> {
        self.http.delete(format!("{}/admin/faults", self.sandbox.url)).send().await?.error_for_status()?;
        Ok(())
    }

    /// Tells the sandbox what goes wrong next.
    ///
    /// # Errors
    /// It does not take it.
    pub async fn fault(&self, next: &Value) -> Result<(), Trouble> {
        let url = format!("{}/admin/faults", self.sandbox.url);
        let taken = self.http.post(url).json(&json!({ "next": next })).send().await?;
        if taken.status().is_success() { Ok(()) } else { Err(taken.text().await?.into()) }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A store that limits nobody.
#[must_use]
pub fn settings(sandbox: &str, database: &str) -> Settings {
    let free = Rate::per_minute(0);
    let limits = Limits { orders: free, attempts: free, attempts_of_order: free };
    Settings { limits, ..Settings::local(sandbox, database) }
}

pub(crate) async fn sandbox(store: SocketAddr, faults: FaultOrder) -> Result<cloudpayments_sandbox::Running, Trouble> {
    let config = Config {
        listen: ([127, 0, 0, 1], 0).into(),
        webhooks: Some(format!("http://{store}/webhooks")),
        webhook_minute: Duration::from_millis(50),
        faults,
        ..Config::default()
    };
    Ok(Sandbox::start(config).await?)
}

pub(crate) fn browser(patience: Duration) -> Result<Client, Trouble> {
    Ok(Client::builder().no_proxy().redirect(redirect::Policy::none()).timeout(patience).build()?)
}

/// A port nobody has at this moment.
pub(crate) fn free() -> Result<SocketAddr, Trouble> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}
