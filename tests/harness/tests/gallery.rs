//! Every screen and state of the built page: examined and pictured. Run with `cargo verify gallery [-- NAME]`.

use std::process::ExitCode;

fn main() -> ExitCode {
    harness::gallery::main(std::env::args().skip(1))
}
