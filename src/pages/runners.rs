//! The page of one scope: search, table, and what is known of its runners as a whole.

pub(crate) mod bulk;
pub(crate) mod copy_link;
pub(crate) mod empty_state;
pub mod export_menu;
pub mod keyboard;
pub(crate) mod overview;
pub mod page;
pub(crate) mod palette;
pub(crate) mod palette_commands;
pub(crate) mod refresh_banner;
pub mod refresh_status;
pub(crate) mod row;
pub(crate) mod search;
pub(crate) mod status_summary;
pub mod tab_title;
pub(crate) mod table;
pub(crate) mod table_tools;
pub(crate) mod toolbar;
