//! The built page in a real browser, against a simulated GitHub. Run with `cargo verify e2e [-- NAME]`.

mod connecting;
mod operations;
mod smoke;
mod steps;
mod terminals;
