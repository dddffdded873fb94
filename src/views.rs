//! The screens. Views take what they need as props and do no HTTP: they read signals and call what `store` offers; every
//! text comes from `messages`.

pub mod add_runner;
pub mod applications;
pub mod broken_settings;
mod clock;
pub mod connect;
mod copy_link;
pub mod keyboard;
pub mod later;
pub mod lazily;
mod no_rows;
mod one_time_token;
mod overlays;
mod palette;
mod palette_commands;
pub mod preferences;
pub mod preferences_button;
mod reading_status;
mod reading_trouble;
pub mod remove_runner;
pub mod runner_detail;
mod runner_dialogs;
mod runner_row;
mod runner_table;
pub mod runners_page;
pub mod scope_picker;
mod scope_shortcuts;
pub mod shell;
mod shortcut_list;
mod states;
pub mod tab;
mod token_help;
mod toolbar;
pub mod trouble;
pub mod ways;
