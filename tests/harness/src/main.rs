//! `cargo demo`, `cargo verify`, `cargo measure`, `cargo site` and the renewal of the examples of hosting and of README's pictures: reads the command line, runs the command, tells how it ended.

use std::process::ExitCode;

use harness::cli::{self, Command};
use harness::layout::Layout;
use harness::{demo, hosting, interrupt, measure, site, verify};

fn main() -> ExitCode {
    let outcome = match cli::parse(lexopt::Parser::from_env()) {
        Ok(Command::Help(text)) => {
            println!("{text}");
            Ok(ExitCode::SUCCESS)
        }
        Ok(Command::Demo(options)) => interrupt::watch().and_then(|()| demo::run(&options)).map(|()| ExitCode::SUCCESS),
        Ok(Command::Verify(options)) => interrupt::watch().and_then(|()| verify::run(&options)),
        Ok(Command::Measure(options)) => interrupt::watch().and_then(|()| measure::run(&options)),
        Ok(Command::Ledger) => interrupt::watch().and_then(|()| site::ledger::run()).map(|()| ExitCode::SUCCESS),
        Ok(Command::Site) => interrupt::watch().and_then(|()| site::run()).map(|()| ExitCode::SUCCESS),
        Ok(Command::Hosting) => renew_hosting(),
        Ok(Command::Pictures) => interrupt::watch().and_then(|()| renew_pictures()),
        Err(error) => {
            eprintln!("{error:#}\nTry `cargo demo --help`, `cargo verify --help` or `cargo measure --help`.");
            return ExitCode::from(2);
        }
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}

fn renew_hosting() -> anyhow::Result<ExitCode> {
    let layout = Layout::find();
    let folder = hosting::write(&layout)?;
    println!("Renewed the examples in {}", layout.shown(&folder));
    Ok(ExitCode::SUCCESS)
}

#[cfg(feature = "browser")]
fn renew_pictures() -> anyhow::Result<ExitCode> {
    harness::gallery::renew().map(|()| ExitCode::SUCCESS)
}

#[cfg(not(feature = "browser"))]
fn renew_pictures() -> anyhow::Result<ExitCode> {
    anyhow::bail!("pictures need a browser: cargo run -p harness --features browser -- pictures")
}
