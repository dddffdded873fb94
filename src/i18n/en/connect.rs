//! Connecting, in English.

use crate::config::TimeoutReason;
use crate::github::HostError;
use crate::github::token::AccessTokenError;
use crate::i18n::connect::{Connect, TokenHelp};

pub(crate) static CONNECT: Connect = Connect {
    about: "All self-hosted runners of an enterprise, an organization or a repository on one page: find what is wrong, clean it up, add a machine.",
    promises: [
        "This page talks to your GitHub host directly. There is no server in between.",
        "Your token stays in this browser tab, and goes to that host only.",
        "Sign out, or close the tab, and the token is gone.",
    ],
    connect: "Connect",
    connecting: "Connecting…",
    host: "GitHub host",
    host_hint: "github.com, a ghe.com subdomain, or your own GitHub AE or GitHub Enterprise Server.",
    host_hint_only: |hosts| ["This site connects to: ", hosts, "."].concat(),
    host_placeholder: "github.example.com",
    host_not_offered: |hosts| ["This site connects only to: ", hosts, ". Choose one of them."].concat(),
    host_error: |error| match error {
        HostError::Empty => "Type the host, as in the address of your GitHub.",
        HostError::UserInfo => "Leave out the part before the @: a host has no user name or password.",
        HostError::PlainHttp => "Plain http would send the token unencrypted. Use https.",
        HostError::Scheme => "Use an https address, or the host name alone.",
        HostError::NotAscii => "Host names have plain letters only. Type an international name in its xn-- form.",
        HostError::Malformed => "This is not a host name. Type it like github.example.com.",
        HostError::Port => "The port must be a number from 1 to 65535.",
    },
    token: "Access token",
    token_hint: "Sent to this host only. Never put in a link.",
    token_error: |error| match error {
        AccessTokenError::Empty => "Paste an access token.",
        AccessTokenError::Characters => {
            "A token has no spaces, line breaks or special letters inside. Copy the whole token again."
        }
    },
    memory_only: "Forget the token when this page is reloaded",
    memory_only_hint: "Otherwise this tab keeps it, at most until you sign out or close it.",
    create_token: |host| ["Create a token on ", host].concat(),
    signed_out: "You are signed out. The token is gone from this tab.",
    locked: |ending| {
        let (minutes, what) = match ending {
            TimeoutReason::Idle(minutes) => (minutes, " min without use"),
            TimeoutReason::Session(minutes) => (minutes, " min with this token"),
        };
        [
            "Locked after ",
            &minutes.to_string(),
            what,
            ", as this site asks for. The token is gone from this tab: type it again to go on where you were.",
        ]
        .concat()
    },
    help: TokenHelp {
        summary: "Which token do I need?",
        lead: "Its owner must be allowed to manage the runners, and the token itself needs:",
        classic: "Classic token",
        fine_grained: "Fine-grained token or GitHub App",
        scopes: [
            ["Enterprise runners", "`admin:enterprise`, or on newer hosts `manage_runners:enterprise`", "Not possible"],
            [
                "Organization runners",
                "`admin:org`, and `repo` for private repositories",
                "Organization permission “Self-hosted runners”, read and write",
            ],
            ["Repository runners", "`repo`", "Repository permission “Administration”, read and write"],
        ],
    },
};
