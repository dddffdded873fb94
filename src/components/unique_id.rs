//! Ids that tie a label, a hint and an error to their control.

use std::sync::atomic::{AtomicU32, Ordering};

/// An id no other element of this page has: the given word and a number.
pub fn unique_id(word: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let mut id = String::from(word);
    id.push('-');
    id.push_str(&NEXT.fetch_add(1, Ordering::Relaxed).to_string());
    id
}
