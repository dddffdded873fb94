//! One call of a view at a time: what was asked, and what came back.

use crate::github::ApiError;
use leptos::prelude::*;
use std::future::Future;
use std::pin::Pin;

/// Where a call stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked<T> {
    /// Nothing was asked.
    Not,
    /// Waiting for the answer.
    Waiting,
    /// The answer.
    Answered(T),
    /// What went wrong.
    Failed(ApiError),
}

impl<T> Asked<T> {
    /// True while the answer is awaited.
    pub fn is_waiting(&self) -> bool {
        matches!(self, Self::Waiting)
    }
}

type Call<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;
type Then<T> = Box<dyn FnOnce(&Result<T, ApiError>)>;

/// Tells a call whether its answer is still wanted: the view that asked is there, and has not asked again.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    generation: StoredValue<u32>,
    number: u32,
}

impl Wanted {
    /// True while it is.
    pub fn holds(self) -> bool {
        self.generation.try_get_value() == Some(self.number)
    }
}

/// A slot for one call: asking again forgets the one before, and the end of the view that made it ends the call.
pub struct Asking<T: Send + Sync + 'static> {
    /// Where the call stands.
    pub asked: RwSignal<Asked<T>>,
    generation: StoredValue<u32>,
}

impl<T: Send + Sync + 'static> Clone for Asking<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Asking<T> {}

impl<T: Clone + Send + Sync + 'static> Asking<T> {
    /// An empty slot, owned by the view that makes it.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self { asked: RwSignal::new(Asked::Not), generation: StoredValue::new(0) }
    }

    /// Asks. The answer of an earlier call that is still under way is dropped.
    pub fn ask(self, call: impl Future<Output = Result<T, ApiError>> + 'static) {
        self.ask_then(call, |_| ());
    }

    /// Asks, and calls `then` with the answer, if it is still wanted, after it was stored.
    pub fn ask_then(
        self,
        call: impl Future<Output = Result<T, ApiError>> + 'static,
        then: impl FnOnce(&Result<T, ApiError>) + 'static,
    ) {
        self.ask_wanted(|_| call, then, |_| ());
    }

    /// Asks with a call that can tell whether it is still wanted. `then` gets the answer once it was stored, `late` the one
    /// that is not wanted any more.
    pub fn ask_wanted<F: Future<Output = Result<T, ApiError>> + 'static>(
        self,
        call: impl FnOnce(Wanted) -> F,
        then: impl FnOnce(&Result<T, ApiError>) + 'static,
        late: impl FnOnce(&Result<T, ApiError>) + 'static,
    ) {
        let Some(number) = self.generation.try_update_value(|generation| {
            *generation += 1;
            *generation
        }) else {
            return;
        };
        let wanted = Wanted { generation: self.generation, number };
        self.asked.set(Asked::Waiting);
        leptos::task::spawn_local(self.run(wanted, Box::pin(call(wanted)), Box::new(then), Box::new(late)));
    }

    /// One for all calls of a type: their own ways are in boxes.
    async fn run(self, wanted: Wanted, call: Call<T>, then: Then<T>, late: Then<T>) {
        let answer = call.await;
        // The view may be gone, or may have asked again, while this was under way.
        if !wanted.holds() {
            return late(&answer);
        }
        let stored = answer.clone();
        self.asked.try_set(match stored {
            Ok(value) => Asked::Answered(value),
            Err(error) => Asked::Failed(error),
        });
        then(&answer);
    }

    /// Forgets the answer, and the call under way.
    pub fn forget(self) {
        self.generation.try_update_value(|generation| *generation += 1);
        self.asked.try_set(Asked::Not);
    }
}
