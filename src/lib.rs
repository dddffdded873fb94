//! Runner Console: a browser admin console for GitHub Actions self-hosted runners.
//!
//! Data flows one way, and each module may use only the ones below it (`tests/architecture.rs` holds this):
//!
//! ```text
//! main → app → views → store → { fleet, commands } → github types
//!                views → ui      store → github client
//!                { fleet, commands } → { unseen, lower_case }
//! ```
//!
//! In reading order:

pub mod app;
pub mod commands;
pub mod fleet;
pub mod github;
pub mod grouped;
pub mod lower_case;
pub mod messages;
pub mod preferences;
pub mod route;
pub mod session;
pub mod settings;
pub mod shortcuts;
pub mod store;
pub mod ui;
pub mod unseen;
pub mod views;

/// Starts the console in the place the page has for it.
pub fn start() {
    app::mount();
}
