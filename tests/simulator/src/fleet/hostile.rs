//! Names and labels as an attacker, or a tired administrator, would choose them.
//!
//! Invariant: each entry is one trap of its own, so that a test can name the trap it is about.

use super::generate::{custom_label, default_labels};
use super::{Fleet, Place, Runner};
use crate::dialect::{Dialect, Os};
use serde_json::Map;

/// The hostile names, in list order.
pub fn names() -> Vec<String> {
    let mut names: Vec<String> = [
        "plain-twin",
        // Zero-width space: looks like `plain-twin`.
        "plain\u{200b}-twin",
        // Right-to-left override: shows as `prod-exe.gpj`-like text.
        "prod-\u{202e}gpj.exe",
        // Isolates and marks.
        "a\u{2066}b\u{2069}\u{200f}c",
        "bell\u{7}and\u{1b}[31mred\u{1b}[0m",
        "tab\tnew\nline\r\nend",
        "soft\u{ad}hyphen\u{feff}bom",
        "Cyrillic-\u{0430}dmin",
        "tag\u{e0041}\u{e007f}chars",
        "<img src=x onerror=alert(1)>",
        "\"double\" 'single' `back`",
        "$(touch /tmp/pwned)",
        "`id`; rm -rf ~ && echo",
        "=cmd|' /C calc'!A0",
        "--token",
        "%2e%2e%2f..\\..\\x",
        "\u{2018}smart\u{2019} \u{201c}quotes\u{201d}",
        " leading and trailing ",
        "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}zalgo",
        "\u{1f9d1}\u{200d}\u{1f4bb} emoji",
        "عربي-runner",
        "{{constructor}} ${x} {0}",
        "null",
        "",
    ]
    .iter()
    .map(|name| (*name).to_owned())
    .collect();
    names.push("x".repeat(64));
    names.push(format!("{}-end", "long-name-".repeat(25)));
    names.push("W".repeat(200));
    names
}

/// The runners of the organization `octo-hostile`.
pub fn fleet(dialect: Dialect, first_id: u64) -> Fleet {
    let labels = [
        "<b>bold</b>",
        "rtl\u{202e}lebal",
        "zero\u{200b}width",
        "with,comma",
        "$(id)",
        "=1+1",
        "new\nline",
        "quote\"'`",
        " padded ",
        "",
    ];
    let mut fleet = Fleet::default();
    for ((name, id), turn) in names().into_iter().zip(first_id..).zip(0_usize..) {
        let mut own = default_labels(Os::Linux, "X64", dialect);
        own.extend(labels.iter().cycle().skip(turn).take(2).map(|label| custom_label(label, dialect)));
        own.push(custom_label(&"l".repeat(if turn == 0 { 256 } else { 1 + turn }), dialect));
        let runner = Runner {
            id,
            name,
            os: dialect.os_name(Os::Linux, false).to_owned(),
            status: if turn % 3 == 0 { "offline" } else { "online" }.to_owned(),
            busy: turn % 7 == 1,
            labels: own,
            group_id: 1,
            ephemeral: false,
            version: None,
            extra: Map::new(),
            client_id: None,
        };
        fleet.insert(runner, Place::End);
    }
    fleet
}
