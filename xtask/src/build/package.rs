//! Putting the package together: what is written by hand in `npm/`, the licences, the built component.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::component::ENTRIES;
use super::{editor, third_party};
use crate::workspace::Workspace;
use crate::{shipped, step};

/// Makes `pkg/` hold the package's files and nothing else. Files that are right already are not touched.
///
/// # Errors
/// A file cannot be read or written, or two sources bring a file of the same name.
pub(super) fn assemble(workspace: &Workspace, component: &Path) -> Result<PathBuf> {
    let mut files = BTreeMap::new();
    take(&mut files, &workspace.path("npm"), |name| !NOT_PUBLISHED.contains(&name) && !ENTRIES.contains(&name))?;
    for folder in FOLDERS {
        let mut inside = BTreeMap::new();
        take(&mut inside, &workspace.path("npm").join(folder), |_| true)?;
        files.extend(inside.into_iter().map(|(name, content)| (format!("{folder}/{name}"), content)));
    }
    take(&mut files, component, |name| name != "stamp")?;
    take(&mut files, workspace.root(), |name| name.starts_with("LICENSE"))?;
    let manifest = files.get("custom-elements.json").context("npm/ has no custom-elements.json")?;
    files.insert("html-custom-data.json".to_owned(), editor::html_data(manifest)?);
    files.insert("THIRD-PARTY.txt".to_owned(), third_party::notices(&shipped::shipped(workspace)?)?);
    let folder = workspace.path("pkg");
    if put(&folder, &files)? {
        step::say(format!("assembled {}", folder.display()));
    }
    Ok(folder)
}

/// Adds the files directly in `folder` whose name is wanted.
fn take(files: &mut BTreeMap<String, Vec<u8>>, folder: &Path, wanted: impl Fn(&str) -> bool) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !path.is_file() || !wanted(&name) {
            continue;
        }
        let content = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        if files.insert(name.clone(), content).is_some() {
            bail!("the package would hold two files called {name}: one by hand in npm/ and one built; rename one");
        }
    }
    Ok(())
}

/// Whether anything had to be changed.
fn put(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<bool> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut changed = clear(folder, "", files)?;
    for (name, content) in files {
        let path = folder.join(name);
        if fs::read(&path).is_ok_and(|old| old == *content) && has_mode(&path)? {
            continue;
        }
        let inside = path.parent().unwrap_or(folder);
        fs::create_dir_all(inside).with_context(|| format!("cannot make {}", inside.display()))?;
        // By way of a rename, so that a server reading the folder never sends half a file.
        let new = path.with_extension("new");
        fs::write(&new, content).with_context(|| format!("cannot write {}", new.display()))?;
        set_mode(&new)?;
        fs::rename(&new, &path).with_context(|| format!("cannot write {}", path.display()))?;
        changed = true;
    }
    Ok(changed)
}

/// Whether the tarball would say of this file what it says of every other: it holds modes, and each account has its own umask.
#[cfg(unix)]
fn has_mode(file: &Path) -> Result<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(fs::metadata(file)?.permissions().mode() & 0o777 == MODE)
}

#[cfg(unix)]
fn set_mode(file: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(file, fs::Permissions::from_mode(MODE))
        .with_context(|| format!("cannot set the mode of {}", file.display()))
}

#[cfg(not(unix))]
fn has_mode(_: &Path) -> Result<bool> {
    Ok(true)
}

#[cfg(not(unix))]
fn set_mode(_: &Path) -> Result<()> {
    Ok(())
}

/// Removes what is no file of the package: a bare `wasm-pack build` writes here, too, and under other names.
fn clear(folder: &Path, prefix: &str, files: &BTreeMap<String, Vec<u8>>) -> Result<bool> {
    let mut changed = false;
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
        let below = format!("{name}/");
        if path.is_dir() && files.keys().any(|file| file.starts_with(&below)) {
            changed |= clear(&path, &below, files)?;
        } else if path.is_dir() || !files.contains_key(&name) {
            if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) }
                .with_context(|| format!("cannot remove {}", path.display()))?;
            changed = true;
        }
    }
    Ok(changed)
}

#[cfg(unix)]
const MODE: u32 = 0o644;
/// The entries come with the built component. Folders are no files and are left out anyway.
const NOT_PUBLISHED: &[&str] = &["package-lock.json", ".gitignore"];
/// The package's subpaths that have a folder of their own.
const FOLDERS: &[&str] = &["advice", "diagnose", "headless", "react", "svelte", "testing", "vue"];

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("xtask-package-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    fn files(named: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
        named.iter().map(|(name, content)| ((*name).to_owned(), content.as_bytes().to_vec())).collect()
    }

    #[test]
    fn the_folder_ends_up_with_the_package_and_nothing_else() {
        let folder = folder("exact");
        fs::create_dir_all(folder.join("snippets")).unwrap();
        fs::write(folder.join("cloudpayments_checkout.js"), "left by wasm-pack").unwrap();
        fs::write(folder.join("index.js"), "old").unwrap();
        fs::create_dir_all(folder.join("react")).unwrap();
        fs::write(folder.join("react/old.js"), "of an earlier version").unwrap();
        assert!(put(&folder, &files(&[("index.js", "new"), ("core.js", "glue"), ("react/index.js", "x")])).unwrap());
        let names = |of: &Path| {
            let mut names: Vec<_> = fs::read_dir(of).unwrap().map(|entry| entry.unwrap().file_name()).collect();
            names.sort();
            names
        };
        assert_eq!(names(&folder), ["core.js", "index.js", "react"]);
        assert_eq!(names(&folder.join("react")), ["index.js"]);
        assert_eq!(fs::read_to_string(folder.join("index.js")).unwrap(), "new");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_package_that_is_right_already_is_left_alone() {
        let folder = folder("same");
        let package = files(&[("index.js", "x"), ("react/index.js", "y")]);
        assert!(put(&folder, &package).unwrap());
        assert!(!put(&folder, &package).unwrap());
        fs::remove_dir_all(&folder).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn files_have_one_mode_whatever_the_account_likes() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = folder("mode");
        let package = files(&[("index.js", "x")]);
        put(&folder, &package).unwrap();
        fs::set_permissions(folder.join("index.js"), fs::Permissions::from_mode(0o600)).unwrap();
        assert!(put(&folder, &package).unwrap());
        assert!(has_mode(&folder.join("index.js")).unwrap());
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn two_sources_of_one_file_are_refused() {
        let folder = folder("clash");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("core.js"), "by hand").unwrap();
        let error = take(&mut files(&[("core.js", "built")]), &folder, |_| true).unwrap_err();
        assert!(error.to_string().contains("two files called core.js"), "{error}");
        fs::remove_dir_all(&folder).unwrap();
    }
}
