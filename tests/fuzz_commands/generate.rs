//! Forms, scopes, hosts, tokens and runner applications, from plain to hostile.

use crate::dice::Dice;
use runner_console::commands::{Field, Form, Switch};
use runner_console::github::{Os, RunnerApplication, ScopeKind};

/// What nobody needs quotes for, and what many have.
const PLAIN: &[&str] = &[
    "build",
    "-01",
    "gpu",
    "large",
    "Default",
    "_work",
    " ",
    "x64",
    "Prüfstand 3",
    "ビルド",
    "сборка",
    "srv/work",
    ".",
    "C:\\actions",
    "two words",
    ",",
    "linux",
    "7",
];

/// What shells act on, all of it to be seen.
const SHARP: &[&str] = &[
    "'",
    "''",
    "'\\''",
    "\"",
    "\"\"",
    "`",
    "``",
    "\\",
    "\\\\",
    "\\'",
    "\\\"",
    "$(touch PWNED)",
    "`touch PWNED`",
    ";touch PWNED;",
    "| touch PWNED",
    "&& touch PWNED",
    "|| touch PWNED",
    "& touch PWNED &",
    ">PWNED",
    ">>PWNED",
    "2>PWNED",
    "<PWNED",
    "<<EOF",
    "EOF",
    "<<<x",
    "<(touch PWNED)",
    ">(touch PWNED)",
    "=(touch PWNED)",
    "2>&1",
    "*",
    "?",
    "[a-z]*",
    "**/*",
    "{a,b}",
    "{1..9}",
    "!!",
    "!$",
    "!-1",
    "!touch",
    "!?x?",
    "^a^b^",
    "!",
    "~",
    "~root",
    "~+",
    "=ls",
    "=",
    "$HOME",
    "${IFS}",
    "$IFS",
    "$((1+1))",
    "$$",
    "$?",
    "$!",
    "$'\\n'",
    "$\"x\"",
    "${x:=PWNED}",
    "#",
    " # x",
    "--",
    "-n",
    "-e",
    "--help",
    "%s%n",
    "%1",
    "%PATH%",
    "%~dp0",
    "%*",
    "%",
    "%%",
    "^",
    "^&",
    "!PATH!",
    "if",
    "then",
    "fi",
    "do",
    "done",
    "case",
    "esac",
    "in",
    "{",
    "}",
    "(",
    ")",
    ") else (",
    "[[",
    "]]",
    "eval",
    "exec",
    "exit 3",
    "exit",
    "time",
    "function f {",
    "f() {",
    "alias x=y",
    "export X=1",
    "X=1",
    "cd /",
    "set -e",
    "trap",
    "unset PATH",
    "return",
    "break",
    ":",
    ";",
    ";;",
    "&",
    "|",
    "<",
    ">",
    "\u{2018}",
    "\u{2019}",
    "\u{201a}",
    "\u{201b}",
    "\u{201c}",
    "\u{201d}",
    "\u{201e}",
    "\u{2013}",
    "\u{2014}",
    "\u{2015}",
    "\u{ff02}",
    "\u{ff07}",
    "\u{2032}",
    "\u{5f3}",
    "\u{b4}",
    "\u{ff1b}",
    "\u{ff5c}",
    "\u{ff06}",
    "\u{37e}",
    "e\u{301}",
    "\u{301}",
    "👍",
    "🏳",
    "שלום",
    "مرحبا",
    "\u{fffd}",
    "\u{e000}",
    "\u{10ffff}",
    "\u{fffe}",
    "ß",
    "İ",
    "@(x)",
    "@{x}",
    "@x",
    "--%",
    "0x10",
    "1kb",
    "1..3",
    ".5",
    "1e5",
    "A=b c",
    "a,b",
    "//x",
    "\\\\server\\share",
    "C:\\a b\\",
    "$env:PATH",
    "$(calc)",
    "&calc",
    "& calc",
    "%ComSpec%",
    "$null",
    "''''",
    "\"\"\"",
    "\\ ",
    " \\",
    "\\\\\"",
];

/// What no command line may have, and dashes in front.
const WILD: &[&str] = &[
    "\n",
    "\r\n",
    "\r",
    "\0",
    "\t",
    "\u{1b}[201~",
    "\u{1b}]0;x\u{7}",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "\u{a0}",
    "\u{3000}",
    "\u{ad}",
    "\u{e0041}",
    "\u{fe0f}",
    "\u{1a}",
    "\u{8}",
    "\u{3}",
    "\u{4}",
    "\u{9b}",
    "\u{115f}",
    "\u{2800}",
    "\ntouch PWNED\n",
    "\r\ntouch PWNED\r\n",
    "'\ntouch PWNED\n'",
];

/// Whether a text is one that POSIX systems could take: most are, for a form has many and one is enough to refuse it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Care {
    Taken,
    None,
}

/// One text that somebody may type, or a stranger may call his runner.
pub fn text(dice: &mut Dice, care: Care) -> String {
    let mood = dice.within(0..100);
    let mut text = String::new();
    if care == Care::None && dice.percent(5) {
        text.push('-');
    }
    for _ in 0..dice.within(0..7) {
        match mood {
            0..15 => text.push_str(dice.of(PLAIN)),
            _ if mood < 80 || care == Care::Taken => {
                text.push_str(if dice.percent(20) { dice.of(PLAIN) } else { dice.of(SHARP) });
            }
            _ => match dice.within(0..3) {
                0 => text.push_str(dice.of(WILD)),
                1 => text.extend([dice.character()]),
                _ => text.push_str(dice.of(SHARP)),
            },
        }
        if dice.percent(10) {
            text.push(' ');
        }
    }
    if dice.percent(1) && !text.is_empty() && dice.percent(20) {
        text = text.repeat(4_000 / text.len());
    }
    text
}

/// Everything that is typed or answered for one command.
#[derive(Clone, Debug)]
pub struct Case {
    pub form: Form,
    pub host: String,
    pub kind: ScopeKind,
    pub scope: String,
    pub token: String,
    pub application: RunnerApplication,
}

impl Case {
    /// The case of this number, for a machine with one of these systems.
    pub fn new(dice: &mut Dice, systems: &[Os]) -> Self {
        let care = if dice.percent(75) { Care::Taken } else { Care::None };
        let mut form = Form::on(dice.of(systems));
        for field in Field::ALL {
            // Each text is one more reason to refuse a form: few forms would pass with all of them.
            let share = match field {
                Field::Machines => 0,
                Field::EnterpriseSlug | Field::Group | Field::Account => 10,
                Field::Name | Field::Labels | Field::Work => 55,
            };
            if dice.percent(share) {
                form.set_text(field, text(dice, care));
            }
        }
        if dice.percent(30) {
            several(dice, care, &mut form);
        }
        if dice.percent(40) {
            let labels: Vec<String> = (0..dice.within(1..5)).map(|_| text(dice, care)).collect();
            form.set_text(Field::Labels, labels.join(dice.of(&[",", ", ", " ,", ",,"])));
        }
        for switch in Switch::ALL {
            form.turn(switch, dice.percent(30));
        }
        let kind = dice.of(&ScopeKind::ALL);
        Self {
            form,
            host: host(dice),
            kind,
            scope: scope(dice, kind),
            token: token(dice),
            application: application(dice),
        }
    }
}

/// Several machines, with a pattern of names that may be counted; at times with one that may not.
fn several(dice: &mut Dice, care: Care, form: &mut Form) {
    form.set_text(
        Field::Machines,
        dice.of(&["2", "3", " 20 ", "999", "1000", "1", "", "0", "1001", "x", "-2"]).to_owned(),
    );
    if dice.percent(80) {
        let number = dice.of(&["{1}", "{01}", "{007}", "{0}", "{n}", "{998}", "{999999}", "{}", "{x}", "{1", "{$1}"]);
        // Braces of its own would make two numbers.
        let without = |text: String| text.replace(['{', '}'], "");
        let (before, after) = (without(text(dice, care)), without(text(dice, care)));
        form.set_text(Field::Name, [&before, number, &after].concat());
    }
}

fn host(dice: &mut Dice) -> String {
    if dice.percent(3) {
        let text = text(dice, Care::None);
        return dice.of(&["", "https://", "ghe.corp", "http://", "[::1]:"]).to_owned() + &text;
    }
    let hosts = [
        "github.com",
        "octo.ghe.com",
        "ghe.corp.example:8443",
        "[::1]:8081",
        "http://127.0.0.1:3",
        "xn--ghe-9ma.example",
    ];
    dice.of(&hosts).to_owned()
}

fn scope(dice: &mut Dice, kind: ScopeKind) -> String {
    if dice.percent(3) {
        return text(dice, Care::None);
    }
    let part = |dice: &mut Dice| dice.of(&["octo-org", "-x", "Octo.Org_1", "_", "a-", "--help", "0x1F"]).to_owned();
    match kind {
        ScopeKind::Repository => part(dice) + "/" + &part(dice),
        ScopeKind::Enterprise if dice.percent(8) => "42".to_owned(),
        _ => part(dice),
    }
}

fn token(dice: &mut Dice) -> String {
    if dice.percent(3) {
        return text(dice, Care::None);
    }
    let letters: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain("-._~+/=".chars()).collect();
    // No dash in front.
    std::iter::once('A').chain((0..dice.within(0..40)).map(|_| dice.of(&letters))).collect()
}

fn application(dice: &mut Dice) -> RunnerApplication {
    let one_of = |dice: &mut Dice, usual: &str| if dice.percent(5) { text(dice, Care::None) } else { usual.to_owned() };
    // What an address and a token may have, with all that shells act on; sometimes the rest.
    let fitting = |dice: &mut Dice| {
        let (text, any) = (text(dice, Care::None), dice.percent(5));
        let fits = |character: &char| any || character.is_ascii_graphic() && !"\"'`<>\\{}|^".contains(*character);
        text.chars().filter(fits).collect::<String>()
    };
    let address = dice.of(&["https://ghe.corp.example/", "http://[::1]/?a=", "https://x"]).to_owned();
    let url = address + &fitting(dice);
    let quotes = dice.of(&["", "'", "\"$(touch_PWNED)'"]).to_owned();
    let secret = if dice.percent(50) { quotes + &fitting(dice) } else { String::new() };
    let checksum = if dice.percent(50) { "aB".repeat(32) } else { one_of(dice, "") };
    RunnerApplication {
        os: one_of(dice, "linux"),
        architecture: one_of(dice, "x64"),
        download_url: url,
        filename: one_of(dice, "actions-runner+x64-2.0.tar.gz"),
        temp_download_token: Some(secret),
        sha256_checksum: Some(checksum),
    }
}
