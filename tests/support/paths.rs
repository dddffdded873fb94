//! Reads the paths that Rust source uses: enough of the language for `use` trees, paths in code, and modules in one file.
//!
//! Invariant: comments and literals are not source.

/// Every path that begins with `crate`, `self`, `super` or the name of another crate; those of this crate are resolved
/// and begin with `crate`.
pub fn uses(module: &[&str], source: &str) -> Vec<Vec<String>> {
    let tokens = tokens(source);
    let mut here: Vec<String> = module.iter().map(|name| (*name).to_owned()).collect();
    // The brace depths at which modules of this file were opened.
    let (mut opened, mut depth) = (Vec::new(), 0_usize);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match tokens[at].as_str() {
            "mod" if tokens.get(at + 2).is_some_and(|token| token == "{") => {
                here.push(tokens[at + 1].clone());
                depth += 1;
                opened.push(depth);
                at += 3;
            }
            "{" => {
                depth += 1;
                at += 1;
            }
            "}" => {
                if opened.last() == Some(&depth) {
                    opened.pop();
                    here.pop();
                }
                depth = depth.saturating_sub(1);
                at += 1;
            }
            word if is_name(word) && tokens.get(at + 1).is_some_and(|token| token == "::") => {
                at = tree(&tokens, at, &[], &mut |path| found.push(resolve(&here, path)));
            }
            _ => at += 1,
        }
    }
    found
}

/// Walks a path or `use` tree from `at`, tells every path in it, and says where it ends.
fn tree(tokens: &[String], mut at: usize, before: &[String], tell: &mut dyn FnMut(Vec<String>)) -> usize {
    let mut path = before.to_vec();
    while let Some(token) = tokens.get(at) {
        if token == "{" && tokens.get(at.wrapping_sub(1)).is_some_and(|token| token == "::") {
            at += 1;
            while tokens.get(at).is_some_and(|token| token != "}") {
                let next = tree(tokens, at, &path, tell);
                // A comma, `as name`, or something that is no tree.
                at = next.max(at + 1);
            }
            return at + 1;
        }
        if !is_name(token) && token != "*" {
            break;
        }
        path.push(token.clone());
        at += 1;
        if tokens.get(at).is_none_or(|token| token != "::") {
            break;
        }
        at += 1;
    }
    if path.len() > before.len() && path.first().is_none_or(|first| first != "as") {
        tell(path);
    }
    at
}

fn resolve(here: &[String], path: Vec<String>) -> Vec<String> {
    let mut base: Vec<String> = std::iter::once("crate".to_owned()).chain(here.iter().cloned()).collect();
    let mut rest = path.as_slice();
    match rest.first().map(String::as_str) {
        Some("self") => rest = &rest[1..],
        Some("super") => {}
        _ => return path,
    }
    while rest.first().is_some_and(|name| name == "super") {
        base.pop();
        rest = &rest[1..];
    }
    base.extend(rest.iter().cloned());
    base
}

fn is_name(token: &str) -> bool {
    token.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// Names, `::` and single characters; comments, literals and white space are left out.
fn tokens(source: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = literal(rest) {
            length
        } else if is_name(rest) {
            let end = rest.find(|next: char| !next.is_alphanumeric() && next != '_').unwrap_or(rest.len());
            tokens.push(rest[..end].to_owned());
            end
        } else if rest.starts_with("::") {
            tokens.push("::".to_owned());
            2
        } else {
            if !first.is_whitespace() {
                tokens.push(first.to_string());
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    tokens
}

/// The length of the literal at the beginning, if there is one. A lifetime counts as one, too.
fn literal(text: &str) -> Option<usize> {
    let unprefixed = text.trim_start_matches('b');
    if let Some(raw) = unprefixed.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            let end = ["\"", &"#".repeat(hashes)].concat();
            let start = text.len() - raw.len() + hashes + 1;
            return Some(text[start..].find(&end).map_or(text.len(), |found| start + found + end.len()));
        }
    }
    let prefix = text.len() - unprefixed.len();
    if prefix <= 1 && unprefixed.starts_with('"') {
        return Some(prefix + quoted(unprefixed, '"'));
    }
    if prefix <= 1 && unprefixed.starts_with('\'') {
        let mut inside = unprefixed[1..].chars();
        return match (inside.next()?, inside.next()) {
            ('\\', _) => Some(prefix + quoted(unprefixed, '\'')),
            (character, Some('\'')) => Some(prefix + 2 + character.len_utf8()),
            // A lifetime: the quote goes, its name is a name like others.
            _ => Some(1),
        };
    }
    None
}

/// The length of a literal between these quotes, with backslashes.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}
