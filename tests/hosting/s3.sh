#!/bin/sh
# Copies Runner Console into S3 storage, to be served by CloudFront. Made by `cargo run -p harness -- hosting`.
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
folder=${1%/}
bucket=${2%/}

send() {
    case $1 in
        *.html) type='text/html; charset=utf-8' ;;
        *.js | *.mjs) type='text/javascript; charset=utf-8' ;;
        *.css) type='text/css; charset=utf-8' ;;
        *.wasm) type='application/wasm' ;;
        *.json | *.map) type='application/json' ;;
        *.webmanifest) type='application/manifest+json' ;;
        *.svg) type='image/svg+xml' ;;
        *.png) type='image/png' ;;
        *.webp) type='image/webp' ;;
        *.ico) type='image/x-icon' ;;
        *.woff2) type='font/woff2' ;;
        *.txt) type='text/plain; charset=utf-8' ;;
        *) type='application/octet-stream' ;;
    esac
    if printf '%s\n' "$1" | grep -Eq -e '[-_.][0-9a-f]{12,16}([-_.]|$)'; then
        kept='public, max-age=31536000, immutable'
    else
        kept='no-cache'
    fi
    aws s3 cp --content-type "$type" --cache-control "$kept" "$folder/$1" "$bucket/$1"
}

# The index last: it must not name files that are not there yet.
(cd "$folder" && find . -type f ! -name '*.br' ! -name '*.gz' ! -path ./index.html) | sort | while IFS= read -r file; do
    send "${file#./}" </dev/null
done
send index.html
