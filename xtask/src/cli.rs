//! The command line.

use std::ffi::OsString;

use anyhow::Result;
use lexopt::{Parser, prelude::*};

pub(crate) const USAGE: &str = "\
Usage: cargo xtask <command>

Commands:
  setup              install what is missing; build, test and demo do it by themselves
  build [--trap]     build the npm package in pkg/ (--trap: the one for the tests of containment, in target/npm/trap/pkg)
  pack               build, pack both packages as npm would publish them, and install them in target/packed*
  size               build, and compare the package's size with its ceilings
  check              the quick part of test: format, lints, native tests
  test [FILTER...]   the whole gate; with filters, the steps whose names contain one of them
  bench [--cases A,B] [--runtimes A,B] [--quick]
                     build, pack, and measure calls next to oauth4webapi's on node, node-newest, deno, bun, workerd and
                     chromium
                     (--quick: on node, in a minute)
  docs               make the API reference from the package's types, and the table of errors, as Markdown in target/docs
  demo [--once] [--port N]
                     build, and open the playground (--once: run its scenario once and exit)

Options:
  -h, --help         show this text

Needs rustup's Rust and Node 20 or newer. Environment:
  CHROMIUM, CHROMEDRIVER             the browser and the driver to test with, instead of those in PATH
  FIREFOX, WEBKIT_DRIVER             the same for the other browsers; WEBKIT_BROWSER is what the driver starts
  OAUTH4WASM_WASM_COMPILER=debian    compile for wasm32 with Debian's compiler even where rustup's can
  CARGO_TARGET_DIR                   cargo's own variable; target/npm and target/packed* stay where they are
";

/// What to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    Help,
    Setup,
    Build {
        trap: bool,
    },
    Pack,
    Docs,
    Size,
    Check,
    Test {
        filters: Vec<String>,
    },
    /// The arguments are those of `bench/main.mjs`.
    Bench {
        arguments: Vec<OsString>,
    },
    /// The arguments are the playground's.
    Demo {
        arguments: Vec<OsString>,
    },
}

impl Task {
    /// Reads the arguments that follow the program's name.
    ///
    /// # Errors
    /// An unknown command or option, a missing value.
    pub(crate) fn from_arguments(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, lexopt::Error> {
        let mut parser = Parser::from_args(arguments);
        let mut task = match parser.next()? {
            None => return Err("no command given".into()),
            Some(Short('h') | Long("help")) => return Ok(Self::Help),
            Some(Value(name)) => Self::from_name(&name)?,
            Some(other) => return Err(other.unexpected()),
        };
        while let Some(argument) = parser.next()? {
            match (&mut task, argument) {
                (_, Short('h') | Long("help")) => return Ok(Self::Help),
                (Self::Build { trap }, Long("trap")) => *trap = true,
                (Self::Test { filters }, Value(filter)) => filters.push(filter.string()?),
                (Self::Bench { arguments }, Long("quick")) => arguments.push("--quick".into()),
                (Self::Bench { arguments }, Long(name @ ("cases" | "runtimes"))) => {
                    arguments.push(format!("--{name}").into());
                    arguments.push(parser.value()?);
                }
                (Self::Demo { arguments }, Long("once")) => arguments.push("--once".into()),
                (Self::Demo { arguments }, Long("port")) => {
                    let port: u16 = parser.value()?.parse()?;
                    arguments.extend(["--port".into(), port.to_string().into()]);
                }
                (_, other) => return Err(other.unexpected()),
            }
        }
        Ok(task)
    }

    fn from_name(name: &OsString) -> Result<Self, lexopt::Error> {
        match name.to_str() {
            Some("help") => Ok(Self::Help),
            Some("setup") => Ok(Self::Setup),
            Some("build") => Ok(Self::Build { trap: false }),
            Some("pack") => Ok(Self::Pack),
            Some("docs") => Ok(Self::Docs),
            Some("size") => Ok(Self::Size),
            Some("check") => Ok(Self::Check),
            Some("test") => Ok(Self::Test { filters: Vec::new() }),
            Some("bench") => Ok(Self::Bench { arguments: Vec::new() }),
            Some("demo") => Ok(Self::Demo { arguments: Vec::new() }),
            _ => Err(format!("unknown command `{}`", name.display()).into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Task, String> {
        Task::from_arguments(line.split_whitespace().map(OsString::from)).map_err(|error| error.to_string())
    }

    #[test]
    fn commands_take_their_own_arguments() {
        assert_eq!(parsed("build --trap"), Ok(Task::Build { trap: true }));
        assert_eq!(parsed("test fmt clippy"), Ok(Task::Test { filters: vec!["fmt".into(), "clippy".into()] }));
        let arguments = vec!["--once".into(), "--port".into(), "8080".into()];
        assert_eq!(parsed("demo --once --port=8080"), Ok(Task::Demo { arguments }));
        let arguments = vec!["--quick".into(), "--cases".into(), "none,DPoP".into()];
        assert_eq!(parsed("bench --quick --cases none,DPoP"), Ok(Task::Bench { arguments }));
        assert_eq!(parsed("docs"), Ok(Task::Docs));
        assert_eq!(parsed("size --help"), Ok(Task::Help));
    }

    #[test]
    fn what_is_unknown_is_an_error() {
        for line in
            ["", "launch", "--verbose", "pack --trap", "docs now", "demo --port many", "size now", "bench --rounds 3"]
        {
            assert!(parsed(line).is_err(), "{line}");
        }
    }
}
