//! `cargo xtask release`: the npm package, built twice to the same bytes, and what its users may want to check it by.

mod bill;
mod digest;
mod papers;
mod tools;
mod tree;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::command::{command, read, run as run_command};
use crate::layout::lay_out;
use crate::pack::{self, Tarball};
use crate::workspace::Workspace;
use crate::{build, step};

/// Builds the commit that is checked out twice, in two clean folders, and writes tarball, bill of materials and hashes.
///
/// # Errors
/// The package does not build, the two builds differ, or the papers cannot be written.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    if !git(workspace, &["status", "--porcelain"])?.is_empty() {
        step::say("what is not committed is not in the release");
    }
    let output = workspace.target().join("release-npm");
    let _ = fs::remove_dir_all(&output);
    let mut tarballs = Vec::new();
    for name in ["once", "and-once-more/in-a-folder-further-down"] {
        step::say(format!("a clean build in {name}"));
        let folder = output.join("builds").join(name);
        let tree = tree::of_head(workspace, &folder)?;
        tarballs.push(pack::pack(&build::run(&tree)?, &folder)?);
    }
    same(&tarballs[0], &tarballs[1])?;
    let file = output.join(tarballs[0].file.file_name().context("the tarball has no name")?);
    fs::rename(&tarballs[0].file, &file)?;
    fs::remove_dir_all(output.join("builds"))?;
    papers::write(workspace, &file, &output)?;
    step::say(format!("two builds agree: {} and its papers are in {}", digest::of(&file)?.sha256(), output.display()));
    Ok(())
}

/// The same for the files as they are, at less cost: one of the builds is `pkg/`, the other keeps what it has compiled.
///
/// # Errors
/// As [`run`].
pub(crate) fn test(workspace: &Workspace) -> Result<()> {
    let output = workspace.target().join("release-test");
    let tree = output.join("another-checkout");
    lay_out(workspace.root(), &tree)?;
    let another = workspace.another(tree, output.join("another-target"))?;
    let here = pack::pack(&build::run(workspace)?, &output.join("here"))?;
    let there = pack::pack(&build::run(&another)?, &output.join("there"))?;
    same(&here, &there)?;
    papers::write(workspace, &here.file, &output)
}

/// Whether two tarballs are one to a byte.
fn same(one: &Tarball, other: &Tarball) -> Result<()> {
    if fs::read(&one.file)? == fs::read(&other.file)? {
        return Ok(());
    }
    let (left, right) = (unpack(&one.file)?, unpack(&other.file)?);
    // Says which files they are, and fails because there are some.
    let differ = run_command(command("diff").args(["--brief", "--recursive"]).args([&left, &right]));
    bail!(
        "{} and {} differ{}",
        one.file.display(),
        other.file.display(),
        if differ.is_ok() { ", though what is in them does not: order, times or modes" } else { "" }
    )
}

/// Unpacks it beside itself and returns the folder.
fn unpack(tarball: &Path) -> Result<PathBuf> {
    let folder = tarball.with_extension("unpacked");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    read(command("tar").args(["--strip-components=1", "-xzf"]).arg(tarball).arg("-C").arg(&folder))?;
    Ok(folder)
}

fn git(workspace: &Workspace, arguments: &[&str]) -> Result<String> {
    Ok(read(command("git").current_dir(workspace.root()).args(arguments))?.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tarball(name: &str, script: &str) -> Tarball {
        let folder = std::env::temp_dir().join(format!("xtask-release-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("package")).unwrap();
        fs::write(folder.join("package/index.js"), script).unwrap();
        let file = folder.join("package.tgz");
        let mut tar = command("tar");
        tar.current_dir(&folder).args(["--mtime=@0", "--owner=0", "--group=0", "-czf"]).arg(&file).arg("package");
        read(&mut tar).unwrap();
        Tarball { file, fingerprint: 0 }
    }

    #[test]
    fn builds_that_differ_are_told_apart() {
        let one = tarball("one", "pay()");
        assert!(same(&one, &one).is_ok());
        let error = same(&one, &tarball("other", "pay( )")).unwrap_err().to_string();
        assert!(error.ends_with("differ"), "{error}");
    }
}
