//! The look at the connection, in English.

use crate::format_number::format_number;
use crate::github::{ScopeKind, TokenKind};
use crate::i18n::check::{CheckLines, CheckTexts, Meaning};

pub(crate) static CHECK: CheckTexts = CheckTexts {
    title: "Connection check",
    checking: "Asking GitHub…",
    checked: |time| ["Checked at ", time].concat(),
    again: "Check again",
    verdict: |problems| match problems {
        0 => "No problem found.".to_owned(),
        1 => "1 problem found: see below.".to_owned(),
        _ => [&problems.to_string(), " problems found: see below."].concat(),
    },
    marks: ["Good:", "Wrong:", "Not known:"],
    lines: CheckLines {
        address: "Address",
        reach: "Reaching the host",
        version: "Version of the server",
        token: "Access token",
        scopes: "Scopes of the token",
        runners: |scope| ["Runners of ", scope].concat(),
        sso: "Single sign-on (SAML)",
        budget: "Rate limit",
    },
    api_base_of_site: "This site has set this address in its config.json, instead of the host's own.",
    reached: "GitHub answers this page.",
    paused: "GitHub asked for a pause, so it was not asked now.",
    not_reached: "No answer came that the browser lets this page read, and it does not say why. It can mean, in the order in which it is worth checking:",
    meanings: &[
        Meaning {
            cause: "No network, or the wrong one: the host may be reachable from inside only.",
            remedy: "Check the connection and the VPN.",
        },
        Meaning {
            cause: "DNS: the name of the host is not known here.",
            remedy: "Open the host in a new tab. If it is not found there either, ask the GitHub administrator for the right name, and from which networks it resolves.",
        },
        Meaning {
            cause: "TLS: the browser does not trust the host's certificate.",
            remedy: "A new tab then warns of it. Ask the GitHub administrator for a certificate from an authority that the browsers here trust, with the whole chain.",
        },
        Meaning {
            cause: "Private mode, or a sign-in proxy: the request is sent on to a sign-in page, which a page such as this cannot follow.",
            remedy: "Ask the GitHub administrator to let requests below that address reach the API without a sign-in: GitHub checks the token itself.",
        },
        Meaning {
            cause: "CORS: the host or a proxy before it answers without the headers that let a page read the answer.",
            remedy: "Ask the GitHub administrator to answer `OPTIONS` below the address of the API without a sign-in, and to keep the `Access-Control-Allow-…` headers that GitHub sends.",
        },
        Meaning {
            cause: "The browser itself: it asks before it reaches devices on the local network, and an extension can stop a request.",
            remedy: "Allow the local network, for which this page has to be served over https, and try without extensions.",
        },
    ],
    preflight_refused: "GitHub answers a request without the token, but not one with it. Before that one the browser asks with `OPTIONS` whether this page may send a token (CORS). Most likely the host refuses that (as it does in private mode), or a proxy before it; or it leads to another host.",
    preflight_remedy: "Ask the GitHub administrator to answer `OPTIONS` below that address without a sign-in and without a redirect, with `Access-Control-Allow-Origin`, and with `Authorization` in `Access-Control-Allow-Headers`.",
    origin: |origin| ["This page is served from ", origin, ": that is the origin to allow."].concat(),
    not_asked: "Not asked, because of what is wrong above.",
    no_version: "This host tells no version. GitHub Enterprise Server does; GitHub AE does not.",
    no_version_in_cloud: "GitHub in the cloud has no version.",
    token: |kind| match kind {
        TokenKind::Classic => "A classic personal access token. It lists its scopes.",
        TokenKind::FineGrained => {
            "A fine-grained personal access token. It has permissions in place of scopes, and cannot manage the runners of an enterprise."
        }
        TokenKind::OAuth => "A token of an OAuth app. It lists its scopes.",
        TokenKind::AppUser => {
            "A token of a GitHub App that acts for a person. It has the permissions of both, and cannot manage the runners of an enterprise."
        }
        TokenKind::Installation => {
            "A token of a GitHub App's installation. It has permissions in place of scopes, lives one hour, and cannot manage the runners of an enterprise."
        }
        TokenKind::Unknown => "A token of a kind that this page does not know.",
    },
    owner: |login| ["It belongs to ", login, "."].concat(),
    no_owner: "GitHub does not tell this token whose it is.",
    no_scopes: "GitHub lists no scopes for this token: its kind has permissions instead, or a proxy hides the list. What it may do shows only when it is tried.",
    hierarchy: "A wide scope holds narrower ones: `admin:enterprise` holds `manage_runners:enterprise`; `admin:org` holds `manage_runners:org`, `write:org` and `read:org`; `repo` holds `public_repo`.",
    needs: |kind| match kind {
        ScopeKind::Enterprise => "What operations on an enterprise need",
        ScopeKind::Organization => "What operations on an organization need",
        ScopeKind::Repository => "What operations on a repository need",
    },
    heads: ["To", "A token needs", "This token"],
    or: "or",
    has: "Has it",
    through: |held| ["Has it through `", held, "`"].concat(),
    lacks: "Lacks it",
    unknown: "GitHub does not say",
    role: |kind| match kind {
        ScopeKind::Enterprise => "The owner of the token must also be an owner of the enterprise.",
        ScopeKind::Organization => {
            "The owner of the token must also be an owner of the organization, and a private repository needs `repo` as well. Tokens without scopes need the organization permission “Self-hosted runners”, read and write."
        }
        ScopeKind::Repository => {
            "The owner of the token must also be an admin of the repository. Tokens without scopes need the repository permission “Administration”, read and write."
        }
    },
    readable: |count| match count.and_then(|count| usize::try_from(count).ok()) {
        Some(count) => ["This token can read them: ", &format_number(count, "en"), "."].concat(),
        None => "This token can read them.".to_owned(),
    },
    needs_sso: "GitHub refuses to let this token read them before it is authorized: see the next line.",
    sso_not_missing: "This token needs no further authorization here.",
    sso_unknown: "GitHub said nothing about it.",
    budget: |left, of, time, minutes| {
        let number = |number: u32| format_number(usize::try_from(number).unwrap_or_default(), "en");
        [
            number(left).as_str(),
            " of ",
            &number(of),
            " requests are left. All are there again at ",
            time,
            ", in about ",
            minutes,
            " min.",
        ]
        .concat()
    },
    no_budget: "This host tells no limit: it has none, which is usual for GitHub Enterprise Server and GitHub AE, or does not let pages see it.",
};
