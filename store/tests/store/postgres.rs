//! The same store on PostgreSQL, and two of them on one database.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use cloudpayments_checkout::wire::{Answer, refusal};
use cloudpayments_store::{Limits, Rate, Secret, Settings, Store};
use reqwest::StatusCode;
use serde_json::json;
use sqlx::{Row as _, SqlitePool, postgres::PgPool};

use crate::gateway::{self, Act, CHARGE, FIND, POST3DS, TRANSACTION};
use crate::stand::{Stand, attempt_at, held, refused};
use crate::webhooks::{body, code};

/// A server of this test's own, on a socket in its folder, run by another user than root, whom PostgreSQL refuses.
pub(crate) struct Postgres {
    folder: PathBuf,
    programs: PathBuf,
    owner: Option<(u32, u32)>,
}

impl Postgres {
    pub(crate) fn start() -> Self {
        let programs = programs();
        let folder = std::env::temp_dir().join(format!("store-pg-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir(&folder).unwrap();
        let owner = (id("-u", None) == Some(0)).then(|| {
            let user = if id("-u", Some("postgres")).is_some() { "postgres" } else { "nobody" };
            (id("-u", Some(user)).unwrap(), id("-g", Some(user)).unwrap())
        });
        if let Some((user, group)) = owner {
            std::os::unix::fs::chown(&folder, Some(user), Some(group)).unwrap();
        }
        let server = Self { folder, programs, owner };
        let data = server.folder.join("data");
        server.run(
            "initdb",
            &["--no-sync", "--auth=trust", "--username=store", "--encoding=UTF8", "--no-locale", "-D"],
            &data,
        );
        let options = format!("-c listen_addresses='' -c fsync=off -k {}", server.folder.display());
        server.run(
            "pg_ctl",
            &["--wait", "--log", &server.folder.join("log").display().to_string(), "-o", &options, "start", "-D"],
            &data,
        );
        server
    }

    pub(crate) fn url(&self) -> String {
        url(&self.folder)
    }

    /// Where it listens.
    pub(crate) fn socket(&self) -> PathBuf {
        self.folder.join(SOCKET)
    }

    fn run(&self, program: &str, arguments: &[&str], data: &Path) {
        let mut command = Command::new(self.programs.join(program));
        if let Some((user, group)) = self.owner {
            use std::os::unix::process::CommandExt as _;
            command.uid(user).gid(group);
        }
        // The server it starts keeps what it inherits: no pipe of ours.
        let log = std::fs::File::create(self.folder.join(program)).unwrap();
        let done = command
            .args(arguments)
            .arg(data)
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .status()
            .unwrap();
        assert!(done.success(), "{program}: {}", std::fs::read_to_string(self.folder.join(program)).unwrap());
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let mut command = Command::new(self.programs.join("pg_ctl"));
        if let Some((user, group)) = self.owner {
            use std::os::unix::process::CommandExt as _;
            command.uid(user).gid(group);
        }
        command.args(["--mode=immediate", "--silent", "stop", "-D"]).arg(self.folder.join("data"));
        let _ = command.current_dir("/").stdout(Stdio::null()).stderr(Stdio::null()).status();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The address of the database whose [`SOCKET`] is in this folder.
pub(crate) fn url(folder: &Path) -> String {
    format!("postgres://store@localhost/postgres?host={}", folder.display().to_string().replace('/', "%2F"))
}

/// What a PostgreSQL calls its socket.
pub(crate) const SOCKET: &str = ".s.PGSQL.5432";

/// Where PostgreSQL's programs are: in the path, or where Debian keeps them.
fn programs() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let debian =
        std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path().join("bin"));
    std::env::split_paths(&path)
        .chain(debian)
        .find(|folder| folder.join("initdb").is_file() && folder.join("pg_ctl").is_file())
        .unwrap_or_else(|| panic!("no PostgreSQL here: `cargo xtask test --only host` installs it"))
}

fn id(what: &str, user: Option<&str>) -> Option<u32> {
    let said = Command::new("id").arg(what).args(user).output().unwrap();
    String::from_utf8(said.stdout).unwrap().trim().parse().ok()
}

/// A store on a fresh database, and settings for others on the same one.
async fn stand(server: &Postgres, change: impl FnOnce(&mut Settings)) -> Stand {
    let url = server.url();
    Stand::with(|settings| {
        settings.database = Secret::new(url);
        change(settings);
    })
    .await
}

/// Another store on the same database.
async fn second(first: &Stand) -> cloudpayments_store::Running {
    Store::start(first.settings.clone()).await.unwrap()
}

#[tokio::test]
async fn postgres_keeps_a_payment_from_order_to_webhook_and_over_a_restart() {
    let server = Postgres::start();
    let stand = stand(&server, |_| {}).await;
    let order = stand.order().await;
    let declined = attempt_at(&order);
    stand.gateway.now(CHARGE, Act::Say(gateway::declined(5051)));
    assert!(matches!(stand.pay(&declined).await, Ok(Answer::Declined { reason: 5051, .. })));
    let abandoned = attempt_at(&order);
    stand.challenged(&abandoned).await;
    assert!(matches!(stand.abandon(&abandoned.attempt, &order).await, Ok(Answer::Abandoned { .. })));
    let request = attempt_at(&order);
    let term_url = stand.challenged(&request).await;
    stand.gateway.now(POST3DS, Act::Say(gateway::paid()));
    let back = stand.bank_posts(&term_url, &TRANSACTION.to_string(), "PaRes+/==").await;
    assert_eq!(back.status(), StatusCode::OK);
    let paid = Answer::Paid { attempt: request.attempt.clone(), transaction: TRANSACTION };
    assert_eq!(stand.status(&request.attempt).await, Ok(paid.clone()));
    for _ in 0..2 {
        assert_eq!(code(&stand, "pay", &body(&request.attempt, "12500.00", "KZT")).await, json!(0));
    }
    let books = PgPool::connect(&server.url()).await.unwrap();
    let kept = sqlx::query("SELECT verdict, times FROM notices").fetch_all(&books).await.unwrap();
    assert_eq!((kept.len(), kept[0].get::<String, _>(0).as_str(), kept[0].get::<i64, _>(1)), (1, "fine", 2));
    refused(&stand.pay(&attempt_at(&order)).await, 409, refusal::ORDER_PAID);
    let id = &request.attempt;
    let back = format!("TransactionId=801&PaymentTransactionId={TRANSACTION}&Amount=2500.00&InvoiceId={id}");
    assert_eq!(code(&stand, "refund", &back).await, json!(0));
    assert_eq!(stand.look_at(&order).await["refunded"], "2500.00");
    let second = body(id, "12500.00", "KZT").replace(&TRANSACTION.to_string(), "777");
    assert_eq!(code(&stand, "pay", &second).await, json!(0));
    let surplus: Vec<i64> = sqlx::query_scalar("SELECT transaction_id FROM surplus").fetch_all(&books).await.unwrap();
    assert_eq!(surplus, [777]);
    let stand = stand.restart().await;
    assert_eq!(stand.status(&request.attempt).await, Ok(paid.clone()));
    assert_eq!(stand.pay(&request).await, Ok(paid));
    assert_eq!(stand.look_at(&order).await["status"], "paid");
}

#[tokio::test]
async fn two_stores_on_one_postgres_charge_an_order_once_and_count_together() {
    let server = Postgres::start();
    let limits = Limits { attempts: Rate::per_minute(12), ..Limits::default() };
    let first = stand(&server, |settings| settings.limits = limits).await;
    let other = second(&first).await;
    let at = |store: &cloudpayments_store::Running| format!("{}/api/payments", store.url);
    let post = async |url: String, request: &cloudpayments_checkout::wire::ChargeRequest| {
        crate::stand::read(first.browser.post(url).json(request).send().await.unwrap()).await
    };
    for round in 0..6 {
        let order = first.order().await;
        let (one, two) = (attempt_at(&order), attempt_at(&order));
        // The same press at both, and another press of the same order at both, all at once.
        let (gate, act) = held(gateway::paid());
        first.gateway.now(CHARGE, act);
        let all = async {
            tokio::join!(
                post(at(&first.store), &one),
                post(at(&other), &one),
                post(at(&first.store), &two),
                post(at(&other), &two)
            )
        };
        let opened = async {
            first.gateway.wait_for(CHARGE, round + 1).await;
            gate.notify_one();
        };
        let (answers, ()) = tokio::join!(all, opened);
        let answers = [answers.0, answers.1, answers.2, answers.3];
        assert_eq!(first.gateway.seen(CHARGE).len(), round + 1, "one charge in all: {answers:?}");
        assert!(answers.iter().any(|answer| matches!(answer, Ok(Answer::Paid { .. }))), "{answers:?}");
        for answer in &answers {
            match answer {
                Ok(Answer::Paid { .. } | Answer::Pending { .. }) => {}
                Err((_, refusal)) => {
                    assert!(refusal.code == refusal::ORDER_BUSY || refusal.code == refusal::ORDER_PAID, "{answers:?}");
                }
                other => panic!("{other:?} in {answers:?}"),
            }
        }
        assert_eq!(first.look_at(&order).await["status"], "paid");
    }
    // Six orders have used six of the twelve of this address; six more pass, whichever store they come to.
    let mut passed = 0;
    loop {
        let request = attempt_at(&first.order().await);
        first.gateway.now(CHARGE, Act::Say(gateway::paid()));
        let store = if passed % 2 == 0 { &first.store } else { &other };
        match post(at(store), &request).await {
            Ok(Answer::Paid { .. }) => passed += 1,
            too_many => {
                refused(&too_many, 429, refusal::TOO_MANY);
                break;
            }
        }
    }
    assert_eq!(passed, 6);
    other.stop().await;
}

#[tokio::test]
async fn two_stores_on_one_postgres_hand_the_banks_answer_over_once_and_agree_on_giving_up() {
    let server = Postgres::start();
    let first = stand(&server, |_| {}).await;
    let other = second(&first).await;
    let there = |url: &str| url.replace(&first.store.url, &other.url);
    for _ in 0..4 {
        let request = attempt_at(&first.order().await);
        let term_url = first.challenged(&request).await;
        let calls = first.gateway.seen(POST3DS).len();
        first.gateway.now(POST3DS, Act::Say(gateway::paid()));
        let md = TRANSACTION.to_string();
        let leaving = first
            .browser
            .post(there(&first.at(&format!("/api/payments/{}/abandon", request.attempt))))
            .json(&json!({"order": request.order}));
        let elsewhere = there(&term_url);
        let (_, _, given_up) = tokio::join!(
            first.bank_posts(&term_url, &md, "PaRes"),
            first.bank_posts(&elsewhere, &md, "PaRes"),
            leaving.send()
        );
        let handed_over = first.gateway.seen(POST3DS).len() - calls;
        let end = first.status(&request.attempt).await.unwrap();
        if let Answer::Abandoned { .. } = crate::stand::read(given_up.unwrap()).await.unwrap() {
            assert_eq!(handed_over, 0, "given up, and no money moved");
            assert!(matches!(end, Answer::Abandoned { .. }), "{end:?}");
        } else {
            assert_eq!(handed_over, 1);
            assert!(matches!(end, Answer::Paid { .. }), "{end:?}");
        }
    }
    other.stop().await;
}

#[tokio::test]
async fn nothing_is_promised_of_a_charge_that_waited_too_long_for_what_another_store_holds() {
    let server = Postgres::start();
    let stand = stand(&server, |_| {}).await;
    let request = attempt_at(&stand.order().await);
    let books = PgPool::connect(&server.url()).await.unwrap();
    let mut held = books.begin().await.unwrap();
    sqlx::query("SELECT 1 FROM orders WHERE id = $1 FOR UPDATE")
        .bind(&request.order)
        .execute(&mut *held)
        .await
        .unwrap();
    assert!(refused(&stand.pay(&request).await, 503, refusal::UNAVAILABLE).charged);
    assert!(stand.gateway.seen(CHARGE).is_empty());
}

#[tokio::test]
async fn another_store_that_asks_too_early_closes_nothing_that_is_under_way() {
    let server = Postgres::start();
    let first = stand(&server, |_| {}).await;
    let other = second(&first).await;
    let request = attempt_at(&first.order().await);
    let (gate, act) = held(gateway::challenge());
    first.gateway.now(CHARGE, act);
    // The charge is on its way at one store; the gateway tells the other one that it waits for 3-D Secure.
    first.gateway.now(FIND, Act::Say(gateway::awaiting()));
    let asked = async {
        first.gateway.wait_for(CHARGE, 1).await;
        let url = format!("{}/api/payments/{}", other.url, request.attempt);
        let told = crate::stand::read(first.browser.get(url).send().await.unwrap()).await;
        assert_eq!(told, Ok(Answer::Pending { attempt: request.attempt.clone() }));
        assert_eq!(first.gateway.seen(FIND).len(), 1);
        gate.notify_one();
    };
    let (answer, ()) = tokio::join!(first.pay(&request), asked);
    assert!(matches!(answer, Ok(Answer::Challenge(_))), "{answer:?}");
    // A store that died with a charge under way leaves it to the others, once nobody can be busy with it any more.
    let left = attempt_at(&first.order().await);
    let books = PgPool::connect(&server.url()).await.unwrap();
    let sql = "INSERT INTO attempts (id, order_id, state, posted, amount, currency, lang, token, created_at, sent_at) VALUES ($1, $2, 'sent', 1, 1250000, 'KZT', 'ru', $1, $3, $3)";
    sqlx::query(sql).bind(&left.attempt).bind(&left.order).bind(first.clock.now()).execute(&books).await.unwrap();
    assert!(matches!(first.status(&left.attempt).await, Ok(Answer::Pending { .. })));
    first.clock.advance(Duration::from_secs(361));
    assert!(matches!(first.status(&left.attempt).await, Ok(Answer::Abandoned { .. })));
    other.stop().await;
}

#[tokio::test]
async fn a_running_store_bears_the_columns_that_a_newer_one_adds() {
    let server = Postgres::start();
    let stand = stand(&server, |_| {}).await;
    let books = PgPool::connect(&server.url()).await.unwrap();
    for column in [None, Some("later")] {
        if let Some(column) = column {
            for table in ["programs", "orders", "attempts", "notices", "limits"] {
                let sql = format!("ALTER TABLE {table} ADD COLUMN {column} TEXT");
                sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&books).await.unwrap();
            }
        }
        let sold = stand.browser.get(stand.at("/api/programs")).send().await.unwrap();
        assert_eq!(sold.status(), StatusCode::OK, "{column:?}");
        let order = stand.order().await;
        let lost = attempt_at(&order);
        stand.gateway.now(CHARGE, Act::Break);
        assert_eq!(stand.pay(&lost).await, Ok(Answer::Pending { attempt: lost.attempt.clone() }), "{column:?}");
        stand.clock.advance(Duration::from_secs(361));
        stand.store.look().await.unwrap();
        assert_eq!(stand.status(&lost.attempt).await, Ok(Answer::Abandoned { attempt: lost.attempt.clone() }));
        let request = attempt_at(&order);
        let term_url = stand.challenged(&request).await;
        assert_eq!(stand.bank_posts(&term_url, &TRANSACTION.to_string(), "PaRes").await.status(), StatusCode::OK);
        assert!(matches!(stand.status(&request.attempt).await, Ok(Answer::Paid { .. })), "{column:?}");
        assert_eq!(code(&stand, "pay", &body(&request.attempt, "12500.00", "KZT")).await, json!(0));
        assert_eq!(stand.look_at(&order).await["status"], "paid");
    }
}

#[tokio::test]
async fn nothing_has_a_name_with_a_nul_in_it() {
    let server = Postgres::start();
    let stand = stand(&server, |_| {}).await;
    for path in ["/api/orders/A%00", "/api/payments/term/%00"] {
        assert_eq!(stand.browser.get(stand.at(path)).send().await.unwrap().status(), StatusCode::NOT_FOUND, "{path}");
    }
    let wish = stand.browser.post(stand.at("/api/orders")).json(&json!({"program": "\0", "lang": "ru"}));
    assert_eq!(wish.send().await.unwrap().status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn both_databases_have_the_same_tables() {
    let server = Postgres::start();
    let first = Stand::new().await;
    let books: SqlitePool = first.books().await;
    let other = stand(&server, |_| {}).await;
    let postgres = PgPool::connect(&server.url()).await.unwrap();
    let sql = "SELECT table_name::text, column_name::text, upper(data_type)::text, is_nullable = 'NO' FROM information_schema.columns
               WHERE table_schema = 'public' AND table_name <> '_sqlx_migrations' ORDER BY 1, 2";
    let theirs: Vec<(String, String, String, bool)> = sqlx::query_as(sql).fetch_all(&postgres).await.unwrap();
    let sql = "SELECT m.name, c.name, c.type, c.\"notnull\" FROM sqlite_master m, pragma_table_info(m.name) c
               WHERE m.type = 'table' AND m.name <> '_sqlx_migrations' ORDER BY 1, 2";
    let ours: Vec<(String, String, String, bool)> = sqlx::query_as(sql).fetch_all(&books).await.unwrap();
    assert_eq!(ours, theirs);
    assert!(ours.len() > 40);
    other.store.stop().await;
}
