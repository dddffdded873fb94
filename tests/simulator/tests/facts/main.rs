//! The simulator against the facts of `github-api.md`, operation by operation.
//!
//! Invariant: each test starts a simulator of its own, and speaks to it over HTTP as a client would.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod access;
mod binary;
mod browser;
mod config_sh;
mod control;
mod directory;
mod faults;
mod machine;
mod operations;
mod paging;
mod pickers;
mod support;
mod unpacked;
