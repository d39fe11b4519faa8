//! A client that goes away while PostgreSQL is slow to answer.

use std::path::PathBuf;

use cloudpayments_checkout::wire::Answer;
use cloudpayments_store::{Limits, Rate, Secret};
use reqwest::StatusCode;
use sqlx::postgres::PgPool;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::watch;

use crate::gateway::{Act, CHARGE};
use crate::postgres::{Postgres, SOCKET, url};
use crate::stand::{Folder, SECRET, Stand, attempt_at};
use crate::webhooks::{body, notice};

/// The way to a database, on which whatever begins a transaction can be held up.
struct Way {
    folder: Folder,
    is_shut: watch::Sender<bool>,
    /// How many BEGINs wait on it.
    waiting: watch::Sender<usize>,
}

impl Way {
    fn to(database: PathBuf) -> Self {
        let way = Self { folder: Folder::new(), is_shut: watch::Sender::new(false), waiting: watch::Sender::new(0) };
        let listener = UnixListener::bind(way.folder.0.join(SOCKET)).unwrap();
        let (is_shut, waiting) = (way.is_shut.clone(), way.waiting.clone());
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let far = UnixStream::connect(&database).await.unwrap();
                let ((questions, mut near), (mut answers, far)) = (near.into_split(), far.into_split());
                tokio::spawn(async move { tokio::io::copy(&mut answers, &mut near).await });
                tokio::spawn(pass(questions, far, is_shut.clone(), waiting.clone()));
            }
        });
        way
    }

    /// Sends a request, and goes away while the database holds up its BEGIN.
    async fn cut_off<T: std::fmt::Debug>(&self, stand: &Stand, request: impl Future<Output = T>) {
        self.is_shut.send_replace(true);
        let mut waiting = self.waiting.subscribe();
        tokio::select! {
            answer = request => panic!("answered without the database: {answer:?}"),
            held_up = waiting.wait_for(|waiting| *waiting > 0) => drop(held_up.unwrap()),
        }
        // By the time the store has served others it has heard that this one went away.
        for _ in 0..20 {
            assert_eq!(stand.browser.get(stand.at("/health")).send().await.unwrap().status(), StatusCode::OK);
        }
        self.is_shut.send_replace(false);
        drop(waiting.wait_for(|waiting| *waiting == 0).await.unwrap());
    }
}

async fn pass(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    is_shut: watch::Sender<bool>,
    waiting: watch::Sender<usize>,
) {
    let mut bytes = vec![0; 64 << 10];
    while let Ok(length @ 1..) = from.read(&mut bytes).await {
        if bytes[..length].windows(5).any(|word| word == b"BEGIN") {
            waiting.send_modify(|waiting| *waiting += 1);
            drop(is_shut.subscribe().wait_for(|is_shut| !is_shut).await.unwrap());
            waiting.send_modify(|waiting| *waiting -= 1);
        }
        if to.write_all(&bytes[..length]).await.is_err() {
            break;
        }
    }
}

#[tokio::test]
async fn who_goes_away_while_the_database_is_slow_leaves_nothing_half_done() {
    let server = Postgres::start();
    let way = Way::to(server.socket());
    let stand = Stand::with(|settings| {
        settings.database = Secret::new(url(&way.folder.0));
        settings.limits = Limits { orders: Rate::per_minute(0), ..Limits::default() };
    })
    .await;
    let left = attempt_at(&stand.order().await);
    stand.challenged(&left).await;
    let lost = attempt_at(&stand.order().await);
    stand.gateway.now(CHARGE, Act::Break);
    stand.pay(&lost).await.unwrap();
    way.cut_off(&stand, stand.abandon(&left.attempt, &left.order)).await;
    way.cut_off(&stand, notice(&stand, "pay", &body(&lost.attempt, "12500.00", "KZT"), SECRET)).await;
    // Each connection of the pool gets its turn; what one wrote inside a transaction that nobody ends is seen by nobody.
    let books = PgPool::connect(&server.url()).await.unwrap();
    for _ in 0..24 {
        let order = stand.order().await;
        let kept: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM orders WHERE id = $1")
            .bind(&order)
            .fetch_one(&books)
            .await
            .unwrap();
        assert_eq!(kept, 1, "an order that was told and is not in the books");
    }
    while !matches!(stand.status(&left.attempt).await, Ok(Answer::Abandoned { .. }))
        || stand.look_at(&lost.order).await["status"] != "paid"
    {
        tokio::task::yield_now().await;
    }
}
