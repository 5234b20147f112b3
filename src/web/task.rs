//! Asynchronous operations: JavaScript owns every await.
//!
//! A call is a future in a list. JavaScript polls it (`src/web/guard.js`), awaits the promise that it asks for, and
//! polls again. There is no closure, no finalizer and no microtask that enters wasm on its own, so that a trap can be
//! caught wherever it happens.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::future::{Future, poll_fn};
use core::mem;
use core::pin::Pin;
use core::sync::atomic::{AtomicI32, Ordering::Relaxed};
use core::task::{Context, Poll, Waker};

use spin::Mutex;
use wasm_bindgen::prelude::*;

use super::operations;
use super::value::{HostValue, Outcome, outcome};

pub(super) type Task = Pin<Box<dyn Future<Output = Outcome> + Send>>;

/// The calls in flight of this instance. It is locked for a moment at a time, never while a call runs.
static TASKS: Mutex<Tasks> = Mutex::new(Tasks { slots: Vec::new(), free: Vec::new() });

struct Tasks {
    slots: Vec<Option<Task>>,
    free: Vec<u32>,
}

impl Tasks {
    fn add(&mut self, task: Task) -> u32 {
        while let Some(id) = self.free.pop() {
            if let Some(slot) = self.slots.get_mut(id as usize) {
                *slot = Some(task);
                return id;
            }
        }
        self.slots.push(Some(task));
        (self.slots.len() - 1) as u32
    }

    fn take(&mut self, id: u32) -> Option<Task> {
        self.slots.get_mut(id as usize)?.take()
    }

    fn keep(&mut self, id: u32, task: Task) {
        if let Some(slot) = self.slots.get_mut(id as usize) {
            *slot = Some(task);
        }
    }
}

/// What a call that is being polled asks for, and what came of what it asked for, zero where that was thrown; before that the
/// kinds of the call's arguments.
///
/// Nothing runs between the question and the end of the poll, nor between a poll's begin and its reading of the answer or of
/// the arguments.
static MESSAGE: AtomicI32 = AtomicI32::new(0);

/// Yields what JavaScript said last: the kinds of the arguments, three bits each, or the answer.
pub(super) fn message() -> i32 {
    MESSAGE.load(Relaxed)
}

/// Waits for a promise (or any other value) to settle, and yields what came of it.
pub(super) async fn settled(promise: HostValue) -> Outcome {
    let mut asked = false;
    poll_fn(|_| match mem::replace(&mut asked, true) {
        true => Poll::Ready(outcome(message())),
        false => {
            MESSAGE.store(promise.raw(), Relaxed);
            Poll::Pending
        }
    })
    .await
}

/// Stores a call of an asynchronous operation; JavaScript polls it with [`resume`].
#[wasm_bindgen]
#[must_use]
pub fn start(operation: u32) -> u32 {
    let task = operations::start(operation);
    TASKS.lock().add(task)
}

/// Polls a call, given the kinds of its arguments at first, then the answer to what it asked for, or zero where that was
/// thrown: yields its result, -1 where it threw, or what it waits for, its sign changed.
#[wasm_bindgen]
#[must_use]
pub fn resume(id: u32, answer: i32) -> i32 {
    let Some(mut task) = TASKS.lock().take(id) else { return -1 };
    MESSAGE.store(answer, Relaxed);
    match task.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Pending => {
            TASKS.lock().keep(id, task);
            -message()
        }
        Poll::Ready(outcome) => {
            TASKS.lock().free.push(id);
            raw(outcome)
        }
    }
}

/// Calls a synchronous operation, given the kinds of its arguments: yields its result, or -1 where it threw.
#[wasm_bindgen]
#[must_use]
pub fn call(operation: u32, kinds: i32) -> i32 {
    MESSAGE.store(kinds, Relaxed);
    raw(operations::call(operation))
}

fn raw(outcome: Outcome) -> i32 {
    outcome.map_or(-1, HostValue::raw)
}
