//! What a machine's admin pastes into a terminal: the runner's own command line (github-api.md section 4).
//!
//! The way: a [`Form`] as typed → [`Configuration::check`] → [`Configuration::command`], or with a checked [`Download`]
//! → [`Configuration::script`], or [`Configuration::user_data`] for cloud-init. [`numbered`] names several machines.
//! [`remove`] is the way back; [`equivalent`] is what the console itself asks, for a terminal. [`quote`] knows the shells.
//!
//! Invariant: pure; no text reaches a command but through [`quote`], and none that its shell or the runner could read
//! as anything but one value.

pub mod characters;
pub mod cli_commands;
pub mod cloud_init;
pub mod configuration;
pub mod download;
pub mod form;
pub mod name_pattern;
pub mod quote;
pub mod remove;
pub mod script;

pub use configuration::{Configuration, FieldError, Problem};
pub use download::{Download, DownloadProblem};
pub use form::{Field, Form, Switch};
pub use name_pattern::Numbered;
pub use remove::{remove_command, uninstall_service_command};
pub use script::ScriptKind;
