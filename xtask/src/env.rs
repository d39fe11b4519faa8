//! `cargo xtask env`: the environment in which the tools work when called by hand.

use anyhow::Result;

use crate::browser::Engine;
use crate::command::path_with;
use crate::rust_tools;
use crate::toolchain::Toolchain;
use crate::workspace::Workspace;

/// Installs what the browser tests need, then prints shell lines for it.
///
/// # Errors
/// Something is missing and cannot be installed.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let toolchain = Toolchain::find(workspace)?;
    rust_tools::wasm_bindgen(workspace)?;
    rust_tools::wasm_pack(workspace)?;
    let driver = Engine::Chromium.driver(workspace)?;
    if let Toolchain::Linked(name) = toolchain {
        println!("export RUSTUP_TOOLCHAIN={name}");
    }
    println!("export CHROMEDRIVER={}", quoted(&driver.to_string_lossy()));
    println!("export PATH={}", quoted(&path_with(&workspace.cache().bin())?.to_string_lossy()));
    Ok(())
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_one_word_to_the_shell_whatever_it_holds() {
        assert_eq!(quoted("/usr/bin:/opt/my tools"), "'/usr/bin:/opt/my tools'");
        assert_eq!(quoted("it's $HOME"), r"'it'\''s $HOME'");
    }
}
