//! The store's half of a payment, with the types and words of the component itself: `cargo run -p server-in-rust`.
//!
//! The contract is docs/INTEGRATION.md, section 2. [`books::Books`] stands for your database: what is written there before a charge must
//! outlive a restart, or a payment whose answer is lost is lost, too. What no shopper asks about any more, your server must: by the Pay
//! notice, or by asking for the attempts that are open now and then.
#![expect(clippy::print_stdout, reason = "says when it is ready, and what became of a payment")]
#![expect(clippy::print_stderr, reason = "says what the store's developer must look at")]

mod bank;
mod books;
mod chance;
mod gateway;
mod payments;
mod refuse;

use std::env;
use std::error::Error;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, HeaderValue, ORIGIN};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use cloudpayments_checkout::wire::refusal;

use books::{Books, Patience};
use gateway::Gateway;
use refuse::Refused;

/// What every request is answered with.
struct Shop {
    /// The address that shoppers see. TermUrl lies below it, and messages of its page go to it alone.
    origin: String,
    gateway: Gateway,
    books: Mutex<Books>,
}

impl Shop {
    /// The books, for as long as nothing is waited for.
    fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let port: u16 = setting("PORT", "8500").parse()?;
    let origin = setting("ORIGIN", &format!("http://127.0.0.1:{port}"));
    let gateway = Gateway::new(
        setting("CLOUDPAYMENTS_API", "http://127.0.0.1:8401"),
        setting("CLOUDPAYMENTS_PUBLIC_ID", "test_api_00000000000000000000001"),
        setting("CLOUDPAYMENTS_API_SECRET", "sandbox-secret"),
    )?;
    let seconds = |name, usual| setting(name, usual).parse().map(Duration::from_secs);
    let patience =
        Patience { settled: seconds("SETTLED_SECONDS", "360")?, challenge: seconds("CHALLENGE_SECONDS", "2700")? };
    let books = Mutex::new(Books::with_an_order(patience)?);
    let shop = Arc::new(Shop { origin: origin.clone(), gateway, books });

    let routes = Router::new()
        .route("/api/payments", post(payments::charge))
        .route("/api/payments/{attempt}", get(payments::status))
        .route("/api/payments/{attempt}/abandon", post(payments::abandon))
        .layer(from_fn_with_state(Arc::clone(&shop), own_page_only))
        // The bank's answer comes from another site, without cookies: its token is the check.
        .route("/api/payments/term/{token}", post(bank::returned))
        .fallback(nothing_here)
        .with_state(shop);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    println!("ready {origin}");
    axum::serve(listener, routes.into_make_service_with_connect_info::<SocketAddr>()).await?;
    Ok(())
}

fn setting(name: &str, usual: &str) -> String {
    env::var(name).unwrap_or_else(|_| usual.to_owned())
}

/// Refuses a page of another origin, and has no answer kept by anybody on its way.
async fn own_page_only(State(shop): State<Arc<Shop>>, request: Request, next: Next) -> Response {
    let is_own = request.headers().get(ORIGIN).is_none_or(|origin| origin.as_bytes() == shop.origin.as_bytes());
    let mut response = if is_own {
        next.run(request).await
    } else {
        Refused::new(StatusCode::FORBIDDEN, refusal::BAD_REQUEST, "another origin").into_response()
    };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn nothing_here() -> Refused {
    Refused::new(StatusCode::NOT_FOUND, refusal::BAD_REQUEST, "there is nothing at this address")
}
