//! A set of runners by id.
//!
//! Invariant: the one collection of ids in this crate: each further kind of collection is code that a browser loads. (Where
//! the rows are there anyway, [`super::Snapshot`] keeps only their places, in the table that this is made of.)

use crate::github::RunnerId;
use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

/// Ids in the order in which they came, each once. Its hash needs no seed: GitHub hands out the ids, one after the other.
pub type Ids = IndexSet<RunnerId, FxBuildHasher>;
