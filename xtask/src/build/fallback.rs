//! The component as JavaScript, for pages on which WebAssembly is forbidden: the same crate by way of binaryen's wasm2js.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::component::{SMALL, bind};
use super::glue::Names;
use super::{bundle, panics};
use crate::command::{read, run};
use crate::node::NodeTools;

/// Its script, in `npm/`; wide of every budget, and loaded by nobody who can do without.
pub(super) const ENTRY: &str = "fallback.js";

/// Makes the script: `wasm` is what cargo built, `folder` is laid out, and gets the glue of this build in the place of another's.
///
/// # Errors
/// wasm-bindgen or binaryen write something else than they did, or fail.
pub(super) fn build(wasm_bindgen: &Path, node: &NodeTools, wasm: &Path, folder: &Path, output: &Path) -> Result<()> {
    let binary = fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let older = folder.join("older.wasm");
    fs::write(&older, without_references(binary)?)?;
    bind(wasm_bindgen, &older, folder)?;
    let bound = folder.join("core_bg.wasm");
    fs::write(&bound, panics::trapping(&fs::read(&bound)?)?)?;
    let lowered = folder.join("lowered.wasm");
    let names =
        read(node.script("binaryen/bin/wasm-opt").args(SMALL).args(WASM_OPT).arg(&bound).arg("-o").arg(&lowered))?;
    let script = folder.join("core.mjs");
    run(node.script("binaryen/bin/wasm2js").arg("-O").arg(&lowered).arg("-o").arg(&script))?;
    let written = fs::read_to_string(&script).with_context(|| format!("cannot read {}", script.display()))?;
    fs::write(folder.join("npm/instance.js"), module(&written)?)?;
    bundle::script(node, folder, ENTRY, Some(&Names::read(&names)?), output)
}

/// JavaScript has one table, wasm2js knows no more: the file says that its engine has no reference types, so wasm-bindgen uses none.
fn without_references(mut wasm: Vec<u8>) -> Result<Vec<u8>> {
    let says = wasm.windows(HAS_REFERENCES.len()).position(|bytes| bytes == HAS_REFERENCES);
    let says = says.context("the built WebAssembly does not say whether it has reference types")?;
    wasm[says] = b'-';
    Ok(wasm)
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

/// In the section that tells of features, with the length of the name before it.
const HAS_REFERENCES: &[u8] = b"+\x0freference-types";
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
    fn the_file_says_that_it_has_no_references_and_nothing_else_is_another() {
        let wasm = b"\x08+\x0bbulk-memory+\x0freference-types+\x08sign-ext".to_vec();
        let older = without_references(wasm).unwrap();
        assert_eq!(older, b"\x08+\x0bbulk-memory-\x0freference-types+\x08sign-ext");
        assert!(without_references(older).is_err());
    }

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
