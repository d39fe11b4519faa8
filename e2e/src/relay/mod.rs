//! What stands between the browser and each server, the same for every engine: it keeps what the browser sent, loses what a
//! test wants lost, and puts the witness into pages.

mod page;
mod pass;
mod tape;

use std::{net::SocketAddr, sync::Arc};

use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpListener, task::JoinHandle};

pub use tape::Request;
pub(crate) use tape::Tape;

use crate::Outcome;

/// An address for browsers, taken before the server behind it starts, because each server must know its own.
pub(crate) struct Door {
    listener: TcpListener,
    url: String,
}

/// A door with a server behind it; it closes when dropped.
pub(crate) struct Relay {
    serving: JoinHandle<()>,
}

impl Door {
    /// A free port of this machine, which the browser calls `host`.
    pub(crate) async fn open(host: &str) -> Outcome<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let url = format!("http://{host}:{}", listener.local_addr()?.port());
        Ok(Self { listener, url })
    }

    /// Without a slash at the end.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Lets everyone through to the server at `server`; what browsers do is written on the tape.
    pub(crate) fn lead_to(self, server: SocketAddr, tape: Arc<Tape>) -> Outcome<Relay> {
        let pass = Arc::new(pass::Pass::new(self.url, server, tape)?);
        let listener = self.listener;
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let pass = Arc::clone(&pass);
                tokio::spawn(async move {
                    let service = service_fn(move |request| {
                        let pass = Arc::clone(&pass);
                        async move { pass.on(request).await }
                    });
                    // An error here is a request that was blocked, or a browser that went away.
                    drop(http1::Builder::new().serve_connection(TokioIo::new(stream), service).await);
                });
            }
        });
        Ok(Relay { serving })
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
