//! The example for nginx, run by a real nginx: what it sends, and the console behind it in a browser.

use std::io::Read;

use anyhow::{Context, Result, bail, ensure};
use harness::browser::{Scenario, World, until};
use harness::headers::Caching;
use harness::headers::media::content_type;

use super::super::steps;
use super::http::{Answer, ask};
use super::server::Server;

/// The two places of the bar: a host of its own, and a path on a host of others.
const PATHS: [&str; 2] = ["", "/tools/console"];

#[test]
fn s3_nginx_sends_every_security_header_with_every_kind_of_answer() -> Result<()> {
    for path in PATHS {
        let server = Server::start("headers", path)?;
        let etag = server.ask("GET", "", &[])?.header("etag").to_owned();
        let wasm = server.files()?.into_keys().find(|name| end_of(name) == "wasm").context("no wasm")?;
        for (status, method, name, headers) in [
            (200, "GET", "", &[][..]),
            (200, "HEAD", "index.html", &[]),
            (200, "GET", &wasm, &[("Accept-Encoding", "br")]),
            (200, "GET", &wasm, &[("Accept-Encoding", "gzip")]),
            (200, "GET", &wasm, &[("Range", "bytes=0-9")]),
            (304, "GET", "", &[("If-None-Match", &etag)]),
            (404, "GET", "no-such-file", &[]),
            (404, "GET", "no-such-0123456789abcdef.js", &[]),
            (404, "GET", "no-such-folder/", &[]),
            (404, "GET", "index.html/../../../etc/passwd", &[]),
            (405, "POST", "", &[("Content-Length", "0")]),
            (405, "DELETE", "config.json", &[]),
            (405, "OPTIONS", "", &[]),
            (405, "TRACE", "", &[]),
            (200, "GET", &wasm, &[("Range", "bytes=99999999-")]),
        ] {
            let what = format!("{method} {path}/{name} {headers:?}");
            let answer = server.ask(method, name, headers)?;
            // Above the root there is nothing: nginx calls that a bad question.
            let above = name.contains("..") && answer.status == 400;
            ensure!(answer.status == status || above, "{what}: {} instead of {status}", answer.status);
            server.check_security_headers(&what, &answer)?;
            let kept = match answer.status {
                400.. => "no-store",
                _ if name == wasm => Caching::Forever.value(),
                _ => Caching::Revalidate.value(),
            };
            ensure!(answer.all("cache-control") == [kept], "{what}: {:?}", answer.all("cache-control"));
            let allow = if status == 405 { "GET, HEAD" } else { "" };
            ensure!(answer.header("allow") == allow, "{what}: Allow is {:?}", answer.header("allow"));
        }
    }
    Ok(())
}

#[test]
fn nginx_sends_every_file_with_its_type_its_caching_and_in_its_smaller_forms() -> Result<()> {
    for path in PATHS {
        let server = Server::start("files", path)?;
        let files = server.files()?;
        let smaller = |name: &str, form: &str| files.get(&format!("{name}.{form}"));
        let mut compressed = 0;
        for (name, plain) in files.iter().filter(|(name, _)| !matches!(end_of(name), "br" | "gz")) {
            for (accepted, form) in [("identity", ""), ("gzip, deflate", "gz"), ("gzip, deflate, br, zstd", "br")] {
                let what = format!("{path}/{name} as {accepted}");
                let answer = server.ask("GET", name, &[("Accept-Encoding", accepted)])?;
                ensure!(answer.status == 200, "{what}: {}", answer.status);
                ensure!(
                    answer.header("content-type") == content_type(name),
                    "{what}: {}",
                    answer.header("content-type")
                );
                ensure!(answer.header("cache-control") == Caching::of(name).value(), "{what}: caching");
                let (body, encoding) = match (form, smaller(name, form)) {
                    ("br", Some(bytes)) => (bytes, "br"),
                    ("gz", Some(bytes)) => (bytes, "gzip"),
                    _ => (plain, ""),
                };
                ensure!(answer.header("content-encoding") == encoding, "{what}: {}", answer.header("content-encoding"));
                ensure!(answer.body == *body, "{what}: other bytes");
                ensure!(decoded(&answer)? == *plain, "{what}: not what it was made of");
                let varies = if smaller(name, "br").is_some() { "Accept-Encoding" } else { "" };
                ensure!(answer.header("vary") == varies, "{what}: Vary is {:?}", answer.header("vary"));
                compressed += usize::from(!encoding.is_empty());
            }
        }
        ensure!(compressed >= 6, "only {compressed} answers were compressed: is the page there?");
    }
    Ok(())
}

fn end_of(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

fn decoded(answer: &Answer) -> Result<Vec<u8>> {
    let mut plain = Vec::new();
    match answer.header("content-encoding") {
        "br" => drop(brotli::Decompressor::new(&answer.body[..], 4096).read_to_end(&mut plain)?),
        "gzip" => drop(flate2::read::GzDecoder::new(&answer.body[..]).read_to_end(&mut plain)?),
        _ => plain.clone_from(&answer.body),
    }
    Ok(plain)
}

#[test]
fn nginx_leads_from_a_path_without_its_slash_to_the_page_and_keeps_the_query() -> Result<()> {
    let server = Server::start("slash", "/tools/console")?;
    for (asked, location) in
        [("/tools/console", "/tools/console/"), ("/tools/console?host=a&org=b", "/tools/console/?host=a&org=b")]
    {
        let answer = ask(server.address, "GET", asked, &[])?;
        ensure!((answer.status, answer.header("location")) == (308, location), "{asked}: {answer:?}");
        server.check_security_headers(asked, &answer)?;
    }
    // Only below its path: the rest of the host belongs to others.
    for other in ["/", "/index.html", "/tools/", "/tools/consoleindex.html", "/tools/console../index.html"] {
        ensure!(ask(server.address, "GET", other, &[])?.status == 404, "{other}");
    }
    Ok(())
}

#[test]
fn s3_the_console_behind_nginx_connects_reads_the_table_and_survives_a_reload() -> Result<()> {
    for path in PATHS {
        let server = Server::start("console", path)?;
        Scenario::new().runners(12).run(async |world: &World| {
            let page = world.page();
            page.go(&server.url()).await?;
            // A browser that could not use a header would say so in its console, which must stay clean.
            let ready = world.github().ready();
            steps::fill_in(page, &ready.web, &ready.token).await?;
            steps::show_scope(page, steps::Kind::Organization, ready.org).await?;
            steps::all_read(page, 12).await?;
            page.reload().await?;
            steps::all_read(page, 12).await?;
            let url = page.url().await?;
            ensure!(url.starts_with(&format!("{}?", server.url())), "{url}");
            sent_small(world).await
        })?;
    }
    Ok(())
}

/// What the browser was sent of the program was the smaller form.
async fn sent_small(world: &World) -> Result<()> {
    const SIZES: &str = "
        const [wasm] = performance.getEntriesByType('resource').filter((entry) => entry.name.endsWith('.wasm'));
        return wasm && wasm.decodedBodySize > 0 && [wasm.encodedBodySize, wasm.decodedBodySize]";
    until("the program to be sent small", async || {
        let sizes = world.page().script(SIZES).await?;
        let (Some(sent), Some(whole)) = (sizes[0].as_u64(), sizes[1].as_u64()) else { bail!("{sizes}") };
        ensure!(sent < whole / 2, "{sent} of {whole} bytes");
        Ok(Some(()))
    })
    .await
}
