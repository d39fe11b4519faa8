//! The store as a program: settings from the environment, until SIGTERM or Ctrl-C.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    cloudpayments_store::cli::run().await
}
