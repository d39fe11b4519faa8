//! What stands between the browser and each server, the same for every engine: it keeps what the browser sent, loses what a
//! test wants lost, and puts the witness into pages.

mod page;
mod pass;
mod seal;
mod tape;

use std::{net::SocketAddr, sync::Arc};

use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use pass::Pass;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpListener,
    task::JoinHandle,
};
use tokio_rustls::TlsAcceptor;

pub(crate) use seal::Seal;
pub use tape::Request;
pub(crate) use tape::Tape;

use crate::Outcome;

/// An address for browsers, taken before the server behind it starts, because each server must know its own.
pub(crate) struct Door {
    listener: TcpListener,
    url: String,
    acceptor: Option<TlsAcceptor>,
}

/// A door with a server behind it; it closes when dropped.
pub(crate) struct Relay {
    serving: JoinHandle<()>,
}

impl Door {
    /// A free port of this machine, which the browser calls `host`; with a seal it speaks https.
    pub(crate) async fn open(host: &str, seal: Option<&Seal>) -> Outcome<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let scheme = if seal.is_some() { "https" } else { "http" };
        let url = format!("{scheme}://{host}:{}", listener.local_addr()?.port());
        Ok(Self { listener, url, acceptor: seal.map(Seal::acceptor) })
    }

    /// Without a slash at the end.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Lets everyone through to the server at `server`; what browsers do is written on the tape.
    pub(crate) fn lead_to(self, server: SocketAddr, tape: Arc<Tape>) -> Outcome<Relay> {
        let pass = Arc::new(Pass::new(self.url, server, tape)?);
        let (listener, acceptor) = (self.listener, self.acceptor);
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (pass, acceptor) = (Arc::clone(&pass), acceptor.clone());
                tokio::spawn(async move {
                    match acceptor {
                        None => let_through(stream, pass).await,
                        Some(acceptor) => {
                            // A browser that goes away while it greets is its own affair.
                            if let Ok(stream) = acceptor.accept(stream).await {
                                let_through(stream, pass).await;
                            }
                        }
                    }
                });
            }
        });
        Ok(Relay { serving })
    }
}

async fn let_through(stream: impl AsyncRead + AsyncWrite + Unpin, pass: Arc<Pass>) {
    let service = service_fn(move |request| {
        let pass = Arc::clone(&pass);
        async move { pass.on(request).await }
    });
    // An error here is a request that was blocked, or a browser that went away.
    drop(http1::Builder::new().serve_connection(TokioIo::new(stream), service).await);
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
