//! wasm-opt, from the npm package binaryen.

use std::{
    fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{process, workspace::Workspace};

/// The features are listed: `--all-features` makes a module that Node, Deno and Bun refuse.
const ARGUMENTS: [&str; 8] = [
    "-Oz",
    "--converge",
    // Repeated code compresses better than inlined code is short.
    "--one-caller-inline-max-function-size=0",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
];
/// Nobody reads these sections in the shipped module.
const STRIP: [&str; 3] = ["--strip-debug", "--strip-producers", "--strip-target-features"];
const KEEP_NAMES: [&str; 1] = ["--debuginfo"];

/// The module that ships.
pub(crate) fn shipped(workspace: &Workspace, input: &Path, work_dir: &Path) -> Result<PathBuf> {
    optimize(workspace, input, &STRIP, work_dir.join("optimized.wasm"))
}

/// The same with the names of its functions, for people to read.
pub(crate) fn with_names(workspace: &Workspace, input: &Path, work_dir: &Path) -> Result<PathBuf> {
    optimize(workspace, input, &KEEP_NAMES, work_dir.join("optimized-with-names.wasm"))
}

/// Optimizes unless an earlier run made the output of the same input, with the same tool and arguments.
fn optimize(workspace: &Workspace, input: &Path, more: &[&str], output: PathBuf) -> Result<PathBuf> {
    let key_file = output.with_extension("key");
    let key = cache_key(workspace, input, more)?;
    if output.is_file() && fs::read_to_string(&key_file).is_ok_and(|known| known == key) {
        return Ok(output);
    }
    let mut wasm_opt = process::command(workspace.npm_tool("wasm-opt"));
    wasm_opt.args(ARGUMENTS).args(more).arg("-o").arg(&output).arg(input);
    process::run(&mut wasm_opt)?;
    fs::write(&key_file, key).with_context(|| format!("cannot write {}", key_file.display()))?;
    Ok(output)
}

fn cache_key(workspace: &Workspace, input: &Path, more: &[&str]) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    ARGUMENTS.hash(&mut hasher);
    more.hash(&mut hasher);
    for file in [&workspace.path("node_modules/binaryen/package.json"), input] {
        fs::read(file).with_context(|| format!("cannot read {}", file.display()))?.hash(&mut hasher);
    }
    Ok(format!("{:016x}\n", hasher.finish()))
}
