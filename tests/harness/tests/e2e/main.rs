//! The built page in a real browser, against a simulated GitHub. Run with `cargo verify e2e [-- NAME]`.

mod admin;
mod connecting;
mod failures;
mod links;
mod machine;
mod operations;
mod removal;
mod settings;
mod smoke;
mod steps;
mod terminals;
mod the_loop;
