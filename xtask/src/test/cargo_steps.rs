//! Format, lints, documentation and the native tests.

use std::{process::Command, time::Duration};

use anyhow::{Result, bail};

use super::{
    counts::Counts,
    step::{Gate, Need, Step},
    supervised,
};
use crate::{process, setup::WasmCompiler};

/// A cold build on a small machine.
const LIMIT: Duration = Duration::from_secs(30 * 60);
/// Crates that only the JavaScript face may depend on.
const WEB_CRATES: [&str; 3] = ["js-sys", "wasm-bindgen", "web-sys"];

pub(crate) fn steps() -> Vec<Step> {
    let no_std = ["--package", "oauth4wasm", "--no-default-features"];
    let web = [&no_std[..], &["--features", "web", "--all-targets"]].concat();
    let rust_web =
        [&no_std[..], &["--features", "web,rust-web", "--lib", "--test", "web", "--test", "rust_web"]].concat();
    let npm = [&no_std[..], &["--lib", "--features", "npm,test-trap"]].concat();
    let npm_es256 = [&no_std[..], &["--lib", "--features", "npm,es256"]].concat();
    vec![
        Step::check("format", |gate| cargo(gate, &["fmt", "--all", "--check"])).quick(),
        Step::check("clippy native", |gate| clippy(native(gate, "clippy"), &["--workspace", "--all-targets"])).quick(),
        Step::check("clippy native no_std", move |gate| clippy(native(gate, "clippy"), &no_std)).quick(),
        Step::check("clippy wasm web", move |gate| clippy(wasm(gate, "clippy")?, &web)).needs(&[Need::Tools]).quick(),
        Step::check("clippy wasm rust", move |gate| clippy(wasm(gate, "clippy")?, &rust_web))
            .needs(&[Need::Tools])
            .quick(),
        Step::check("clippy wasm npm", move |gate| clippy(wasm(gate, "clippy")?, &npm)).needs(&[Need::Tools]).quick(),
        Step::check("clippy wasm npm es256", move |gate| clippy(wasm(gate, "clippy")?, &npm_es256))
            .needs(&[Need::Tools])
            .quick(),
        Step::check("documentation", documentation),
        Step::new("native tests", |gate| cargo_test(native(gate, "test").args(["--package", "oauth4wasm"]))).quick(),
        Step::new("xtask tests", |gate| cargo_test(native(gate, "test").args(["--package", "xtask"]))).quick(),
        Step::check("native dependencies", native_dependencies),
    ]
}

fn native(gate: &Gate, subcommand: &str) -> Command {
    let mut cargo = process::command("cargo");
    cargo.current_dir(gate.workspace.root()).arg(subcommand);
    cargo
}

fn wasm(gate: &Gate, subcommand: &str) -> Result<Command> {
    let compiler: WasmCompiler = gate.compiler()?;
    Ok(compiler.cargo(&gate.workspace, subcommand))
}

fn cargo(gate: &Gate, arguments: &[&str]) -> Result<()> {
    let mut cargo = process::command("cargo");
    supervised::show(cargo.current_dir(gate.workspace.root()).args(arguments), LIMIT)?.expect_success()
}

fn clippy(mut cargo: Command, selection: &[&str]) -> Result<()> {
    supervised::show(cargo.args(selection).args(["--", "--deny", "warnings"]), LIMIT)?.expect_success()
}

fn documentation(gate: &mut Gate) -> Result<()> {
    let mut cargo = native(gate, "doc");
    cargo.args(["--no-deps", "--package", "oauth4wasm"]).env("RUSTDOCFLAGS", "--deny warnings");
    supervised::show(&mut cargo, LIMIT)?.expect_success()
}

/// Runs `cargo test` and counts.
pub(crate) fn cargo_test(cargo: &mut Command) -> Result<Counts> {
    let finished = supervised::show_and_keep(cargo, LIMIT)?;
    Ok(Counts::from_cargo_test(&finished.stdout)?.judged(finished.success()))
}

fn native_dependencies(gate: &mut Gate) -> Result<()> {
    let mut cargo = native(gate, "tree");
    cargo.args(["--package", "oauth4wasm", "--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    process::announce(&cargo);
    let tree = process::stdout_of(&mut cargo)?;
    let unwanted: Vec<_> = web_crates(&tree).collect();
    if !unwanted.is_empty() {
        bail!("the native crate depends on {}", unwanted.join(", "));
    }
    Ok(())
}

fn web_crates(tree: &str) -> impl Iterator<Item = &str> {
    tree.lines().filter(|line| line.split(' ').next().is_some_and(|name| WEB_CRATES.contains(&name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_crates_are_found_by_their_whole_name() {
        let tree = "oauth4wasm v0.1.0 (/work)\njs-sys v0.3.1\nweb-sysinfo v1.0.0\n";
        assert_eq!(web_crates(tree).collect::<Vec<_>>(), ["js-sys v0.3.1"]);
    }
}
