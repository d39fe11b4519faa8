//! A Rust compiler that can build WebAssembly: the one in use, the one in use plus rustup's target, or Debian's.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::command::{command, find_program, read, run_within};
use crate::workspace::Workspace;
use crate::{debian, step};

/// The target the component is built for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The toolchain to build the component with.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// The one the person uses anyway.
    InUse,
    /// A rustup toolchain of our own, selected by `RUSTUP_TOOLCHAIN` and never made the default.
    Linked(&'static str),
}

impl Toolchain {
    /// Finds a toolchain for WebAssembly, and installs the target where it is missing.
    ///
    /// # Errors
    /// No way worked; the message holds the commands to run by hand.
    pub(crate) fn find(workspace: &Workspace) -> Result<Self> {
        if !workspace.skip_rustup() {
            if has_wasm() {
                return Ok(Self::InUse);
            }
            if let Some(ready) = debian::ready(workspace.cache()) {
                return Ok(Self::Linked(ready));
            }
            if add_with_rustup() && has_wasm() {
                return Ok(Self::InUse);
            }
        }
        if debian::possible() {
            return Ok(Self::Linked(debian::install(workspace.cache())?));
        }
        bail!(
            "the Rust compiler in use cannot build for {WASM}, and it could not be added.\n\
             by hand: rustup target add {WASM}\n\
             without rustup: install the standard library for {WASM} of your compiler's package, then run this again"
        )
    }

    /// Makes a command, and whatever it starts, use this toolchain.
    pub(crate) fn apply(&self, command: &mut Command) {
        if let Self::Linked(name) = self {
            command.env("RUSTUP_TOOLCHAIN", name);
        }
    }

    /// A cargo of this toolchain.
    pub(crate) fn cargo(&self) -> Command {
        let mut cargo = command("cargo");
        self.apply(&mut cargo);
        cargo
    }

    /// Whether clippy can check WebAssembly code: Debian's compiler comes without one.
    pub(crate) fn has_clippy(&self) -> bool {
        *self == Self::InUse
    }
}

fn has_wasm() -> bool {
    let folder = read(command("rustc").args(["--print", "target-libdir", "--target", WASM]));
    folder.is_ok_and(|folder| holds_a_standard_library(Path::new(folder.trim())))
}

pub(crate) fn holds_a_standard_library(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
}

fn add_with_rustup() -> bool {
    if find_program(&[], &["rustup"]).is_none() {
        return false;
    }
    step::say_slow(format!("rustup target add {WASM}"), "a few seconds");
    match run_within(command("rustup").args(["target", "add", WASM]), Duration::from_secs(180)) {
        Ok(()) => true,
        Err(error) => {
            step::say(format!("that did not work, trying the next way: {error}"));
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_a_standard_library_is_not_taken_for_one() {
        let folder = std::env::temp_dir().join(format!("xtask-toolchain-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        assert!(!holds_a_standard_library(&folder));
        fs::write(folder.join("libstd-0123456789abcdef.rlib"), "").unwrap();
        assert!(holds_a_standard_library(&folder));
        fs::remove_dir_all(&folder).unwrap();
        assert!(!holds_a_standard_library(&folder));
    }

    #[test]
    fn only_a_linked_toolchain_changes_the_environment() {
        let chosen = |toolchain: Toolchain| {
            let mut command = Command::new("cargo");
            toolchain.apply(&mut command);
            command
                .get_envs()
                .filter_map(|(_, value)| value.map(|value| value.to_string_lossy().into_owned()))
                .collect::<Vec<_>>()
        };
        assert!(chosen(Toolchain::InUse).is_empty());
        assert_eq!(chosen(Toolchain::Linked("ours")), ["ours"]);
    }
}
