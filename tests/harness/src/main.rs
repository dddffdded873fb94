//! `cargo demo` and `cargo verify`: reads the command line, runs the command, tells how it ended.

use std::process::ExitCode;

use harness::cli::{self, Command};
use harness::{demo, interrupt, verify};

fn main() -> ExitCode {
    let outcome = match cli::parse(lexopt::Parser::from_env()) {
        Ok(Command::Help(text)) => {
            println!("{text}");
            Ok(ExitCode::SUCCESS)
        }
        Ok(Command::Demo(options)) => interrupt::watch().and_then(|()| demo::run(&options)).map(|()| ExitCode::SUCCESS),
        Ok(Command::Verify(options)) => interrupt::watch().and_then(|()| verify::run(&options)),
        Err(error) => {
            eprintln!("{error:#}\nTry `cargo demo --help` or `cargo verify --help`.");
            return ExitCode::from(2);
        }
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}
