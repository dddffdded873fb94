//! The files of a site and the answers that they make.
//!
//! Where a smaller form of a file stands beside it (`NAME.br`, by [`crate::precompress`]), a browser that takes it gets it.
//!
//! Invariant: a path is looked up among the files that were read, never on the disk: no path leads out of the folder.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, LOCATION, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::headers::media::content_type;
use crate::headers::{self, Caching, inline};

/// A site in memory.
#[derive(Clone, Debug)]
pub struct Site {
    files: BTreeMap<String, File>,
    prefix: String,
    headers: Headers,
    security: Vec<(HeaderName, HeaderValue)>,
}

/// Whether a site sends the security headers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Headers {
    /// All of them, as a site should.
    #[default]
    Sent,
    /// None, as from a host of files that knows no settings.
    Unknown,
}

#[derive(Clone, Debug)]
struct File {
    bytes: Bytes,
    etag: String,
}

impl File {
    fn new(bytes: Vec<u8>) -> Self {
        let etag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(Sha256::digest(&bytes)));
        Self { bytes: bytes.into(), etag }
    }
}

impl Site {
    /// A site of no files.
    pub fn empty() -> Self {
        Self { files: BTreeMap::new(), prefix: "/".into(), headers: Headers::default(), security: Vec::new() }
    }

    /// Reads every file of a folder.
    ///
    /// # Errors
    /// The folder, or something in it, cannot be read.
    pub fn load(folder: &Path) -> io::Result<Self> {
        let mut site = Self::empty();
        site.read(folder, "")?;
        site.renew_headers();
        Ok(site)
    }

    fn read(&mut self, folder: &Path, before: &str) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = format!("{before}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                self.read(&entry.path(), &format!("{name}/"))?;
            } else {
                self.files.insert(name, File::new(fs::read(entry.path())?));
            }
        }
        Ok(())
    }

    /// The same site under a path of its own, such as `/tools/console/`.
    pub fn under(mut self, path: &str) -> Self {
        let inner = path.trim_matches('/');
        self.prefix = if inner.is_empty() { "/".into() } else { format!("/{inner}/") };
        self
    }

    /// The same site with one file replaced or added, such as a `config.json`.
    pub fn with_file(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(name.to_owned(), File::new(bytes.into()));
        self.renew_headers();
        self
    }

    /// The same site without one file.
    pub fn without_file(mut self, name: &str) -> Self {
        self.files.remove(name);
        self
    }

    /// The same site on a host that cannot send security headers.
    pub fn without_headers(mut self) -> Self {
        self.headers = Headers::Unknown;
        self.renew_headers();
        self
    }

    /// The path under which the site is, with a slash at both ends.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Names of the files, with `/` between folders.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The content of a file.
    pub fn bytes(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(|file| file.bytes.as_ref())
    }

    fn renew_headers(&mut self) {
        if self.headers == Headers::Unknown {
            self.security.clear();
            return;
        }
        let html = self.bytes("index.html").map(String::from_utf8_lossy).unwrap_or_default();
        let headers = headers::security(&inline::script_hashes(&html));
        self.security = headers
            .into_iter()
            .filter_map(|(name, value)| Some((HeaderName::from_static(name), HeaderValue::from_str(&value).ok()?)))
            .collect();
    }

    /// The answer to a request.
    pub fn answer(&self, method: &Method, path: &str, request: &HeaderMap) -> Response {
        let mut response = self.content(method, path, request);
        for (name, value) in &self.security {
            response.headers_mut().insert(name, value.clone());
        }
        if method == Method::HEAD {
            *response.body_mut() = Body::empty();
        }
        response
    }

    fn content(&self, method: &Method, path: &str, request: &HeaderMap) -> Response {
        if method != Method::GET && method != Method::HEAD {
            return plain(StatusCode::METHOD_NOT_ALLOWED, &[(ALLOW, "GET, HEAD")]);
        }
        // `/tools/console` would make the page's relative links point one level too high.
        if path.strip_suffix('/').is_none() && format!("{path}/") == self.prefix {
            return plain(StatusCode::PERMANENT_REDIRECT, &[(LOCATION, &self.prefix)]);
        }
        let name = match path.strip_prefix(&self.prefix) {
            Some("") => "index.html",
            Some(name) => name,
            None => return plain(StatusCode::NOT_FOUND, &[]),
        };
        match self.files.get(name) {
            Some(file) => match self.files.get(&format!("{name}.br")) {
                Some(smaller) if takes_brotli(request) => brotli_response(name, smaller, request),
                Some(_) => with_vary(file_response(name, file, request)),
                None => file_response(name, file, request),
            },
            None => plain(StatusCode::NOT_FOUND, &[]),
        }
    }
}

fn file_response(name: &str, file: &File, request: &HeaderMap) -> Response {
    let known = request.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let unchanged = known.split(',').any(|tag| tag.trim().trim_start_matches("W/") == file.etag);
    let headers = [(CACHE_CONTROL, Caching::of(name).value()), (ETAG, &file.etag), (CONTENT_TYPE, &content_type(name))];
    if unchanged {
        return build(StatusCode::NOT_MODIFIED, &headers[..2], Body::empty());
    }
    build(StatusCode::OK, &headers, Body::from(file.bytes.clone()))
}

/// The smaller form of the file of this name.
fn brotli_response(name: &str, smaller: &File, request: &HeaderMap) -> Response {
    let mut response = with_vary(file_response(name, smaller, request));
    if response.status() == StatusCode::OK {
        response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}

fn with_vary(mut response: Response) -> Response {
    response.headers_mut().insert(VARY, HeaderValue::from_static("accept-encoding"));
    response
}

/// Whether the list of encodings names brotli. No browser sends weights that forbid it.
fn takes_brotli(request: &HeaderMap) -> bool {
    let accepted = request.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|encoding| encoding.split(';').next().unwrap_or_default().trim() == "br")
}

fn plain(status: StatusCode, headers: &[(HeaderName, &str)]) -> Response {
    let mut all = vec![(CONTENT_TYPE, "text/plain; charset=utf-8"), (CACHE_CONTROL, "no-store")];
    all.extend_from_slice(headers);
    build(status, &all, Body::from(format!("{status}\n")))
}

fn build(status: StatusCode, headers: &[(HeaderName, &str)], body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

#[cfg(test)]
mod tests;
