//! Traps on purpose, to test that they are contained. Only in the build for the tests.

use alloc::string::String;
use alloc::vec::Vec;
use core::hint::black_box;

use super::host;
use super::task::settled;
use super::value::{HostValue, Outcome, outcome};

/// Traps in the way that `kind` names, at the moment that it names: `kind, promise, hook`.
///
/// `before-await`; `after-await` of the promise; `after-hook`, when the hook has returned and its promise, if it is one,
/// is settled; `during-hook`, while the hook's promise is not settled.
#[allow(clippy::panic, reason = "a panic is what this is for")]
pub(super) async fn trap() -> Outcome {
    let [kind, promise, hook] = HostValue::arguments();
    let kind = kind.text_or_empty();
    let (fault, moment) = kind.split_once('-').unwrap_or_default();
    match moment {
        "after-await" => settled(promise).await?,
        "after-hook" => settled(called(hook)?).await?,
        "during-hook" => called(hook)?,
        _ => HostValue::UNDEFINED,
    };
    match fault {
        "panic" => panic!("on purpose"),
        "unreachable" => core::arch::wasm32::unreachable(),
        "oom" => exhaust_memory(),
        "stack" => drop(black_box(recurse(black_box(0)))),
        "recursion" => {
            black_box(count(black_box(1)));
        }
        "throw" => {
            black_box(host::length_of(HostValue::UNDEFINED.raw()));
        }
        _ => {}
    }
    Ok(HostValue::UNDEFINED)
}

fn called(hook: HostValue) -> Outcome {
    let undefined = HostValue::UNDEFINED.raw();
    outcome(host::apply(hook.raw(), undefined, undefined, undefined))
}

fn exhaust_memory() {
    let mut blocks: Vec<Vec<u8>> = Vec::new();
    loop {
        blocks.push(black_box(Vec::with_capacity(1 << 28)));
    }
}

/// Uses the host's stack, which ends before the one in linear memory does: its frames there are small.
#[allow(unconditional_recursion, reason = "the stack is to overflow")]
fn count(depth: u64) -> u64 {
    black_box(count(black_box(depth + 1))) + depth
}

/// Uses the stack in linear memory.
#[allow(unconditional_recursion, reason = "the stack is to overflow")]
fn recurse(depth: usize) -> String {
    let frame = black_box([depth; 64]);
    let mut text = recurse(black_box(depth + 1));
    if frame.contains(&usize::MAX) {
        text.push('x');
    }
    text
}
