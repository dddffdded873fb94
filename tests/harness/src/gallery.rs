//! Every screen and state of the console: examined with axe-core, and pictured.
//!
//! - [`scene`], [`scenes`]: the table: each scene with the way that leads to it.
//! - [`variant`]: the languages, themes and widths in which each is looked at.
//! - [`studio`]: walks the scenes in one browser; [`still`]: makes them hold still.
//! - [`axe`], [`targets`]: examine what is shown.
//! - [`readme`]: the pictures of README, of which one moves ([`tour`]); [`picture`] makes them small.
//!
//! Two commands come here: `cargo verify gallery`, whose tests are one for each scene and variant, and
//! `cargo run -p harness --features browser -- pictures`, which renews the pictures of README.
//!
//! Invariant: what is shown depends on neither the clock, nor a port, nor the order of the scenes, so that two runs on one
//! machine make the same pictures.

mod axe;
mod picture;
mod readme;
mod run;
mod scene;
mod scenes;
mod still;
mod studio;
mod targets;
mod test_line;
mod tour;
mod variant;

pub use readme::renew;
pub use run::main;
