//! Answers to requests, without a network.
#![allow(clippy::unwrap_used)]

use super::*;

const PAGE: &str = "<script type=module>start()</script>";

fn site() -> Site {
    Site::empty()
        .with_file("index.html", PAGE)
        .with_file("console-0123456789abcdef_bg.wasm", "\0asm")
        .with_file("config.json", "{}")
        .with_file("icons/a.svg", "<svg/>")
}

fn get(site: &Site, path: &str) -> Response {
    site.answer(&Method::GET, path, &HeaderMap::new())
}

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
}

#[test]
fn files_have_their_type_and_caching() {
    let site = site();
    for (path, media, caching) in [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/index.html", "text/html; charset=utf-8", "no-cache"),
        ("/config.json", "application/json", "no-cache"),
        ("/icons/a.svg", "image/svg+xml", "no-cache"),
        ("/console-0123456789abcdef_bg.wasm", "application/wasm", "public, max-age=31536000, immutable"),
    ] {
        let response = get(&site, path);
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert_eq!((header(&response, "content-type"), header(&response, "cache-control")), (media, caching), "{path}");
    }
}

#[test]
fn every_answer_carries_the_security_headers() {
    let site = site();
    let hash = &inline::script_hashes(PAGE)[0];
    for path in ["/", "/config.json", "/no-such-file"] {
        let response = get(&site, path);
        assert!(header(&response, "content-security-policy").contains(hash), "{path}");
        for (name, value) in headers::security(&inline::script_hashes(PAGE)) {
            assert_eq!(header(&response, name), value, "{path}");
        }
    }
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let site = site();
    let tag = header(&get(&site, "/config.json"), "etag").to_owned();
    let ask = |tags: &str| {
        let headers = HeaderMap::from_iter([(IF_NONE_MATCH, HeaderValue::from_str(tags).unwrap())]);
        site.answer(&Method::GET, "/config.json", &headers).status()
    };
    assert_eq!(ask(&tag), StatusCode::NOT_MODIFIED);
    assert_eq!(ask(&format!("\"other\", W/{tag}")), StatusCode::NOT_MODIFIED);
    assert_eq!(ask("\"other\""), StatusCode::OK);
    let changed = site.clone().with_file("config.json", "{ }");
    assert_ne!(header(&get(&changed, "/config.json"), "etag"), tag);
}

#[test]
fn under_a_path_nothing_else_is_served() {
    let site = site().under("tools/console");
    assert_eq!(site.prefix(), "/tools/console/");
    assert_eq!(get(&site, "/tools/console/").status(), StatusCode::OK);
    assert_eq!(get(&site, "/tools/console/config.json").status(), StatusCode::OK);
    for path in ["/", "/config.json", "/tools/", "/tools/console/../config.json", "/tools/consoleconfig.json"] {
        assert_eq!(get(&site, path).status(), StatusCode::NOT_FOUND, "{path}");
    }
    let redirect = get(&site, "/tools/console");
    assert_eq!(redirect.status(), StatusCode::PERMANENT_REDIRECT);
    assert_eq!(header(&redirect, "location"), "/tools/console/");
}

#[test]
fn nothing_can_be_sent_to_it() {
    let response = site().answer(&Method::POST, "/", &HeaderMap::new());
    assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(header(&response, "allow"), "GET, HEAD");
}

#[test]
fn who_takes_the_smaller_form_gets_it() {
    let site = site().with_file("a.css", "a { color: red }").with_file("a.css.br", "smaller");
    let ask = |path: &str, encodings: &str| {
        let headers = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_str(encodings).unwrap())]);
        let response = site.answer(&Method::GET, path, &headers);
        ["content-encoding", "content-type", "vary", "etag"].map(|name| header(&response, name).to_owned())
    };
    let (css, smaller, plain) =
        ("text/css; charset=utf-8", ask("/a.css", "gzip, deflate, br, zstd"), ask("/a.css", "gzip"));
    assert_eq!([&smaller[0], &smaller[1], &smaller[2]], ["br", css, "accept-encoding"]);
    assert_eq!([&plain[0], &plain[1], &plain[2]], ["", css, "accept-encoding"]);
    assert_ne!(smaller[3], plain[3], "another form has another tag");
    assert_eq!(ask("/config.json", "br")[0], "");
}
