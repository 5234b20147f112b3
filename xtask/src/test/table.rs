//! The summary: what every step did, and the last line.

use std::{fmt::Write as _, time::Duration};

use super::counts::Counts;

/// A step that has ended.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) name: String,
    pub(crate) counts: Counts,
    pub(crate) took: Duration,
    /// Why the step as a whole failed.
    pub(crate) error: Option<String>,
}

/// A table of the steps and, as its last line, `N passed, N failed`.
pub(crate) fn summary(outcomes: &[Outcome]) -> String {
    let width = outcomes.iter().map(|outcome| outcome.name.chars().count()).max().unwrap_or(0).max("step".len());
    let mut total = Counts::default();
    let mut text = String::new();
    // Writing to a String does not fail.
    let _ = writeln!(text, "{:width$} {:>7} {:>7} {:>8} {:>7}", "step", "passed", "failed", "skipped", "s");
    for Outcome { name, counts, took, error } in outcomes {
        let Counts { passed, failed, skipped } = counts;
        let _ = write!(text, "{name:width$} {passed:>7} {failed:>7} {skipped:>8} {:>7.1}", took.as_secs_f64());
        if let Some(error) = error {
            let _ = write!(text, "  {}", error.lines().next().unwrap_or_default());
        }
        text.push('\n');
        total += *counts;
    }
    let _ = writeln!(text, "\n{} passed, {} failed", total.passed, total.failed);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_is_the_total() {
        let outcome = |name: &str, counts, error: Option<&str>| Outcome {
            name: name.to_owned(),
            counts,
            took: Duration::from_millis(1500),
            error: error.map(String::from),
        };
        let tests = Counts { passed: 12, failed: 0, skipped: 2 };
        let text = summary(&[
            outcome("format", Counts::ONE_PASSED, None),
            outcome("native tests", tests, None),
            outcome("demo", Counts::ONE_FAILED, Some("cannot start node\ndetails")),
        ]);
        let expected = "step          passed  failed  skipped       s\n\
                        format             1       0        0     1.5\n\
                        native tests      12       0        2     1.5\n\
                        demo               0       1        0     1.5  cannot start node\n\
                        \n\
                        13 passed, 1 failed\n";
        assert_eq!(text, expected);
    }
}
