//! Python and the packages that tests use, pinned by `xtask/tools/requirements.txt`.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::command::{command, find_program, read};
use crate::node::fingerprint;
use crate::step;
use crate::workspace::Workspace;

/// `python3` with the packages, which are installed when the list is a new one.
///
/// # Errors
/// Python or its pip is missing, or pip failed.
pub(crate) fn python(workspace: &Workspace) -> Result<Command> {
    if find_program(&[], &["python3"]).is_none() {
        bail!(
            "Python 3.10 or newer is needed and not on PATH: install it (Debian: apt-get install python3 python3-pip)"
        );
    }
    let list = workspace.path("xtask/tools/requirements.txt");
    let wanted = fs::read(&list).with_context(|| format!("cannot read {}", list.display()))?;
    let folder = workspace.cache().path(format!("python-{:016x}", fingerprint(&wanted)));
    if !folder.is_dir() {
        let _installing = workspace.cache().lock()?;
        if !folder.is_dir() {
            step::say_slow("pip install of schemathesis", "a minute");
            let work = folder.with_extension("new");
            let _ = fs::remove_dir_all(&work);
            let mut pip = command("python3");
            // The list is whole, so nothing is looked for beyond it; no package of ours needs to run code while it is installed.
            pip.args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--no-deps",
                "--only-binary",
                ":all:",
            ]);
            read(pip.arg("--target").arg(&work).arg("--requirement").arg(&list))
                .context("no pip, or it failed (Debian: apt-get install python3-pip)")?;
            fs::rename(&work, &folder).with_context(|| format!("cannot move {} into place", work.display()))?;
        }
    }
    let mut python = command("python3");
    python.env("PYTHONPATH", folder);
    Ok(python)
}
