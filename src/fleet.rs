//! The fleet as it was last read, and every question about it that needs no network: pure.
//!
//! [`snapshot`] is what is known; [`reader`] makes one out of pages and [`schedule`] decides when to read again;
//! [`filter`], [`sort`], [`counts`] and [`capability`] answer questions.
//!
//! Invariant: no Leptos, no clock, no request: time comes in as an argument.

pub mod snapshot;
pub mod sort;

pub use snapshot::{Completeness, Row, Snapshot};
pub use sort::{Direction, Sort, SortKey};
