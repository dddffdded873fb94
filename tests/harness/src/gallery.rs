//! Every screen and state of the console: examined with axe-core, and compared with its picture.
//!
//! - [`scene`], [`scenes`]: the table: each scene with the way that leads to it.
//! - [`variant`]: the languages, themes and widths in which each is looked at.
//! - [`studio`]: walks the scenes in one browser; [`still`]: makes them hold still.
//! - [`axe`]: examines what is shown; [`picture`], [`album`]: what it looks like, and should.
//! - [`tour`]: the moving picture of the README.
//!
//! Two commands come here: `cargo verify gallery`, whose tests are one for each scene and variant, and
//! `cargo run -p harness --features browser -- pictures`, which renews the pictures.
//!
//! Invariant: what is shown depends on neither the clock, nor a port, nor the order of the scenes, so that two runs on one
//! machine make the same pictures.

mod album;
mod axe;
mod picture;
mod run;
mod scene;
mod scenes;
mod still;
mod studio;
mod targets;
mod test_line;
mod tour;
mod variant;

pub use run::{main, renew};
