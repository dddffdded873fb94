//! `cargo demo`: the built page and a simulated GitHub with a fleet that lives, in one process, until Ctrl-C.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use anyhow::{Context, Result, bail};
use simulator::{Config, Ready, Running};

use crate::cli::DemoOptions;
use crate::interrupt;
use crate::layout::Layout;
use crate::page;
use crate::serve::{self, Serving, Site};
use crate::tools::BuildTools;

/// Builds the page, serves it beside a simulated GitHub, and returns after Ctrl-C.
///
/// # Errors
/// A tool cannot be installed, the page does not build, or a port is in use.
pub fn run(options: &DemoOptions) -> Result<()> {
    let layout = Layout::find();
    let runtime = tokio::runtime::Runtime::new()?;
    // The ports first: nobody wants to learn after five minutes of building that one is taken.
    runtime.block_on(check_port("--port", options.port))?;
    runtime.block_on(check_port("--api-port", options.api_port))?;
    let tools = BuildTools::ensure(&layout, || page::compile(&layout))?;
    let site = page::build(&layout, &tools)?;
    let site = Site::load(&site).with_context(|| format!("cannot read {}", layout.shown(&site)))?;
    runtime.block_on(serve_until_ctrl_c(options, site))
}

async fn serve_until_ctrl_c(options: &DemoOptions, site: Site) -> Result<()> {
    interrupt::take_over();
    let github = start_github(options).await?;
    let page = start_page(options, site).await?;
    println!("{}", welcome(&page.url(), github.ready(), options));
    interrupt::asked_to_end().await?;
    println!("\nStopping.");
    page.stop().await;
    github.stop().await;
    Ok(())
}

async fn start_github(options: &DemoOptions) -> Result<Running> {
    let config = Config {
        listen: loopback(options.api_port),
        runners: options.runners,
        dialect: options.dialect,
        live: true,
        ..Config::default()
    };
    simulator::start(config).await.or_else(|error| port_trouble("--api-port", options.api_port, error))
}

async fn start_page(options: &DemoOptions, site: Site) -> Result<Serving> {
    serve::serve(site, loopback(options.port)).await.or_else(|error| port_trouble("--port", options.port, error))
}

async fn check_port(flag: &str, port: u16) -> Result<()> {
    match tokio::net::TcpListener::bind(loopback(port)).await {
        Ok(_) => Ok(()),
        Err(error) => port_trouble(flag, port, error),
    }
}

fn loopback(port: u16) -> SocketAddr {
    (Ipv4Addr::LOCALHOST, port).into()
}

/// The error of a port that cannot be had, with the option that chooses another.
fn port_trouble<T>(flag: &str, port: u16, error: io::Error) -> Result<T> {
    match error.kind() {
        io::ErrorKind::AddrInUse => bail!("port {port} is in use: choose another with {flag} (0 takes any free one)"),
        io::ErrorKind::PermissionDenied => bail!("port {port} may not be used: choose one above 1023 with {flag}"),
        _ => Err(error).with_context(|| format!("cannot listen on port {port} ({flag})")),
    }
}

/// What a person needs to know to use the demo.
fn welcome(page: &str, github: &Ready, options: &DemoOptions) -> String {
    let Ready { web, token, read_only_token, expired_token, enterprise, org, repo, .. } = github;
    let (runners, dialect) = (options.runners, format!("{:?}", options.dialect).to_uppercase());
    format!(
        "
Runner Console     {page}
GitHub host        {web}   (simulated: {dialect}, {runners} runners a scope)

Tokens to paste
  every scope              {token}
  only reads the org       {read_only_token}
  expired                  {expired_token}

Scopes
  Enterprise               {enterprise}
  Organization             {org}
  Repository               {repo}

Ctrl-C stops both."
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_port_in_use_is_named_with_its_option() {
        let taken = tokio::net::TcpListener::bind(loopback(0)).await.unwrap();
        let port = taken.local_addr().unwrap().port();
        let message = check_port("--api-port", port).await.unwrap_err().to_string();
        assert!(message.contains(&port.to_string()) && message.contains("--api-port"), "{message}");
        drop(taken);
        check_port("--api-port", port).await.unwrap();
    }

    #[tokio::test]
    async fn the_welcome_says_all_that_one_needs() {
        let github = simulator::start(Config::default()).await.unwrap();
        let text = welcome("http://127.0.0.1:1/", github.ready(), &DemoOptions::default());
        let ready = github.ready();
        let tokens = [&ready.token, &ready.read_only_token, &ready.expired_token, &ready.web].map(String::as_str);
        for needed in tokens.into_iter().chain([ready.enterprise, ready.org, ready.repo]) {
            assert!(text.contains(needed), "{needed} in {text}");
        }
        github.stop().await;
    }
}
