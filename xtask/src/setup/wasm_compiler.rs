//! The compiler that has a standard library for wasm32-unknown-unknown.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use super::debian_compiler;
use crate::{process, workspace::Workspace};

/// Forces the choice of the compiler, so that the way through Debian can be tested where rustup's works.
const CHOICE: &str = "OAUTH4WASM_WASM_COMPILER";

/// Which compiler builds for wasm32. Every cargo call for that target is made by [`WasmCompiler::cargo`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WasmCompiler {
    /// The toolchain in use, with the library that rustup installed.
    Active,
    /// Debian's, with a library that was built here.
    Debian,
}

impl WasmCompiler {
    /// The target of everything that runs in a JavaScript host.
    pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

    /// Finds a compiler for wasm32, or installs one.
    pub(crate) fn ready(workspace: &Workspace) -> Result<Self> {
        match env::var(CHOICE).as_deref() {
            Ok("debian") => return Self::debian(workspace),
            Ok(other) => bail!("{CHOICE} is `{other}`; it may be `debian`, or not set"),
            Err(_) => {}
        }
        if Self::Active.has_library() {
            return Ok(Self::Active);
        }
        if Self::Debian.has_library() {
            return Ok(Self::Debian);
        }
        eprintln!("adding the target {} to Rust", Self::TARGET);
        let added = process::run(process::command("rustup").args(["target", "add", Self::TARGET]));
        if added.is_ok() && Self::Active.has_library() {
            return Ok(Self::Active);
        }
        eprintln!("rustup cannot add the target; trying Debian's compiler");
        Self::debian(workspace)
            .with_context(|| format!("there is no compiler for {0}; `rustup target add {0}` gives one", Self::TARGET))
    }

    /// `cargo <subcommand>` for wasm32.
    pub(crate) fn cargo(self, workspace: &Workspace, subcommand: &str) -> Command {
        let mut cargo = process::command("cargo");
        cargo.current_dir(workspace.root()).args([subcommand, "--target", Self::TARGET]);
        if self == Self::Debian {
            cargo.env("RUSTUP_TOOLCHAIN", debian_compiler::TOOLCHAIN);
            cargo.env("CARGO_TARGET_DIR", self.target_dir(workspace));
        }
        cargo
    }

    /// Cargo's target directory: two compilers must not share one.
    pub(crate) fn target_dir(self, workspace: &Workspace) -> PathBuf {
        match self {
            Self::Active => workspace.cargo_target(),
            Self::Debian => workspace.cargo_target().join("debian"),
        }
    }

    fn debian(workspace: &Workspace) -> Result<Self> {
        if !Self::Debian.has_library() {
            debian_compiler::install(workspace)?;
            if !Self::Debian.has_library() {
                bail!("Debian's compiler was installed but finds no library for {}", Self::TARGET);
            }
        }
        Ok(Self::Debian)
    }

    /// Whether the compiler finds `core` for wasm32.
    fn has_library(self) -> bool {
        let mut rustc = process::command("rustc");
        rustc.args(["--print", "target-libdir", "--target", Self::TARGET]);
        if self == Self::Debian {
            rustc.env("RUSTUP_TOOLCHAIN", debian_compiler::TOOLCHAIN);
        }
        process::stdout_of(&mut rustc).is_ok_and(|folder| has_core(Path::new(folder.trim())))
    }
}

fn has_core(folder: &Path) -> bool {
    let Ok(entries) = folder.read_dir() else { return false };
    entries.flatten().any(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with("libcore-") && name.ends_with(".rlib")
    })
}
