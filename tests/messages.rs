//! The texts of the console, read off its source: none is unused, none is left in English, and none is anywhere else.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// The program without its comments and its tests, and the texts in it: each leaves its quotes behind.
fn read(source: &str) -> (String, Vec<String>) {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let (mut code, mut texts) = (String::new(), Vec::new());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = rest.split_once('\n').map_or("", |(_, after)| after);
            code.push('\n');
        } else if rest.starts_with("r#\"") {
            let (text, after) = rest[3..].split_once("\"#").unwrap();
            texts.push(text.to_owned());
            code.push_str("\"\"");
            rest = after;
        } else if first == '"' {
            let mut end = 1;
            while !rest[end..].starts_with('"') {
                end += if rest[end..].starts_with('\\') { 2 } else { rest[end..].chars().next().unwrap().len_utf8() };
            }
            texts.push(rest[1..end].to_owned());
            code.push_str("\"\"");
            rest = &rest[end + 1..];
        } else if let Some(length) = character(rest) {
            code.push_str("''");
            rest = &rest[length..];
        } else {
            code.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    (code, texts)
}

/// How long the character is that begins here: its quote or its brace is not one of the program's.
fn character(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    let first = inside.chars().next()?;
    let length = if first == '\\' { inside.get(2..)?.find('\'')? + 2 } else { first.len_utf8() };
    // A lifetime begins alike, and nothing ends it.
    inside[length..].starts_with('\'').then_some(length + 2)
}

/// The fields of the structs in a file.
fn fields(code: &str) -> BTreeSet<&str> {
    let lines = code.lines().map(str::trim).filter_map(|line| line.strip_prefix("pub "));
    lines.filter_map(|line| line.split_once(": ")).map(|(name, _)| name).filter(|name| is_word(name)).collect()
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// The fields that no code asks for.
fn unused<'a>(fields: &BTreeSet<&'a str>, code: &str) -> Vec<&'a str> {
    let asked = |field: &str| {
        code.match_indices(&format!(".{field}")).any(|(place, found)| {
            let after = code[place + found.len()..].chars().next();
            !after.is_some_and(|after| after.is_alphanumeric() || after == '_')
        })
    };
    fields.iter().copied().filter(|field| !asked(field)).collect()
}

#[test]
fn every_message_is_shown_somewhere() {
    let messages = source().join("i18n");
    let mut code = String::new();
    for file in rust_files(&source()) {
        // What explains errors is among the messages, and asks for them.
        if !file.starts_with(messages.join("en")) && !file.starts_with(messages.join("es")) {
            code.push_str(&read(&fs::read_to_string(file).unwrap()).0);
        }
    }
    let mut all = 0;
    for entry in fs::read_dir(&messages).unwrap() {
        let file = entry.unwrap().path();
        if file.is_dir() {
            continue;
        }
        let (own, _) = read(&fs::read_to_string(&file).unwrap());
        let fields = fields(&own);
        all += fields.len();
        assert_eq!(unused(&fields, &code), Vec::<&str>::new(), "{}", file.display());
    }
    assert!(all > 150, "the messages were not found");
    let planted = read("pub struct A {\n    /// Never asked for.\n    pub never_asked: &'static str,\n}").0;
    assert_eq!(unused(&fields(&planted), &code), ["never_asked"]);
}

/// Whether a text holds words that a person reads: not a name in code, in a style sheet or of a key.
fn is_read(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).collect();
    let is_capital = |word: &&str| {
        let mut letters = word.trim_end_matches(['.', ',', ':', '!', '?', '…']).chars();
        letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase) && word.len() > 1
    };
    let has_stop = text.trim_end().ends_with(['.', '?', '!', ':', '…']) && words.len() > 1;
    has_stop || words.first().is_some_and(is_capital)
}

/// Names of keys, of what the browser calls by such words, and of what is the same in every language.
const NO_SENTENCES: [&str; 21] = [
    "Enter",
    "Escape",
    "Home",
    "End",
    "Tab",
    "Backspace",
    "Delete",
    "Shift",
    "Control",
    "Alt",
    "Meta",
    "Space",
    "Linux",
    "Windows",
    "Bearer",
    "Accept",
    "Authorization",
    "Location",
    "Link",
    "Runner",
    "Intl",
];

#[test]
fn every_sentence_is_among_the_messages() {
    let mut wrong = Vec::new();
    for part in ["pages", "app", "components", "store"] {
        let mut files = rust_files(&source().join(part));
        files.push(source().join(part).with_extension("rs"));
        for file in files {
            let (_, texts) = read(&fs::read_to_string(&file).unwrap());
            let sentences = texts.into_iter().filter(|text| is_read(text) && !NO_SENTENCES.contains(&text.as_str()));
            wrong.extend(sentences.map(|text| format!("{}: {text:?}", file.display())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn planted_sentences_are_found_and_other_texts_are_not() {
    for planted in ["Remove", "Sign out", "no runner matches.", "Reading…", "Nothing is left to do"] {
        assert!(is_read(planted), "{planted}");
    }
    for other in ["button icon-only quiet", "ArrowDown", "aria-label", " · ", "M8 3v10M3 8h10", "tbody [role=row]", ""]
    {
        assert!(!is_read(other), "{other}");
    }
    let planted = "fn f() { // Not this one.\n let a = \"Hello there\"; }\n#[cfg(test)]\nmod tests { const B: &str = \"Nor this\"; }";
    assert_eq!(read(planted).1, ["Hello there"]);
}

/// The last words of the names of attributes that people read or hear: of `aria-label`, and of `close_label` alike.
const SPEAKING: [&str; 8] =
    ["label", "description", "title", "placeholder", "alt", "hint", "roledescription", "valuetext"];

/// What may stand in the markup itself: names that are the same in every language.
const NO_WORDS: [&str; 1] = ["GitHub"];

/// Whether a literal holds a letter of any alphabet.
fn has_letter(literal: &str) -> bool {
    let mut pieces = literal.split('\\');
    let plain = pieces.next().unwrap_or_default();
    // The letters of an escape such as `\n` or `\u{a0}` are not shown.
    let after_escape = |piece: &str| match piece.strip_prefix("u{").and_then(|code| code.split_once('}')) {
        Some((_, after)) => after.contains(char::is_alphabetic),
        None => piece.chars().skip(1).any(char::is_alphabetic),
    };
    plain.contains(char::is_alphabetic) || pieces.any(after_escape)
}

/// A part of a program: code, the children of an element or of a `view!`, or a tag up to one of its attributes.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    Code,
    Children,
    Tag { speaks: bool },
}

/// The name of the attribute whose `=` comes next: none where that is part of an operator.
fn attribute<'a>(before: &'a str, rest: &str) -> Option<&'a str> {
    let before = before.trim_end();
    let rest_of_name = |letter: char| letter.is_alphanumeric() || ['-', '_', ':'].contains(&letter);
    let name = &before[before.trim_end_matches(rest_of_name).len()..];
    (!name.is_empty() && !rest.starts_with("==")).then_some(name)
}

/// Whether a literal is shown to people by the markup around it, if there is any.
fn is_shown(parts: &[Part], before: &str) -> bool {
    match parts.iter().rev().find(|part| **part != Part::Code) {
        Some(Part::Tag { speaks }) => *speaks,
        // In a block among the children it is what the block comes to, and not what a function is called with.
        Some(_) => {
            parts.ends_with(&[Part::Children])
                || ["{", "|", "=>", ";"].iter().any(|start| before.trim_end().ends_with(start))
        }
        None => false,
    }
}

/// The texts that a program's markup holds itself: all that has no quotes, and what is shown of the literals.
fn raw_texts(source: &str) -> Vec<String> {
    let (code, texts) = read(source);
    let mut texts = texts.into_iter();
    let (mut found, mut parts, mut at) = (Vec::new(), vec![Part::Code], 0);
    while let Some(next) = code[at..].chars().next() {
        let (before, rest) = code.split_at(at);
        let part = *parts.last().unwrap();
        at += next.len_utf8();
        match (part, next) {
            (_, '"') => {
                let text = texts.next().unwrap();
                if is_shown(&parts, before) && has_letter(&text) && !NO_WORDS.contains(&text.as_str()) {
                    found.push(text);
                }
                at = before.len() + "\"\"".len();
            }
            (Part::Children, '<') => parts.push(Part::Tag { speaks: false }),
            (Part::Tag { .. }, '=') => {
                if let Some(name) = attribute(before, rest) {
                    let speaks = name.rsplit(['-', '_', ':']).next().is_some_and(|word| SPEAKING.contains(&word));
                    *parts.last_mut().unwrap() = Part::Tag { speaks };
                }
            }
            (Part::Children, '{') => parts.push(Part::Code),
            // Leptos too takes the first `>` for the end of the tag, even where an operator was meant.
            (_, '}') | (Part::Tag { .. }, '>') | (Part::Code, ')' | ']') => _ = parts.pop(),
            (Part::Children, _) if !next.is_whitespace() => {
                let end = rest.find(['<', '{', '}', '"']).unwrap_or(rest.len());
                found.push(rest[..end].trim_end().to_owned());
                at = before.len() + end;
            }
            (Part::Code | Part::Tag { .. }, '{' | '(' | '[') => {
                let is_markup = before.trim_end().ends_with("view!");
                parts.push(if is_markup { Part::Children } else { Part::Code });
            }
            _ => {}
        }
    }
    assert_eq!(parts, [Part::Code], "the markup was not understood");
    found
}

#[test]
fn no_text_is_in_the_markup_itself() {
    let mut wrong = Vec::new();
    for file in rust_files(&source()) {
        let texts = raw_texts(&fs::read_to_string(&file).unwrap());
        wrong.extend(texts.into_iter().map(|text| format!("{}: {text:?}", file.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Who loses the way in a file finds nothing there: a text is planted in every view and in every element that it has.
#[test]
fn texts_are_found_in_all_the_markup_of_the_console() {
    let mut all = 0;
    for file in rust_files(&source()) {
        let source = fs::read_to_string(&file).unwrap();
        let (code, _) = read(&source);
        let places = code.matches("view!").count() + code.matches("</").count();
        let planted = source.replace("view! {", "view! { planted ").replace("</", " planted </");
        let found = raw_texts(&planted).iter().filter(|text| text.contains("planted")).count();
        assert_eq!(found, places, "{}", file.display());
        all += places;
    }
    assert!(all > 500, "the views were not found");
}

#[test]
fn planted_texts_are_found_in_markup_and_others_are_not() {
    for (planted, texts) in [
        ("<p>Hello there</p>", &["Hello there"][..]),
        ("<p>{name} is {state}!</p>", &["is", "!"]),
        ("<b>·</b>", &["·"]),
        ("close", &["close"]),
        (r#"<button>"close"</button>"#, &["close"]),
        (r#"<p>"οκ" <b>"да"</b> "是"</p>"#, &["οκ", "да", "是"]),
        (r#"<p>"\u{a0}rows"</p>"#, &["\\u{a0}rows"]),
        (r#"{"close"}"#, &["close"]),
        (r#"<p>{move || if open() { "hide" } else { "show" }}</p>"#, &["hide", "show"]),
        (r#"<p>{is_open.then(|| "close")}</p>"#, &["close"]),
        (r#"<p>{let a = b; "close".to_owned()}</p>"#, &["close"]),
        (r#"<p>{match kind { Kind::One => "one", Kind::Two => m.two }}</p>"#, &["one"]),
        (r#"<p>{is_open.then(|| view! { <b title=m.title>"now"</b> })}</p>"#, &["now"]),
        (r#"<b title="close" />"#, &["close"]),
        (r#"<b class="a" aria-label = "rows" id="b"></b>"#, &["rows"]),
        (r#"<img alt="a cat" /><input placeholder="name" aria-description="of it" />"#, &["a cat", "name", "of it"]),
        (
            r#"<Field label="host" hint={"of GitHub"} close_label="x" attr:title="y" />"#,
            &["host", "of GitHub", "x", "y"],
        ),
        (r#"<b title=move || if a == b { "on" } else { m.off } class="c" />"#, &["on"]),
        (
            r#"<Show when=is_open fallback=|| view! { <b class="c">"none"</b> } label="z">{m.all}</Show>"#,
            &["none", "z"],
        ),
        (r#"<b on:click=move |_| take('{', '\'', "d") title="e" />"#, &["e"]),
    ] {
        assert_eq!(raw_texts(&format!("fn f() {{ view! {{ {planted} }} }}")), texts, "{planted}");
    }
    for other in [
        r#"<p>{m.a} " " {m.b} " · " <b>" → "</b> "2 / 3" "\u{a0}" "\n"</p>"#,
        r#"<button type="button" class="button small" role="switch" aria-labelledby="a">{m.close}</button>"#,
        r#"<a title=m.title class="wide" href=host.base() + "/settings" on:click=move |_| shown.set(a == b)>{m.a}</a>"#,
        r#"<Dialog label close_label=m.close class="wide" />"#,
        r#"<p>{share(navigation, "idle", m.idle)} {[&name, "x"].concat()}</p>"#,
        r#"<p>{move || changing(|| view! { <b class=if a { "on" } else { "off" }>{m.b}</b> })}</p>"#,
        r#"<p>// Not this one: "close".
        {m.a}</p>"#,
        r#"<b aria-label="GitHub">"GitHub"</b>"#,
        "<></>",
    ] {
        assert_eq!(raw_texts(&format!("fn f() {{ view! {{ {other} }} }}")), [""; 0], "{other}");
    }
    let no_markup =
        r#"fn f() -> &'static str { let title = "close"; g(|| "rows"); if a < b && b > c { "x" } else { "y" } }"#;
    assert_eq!(raw_texts(no_markup), [""; 0]);
}

/// Sentences that are the same in both languages, or code.
fn may_be_alike(text: &str) -> bool {
    text == "Runner Console" || text.split_whitespace().filter(|word| word.chars().all(char::is_alphabetic)).count() < 2
}

#[test]
fn nothing_is_left_in_english_in_the_other_language() {
    let (en, es) = (source().join("i18n/en"), source().join("i18n/es"));
    let names = |folder: &Path| {
        rust_files(folder).iter().map(|file| file.strip_prefix(folder).unwrap().to_owned()).collect::<BTreeSet<_>>()
    };
    assert_eq!(names(&en), names(&es));
    let mut alike = Vec::new();
    for name in names(&en) {
        let english: BTreeSet<String> = read(&fs::read_to_string(en.join(&name)).unwrap()).1.into_iter().collect();
        let (_, spanish) = read(&fs::read_to_string(es.join(&name)).unwrap());
        assert_eq!(english.is_empty(), spanish.is_empty(), "{}", name.display());
        alike.extend(spanish.into_iter().filter(|text| english.contains(text) && !may_be_alike(text)));
    }
    assert!(alike.is_empty(), "{}", alike.join("\n"));
}
