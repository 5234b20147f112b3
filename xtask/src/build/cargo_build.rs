//! The crate, compiled to a wasm module that wasm-bindgen has not seen yet.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};

use crate::{flavor::Flavor, process, setup::WasmCompiler, workspace::Workspace};

const PROFILE: &str = "npm";

/// The module that cargo makes of the crate.
pub(crate) fn compile(workspace: &Workspace, compiler: WasmCompiler, flavor: Flavor) -> Result<PathBuf> {
    let target_dir = target_dir(workspace, compiler, flavor);
    let mut cargo = compiler.cargo(workspace, "build");
    cargo
        .args(["--package", "oauth4wasm", "--lib", "--profile", PROFILE, "--no-default-features"])
        .args(["--features", flavor.cargo_features()])
        .arg("--config")
        .arg(rustflags_config(workspace))
        .arg("--target-dir")
        .arg(&target_dir)
        // The caller's own flags would make another module of the same commit.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    process::run(&mut cargo)?;
    let module = target_dir.join(WasmCompiler::TARGET).join(PROFILE).join("oauth4wasm.wasm");
    if !module.is_file() {
        bail!("cargo did not make {}", module.display());
    }
    Ok(module)
}

/// Cargo gives the module the same file name whatever the features, so each flavor has a directory of its own.
fn target_dir(workspace: &Workspace, compiler: WasmCompiler, flavor: Flavor) -> PathBuf {
    let base = compiler.target_dir(workspace);
    match flavor {
        Flavor::Release => base,
        Flavor::Es256 => base.join("npm-es256"),
        Flavor::Trap => base.join("npm-trap"),
    }
}

/// SHA-256 as a loop instead of unrolled: 7 kB less.
const COMPACT_SHA2: [&str; 2] = [r#"--cfg=sha2_backend="soft""#, r#"--cfg=sha2_backend_soft="compact""#];

/// Small functions inlined, as at `opt-level = "s"`, in code that is otherwise for size: shorter after compression than
/// at 5, which "z" implies, and faster.
const INLINE_THRESHOLD: &str = "-Cllvm-args=-inline-threshold=50";

/// Flags for size, and those that keep the paths of this machine out of the module, as an argument of `cargo --config`.
fn rustflags_config(workspace: &Workspace) -> String {
    let mut flags: Vec<String> = COMPACT_SHA2.map(String::from).into();
    flags.push(INLINE_THRESHOLD.into());
    flags.push(remap(workspace.root(), "."));
    if let Some(cargo_home) = cargo_home() {
        flags.push(remap(&cargo_home, "cargo"));
    }
    format!("target.{}.rustflags={}", WasmCompiler::TARGET, serde_json::Value::from(flags))
}

fn remap(from: &Path, to: &str) -> String {
    format!("--remap-path-prefix={}={to}", from.display())
}

fn cargo_home() -> Option<PathBuf> {
    match env::var_os("CARGO_HOME") {
        Some(home) => Some(PathBuf::from(home)),
        None => env::home_dir().map(|home| home.join(".cargo")),
    }
}
