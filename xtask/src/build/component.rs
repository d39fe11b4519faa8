//! The component's half of the package: cargo, wasm-bindgen, wasm-opt, esbuild.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};

use super::glue::Names;
use super::{bundle, exports, fallback, panics};
use crate::command::{command, read, run};
use crate::lockfile::locked_version;
use crate::node::{NodeTools, fingerprint};
use crate::rust_tools;
use crate::step;
use crate::toolchain::{Toolchain, WASM};
use crate::workspace::Workspace;

/// Builds the component into a folder of its own below the target folder: the scripts of [`ENTRIES`], in each of which are the glue and the
/// scripts of the crate, too, as far as it needs them, and the WebAssembly of [`MODULES`].
pub(super) fn build(workspace: &Workspace) -> Result<PathBuf> {
    let toolchain = Toolchain::find(workspace)?;
    let wasm_bindgen = rust_tools::wasm_bindgen(workspace)?;
    let node = NodeTools::find(workspace)?;

    let modules = compile(workspace, &toolchain)?;
    let folder = workspace.target().join(FOLDER);
    let stamp = stamp(workspace, &modules)?;
    let stamp_file = folder.join("stamp");
    if fs::read_to_string(&stamp_file).is_ok_and(|old| old == stamp) {
        return Ok(folder);
    }

    let started = Instant::now();
    let work = workspace.target().join(format!("component-{}", std::process::id()));
    let _ = fs::remove_dir_all(&work);
    let glue = work.join("glue");
    bundle::lay_out(workspace, &node, &glue)?;
    fs::create_dir_all(work.join(NAMES))?;
    let mut sizes = Vec::new();
    for (module, compiled) in MODULES.iter().zip(modules) {
        let bound = bind(&wasm_bindgen, compiled, &glue)?;
        let whole = panics::trapping(&fs::read(&bound)?)?;
        fs::write(&bound, &whole)?;
        let less = glue.join("less.wasm");
        fs::write(&less, exports::without(&whole, &[module.without, UNASKED].concat())?)?;
        let wasm = work.join(module.wasm);
        let mut small = node.script("binaryen/bin/wasm-opt");
        small.args(SMALL).args(WASM_OPT).arg(&less).arg("-o").arg(&wasm);
        let functions = work.join(NAMES).join(module.wasm).with_extension("txt");
        let names = read(small.arg(format!("--symbolmap={}", functions.display())))?;
        sizes.push(format!("{} {}", module.wasm, fs::metadata(&wasm)?.len()));
        bundle::script(&node, &glue, module.entry, Some(&Names::read(&names)?), &work.join(module.entry))?;
    }
    bundle::script(&node, &glue, WINDOW, None, &work.join(WINDOW))?;
    fallback::build(&node, &glue, &work.join(fallback::ENTRY))?;
    fs::remove_dir_all(&glue)?;
    fs::write(work.join("stamp"), &stamp)?;
    // The stamp arrives with everything else in one rename: an interrupted build is never taken for a finished one.
    let _ = fs::remove_dir_all(&folder);
    fs::rename(&work, &folder).with_context(|| format!("cannot move the built component to {}", folder.display()))?;
    step::say(format!(
        "wasm-opt -Oz: {} bytes; component ready in {:.1} s",
        sizes.join(", "),
        started.elapsed().as_secs_f64()
    ));
    Ok(folder)
}

/// Each of [`MODULES`] as cargo makes it.
fn compile(workspace: &Workspace, toolchain: &Toolchain) -> Result<Vec<Vec<u8>>> {
    step::say("building the component (about a minute when something changed)");
    // A published file names no folder of the machine it was built on; it is shorter, too.
    let flags: Vec<String> = remapped(workspace)?.into_iter().chain([INLINED, STACK].map(str::to_owned)).collect();
    let mut modules = Vec::new();
    for module in &MODULES {
        // Each has a folder of its own, as cargo gives the results of all the same place.
        let target = workspace.target().join("modules").join(module.wasm);
        let mut cargo = toolchain.cargo();
        // For nobody but the browser: what is compiled for other crates, too, keeps functions that nobody calls (2.6 KB brotli).
        cargo.current_dir(workspace.root()).args(["rustc", "--quiet", "--package", "cloudpayments-checkout", "--lib"]);
        cargo.args(["--crate-type", "cdylib", "--profile", "wasm", "--target", WASM]);
        cargo.args(["--no-default-features", "--features", module.features]);
        cargo.arg("--target-dir").arg(&target);
        cargo.arg("--config").arg(format!("target.{WASM}.rustflags={flags:?}"));
        run(&mut cargo)?;
        let built = target.join(WASM).join("wasm/cloudpayments_checkout.wasm");
        modules.push(fs::read(&built).with_context(|| format!("cannot read {}", built.display()))?);
    }
    Ok(modules)
}

fn remapped(workspace: &Workspace) -> Result<Vec<String>> {
    let cargo_home =
        env::var_os("CARGO_HOME").map_or_else(|| env::home_dir().unwrap_or_default().join(".cargo"), PathBuf::from);
    let mut folders = vec![(workspace.root().to_path_buf(), "."), (cargo_home.clone(), "cargo")];
    // One folder per registry, all of them called the same in the file.
    for registry in fs::read_dir(cargo_home.join("registry/src")).into_iter().flatten() {
        folders.push((registry.context("cannot read cargo's registry folder")?.path(), "dep"));
    }
    Ok(folders.into_iter().map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display())).collect())
}

/// Has wasm-bindgen write glue for what cargo built, both as `core`, and gives the file that the glue is for.
///
/// Without reference types: its list of the few objects that the module knows is shorter in JavaScript than in WebAssembly, older engines
/// run it, and wasm2js knows no other.
fn bind(wasm_bindgen: &Path, wasm: Vec<u8>, output: &Path) -> Result<PathBuf> {
    fs::create_dir_all(output)?;
    let older = output.join("older.wasm");
    fs::write(&older, without_references(wasm)?)?;
    let mut bind = command(wasm_bindgen);
    bind.args(["--target", "web", "--out-name", "core", "--remove-producers-section", "--out-dir"]);
    run(bind.arg(output).arg(older))?;
    Ok(output.join("core_bg.wasm"))
}

/// The file says that its engine has no reference types, so wasm-bindgen uses none.
fn without_references(mut wasm: Vec<u8>) -> Result<Vec<u8>> {
    let says = wasm.windows(HAS_REFERENCES.len()).position(|bytes| bytes == HAS_REFERENCES);
    let says = says.context("the built WebAssembly does not say whether it has reference types")?;
    wasm[says] = b'-';
    Ok(wasm)
}

/// In the section that tells of features, with the length of the name before it.
const HAS_REFERENCES: &[u8] = b"+\x0freference-types";

/// What the result depends on: the compiled crate, the tools, and how they are called.
fn stamp(workspace: &Workspace, modules: &[Vec<u8>]) -> Result<String> {
    let tools = fs::read(workspace.path("xtask/tools/package-lock.json"))?;
    let bindgen = locked_version(workspace, "wasm-bindgen")?;
    let mut text = Vec::new();
    for script in bundle::sources(workspace)? {
        text.extend(fs::read(script)?);
    }
    for step in STEPS {
        text.extend(step.as_bytes());
    }
    Ok(format!(
        "{:016x} {:016x} {:016x} {bindgen}\n",
        fingerprint(&modules.concat()),
        fingerprint(&text),
        fingerprint(&tools)
    ))
}

/// In the target folder.
pub(super) const FOLDER: &str = "component";
/// In that folder: not for the package.
pub(super) const NAMES: &str = "names";

/// A script of the package and its WebAssembly.
struct Module {
    /// In `npm/`.
    entry: &'static str,
    wasm: &'static str,
    /// The crate's features that its script calls.
    features: &'static str,
    /// What else the crate exports with these, and the script has no use for.
    without: &'static [&'static str],
}

/// The same crate three times: nobody shall load what is never called. A build of its own has less than one in which exports were taken
/// out of another's: what only those used, of data and of functions called by number, no tool finds any more (0.3 KB brotli).
const MODULES: [Module; 3] = [
    Module { entry: "element.js", wasm: "element_bg.wasm", features: "", without: &[] },
    Module { entry: "pay.js", wasm: "pay_bg.wasm", features: "payment-page", without: &[] },
    // With everything, and the last: the fallback is made of it, too.
    Module { entry: "index.js", wasm: "core_bg.wasm", features: "own-fields,payment-page", without: &["ask_channel"] },
];

/// What wasm-bindgen gives to JavaScript for a panic that may be caught. Ours trap, and no script asks.
const UNASKED: &[&str] = &["__abort_handler", "__instance_terminated"];

/// The store's half of the secure window, which asks no WebAssembly.
const WINDOW: &str = "window.js";

/// The package's scripts that are built, in `npm/`.
pub(super) const ENTRIES: [&str; 5] = [MODULES[0].entry, MODULES[1].entry, MODULES[2].entry, WINDOW, fallback::ENTRY];

/// Functions up to this size stand where they are called, in LLVM's count: at `opt-level` z that is 5, with which the modules are 0.1 KB
/// larger and slower.
const INLINED: &str = "-Cllvm-args=-inline-threshold=12";

/// A stack of 64 KB, of which a payment takes 8.4: with rustc's 1 MB most of the module's memory would be of no use, and every address is a
/// byte longer. It lies below everything else, so what grows beyond it traps.
const STACK: &str = "-Clink-arg=-zstack-size=65536";

/// What the shipped modules have besides.
const WASM_OPT: &[&str] = &[
    // Larger functions stay apart: their calls are shorter than what brotli finds repeated in one long body.
    "--one-caller-inline-max-function-size=60",
    // What Rust compiled reads no place outside its memory: a read may be moved or left out.
    "--ignore-implicit-traps",
    // The first KB is the far end of the stack.
    "--low-memory-unused",
    // What became alike the first time is one the second time.
    "-Oz",
];

/// Size above all. The features are those rustc's own wasm32 target has; every engine since 2022 knows them.
pub(super) const SMALL: &[&str] = &[
    "-Oz",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
    "--minify-imports-and-exports-and-modules",
];

/// What is done to the files, and how the tools are called.
const STEPS: &[&str] = &[
    include_str!("bundle.rs"),
    include_str!("component.rs"),
    include_str!("exports.rs"),
    include_str!("fallback.rs"),
    include_str!("glue.rs"),
    include_str!("panics.rs"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_says_that_it_has_no_references_and_nothing_else_is_another() {
        let wasm = b"\x08+\x0bbulk-memory+\x0freference-types+\x08sign-ext".to_vec();
        let older = without_references(wasm).unwrap();
        assert_eq!(older, b"\x08+\x0bbulk-memory-\x0freference-types+\x08sign-ext");
        assert!(without_references(older).is_err());
    }
}
