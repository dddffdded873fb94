//! `simulator`: the command line of the library.

use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use lexopt::prelude::{Long, ValueExt};
use simulator::Config;

const USAGE: &str = "\
A GitHub that runs on this machine, for the self-hosted runner API.

Usage: simulator [options]
  --listen ADDRESS:PORT      where to listen; port 0 takes a free one (127.0.0.1:0)
  --runners N                runners in each of the enterprise, the organization, the repository (42)
  --seed N                   what fleets and tokens follow from (1)
  --dialect ae|ghes|cloud    which GitHub to be (ae)
  --latency-ms N             delay of every answer (0)
  --live                     runners go busy, idle, offline and back by themselves
When ready it prints one line of JSON: addresses, tokens, names.";

enum Asked {
    Run(Config),
    Help,
}

fn arguments() -> Result<Asked, lexopt::Error> {
    let mut config = Config::default();
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("listen") => config.listen = parser.value()?.parse()?,
            Long("runners") => config.runners = parser.value()?.parse()?,
            Long("seed") => config.seed = parser.value()?.parse()?,
            Long("dialect") => config.dialect = parser.value()?.parse()?,
            Long("latency-ms") => config.latency = Duration::from_millis(parser.value()?.parse()?),
            Long("live") => config.live = true,
            Long("help") => return Ok(Asked::Help),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Asked::Run(config))
}

#[tokio::main]
async fn main() -> ExitCode {
    let config = match arguments() {
        Ok(Asked::Run(config)) => config,
        Ok(Asked::Help) => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("simulator: {error}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(config).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("simulator: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(config: Config) -> std::io::Result<()> {
    let listen = config.listen;
    let running = simulator::start(config)
        .await
        .map_err(|error| std::io::Error::new(error.kind(), format!("cannot listen on {listen}: {error}")))?;
    let line = serde_json::to_string(running.ready())?;
    {
        let mut out = std::io::stdout().lock();
        writeln!(out, "{line}")?;
        out.flush()?;
    }
    told_to_stop().await;
    running.stop().await;
    Ok(())
}

#[cfg(unix)]
async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

#[cfg(not(unix))]
async fn told_to_stop() {
    // Without a signal to wait for, it stops at once, which whoever started it sees.
    let _ = tokio::signal::ctrl_c().await;
}
