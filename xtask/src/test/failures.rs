//! What a failed test said, for the end of the output: whoever reads a log from its end need not search.

/// How much of one test's report is repeated.
const LINES_OF_A_TEST: usize = 40;

/// The failed tests of a TAP report of `node --test`, each with its error and its stack.
pub(crate) fn in_node_tap(report: &str) -> Vec<String> {
    let lines: Vec<&str> = report.lines().collect();
    let starts = lines.iter().enumerate().filter(|(_, line)| {
        let line = line.trim_start();
        // TAP's own directive: a test that its author expects to fail, which node does not count as a failure.
        line.starts_with("not ok ") && !line.contains(" # TODO")
    });
    let blocks = starts.map(|(start, line)| {
        let indent = line.len() - line.trim_start().len();
        let end = format!("{:indent$}  ...", "");
        let block = lines.iter().skip(start).take_while(|line| **line != end).take(LINES_OF_A_TEST);
        block.map(|line| line.get(indent..).unwrap_or(line)).collect::<Vec<_>>()
    });
    // A test that failed only because one inside it did says nothing more.
    let told = blocks.filter(|block| !block.iter().any(|line| line.contains("failureType: 'subtestsFailed'")));
    told.map(|block| block.join("\n")).collect()
}

/// What `cargo test` printed of its failed tests.
pub(crate) fn in_cargo_test(output: &str) -> Vec<String> {
    let mut failures = Vec::new();
    let mut lines = output.lines().peekable();
    while let Some(line) = lines.next() {
        if line.starts_with("---- ") {
            let mut block = vec![line];
            while let Some(next) = lines.next_if(|next| !next.starts_with("---- ") && *next != "failures:") {
                block.push(next);
            }
            block.truncate(LINES_OF_A_TEST);
            failures.push(block.join("\n").trim_end().to_owned());
        }
    }
    failures
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_node_test_is_repeated_with_its_error_and_without_the_tests_around_it() {
        let report = "TAP version 13\n# Subtest: outer\n    # Subtest: good\n    ok 1 - good\n      ---\n      ...\n    \
            not ok 2 - bad\n      ---\n      failureType: 'testCodeFailure'\n      error: 'x'\n      ...\n    1..2\n\
            not ok 1 - outer\n  ---\n  failureType: 'subtestsFailed'\n  ...\nnot ok 2 - later # TODO\n  ---\n  ...\n1..2\n";
        assert_eq!(in_node_tap(report), ["not ok 2 - bad\n  ---\n  failureType: 'testCodeFailure'\n  error: 'x'"]);
    }

    #[test]
    fn a_failed_cargo_test_is_repeated_with_what_it_printed() {
        let output = "running 2 tests\ntest a ... FAILED\ntest b ... FAILED\n\nfailures:\n\n---- a stdout ----\nat a.rs:1\nleft\n\n\
            ---- b stdout ----\nat b.rs:1\n\nfailures:\n    a\n    b\n\ntest result: FAILED. 0 passed; 2 failed\n";
        assert_eq!(in_cargo_test(output), ["---- a stdout ----\nat a.rs:1\nleft", "---- b stdout ----\nat b.rs:1"]);
    }
}
