//! Runner Console: a browser admin console for GitHub Actions self-hosted runners.
//!
//! Data flows one way, and each module may use only the ones below it (`tests/architecture.rs` holds this):
//!
//! ```text
//! main → app → views → store → { fleet, commands } → github types
//!                views → ui      store → github client
//! ```
//!
//! In reading order:

pub mod github;

/// Starts the console.
pub fn start() {}
