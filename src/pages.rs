//! What a person sees: the pages, and what several of them show.
//!
//! [`connect`] asks for a host and a token, [`scope_picker`] for an enterprise, an organization or a repository, and
//! [`runners`] shows its runners. [`dialogs`] opens over them, inside the [`layout`] that all share.
//!
//! Invariant: no page sends a request: stores do. Text from GitHub is shown with invisible characters escaped.

pub mod active_dialog;
pub mod api_error_banner;
pub mod app_actions;
pub mod broken_config;
pub mod cli_commands;
pub mod connect;
pub mod dialogs;
pub(crate) mod explain;
pub mod layout;
pub mod notices;
pub mod preferences_button;
pub(crate) mod runner_token;
pub(crate) mod runner_words;
pub mod runners;
pub mod scope_picker;
pub(crate) mod scope_shortcuts;
pub(crate) mod time_words;
pub(crate) mod token_help;
