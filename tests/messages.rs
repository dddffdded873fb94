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

/// The program without its comments and its tests, and the texts in it.
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
            rest = after;
        } else if first == '"' {
            let mut end = 1;
            while !rest[end..].starts_with('"') {
                end += if rest[end..].starts_with('\\') { 2 } else { rest[end..].chars().next().unwrap().len_utf8() };
            }
            texts.push(rest[1..end].to_owned());
            code.push_str("\"\"");
            rest = &rest[end + 1..];
        } else if rest.starts_with("'\"'") {
            rest = &rest[3..];
        } else {
            code.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    (code, texts)
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
    let messages = source().join("messages");
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
    for part in ["views", "app", "ui", "store"] {
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

/// Sentences that are the same in both languages, or code.
fn may_be_alike(text: &str) -> bool {
    text == "Runner Console" || text.split_whitespace().filter(|word| word.chars().all(char::is_alphabetic)).count() < 2
}

#[test]
fn nothing_is_left_in_english_in_the_other_language() {
    let (en, es) = (source().join("messages/en"), source().join("messages/es"));
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
