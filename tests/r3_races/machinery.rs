//! A world with a time of its own: tasks, timers, frames, listeners and requests wait until the schedule moves them.

use leptos::prelude::on_cleanup;
use runner_console::github::retry::{Clock, Waiting};
use runner_console::github::transport::{Request, ResponseFuture};
use runner_console::github::{RawResponse, Transport, TransportError};
use runner_console::store::env::{Clear, Env};
use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use web_sys::{AbortController, AbortSignal};

/// What a request comes to.
pub type Reply = Result<RawResponse, TransportError>;

/// A request on its way.
pub struct Sent {
    pub request: Request,
    /// What was true when it was sent, for replies that come late.
    pub early: RawResponse,
    reply: Rc<RefCell<Option<Reply>>>,
    waker: Rc<RefCell<Option<Waker>>>,
}

impl Sent {
    /// Lets the reply arrive.
    pub fn answer(self, reply: Reply) {
        *self.reply.borrow_mut() = Some(reply);
        if let Some(waker) = self.waker.borrow_mut().take() {
            waker.wake();
        }
    }
}

struct Timer {
    due: f64,
    number: usize,
    react: Box<dyn FnOnce()>,
}

struct Task {
    future: Pin<Box<dyn Future<Output = ()>>>,
    woken: Arc<Woken>,
}

struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

type Listeners = RefCell<Vec<(usize, Rc<dyn Fn(bool)>)>>;

/// Looks at a request the moment it leaves, and says what is true on GitHub then.
pub type Watcher = Box<dyn Fn(&Request) -> RawResponse>;

#[derive(Default)]
pub struct Machinery {
    now: Cell<f64>,
    visible: Cell<bool>,
    online: Cell<bool>,
    count: Cell<usize>,
    timers: RefCell<Vec<Timer>>,
    frames: RefCell<Vec<Box<dyn FnOnce()>>>,
    on_visibility: Listeners,
    on_connectivity: Listeners,
    tasks: RefCell<Vec<Task>>,
    new_tasks: RefCell<Vec<Task>>,
    pub sent: RefCell<Vec<Sent>>,
    watcher: RefCell<Option<Watcher>>,
}

thread_local! {
    static MACHINERY: Rc<Machinery> = Rc::default();
}

/// The machinery of this thread.
pub fn machinery() -> Rc<Machinery> {
    MACHINERY.with(Clone::clone)
}

impl Machinery {
    /// Begins anew: nothing of an earlier schedule is left.
    pub fn reset(&self, watcher: Watcher) {
        self.now.set(1.6e12);
        self.visible.set(true);
        self.online.set(true);
        self.timers.take();
        self.frames.take();
        self.tasks.take();
        self.new_tasks.take();
        self.sent.take();
        self.on_visibility.take();
        self.on_connectivity.take();
        *self.watcher.borrow_mut() = Some(watcher);
    }

    fn number(&self) -> usize {
        self.count.set(self.count.get() + 1);
        self.count.get()
    }

    /// Runs every task that can go on, until none can.
    pub fn settle(&self) {
        loop {
            self.tasks.borrow_mut().append(&mut self.new_tasks.borrow_mut());
            let ready = self.tasks.borrow().iter().position(|task| task.woken.0.swap(false, Ordering::Relaxed));
            let Some(index) = ready else {
                if self.new_tasks.borrow().is_empty() {
                    return;
                }
                continue;
            };
            let mut task = self.tasks.borrow_mut().remove(index);
            let waker = Waker::from(task.woken.clone());
            if task.future.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
                self.tasks.borrow_mut().push(task);
            }
        }
    }

    /// Lets time pass; timers fire in their order.
    pub fn pass(&self, millis: f64) {
        let end = self.now.get() + millis;
        loop {
            let mut timers = self.timers.borrow_mut();
            let next = timers.iter().enumerate().filter(|(_, timer)| timer.due <= end);
            let next = next.min_by(|(_, one), (_, other)| one.due.total_cmp(&other.due)).map(|(index, _)| index);
            let Some(index) = next else { break };
            let timer = timers.remove(index);
            drop(timers);
            self.now.set(timer.due.max(self.now.get()));
            (timer.react)();
            self.settle();
        }
        self.now.set(end);
    }

    /// Draws a frame, if anybody can see it.
    pub fn frame(&self) {
        if self.visible.get() {
            for react in self.frames.take() {
                react();
            }
            self.settle();
        }
    }

    pub fn now(&self) -> f64 {
        self.now.get()
    }

    /// The request that was sent last, of those under way.
    pub fn take_last(&self) -> Option<Sent> {
        self.sent.borrow_mut().pop()
    }

    pub fn is_visible(&self) -> bool {
        self.visible.get()
    }

    pub fn show(&self, visible: bool) {
        self.visible.set(visible);
        tell(&self.on_visibility, visible);
        self.settle();
    }

    pub fn is_online(&self) -> bool {
        self.online.get()
    }

    pub fn connect(&self, online: bool) {
        self.online.set(online);
        tell(&self.on_connectivity, online);
        self.settle();
    }
}

fn tell(listeners: &Listeners, value: bool) {
    let all: Vec<Rc<dyn Fn(bool)>> = listeners.borrow().iter().map(|(_, react)| react.clone()).collect();
    for react in all {
        react(value);
    }
}

/// Where leptos runs its tasks in these tests.
pub struct Tasks;

impl any_spawner::CustomExecutor for Tasks {
    fn spawn(&self, future: any_spawner::PinnedFuture<()>) {
        self.spawn_local(future);
    }

    fn spawn_local(&self, future: any_spawner::PinnedLocalFuture<()>) {
        let woken = Arc::new(Woken(AtomicBool::new(true)));
        machinery().new_tasks.borrow_mut().push(Task { future, woken });
    }

    fn poll_local(&self) {}
}

/// The surroundings of a store.
pub struct World;

impl World {
    fn listen(listeners: fn(&Machinery) -> &Listeners, react: Rc<dyn Fn(bool)>) {
        let number = machinery().number();
        listeners(&machinery()).borrow_mut().push((number, react));
        on_cleanup(move || listeners(&machinery()).borrow_mut().retain(|(other, _)| *other != number));
    }
}

impl Env for World {
    fn now(&self) -> f64 {
        machinery().now()
    }

    fn is_visible(&self) -> bool {
        machinery().is_visible()
    }

    fn is_online(&self) -> bool {
        machinery().is_online()
    }

    fn on_visibility(&self, react: Rc<dyn Fn(bool)>) {
        Self::listen(|machinery| &machinery.on_visibility, react);
    }

    fn on_connectivity(&self, react: Rc<dyn Fn(bool)>) {
        Self::listen(|machinery| &machinery.on_connectivity, react);
    }

    fn after(&self, millis: f64, react: Box<dyn FnOnce()>) -> Option<Clear> {
        let (number, due) = (machinery().number(), machinery().now() + millis.max(0.0));
        machinery().timers.borrow_mut().push(Timer { due, number, react });
        Some(Box::new(move || machinery().timers.borrow_mut().retain(|timer| timer.number != number)))
    }

    fn in_next_frame(&self, react: Box<dyn FnOnce()>) {
        machinery().frames.borrow_mut().push(react);
    }

    // Without one a request that was called off is answered all the same: the harder case.
    fn abort_controller(&self) -> Option<AbortController> {
        None
    }
}

impl Clock for World {
    fn now(&self) -> f64 {
        machinery().now()
    }

    fn jitter(&self) -> f64 {
        0.5
    }

    fn wait(&self, millis: f64) -> Waiting<'_> {
        let over = Rc::new(Cell::new(false));
        let waker: Rc<RefCell<Option<Waker>>> = Rc::default();
        let (ended, woken) = (over.clone(), waker.clone());
        let ring = move || {
            ended.set(true);
            if let Some(waker) = woken.take() {
                waker.wake();
            }
        };
        let _ = self.after(millis, Box::new(ring));
        Box::pin(poll_fn(move |context| {
            *waker.borrow_mut() = Some(context.waker().clone());
            if over.get() { Poll::Ready(()) } else { Poll::Pending }
        }))
    }
}

impl Transport for World {
    fn send<'a>(&'a self, request: Request, _signal: Option<&'a AbortSignal>) -> ResponseFuture<'a> {
        let machinery = machinery();
        let early = machinery.watcher.borrow().as_ref().map(|watcher| watcher(&request)).unwrap();
        let reply: Rc<RefCell<Option<Reply>>> = Rc::default();
        let waker: Rc<RefCell<Option<Waker>>> = Rc::default();
        let sent = Sent { request, early, reply: reply.clone(), waker: waker.clone() };
        machinery.sent.borrow_mut().push(sent);
        Box::pin(poll_fn(move |context| {
            *waker.borrow_mut() = Some(context.waker().clone());
            reply.borrow_mut().take().map_or(Poll::Pending, Poll::Ready)
        }))
    }
}
