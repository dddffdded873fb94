//! Object storage and hosts of static files, where there is no server of one's own.

use serde_json::{Value, json};

use super::{Header, RENEW, lines};
use crate::headers::{Caching, media};

/// `_headers`, as Cloudflare Pages and Netlify read it from the top of the site.
pub(super) fn headers_file(headers: &[Header]) -> String {
    let headers: String = lines(headers, |Header { name, value }| format!("  {name}: {value}\n"));
    format!(
        "# Runner Console on Cloudflare Pages, Netlify and their like: copy this beside index.html. Made by
# `{RENEW}`. Such a host knows the media types, compresses, and speaks https on its own.
# For a page under a path of its own, put the path before `/*`.
# What cannot be had there: names with a hash kept for good. What a `*` in the middle of a name means differs from host to
# host, so that each file is asked for again, and answered with a 304.
/*
{headers}  Cache-Control: {}
",
        Caching::Revalidate.value()
    )
}

/// The headers as a response headers policy of `CloudFront`.
pub(super) fn cloudfront(headers: &[Header]) -> String {
    let mut security = serde_json::Map::new();
    let mut custom = Vec::new();
    for Header { name, value } in headers {
        match in_its_own_words(name, value) {
            Some((key, settings)) => drop(security.insert(key.to_owned(), settings)),
            None => custom.push(json!({ "Header": name, "Value": value, "Override": true })),
        }
    }
    let policy = json!({
        "Name": "runner-console",
        "Comment": format!("Made by {RENEW}"),
        "SecurityHeadersConfig": security,
        "CustomHeadersConfig": { "Quantity": custom.len(), "Items": custom },
    });
    format!("{policy:#}\n")
}

/// Some headers may not be set by name; there is a setting for each.
fn in_its_own_words(name: &str, value: &str) -> Option<(&'static str, Value)> {
    match name {
        "Content-Security-Policy" => {
            Some(("ContentSecurityPolicy", json!({ "ContentSecurityPolicy": value, "Override": true })))
        }
        "Referrer-Policy" => Some(("ReferrerPolicy", json!({ "ReferrerPolicy": value, "Override": true }))),
        "X-Frame-Options" => Some(("FrameOptions", json!({ "FrameOption": value, "Override": true }))),
        // Its only value is nosniff.
        "X-Content-Type-Options" => Some(("ContentTypeOptions", json!({ "Override": true }))),
        _ => None,
    }
}

/// A script that copies the page into a bucket, each file with its type and caching.
pub(super) fn upload() -> String {
    let (forever, revalidate) = (Caching::Forever.value(), Caching::Revalidate.value());
    let hash = Caching::HASH;
    let types: String = lines(&media::TYPES, |(ends, media)| {
        let patterns: Vec<String> = ends.iter().map(|end| format!("*.{end}")).collect();
        format!("        {}) type='{}' ;;\n", patterns.join(" | "), media.value())
    });
    format!(
        r#"#!/bin/sh
# Copies Runner Console into S3 storage, to be served by CloudFront. Made by `{RENEW}`.
#
#   sh s3.sh FOLDER s3://BUCKET[/PATH]
#   aws cloudfront create-response-headers-policy --response-headers-policy-config file://cloudfront.json
#
# then attach that policy to the distribution, with `Compress` on, `Redirect HTTP to HTTPS`, methods GET and HEAD, and
# index.html as the default root object; the bucket itself stays private.
#
# What cannot be had there:
# - From a bucket alone, without CloudFront: any header but type and caching. The page's own policy and its guard against
#   frames hold, but nosniff and the cross-origin headers are missing, and website addresses of S3 speak no https.
# - Files compressed beforehand: CloudFront compresses what it passes on, less well. The .br and .gz files stay behind.
# - An index below the root: under a path, link to PATH/index.html, or add a CloudFront function.
set -eu
if [ $# -ne 2 ]; then
    echo "usage: sh $0 FOLDER s3://BUCKET[/PATH]" >&2
    exit 2
fi
folder=${{1%/}}
bucket=${{2%/}}

send() {{
    case $1 in
{types}        *) type='{unknown}' ;;
    esac
    if printf '%s\n' "$1" | grep -Eq -e '{hash}'; then
        kept='{forever}'
    else
        kept='{revalidate}'
    fi
    aws s3 cp --content-type "$type" --cache-control "$kept" "$folder/$1" "$bucket/$1"
}}

# The index last: it must not name files that are not there yet.
(cd "$folder" && find . -type f ! -name '*.br' ! -name '*.gz' ! -path ./index.html) | sort | while IFS= read -r file; do
    send "${{file#./}}" </dev/null
done
send index.html
"#,
        unknown = media::UNKNOWN,
    )
}

#[cfg(test)]
#[cfg(unix)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::headers::media::content_type;
    use crate::process;

    #[test]
    fn the_script_sends_each_file_with_its_type_and_caching_and_the_index_last() {
        let folder = std::env::temp_dir().join(format!("harness s3 {}", std::process::id()));
        let page = folder.join("the page");
        fs::create_dir_all(page.join("icons")).unwrap();
        let names =
            ["index.html", "a-0123456789abcdef_bg.wasm", "a-459fb0097563c96.js", "icons/a b.svg", "config.json"];
        for name in names.into_iter().chain(["index.html.br", "index.html.gz"]) {
            fs::write(page.join(name), name).unwrap();
        }
        // In place of the real one: tells what it was asked for.
        let aws = folder.join("aws");
        fs::write(&aws, "#!/bin/sh\nfor part; do printf '%s|' \"$part\"; done\necho\n").unwrap();
        fs::set_permissions(&aws, fs::Permissions::from_mode(0o755)).unwrap();
        fs::write(folder.join("s3.sh"), upload()).unwrap();

        let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
        let mut sh = process::command("sh");
        let output = sh.current_dir(&folder).args(["s3.sh", "the page/", "s3://b/c/"]).env("PATH", path).output();
        let told = String::from_utf8(output.unwrap().stdout).unwrap();
        fs::remove_dir_all(&folder).unwrap();

        for name in names {
            let (media, kept) = (content_type(name), Caching::of(name).value());
            let line = format!("s3|cp|--content-type|{media}|--cache-control|{kept}|the page/{name}|s3://b/c/{name}|");
            assert!(told.lines().any(|told| told == line), "{line} is not in\n{told}");
        }
        assert_eq!(told.lines().count(), names.len(), "{told}");
        assert!(told.lines().last().unwrap().contains("index.html"), "{told}");
    }
}
