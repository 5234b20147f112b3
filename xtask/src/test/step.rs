//! What a step is, and which steps a choice of steps needs.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use super::counts::Counts;
use crate::{
    setup::{self, Browser, OtherBrowsers, WasmCompiler},
    workspace::Workspace,
};

/// What a step may need an earlier one for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// The compiler for wasm32, Node and what npm installs.
    Tools,
    /// Chromium and its driver.
    Browser,
    /// Firefox, and WebKitGTK with its driver.
    OtherBrowsers,
    /// What makes certificates and judges the wire.
    Judges,
    /// Bundlers and test runners.
    Bundlers,
    /// What makes the API reference.
    Reference,
    /// Next.js.
    Next,
    /// The packed package.
    Package,
    /// The packed package that can trap.
    TrapPackage,
    /// The program of `examples/native.rs`.
    NativeExample,
}

type Run = Box<dyn FnOnce(&mut Gate) -> Result<Counts>>;

/// One named part of the gate.
pub(crate) struct Step {
    pub(crate) name: String,
    pub(crate) needs: Vec<Need>,
    pub(crate) provides: Option<Need>,
    /// Whether `cargo xtask check` runs it.
    pub(crate) quick: bool,
    /// Whether it runs only when it is named, or needed by one that is.
    pub(crate) on_request: bool,
    pub(crate) run: Run,
}

impl Step {
    pub(crate) fn new(name: &str, run: impl FnOnce(&mut Gate) -> Result<Counts> + 'static) -> Self {
        Self {
            name: name.to_owned(),
            needs: Vec::new(),
            provides: None,
            quick: false,
            on_request: false,
            run: Box::new(run),
        }
    }

    /// A step without tests of its own: it counts as one that passed or failed.
    pub(crate) fn check(name: &str, run: impl FnOnce(&mut Gate) -> Result<()> + 'static) -> Self {
        Self::new(name, |gate| run(gate).map(|()| Counts::ONE_PASSED))
    }

    pub(crate) fn needs(mut self, needs: &[Need]) -> Self {
        self.needs.extend(needs);
        self
    }

    pub(crate) fn provides(mut self, need: Need) -> Self {
        self.provides = Some(need);
        self
    }

    pub(crate) fn quick(mut self) -> Self {
        self.quick = true;
        self
    }

    pub(crate) fn on_request(mut self) -> Self {
        self.on_request = true;
        self
    }
}

impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Step").field("name", &self.name).field("needs", &self.needs).finish_non_exhaustive()
    }
}

/// The chosen steps and those that provide what they need, in the order of the list.
pub(crate) fn with_prerequisites(steps: Vec<Step>, chosen: impl Fn(&Step) -> bool) -> Vec<Step> {
    let mut needed: Vec<Need> = Vec::new();
    let mut kept: Vec<Step> = Vec::new();
    // A step needs only earlier ones, so one walk from the end finds them all.
    for step in steps.into_iter().rev() {
        if chosen(&step) || step.provides.is_some_and(|need| needed.contains(&need)) {
            needed.extend(&step.needs);
            kept.push(step);
        }
    }
    kept.reverse();
    kept
}

/// What the steps share.
#[derive(Debug)]
pub(crate) struct Gate {
    pub(crate) workspace: Workspace,
    compiler: Option<WasmCompiler>,
    browser: Option<Browser>,
    native_example: Option<PathBuf>,
    other_browsers: Option<OtherBrowsers>,
    failures: Vec<String>,
}

impl Gate {
    pub(crate) fn new(workspace: Workspace) -> Self {
        Self {
            workspace,
            compiler: None,
            browser: None,
            other_browsers: None,
            native_example: None,
            failures: Vec::new(),
        }
    }

    pub(crate) fn set_up(&mut self) -> Result<Counts> {
        self.compiler = Some(setup::for_building(&self.workspace)?);
        Ok(Counts::ONE_PASSED)
    }

    pub(crate) fn set_up_browser(&mut self) -> Result<Counts> {
        self.browser = Some(setup::for_browser_tests()?);
        Ok(Counts::ONE_PASSED)
    }

    pub(crate) fn set_up_other_browsers(&mut self) -> Result<Counts> {
        self.other_browsers = Some(setup::for_other_browser_tests()?);
        Ok(Counts::ONE_PASSED)
    }

    /// The compiler for wasm32; a step that asks for it needs [`Need::Tools`].
    pub(crate) fn compiler(&self) -> Result<WasmCompiler> {
        self.compiler.context("there is no compiler for wasm32")
    }

    /// The browser; a step that asks for it needs [`Need::Browser`].
    pub(crate) fn browser(&self) -> Result<&Browser> {
        self.browser.as_ref().context("there is no browser")
    }

    pub(crate) fn set_native_example(&mut self, program: PathBuf) {
        self.native_example = Some(program);
    }

    /// The native example; a step that asks for it needs [`Need::NativeExample`].
    pub(crate) fn native_example(&self) -> Result<&Path> {
        self.native_example.as_deref().context("there is no native example")
    }

    /// The other browsers; a step that asks for them needs [`Need::OtherBrowsers`].
    pub(crate) fn other_browsers(&self) -> Result<&OtherBrowsers> {
        self.other_browsers.as_ref().context("there is no other browser")
    }

    /// Keeps what failed tests of this step said, for the end of the output.
    pub(crate) fn report(&mut self, failures: Vec<String>) {
        self.failures.extend(failures);
    }

    /// What was reported since the last time.
    pub(crate) fn take_failures(&mut self) -> Vec<String> {
        std::mem::take(&mut self.failures)
    }

    /// Where steps keep reports.
    pub(crate) fn report_dir(&self) -> Result<PathBuf> {
        let folder = self.workspace.path("target/xtask");
        std::fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
        Ok(folder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(chosen: &str) -> Vec<String> {
        let step = |name| Step::check(name, |_| Ok(()));
        let steps = vec![
            step("setup").provides(Need::Tools),
            step("browser").provides(Need::Browser),
            step("format"),
            step("package").needs(&[Need::Tools]).provides(Need::Package),
            step("differential").needs(&[Need::Package]),
        ];
        with_prerequisites(steps, |step| step.name == chosen).into_iter().map(|step| step.name).collect()
    }

    #[test]
    fn a_step_brings_what_it_needs_and_no_more() {
        assert_eq!(names("format"), ["format"]);
        assert_eq!(names("differential"), ["setup", "package", "differential"]);
        assert!(names("no such step").is_empty());
    }
}
