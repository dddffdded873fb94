//! Caddy.

use super::{FOLDER, HOST, Header, RENEW, UNDER, lines};
use crate::headers::{Caching, media};

/// The example for people.
pub(super) fn example(headers: &[Header]) -> String {
    let (hash, forever, revalidate) = (Caching::HASH, Caching::Forever.value(), Caching::Revalidate.value());
    let headers: String = lines(headers, |Header { name, value }| format!("\t\t{name} \"{value}\"\n"));
    format!(
        r#"# Runner Console on Caddy (2.6 or newer). Made by `{RENEW}`. Change name and folder.
{HOST} {{
	header {{
{headers}	}}
	@changing not method GET HEAD
	handle @changing {{
		header Allow "GET, HEAD"
		header Cache-Control no-store
		respond 405
	}}
	# Under a path of its own, instead of `handle {{`:
	#	redir {UNDER} {UNDER}/?{{query}} 308
	#	handle_path {UNDER}/* {{
	handle {{
		route {{
			root * {FOLDER}
			header Cache-Control "{revalidate}"
			# Last of all, since Caddy adds its own where it sends a smaller form.
			header {{
				Vary Accept-Encoding
				defer
			}}
			# A name that holds the hash of its content never means another content.
			@hashed path_regexp `{hash}`
			header @hashed Cache-Control "{forever}"
{types}			# Files that are there in a smaller form as well (.br, .gz) are sent in that form to who takes it.
			file_server {{
				precompressed br gzip
			}}
		}}
	}}
	handle_errors {{
		header Cache-Control no-store
		header Content-Type "text/plain; charset=utf-8"
		respond "{{err.status_code}} {{err.status_text}}"
	}}
}}
"#,
        types = types(),
    )
}

fn types() -> String {
    let line = |(ends, media): &(&[&str], media::MediaType)| {
        let name = ends[0];
        let paths: Vec<String> = ends.iter().map(|end| format!("*.{end}")).collect();
        let paths = paths.join(" ");
        format!("\t\t\t@{name} path {paths}\n\t\t\theader @{name} Content-Type \"{}\"\n", media.value())
    };
    lines(&media::TYPES, line)
}
