//! Apache.

use super::{FOLDER, HOST, Header, RENEW, UNDER, lines};
use crate::headers::{Caching, media};

/// The example for people.
pub(super) fn example(headers: &[Header]) -> String {
    let (hash, forever, revalidate) = (Caching::HASH, Caching::Forever.value(), Caching::Revalidate.value());
    let headers: String =
        lines(headers, |Header { name, value }| format!("    Header always set {name} \"{value}\"\n"));
    format!(
        r#"# Runner Console on Apache (2.4). Made by `{RENEW}`. Change name, certificate and folder.
# Needs the modules headers, mime, rewrite, ssl and, for the index, dir (Debian: a2enmod headers rewrite ssl).
<VirtualHost *:443>
    ServerName {HOST}
    SSLEngine on
    SSLCertificateFile /etc/ssl/{HOST}.pem
    SSLCertificateKeyFile /etc/ssl/private/{HOST}.key

    DocumentRoot {FOLDER}
    # Under a path of its own, instead of `DocumentRoot`:
    # Alias {UNDER} {FOLDER}

    # With every answer, errors too.
{headers}    Header always set Cache-Control "no-store" "expr=%{{REQUEST_STATUS}} >= 400"
    Header always set Allow "GET, HEAD" "expr=%{{REQUEST_STATUS}} == 405"
    ServerSignature Off
    TraceEnable off

    <Directory {FOLDER}>
        Require all granted
        # No .htaccess: who can write into the folder would set the headers.
        AllowOverride None
        Options -Indexes -MultiViews +SymLinksIfOwnerMatch
        DirectoryIndex index.html
        RewriteEngine on

        RewriteCond %{{REQUEST_METHOD}} !^(GET|HEAD)$
        RewriteRule ^ - [R=405,L]

        # Files that are there in a smaller form as well (.br, .gz) are sent in that form to who takes it.
        Header merge Vary Accept-Encoding
        RemoveType .gz
        AddEncoding br .br
        AddEncoding gzip .gz
        RewriteRule ^$ index.html
        RewriteCond %{{HTTP:Accept-Encoding}} \bbr\b
        RewriteCond %{{REQUEST_FILENAME}}.br -s
        RewriteRule ^(.+)$ $1.br [L]
        RewriteCond %{{HTTP:Accept-Encoding}} \bgzip\b
        RewriteCond %{{REQUEST_FILENAME}}.gz -s
        RewriteRule ^(.+)$ $1.gz [L]

        Header set Cache-Control "{revalidate}"
{types}    </Directory>
    # A name that holds the hash of its content never means another content.
    <LocationMatch "{hash}">
        Header set Cache-Control "{forever}"
    </LocationMatch>
</VirtualHost>
"#,
        types = types(),
    )
}

fn types() -> String {
    let line = |(ends, media): &(&[&str], media::MediaType)| {
        let ends: Vec<String> = ends.iter().map(|end| format!(".{end}")).collect();
        format!("        AddType \"{}\" {}\n", media.value(), ends.join(" "))
    };
    lines(&media::TYPES, line)
}
