//! WebAssembly where rustup's server cannot be reached: Debian's compiler, with a standard library built once from Debian's copy of its source.
//!
//! Everything built goes into the cache; of the system only packages are added. The result is linked as a rustup toolchain of
//! its own name, so cargo and wasm-pack select it alike by `RUSTUP_TOOLCHAIN`. The default toolchain is not touched.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::cache::Cache;
use crate::command::{command, find_program, read, run};
use crate::toolchain::{WASM, holds_a_standard_library};
use crate::{apt, step};

/// Whether this machine can be helped this way: Debian, apt, and rustup to link the result with.
pub(crate) fn possible() -> bool {
    apt::available() && find_program(&[], &["rustup"]).is_some()
}

/// The toolchain's name, when an earlier run has installed it and it still works.
pub(crate) fn ready(cache: &Cache) -> Option<&'static str> {
    let sysroot = sysroot(cache).ok()?;
    let linked =
        PathBuf::from(read(command("rustc").env("RUSTUP_TOOLCHAIN", NAME).args(["--print", "sysroot"])).ok()?.trim());
    (linked == sysroot && holds_a_standard_library(&sysroot.join(wasm_libraries()))).then_some(NAME)
}

/// Installs the toolchain, or what is missing of it, and returns its name.
///
/// # Errors
/// apt, the build of the standard library or `rustup toolchain link` failed.
pub(crate) fn install(cache: &Cache) -> Result<&'static str> {
    if let Some(name) = ready(cache) {
        return Ok(name);
    }
    let _installing = cache.lock()?;
    apt::install(&["rustc-web", "cargo-web", "rust-web-src"], "about a minute")?;
    let sysroot = sysroot(cache)?;
    lay_out(&sysroot)?;
    step::say(format!("rustup toolchain link {NAME} (the default toolchain stays as it is)"));
    run(command("rustup").args([OsStr::new("toolchain"), OsStr::new("link"), OsStr::new(NAME), sysroot.as_os_str()]))?;
    if !holds_a_standard_library(&sysroot.join(wasm_libraries())) {
        build_standard_library(cache, &sysroot)?;
    }
    ready(cache).with_context(|| {
        format!("the toolchain {NAME} in {} does not work though every step of its installation did", sysroot.display())
    })
}

/// The toolchain's folder. It is named after the compiler, so that Debian's next version gets a folder and a standard library of its own.
fn sysroot(cache: &Cache) -> Result<PathBuf> {
    let version = read(command(DEBIAN_RUSTC).arg("-vV"))?;
    Ok(cache
        .path(format!("rust-{}", release(&version).with_context(|| format!("{DEBIAN_RUSTC} -vV names no release"))?)))
}

/// A toolchain's folders, made of links into /usr and a compiler that looks here first.
fn lay_out(sysroot: &Path) -> Result<()> {
    let host = read(command(DEBIAN_RUSTC).arg("-vV"))?;
    let host = field(&host, "host: ").with_context(|| format!("{DEBIAN_RUSTC} -vV names no host"))?.to_owned();
    let host_folder = sysroot.join("lib/rustlib").join(&host);
    for folder in [sysroot.join("bin"), host_folder.join("bin"), sysroot.join(wasm_libraries())] {
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    for tool in ["rustc", "rustdoc"] {
        let script = format!("#!/bin/sh\nexec /usr/bin/{tool} --sysroot '{}' \"$@\"\n", sysroot.display());
        let file = sysroot.join("bin").join(tool);
        fs::write(&file, script)?;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755))?;
    }
    link(Path::new("/usr/bin/cargo"), &sysroot.join("bin/cargo"))?;
    link(&Path::new("/usr/lib/rustlib").join(&host).join("lib"), &host_folder.join("lib"))?;
    link(Path::new("/usr/lib/rustlib/src"), &sysroot.join("lib/rustlib/src"))?;
    link(&linker(&host)?, &host_folder.join("bin/rust-lld"))
}

/// The linker that Debian's package leaves out: rustup's own, else LLVM's.
fn linker(host: &str) -> Result<PathBuf> {
    if let Ok(sysroot) = read(command("rustc").args(["--print", "sysroot"])) {
        let lld = Path::new(sysroot.trim()).join("lib/rustlib").join(host).join("bin/rust-lld");
        if lld.is_file() {
            return Ok(lld);
        }
    }
    if find_program(&[], &["lld"]).is_none() {
        apt::install(&["lld"], "half a minute")?;
    }
    find_program(&[], &["lld"]).context("no linker for WebAssembly: neither rustup's rust-lld nor lld is here")
}

fn build_standard_library(cache: &Cache, sysroot: &Path) -> Result<()> {
    step::say_slow(format!("building Rust's standard library for {WASM}"), "about a minute");
    let work = cache.path("std-build");
    let _ = fs::remove_dir_all(&work);
    fs::create_dir_all(work.join("src"))?;
    fs::write(
        work.join("Cargo.toml"),
        "[package]\nname = \"std_carrier\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n",
    )?;
    fs::write(work.join("src/lib.rs"), "#![no_std]\n")?;
    let mut cargo = command("cargo");
    cargo
        .current_dir(&work)
        .env("RUSTUP_TOOLCHAIN", NAME)
        .env("RUSTC_BOOTSTRAP", "1")
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    cargo
        .args(["build", "--quiet", "--release", "--target", WASM, "-Zbuild-std=std,panic_abort,test", "--target-dir"])
        .arg(work.join("target"));
    run(&mut cargo)?;
    let built = work.join("target").join(WASM).join("release/deps");
    let libraries = libraries(&built)?;
    if libraries.is_empty() {
        bail!("building the standard library left no library in {}", built.display());
    }
    let folder = sysroot.join(wasm_libraries());
    // libstd last: its presence is what says that the folder is complete.
    let (std, others): (Vec<_>, Vec<_>) = libraries.into_iter().partition(|file| name_of(file).starts_with("libstd-"));
    for file in others.iter().chain(&std) {
        fs::copy(file, folder.join(name_of(file))).with_context(|| format!("cannot copy {}", file.display()))?;
    }
    fs::remove_dir_all(&work)?;
    Ok(())
}

fn libraries(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let files = entries.flatten().map(|entry| entry.path());
    Ok(files
        .filter(|file| file.extension() == Some(OsStr::new("rlib")) && !name_of(file).starts_with("libstd_carrier"))
        .collect())
}

fn link(to: &Path, at: &Path) -> Result<()> {
    let _ = fs::remove_file(at);
    symlink(to, at).with_context(|| format!("cannot link {} to {}", at.display(), to.display()))
}

fn name_of(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn wasm_libraries() -> PathBuf {
    Path::new("lib/rustlib").join(WASM).join("lib")
}

fn release(version: &str) -> Option<&str> {
    field(version, "release: ")
}

fn field<'a>(version: &'a str, name: &str) -> Option<&'a str> {
    version.lines().find_map(|line| line.strip_prefix(name))
}

const NAME: &str = "cloudpayments-checkout-wasm";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";

#[cfg(test)]
mod tests {
    use super::*;

    const VERSION: &str = "rustc 1.96.0 (ac68faa20 2026-05-25) (built from a source tarball)\nbinary: rustc\nhost: x86_64-unknown-linux-gnu\nrelease: 1.96.0\nLLVM version: 22.1.8\n";

    #[test]
    fn release_and_host_are_read_from_what_the_compiler_says_of_itself() {
        assert_eq!(release(VERSION), Some("1.96.0"));
        assert_eq!(field(VERSION, "host: "), Some("x86_64-unknown-linux-gnu"));
        assert_eq!(release("not a compiler"), None);
    }
}
