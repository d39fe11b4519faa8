//! What a module gives to JavaScript, made less: wasm-opt then takes out everything that nobody can call any more.

use anyhow::{Context, Result, bail};
use wasmparser::{ExportSectionReader, Parser, Payload};

use super::sections::{HEADER, in_memory, leb, section};

/// The same module without some of its exports.
///
/// # Errors
/// It cannot be read, or has no such export.
pub(super) fn without(wasm: &[u8], unwanted: &[&str]) -> Result<Vec<u8>> {
    let mut file = wasm.get(..HEADER).context("no WebAssembly")?.to_vec();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        let Some((id, content)) = payload.as_section() else { continue };
        match payload {
            Payload::ExportSection(exports) => section(&mut file, id, &kept(wasm, exports, unwanted)?),
            _ => section(&mut file, id, &wasm[in_memory(&content)?]),
        }
    }
    Ok(file)
}

fn kept(wasm: &[u8], exports: ExportSectionReader<'_>, unwanted: &[&str]) -> Result<Vec<u8>> {
    let section = in_memory(&exports.range())?;
    let exports = exports.into_iter_with_offsets().collect::<Result<Vec<_>, _>>()?;
    if let Some(name) = unwanted.iter().find(|name| !exports.iter().any(|(_, export)| export.name == **name)) {
        bail!("the crate exports no {name}: see MODULES in xtask/src/build/component.rs");
    }
    let mut content = Vec::new();
    leb(&mut content, exports.len() - unwanted.len());
    for (index, (start, export)) in exports.iter().enumerate() {
        let end = exports.get(index + 1).map_or(section.end as u64, |(next, _)| *next);
        if !unwanted.contains(&export.name) {
            content.extend(&wasm[in_memory(&(*start..end))?]);
        }
    }
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(wasm: &[u8]) -> Vec<String> {
        let mut names = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            if let Payload::ExportSection(exports) = payload.unwrap() {
                names.extend(exports.into_iter().map(|export| export.unwrap().name.to_owned()));
            }
        }
        names
    }

    #[test]
    fn what_is_not_wanted_is_not_exported_and_all_else_stays() {
        let wasm =
            wat::parse_str(r#"(module (memory (export "memory") 1) (func (export "ask_card")) (func (export "pay")))"#)
                .unwrap();
        let less = without(&wasm, &["ask_card"]).unwrap();
        assert_eq!(names(&less), ["memory", "pay"]);
        assert_eq!(without(&wasm, &[]).unwrap(), wasm);
        assert_eq!(names(&without(&less, &["memory"]).unwrap()), ["pay"]);
    }

    #[test]
    fn a_name_that_is_not_exported_is_refused() {
        let wasm = wat::parse_str(r#"(module (func (export "pay")))"#).unwrap();
        let error = without(&wasm, &["ask_card"]).unwrap_err().to_string();
        assert!(error.contains("exports no ask_card"), "{error}");
    }
}
