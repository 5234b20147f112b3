//! esbuild: the hand-written JavaScript and the glue as one module.

use std::path::Path;

use anyhow::Result;

use crate::{flavor::Flavor, process, workspace::Workspace};

/// Bundles the list of exports; the import of `#glue` in it is the glue factory.
///
/// The entry es256 has its own `CryptoKey` and `crypto.subtle`, which know keys in software: esbuild puts them where the
/// sources name the host's, so that the default entry holds nothing of it.
pub(crate) fn bundle(workspace: &Workspace, flavor: Flavor, factory: &Path, output: &Path) -> Result<()> {
    let mut esbuild = process::command(workspace.npm_tool("esbuild"));
    esbuild
        .current_dir(workspace.root())
        .args([flavor.exports(), "--bundle", "--format=esm", "--platform=neutral", "--target=es2022", "--charset=utf8"])
        .arg(format!("--alias:#glue={}", factory.display()))
        .args(flavor.globals().map(|file| format!("--inject:./{file}")))
        .arg(format!("--outfile={}", output.display()))
        .arg("--log-level=warning");
    process::run(&mut esbuild)
}

/// The form of an entry that is one file for Node.
#[derive(Debug, Clone, Copy)]
pub(crate) enum OneFile {
    /// What `import` loads, and `require` where it can load an ES module: Node takes a millisecond or two for every file.
    Module,
    /// What an older `require` loads.
    CommonJs,
}

impl OneFile {
    /// Both forms.
    pub(crate) const ALL: [Self; 2] = [Self::Module, Self::CommonJs];

    /// Its name, in the folder of generated files.
    pub(crate) fn file_name(self) -> &'static str {
        match self {
            Self::Module => "index.mjs",
            Self::CommonJs => "index.cjs",
        }
    }

    fn format(self) -> &'static str {
        match self {
            Self::Module => "--format=esm",
            Self::CommonJs => "--format=cjs",
        }
    }
}

/// Bundles an entry of the package, module included.
pub(crate) fn one_file(
    workspace: &Workspace,
    package_dir: &Path,
    entry: &str,
    form: OneFile,
    output: &Path,
) -> Result<()> {
    let mut esbuild = process::command(workspace.npm_tool("esbuild"));
    // The platform makes esbuild list CommonJS' exports in the form that Node's import of them looks for.
    esbuild
        .current_dir(package_dir)
        .args([entry, "--bundle", form.format(), "--platform=node", "--target=es2022", "--charset=utf8"])
        .arg(format!("--outfile={}", output.display()))
        .arg("--log-level=warning");
    process::run(&mut esbuild)
}
