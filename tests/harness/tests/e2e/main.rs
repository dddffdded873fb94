//! The built page in a real browser, against a simulated GitHub. Run with `cargo verify e2e [-- NAME]`.

mod admin;
mod machine;
mod removal;
mod smoke;
mod terminals;
mod the_loop;
