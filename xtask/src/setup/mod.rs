//! What a machine needs beside rustup's Rust and Node: installed if missing, named if it cannot be.

mod apt;
mod browser;
mod cargo_deny;
mod debian_compiler;
mod judges;
mod node;
mod other_browsers;
mod wasm_compiler;

use std::path::PathBuf;

use anyhow::Result;

pub(crate) use self::{browser::Browser, other_browsers::OtherBrowsers, wasm_compiler::WasmCompiler};
use crate::{reference, workspace::Workspace};

/// Everything that building, packing and the demo need.
pub(crate) fn for_building(workspace: &Workspace) -> Result<WasmCompiler> {
    node::check()?;
    node::install_packages(workspace.root())?;
    WasmCompiler::ready(workspace)
}

/// What the end-to-end tests need beside.
pub(crate) fn for_end_to_end_tests() -> Result<()> {
    judges::ready()
}

/// The program that judges dependencies.
pub(crate) fn for_judging_dependencies(workspace: &Workspace) -> Result<PathBuf> {
    cargo_deny::ready(workspace)
}

/// The bundlers and test runners, in a project of their own.
pub(crate) fn for_bundler_tests(workspace: &Workspace) -> Result<()> {
    node::install_packages(&workspace.path("tests/bundlers"))
}

/// What makes the API reference, in a project of its own.
pub(crate) fn for_reference(workspace: &Workspace) -> Result<()> {
    node::check()?;
    node::install_packages(&workspace.path(reference::PROJECT))
}

/// Next.js, in a project of its own.
pub(crate) fn for_next_test(workspace: &Workspace) -> Result<()> {
    node::install_packages(&workspace.path("tests/next"))
}

/// What tests in a browser need beside.
pub(crate) fn for_browser_tests() -> Result<Browser> {
    Browser::ready()
}

/// What tests in the other browsers need beside.
pub(crate) fn for_other_browser_tests() -> Result<OtherBrowsers> {
    OtherBrowsers::ready()
}
