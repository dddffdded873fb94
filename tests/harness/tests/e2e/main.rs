//! The built page in a real browser, against a simulated GitHub. Run with `cargo verify e2e [-- NAME]`.

mod admin;
mod clock;
mod dialogs;
mod hosting;
mod keyboard;
mod machine;
mod operations;
mod removal;
mod smoke;
mod steps;
mod table;
mod terminals;
mod the_loop;
