//! The component's half of the package: cargo, wasm-bindgen, wasm-opt, esbuild.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};

use super::glue::{self, Names};
use super::panics;
use crate::command::{command, read, run};
use crate::lockfile::locked_version;
use crate::node::{NodeTools, fingerprint};
use crate::rust_tools;
use crate::step;
use crate::toolchain::{Toolchain, WASM};
use crate::workspace::Workspace;

/// Builds the component into a folder of its own below the target folder: `core_bg.wasm`, and the scripts of [`ENTRIES`], in each of
/// which are the glue and the scripts of the crate, too, as far as it needs them.
pub(super) fn build(workspace: &Workspace) -> Result<PathBuf> {
    let toolchain = Toolchain::find(workspace)?;
    let wasm_bindgen = rust_tools::wasm_bindgen(workspace)?;
    let node = NodeTools::find(workspace)?;

    let input = compile(workspace, &toolchain)?;
    let folder = workspace.target().join("component");
    let stamp = stamp(workspace, &input)?;
    let stamp_file = folder.join("stamp");
    if fs::read_to_string(&stamp_file).is_ok_and(|old| old == stamp) {
        return Ok(folder);
    }

    let started = Instant::now();
    let work = workspace.target().join(format!("component-{}", std::process::id()));
    let _ = fs::remove_dir_all(&work);
    let glue = work.join("glue");
    bind(&wasm_bindgen, &input, &glue)?;
    let bound = glue.join("core_bg.wasm");
    let before = fs::metadata(&bound)?.len();
    fs::write(&bound, panics::trapping(&fs::read(&bound)?)?)?;
    let wasm = work.join("core_bg.wasm");
    let names = read(node.script("binaryen/bin/wasm-opt").args(WASM_OPT).arg(&bound).arg("-o").arg(&wasm))?;
    let after = fs::metadata(&wasm)?.len();
    bundle(workspace, &node, &glue, &Names::read(&names)?, &work)?;
    fs::remove_dir_all(&glue)?;
    fs::write(work.join("stamp"), &stamp)?;
    // The stamp arrives with everything else in one rename: an interrupted build is never taken for a finished one.
    let _ = fs::remove_dir_all(&folder);
    fs::rename(&work, &folder).with_context(|| format!("cannot move the built component to {}", folder.display()))?;
    step::say(format!(
        "wasm-opt -Oz: {} -> {} bytes; component ready in {:.1} s",
        before,
        after,
        started.elapsed().as_secs_f64()
    ));
    Ok(folder)
}

fn compile(workspace: &Workspace, toolchain: &Toolchain) -> Result<PathBuf> {
    let mut cargo = toolchain.cargo();
    // For nobody but the browser: what is compiled for other crates, too, keeps functions that nobody calls (2.6 KB brotli).
    cargo.current_dir(workspace.root()).args(["rustc", "--quiet", "--package", "cloudpayments-checkout", "--lib"]);
    cargo.args(["--crate-type", "cdylib", "--profile", "wasm", "--target", WASM]);
    cargo.arg("--target-dir").arg(workspace.target());
    // A published file names no folder of the machine it was built on; it is shorter, too.
    cargo.arg("--config").arg(format!("target.{WASM}.rustflags={:?}", remapped(workspace)?));
    step::say("building the component (about a minute when something changed)");
    run(&mut cargo)?;
    Ok(workspace.target().join(WASM).join("wasm/cloudpayments_checkout.wasm"))
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

fn bind(wasm_bindgen: &Path, input: &Path, output: &Path) -> Result<()> {
    let mut bind = command(wasm_bindgen);
    bind.args(["--target", "web", "--out-name", "core", "--remove-producers-section", "--out-dir"]);
    run(bind.arg(output).arg(input))
}

/// Makes one script of each entry, the glue and the crate's scripts, which lie in `folder` as they do in the checkout.
fn bundle(workspace: &Workspace, node: &NodeTools, folder: &Path, names: &Names, output: &Path) -> Result<()> {
    let npm = folder.join("npm");
    fs::create_dir_all(&npm)?;
    for entry in ENTRIES {
        fs::copy(workspace.path("npm").join(entry), npm.join(entry))?;
    }
    let core = folder.join("core.js");
    let glue = fs::read_to_string(&core).with_context(|| format!("cannot read {}", core.display()))?;
    fs::write(npm.join("core.js"), glue::module(&glue, names)?)?;
    for script in written(workspace)? {
        let copy = folder.join(script.strip_prefix(workspace.root())?);
        fs::create_dir_all(copy.parent().unwrap_or(folder))?;
        fs::copy(script, copy)?;
    }
    for style in ["src/element/style.js", "npm/window/style.js"] {
        minify_style(node, &folder.join(style))?;
    }
    let cache = folder.join("names.json");
    let renamed = names.cache();
    fs::write(&cache, serde_json::to_string(&renamed)?)?;
    let old = renamed.into_keys().collect::<Vec<&str>>().join("|");
    for entry in ENTRIES {
        let whole = folder.join("whole.js");
        let mut esbuild = node.script("esbuild/bin/esbuild");
        esbuild.arg(npm.join(entry)).args(ESBUILD);
        esbuild.arg(format!("--mangle-props=^({old})$"));
        esbuild.arg(format!("--mangle-cache={}", cache.display()));
        run(esbuild.arg(format!("--outfile={}", whole.display())))?;
        run(node.script("terser/bin/terser").arg(&whole).args(TERSER).arg("--output").arg(output.join(entry)))?;
    }
    Ok(())
}

/// The scripts written by hand, the entries apart: the crate's, and the parts of the store's half of the window.
fn written(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let mut all = scripts(&workspace.path("src"))?;
    all.extend(scripts(&workspace.path("npm/window"))?);
    Ok(all)
}

/// Every script below `folder`, in one order.
fn scripts(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "js") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Minifies the style sheet inside its script: to esbuild the text of a template literal is as it must be.
fn minify_style(node: &NodeTools, script: &Path) -> Result<()> {
    let text = fs::read_to_string(script).with_context(|| format!("cannot read {}", script.display()))?;
    let (before, rest) = text.split_once(SHEET).context("style.js has no style sheet")?;
    let (css, after) = rest.rsplit_once('`').context("the style sheet in style.js has no end")?;
    let sheet = script.with_extension("css");
    fs::write(&sheet, css)?;
    let small =
        read(node.script("esbuild/bin/esbuild").arg(&sheet).args(["--minify", "--target=es2022", "--charset=utf8"]))?;
    fs::remove_file(&sheet)?;
    fs::write(script, format!("{before}{SHEET}{}`{after}", small.trim_end()))?;
    Ok(())
}

/// What the result depends on: the compiled crate, the tools, and how they are called.
fn stamp(workspace: &Workspace, input: &Path) -> Result<String> {
    let wasm = fs::read(input).with_context(|| format!("cannot read {}", input.display()))?;
    let tools = fs::read(workspace.path("xtask/tools/package-lock.json"))?;
    let bindgen = locked_version(workspace, "wasm-bindgen")?;
    let mut text = Vec::new();
    for script in ENTRIES.iter().map(|entry| workspace.path("npm").join(entry)).chain(written(workspace)?) {
        text.extend(fs::read(script)?);
    }
    for step in STEPS {
        text.extend(step.as_bytes());
    }
    Ok(format!(
        "{:016x} {:016x} {:016x} {bindgen} {WASM_OPT:?} {ESBUILD:?} {TERSER:?}\n",
        fingerprint(&wasm),
        fingerprint(&text),
        fingerprint(&tools)
    ))
}

/// The package's scripts, in `npm/`: the element, the payment page, the store's half of the secure window (which asks no WebAssembly).
pub(super) const ENTRIES: [&str; 3] = ["index.js", "pay.js", "window.js"];

/// Size above all. The features are those rustc's own wasm32 target has; every engine since 2022 knows them.
const WASM_OPT: &[&str] = &[
    "-Oz",
    // Larger functions stay apart: their calls are shorter than what brotli finds repeated in one long body.
    "--one-caller-inline-max-function-size=60",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
    "--minify-imports-and-exports-and-modules",
];

/// What is done to the files here and not by a tool.
const STEPS: &[&str] = &[include_str!("glue.rs"), include_str!("panics.rs")];

/// Where the style sheet begins in `style.js`; it ends at the last backtick.
const SHEET: &str = "const css = `";

const ESBUILD: &[&str] = &[
    "--bundle",
    "--minify",
    "--log-level=warning",
    "--format=esm",
    "--target=es2022",
    "--legal-comments=none",
    "--charset=utf8",
];

/// What esbuild leaves: values used once, functions called once.
const TERSER: &[&str] = &["--module", "--ecma", "2022", "--compress", "passes=3", "--mangle"];
