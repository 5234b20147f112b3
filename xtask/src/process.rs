//! Child processes: started without a shell, announced before they run.

use std::{
    ffi::OsStr,
    fmt::Write as _,
    io::{self, IsTerminal as _},
    path::Path,
    process::{Command, Output, Stdio},
};

use anyhow::{Context, Result, bail};

/// A command without the variables that `cargo run` set for us:
/// `CARGO` would make another toolchain's cargo call this one's, `LD_LIBRARY_PATH` would give its rustc our libraries.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.env_remove("CARGO").env_remove("LD_LIBRARY_PATH");
    command
}

/// Prints the command line, dimly on a terminal.
pub(crate) fn announce(command: &Command) {
    if io::stderr().is_terminal() {
        eprintln!("\x1b[2m$ {}\x1b[0m", command_line(command));
    } else {
        eprintln!("$ {}", command_line(command));
    }
}

/// Announces a command, runs it with our stdin, stdout and stderr, and fails if it does.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    announce(command);
    let status = command.status().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("`{}` failed: {status}", command_line(command));
    }
    Ok(())
}

/// What a command writes to stdout. Its stderr is shown only if it fails.
pub(crate) fn stdout_of(command: &mut Command) -> Result<String> {
    let output = quiet_output(command)?;
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` failed: {}\n{stderr}", command_line(command), output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("output of `{}`", command_line(command)))
}

/// The command as a person would type it.
pub(crate) fn command_line(command: &Command) -> String {
    let mut line = String::new();
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            // Writing to a String does not fail.
            let _ = write!(line, "{}={} ", name.display(), quoted(value));
        }
    }
    line.push_str(&Path::new(command.get_program()).display().to_string());
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&quoted(argument));
    }
    line
}

fn quiet_output(command: &mut Command) -> Result<Output> {
    command.stdin(Stdio::null()).output().with_context(|| cannot_start(command))
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start `{}`", command_line(command))
}

fn quoted(argument: &OsStr) -> String {
    let text = argument.to_string_lossy();
    if text.is_empty() || text.contains([' ', '"', '\'', '*', '$', '|', '&', ';', '\n']) {
        format!("'{}'", text.replace('\'', "'\\''"))
    } else {
        text.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_can_be_pasted_into_a_shell() {
        let mut command = Command::new("cargo");
        command.env("A", "b c").args(["test", "it's", "plain"]);
        assert_eq!(command_line(&command), r"A='b c' cargo test 'it'\''s' plain");
    }
}
