//! Asynchronous operations: JavaScript owns every await.
//!
//! A call is a future in a list. JavaScript polls it (`src/web/guard.js`), awaits the promise that it asks for, and
//! polls again. There is no closure, no finalizer and no microtask that enters wasm on its own, so that a trap can be
//! caught wherever it happens.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::cell::RefCell;
use core::fmt;
use core::future::{Future, poll_fn};
use core::mem;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};

use wasm_bindgen::prelude::*;

use super::value::{HostValue, Outcome, outcome};
use super::{host, operations};

pub(super) type Task = Pin<Box<dyn Future<Output = Outcome>>>;

/// The calls in flight of one instance; the guard holds the only one.
#[wasm_bindgen]
#[derive(Default)]
pub struct Tasks(RefCell<Slots>);

#[derive(Default)]
struct Slots {
    tasks: Vec<Option<Task>>,
    free: Vec<u32>,
}

#[wasm_bindgen]
impl Tasks {
    /// An empty list.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Tasks {
    fn add(&self, task: Task) -> u32 {
        let mut slots = self.0.borrow_mut();
        while let Some(id) = slots.free.pop() {
            if let Some(slot) = slots.tasks.get_mut(id as usize) {
                *slot = Some(task);
                return id;
            }
        }
        slots.tasks.push(Some(task));
        (slots.tasks.len() - 1) as u32
    }

    fn take(&self, id: u32) -> Option<Task> {
        self.0.borrow_mut().tasks.get_mut(id as usize)?.take()
    }

    fn keep(&self, id: u32, task: Task) {
        if let Some(slot) = self.0.borrow_mut().tasks.get_mut(id as usize) {
            *slot = Some(task);
        }
    }
}

impl fmt::Debug for Tasks {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Tasks")
    }
}

/// Waits for a promise (or any other value) to settle, and yields what came of it.
pub(super) async fn settled(promise: HostValue) -> Outcome {
    host::ask(promise.raw());
    let mut asked = false;
    poll_fn(|_| match mem::replace(&mut asked, true) {
        true => Poll::Ready(outcome(host::answer())),
        false => Poll::Pending,
    })
    .await
}

/// Stores a call of an asynchronous operation; JavaScript polls it with [`resume`].
#[wasm_bindgen]
#[must_use]
pub fn start(tasks: &Tasks, operation: u32) -> u32 {
    tasks.add(operations::start(operation))
}

/// Polls a call: yields 0 where it waits for what it asked for, its result, or -1 where it threw.
#[wasm_bindgen]
#[must_use]
pub fn resume(tasks: &Tasks, id: u32) -> i32 {
    let Some(mut task) = tasks.take(id) else { return -1 };
    match task.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Pending => {
            tasks.keep(id, task);
            0
        }
        Poll::Ready(outcome) => {
            tasks.0.borrow_mut().free.push(id);
            raw(outcome)
        }
    }
}

/// Calls a synchronous operation: yields its result, or -1 where it threw.
#[wasm_bindgen]
#[must_use]
pub fn call(operation: u32) -> i32 {
    raw(operations::call(operation))
}

fn raw(outcome: Outcome) -> i32 {
    outcome.map_or(-1, HostValue::raw)
}
