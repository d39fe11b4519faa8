//! How many charges a second, how long one takes, and what slow clients and many payments do to the store.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use aws_lc_rs::rsa::{KeySize, Pkcs1PrivateDecryptingKey, Pkcs1PublicEncryptingKey, PrivateDecryptingKey};
use cloudpayments_sandbox::FaultOrder;
use reqwest::Client;
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::process::{self, StoreOptions};
use crate::{Packets, Trouble, cards, chance, stage};

/// How much of it.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    /// How many charges are measured.
    #[arg(long, default_value_t = 2000)]
    payments: u32,
    /// How many are under way at once.
    #[arg(long, default_value_t = 32)]
    at_once: usize,
    /// How many clients send a byte a second while others pay.
    #[arg(long, default_value_t = 1000)]
    slow: u32,
    /// How many payments the store's memory is watched over; 0 leaves that out.
    #[arg(long, default_value_t = 0)]
    memory: u32,
    /// The store's database [default: a SQLite file that is deleted afterwards].
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    database: Option<String>,
}

/// What was measured.
#[derive(Debug)]
pub struct Report {
    rsa_per_second: f64,
    alone: Run,
    beside_slow: Option<(u32, Run)>,
    memory: Vec<(u32, u64)>,
}

/// One run of charges.
#[derive(Debug)]
struct Run {
    per_second: f64,
    median: Duration,
    p99: Duration,
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rsa_per_second, alone, beside_slow, memory } = self;
        writeln!(out, "charges            {alone}")?;
        writeln!(out, "RSA-2048 private   {rsa_per_second:.0}/s on all cores, in the same run")?;
        writeln!(out, "charges to RSA     1 : {:.1}", rsa_per_second / alone.per_second)?;
        if let Some((count, run)) = beside_slow {
            writeln!(out, "beside {count} slow    {run}")?;
        }
        for (payments, kilobytes) in memory {
            writeln!(out, "store's memory     {:.1} MB after {payments} payments", to_megabytes(*kilobytes))?;
        }
        Ok(())
    }
}

impl fmt::Display for Run {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        write!(out, "{:.0}/s, p50 {:.1} ms, p99 {:.1} ms", self.per_second, ms(self.median), ms(self.p99))
    }
}

/// Measures.
///
/// # Errors
/// The rehearsal itself fails, or a charge is not paid.
pub async fn run(options: &Options) -> Result<Report, Trouble> {
    // A thousand clients want a thousand files on both ends.
    let _ = rlimit::increase_nofile_limit(u64::MAX);
    let folder = std::env::temp_dir().join(format!("rehearsal-load-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let rsa_per_second = tokio::task::spawn_blocking(rsa_limit).await??;
    let listen = stage::free()?;
    let sandbox = stage::sandbox(listen, FaultOrder::default()).await?;
    let file = format!("sqlite://{}", folder.join("store.db").display());
    let store = StoreOptions::new(listen, &sandbox.url, options.database.as_deref().unwrap_or(&file), false);
    let http = stage::browser(Duration::from_secs(60))?;
    let packets = Packets::of(&http, &sandbox.url).await?;
    let mut living = process::start(&store, &http).await?;
    let till = Till { http, packets: Arc::new(packets), url: store.url(), at_once: options.at_once };
    till.charge(options.payments.min(200)).await?;
    let alone = till.charge(options.payments).await?;
    let beside_slow = match options.slow {
        0 => None,
        slow => {
            let _crowd = crowd(listen, slow).await?;
            Some((slow, till.charge(options.payments.min(1000)).await?))
        }
    };
    let mut memory = Vec::new();
    let mut paid = 0;
    while paid < options.memory {
        memory.extend(living.id().and_then(resident).map(|kilobytes| (paid, kilobytes)));
        let next = (options.memory / 10).clamp(1, options.memory - paid);
        till.charge(next).await?;
        paid += next;
    }
    if options.memory > 0 {
        memory.extend(living.id().and_then(resident).map(|kilobytes| (paid, kilobytes)));
    }
    living.kill().await?;
    let _ = std::fs::remove_dir_all(folder);
    Ok(Report { rsa_per_second, alone, beside_slow, memory })
}

struct Till {
    http: Client,
    packets: Arc<Packets>,
    url: String,
    at_once: usize,
}

impl Till {
    /// Places orders, then charges them all; only the charges are timed.
    async fn charge(&self, count: u32) -> Result<Run, Trouble> {
        let mut bodies = Vec::new();
        for _ in 0..count {
            bodies.push(self.order().await?);
        }
        let gate = Arc::new(Semaphore::new(self.at_once));
        let (mut charges, mut times) = (JoinSet::new(), Vec::new());
        let began = Instant::now();
        for body in bodies {
            let (http, url, gate) = (self.http.clone(), format!("{}/api/payments", self.url), Arc::clone(&gate));
            charges.spawn(async move {
                let _turn = gate.acquire().await?;
                let began = Instant::now();
                let answer: Value = http.post(url).json(&body).send().await?.json().await?;
                if answer["status"] == "paid" { Ok(began.elapsed()) } else { Err(Trouble::from(answer.to_string())) }
            });
        }
        while let Some(time) = charges.join_next().await {
            times.push(time??);
        }
        let took = began.elapsed();
        times.sort_unstable();
        let at = |share: usize| times.get((times.len() * share / 100).min(times.len().saturating_sub(1))).copied();
        let (median, p99) = (at(50).unwrap_or_default(), at(99).unwrap_or_default());
        Ok(Run { per_second: f64::from(count) / took.as_secs_f64(), median, p99 })
    }

    async fn order(&self) -> Result<Value, Trouble> {
        let wish = json!({"program": "first-aid", "lang": "ru"});
        let placed: Value = self.http.post(format!("{}/api/orders", self.url)).json(&wish).send().await?.json().await?;
        Ok(
            json!({"attempt": chance::attempt()?, "order": placed["order"], "amount": placed["amount"], "currency": "KZT",
            "cryptogram": self.packets.seal(cards::PAID)?, "lang": "ru"}),
        )
    }
}

/// Clients that send a request's head a byte a second, for as long as this is held.
async fn crowd(store: std::net::SocketAddr, count: u32) -> Result<JoinSet<()>, Trouble> {
    let mut crowd = JoinSet::new();
    for _ in 0..count {
        let mut line = TcpStream::connect(store).await?;
        crowd.spawn(async move {
            for byte in b"GET /health HTTP/1.1\r\nhost: shop.example\r\nx-slow: ".iter().chain(std::iter::repeat(&b'a'))
            {
                if line.write_all(&[*byte]).await.is_err() {
                    return;
                }
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        });
    }
    Ok(crowd)
}

/// How many RSA-2048 private operations a second all cores of this machine do: what a gateway needs one of per charge.
fn rsa_limit() -> Result<f64, Trouble> {
    let private = PrivateDecryptingKey::generate(KeySize::Rsa2048)?;
    let public = Pkcs1PublicEncryptingKey::new(private.public_key())?;
    let mut sealed = vec![0; public.ciphertext_size()];
    let sealed = public.encrypt(b"4111111111111111@3012@123@id", &mut sealed)?.to_vec();
    let key = Pkcs1PrivateDecryptingKey::new(private)?;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let span = Duration::from_secs(2);
    let total: u32 = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..cores)
            .map(|_| {
                scope.spawn(|| {
                    let (began, mut buffer, mut count) = (Instant::now(), vec![0; key.min_output_size()], 0);
                    while began.elapsed() < span && key.decrypt(&sealed, &mut buffer).is_ok() {
                        count += 1;
                    }
                    count
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or(0)).sum()
    });
    Ok(f64::from(total) / span.as_secs_f64())
}

/// A process's resident memory in kilobytes, where the system tells it.
fn resident(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?.split_whitespace().next()?.parse().ok()
}

fn to_megabytes(kilobytes: u64) -> f64 {
    f64::from(u32::try_from(kilobytes).unwrap_or(u32::MAX)) / 1024.0
}
