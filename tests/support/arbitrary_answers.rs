//! Answers that no GitHub would give: arbitrary JSON, and above all near misses, in which the fields of the API hold what
//! they never hold.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use runner_console::github::rate_limit::retry_after;
use runner_console::github::response::Headers;

/// Every name that some body of the API or of `config.json` has.
const FIELDS: [&str; 36] = [
    "total_count",
    "runners",
    "id",
    "name",
    "os",
    "status",
    "busy",
    "labels",
    "type",
    "runner_group_id",
    "ephemeral",
    "version",
    "architecture",
    "download_url",
    "filename",
    "temp_download_token",
    "sha256_checksum",
    "token",
    "expires_at",
    "permissions",
    "login",
    "full_name",
    "message",
    "documentation_url",
    "errors",
    "title",
    "hosts",
    "allow_other_hosts",
    "api_base",
    "scopes",
    "refresh_seconds",
    "idle_lock_minutes",
    "mask_tokens",
    "removals_at_once",
    "session_minutes",
    "organization",
];

/// Texts that mean something somewhere, and what is next to them.
const TEXTS: [&str; 20] = [
    "",
    "online",
    "offline",
    "linux",
    "macos",
    "win",
    "x64",
    "arm64",
    "custom",
    "read-only",
    "2020-01-22T12:13:35.123-08:00",
    "2020-13-99T99:99:99Z",
    "9999999999999-01-01T00:00:00Z",
    "0000-00-00T00:00:00+99:99",
    "https://github.com/a.tar.gz",
    "github.com",
    "octo/repo",
    "\u{202e}gnp\u{200b}",
    "\u{0}\u{7f}\u{fffe}",
    "You have exceeded a secondary rate limit",
];

/// Numbers as text: what JSON allows, and few readers expect.
const NUMBERS: [&str; 16] = [
    "0",
    "-0",
    "-1",
    "1",
    "100",
    "65",
    "9007199254740993",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775809",
    "1e308",
    "1e309",
    "-1e-400",
    "0.5",
    "4294967296",
    "1.0000000000000000000000001",
];

const FIXTURES: [&str; 11] = [
    include_str!("../fixtures/remove_token.json"),
    include_str!("../fixtures/runners_ghes.json"),
    include_str!("../fixtures/downloads_cloud.json"),
    include_str!("../fixtures/runners_old_ghes.json"),
    include_str!("../fixtures/runners_big_ids.json"),
    include_str!("../fixtures/error_forbidden.json"),
    include_str!("../fixtures/registration_token.json"),
    include_str!("../fixtures/runners_ae.json"),
    include_str!("../fixtures/runners_enterprise_without_total.json"),
    include_str!("../fixtures/runners_cloud.json"),
    r#"[{"login":"octo-org","full_name":"octo-org/octo-repo"},{"title":"x","hosts":["github.com"],"scopes":[{"organization":"o"}]}]"#,
];

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn leaf() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        select(&NUMBERS[..]).prop_map(str::to_owned),
        "-?[0-9]{1,40}(\\.[0-9]{1,5})?([eE][+-]?[0-9]{1,4})?",
        select(&TEXTS[..]).prop_map(quoted),
        any::<String>().prop_map(|text| quoted(&text)),
        // Half a surrogate pair, which is no text in Rust.
        Just("\"\\ud800\"".to_owned()),
    ]
}

/// JSON as text, in which the API's own fields hold anything.
fn json() -> impl Strategy<Value = String> {
    leaf().prop_recursive(5, 48, 6, |inner| {
        let field = prop_oneof![8 => select(&FIELDS[..]).prop_map(str::to_owned), 1 => any::<String>()];
        let pair = (field, inner.clone()).prop_map(|(name, value)| format!("{}:{value}", quoted(&name)));
        prop_oneof![
            vec(inner, 0..6).prop_map(|items| format!("[{}]", items.join(","))),
            // A name may come twice.
            vec(pair, 0..8).prop_map(|pairs| format!("{{{}}}", pairs.join(","))),
        ]
    })
}

/// A real body in which one value, wherever it is, is another.
fn near_miss() -> impl Strategy<Value = String> {
    (select(&FIXTURES[..]), any::<prop::sample::Index>(), json()).prop_map(|(fixture, place, value)| {
        // Values begin behind a colon, a comma or a bracket; what ends them does not matter to a hostile server.
        let starts: Vec<usize> = fixture.match_indices([':', '[', ',']).map(|(at, _)| at + 1).collect();
        let start = starts[place.index(starts.len())];
        let end = fixture[start..].find([',', '}', ']']).map_or(fixture.len(), |end| start + end);
        [&fixture[..start], &value, &fixture[end..]].concat()
    })
}

/// A real body that was cut off, or in which one character is another.
fn damaged() -> impl Strategy<Value = String> {
    (select(&FIXTURES[..]), any::<prop::sample::Index>(), any::<Option<char>>()).prop_map(|(fixture, place, other)| {
        let at = place.index(fixture.chars().count());
        let head: String = fixture.chars().take(at).collect();
        match other {
            None => head,
            Some(other) => head + &other.to_string() + &fixture.chars().skip(at + 1).collect::<String>(),
        }
    })
}

/// The body of an answer.
pub fn body() -> impl Strategy<Value = String> {
    prop_oneof![3 => json(), 4 => near_miss(), 2 => damaged(), 1 => any::<String>()]
}

/// The status of an answer.
pub fn status() -> impl Strategy<Value = u16> {
    prop_oneof![4 => Just(200), 1 => select(vec![201, 204, 301, 304, 400, 401, 403, 404, 410, 422, 429, 500, 503]), 1 => any::<u16>()]
}

/// The headers of an answer that the console looks at.
pub fn headers() -> impl Strategy<Value = Headers> {
    let text = || {
        let odd = prop_oneof![leaf(), any::<String>(), select(&TEXTS[..]).prop_map(str::to_owned)];
        let link = "<[a-z:/?&=0-9]{0,20}page=[0-9]{1,12}>; rel=\"(next|last|prev)\"";
        let sso = "(required|partial-results); (url|organizations)=[a-z:/;]{0,20}";
        proptest::option::of(prop_oneof![2 => odd.boxed(), 1 => link.boxed(), 1 => sso.boxed()])
    };
    (vec(text(), 8)).prop_map(|mut all| Headers {
        link: all.pop().flatten(),
        retry_after: all.pop().flatten().and_then(|header| retry_after(&header, 0.0)),
        rate_limit: all.pop().flatten(),
        rate_remaining: all.pop().flatten(),
        rate_reset: all.pop().flatten(),
        request_id: all.pop().flatten(),
        sso: all.pop().flatten(),
        oauth_scopes: all.pop().flatten(),
    })
}
