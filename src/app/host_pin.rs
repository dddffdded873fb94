//! One host for the life of the page: from just before a token is first sent, the browser itself refuses every other.
//!
//! A policy in a `<meta>` element can only narrow what the page may do, and cannot be taken back: connecting elsewhere
//! therefore means that the page loads anew. Invariant: no request with a token leaves before [`pin_to`] said [`Pin::Held`].

use leptos::prelude::*;
use std::cell::RefCell;

thread_local! {
    static PINNED: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Whether this page may talk to an origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pin {
    /// It may, and to no other.
    Held,
    /// It is bound to another one, or could not be bound at all: no token may leave.
    Elsewhere,
}

/// Binds the page to an origin (`https://host:port`), unless it is bound to another one already.
pub(super) fn pin_to(origin: &str) -> Pin {
    PINNED.with_borrow_mut(|pinned| match pinned {
        Some(known) if known == origin => Pin::Held,
        None if narrow(origin) => {
            *pinned = Some(origin.to_owned());
            Pin::Held
        }
        Some(_) | None => Pin::Elsewhere,
    })
}

/// Whether the page is bound to another origin than this one.
pub(super) fn is_pinned_elsewhere(origin: &str) -> bool {
    PINNED.with_borrow(|pinned| pinned.as_ref().is_some_and(|known| known != origin))
}

/// False where the page has no place for a policy, which only a page that is not ours has not.
fn narrow(origin: &str) -> bool {
    let (Ok(meta), Some(head)) = (document().create_element("meta"), document().head()) else { return false };
    let policy = ["connect-src 'self' ", origin].concat();
    let attributes = [("http-equiv", "Content-Security-Policy"), ("content", policy.as_str())];
    attributes.iter().all(|(name, value)| meta.set_attribute(name, value).is_ok()) && head.append_child(&meta).is_ok()
}
