//! Format, lints, documentation and the native tests.

use std::{process::Command, time::Duration};

use anyhow::Result;

use super::{
    counts::Counts,
    failures,
    step::{Gate, Need, Step},
    supervised,
};
use crate::{process, setup::WasmCompiler};

/// A cold build on a small machine.
const LIMIT: Duration = Duration::from_secs(30 * 60);
/// Everything for Rust on wasm32.
const WASM_TARGETS: [&str; 7] = ["--lib", "--test", "web", "--test", "rust_web", "--test", "rust_web_server"];
/// Linted without a server.
const NO_ISSUER: &str = "http://127.0.0.1:9";

pub(crate) fn steps() -> Vec<Step> {
    let no_std = ["--package", "oauth4wasm", "--no-default-features"];
    let web = [&no_std[..], &["--features", "web", "--all-targets"]].concat();
    let rust_web = [&no_std[..], &["--features", "web,rust-web"], &WASM_TARGETS[..]].concat();
    let npm = [&no_std[..], &["--lib", "--features", "npm,test-trap"]].concat();
    let npm_es256 = [&no_std[..], &["--lib", "--features", "npm,es256"]].concat();
    vec![
        Step::check("format", |gate| cargo(gate, &["fmt", "--all", "--check"])).quick(),
        Step::check("clippy native", |gate| clippy(native(gate, "clippy"), &["--workspace", "--all-targets"])).quick(),
        Step::check("clippy native no_std", move |gate| clippy(native(gate, "clippy"), &no_std)).quick(),
        Step::check("clippy wasm web", move |gate| clippy(wasm(gate, "clippy")?, &web)).needs(&[Need::Tools]).quick(),
        Step::check("clippy wasm rust", move |gate| clippy(with_no_issuer(wasm(gate, "clippy")?), &rust_web))
            .needs(&[Need::Tools])
            .quick(),
        Step::check("clippy wasm npm", move |gate| clippy(wasm(gate, "clippy")?, &npm)).needs(&[Need::Tools]).quick(),
        Step::check("clippy wasm npm es256", move |gate| clippy(wasm(gate, "clippy")?, &npm_es256))
            .needs(&[Need::Tools])
            .quick(),
        Step::check("documentation", documentation),
        Step::new("native tests", |gate| cargo_test(native(gate, "test").args(["--package", "oauth4wasm"]), gate))
            .quick(),
        Step::new("xtask tests", |gate| cargo_test(native(gate, "test").args(["--package", "xtask"]), gate)).quick(),
        Step::new("fuzz targets, replayed", |gate| {
            cargo_test(native(gate, "test").args(["--package", "fuzz-targets"]), gate)
        }),
        Step::new("foreign vectors, Rust", |gate| {
            cargo_test(native(gate, "test").args(["--package", "vectors"]), gate)
        })
        .needs(&[Need::Tools]),
        Step::check("native example", build_native_example).provides(Need::NativeExample),
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

/// Runs `cargo test`, every test program of it, and counts.
pub(crate) fn cargo_test(cargo: &mut Command, gate: &mut Gate) -> Result<Counts> {
    let finished = supervised::show_and_keep(cargo.arg("--no-fail-fast"), LIMIT)?;
    gate.report(failures::in_cargo_test(&finished.stdout));
    Ok(Counts::from_cargo_test(&finished.stdout)?.judged(finished.success()))
}

/// `tests/rust_web_server.rs` does not compile without an issuer.
fn with_no_issuer(mut cargo: Command) -> Command {
    cargo.env("OAUTH4WASM_ISSUER", NO_ISSUER);
    cargo
}

fn build_native_example(gate: &mut Gate) -> Result<()> {
    let program = gate.workspace.cargo_target().join("debug/examples/native");
    cargo(gate, &["build", "--package", "oauth4wasm", "--example", "native"])?;
    gate.set_native_example(program);
    Ok(())
}
