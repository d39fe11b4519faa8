//! Starts the store, and stops it.

use std::io;
use std::net::SocketAddr;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower_http::compression::CompressionLayer;

use crate::books::{Books, Trouble};
use crate::gateway::Gateway;
use crate::payments::{self, Flights, Prints};
use crate::{Clock, Limits, Network, Patience, Settings, access, headers, origin, pages, shop, sold, webhooks, window};

/// The store.
#[derive(Debug)]
pub struct Store;

/// A store at work. Dropping it stops it at once; [`Running::stop`] lets it finish what it has begun.
#[derive(Debug)]
pub struct Running {
    /// Its public address, `http://127.0.0.1:8402`, without a slash at the end.
    pub url: String,
    /// The origin of the payment page it serves besides, if any; the page is `/pay.html` there.
    pub pay_url: Option<String>,
    /// Where it listens.
    pub address: SocketAddr,
    shop: Shop,
    halt: CancellationToken,
    serving: JoinHandle<()>,
    paying: Option<JoinHandle<()>>,
    watching: JoinHandle<()>,
}

/// Why the store does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A setting is wrong; whoever runs the store can act.
    #[error("the setting {name} is {found:?}, wanted {wanted}")]
    Setting {
        /// The setting.
        name: &'static str,
        /// Its value.
        found: String,
        /// What it should be.
        wanted: &'static str,
    },
    /// The file of programs is wrong.
    #[error("the programs of {}: {wrong}", path.as_deref().map_or_else(|| "this program".into(), Path::to_string_lossy))]
    Programs {
        /// The file, or nothing for the usual ones.
        path: Option<PathBuf>,
        /// What is wrong with it.
        wrong: String,
    },
    /// The database cannot be opened.
    #[error("the database that DATABASE_URL names cannot be opened: {0}")]
    Database(String),
    /// The address cannot be listened on; another program may have it.
    #[error("cannot listen on {address}: {wrong}; set {name} to another address")]
    Listen {
        /// The setting.
        name: &'static str,
        /// The address.
        address: SocketAddr,
        /// What the system said.
        wrong: io::Error,
    },
    /// The file of the payment page's headers is missing or wrong.
    #[error("the payment page cannot be served: {0}")]
    Pay(String),
    /// The machine lacks something.
    #[error("cannot start: {0}")]
    Machine(String),
}

impl From<Trouble> for StartError {
    fn from(trouble: Trouble) -> Self {
        Self::Database(trouble.to_string())
    }
}

impl Store {
    /// Opens the database, listens, and looks after what an earlier run left in doubt.
    ///
    /// # Errors
    /// When a setting is wrong, the database cannot be opened, or the address is taken.
    pub async fn start(settings: Settings) -> Result<Running, StartError> {
        check("the API's address", &settings.api)?;
        check("the script's address", &settings.script)?;
        let books = Books::open(settings.database.expose()).await?;
        books.sell(&programs(settings.programs.as_deref())?).await?;
        let (listener, address) = bind("STORE_LISTEN", settings.listen).await?;
        let pay = settings.pay.clone();
        let paying = match &pay {
            Some(pay) => Some(bind("STORE_PAY_LISTEN", pay.listen).await?),
            None => None,
        };
        let shop = Shop::new(settings, books, address, paying.as_ref().map(|(_, address)| *address))?;
        let halt = CancellationToken::new();
        let paying = match pay.zip(paying) {
            Some((pay, (listener, _))) => Some(window::serve(&shop, &pay.stores, listener, halt.clone())?),
            None => None,
        };
        let ended = halt.clone().cancelled_owned();
        let serving =
            tokio::spawn(doorway::serve(listener, routes(&shop), shop.patience.client, |_, address| *address, ended));
        let watching = tokio::spawn(payments::watch(shop.clone(), halt.clone()));
        Ok(Running {
            url: shop.public_url.clone(),
            pay_url: shop.pay_url.clone(),
            address,
            shop,
            halt,
            serving,
            paying,
            watching,
        })
    }
}

impl Running {
    /// Looks after the attempts in doubt now, as the store does by itself every few seconds.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn look(&self) -> Result<(), StartError> {
        Ok(payments::look(&self.shop).await?)
    }

    /// Stops: not ready any more for as long as [`Patience::drain`](crate::Patience::drain), then no new requests, then the ones under way, then charges under way for as long as
    /// [`Patience::stop`](crate::Patience::stop); what is left is asked about at the next start.
    pub async fn stop(mut self) {
        self.shop.draining.cancel();
        tokio::time::sleep(self.shop.patience.drain).await;
        self.halt.cancel();
        self.shop.work.close();
        let ending = async {
            let _ = (&mut self.serving).await;
            if let Some(paying) = &mut self.paying {
                let _ = paying.await;
            }
            let _ = (&mut self.watching).await;
            self.shop.work.wait().await;
        };
        if tokio::time::timeout(self.shop.patience.stop, ending).await.is_err() {
            tracing::warn!("stopped with requests under way; attempts in doubt are looked after at the next start");
        }
        self.shop.books.close().await;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.halt.cancel();
        self.serving.abort();
        self.watching.abort();
        if let Some(paying) = &self.paying {
            paying.abort();
        }
    }
}

/// What every handler needs.
#[derive(Debug, Clone)]
pub(crate) struct Shop(Arc<Inside>);

/// The inside of a [`Shop`].
#[derive(Debug)]
pub(crate) struct Inside {
    pub(crate) books: Books,
    pub(crate) gateway: Gateway,
    pub(crate) clock: Clock,
    /// Attempts whose charge, or bank's answer, is under way.
    pub(crate) flights: Flights,
    /// Attempts that the gateway is being asked about.
    pub(crate) questions: Flights,
    pub(crate) prints: Prints,
    /// Work that goes on when the browser goes away.
    pub(crate) work: TaskTracker,
    /// Cancelled when the store has been asked to stop.
    pub(crate) draining: CancellationToken,
    pub(crate) patience: Patience,
    pub(crate) trusted_proxies: Vec<Network>,
    pub(crate) limits: Limits,
    /// An origin, without a slash at the end.
    pub(crate) public_url: String,
    /// The origin of the payment page served here.
    pub(crate) pay_url: Option<String>,
    /// The origins of all payment pages of this store.
    pub(crate) pay_origins: Vec<String>,
    pub(crate) tokens: window::Tokens,
    pub(crate) policy: String,
    pub(crate) www: PathBuf,
    pub(crate) pkg: PathBuf,
    pub(crate) api: String,
    pub(crate) script: String,
    pub(crate) public_id: String,
    pub(crate) api_secret: crate::Secret,
    pub(crate) support_email: String,
}

impl Deref for Shop {
    type Target = Inside;

    fn deref(&self) -> &Inside {
        &self.0
    }
}

impl Shop {
    fn new(
        settings: Settings,
        books: Books,
        address: SocketAddr,
        pay_address: Option<SocketAddr>,
    ) -> Result<Self, StartError> {
        let public_url = match settings.public_url.clone() {
            Some(url) => public_origin(url)?,
            None => format!("http://{address}"),
        };
        let pages = window::pages(&settings, pay_address, &public_url)?;
        let machine = |wrong: &dyn std::fmt::Display| StartError::Machine(wrong.to_string());
        Ok(Self(Arc::new(Inside {
            books,
            gateway: Gateway::new(&settings).map_err(|wrong| machine(&wrong))?,
            clock: settings.clock,
            flights: Flights::default(),
            questions: Flights::default(),
            prints: Prints::new().map_err(|wrong| machine(&wrong))?,
            work: TaskTracker::new(),
            draining: CancellationToken::new(),
            patience: settings.patience,
            trusted_proxies: settings.trusted_proxies,
            limits: settings.limits,
            policy: headers::page_policy(&settings.script, &settings.api, &public_url, &pages.origins),
            public_url,
            pay_url: pages.own,
            pay_origins: pages.origins,
            tokens: window::Tokens::new(settings.token_key.as_ref()).map_err(|wrong| machine(&wrong))?,
            www: settings.www,
            pkg: settings.pkg,
            api: settings.api,
            script: settings.script,
            public_id: settings.public_id,
            api_secret: settings.api_secret,
            support_email: settings.support_email,
        })))
    }
}

fn routes(shop: &Shop) -> Router {
    Router::new()
        .nest(payments::ENDPOINT, payments::routes(shop))
        .nest("/api", shop::routes().merge(window::routes()))
        .nest("/webhooks", webhooks::routes())
        .merge(pages::routes(shop))
        .layer(axum::middleware::from_fn_with_state(shop.clone(), headers::guard))
        .layer(CompressionLayer::new())
        .layer(axum::middleware::from_fn(access::log))
        .with_state(shop.clone())
}

fn programs(path: Option<&Path>) -> Result<Vec<sold::Program>, StartError> {
    let wrong = |wrong: String| StartError::Programs { path: path.map(PathBuf::from), wrong };
    let text = match path {
        Some(path) => std::fs::read_to_string(path).map_err(|fault| wrong(fault.to_string()))?,
        None => sold::USUAL.to_owned(),
    };
    sold::read(&text).map_err(wrong)
}

async fn bind(name: &'static str, listen: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    let fault = |wrong| StartError::Listen { name, address: listen, wrong };
    let listener = TcpListener::bind(listen).await.map_err(fault)?;
    let address = listener.local_addr().map_err(fault)?;
    Ok((listener, address))
}

fn check(name: &'static str, found: &str) -> Result<(), StartError> {
    if origin::is_safe(found) {
        return Ok(());
    }
    Err(StartError::Setting { name, found: found.to_owned(), wanted: "an https address, or http on this machine" })
}

/// The store's own address: an origin, because the component accepts messages from an origin.
fn public_origin(found: String) -> Result<String, StartError> {
    match origin::of(&found) {
        Some(origin) if origin == found.trim_end_matches('/') => Ok(origin),
        _ => Err(StartError::Setting {
            name: "STORE_PUBLIC_URL",
            found,
            wanted: "an origin such as https://shop.example",
        }),
    }
}
