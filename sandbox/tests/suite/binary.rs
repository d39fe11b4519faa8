//! The program `cloudpayments-sandbox`: its help, its first words, and a port that is taken.

use std::process::Stdio;

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, BufReader},
    net::TcpListener,
    process::{Child, Command},
};

fn sandbox(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cloudpayments-sandbox"));
    command.args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    for name in [
        "SANDBOX_CONFIG",
        "SANDBOX_LISTEN",
        "SANDBOX_PUBLIC_URL",
        "SANDBOX_WEBHOOKS",
        "CLOUDPAYMENTS_PUBLIC_ID",
        "CLOUDPAYMENTS_API_SECRET",
    ] {
        command.env_remove(name);
    }
    command
}

/// Waits for it to be ready: what it said before, and its address.
async fn ready(child: &mut Child) -> (String, String) {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut said = String::new();
    loop {
        let line = lines.next_line().await.unwrap().unwrap();
        if let Some(url) = line.strip_prefix("ready ") {
            return (said, url.to_owned());
        }
        said.push_str(&line);
    }
}

#[tokio::test]
async fn it_says_what_it_forgets_and_when_it_is_ready() {
    let mut child =
        sandbox(&["--listen", "127.0.0.1:0"]).env("CLOUDPAYMENTS_API_SECRET", "hidden-secret").spawn().unwrap();
    let (said, url) = ready(&mut child).await;
    assert!(said.contains("A restart forgets payments"), "{said}");
    assert!(!said.contains("hidden-secret"));
    let answer = reqwest::get(format!("{url}/health")).await.unwrap();
    assert!(answer.status().is_success());
    child.kill().await.unwrap();
}

/// A file of this test's own.
fn file(name: &str, text: &str) -> String {
    let path = std::env::temp_dir().join(format!("sandbox-{}-{name}.toml", std::process::id()));
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[tokio::test]
async fn a_flag_wins_over_a_variable_and_that_over_the_file() {
    let config = file(
        "wins",
        "listen = \"127.0.0.1:0\"\npublic-id = \"pk_file\"\nmerchant = \"Shop\"\n[faults.next.charge]\nreason = 5051\n",
    );
    for (flag, variable, wanted) in [
        (None, None, "pk_file"),
        (None, Some("pk_variable"), "pk_variable"),
        (Some("pk_flag"), Some("pk_variable"), "pk_flag"),
    ] {
        let mut command = sandbox(&["--config", &config]);
        command.args(flag.map(|id| format!("--public-id={id}")));
        command.envs(variable.map(|id| ("CLOUDPAYMENTS_PUBLIC_ID", id)));
        let mut child = command.spawn().unwrap();
        let (said, url) = ready(&mut child).await;
        assert!(said.contains(&format!("Public ID {wanted}")), "{said}");
        let faults = reqwest::get(format!("{url}/admin/faults")).await.unwrap().text().await.unwrap();
        assert!(faults.contains("5051"), "{faults}");
        let health = |listen: &str| sandbox(&["--health", "--listen", listen]).status();
        assert!(health(url.trim_start_matches("http://")).await.unwrap().success());
        child.kill().await.unwrap();
        assert!(!health(url.trim_start_matches("http://")).await.unwrap().success());
    }
    std::fs::remove_file(config).unwrap();
}

#[tokio::test]
async fn a_variable_that_is_set_to_nothing_counts_as_absent() {
    let names = [
        "SANDBOX_CONFIG",
        "SANDBOX_PUBLIC_URL",
        "CLOUDPAYMENTS_PUBLIC_ID",
        "CLOUDPAYMENTS_API_SECRET",
        "SANDBOX_WEBHOOKS",
        "SANDBOX_MERCHANT",
        "SANDBOX_CONCURRENCY",
        "SANDBOX_FAULTS",
        "SANDBOX_FAULTS_SEED",
        "SANDBOX_FAULTS_RATE",
    ];
    let mut child = sandbox(&["--listen", "127.0.0.1:0"]).envs(names.map(|name| (name, ""))).spawn().unwrap();
    let (said, _) = ready(&mut child).await;
    assert!(said.contains("Public ID test_api_00000000000000000000001"), "{said}");
    child.kill().await.unwrap();
}

#[tokio::test]
async fn a_mistake_in_the_file_is_shown_with_its_line_and_what_is_known() {
    for (name, text, wanted) in [
        (
            "key",
            "merchant = \"Shop\"\npublicid = \"pk\"\n",
            &["line 2", "`publicid`", "`public-id`", "`concurrency`"][..],
        ),
        ("value", "listen = \"here\"\n", &["line 1", "listen = "][..]),
        ("secret", "api-secret = \"\"\n", &["line 1", "must not be empty"][..]),
        ("toml", "merchant\n", &["line 1"][..]),
        ("both", "faults-seed = 1\n[faults]\n", &["either faults or faults-seed"][..]),
    ] {
        let config = file(name, text);
        let run = sandbox(&["--config", &config]).output().await.unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        assert!(!run.status.success() && said.contains(&config), "{said}");
        for piece in wanted {
            assert!(said.contains(piece), "{piece}: {said}");
        }
        std::fs::remove_file(config).unwrap();
    }
    let run = sandbox(&["--config", "no/such/file.toml"]).output().await.unwrap();
    assert!(String::from_utf8(run.stderr).unwrap().contains("--config no/such/file.toml"));
}

#[tokio::test]
async fn help_names_every_setting_and_no_secret() {
    let help = sandbox(&["--help"]).env("CLOUDPAYMENTS_API_SECRET", "hidden-secret").output().await.unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    for setting in [
        "--config",
        "--health",
        "--listen",
        "--public-url",
        "--public-id",
        "--api-secret",
        "--webhooks",
        "--merchant",
        "--faults",
        "--faults-seed",
        "--concurrency",
        "CLOUDPAYMENTS_API_SECRET",
    ] {
        assert!(help.contains(setting), "{setting}");
    }
    assert!(help.contains("127.0.0.1:8401") && !help.contains("hidden-secret"));
}

#[tokio::test]
async fn a_taken_port_is_named_with_the_flag_that_changes_it() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let mut child = sandbox(&["--listen", &address]).spawn().unwrap();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).await.unwrap();
    assert!(said.contains(&address) && said.contains("--listen"), "{said}");
    assert!(!child.wait().await.unwrap().success());
}

#[tokio::test]
async fn a_wrong_setting_is_named_with_what_is_wanted() {
    for (args, wanted) in [
        (["--webhooks", "store.test/hooks"], "wanted an http or https address"),
        (["--public-url", "https://pay.test/path"], "without a path"),
        (["--faults", r#"{"next":{"charge":{"reason":1}}}"#], "not a documented reason code"),
        (["--faults", r#"{"next":{"sharge":{}}}"#], "unknown variant"),
        (["--public-id", ""], "without spaces"),
        (["--public-id", "pk:1"], "without spaces"),
        (["--public-id", "pk@1"], "without spaces"),
        (["--concurrency", "0"], "at least 1"),
        (["--listen", "localhost:0"], "such as 127.0.0.1:8401"),
        (["--faults-rate", "5"], "a chance from 0 to 1"),
        (["--faults-rate", "0.5"], "--faults-seed is not"),
    ] {
        let run = sandbox(&args).env("SANDBOX_LISTEN", "127.0.0.1:0").output().await.unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        assert!(said.contains(args[0]) && said.contains(wanted), "{said}");
        assert!(!said.contains('\u{1b}'), "colours are for terminals: {said}");
    }
}

#[tokio::test]
async fn a_limit_that_no_machine_reaches_is_none() {
    let mut child = sandbox(&["--listen", "127.0.0.1:0", "--concurrency", "18446744073709551615"]).spawn().unwrap();
    let (_, url) = ready(&mut child).await;
    assert!(reqwest::get(format!("{url}/health")).await.unwrap().status().is_success());
    child.kill().await.unwrap();
}
