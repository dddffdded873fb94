//! The screens. Each takes what it needs as props and makes no request itself; every text comes from `messages`.

pub mod connect;
pub mod scope_picker;
pub mod scope_shortcuts;
pub mod shell;
pub mod token_help;
pub mod trouble;
