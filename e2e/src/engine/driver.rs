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
    ///
    /// chromedriver ends where the port that is free on IPv6 is taken on IPv4, which happens beside other tests: it is asked again.
    pub(super) fn start(mut command: Command, install: &str, number: impl Fn(&str) -> Option<u16>) -> Outcome<Self> {
        let program = command.get_program().display().to_string();
        command.stdout(Stdio::piped());
        let mut said = String::new();
        for _ in 0..STARTS {
            let mut process = spawn(&mut command, install)?;
            let Some(stdout) = process.stdout.take() else {
                return Err(Failure::new(format!("{program} has no standard output")));
            };
            let mut words = BufReader::new(stdout).lines();
            said.clear();
            for line in words.by_ref().map_while(Result::ok) {
                if let Some(port) = number(&line) {
                    return Ok(Self { process, _words: Some(words), port });
                }
                said = line;
            }
            process.kill()?;
            process.wait()?;
        }
        Err(Failure::new(format!(
            "{program} ended {STARTS} times without saying where it listens; its last words: {said:?}; {install}"
        )))
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

/// How often a driver is started before it is given up.
const STARTS: usize = 5;

/// The number after the last `before` in a line, up to whatever is no digit.
pub(super) fn number_after(line: &str, before: &str) -> Option<u16> {
    let (_, rest) = line.rsplit_once(before)?;
    rest.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::{Driver, number_after};

    fn shell(script: &str) -> Command {
        let mut shell = Command::new("sh");
        shell.args(["-c", script]);
        shell
    }

    #[test]
    fn a_driver_that_ends_before_it_listens_is_started_again() {
        let folder = std::env::temp_dir().join(format!("driver-{}", std::process::id()));
        let script = format!("mkdir {0} && echo taken || {{ rmdir {0}; echo on port 7; read end; }}", folder.display());
        let driver = Driver::start(shell(&script), "", |line| number_after(line, "on port ")).unwrap();
        assert_eq!(driver.port, 7);
    }

    #[test]
    fn a_driver_that_never_listens_is_given_up_with_its_last_words() {
        let never = Driver::start(shell("echo 'IPv4 port not available. Exiting...'"), "install it", |_| None);
        let Err(failure) = never else { panic!("it listens nowhere") };
        assert!(failure.to_string().contains("IPv4 port not available"), "{failure}");
    }

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
