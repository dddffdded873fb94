//! Which GitHub: what an admin types as a host, and the REST and web addresses that follow from it.
//!
//! Invariant: a [`Host`] can only be made by [`Host::parse`], so every address built on one is an `https` origin (or
//! `http` on loopback) without user information, path or query. Rules: github-api.md section 1.

use super::from_text;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A GitHub host that passed validation: a lower-case name with an optional port, and the scheme to reach it by.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Host {
    scheme: &'static str,
    authority: String,
}

/// Why a text is not a host. The sentence for each is in `messages`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostError {
    /// Nothing was typed.
    Empty,
    /// `user:password@host`: a secret in an address is never sent on.
    UserInfo,
    /// `http://` to anything but this machine would send the token in the clear.
    PlainHttp,
    /// A scheme other than `http` or `https`.
    Scheme,
    /// Letters outside ASCII: the look-alike of a host name is refused; the `xn--` form can be typed.
    NotAscii,
    /// A character, label or number form that no host name has.
    Malformed,
    /// A port that is not a number from 1 to 65535.
    Port,
}

impl Host {
    /// Reads what an admin typed or pasted: with or without scheme, path, trailing dot, capitals and spaces.
    ///
    /// # Errors
    /// [`HostError`] says what is wrong; nothing is guessed.
    pub fn parse(text: &str) -> Result<Self, HostError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(HostError::Empty);
        }
        let (scheme, rest) = match text.split_once("://") {
            Some((scheme, rest)) => (Some(scheme.to_ascii_lowercase()), rest),
            None => (None, text.strip_prefix("//").unwrap_or(text)),
        };
        // The authority ends where a path, query or fragment begins; browsers read a backslash as a slash.
        let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
        if authority.contains('@') {
            return Err(HostError::UserInfo);
        }
        if !authority.is_ascii() {
            return Err(HostError::NotAscii);
        }
        let authority = authority.to_ascii_lowercase();
        let (name, port) = split_port(&authority)?;
        let name = name.strip_suffix('.').unwrap_or(name);
        check_name(name)?;
        let loopback = is_loopback(name);
        let scheme = match scheme.as_deref() {
            Some("http") | None if loopback => "http",
            Some("https") | None => "https",
            Some("http") => return Err(HostError::PlainHttp),
            Some(_) => return Err(HostError::Scheme),
        };
        let default_port = if scheme == "https" { 443 } else { 80 };
        let name = match name {
            "api.github.com" | "www.github.com" => "github.com",
            _ => match name.strip_prefix("api.") {
                Some(tenant) if tenant.ends_with(".ghe.com") => tenant,
                _ => name,
            },
        };
        let authority = match port {
            Some(port) if port != default_port => format!("{name}:{port}"),
            _ => name.to_owned(),
        };
        Ok(Self { scheme, authority })
    }

    /// Where REST calls go, without a trailing slash: `https://api.github.com`, `https://HOST/api/v3`.
    pub fn api_base(&self) -> String {
        if self.is_cloud() {
            format!("{}://api.{}", self.scheme, self.authority)
        } else {
            format!("{}://{}/api/v3", self.scheme, self.authority)
        }
    }

    /// Where people and the runner's `--url` go, without a trailing slash.
    pub fn web_base(&self) -> String {
        format!("{}://{}", self.scheme, self.authority)
    }

    /// True for github.com and the `*.ghe.com` tenants, whose API has a host name of its own.
    pub fn is_cloud(&self) -> bool {
        self.authority == "github.com" || self.authority.ends_with(".ghe.com")
    }

    /// The host as it is shown, stored and put in URLs; [`Host::parse`] of it gives the same host.
    pub fn as_text(&self) -> String {
        let default =
            if is_loopback(split_port(&self.authority).map_or("", |(name, _)| name)) { "http" } else { "https" };
        if self.scheme == default { self.authority.clone() } else { self.web_base() }
    }
}

impl Serialize for Host {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.as_text())
    }
}

impl<'de> Deserialize<'de> for Host {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, |text| Self::parse(text).ok())
    }
}

impl fmt::Debug for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.web_base())
    }
}

fn split_port(authority: &str) -> Result<(&str, Option<u16>), HostError> {
    // A bracketed IPv6 address holds colons of its own.
    let after_brackets = authority.rfind(']').map_or(0, |end| end + 1);
    match authority[after_brackets..].find(':') {
        None => Ok((authority, None)),
        Some(colon) => {
            let (name, port) = authority.split_at(after_brackets + colon);
            let port = &port[1..];
            let all_digits = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
            match port.parse() {
                Ok(port) if all_digits && port > 0 => Ok((name, Some(port))),
                _ => Err(HostError::Port),
            }
        }
    }
}

fn check_name(name: &str) -> Result<(), HostError> {
    if let Some(address) = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let known = address.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b':');
        return if known && address.contains(':') { Ok(()) } else { Err(HostError::Malformed) };
    }
    let label_is_good = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if name.len() > 253 || !name.split('.').all(label_is_good) {
        return Err(HostError::Malformed);
    }
    // Browsers read `127.1`, `0x7f.1` or `2130706433` as IPv4 addresses: only the plain form may pass for one.
    let last = name.rsplit('.').next().unwrap_or_default();
    let looks_numeric = last.bytes().all(|byte| byte.is_ascii_digit())
        || last.strip_prefix("0x").is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
    if looks_numeric && !is_ipv4(name) { Err(HostError::Malformed) } else { Ok(()) }
}

fn is_ipv4(name: &str) -> bool {
    let is_octet = |part: &str| part.parse::<u8>().is_ok_and(|number| number.to_string() == part);
    name.split('.').count() == 4 && name.split('.').all(is_octet)
}

fn is_loopback(name: &str) -> bool {
    name == "localhost"
        || name.ends_with(".localhost")
        || name == "[::1]"
        || (is_ipv4(name) && name.starts_with("127."))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Host, HostError};

    #[test]
    fn addresses_follow_the_table_of_hosts() {
        let table = [
            ("github.com", "https://api.github.com", "https://github.com"),
            ("https://api.github.com/", "https://api.github.com", "https://github.com"),
            ("octo.ghe.com", "https://api.octo.ghe.com", "https://octo.ghe.com"),
            ("api.octo.ghe.com", "https://api.octo.ghe.com", "https://octo.ghe.com"),
            ("ghe.corp.example", "https://ghe.corp.example/api/v3", "https://ghe.corp.example"),
            ("ghe.corp.example:8443", "https://ghe.corp.example:8443/api/v3", "https://ghe.corp.example:8443"),
            ("http://127.0.0.1:8081", "http://127.0.0.1:8081/api/v3", "http://127.0.0.1:8081"),
            ("localhost:8081", "http://localhost:8081/api/v3", "http://localhost:8081"),
            ("http://[::1]:80/", "http://[::1]/api/v3", "http://[::1]"),
            ("[fe80::]:8443", "https://[fe80::]:8443/api/v3", "https://[fe80::]:8443"),
            ("api.corp.example", "https://api.corp.example/api/v3", "https://api.corp.example"),
            ("my-ghe.my_corp.example", "https://my-ghe.my_corp.example/api/v3", "https://my-ghe.my_corp.example"),
            ("https://localhost", "https://localhost/api/v3", "https://localhost"),
        ];
        for (typed, api, web) in table {
            let host = Host::parse(typed).unwrap();
            assert_eq!((host.api_base().as_str(), host.web_base().as_str()), (api, web), "{typed}");
            assert_eq!(Host::parse(&host.as_text()).unwrap(), host, "{typed} survives being written down");
        }
    }

    #[test]
    fn what_people_paste_is_the_same_host() {
        let host = Host::parse("ghe.corp.example").unwrap();
        for typed in [
            "https://ghe.corp.example/",
            "ghe.corp.example/api/v3",
            "  GHE.Corp.Example.  ",
            "HTTPS://GHE.CORP.EXAMPLE:443/api/v3/",
            "https://ghe.corp.example/orgs/octo-org?tab=x#y",
            "//ghe.corp.example",
        ] {
            assert_eq!(Host::parse(typed).unwrap(), host, "{typed}");
        }
    }

    #[test]
    fn what_could_send_the_token_elsewhere_is_refused() {
        let table = [
            ("", HostError::Empty),
            ("   ", HostError::Empty),
            ("https://admin:secret@ghe.corp.example", HostError::UserInfo),
            ("github.com@evil.example", HostError::UserInfo),
            ("http://ghe.corp.example", HostError::PlainHttp),
            ("http://127.0.0.1.evil.example", HostError::PlainHttp),
            ("ftp://ghe.corp.example", HostError::Scheme),
            ("javascript://ghe.corp.example", HostError::Scheme),
            ("g\u{456}thub.com", HostError::NotAscii),
            ("ghe corp", HostError::Malformed),
            ("ghe..corp", HostError::Malformed),
            ("-ghe.corp", HostError::Malformed),
            ("127.1", HostError::Malformed),
            ("0x7f.0.0.1", HostError::Malformed),
            ("2130706433", HostError::Malformed),
            ("127.0.0.0x1", HostError::Malformed),
            ("ghe.corp%2eevil", HostError::Malformed),
            ("[::1", HostError::Port),
            ("[abcd]", HostError::Malformed),
            ("[::1%eth0]", HostError::Malformed),
            ("ghe.corp:0", HostError::Port),
            ("ghe.corp:", HostError::Port),
            ("ghe.corp:+443", HostError::Port),
            ("ghe.corp:99999", HostError::Port),
        ];
        for (typed, error) in table {
            assert_eq!(Host::parse(typed), Err(error), "{typed}");
        }
    }

    #[test]
    fn a_name_is_as_long_as_dns_allows() {
        let longest = format!("{}.{}", ["a".repeat(63).as_str(); 3].join("."), "b".repeat(61));
        assert_eq!(longest.len(), 253);
        assert!(Host::parse(&longest).is_ok());
        assert_eq!(Host::parse(&format!("{longest}b")), Err(HostError::Malformed));
        assert_eq!(Host::parse(&"a".repeat(64)), Err(HostError::Malformed));
    }

    #[test]
    fn a_failing_test_names_the_host() {
        assert_eq!(format!("{:?}", Host::parse("ghe.corp.example").unwrap()), "https://ghe.corp.example");
    }
}
