//! A server run as a child process, stopped with us.

use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

/// A running server; dropping it stops it.
pub(super) struct Server {
    name: &'static str,
    port: u16,
    child: Child,
}

impl Server {
    /// Starts the program. What it says of trouble goes where our own words go; its greeting would only hide ours.
    pub(super) fn start(name: &'static str, port: u16, mut program: Command) -> Result<Self> {
        let child = program
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start the {name}"))?;
        Ok(Self { name, port, child })
    }

    /// What it is called in messages.
    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    /// The loopback port it was told to listen on.
    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// # Errors
    /// It has ended by itself.
    pub(super) fn still_runs(&mut self) -> Result<()> {
        if let Some(status) = self.child.try_wait()? {
            bail!("the {} ended by itself ({status}); what it said is above", self.name);
        }
        Ok(())
    }

    /// Asks it to end, and ends it when it has not within a few seconds. Returns when it is gone.
    pub(super) fn stop(&mut self) {
        if self.ended() {
            return;
        }
        ask_to_end(&self.child);
        let asked = Instant::now();
        while asked.elapsed() < LONGEST_STOP {
            if self.ended() {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    fn ended(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(Some(_)))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// SIGTERM, so that a request being answered is answered and the database is closed.
fn ask_to_end(child: &Child) {
    if let Ok(id) = i32::try_from(child.id()) {
        let _ = kill(Pid::from_raw(id), Signal::SIGTERM);
    }
}

const LONGEST_STOP: Duration = Duration::from_secs(5);

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Server {
        let mut program = Command::new("sh");
        program.args(["-c", script]);
        Server::start("test server", 0, program).unwrap()
    }

    #[test]
    fn a_server_that_runs_is_stopped_at_once_when_dropped() {
        let started = Instant::now();
        let mut server = shell("exec sleep 600");
        server.still_runs().unwrap();
        drop(server);
        assert!(started.elapsed() < LONGEST_STOP);
    }

    #[test]
    fn a_server_that_ends_by_itself_is_reported_with_its_status() {
        let mut server = shell("exit 7");
        let error = loop {
            if let Err(error) = server.still_runs() {
                break error.to_string();
            }
        };
        assert!(error.contains("test server") && error.contains('7'), "{error}");
    }
}
