//! wasm-bindgen copies the crate's own scripts into `snippets/<crate>-<hash>/<path>`. The package has them flat beside the glue, so that
//! `index.js` can import the very same modules under names that never change.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// Moves the snippets in `folder` beside `core.js`, and rewrites its imports.
///
/// # Errors
/// Two snippets share a file name, or the glue imports a snippet that is not there.
pub(super) fn flatten(folder: &Path) -> Result<()> {
    let core = folder.join("core.js");
    let glue = fs::read_to_string(&core).with_context(|| format!("cannot read {}", core.display()))?;
    let (glue, snippets) = flat_imports(&glue)?;
    for (path, name) in &snippets {
        let from = folder.join(path);
        fs::rename(&from, folder.join(name))
            .with_context(|| format!("the glue imports {path}, which wasm-bindgen did not write"))?;
    }
    // What the glue does not import itself, another script does, by its place beside it.
    for script in scripts(&folder.join("snippets"))? {
        fs::rename(&script, folder.join(script.file_name().unwrap_or_default()))?;
    }
    let _ = fs::remove_dir_all(folder.join("snippets"));
    let _ = fs::remove_file(folder.join("core_bg.wasm.d.ts"));
    fs::write(&core, glue)?;
    Ok(())
}

/// Every script below `folder`, in one order.
pub(super) fn scripts(folder: &Path) -> Result<Vec<PathBuf>> {
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

/// The glue with flat imports, and each snippet's path with its new name.
fn flat_imports(glue: &str) -> Result<(String, Vec<(String, String)>)> {
    let mut flat = String::with_capacity(glue.len());
    let mut snippets: Vec<(String, String)> = Vec::new();
    let mut rest = glue;
    while let Some(start) = rest.find(SNIPPETS) {
        let end = start + rest[start..].find(['\'', '"']).context("an import of a snippet has no closing quote")?;
        // The WebAssembly asks for its imports under the names wasm-bindgen gave them: in that table they stay.
        if !is_imported(&rest[..start]) {
            flat.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        let path = rest[start..end].trim_start_matches("./").to_owned();
        let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
        if let Some((other, _)) = snippets.iter().find(|(other, taken)| *taken == name && *other != path) {
            bail!("two scripts of the crate are both called {name}: {other} and {path}; rename one");
        }
        flat.push_str(&rest[..start]);
        flat.push_str("./");
        flat.push_str(&name);
        if !snippets.iter().any(|(known, _)| *known == path) {
            snippets.push((path, name));
        }
        rest = &rest[end..];
    }
    flat.push_str(rest);
    Ok((flat, snippets))
}

/// Whether what follows these characters is a module's address in an import statement.
fn is_imported(before: &str) -> bool {
    let before = before.trim_end_matches(['\'', '"']).trim_end();
    before.ends_with("from") || before.ends_with("import")
}

const SNIPPETS: &str = "./snippets/";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_of_snippets_become_flat_and_all_else_stays() {
        let glue = "import { adopt } from './snippets/shop-0a1b/src/element/class.js';\nimport * as s0 from \"./snippets/shop-0a1b/src/api/error.js\";\nlet wasm;\n";
        let (flat, snippets) = flat_imports(glue).unwrap();
        assert_eq!(flat, "import { adopt } from './class.js';\nimport * as s0 from \"./error.js\";\nlet wasm;\n");
        assert_eq!(snippets[0], ("snippets/shop-0a1b/src/element/class.js".to_owned(), "class.js".to_owned()));
        assert_eq!(snippets[1].1, "error.js");
    }

    #[test]
    fn the_names_the_webassembly_asks_for_stay() {
        let glue = "import * as import1 from './snippets/shop-0a1b/src/element/class.js';\nreturn { \"./core_bg.js\": import0, \"./snippets/shop-0a1b/src/element/class.js\": import1 };\n";
        let (flat, snippets) = flat_imports(glue).unwrap();
        assert_eq!(
            flat,
            "import * as import1 from './class.js';\nreturn { \"./core_bg.js\": import0, \"./snippets/shop-0a1b/src/element/class.js\": import1 };\n"
        );
        assert_eq!(snippets.len(), 1);
    }

    #[test]
    fn one_snippet_imported_twice_is_moved_once() {
        let glue = "from './snippets/a/class.js'; from './snippets/a/class.js';";
        assert_eq!(flat_imports(glue).unwrap().1.len(), 1);
    }

    #[test]
    fn two_snippets_of_one_name_are_refused() {
        let glue = "from './snippets/a/one/class.js'; from './snippets/a/two/class.js';";
        assert!(flat_imports(glue).unwrap_err().to_string().contains("both called class.js"));
    }
}
