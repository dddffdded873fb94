//! The REST base that a site sets for a host: a path on this site, or an `https` address.

use crate::github::{Host, from_text};
use serde::{Deserialize, Deserializer};

/// A validated REST base, as browsers write it, since addresses of responses are compared with it: no capitals in the
/// host, no usual port, no slash at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiBase(String);

impl ApiBase {
    /// Takes a path, or an address whose host passes the same checks as a typed one.
    pub fn parse(base: &str) -> Option<Self> {
        let base = base.trim();
        let clean = !base.contains(['?', '#', '\\', '@', '%']) && base.bytes().all(|byte| byte.is_ascii_graphic());
        let climbs = base.split('/').any(|segment| segment == ".." || segment == ".");
        if base.is_empty() || !clean || climbs || base.starts_with("//") {
            return None;
        }
        let base = base.trim_end_matches('/');
        if base.is_empty() || base.starts_with('/') {
            return Some(Self(base.to_owned()));
        }
        let (_, rest) = base.split_once("://")?;
        let path = rest.find('/').map_or("", |at| &rest[at..]);
        let host = Host::parse(base).ok()?;
        // `api.github.com` typed as a host means github.com; here it means the API.
        let is_api = host.is_cloud() && rest.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("api."));
        Some(Self(if is_api { host.api_base() } else { host.web_base() } + path))
    }

    /// The absolute base for a page whose origin is `site`.
    pub fn on(&self, site: &str) -> String {
        let is_path = self.0.is_empty() || self.0.starts_with('/');
        if is_path { site.to_owned() + &self.0 } else { self.0.clone() }
    }
}

impl<'de> Deserialize<'de> for ApiBase {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, Self::parse)
    }
}
