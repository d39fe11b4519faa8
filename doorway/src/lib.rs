//! How sandbox and store take connections in: with a time limit for a request's head, one for its body and one for a client that reads
//! nothing of its answer, and an end without haste; and how they read their environment.
//!
//! `axum::serve` has no such limits: whoever sends a byte now and then keeps a connection, and its place among the open files, for ever.

mod body;
mod variables;

use std::{convert::Infallible, pin::pin, time::Duration};

use axum::{Router, extract::ConnectInfo, extract::Request, http::StatusCode, response::Response, serve::Listener};
use hyper::{body::Incoming, server::conn::http1, service::Service as _, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};

use body::Timed;
use tokio_io_timeout::TimeoutStream;

pub use variables::without_empty;

/// How long a client may take for a request's head, again for its body, for reading on in its answer, and keep an idle connection, unless
/// told otherwise.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Serves `app` to whoever comes to `listener`, until `stop` ends; then returns when everything under way is answered.
///
/// A connection on which no whole head has come within `patience` is closed. A body that is not there within `patience` of its
/// head breaks off, for whoever reads it; what answers that with 400 has the status 408 then. A client that has read nothing of its answer
/// for as long is cut off. Handlers find what `who` says of a
/// connection as [`ConnectInfo`].
pub async fn serve<L, C>(
    mut listener: L,
    app: Router,
    patience: Duration,
    who: impl Fn(&L::Io, &L::Addr) -> C,
    stop: impl Future<Output = ()>,
) where
    L: Listener,
    C: Clone + Send + Sync + 'static,
{
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience);
    let open = GracefulShutdown::new();
    let app = TowerToHyperService::new(app);
    let mut stop = pin!(stop);
    loop {
        let (io, address) = tokio::select! {
            () = &mut stop => break,
            come = listener.accept() => come,
        };
        let info = ConnectInfo(who(&io, &address));
        let app = app.clone();
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(info.clone());
            let (head, body) = request.into_parts();
            let (body, late) = Timed::new(body, patience);
            let answering = app.call(Request::from_parts(head, body));
            async move {
                let mut response: Response = answering.await?;
                if late.is_so() && response.status() == StatusCode::BAD_REQUEST {
                    *response.status_mut() = StatusCode::REQUEST_TIMEOUT;
                }
                Ok::<_, Infallible>(response)
            }
        });
        let mut io = TimeoutStream::new(io);
        io.set_write_timeout(Some(patience));
        let connection = open.watch(http.serve_connection(TokioIo::new(Box::pin(io)), service));
        // An error is a client that went away, sent no HTTP, or was too slow: nobody is left to tell.
        tokio::spawn(async move { drop(connection.await) });
    }
    // Whoever comes now is refused instead of kept waiting.
    drop(listener);
    open.shutdown().await;
}

#[cfg(test)]
mod tests {
    use std::{net::SocketAddr, sync::Arc};

    use axum::{
        extract::FromRequest as _,
        routing::{get, post},
    };
    use tokio::{
        io::{AsyncReadExt as _, AsyncWriteExt as _},
        net::{TcpListener, TcpStream},
        sync::{Notify, oneshot},
        task::JoinHandle,
    };

    use super::*;

    #[tokio::test]
    async fn a_head_that_trickles_in_is_cut_off_and_others_are_served_meanwhile() {
        let (address, _, _stop, _serving) = door(SHORT).await;
        let mut slow = TcpStream::connect(address).await.unwrap();
        slow.write_all(b"GET / HTTP/1.1\r\nhost: here\r\nx: ").await.unwrap();
        let mut quick = TcpStream::connect(address).await.unwrap();
        quick.write_all(b"GET / HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n").await.unwrap();
        let mut answer = String::new();
        quick.read_to_string(&mut answer).await.unwrap();
        assert!(
            answer.starts_with("HTTP/1.1 200") && answer.ends_with(&quick.local_addr().unwrap().to_string()),
            "{answer}"
        );
        slow.write_all(b"a").await.unwrap();
        slow.read_to_end(&mut Vec::new()).await.unwrap();
    }

    #[tokio::test]
    async fn what_is_under_way_is_answered_before_the_end() {
        let (address, arrived, stop, serving) = door(PATIENCE).await;
        let mut client = TcpStream::connect(address).await.unwrap();
        client.write_all(b"POST /slow HTTP/1.1\r\nhost: here\r\ncontent-length: 2\r\n\r\no").await.unwrap();
        arrived.notified().await;
        stop.send(()).unwrap();
        client.write_all(b"k").await.unwrap();
        let mut answer = String::new();
        client.read_to_string(&mut answer).await.unwrap();
        assert!(answer.ends_with("ok"), "{answer}");
        serving.await.unwrap();
        assert!(TcpStream::connect(address).await.is_err());
    }

    #[tokio::test]
    async fn a_body_that_trickles_in_is_cut_off_and_told_so() {
        let (address, _, stop, serving) = door(SHORT).await;
        let mut slow = TcpStream::connect(address).await.unwrap();
        slow.write_all(b"POST /slow HTTP/1.1\r\nhost: here\r\ncontent-length: 100000\r\n\r\n").await.unwrap();
        let (mut answers, mut body) = slow.split();
        // A byte whenever there is room for one: the time counts from the head.
        let trickle = async {
            while body.write_all(b"a").await.is_ok() {
                tokio::task::yield_now().await;
            }
            std::future::pending::<()>().await;
        };
        let mut answer = [0; 12];
        tokio::select! {
            read = answers.read_exact(&mut answer) => drop(read.unwrap()),
            () = trickle => {}
        }
        assert_eq!(std::str::from_utf8(&answer), Ok("HTTP/1.1 408"));
        // Nothing is left that would hold up the end.
        stop.send(()).unwrap();
        serving.await.unwrap();
    }

    #[tokio::test]
    async fn a_client_that_reads_nothing_of_its_answer_is_cut_off() {
        let (address, arrived, stop, serving) = door(SHORT).await;
        let mut idle = TcpStream::connect(address).await.unwrap();
        idle.write_all(b"GET /large HTTP/1.1\r\nhost: here\r\n\r\n").await.unwrap();
        arrived.notified().await;
        // Who is under way is waited for.
        stop.send(()).unwrap();
        serving.await.unwrap();
    }

    /// For clients that are to be found too slow.
    const SHORT: Duration = Duration::from_millis(100);

    async fn door(patience: Duration) -> (SocketAddr, Arc<Notify>, oneshot::Sender<()>, JoinHandle<()>) {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let arrived = Arc::new(Notify::new());
        let (seen, large) = (Arc::clone(&arrived), Arc::clone(&arrived));
        let echo = async move |request: Request| {
            seen.notify_one();
            String::from_request(request, &()).await
        };
        let app = Router::new()
            .route("/", get(async |ConnectInfo(who): ConnectInfo<SocketAddr>| who.to_string()))
            .route("/slow", post(echo))
            // More than the system keeps for a client that reads nothing.
            .route("/large", get(async move || (large.notify_one(), vec![b'a'; 64 << 20]).1));
        let stopped = async { drop(stopped.await) };
        let serving = tokio::spawn(serve(listener, app, patience, |_, address| *address, stopped));
        (address, arrived, stop, serving)
    }
}
