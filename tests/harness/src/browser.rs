//! Drives a real browser against the built page and a simulated GitHub, and finds things as a screen reader does.
//!
//! A test reads like a person's walk through the console:
//!
//! ```no_run
//! use harness::browser::Scenario;
//!
//! fn the_organization_is_listed() -> anyhow::Result<()> {
//!     Scenario::new().runners(3).run(async |world| {
//!         let page = world.open("").await?;
//!         page.get("textbox", "GitHub host").fill(&world.github().ready().web).await?;
//!         page.get("button", "Connect").click().await?;
//!         page.get("radiogroup", "Scope").wait().await
//!     })
//! }
//! ```
//!
//! - [`Scenario`]: what a test starts from; [`World`]: what it then has: the page, the simulated GitHub, the clipboard.
//! - [`Page`] and [`Locator`]: what is on the screen, by role and accessible name, from the browser's own accessibility
//!   tree; each action waits until it can be done.
//! - [`Terminal`] and [`shell`]: where the copied commands are pasted.
//! - [`Bare`]: a browser without a test around it, to measure in.
//!
//! Driven through thirtyfour: of the two `WebDriver` clients it is the one that also speaks the `DevTools` protocol
//! (accessibility tree, colour scheme, permissions) and reads the browser's log. Neither its driver manager nor TLS is
//! compiled in: nothing is downloaded.
//!
//! Invariant: a test ends with a clean console (no error, no violation of a policy) and with every access token where it
//! belongs and nowhere else (bars S2 and S3), or it has failed; a failed test leaves a screenshot, the page and the browser's log in `target/e2e/NAME`.

mod accessibility;
mod bare;
mod bidi;
mod clipboard;
mod console;
mod driver;
mod engine;
mod evidence;
mod locator;
mod page;
mod pointer;
mod scenario;
mod secrets;
pub mod shell;
mod stranger;
mod sweep;
mod terminal;
mod wait;
mod world;

pub use bare::Bare;
pub use console::{Entry, Level};
pub use engine::{Engine, VARIABLE};
pub use locator::{Locator, Name};
pub use page::{ColourScheme, Page};
pub use pointer::Pointer;
pub use scenario::Scenario;
pub use stranger::{Stranger, Visit};
pub use sweep::Kept;
pub use terminal::{Paste, Pasted, Program, Terminal};
pub use thirtyfour::{Key, TypingData};
pub use wait::{DEADLINE, until, until_within};
pub use world::World;
