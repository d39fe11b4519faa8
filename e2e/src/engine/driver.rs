//! A WebDriver server of our own, gone when dropped.

use std::{
    io::{BufRead, BufReader, Lines},
    process::{Child, ChildStdout, Command, Stdio},
};

use crate::{Failure, Outcome};

/// A running chromedriver, geckodriver or Xvfb.
pub(super) struct Driver {
    process: Child,
    /// Kept open: a program that writes to a closed pipe dies of it.
    _words: Option<Lines<BufReader<ChildStdout>>>,
    /// Where it listens.
    pub(super) port: u16,
}

impl Driver {
    /// Starts `command` and waits until a line it prints tells a number: the port it took, or the display.
    pub(super) fn start(mut command: Command, install: &str, number: impl Fn(&str) -> Option<u16>) -> Outcome<Self> {
        let program = command.get_program().display().to_string();
        let mut process = spawn(command.stdout(Stdio::piped()), install)?;
        let Some(stdout) = process.stdout.take() else {
            return Err(Failure::new(format!("{program} has no standard output")));
        };
        let mut words = BufReader::new(stdout).lines();
        let port = words.by_ref().map_while(Result::ok).find_map(|line| number(&line));
        let Some(port) = port else {
            process.kill()?;
            process.wait()?;
            return Err(Failure::new(format!("{program} ended without saying where it listens; {install}")));
        };
        Ok(Self { process, _words: Some(words), port })
    }

    /// Starts `command`, which was told to listen on `port`.
    pub(super) fn start_on(port: u16, mut command: Command, install: &str) -> Outcome<Self> {
        Ok(Self { process: spawn(command.stdout(Stdio::null()), install)?, _words: None, port })
    }

    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Nothing is left to tell: the session was ended before, and a driver that is gone already is what we want.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

fn spawn(command: &mut Command, install: &str) -> Outcome<Child> {
    let program = command.get_program().display().to_string();
    let started = command.stdin(Stdio::null()).stderr(Stdio::null()).spawn();
    started.map_err(|error| Failure::new(format!("cannot start {program}: {error}; {install}")))
}

/// The number after the last `before` in a line, up to whatever is no digit.
pub(super) fn number_after(line: &str, before: &str) -> Option<u16> {
    let (_, rest) = line.rsplit_once(before)?;
    rest.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::number_after;

    #[test]
    fn the_port_is_read_from_the_drivers_words() {
        let port = number_after("ChromeDriver was started successfully on port 41231.", "successfully on port ");
        assert_eq!(port, Some(41231));
        let port =
            number_after("1700000000000\tgeckodriver\tINFO\tListening on 127.0.0.1:40123", "Listening on 127.0.0.1:");
        assert_eq!(port, Some(40123));
        assert_eq!(number_after("Only local connections are allowed.", "port "), None);
    }
}
