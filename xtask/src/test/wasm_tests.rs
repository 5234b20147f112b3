//! The tests that run inside wasm, on Node and in Chromium: `tests/web.rs`, `tests/rust_web.rs` and, with an authorization
//! server beside it, `tests/rust_web_server.rs`.
//!
//! cargo runs their binary with wasm-bindgen's test runner, which is this very program under a hidden command.

use std::{env, ffi::OsString, fs, path::PathBuf, process::Command};

use anyhow::{Context, Result};
use serde_json::{Value, json};
use wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args;

use super::{
    cargo_steps::cargo_test,
    step::{Gate, Need, Step},
};
use crate::{process, setup::WasmCompiler};

/// The hidden command: `xtask wasm-bindgen-test-runner <module> <arguments>`.
pub(crate) const RUNNER_COMMAND: &str = "wasm-bindgen-test-runner";
const SECONDS_FOR_ALL_TESTS_IN_THE_BROWSER: &str = "120";
const TESTS: [&str; 4] = ["--test", "web", "--test", "rust_web"];
const TESTS_WITH_SERVER: [&str; 2] = ["--test", "rust_web_server"];
/// Runs a command with an authorization server beside it.
const SERVER: &str = "tests/native/wasm-server.mjs";

pub(crate) fn steps() -> Vec<Step> {
    vec![
        Step::new("wasm tests on Node", |gate| cargo_test(&mut on_node(gate, &TESTS)?, gate)).needs(&[Need::Tools]),
        Step::new("wasm tests in Chromium", |gate| cargo_test(&mut in_chromium(gate, &TESTS)?, gate))
            .needs(&[Need::Tools, Need::Browser]),
        Step::new("Rust on wasm with a server, Node", |gate| {
            cargo_test(&mut with_server(gate, &on_node(gate, &TESTS_WITH_SERVER)?), gate)
        })
        .needs(&[Need::Tools]),
        Step::new("Rust on wasm with a server, Chromium", |gate| {
            cargo_test(&mut with_server(gate, &in_chromium(gate, &TESTS_WITH_SERVER)?), gate)
        })
        .needs(&[Need::Tools, Need::Browser]),
    ]
}

/// Is wasm-bindgen's test runner; the arguments begin with [`RUNNER_COMMAND`].
pub(crate) fn run_wasm_tests(arguments: impl Iterator<Item = OsString>) -> Result<()> {
    run_cli_with_args(arguments)
}

fn in_chromium(gate: &Gate, tests: &[&str]) -> Result<Command> {
    let mut cargo = on_node(gate, tests)?;
    cargo
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        .env("WASM_BINDGEN_TEST_TIMEOUT", SECONDS_FOR_ALL_TESTS_IN_THE_BROWSER)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", webdriver_json(gate)?)
        .env("CHROMEDRIVER", &gate.browser()?.driver);
    Ok(cargo)
}

/// The same command, run by [`SERVER`].
fn with_server(gate: &Gate, cargo: &Command) -> Command {
    let mut node = process::command("node");
    node.current_dir(gate.workspace.root()).arg(SERVER).arg(cargo.get_program()).args(cargo.get_args());
    for (name, value) in cargo.get_envs() {
        match value {
            Some(value) => node.env(name, value),
            None => node.env_remove(name),
        };
    }
    node
}

fn on_node(gate: &Gate, tests: &[&str]) -> Result<Command> {
    let this_program = env::current_exe().context("where is this program?")?;
    let runner = json!([this_program, RUNNER_COMMAND]);
    let mut cargo = gate.compiler()?.cargo(&gate.workspace, "test");
    cargo
        .args(["--package", "oauth4wasm", "--no-default-features", "--features", "web,rust-web"])
        .args(tests)
        .arg("--config")
        .arg(format!("target.{}.runner={runner}", WasmCompiler::TARGET));
    Ok(cargo)
}

/// The workspace's `webdriver.json` with the browser's path added, so that the driver starts that one and no other.
fn webdriver_json(gate: &Gate) -> Result<PathBuf> {
    let source = gate.workspace.path("webdriver.json");
    let text = fs::read_to_string(&source).with_context(|| format!("cannot read {}", source.display()))?;
    let mut capabilities: Value = serde_json::from_str(&text).with_context(|| source.display().to_string())?;
    let options = capabilities.get_mut("goog:chromeOptions").and_then(Value::as_object_mut);
    options
        .context("webdriver.json holds no goog:chromeOptions")?
        .insert("binary".to_owned(), json!(gate.browser()?.chromium));
    let file = gate.report_dir()?.join("webdriver.json");
    fs::write(&file, capabilities.to_string()).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(file)
}
