//! nginx.
//!
//! Invariant: what the tests run differs from the example in the place alone.

use super::{FOLDER, HOST, Header, RENEW, UNDER, lines};
use crate::headers::Caching;
use crate::headers::media::{self, MediaType};

/// Where nginx is to serve the page.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Where it listens, and under which name: the first lines of the `server`, indented.
    pub listen: &'a str,
    /// The page's path: empty, or such as `/tools/console`, without a slash at its end.
    pub path: &'a str,
    /// The folder that holds the page, without a slash at its end.
    pub folder: &'a str,
}

/// The example for people.
pub(super) fn example(headers: &[Header]) -> String {
    let listen = format!(
        "    listen 443 ssl http2;
    server_name {HOST};
    ssl_certificate /etc/ssl/{HOST}.pem;
    ssl_certificate_key /etc/ssl/private/{HOST}.key;"
    );
    format!(
        "# Runner Console on nginx (1.19 or newer). Made by `{RENEW}`.
# It belongs inside `http`: put it into a file of /etc/nginx/conf.d/ and change name, certificate and folder.
# brotli_static is a module (Debian: libnginx-mod-http-brotli-static); without it, delete that line.
# Copy new files with new times: nginx tells by size and time whether a file has changed.

{}",
        server(Place { listen: &listen, path: "", folder: FOLDER }, headers)
    )
}

/// What belongs inside `http`: the `server` and the maps that it needs.
pub fn server(place: Place, headers: &[Header]) -> String {
    let (hash, forever, revalidate) = (Caching::HASH, Caching::Forever.value(), Caching::Revalidate.value());
    let headers: String =
        lines(headers, |Header { name, value }| format!("    add_header {name} \"{value}\" always;\n"));
    format!(
        r#"# A name that holds the hash of its content never means another content.
map $uri $runner_console_kept {{
    default "{revalidate}";
    "~{hash}" "{forever}";
}}
# But an error may be gone in a moment.
map $status $runner_console_caching {{
    default $runner_console_kept;
    "~^[45]" "no-store";
}}
map $status $runner_console_allow {{
    default "";
    405 "GET, HEAD";
}}

server {{
{listen}
    server_tokens off;
    absolute_redirect off;

    # With every answer, errors too. A `location` with an add_header of its own would lose all of these.
{headers}    add_header Cache-Control $runner_console_caching always;
    add_header Allow $runner_console_allow always;

{location}}}
"#,
        listen = place.listen,
        location = location(place),
    )
}

fn location(Place { path, folder, .. }: Place) -> String {
    let slash = |path: &str| {
        format!("    location = {path} {{\n        return 308 {path}/$is_args$args;\n    }}\n    location {path}/ {{\n")
    };
    // The page's links are relative: without the slash they would point one level too high.
    let opening = if path.is_empty() {
        let commented = slash(UNDER).replace("\n    ", "\n    # ").replacen("    ", "    # ", 1);
        let commented = commented.trim_end();
        format!("    # Under a path of its own, instead of `location / {{`:\n{commented}\n    location / {{\n")
    } else {
        slash(path)
    };
    format!(
        r"{opening}        alias {folder}/;
        index index.html;
        autoindex off;
        # Nobody needs a part of a file, and nginx sends its headers twice where it refuses one.
        max_ranges 0;
        if ($request_method !~ ^(GET|HEAD)$) {{
            return 405;
        }}

        # Files that are there in a smaller form as well (.br, .gz) are sent in that form to who takes it.
        brotli_static on;
        gzip_static on;
        gzip_vary on;

        types {{
{types}        }}
        default_type {unknown};
        charset utf-8;
        charset_types {texts};
    }}
",
        types = types(),
        unknown = media::UNKNOWN,
        texts = texts(),
    )
}

fn types() -> String {
    lines(&media::TYPES, |(ends, media)| format!("            {} {};\n", media.essence(), ends.join(" ")))
}

fn texts() -> String {
    let texts = media::TYPES.iter().filter_map(|(_, media)| match media {
        // In the list already, and nginx warns of what is in it twice.
        MediaType::Text("text/html") | MediaType::Binary(_) => None,
        MediaType::Text(name) => Some(*name),
    });
    texts.collect::<Vec<_>>().join(" ")
}
