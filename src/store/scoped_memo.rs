//! A memo over signals that outlive it.

use leptos::prelude::*;
use leptos::reactive::graph::{Subscriber, ToAnySubscriber};

/// A memo that ends with the current reactive owner, and then leaves what it reads.
///
/// A signal keeps a place for everything that ever read it, also for what is gone (`reactive_graph` 0.2), until it changes.
/// One that outlives the views that read it, and seldom changes, would grow with each of them. Such views read it through
/// this.
pub fn scoped_memo<T: PartialEq + Send + Sync + 'static>(read: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
    let memo = ArcMemo::new(move |_| read());
    let subscriber = memo.to_any_subscriber();
    on_cleanup(move || subscriber.clear_sources(&subscriber));
    memo.into()
}
