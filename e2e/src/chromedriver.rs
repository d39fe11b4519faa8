//! A chromedriver of our own, on a free port, gone when dropped.

use std::{
    env,
    io::{BufRead, BufReader, Lines},
    process::{Child, ChildStdout, Command, Stdio},
};

use crate::{Failure, Outcome};

/// A running chromedriver.
pub(crate) struct Chromedriver {
    process: Child,
    /// Kept open: a driver that writes to a closed pipe dies of it.
    _words: Lines<BufReader<ChildStdout>>,
    url: String,
}

impl Chromedriver {
    /// Starts `CHROMEDRIVER`, or `chromedriver` from PATH, and reads the port it took from what it says.
    pub(crate) fn start() -> Outcome<Self> {
        let program = env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| {
                Failure::new(format!(
                    "cannot start {}: {error}; install chromium-driver or set CHROMEDRIVER",
                    program.display()
                ))
            })?;
        let Some(stdout) = process.stdout.take() else {
            return Err(Failure::new("chromedriver has no standard output"));
        };
        let mut words = BufReader::new(stdout).lines();
        let port = words.by_ref().map_while(Result::ok).find_map(|line| port_in(&line));
        let Some(port) = port else {
            process.kill()?;
            process.wait()?;
            return Err(Failure::new(
                "chromedriver ended without naming its port; it must know --port=0 (version 113 or later)",
            ));
        };
        Ok(Self { process, _words: words, url: format!("http://127.0.0.1:{port}") })
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        // Nothing is left to tell: the session was ended before, and a driver that is gone already is what we want.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// From `ChromeDriver was started successfully on port 41231.`
fn port_in(line: &str) -> Option<u16> {
    line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::port_in;

    #[test]
    fn the_port_is_read_from_the_drivers_words() {
        assert_eq!(port_in("ChromeDriver was started successfully on port 41231."), Some(41231));
        assert_eq!(port_in("Only local connections are allowed."), None);
    }
}
