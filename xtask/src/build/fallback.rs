//! The component as JavaScript, for pages on which WebAssembly is forbidden: the same crate by way of binaryen's wasm2js.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::bundle;
use super::component::SMALL;
use super::glue::Names;
use crate::command::{read, run};
use crate::node::NodeTools;

/// Its script, in `npm/`; wide of every budget, and loaded by nobody who can do without.
pub(super) const ENTRY: &str = "fallback.js";

/// Makes the script; `folder` is laid out, and has the whole module and its glue.
///
/// # Errors
/// binaryen writes something else than it did, or fails.
pub(super) fn build(node: &NodeTools, folder: &Path, output: &Path) -> Result<()> {
    let (whole, lowered) = (folder.join("core_bg.wasm"), folder.join("lowered.wasm"));
    let names =
        read(node.script("binaryen/bin/wasm-opt").args(SMALL).args(WASM_OPT).arg(&whole).arg("-o").arg(&lowered))?;
    let script = folder.join("core.mjs");
    run(node.script("binaryen/bin/wasm2js").arg("-O").arg(&lowered).arg("-o").arg(&script))?;
    let written = fs::read_to_string(&script).with_context(|| format!("cannot read {}", script.display()))?;
    fs::write(folder.join("npm/instance.js"), module(&written)?)?;
    bundle::script(node, folder, ENTRY, Some(&Names::read(&names)?), output)
}

/// What wasm2js wrote, as a module that exports `instantiate(imports)`, and wipes what it grows out of.
fn module(written: &str) -> Result<String> {
    let (_, rest) = written.split_once(IMPORT).with_context(|| unknown(IMPORT))?;
    let (body, _) = rest.split_once(CALL).with_context(|| unknown(CALL))?;
    if !body.contains(COPIED) {
        return Err(unknown(COPIED));
    }
    let body = body.replace(COPIED, &format!("{COPIED}\n   HEAP8.fill(0);"));
    Ok(format!("{body}\nexport const instantiate = (imports) => ({{ exports: asmFunc(imports) }});\n"))
}

fn unknown(missing: &str) -> anyhow::Error {
    anyhow::anyhow!("this wasm2js writes a script without {missing:?}: mend xtask/src/build/fallback.rs")
}

const IMPORT: &str = "import * as a from 'a';\n";
const CALL: &str = "var retasmFunc = asmFunc({";
const COPIED: &str = "newHEAP8.set(HEAP8);";

/// What JavaScript has no instruction for is written out.
const WASM_OPT: &[&str] =
    &["--signext-lowering", "--llvm-nontrapping-fptoint-lowering", "--llvm-memory-copy-fill-lowering"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_that_was_grown_out_of_is_wiped() {
        let written =
            format!("{IMPORT}function asmFunc(imports) {{ {COPIED} }}\n{CALL} a }});\nexport var b = retasmFunc.b;");
        let script = module(&written).unwrap();
        assert!(script.contains("newHEAP8.set(HEAP8);\n   HEAP8.fill(0);"), "{script}");
        assert!(script.contains("export const instantiate") && !script.contains("retasmFunc"), "{script}");
        assert!(module("export {}").unwrap_err().to_string().contains("xtask/src/build/fallback.rs"));
    }
}
