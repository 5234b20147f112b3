//! The package's folder: hand-written files beside generated ones.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::{
    errors,
    flavor::{Flavor, Package},
    workspace::Workspace,
};

/// Files of the root that the package repeats.
const FROM_ROOT: [&str; 3] = ["README.md", "LICENSE-MIT", "LICENSE-APACHE"];

/// The package's folder with everything that is not generated from the crate.
pub(crate) fn prepare(workspace: &Workspace, flavor: Flavor) -> Result<PathBuf> {
    let package = flavor.package();
    let folder = package.dir(workspace);
    if package != Package::Release {
        copy_hand_written(&Package::Release.dir(workspace), &folder)?;
    }
    let generated = folder.join(flavor.generated());
    fs::create_dir_all(&generated).with_context(|| format!("cannot create {}", generated.display()))?;
    for name in FROM_ROOT {
        let source = workspace.path(name);
        if source.is_file() {
            copy(&source, &folder.join(name))?;
        }
    }
    errors::write(&folder)?;
    Ok(folder)
}

/// Puts the module into a folder of the package, as it is and as base64 in a JavaScript module.
pub(crate) fn write_wasm(folder: &Path, wasm: &Path) -> Result<()> {
    let bytes = fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let inline = format!("export const base64 = \"{}\"\n", STANDARD.encode(&bytes));
    write(&folder.join("oauth4wasm.wasm"), &bytes)?;
    write(&folder.join("inline.js"), inline.as_bytes())
}

/// Repeats the declarations for `require`: TypeScript takes the extension for the kind of module.
pub(crate) fn write_commonjs_types(package_dir: &Path, entry: &str, generated: &Path) -> Result<()> {
    copy(&package_dir.join(entry).with_extension("d.ts"), &generated.join("index.d.cts"))
}

fn copy_hand_written(from: &Path, to: &Path) -> Result<()> {
    if to.exists() {
        fs::remove_dir_all(to).with_context(|| format!("cannot empty {}", to.display()))?;
    }
    fs::create_dir_all(to).with_context(|| format!("cannot create {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot list {}", from.display()))? {
        let path = entry?.path();
        if let (true, Some(name)) = (path.is_file(), path.file_name()) {
            copy(&path, &to.join(name))?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
