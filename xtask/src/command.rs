//! Running other programs.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// A command in an environment without what `cargo run` added to ours: a nested cargo would take those variables for a change and build again.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(set_by_cargo_run) {
            command.env_remove(&name);
        }
    }
    if let Some(paths) = env::var_os("LD_LIBRARY_PATH") {
        // A second toolchain must not load the first one's libraries.
        let kept: Vec<PathBuf> = env::split_paths(&paths).filter(|path| !belongs_to_a_toolchain(path)).collect();
        match env::join_paths(kept) {
            Ok(kept) if !kept.is_empty() => command.env("LD_LIBRARY_PATH", kept),
            _ => command.env_remove("LD_LIBRARY_PATH"),
        };
    }
    command
}

/// Runs to the end with our own output.
///
/// # Errors
/// The program cannot be started, or ends other than with success.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    ended(command, status)
}

/// Runs with our own output, and returns beside its result what the program printed on stdout.
///
/// # Errors
/// The program cannot be started, or its output cannot be read.
pub(crate) fn run_reading(command: &mut Command) -> Result<(Result<()>, String)> {
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| cannot_start(command))?;
    let mut printed = String::new();
    for line in child.stdout.take().map(BufReader::new).into_iter().flat_map(|out| out.split(b'\n')) {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        printed.push_str(&line);
        printed.push('\n');
    }
    Ok((ended(command, child.wait()?), printed))
}

/// Runs with our own output, but no longer than `limit`.
///
/// # Errors
/// As [`run`], and when the limit is reached; the program is then ended.
pub(crate) fn run_within(command: &mut Command, limit: Duration) -> Result<()> {
    let started = Instant::now();
    let mut child = command.spawn().with_context(|| cannot_start(command))?;
    loop {
        if let Some(status) = child.try_wait()? {
            return ended(command, status);
        }
        if started.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            bail!("`{}` had not finished after {} seconds", show(command), limit.as_secs());
        }
        thread::sleep(Duration::from_millis(50));
    }
}

/// Runs to the end and returns what the program printed on stdout.
///
/// # Errors
/// As [`run`]; the message holds what the program printed on stderr.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| cannot_start(command))?;
    if !output.status.success() {
        bail!("`{}` failed: {}\n{}", show(command), output.status, String::from_utf8_lossy(&output.stderr).trim_end());
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{}` printed something other than UTF-8", show(command)))
}

/// The first of the programs found in `folders`, then on PATH.
pub(crate) fn find_program(folders: &[PathBuf], names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = folders.iter().cloned().chain(env::split_paths(&path)).collect();
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|file| file.is_file())
}

/// PATH with `first` before everything else.
pub(crate) fn path_with(first: &Path) -> Result<OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    let rest = env::split_paths(&path).filter(|folder| folder != first);
    env::join_paths(std::iter::once(first.to_path_buf()).chain(rest))
        .context("PATH cannot hold the cache folder's name")
}

/// The command as a person would type it.
pub(crate) fn show(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text
}

fn ended(command: &Command, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("`{}` failed: {status}", show(command));
    }
    Ok(())
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start `{}`: is {} installed?", show(command), command.get_program().to_string_lossy())
}

fn set_by_cargo_run(name: &str) -> bool {
    name.starts_with("CARGO_PKG_")
        || matches!(
            name,
            "CARGO"
                | "CARGO_MANIFEST_DIR"
                | "CARGO_MANIFEST_PATH"
                | "CARGO_BIN_NAME"
                | "CARGO_CRATE_NAME"
                | "CARGO_PRIMARY_PACKAGE"
                | "OUT_DIR"
                | "RUST_RECURSION_COUNT"
        )
}

fn belongs_to_a_toolchain(folder: &Path) -> bool {
    let text = folder.to_string_lossy();
    text.contains("/toolchains/") || text.contains("/target/") || text.contains("/rustlib/") || text.ends_with("/deps")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nested_cargo_sees_none_of_the_variables_cargo_run_sets() {
        for name in ["CARGO", "CARGO_MANIFEST_DIR", "CARGO_PKG_NAME", "CARGO_PKG_VERSION"] {
            assert!(set_by_cargo_run(name), "{name} is passed on");
        }
        for name in ["CARGO_HOME", "CARGO_TARGET_DIR", "CARGO_INCREMENTAL", "RUSTUP_TOOLCHAIN"] {
            assert!(!set_by_cargo_run(name), "{name} is the person's own and is dropped");
        }
    }

    #[test]
    fn a_failing_command_is_shown_as_typed_with_what_it_said() {
        let error = read(Command::new("sh").args(["-c", "echo no room >&2; exit 3"])).unwrap_err().to_string();
        assert!(error.contains("sh -c") && error.contains('3') && error.contains("no room"), "{error}");
    }

    #[test]
    fn what_a_failing_command_printed_is_returned_beside_its_failure() {
        let (result, printed) = run_reading(Command::new("sh").args(["-c", "echo one; echo two; exit 3"])).unwrap();
        assert_eq!(printed, "one\ntwo\n");
        assert!(result.unwrap_err().to_string().contains("exit status: 3"));
        let (result, _) = run_reading(&mut Command::new("true")).unwrap();
        result.unwrap();
    }

    #[test]
    fn a_command_past_its_limit_is_ended() {
        let error = run_within(Command::new("sleep").arg("600"), Duration::from_millis(1)).unwrap_err().to_string();
        assert!(error.contains("had not finished"), "{error}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = format!("{:#}", run(&mut Command::new("no-such-program-here")).unwrap_err());
        assert!(error.contains("no-such-program-here installed"), "{error}");
    }
}
