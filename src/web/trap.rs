//! Traps on purpose, to test that they are contained. Only in the build for the tests.

use alloc::string::String;
use alloc::vec::Vec;
use core::hint::black_box;

use super::task::settled;
use super::value::{HostValue, Outcome};

/// Traps in the way that `kind` names, after awaiting `promise` unless it says `before-await`: `kind, promise`.
#[allow(clippy::panic, reason = "a panic is what this is for")]
pub(super) async fn trap() -> Outcome {
    let [kind, promise] = HostValue::arguments();
    let kind = kind.text_or_empty();
    let (fault, moment) = kind.split_once('-').unwrap_or_default();
    if moment != "before-await" {
        settled(promise).await?;
    }
    match fault {
        "panic" => panic!("on purpose"),
        "unreachable" => core::arch::wasm32::unreachable(),
        "oom" => exhaust_memory(),
        "stack" => drop(black_box(recurse(black_box(0)))),
        _ => {}
    }
    Ok(HostValue::UNDEFINED)
}

fn exhaust_memory() {
    let mut blocks: Vec<Vec<u8>> = Vec::new();
    loop {
        blocks.push(black_box(Vec::with_capacity(1 << 28)));
    }
}

#[allow(unconditional_recursion, reason = "the stack is to overflow")]
fn recurse(depth: usize) -> String {
    let frame = black_box([depth; 64]);
    let mut text = recurse(black_box(depth + 1));
    if frame.contains(&usize::MAX) {
        text.push('x');
    }
    text
}
