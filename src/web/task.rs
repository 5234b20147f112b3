//! Asynchronous exports: JavaScript owns every await.
//!
//! A call is a future in a list. JavaScript polls it (`src/web/guard.js`), awaits the promise that it asks for, and
//! polls again. There is no closure, no finalizer and no microtask that enters wasm on its own, so that a trap can be
//! caught wherever it happens.

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};
use core::fmt;
use core::future::{Future, poll_fn};
use core::mem;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};

use wasm_bindgen::prelude::*;

use super::host;

/// What a call, or a promise that it awaits, ends with.
pub type Outcome = Result<JsValue, JsValue>;

type Task = Pin<Box<dyn Future<Output = Outcome>>>;

/// The calls in flight of one instance; the guard holds the only one.
#[wasm_bindgen]
#[derive(Default)]
pub struct Tasks {
    slots: RefCell<Slots>,
    exchange: Rc<Exchange>,
}

#[derive(Default)]
struct Slots {
    tasks: Vec<Option<Task>>,
    free: Vec<u32>,
}

/// What passes between the task that is being polled and JavaScript.
#[derive(Default)]
struct Exchange {
    asked: Cell<Option<JsValue>>,
    answer: Cell<Option<Outcome>>,
}

/// A task's way to wait for the host.
#[derive(Clone)]
pub struct Awaiter(Rc<Exchange>);

impl Awaiter {
    /// Waits for a promise (or any other value) to settle.
    ///
    /// # Errors
    /// What the promise was rejected with.
    pub async fn settled(&self, promise: JsValue) -> Outcome {
        self.0.asked.set(Some(promise));
        let mut polled = false;
        poll_fn(|_| match mem::replace(&mut polled, true) {
            true => self.0.answer.take().map_or(Poll::Pending, Poll::Ready),
            false => Poll::Pending,
        })
        .await
    }

    /// Waits for what a call into the host yielded, if it did not throw.
    ///
    /// # Errors
    /// What was thrown, or what the promise was rejected with.
    pub async fn called(&self, call: Outcome) -> Outcome {
        self.settled(call?).await
    }
}

impl Tasks {
    /// Stores a call; the number goes to JavaScript, which polls it with [`resume`].
    pub fn start<F: Future<Output = Outcome> + 'static>(&self, call: impl FnOnce(Awaiter) -> F) -> u32 {
        let task: Task = Box::pin(call(Awaiter(self.exchange.clone())));
        let mut slots = self.slots.borrow_mut();
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
        self.slots.borrow_mut().tasks.get_mut(id as usize)?.take()
    }

    fn keep(&self, id: u32, task: Task) {
        if let Some(slot) = self.slots.borrow_mut().tasks.get_mut(id as usize) {
            *slot = Some(task);
        }
    }
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

impl fmt::Debug for Tasks {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Tasks")
    }
}

impl fmt::Debug for Awaiter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Awaiter")
    }
}

/// Polls one call with the outcome of what it awaited: yields `[0, promise to await]`, `[1, result]` or `[2, error]`.
#[wasm_bindgen]
pub fn resume(tasks: &Tasks, id: u32, ok: bool, value: JsValue) -> JsValue {
    let Some(mut task) = tasks.take(id) else { return JsValue::UNDEFINED };
    tasks.exchange.answer.set(Some(if ok { Ok(value) } else { Err(value) }));
    match task.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Pending => {
            tasks.keep(id, task);
            host::step(0, &tasks.exchange.asked.take().unwrap_or_default())
        }
        Poll::Ready(outcome) => {
            tasks.slots.borrow_mut().free.push(id);
            match outcome {
                Ok(value) => host::step(1, &value),
                Err(error) => host::step(2, &error),
            }
        }
    }
}
