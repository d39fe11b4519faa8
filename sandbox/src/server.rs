//! Starts a sandbox on a port and stops it again.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, http::header, routing::get};
use reqwest::Url;
use tokio::{net::TcpListener, sync::watch, task::JoinHandle, time::timeout};

use crate::{
    admin,
    answer::Answer,
    api, bank,
    config::Config,
    error::{Result, StartError},
    gateway::Gateway,
    key::Key,
    line::{LineListener, Peer},
};

/// A local CloudPayments and issuing bank.
#[derive(Debug)]
pub struct Sandbox;

impl Sandbox {
    /// Starts a sandbox; it answers when this returns.
    ///
    /// # Errors
    /// The address is taken, or a setting is wrong.
    pub async fn start(config: Config) -> Result<Running> {
        check(&config)?;
        let listen = |source| StartError::Listen { address: config.listen, source };
        let listener = TcpListener::bind(config.listen).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let key = tokio::task::spawn_blocking(Key::generate).await;
        let key = key.map_err(|_| StartError::Key)?.map_err(|_| StartError::Key)?;
        let (stop, closing) = watch::channel(false);
        let url =
            config.public_url.as_deref().map_or_else(|| reachable(address), |url| url.trim_end_matches('/').to_owned());
        let patience = config.patience;
        let gateway = Arc::new(Gateway::new(config, url.clone(), key, closing.clone())?);
        let app = router(&gateway);
        let mut closing = closing;
        let server = tokio::spawn(async move {
            let stopped = async move {
                let _ = closing.wait_for(|closing| *closing).await;
            };
            doorway::serve(LineListener(listener), app, patience, Peer::of, stopped).await;
        });
        Ok(Running { url, address, stop, server: Some(server) })
    }
}

/// A sandbox at work. Dropping it stops it.
#[derive(Debug)]
pub struct Running {
    /// The address others reach it by, without a slash at its end.
    pub url: String,
    /// The address it listens on.
    pub address: SocketAddr,
    stop: watch::Sender<bool>,
    server: Option<JoinHandle<()>>,
}

impl Running {
    /// Stops it: answers in progress are finished, hanging ones and idle connections are closed.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        if let Some(mut server) = self.server.take()
            && timeout(PATIENCE, &mut server).await.is_err()
        {
            server.abort();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}

fn router(gateway: &Arc<Gateway>) -> Router {
    Router::new()
        .merge(api::routes(gateway))
        .merge(bank::routes(gateway))
        .merge(admin::routes())
        .route("/health", get(async || Answer::of(&serde_json::json!({ "status": "ok" }))))
        .route("/openapi.json", get(async || ([(header::CONTENT_TYPE, "application/json")], OPENAPI)))
        .with_state(Arc::clone(gateway))
}

fn check(config: &Config) -> Result<()> {
    let web =
        |text: &str| Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    if let Some(found) = &config.public_url
        && !web(found).is_some_and(|url| url.path() == "/" && url.query().is_none() && url.fragment().is_none())
    {
        return Err(StartError::PublicUrl { found: found.clone() });
    }
    let id = &config.public_id;
    if id.is_empty() || id.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, ':' | '@')) {
        return Err(StartError::PublicId { found: id.clone() });
    }
    if config.concurrency == Some(0) {
        return Err(StartError::Concurrency);
    }
    match &config.webhooks {
        Some(found) if web(found).is_none() => Err(StartError::Webhooks { found: found.clone() }),
        _ => Ok(()),
    }
}

/// Where to reach a listening address from this machine: "any address" is reached by loopback.
fn reachable(mut address: SocketAddr) -> String {
    if address.ip().is_unspecified() {
        let loopback = if address.is_ipv4() { [127, 0, 0, 1].into() } else { std::net::Ipv6Addr::LOCALHOST.into() };
        address.set_ip(loopback);
    }
    format!("http://{address}")
}

/// The API's description, written by hand and held against the routes by a test.
const OPENAPI: &str = include_str!("../assets/openapi.json");

/// How long a browser's idle connection may hold up the end.
const PATIENCE: Duration = Duration::from_secs(2);
