//! The built page in a real browser, against a simulated GitHub. Run with `cargo verify e2e [-- NAME]`.

mod admin;
mod machine;
mod operations;
mod removal;
mod smoke;
mod steps;
mod terminals;
mod the_loop;
