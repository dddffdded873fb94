//! The built page in a real browser, against a simulated GitHub. Run with `cargo verify e2e [-- NAME]`.

mod admin;
mod clock;
mod connecting;
mod dialogs;
mod failures;
mod hosting;
mod keyboard;
mod links;
mod locking;
mod machine;
mod operations;
mod r2_faults;
mod refreshing;
mod removal;
mod rows;
mod s4_integrity;
mod s5_framing;
mod settings;
mod smoke;
mod steps;
mod table;
mod terminals;
mod the_loop;
mod tokens_and_options;
