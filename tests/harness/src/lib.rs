//! The harness: everything that stands around the console and is not shipped.
//!
//! In reading order:
//! - [`layout`]: where things are on the disk; [`process`]: how other programs are started, [`interrupt`]: and ended.
//! - [`tools`]: what is needed to build and to test, found or installed under `target/tools`.
//! - [`page`]: the release build of the console into `target/site`.
//! - [`headers`]: the headers that a real site should send; [`serve`]: a static server that sends them;
//!   [`hosting`]: settings for other servers that do; [`precompress`]: smaller forms of the files.
//! - [`demo`], [`verify`] and [`measure`]: the commands.
//! - `gallery` (feature `browser`): every screen and state, examined and pictured.
//! - `browser` (feature `browser`): drives a real browser, finds things as a screen reader does.
//!
//! Invariant: but for what is told to renew files of the repository, nothing outside `target/` is written, and nothing that the user installed is replaced.

#[cfg(feature = "browser")]
pub mod browser;
pub mod cli;
pub mod demo;
#[cfg(feature = "browser")]
pub mod gallery;
pub mod headers;
pub mod hosting;
pub mod interrupt;
pub mod layout;
pub mod measure;
pub mod page;
pub mod precompress;
pub mod process;
pub mod serve;
pub mod site;
pub mod tools;
pub mod verify;
