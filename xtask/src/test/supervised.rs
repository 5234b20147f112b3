//! Child processes with a time limit. Each leads a process group of its own, so that what it started ends with it:
//! at the time limit, when it has ended, and when we are interrupted.

use std::{
    io::{BufRead as _, BufReader, Read, Write as _},
    os::unix::process::CommandExt as _,
    process::{Child, Command, ExitStatus, Stdio, exit},
    sync::{
        atomic::{AtomicI32, Ordering},
        mpsc::{self, Receiver},
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process_group};

use crate::process::{announce, command_line};

/// The group that runs now; 0 if none.
static RUNNING: AtomicI32 = AtomicI32::new(0);

const POLL: Duration = Duration::from_millis(20);
/// How long the output of a process that has ended may still take to arrive.
const DRAIN: Duration = Duration::from_secs(5);
const INTERRUPTED: i32 = 130;

/// What a command did before its time limit.
#[derive(Debug)]
pub(crate) struct Finished {
    pub(crate) status: ExitStatus,
    /// Empty if it was only shown.
    pub(crate) stdout: String,
}

impl Finished {
    pub(crate) fn success(&self) -> bool {
        self.status.success()
    }

    /// Fails if the command did.
    pub(crate) fn expect_success(&self) -> Result<()> {
        if !self.success() {
            bail!("{}", self.status);
        }
        Ok(())
    }
}

/// Ends the running group and this process at Ctrl-C, SIGTERM and SIGHUP.
pub(crate) fn end_children_when_interrupted() -> Result<()> {
    ctrlc::set_handler(|| {
        kill_group(RUNNING.load(Ordering::SeqCst));
        exit(INTERRUPTED);
    })
    .context("cannot handle signals")
}

/// Runs a command and shows its output.
pub(crate) fn show(command: &mut Command, limit: Duration) -> Result<Finished> {
    announce(command);
    let mut group = Group::start(command)?;
    let status = group.wait(limit)?;
    Ok(Finished { status, stdout: String::new() })
}

/// Runs a command, shows its output and keeps its stdout.
pub(crate) fn show_and_keep(command: &mut Command, limit: Duration) -> Result<Finished> {
    announce(command);
    let mut group = Group::start(command.stdout(Stdio::piped()))?;
    let lines = group.child.stdout.take().map(forward_lines).context("stdout is not piped")?;
    let status = group.wait(limit)?;
    let mut stdout = String::new();
    while let Ok(line) = lines.recv_timeout(DRAIN) {
        stdout.push_str(&line);
    }
    Ok(Finished { status, stdout })
}

struct Group {
    child: Child,
    id: i32,
    line: String,
}

impl Group {
    fn start(command: &mut Command) -> Result<Self> {
        let line = command_line(command);
        let child = command.process_group(0).stdin(Stdio::null()).spawn();
        let child = child.with_context(|| format!("cannot start `{line}`"))?;
        let id = i32::try_from(child.id())?;
        RUNNING.store(id, Ordering::SeqCst);
        Ok(Self { child, id, line })
    }

    /// How the command ended.
    fn wait(&mut self, limit: Duration) -> Result<ExitStatus> {
        let deadline = Instant::now() + limit;
        loop {
            if let Some(status) = self.child.try_wait()? {
                // Servers and browsers that it left behind.
                kill_group(self.id);
                return Ok(status);
            }
            if Instant::now() >= deadline {
                bail!("`{}` took longer than {} s and was ended", self.line, limit.as_secs());
            }
            thread::sleep(POLL);
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        kill_group(self.id);
        // Already ended, or killed just now.
        let _ = self.child.wait();
        RUNNING.store(0, Ordering::SeqCst);
    }
}

fn kill_group(id: i32) {
    if let Some(group) = Pid::from_raw(id) {
        // The group may have ended by itself.
        let _ = kill_process_group(group, Signal::KILL);
    }
}

/// Copies lines to our stdout as they come, and hands them on.
fn forward_lines(output: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut output = BufReader::new(output);
        let mut bytes = Vec::new();
        while output.read_until(b'\n', &mut bytes).is_ok_and(|count| count > 0) {
            let line = String::from_utf8_lossy(&bytes).into_owned();
            let mut stdout = std::io::stdout().lock();
            // Nobody reads us any more: the tests go on.
            let _ = stdout.write_all(line.as_bytes()).and_then(|()| stdout.flush());
            if sender.send(line).is_err() {
                return;
            }
            bytes.clear();
        }
    });
    receiver
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stdout_is_kept() -> Result<()> {
        let finished = show_and_keep(Command::new("echo").arg("a line"), Duration::from_secs(10))?;
        assert!(finished.success());
        assert_eq!(finished.stdout, "a line\n");
        Ok(())
    }

    #[test]
    fn a_process_that_takes_too_long_is_ended_with_what_it_started() {
        let started = Instant::now();
        let mut command = Command::new("sh");
        command.args(["-c", "sleep 60 & sleep 60"]);
        let text = show_and_keep(&mut command, Duration::from_millis(200)).map_err(|error| error.to_string());
        assert!(text.is_err_and(|text| text.contains("took longer")));
        assert!(started.elapsed() < Duration::from_secs(10));
    }
}
