//! Runner Console: a browser admin console for GitHub Actions self-hosted runners.
//!
//! Data flows one way, and each module may use only the ones below it (`tests/architecture.rs` holds this):
//!
//! ```text
//! main → app → pages → store → { fleet, commands } → github types
//!                pages → components      store → github client
//!                { fleet, commands } → { is_invisible, lower_case }
//! ```

pub mod app;
pub mod commands;
pub mod components;
pub mod config;
pub mod fleet;
pub mod format_number;
pub mod github;
pub mod i18n;
pub mod is_invisible;
pub mod lower_case;
pub mod pages;
pub mod preferences;
pub mod route;
pub mod session;
pub mod shortcuts;
pub mod store;

/// Starts the console in the place the page has for it.
pub fn start() {
    app::mount();
}
