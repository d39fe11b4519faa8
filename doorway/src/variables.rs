//! What servers are told by their environment.

use std::env;

use clap::{Command, builder::Resettable};

/// The command line of `command`, for which a variable that is set to nothing counts as absent: that is what is left of one that was never
/// set where a service is described.
#[must_use]
pub fn without_empty(command: Command) -> Command {
    command.mut_args(|argument| {
        let is_empty = argument.get_env().is_some_and(|name| env::var_os(name).is_some_and(|value| value.is_empty()));
        if is_empty { argument.env(Resettable::Reset) } else { argument }
    })
}
