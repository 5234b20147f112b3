//! wasm-opt, from the npm package binaryen.

use std::{
    fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{process, workspace::Workspace};

/// The features are listed: `--all-features` makes a module that Node, Deno and Bun refuse.
const ARGUMENTS: [&str; 11] = [
    "-Oz",
    "--converge",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// The optimized module. What an earlier run made of the same input, with the same tool and arguments, is kept.
pub(crate) fn optimize(workspace: &Workspace, input: &Path, work_dir: &Path) -> Result<PathBuf> {
    let output = work_dir.join("optimized.wasm");
    let key_file = work_dir.join("optimized.key");
    let key = cache_key(workspace, input)?;
    if output.is_file() && fs::read_to_string(&key_file).is_ok_and(|known| known == key) {
        return Ok(output);
    }
    let mut wasm_opt = process::command(workspace.npm_tool("wasm-opt"));
    wasm_opt.args(ARGUMENTS).arg("-o").arg(&output).arg(input);
    process::run(&mut wasm_opt)?;
    fs::write(&key_file, key).with_context(|| format!("cannot write {}", key_file.display()))?;
    Ok(output)
}

fn cache_key(workspace: &Workspace, input: &Path) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    ARGUMENTS.hash(&mut hasher);
    for file in [&workspace.path("node_modules/binaryen/package.json"), input] {
        fs::read(file).with_context(|| format!("cannot read {}", file.display()))?.hash(&mut hasher);
    }
    Ok(format!("{:016x}\n", hasher.finish()))
}
