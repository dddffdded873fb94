//! The page's style sheets made two, without what only people read: what a screen of runners needs, and what comes with the
//! second part of the page ([`split`](super::split)).
//!
//! Many files are good to write and to find one's way in, and few compress better, by a third. No parser of CSS: our
//! own sheets need no more than this, and a browser compares what it makes of both (`tests/e2e/styles.rs`).
//!
//! Invariants: the order of the rules stays; a browser makes the same rules of both; whatever asks for a sheet names its hash.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::file::{File, text};

/// What the two files are called, before their hashes.
const NAME: &str = "style";
const LATER_NAME: &str = "later";
/// The sheets that nothing of the first part needs, by what their names begin with. In `index.html` they are the last ones.
pub const LATER: [&str; 4] = ["forms", "dialogs", "entrance", "commands"];
/// How Trunk begins the link to a style sheet; its address follows.
const LINK: &str = "<link rel=\"stylesheet\" href=\"./";

/// Replaces the style sheets that Trunk put into `site`, and returns the one that `index.html` does not ask for.
///
/// # Errors
/// Something cannot be read or written, or Trunk writes other links than this knows.
pub(super) fn join(site: &Path) -> Result<File> {
    let index = site.join("index.html");
    let mut html = text(&index)?;
    let (mut rules, mut later) = (String::new(), String::new());
    let mut first = None;
    while let Some(start) = html.find(LINK) {
        let tag = html[start..].split_inclusive('>').next().unwrap_or_default();
        let name = tag[LINK.len()..].split('"').next().unwrap_or_default();
        let path = site.join(name);
        let part = if is_later(name) { &mut later } else { &mut rules };
        *part += &minified(&text(&path)?);
        fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        first.get_or_insert(start);
        // The lines of the links go with them.
        let line = start + tag.len();
        let rest = html[line..].trim_start_matches(char::is_whitespace).len();
        html.replace_range(start..html.len() - rest, "");
    }
    let Some(first) = first else { bail!("Trunk made no link to a style sheet: {html}") };
    if html.contains("rel=\"stylesheet\"") {
        bail!("Trunk made another link to a style sheet: {html}");
    }
    let style = File::named(NAME, ".css", rules.into_bytes());
    let later = File::named(LATER_NAME, ".css", later.into_bytes());
    style.write(site)?;
    later.write(site)?;
    html.insert_str(first, &format!("{LINK}{}\" integrity=\"{}\"/>\n    ", style.name, style.integrity()));
    fs::write(&index, html).with_context(|| format!("cannot write {}", index.display()))?;
    Ok(later)
}

/// Whether a sheet comes with the second part: `commands.css`, `commands_desk.css`. `name` is what it is called in the
/// sources, or with a hash.
pub fn is_later(name: &str) -> bool {
    LATER.iter().any(|later| name.strip_prefix(later).is_some_and(|rest| rest.starts_with(['-', '.', '_'])))
}

/// The rules without comments, and without the spaces that mean nothing.
///
/// A space before a colon stays, which tells `a :hover` from `a:hover`, and so do those around `+`, `-` and brackets.
fn minified(css: &str) -> String {
    let mut short = String::with_capacity(css.len());
    let mut rest = css;
    let mut is_apart = false;
    while let Some(next) = rest.chars().next() {
        let (token, after) = rest.split_at(token(rest));
        rest = after;
        if next.is_whitespace() || token.starts_with("/*") {
            is_apart = true;
            continue;
        }
        let joins = matches!(next, '{' | '}' | ';' | ',' | '>');
        if is_apart && !joins && !short.is_empty() && !short.ends_with(['{', '}', ';', ',', '>', ':']) {
            short.push(' ');
        }
        is_apart = false;
        if next == '}' && short.ends_with(';') {
            short.pop();
        }
        short.push_str(token);
    }
    short
}

/// How long what the text begins with is: a comment or a string, to its end; or one character.
fn token(text: &str) -> usize {
    let mut characters = text.char_indices();
    let Some((_, first)) = characters.next() else { return 0 };
    if let Some(comment) = text.strip_prefix("/*") {
        return comment.find("*/").map_or(text.len(), |end| end + "/**/".len());
    }
    let mut is_escaped = false;
    if matches!(first, '"' | '\'') {
        for (index, character) in characters {
            if character == first && !is_escaped {
                return index + first.len_utf8();
            }
            is_escaped = character == '\\' && !is_escaped;
        }
        return text.len();
    }
    first.len_utf8()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::page::file::integrity;

    #[test]
    fn what_means_nothing_goes_and_what_means_something_stays() {
        for (css, short) in [
            ("", ""),
            ("/* a */\n.a {\n  color: red;\n  /* b */\n}\n", ".a{color:red}"),
            (
                "a :hover, a:hover > b { x: calc(1rem + -2 * var(--y)) ; }",
                "a :hover,a:hover>b{x:calc(1rem + -2 * var(--y))}",
            ),
            ("@media (min-width: 2rem) and (x) { a { b: c } }", "@media (min-width:2rem) and (x){a{b:c}}"),
            ("a/* x */b { c: d }", "a b{c:d}"),
            (
                "a::before { content: \"a ;  } \\\" /* b */\"; b: ' , ' }",
                "a::before{content:\"a ;  } \\\" /* b */\";b:' , '}",
            ),
            ("a { b: \"never ends ;  }", "a{b:\"never ends ;  }"),
            ("a { } /* never ends", "a{}"),
            ("& + & { a: b } &.c { d: \u{e9}  \u{e9} }", "& + &{a:b}&.c{d:\u{e9} \u{e9}}"),
        ] {
            assert_eq!(minified(css), short);
            assert_eq!(minified(short), short);
        }
    }

    #[test]
    fn a_sheet_belongs_to_the_part_that_its_name_begins_with() {
        for name in ["commands.css", "commands-0123456789abcdef.css", "commands_desk.css", "commands_desk-0123.css"] {
            assert!(is_later(name), "{name}");
        }
        for name in ["controls.css", "commander.css", "runner_table.css", "base-0123.css"] {
            assert!(!is_later(name), "{name}");
        }
    }

    #[test]
    fn s4_all_become_one_in_their_order_with_its_hash_and_the_rest_of_the_page_stays() {
        let site = std::env::temp_dir().join(format!("harness-styles-{}", std::process::id()));
        fs::create_dir_all(&site).unwrap();
        let link = |name: &str| format!("{LINK}{name}\" integrity=\"sha384-x\"/>");
        let page = |links: &str| format!("<head>\n    <a/>\n    {links}\n    <b/>\n</head>");
        fs::write(site.join("one.css"), "@layer a, b;\n").unwrap();
        fs::write(site.join("two.css"), "a { b: c }\n").unwrap();
        fs::write(site.join("forms-0123456789abcdef.css"), "d { e: f }\n").unwrap();
        let links = ["one.css", "two.css", "forms-0123456789abcdef.css"].map(link).join("\n    ");
        fs::write(site.join("index.html"), page(&links)).unwrap();
        let later = join(&site).unwrap();
        assert_eq!(fs::read(site.join(&later.name)).unwrap(), b"d{e:f}");
        let content = b"@layer a,b;a{b:c}";
        let name = File::named(NAME, ".css", content.to_vec()).name;
        assert_eq!(fs::read(site.join(&name)).unwrap(), content);
        let expected = format!("{LINK}{name}\" integrity=\"{}\"/>", integrity(content));
        assert_eq!(fs::read_to_string(site.join("index.html")).unwrap(), page(&expected));
        assert_eq!(fs::read_dir(&site).unwrap().count(), 3);

        for strange in ["", "<link rel=\"stylesheet\" media=\"print\" href=\"./a.css\">"] {
            fs::write(site.join("index.html"), page(strange)).unwrap();
            assert!(join(&site).is_err(), "{strange}");
        }
        fs::remove_dir_all(&site).unwrap();
    }
}
