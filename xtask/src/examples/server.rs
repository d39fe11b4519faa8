//! What the servers of `examples/servers/` are written in.

use crate::command::find_program;
use crate::{apt, step};

/// Those of the servers whose language is on this machine, after trying to install the others'.
pub(super) fn at_hand<'a>(servers: &[&'a str]) -> Vec<&'a str> {
    servers.iter().copied().filter(|server| is_there(server)).collect()
}

fn is_there(server: &str) -> bool {
    // Every machine that builds this has Node.js, Python and Rust.
    let Some((_, program, packages)) = INSTALLED.iter().find(|(name, ..)| *name == server) else { return true };
    let has_program = || find_program(&[], &[program]).is_some();
    if has_program() {
        return true;
    }
    if let Err(error) = apt::install(packages, "a minute") {
        step::say(format!("the server in {server} is left out: {error:#}"));
    }
    has_program()
}

/// Server, its program, and Debian's packages.
const INSTALLED: &[(&str, &str, &[&str])] =
    &[("php", "php", &["php-cli", "php-sqlite3"]), ("go", "go", &["golang-go"])];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_in_what_every_machine_has_are_never_left_out() {
        assert_eq!(at_hand(&["node", "python", "rust"]), ["node", "python", "rust"]);
    }
}
