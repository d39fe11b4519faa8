//! Thousands of payments with faults at random while the store is killed again and again.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;
use std::time::{Duration, Instant};

use cloudpayments_checkout::flow::Outcome;
use cloudpayments_sandbox::{Dice, Endpoint, FaultOrder};
use reqwest::Client;
use tokio::task::LocalSet;

use crate::chance::Chance;
use crate::process::{self, StoreOptions};
use crate::{AtTheBank, Audit, Packets, Seen, Shopper, Trouble, audit, cards, stage};

/// How much of it.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    /// How many shoppers come.
    #[arg(long, default_value_t = 2000)]
    payments: u32,
    /// How many pay at the same time.
    #[arg(long, default_value_t = 16)]
    at_once: u32,
    /// Where chance begins: the same seed brings the same faults.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The chance of a fault per request, 0 to 1.
    #[arg(long, default_value_t = 0.15)]
    rate: f64,
    /// The longest time in ms between two kills of the store; 0 kills none.
    #[arg(long, default_value_t = 2000)]
    kill_within: u64,
    /// The store's database [default: a SQLite file that is deleted afterwards].
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    database: Option<String>,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Report {
    payments: usize,
    kills: u32,
    paid: usize,
    not_paid: usize,
    unclear: usize,
    lost: Vec<String>,
    double: Vec<String>,
    told_wrong: Vec<String>,
    in_doubt: usize,
    took: Duration,
}

impl Report {
    /// Nothing lost, nothing double, nothing told wrong, nothing left in doubt.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.lost.is_empty() && self.double.is_empty() && self.told_wrong.is_empty() && self.in_doubt == 0
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { payments, kills, paid, not_paid, unclear, in_doubt, took, .. } = self;
        writeln!(out, "{payments} orders in {:.0} s, the store killed {kills} times", took.as_secs_f64())?;
        writeln!(out, "  paid {paid}, not paid {not_paid}, the shopper left before the end was known {unclear}")?;
        writeln!(
            out,
            "  lost {}  double {}  told wrong {}  in doubt {in_doubt}",
            self.lost.len(),
            self.double.len(),
            self.told_wrong.len()
        )?;
        for (what, orders) in [("lost", &self.lost), ("double", &self.double), ("told wrong", &self.told_wrong)] {
            for order in orders {
                writeln!(out, "  {what}: {order}")?;
            }
        }
        Ok(())
    }
}

/// A shopper's order and what the shopper was told last.
struct Visit {
    order: String,
    attempts: Vec<String>,
    seen: Option<Seen>,
}

/// Runs it.
///
/// # Errors
/// The rehearsal itself fails: no port, no store.
pub async fn run(options: &Options) -> Result<Report, Trouble> {
    let began = Instant::now();
    let folder = std::env::temp_dir().join(format!("rehearsal-soak-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let listen = stage::free()?;
    let mut faults = FaultOrder::default();
    faults.random = Some(Dice::new(options.seed, options.rate).only_on(&ROUTES));
    let sandbox = stage::sandbox(listen, faults).await?;
    let file = format!("sqlite://{}", folder.join("store.db").display());
    let store = StoreOptions::new(listen, &sandbox.url, options.database.as_deref().unwrap_or(&file), true);
    let http = stage::browser(Duration::from_secs(6))?;
    let packets = Packets::of(&http, &sandbox.url).await?;
    let crew = Rc::new(Crew {
        http,
        packets,
        url: store.url(),
        left: Cell::new(options.payments),
        visits: RefCell::default(),
        done: Cell::new(false),
        kills: Cell::new(0),
    });
    let stage = LocalSet::new();
    stage.run_until(play(&crew, options, &store)).await?;
    crew.http.delete(format!("{}/admin/faults", sandbox.url)).send().await?;
    let mut living = process::start(&store, &crew.http).await?;
    let mut report = judge(&crew, &sandbox.url).await?;
    report.kills = crew.kills.get();
    report.took = began.elapsed();
    living.kill().await?;
    let _ = std::fs::remove_dir_all(folder);
    Ok(report)
}

struct Crew {
    http: Client,
    packets: Packets,
    url: String,
    left: Cell<u32>,
    visits: RefCell<Vec<Visit>>,
    done: Cell<bool>,
    kills: Cell<u32>,
}

async fn play(crew: &Rc<Crew>, options: &Options, store: &StoreOptions) -> Result<(), Trouble> {
    let mut living = process::start(store, &crew.http).await?;
    let shoppers: Vec<_> = (0..options.at_once)
        .map(|line| {
            tokio::task::spawn_local(shop(Rc::clone(crew), Chance(options.seed.wrapping_add(u64::from(line) << 32))))
        })
        .collect();
    let (watched, mut chance) = (Rc::clone(crew), Chance(!options.seed));
    let finished = tokio::task::spawn_local(async move {
        for shopper in shoppers {
            shopper.await?;
        }
        watched.done.set(true);
        Ok::<(), tokio::task::JoinError>(())
    });
    while !crew.done.get() {
        tokio::time::sleep(Duration::from_millis(200 + chance.below(options.kill_within.max(1)))).await;
        if options.kill_within > 0 && !crew.done.get() {
            living.kill().await?;
            crew.kills.set(crew.kills.get() + 1);
            living = process::start(store, &crew.http).await?;
        }
    }
    finished.await??;
    living.kill().await?;
    Ok(())
}

/// One shopper after another until enough have come.
async fn shop(crew: Rc<Crew>, mut chance: Chance) {
    while crew.left.get() > 0 {
        crew.left.set(crew.left.get() - 1);
        let mut shopper = loop {
            // The store may be down at this moment; nobody pays without an order.
            match Shopper::order(&crew.http, &crew.packets, &crew.url).await {
                Ok(shopper) => break shopper,
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        };
        let mut seen = None;
        for _ in 0..=chance.below(3) {
            let card = chance.pick(&CARDS).unwrap_or(cards::PAID);
            let what = chance.pick(&AT_THE_BANK).unwrap_or(AtTheBank::Confirms);
            seen = shopper.pay(card, what, hurry).await.ok();
            if chance.below(4) == 0 {
                // The page is loaded anew: the element asks before anything else.
                shopper.reload();
                seen = shopper.check_again(hurry).await.ok();
            }
            if seen.as_ref().is_none_or(|seen| matches!(seen.outcome, None | Some(Outcome::Paid { .. }))) {
                break;
            }
        }
        let visit = Visit { order: shopper.order.clone(), attempts: shopper.attempts.clone(), seen };
        crew.visits.borrow_mut().push(visit);
    }
}

/// The machine's pauses, cut short as the store's are.
async fn hurry(wait: Duration) {
    tokio::time::sleep((wait / 10).min(Duration::from_millis(500))).await;
}

/// Waits until no attempt is in doubt, then counts.
async fn judge(crew: &Crew, sandbox: &str) -> Result<Report, Trouble> {
    let visits = crew.visits.take();
    let mut report = Report { payments: visits.len(), ..Report::default() };
    let deadline = Instant::now() + Duration::from_secs(120);
    for visit in visits {
        let found = loop {
            let found = audit(&crew.http, &crew.url, sandbox, &visit.order, &visit.attempts).await?;
            if found.in_doubt == 0 || Instant::now() > deadline {
                break found;
            }
            tokio::time::sleep(Duration::from_millis(250)).await;
        };
        count(&mut report, &visit, &found);
    }
    Ok(report)
}

fn count(report: &mut Report, visit: &Visit, found: &Audit) {
    let order = || format!("{} {:?} {found:?} {:?}", visit.order, visit.attempts, visit.seen);
    report.in_doubt += found.in_doubt;
    if found.is_paid {
        report.paid += 1;
    } else {
        report.not_paid += 1;
    }
    if found.is_lost() {
        report.lost.push(order());
    }
    if found.is_double() {
        report.double.push(order());
    }
    match visit.seen.as_ref().and_then(|seen| seen.outcome) {
        None => report.unclear += 1,
        Some(Outcome::Paid { .. }) if !found.is_paid => report.told_wrong.push(order()),
        // "Paid already" is told as a failure of this press, and says that the order is paid.
        Some(Outcome::Paid { .. } | Outcome::Failed(_)) => {}
        Some(_) if found.is_paid => report.told_wrong.push(order()),
        Some(_) => {}
    }
}

const ROUTES: [Endpoint; 6] =
    [Endpoint::Charge, Endpoint::Post3ds, Endpoint::FindV2, Endpoint::Webhook, Endpoint::Acs, Endpoint::AcsPage];
const CARDS: [&str; 6] =
    [cards::PAID, cards::PAID, cards::NO_MONEY, cards::THREE_DS, cards::THREE_DS, cards::THREE_DS_NO_MONEY];
const AT_THE_BANK: [AtTheBank; 4] = [AtTheBank::Confirms, AtTheBank::Confirms, AtTheBank::Cancels, AtTheBank::Leaves];
