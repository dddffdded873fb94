//! The inline scripts of a built page, as sources for its Content-Security-Policy.
//!
//! Invariant: exactly the text that a browser would run is hashed: all of it between the tags, spaces included.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// `'sha256-…'` for every inline script of the page, in their order.
///
/// Scripts with a `src` need none, and JSON data is not run.
pub fn script_hashes(html: &str) -> Vec<String> {
    inline_scripts(html).into_iter().map(hash).collect()
}

fn hash(script: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script)))
}

/// The texts of the inline scripts. Enough of a parser for pages that we build ourselves: tags and attributes are lower
/// case, and no attribute holds `>`.
fn inline_scripts(html: &str) -> Vec<&str> {
    let mut scripts = Vec::new();
    let mut rest = html;
    while let Some(open) = next_tag(rest) {
        rest = match open {
            Tag::Comment(after) => after,
            Tag::Script { attributes, after } => {
                let (text, after) = after.split_once("</script").unwrap_or((after, ""));
                if is_run(attributes) {
                    scripts.push(text);
                }
                after
            }
        };
    }
    scripts
}

enum Tag<'a> {
    /// A comment; what is left after it.
    Comment(&'a str),
    /// A script; what its tag says, and what is left after the tag.
    Script { attributes: &'a str, after: &'a str },
}

fn next_tag(html: &str) -> Option<Tag<'_>> {
    let comment = html.find("<!--").unwrap_or(html.len());
    let script = html.find("<script").unwrap_or(html.len());
    if comment < script {
        let (_, after) = html[comment..].split_once("-->")?;
        return Some(Tag::Comment(after));
    }
    let (attributes, after) = html.get(script + "<script".len()..)?.split_once('>')?;
    Some(Tag::Script { attributes, after })
}

fn is_run(attributes: &str) -> bool {
    let names = |name: &str| attributes.split_whitespace().any(|attribute| attribute.split('=').next() == Some(name));
    !names("src") && !attributes.contains("json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_script_has_the_known_hash() {
        // The example of the Content-Security-Policy specification.
        let html = "<script>alert('Hello, world.');</script>";
        assert_eq!(script_hashes(html), ["'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"]);
    }

    #[test]
    fn spaces_and_line_breaks_count() {
        let html = "<html><head><script type=\"module\">\n  import a from './a.js';\n</script></head></html>";
        assert_eq!(inline_scripts(html), ["\n  import a from './a.js';\n"]);
    }

    #[test]
    fn only_what_runs_inline_is_hashed() {
        let html = r#"<!-- <script>no()</script> --><script src="a.js"></script><script type="application/json">{}</script>
            <script data-src="x" type=module>one()</script><script>two()</script>"#;
        assert_eq!(inline_scripts(html), ["one()", "two()"]);
    }

    #[test]
    fn a_page_that_breaks_off_is_no_panic() {
        for html in ["", "<script", "<script>", "<script>a", "<!-- <script>", "<script></script", "ä<script>ö</script>"]
        {
            let _ = script_hashes(html);
        }
        assert_eq!(inline_scripts("ä<script>ö</script>"), ["ö"]);
    }
}
