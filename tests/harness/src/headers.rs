//! The headers that a site which hosts the console should send: the one source for the server here and for the
//! examples of hosting.
//!
//! Invariant: nothing here loosens a policy for the sake of a test; the browser tests run under exactly these headers.

pub mod inline;
pub mod media;

/// One directive of the Content-Security-Policy.
struct Directive {
    name: &'static str,
    sources: &'static str,
}

/// What the page may do. Scripts are further allowed by the hash of the inline boot script.
const POLICY: [Directive; 13] = [
    // Whatever is not named below is not needed.
    Directive { name: "default-src", sources: "'none'" },
    // The boot script is allowed by its hash (added by `content_security_policy`); WebAssembly needs a word of its own.
    Directive { name: "script-src", sources: "'self' 'wasm-unsafe-eval'" },
    Directive { name: "style-src", sources: "'self'" },
    // Icons in style sheets are data URLs.
    Directive { name: "img-src", sources: "'self' data:" },
    // The console narrows this to the connected host before it sends a token. Plain http is for this machine only; an
    // IPv6 address cannot be written in a policy.
    Directive { name: "connect-src", sources: "'self' https: http://127.0.0.1:* http://localhost:*" },
    Directive { name: "font-src", sources: "'self'" },
    Directive { name: "manifest-src", sources: "'self'" },
    Directive { name: "base-uri", sources: "'none'" },
    Directive { name: "form-action", sources: "'none'" },
    Directive { name: "frame-ancestors", sources: "'none'" },
    Directive { name: "object-src", sources: "'none'" },
    Directive { name: "require-trusted-types-for", sources: "'script'" },
    Directive { name: "trusted-types", sources: "'none'" },
];

/// Headers of every answer beside the Content-Security-Policy.
const FIXED: [(&str, &str); 6] = [
    ("referrer-policy", "no-referrer"),
    (
        "permissions-policy",
        "camera=(), clipboard-read=(), clipboard-write=(self), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-content-type-options", "nosniff"),
    // For what does not know frame-ancestors.
    ("x-frame-options", "DENY"),
];

/// How long an answer may be kept by a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caching {
    /// The name holds a hash of the content, so that the content under this name never changes.
    Forever,
    /// Kept, but asked for again each time (a 304 where nothing changed).
    Revalidate,
}

impl Caching {
    /// What a name with a hash holds, as a regular expression (of POSIX, Perl and Go alike): what [`Caching::of`] looks for.
    pub const HASH: &str = "[-_.][0-9a-f]{12,16}([-_.]|$)";

    /// How a file of this name may be kept: Trunk puts a hexadecimal number of 64 bits after a hyphen
    /// into what it hashes, without zeros before it: of 16 digits, in one name of sixteen fewer.
    pub fn of(file_name: &str) -> Self {
        let hashed = file_name
            .split(['-', '_', '.'])
            .any(|part| (12..=16).contains(&part.len()) && part.bytes().all(is_lower_hex));
        if hashed { Self::Forever } else { Self::Revalidate }
    }

    /// The value of `Cache-Control`.
    pub fn value(self) -> &'static str {
        match self {
            Self::Forever => "public, max-age=31536000, immutable",
            Self::Revalidate => "no-cache",
        }
    }
}

fn is_lower_hex(byte: u8) -> bool {
    byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)
}

/// The Content-Security-Policy of a page with these inline scripts.
///
/// `script_hashes` are sources as [`inline::script_hashes`] makes them: `'sha256-…'`.
pub fn content_security_policy(script_hashes: &[String]) -> String {
    policy(script_hashes, |_| true)
}

/// The same policy for a `<meta>` element of the page itself, for sites that cannot send headers.
///
/// A browser takes no `frame-ancestors` from there: the boot script looks for a page around this one itself.
pub fn meta_policy(script_hashes: &[String]) -> String {
    policy(script_hashes, |name| name != "frame-ancestors")
}

fn policy(script_hashes: &[String], keep: impl Fn(&str) -> bool) -> String {
    let kept = POLICY.iter().filter(|directive| keep(directive.name));
    let directives = kept.map(|Directive { name, sources }| match *name {
        "script-src" if !script_hashes.is_empty() => format!("{name} {sources} {}", script_hashes.join(" ")),
        _ => format!("{name} {sources}"),
    });
    directives.collect::<Vec<_>>().join("; ")
}

/// Names (lower case) and values of the headers that every answer of a site should carry.
pub fn security(script_hashes: &[String]) -> Vec<(&'static str, String)> {
    let policy = ("content-security-policy", content_security_policy(script_hashes));
    std::iter::once(policy).chain(FIXED.map(|(name, value)| (name, value.to_owned()))).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_allows_nothing_inline_but_the_boot_script() {
        let policy = content_security_policy(&["'sha256-abc='".into()]);
        assert!(policy.starts_with("default-src 'none'; "), "{policy}");
        assert!(policy.contains("; script-src 'self' 'wasm-unsafe-eval' 'sha256-abc='; "), "{policy}");
        for loose in ["'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"] {
            // Any https host may be a GitHub: that is what connect-src alone must allow.
            let allowed_here = |directive: &&str| directive.starts_with("connect-src") && loose == "https:";
            let mut directives = policy.split("; ").filter(|directive| !allowed_here(directive));
            assert!(
                !directives.any(|directive| directive.split(' ').any(|source| source == loose)),
                "{loose} in {policy}"
            );
        }
        for (directive, sources) in
            [("require-trusted-types-for", "'script'"), ("trusted-types", "'none'"), ("frame-ancestors", "'none'")]
        {
            assert!(policy.contains(&format!("; {directive} {sources}")), "{directive} in {policy}");
        }
    }

    #[test]
    fn s3_the_page_itself_carries_the_policy() {
        let page = include_str!("../../../index.html");
        let (_, rest) = page.split_once("<meta http-equiv=\"Content-Security-Policy\" content=\"").unwrap();
        let (carried, _) = rest.split_once('"').unwrap();
        assert_eq!(carried, meta_policy(&inline::script_hashes(page)));
        assert!(!carried.contains("frame-ancestors"), "{carried}");
        assert!(page.find("Content-Security-Policy") < page.find("<link"), "a policy binds only what comes after it");
    }

    #[test]
    fn no_directive_and_no_header_is_named_twice() {
        let headers = security(&[]);
        let mut names: Vec<&str> = headers.iter().map(|(name, _)| *name).collect();
        names.extend(POLICY.iter().map(|directive| directive.name));
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn only_names_with_a_hash_are_kept_forever() {
        for name in [
            "runner-console-0123456789abcdef.js",
            "runner-console-0123456789abcdef_bg.wasm",
            "main-fedcba9876543210.css",
            // Seen: a hash that begins with a zero.
            "runner-console-459fb0097563c96_bg.wasm",
        ] {
            assert_eq!(Caching::of(name), Caching::Forever, "{name}");
        }
        for name in [
            "index.html",
            "config.json",
            "icon.svg",
            "runner-console.js",
            "runner-console_bg.wasm",
            "x-0123456789ABCDEF.js",
        ] {
            assert_eq!(Caching::of(name), Caching::Revalidate, "{name}");
        }
    }
}
