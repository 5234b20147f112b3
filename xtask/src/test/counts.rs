//! How many tests passed, read from what the test programs print.

use std::ops::AddAssign;

use anyhow::{Context, Result};

/// The outcome of a step.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl Counts {
    /// A check that has no tests of its own and passed.
    pub(crate) const ONE_PASSED: Self = Self { passed: 1, failed: 0, skipped: 0 };
    /// A step that failed as a whole.
    pub(crate) const ONE_FAILED: Self = Self { passed: 0, failed: 1, skipped: 0 };

    /// The sum over every `test result:` line of `cargo test`.
    pub(crate) fn from_cargo_test(output: &str) -> Result<Self> {
        let mut counts = Self::default();
        for line in output.lines() {
            let Some((_, summary)) = line.split_once("test result: ") else { continue };
            let summary = summary.split_once(". ").map_or(summary, |(_verdict, numbers)| numbers);
            for part in summary.split("; ") {
                match part.trim().split_once(' ') {
                    Some((number, "passed")) => counts.passed += parsed(number, line)?,
                    Some((number, "failed")) => counts.failed += parsed(number, line)?,
                    Some((number, "ignored")) => counts.skipped += parsed(number, line)?,
                    _ => {}
                }
            }
        }
        Ok(counts)
    }

    /// The summary at the end of the TAP report of `node --test`.
    pub(crate) fn from_node_tap(report: &str) -> Result<Self> {
        let last = |name: &str| -> Result<u64> {
            let prefix = format!("# {name} ");
            let line = report.lines().rev().find(|line| line.starts_with(&prefix));
            let line = line.with_context(|| format!("node's report holds no line `{prefix}N`"))?;
            parsed(line.trim_start_matches(&prefix), line)
        };
        Ok(Self {
            passed: last("pass")?,
            failed: last("fail")? + last("cancelled")?,
            skipped: last("skipped")? + last("todo")?,
        })
    }

    /// The counts of a test program that has ended. One that failed without a failed test, and one that ran no test at
    /// all, count as one failure.
    pub(crate) fn judged(mut self, success: bool) -> Self {
        if self.failed == 0 && (!success || self.passed == 0) {
            self.failed = 1;
        }
        self
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

fn parsed(number: &str, line: &str) -> Result<u64> {
    number.trim().parse().with_context(|| format!("no number in `{line}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_test_results_are_added_up() -> Result<()> {
        let output = "running 2 tests\n\
            test a ... ok\n\
            test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            test result: FAILED. 3 passed; 4 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s\n";
        assert_eq!(Counts::from_cargo_test(output)?, Counts { passed: 5, failed: 4, skipped: 1 });
        Ok(())
    }

    #[test]
    fn a_node_report_is_judged_by_its_last_summary() -> Result<()> {
        let report = "TAP version 13\nok 1 - a\n# fail 7\n1..1\n# tests 9\n# suites 1\n# pass 5\n# fail 1\n\
            # cancelled 1\n# skipped 1\n# todo 1\n# duration_ms 12.5\n";
        assert_eq!(Counts::from_node_tap(report)?, Counts { passed: 5, failed: 2, skipped: 2 });
        Ok(())
    }

    #[test]
    fn a_report_that_was_cut_off_is_an_error() {
        assert!(Counts::from_node_tap("TAP version 13\nok 1 - a\n").is_err());
    }

    #[test]
    fn no_test_and_a_crash_are_failures() {
        let passed = Counts { passed: 3, ..Counts::default() };
        assert_eq!(passed.judged(true), passed);
        assert_eq!(passed.judged(false), Counts { passed: 3, failed: 1, skipped: 0 });
        assert_eq!(Counts::default().judged(true), Counts::ONE_FAILED);
    }
}
