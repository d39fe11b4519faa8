//! Starts the store, and stops it.

use std::io;
use std::net::SocketAddr;
use std::ops::Deref;
use std::path::PathBuf;
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
use crate::{Clock, Limits, Network, Patience, Settings, access, headers, origin, pages, shop, sold, webhooks};

/// The store.
#[derive(Debug)]
pub struct Store;

/// A store at work. Dropping it stops it at once; [`Running::stop`] lets it finish what it has begun.
#[derive(Debug)]
pub struct Running {
    /// Its public address, `http://127.0.0.1:8402`, without a slash at the end.
    pub url: String,
    /// Where it listens.
    pub address: SocketAddr,
    shop: Shop,
    halt: CancellationToken,
    serving: JoinHandle<()>,
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
    #[error("the programs {path:?}: {wrong}")]
    Programs {
        /// The file, or nothing for the usual ones.
        path: Option<PathBuf>,
        /// What is wrong with it.
        wrong: String,
    },
    /// The database cannot be opened.
    #[error("the database cannot be opened: {0}")]
    Database(String),
    /// The address cannot be listened on; another program may have it.
    #[error("cannot listen on {address}: {wrong}; set STORE_LISTEN to another address")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        wrong: io::Error,
    },
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
        let listen = settings.listen;
        let fault = |wrong| StartError::Listen { address: listen, wrong };
        let listener = TcpListener::bind(listen).await.map_err(fault)?;
        let address = listener.local_addr().map_err(fault)?;
        let shop = Shop::new(settings, books, address)?;
        let halt = CancellationToken::new();
        let app = routes(&shop).into_make_service_with_connect_info::<SocketAddr>();
        let server = axum::serve(listener, app).with_graceful_shutdown(halt.clone().cancelled_owned());
        let serving = tokio::spawn(async move {
            if let Err(wrong) = server.await {
                tracing::error!("serving: {wrong}");
            }
        });
        let watching = tokio::spawn(payments::watch(shop.clone(), halt.clone()));
        Ok(Running { url: shop.public_url.clone(), address, shop, halt, serving, watching })
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

    /// Stops: no new requests, then the ones under way, then charges under way for as long as
    /// [`Patience::stop`](crate::Patience::stop); what is left is asked about at the next start.
    pub async fn stop(mut self) {
        self.halt.cancel();
        self.shop.work.close();
        let ending = async {
            let _ = (&mut self.serving).await;
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
    pub(crate) flights: Flights,
    pub(crate) prints: Prints,
    /// Work that goes on when the browser goes away.
    pub(crate) work: TaskTracker,
    pub(crate) patience: Patience,
    pub(crate) trusted_proxies: Vec<Network>,
    pub(crate) limits: Limits,
    /// An origin, without a slash at the end.
    pub(crate) public_url: String,
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
    fn new(settings: Settings, books: Books, address: SocketAddr) -> Result<Self, StartError> {
        let public_url = match settings.public_url.clone() {
            Some(url) => public_origin(url)?,
            None => format!("http://{address}"),
        };
        let machine = |wrong: &dyn std::fmt::Display| StartError::Machine(wrong.to_string());
        Ok(Self(Arc::new(Inside {
            books,
            gateway: Gateway::new(&settings).map_err(|wrong| machine(&wrong))?,
            clock: settings.clock,
            flights: Flights::default(),
            prints: Prints::new().map_err(|wrong| machine(&wrong))?,
            work: TaskTracker::new(),
            patience: settings.patience,
            trusted_proxies: settings.trusted_proxies,
            limits: settings.limits,
            public_url,
            policy: headers::page_policy(&settings.script, &settings.api),
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
        .nest(payments::ENDPOINT, payments::routes())
        .nest("/api", shop::routes())
        .nest("/webhooks", webhooks::routes())
        .merge(pages::routes(shop))
        .layer(axum::middleware::from_fn_with_state(shop.clone(), headers::guard))
        .layer(CompressionLayer::new())
        .layer(axum::middleware::from_fn(access::log))
        .with_state(shop.clone())
}

fn programs(path: Option<&std::path::Path>) -> Result<Vec<sold::Program>, StartError> {
    let wrong = |wrong: String| StartError::Programs { path: path.map(PathBuf::from), wrong };
    let text = match path {
        Some(path) => std::fs::read_to_string(path).map_err(|fault| wrong(fault.to_string()))?,
        None => sold::USUAL.to_owned(),
    };
    sold::read(&text).map_err(wrong)
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
