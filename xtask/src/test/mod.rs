//! `cargo xtask test` and `check`: named steps, one after the other, and a summary that ends with `N passed, N failed`.
//!
//! A step that cannot run has failed; no step is skipped. A failure does not keep the next step from running.

mod cargo_steps;
mod counts;
mod dependencies;
mod failures;
mod javascript;
mod package_steps;
mod reproducible;
mod step;
mod supervised;
mod table;
mod wasm_tests;

use std::{
    io::{self, IsTerminal as _},
    time::Instant,
};

use anyhow::Result;

use self::{
    counts::Counts,
    step::{Gate, Need, Step},
    table::Outcome,
};
use crate::{setup, workspace::Workspace};

pub(crate) use self::wasm_tests::{RUNNER_COMMAND, run_wasm_tests};

/// Runs the steps whose name contains one of the filters (without a filter all but those on request), and those that they
/// need.
/// Says whether all passed.
pub(crate) fn test(workspace: Workspace, filters: &[String]) -> Result<bool> {
    let filters: Vec<String> = filters.iter().map(|filter| filter.to_lowercase()).collect();
    let chosen = |step: &Step| {
        let name = step.name.to_lowercase();
        filters.is_empty() && !step.on_request || filters.iter().any(|filter| name.contains(filter))
    };
    run(workspace, chosen)
}

/// Runs the quick steps.
pub(crate) fn check(workspace: Workspace) -> Result<bool> {
    run(workspace, |step| step.quick)
}

fn run(workspace: Workspace, chosen: impl Fn(&Step) -> bool) -> Result<bool> {
    supervised::end_children_when_interrupted()?;
    let mut gate = Gate::new(workspace);
    let mut outcomes = Vec::new();
    let mut missing = Vec::new();
    let mut failures = Vec::new();
    for step in step::with_prerequisites(steps(&gate)?, chosen) {
        headline(&step.name);
        let started = Instant::now();
        let result = missing_need(&step, &missing).map_or_else(|| (step.run)(&mut gate), Err);
        let (counts, error) = match result {
            Ok(counts) => (counts, None),
            Err(error) => {
                eprintln!("error: {error:#}");
                (Counts::ONE_FAILED, Some(format!("{error:#}")))
            }
        };
        failures.extend(gate.take_failures().into_iter().map(|failure| format!("{}: {failure}", step.name)));
        if let (Some(provided), true) = (step.provides, counts.failed > 0) {
            missing.push((provided, step.name.clone()));
        }
        outcomes.push(Outcome { name: step.name, counts, took: started.elapsed(), error });
    }
    if !failures.is_empty() {
        headline("what failed");
        println!("{}", failures.join("\n\n"));
    }
    headline("summary");
    print!("{}", table::summary(&outcomes));
    Ok(!outcomes.is_empty() && outcomes.iter().all(|outcome| outcome.counts.failed == 0))
}

/// Every step, in order: what fails fast first.
fn steps(gate: &Gate) -> Result<Vec<Step>> {
    let mut steps = vec![
        Step::new("setup", |gate| gate.set_up()).provides(Need::Tools),
        Step::new("setup browser", |gate| gate.set_up_browser()).provides(Need::Browser),
        Step::new("setup other browsers", |gate| gate.set_up_other_browsers()).provides(Need::OtherBrowsers),
        Step::check("setup judges", |_| setup::for_end_to_end_tests()).provides(Need::Judges),
        Step::check("setup bundlers", |gate| setup::for_bundler_tests(&gate.workspace)).provides(Need::Bundlers),
        Step::check("setup reference", |gate| setup::for_reference(&gate.workspace)).provides(Need::Reference),
        Step::check("setup next", |gate| setup::for_next_test(&gate.workspace)).provides(Need::Next).on_request(),
    ];
    steps.extend(cargo_steps::steps());
    steps.extend(dependencies::steps());
    steps.extend(wasm_tests::steps());
    steps.extend(package_steps::steps());
    steps.extend(reproducible::steps());
    steps.extend(javascript::steps(&gate.workspace)?);
    Ok(steps)
}

fn missing_need(step: &Step, missing: &[(Need, String)]) -> Option<anyhow::Error> {
    let (_, provider) = missing.iter().find(|(need, _)| step.needs.contains(need))?;
    Some(anyhow::anyhow!("cannot run: it needs `{provider}`, which failed"))
}

fn headline(name: &str) {
    if io::stdout().is_terminal() {
        println!("\n\x1b[1m== {name} ==\x1b[0m");
    } else {
        println!("\n== {name} ==");
    }
}
