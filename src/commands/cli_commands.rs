//! What the console asks of GitHub, as commands for a terminal: the same change with `curl`, and with GitHub's own `gh`.
//!
//! Invariant: pure; no token is ever part of a command: `$GITHUB_TOKEN` stands in its place. What is asked comes from
//! [`Endpoint`], the only place that builds paths, and goes to the host itself, whatever way the site has to it.

use super::quote::posix;
use crate::github::{Endpoint, Host, Method};

/// Requests as one `curl` each, for a POSIX shell.
pub fn curl(host: &Host, requests: &[Endpoint]) -> String {
    let one = |request: &Endpoint| {
        let url = host.api_base() + &request.path_and_query();
        // The shell puts the token in: that takes double quotes.
        [
            "curl -L -X ",
            method(request.method),
            " -H 'Accept: application/vnd.github+json' -H \"Authorization: Bearer $GITHUB_TOKEN\" ",
            &posix(&url),
        ]
        .concat()
    };
    lines(requests.iter().map(one))
}

/// Requests as one `gh api` each, for a POSIX shell; `None` where `gh` cannot reach the host: it takes no port (its
/// `HostnameValidator`) and speaks `https` only.
pub fn gh(host: &Host, requests: &[Endpoint]) -> Option<String> {
    let base = host.web_base();
    let name = base.strip_prefix("https://").filter(|name| !name.contains(':'))?;
    // `gh` reads tokens of the cloud and of other hosts from different variables (`gh help environment`).
    let variable = if host.is_cloud() { "GH_TOKEN" } else { "GH_ENTERPRISE_TOKEN" };
    let hostname = if name == "github.com" { String::new() } else { ["--hostname ", &posix(name), " "].concat() };
    let one = |request: &Endpoint| {
        // Without the slash in front, which some shells of Windows would take for a folder.
        let path = posix(request.path_and_query().trim_start_matches('/'));
        [variable, "=\"$GITHUB_TOKEN\" gh api ", &hostname, "--method ", method(request.method), " ", &path].concat()
    };
    Some(lines(requests.iter().map(one)))
}

fn lines(all: impl Iterator<Item = String>) -> String {
    all.collect::<Vec<String>>().join("\n")
}

fn method(method: Method) -> &'static str {
    match method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Delete => "DELETE",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{curl, gh};
    use crate::github::{Endpoint, Host, RunnerId, Scope, ScopeKind};

    fn host(name: &str) -> Host {
        Host::parse(name).unwrap()
    }

    fn removals() -> Vec<Endpoint> {
        let scope = Scope::parse(ScopeKind::Organization, "octo-org").unwrap();
        [23, 9_007_199_254_740_993].map(|id| Endpoint::delete_runner(&scope, RunnerId(id))).into()
    }

    #[test]
    fn each_change_is_a_command_of_its_own() {
        let enterprise = Scope::parse(ScopeKind::Enterprise, "octo-enterprise").unwrap();
        let token = [Endpoint::create_registration_token(&enterprise)];
        assert_eq!(
            curl(&host("ghe.corp.example:8443"), &token),
            "curl -L -X POST -H 'Accept: application/vnd.github+json' -H \"Authorization: Bearer $GITHUB_TOKEN\" https://ghe.corp.example:8443/api/v3/enterprises/octo-enterprise/actions/runners/registration-token"
        );
        let both = curl(&host("github.com"), &removals());
        let lines: Vec<&str> = both.lines().collect();
        assert!(lines[0].ends_with(" https://api.github.com/orgs/octo-org/actions/runners/23"), "{both}");
        assert!(lines[1].ends_with("/9007199254740993") && lines.len() == 2, "{both}");
        assert!(lines[0].starts_with("curl -L -X DELETE "), "{both}");
    }

    #[test]
    fn gh_is_told_the_host_and_where_its_token_is() {
        let first = |name| gh(&host(name), &removals()[..1]);
        let path = "--method DELETE orgs/octo-org/actions/runners/23";
        for (name, start) in [
            ("github.com", "GH_TOKEN=\"$GITHUB_TOKEN\" gh api "),
            ("octo.ghe.com", "GH_TOKEN=\"$GITHUB_TOKEN\" gh api --hostname octo.ghe.com "),
            ("ghe.corp.example", "GH_ENTERPRISE_TOKEN=\"$GITHUB_TOKEN\" gh api --hostname ghe.corp.example "),
        ] {
            assert_eq!(first(name), Some(format!("{start}{path}")));
        }
        for name in ["ghe.corp.example:8443", "http://127.0.0.1:8080", "localhost", "[::1]", "https://[fe80::]"] {
            assert_eq!(first(name), None, "{name}");
        }
    }

    #[test]
    fn the_shell_gets_each_request_as_it_is() {
        let scope = Scope::parse(ScopeKind::Repository, "octo-org/octo.repo").unwrap();
        let list = [Endpoint::list_runners(&scope, 2)];
        assert!(
            curl(&host("github.com"), &list)
                .ends_with(" 'https://api.github.com/repos/octo-org/octo.repo/actions/runners?per_page=100&page=2'")
        );
        assert!(
            gh(&host("github.com"), &list)
                .unwrap()
                .ends_with(" 'repos/octo-org/octo.repo/actions/runners?per_page=100&page=2'")
        );
    }
}
