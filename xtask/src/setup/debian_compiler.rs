//! Debian's Rust compiler with a standard library for wasm32 that is built here, for machines whose rustup cannot
//! reach its server.
//!
//! Debian packages the library's source (`rust-web-src`), not the library for wasm32. It is built once, beside an empty
//! crate, and copied to where the compiler looks for it.

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

use super::{WasmCompiler, apt};
use crate::{process, workspace::Workspace};

/// The name that rustup knows Debian's compiler by.
pub(crate) const TOOLCHAIN: &str = "debian";

const PACKAGES: [&str; 6] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy", "rustfmt-web", "lld-22"];
const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
const LLD: &str = "/usr/lib/llvm-22/bin/lld";
const EMPTY_CRATE: &str = "oauth4wasm-empty";

/// Installs the compiler and builds the library.
///
/// # Errors
/// Not Debian, not root, or a step failed: the error says which.
pub(crate) fn install(workspace: &Workspace) -> Result<()> {
    eprintln!("installing Debian's Rust compiler");
    apt::install(&PACKAGES).context("Debian's compiler, which would do as well, cannot be installed")?;
    link_linker()?;
    eprintln!("building the standard library for {} (about two minutes)", WasmCompiler::TARGET);
    let rlibs = build_library(&workspace.cargo_target().join("debian-library"))?;
    copy_library(&rlibs)?;
    process::run(process::command("rustup").args(["toolchain", "link", TOOLCHAIN, "/usr"]))
        .context("rustup cannot link Debian's compiler")
}

/// The target's linker is `rust-lld`, which the compiler looks for among its own programs.
fn link_linker() -> Result<()> {
    let host = process::stdout_of(process::command(RUSTC).args(["--print", "host-tuple"]))?;
    let folder = sysroot()?.join("lib/rustlib").join(host.trim()).join("bin");
    let linker = folder.join("rust-lld");
    if linker.exists() {
        return Ok(());
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    symlink(LLD, &linker).with_context(|| format!("cannot link {} to {LLD}", linker.display()))
}

/// Builds an empty crate together with std; the folder that then holds std's rlibs.
fn build_library(folder: &Path) -> Result<PathBuf> {
    let sources = folder.join("src");
    fs::create_dir_all(&sources).with_context(|| format!("cannot create {}", sources.display()))?;
    let manifest = format!("[package]\nname = \"{EMPTY_CRATE}\"\nedition = \"2024\"\n\n[workspace]\n");
    fs::write(folder.join("Cargo.toml"), manifest).context("cannot write the empty crate")?;
    fs::write(sources.join("lib.rs"), "#![no_std]\n").context("cannot write the empty crate")?;
    let target_dir = folder.join("target");
    let mut cargo = process::command(CARGO);
    cargo
        .current_dir(folder)
        .args(["build", "--release", "--target", WasmCompiler::TARGET, "-Zbuild-std=std,panic_abort,test"])
        .arg("--target-dir")
        .arg(&target_dir)
        .env("RUSTC", RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes -Zforce-unstable-if-unmarked")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    process::run(&mut cargo)?;
    Ok(target_dir.join(WasmCompiler::TARGET).join("release/deps"))
}

fn copy_library(rlibs: &Path) -> Result<()> {
    let library = sysroot()?.join("lib/rustlib").join(WasmCompiler::TARGET).join("lib");
    fs::create_dir_all(&library).with_context(|| format!("cannot create {}", library.display()))?;
    let own = format!("lib{}", EMPTY_CRATE.replace('-', "_"));
    let mut copied = 0;
    for entry in fs::read_dir(rlibs).with_context(|| format!("cannot list {}", rlibs.display()))? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if name.ends_with(".rlib") && !name.starts_with(&own) {
            let copy = library.join(name);
            fs::copy(&path, &copy).with_context(|| format!("cannot write {}", copy.display()))?;
            copied += 1;
        }
    }
    if copied == 0 {
        bail!("cargo built no library in {}", rlibs.display());
    }
    Ok(())
}

fn sysroot() -> Result<PathBuf> {
    let sysroot = process::stdout_of(process::command(RUSTC).args(["--print", "sysroot"]))?;
    Ok(PathBuf::from(sysroot.trim()))
}
