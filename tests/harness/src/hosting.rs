//! Examples of hosting, in `tests/hosting/`: settings for the usual servers, made from [`crate::headers`].
//!
//! Renewed by `cargo run -p harness -- hosting`. The one for nginx is run by the browser tests as it is written here.
//!
//! Invariant: nothing that a browser is told stands in an example but comes from `headers`; the committed files are what
//! is made now (a test compares them).

mod apache;
mod caddy;
pub mod nginx;
mod object_storage;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::headers::{self, inline};
use crate::layout::Layout;

/// How to make the files again; said in each of them.
const RENEW: &str = "cargo run -p harness -- hosting";

/// Where the examples say that the page is.
const FOLDER: &str = "/srv/runner-console";
/// Under which name and path.
const HOST: &str = "console.example.com";
/// A path that the page could have of its own.
const UNDER: &str = "/tools/console";

/// A header: its name as people write it, and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// `Content-Security-Policy`.
    pub name: String,
    /// Without line breaks and double quotes.
    pub value: String,
}

/// The headers that every answer should carry, for a page with this `index.html`.
pub fn security_headers(index_html: &str) -> Vec<Header> {
    let headers = headers::security(&inline::script_hashes(index_html));
    headers.into_iter().map(|(name, value)| Header { name: title_case(name), value }).collect()
}

/// One line, or several, of each item.
fn lines<T>(items: &[T], line: impl Fn(&T) -> String) -> String {
    items.iter().map(line).collect::<Vec<_>>().concat()
}

/// `X-Frame-Options` of `x-frame-options`.
fn title_case(name: &str) -> String {
    let word = |word: &str| word[..1].to_uppercase() + &word[1..];
    name.split('-').map(word).collect::<Vec<_>>().join("-")
}

/// Names in `tests/hosting/` and contents of the examples.
///
/// The boot script of the source `index.html` is in the built one as it is, so that its hash is known before building.
pub fn examples(index_html: &str) -> Vec<(&'static str, String)> {
    let headers = security_headers(index_html);
    vec![
        ("nginx.conf", nginx::example(&headers)),
        ("Caddyfile", caddy::example(&headers)),
        ("apache.conf", apache::example(&headers)),
        ("_headers", object_storage::headers_file(&headers)),
        ("cloudfront.json", object_storage::cloudfront(&headers)),
        ("s3.sh", object_storage::upload()),
    ]
}

/// Writes the examples and returns their folder.
///
/// # Errors
/// `index.html` cannot be read, or an example not written.
pub fn write(layout: &Layout) -> Result<PathBuf> {
    let folder = folder(layout);
    fs::create_dir_all(&folder)?;
    for (name, text) in examples(&index_html(layout)?) {
        let path = folder.join(name);
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(folder)
}

fn folder(layout: &Layout) -> PathBuf {
    layout.root().join("tests/hosting")
}

fn index_html(layout: &Layout) -> Result<String> {
    let path = layout.root().join("index.html");
    fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn s3_the_committed_examples_are_what_is_made_now() {
        let layout = Layout::find();
        let examples = examples(&index_html(&layout).unwrap());
        for (name, text) in &examples {
            let committed = fs::read_to_string(folder(&layout).join(name)).unwrap_or_default();
            assert!(committed == *text, "tests/hosting/{name} is out of date: {RENEW}");
        }
        let there = fs::read_dir(folder(&layout)).unwrap().count();
        assert_eq!(there, examples.len(), "tests/hosting/ holds files that nobody makes");
    }

    #[test]
    fn s3_every_example_that_sets_headers_sets_all_of_them() {
        let html = index_html(&Layout::find()).unwrap();
        let headers = security_headers(&html);
        assert!(headers[0].value.contains(&inline::script_hashes(&html)[0]));
        for (name, text) in examples(&html).into_iter().filter(|(name, _)| *name != "s3.sh") {
            for header in &headers {
                // CloudFront calls this one by what it does, and knows its only value.
                let known = name == "cloudfront.json" && header.name == "X-Content-Type-Options";
                assert!(known || text.contains(&header.value), "{}: {} is not in {name}", header.name, header.value);
            }
        }
    }

    #[test]
    fn no_value_breaks_out_of_its_quotes() {
        for Header { name, value } in security_headers("<script>a()</script>") {
            assert!(!value.contains(['"', '\\', '$', '%', '`', '\n']), "{name}: {value}");
        }
    }

    #[test]
    fn names_are_written_as_people_write_them() {
        assert_eq!(title_case("x-frame-options"), "X-Frame-Options");
    }
}
