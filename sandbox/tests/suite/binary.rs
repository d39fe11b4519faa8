//! The program `cloudpayments-sandbox`: its help, its first words, and a port that is taken.

use std::process::Stdio;

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, BufReader},
    net::TcpListener,
    process::Command,
};

fn sandbox(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cloudpayments-sandbox"));
    command.args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    for name in [
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

#[tokio::test]
async fn it_says_what_it_forgets_and_when_it_is_ready() {
    let mut child =
        sandbox(&["--listen", "127.0.0.1:0"]).env("CLOUDPAYMENTS_API_SECRET", "hidden-secret").spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut said = String::new();
    let url = loop {
        let line = lines.next_line().await.unwrap().expect("it ends before it is ready");
        if let Some(url) = line.strip_prefix("ready ") {
            break url.to_owned();
        }
        said.push_str(&line);
    };
    assert!(said.contains("A restart forgets payments"), "{said}");
    assert!(!said.contains("hidden-secret"));
    let answer = reqwest::get(format!("{url}/health")).await.unwrap();
    assert!(answer.status().is_success());
    child.kill().await.unwrap();
}

#[tokio::test]
async fn help_names_every_setting_and_no_secret() {
    let help = sandbox(&["--help"]).env("CLOUDPAYMENTS_API_SECRET", "hidden-secret").output().await.unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    for setting in [
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
    ] {
        let run = sandbox(&args).args(["--listen", "127.0.0.1:0"]).output().await.unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        assert!(said.contains(args[0]) && said.contains(wanted), "{said}");
    }
}
