//! `cargo xtask bench`: what a call costs next to oauth4webapi, measured on the packed package.

use std::ffi::OsString;

use anyhow::Result;

use crate::{
    process,
    setup::{self, Browser},
    workspace::Workspace,
};

/// The program that measures and draws; its options are ours.
const PROGRAM: &str = "bench/main.mjs";

/// Measures; nothing in it passes or fails.
///
/// # Errors
/// A call does not do what it should, or a runtime cannot run.
pub(crate) fn bench(workspace: &Workspace, arguments: &[OsString]) -> Result<()> {
    let mut node = process::command("node");
    node.current_dir(workspace.root()).arg(PROGRAM).args(arguments);
    if needs_browser(arguments) {
        let Browser { chromium, .. } = setup::for_browser_tests()?;
        node.env("CHROMIUM", chromium);
    }
    process::run(&mut node)
}

/// Whether Chromium is among the runtimes: without a list all of them, in the quick mode Node alone.
fn needs_browser(arguments: &[OsString]) -> bool {
    let mut rest = arguments.iter();
    match rest.find(|argument| *argument == "--runtimes") {
        Some(_) => rest.next().is_some_and(|list| list.to_string_lossy().contains("chromium")),
        None => !arguments.iter().any(|argument| argument == "--quick"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needed(line: &str) -> bool {
        let arguments: Vec<OsString> = line.split_whitespace().map(OsString::from).collect();
        needs_browser(&arguments)
    }

    #[test]
    fn the_browser_is_set_up_only_if_it_is_measured() {
        assert!(needed(""));
        assert!(needed("--cases none"));
        assert!(needed("--quick --runtimes node,chromium"));
        assert!(!needed("--quick"));
        assert!(!needed("--runtimes node,deno --cases chromium"));
    }
}
