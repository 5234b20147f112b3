//! `tests/web.rs`, the tests that run inside wasm: on Node and in Chromium.
//!
//! cargo runs their binary with wasm-bindgen's test runner, which is this very program under a hidden command.

use std::{env, ffi::OsString, fs, path::PathBuf, process::Command};

use anyhow::{Context, Result};
use serde_json::{Value, json};
use wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args;

use super::{
    cargo_steps::cargo_test,
    counts::Counts,
    step::{Gate, Need, Step},
};
use crate::setup::WasmCompiler;

/// The hidden command: `xtask wasm-bindgen-test-runner <module> <arguments>`.
pub(crate) const RUNNER_COMMAND: &str = "wasm-bindgen-test-runner";
const SECONDS_FOR_ALL_TESTS_IN_THE_BROWSER: &str = "120";

pub(crate) fn steps() -> Vec<Step> {
    vec![
        Step::new("wasm tests on Node", on_node).needs(&[Need::Tools]),
        Step::new("wasm tests in Chromium", in_chromium).needs(&[Need::Tools, Need::Browser]),
    ]
}

/// Is wasm-bindgen's test runner; the arguments begin with [`RUNNER_COMMAND`].
pub(crate) fn run_wasm_tests(arguments: impl Iterator<Item = OsString>) -> Result<()> {
    run_cli_with_args(arguments)
}

fn on_node(gate: &mut Gate) -> Result<Counts> {
    cargo_test(&mut wasm_test(gate)?)
}

fn in_chromium(gate: &mut Gate) -> Result<Counts> {
    let mut cargo = wasm_test(gate)?;
    cargo
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        .env("WASM_BINDGEN_TEST_TIMEOUT", SECONDS_FOR_ALL_TESTS_IN_THE_BROWSER)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", webdriver_json(gate)?)
        .env("CHROMEDRIVER", &gate.browser()?.driver);
    cargo_test(&mut cargo)
}

fn wasm_test(gate: &Gate) -> Result<Command> {
    let this_program = env::current_exe().context("where is this program?")?;
    let runner = json!([this_program, RUNNER_COMMAND]);
    let mut cargo = gate.compiler()?.cargo(&gate.workspace, "test");
    cargo
        .args(["--package", "oauth4wasm", "--no-default-features", "--features", "web,rust-web"])
        .args(["--test", "web", "--test", "rust_web"])
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
