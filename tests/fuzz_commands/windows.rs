//! Windows, where the words of a command are read four times, each reading from its maker's rules and none of them ours:
//!
//! 1. PowerShell's grammar takes the line apart: the tree-sitter grammar that others wrote. It knows ASCII quotes and dashes
//!    only; which others PowerShell takes for them stands in its language specification (2.3.1 dashes, 2.3.5.2 quotes).
//! 2. PowerShell joins the words to one text for the program. Windows PowerShell 5.1 puts words with spaces in quotes and
//!    escapes nothing; 7 doubles backslashes before the closing quote, for `.cmd` files even in its newer way (see
//!    `about_Parsing`, `$PSNativeCommandArgumentPassing`: "Windows"); "Standard" escapes as .NET's `PasteArguments` does.
//! 3. `cmd.exe` reads that text to start `config.cmd`, and once more where that file says `%*`, within parentheses:
//!    percent signs first, quotes or not, then outside quotes `^ & | < > ( )`, and `!` where delayed expansion is on
//!    ("Command shell overview", `cmd /?`; the same list is behind Rust's CVE-2024-24576).
//! 4. `Runner.Listener.exe` has its words from the rules of `CommandLineToArgvW`: the crate `winsplit`.

use tree_sitter::{Node, Parser};

/// What stands before `%*` in the runner's `config.cmd`.
const LISTENER: &str = r#""C:\actions-runner\bin\Runner.Listener.exe" configure "#;

/// The ways to join words to one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joining {
    /// Windows PowerShell 5.1.
    Quoted,
    /// PowerShell 6 and 7 for `.cmd` files.
    BackslashesDoubled,
    /// PowerShell 7.3 where somebody chose "Standard".
    Standard,
}

impl Joining {
    pub const ALL: [Self; 3] = [Self::Quoted, Self::BackslashesDoubled, Self::Standard];

    fn join(self, words: &[String]) -> String {
        let quoted = words.iter().map(|word| match self {
            Self::Standard => standard(word),
            Self::Quoted | Self::BackslashesDoubled if !has_space_outside_quotes(word) => word.clone(),
            Self::Quoted => format!("\"{word}\""),
            Self::BackslashesDoubled => format!("\"{word}{}\"", "\\".repeat(trailing_backslashes(word))),
        });
        // An empty word is left out by the older two.
        quoted.filter(|word| !word.is_empty()).collect::<Vec<String>>().join(" ")
    }
}

fn trailing_backslashes(word: &str) -> usize {
    word.len() - word.trim_end_matches('\\').len()
}

/// `NativeCommandParameterBinder.NeedQuotes`: a quote after a backslash does not count.
fn has_space_outside_quotes(word: &str) -> bool {
    let (mut quotes, mut after_backslash) = (0, false);
    for character in word.chars() {
        if character == '"' && !after_backslash {
            quotes += 1;
        } else if character.is_whitespace() && quotes % 2 == 0 {
            return true;
        }
        after_backslash = character == '\\';
    }
    false
}

/// .NET's `PasteArguments.AppendArgument`.
fn standard(word: &str) -> String {
    if !word.is_empty() && !word.contains(|character: char| character.is_whitespace() || character == '"') {
        return word.to_owned();
    }
    let mut quoted = String::from("\"");
    let mut backslashes = 0;
    for character in word.chars() {
        let doubled = if character == '"' { backslashes + 1 } else { 0 };
        quoted.push_str(&"\\".repeat(doubled));
        quoted.push(character);
        backslashes = if character == '\\' { backslashes + 1 } else { 0 };
    }
    quoted + &"\\".repeat(backslashes) + "\""
}

/// One reading by `cmd.exe`: whether all that it does is to hand the text on.
fn cmd_hands_on(text: &str) -> Result<(), String> {
    let mut in_quotes = false;
    for character in text.chars() {
        match character {
            '"' => in_quotes = !in_quotes,
            '%' => return Err("a percent sign, which cmd.exe expands in quotes too".to_owned()),
            '!' => return Err("an exclamation mark, for delayed expansion".to_owned()),
            '\n' | '\r' | '\0' | '\u{1a}' => return Err("the end of the line".to_owned()),
            '^' | '&' | '|' | '<' | '>' | '(' | ')' if !in_quotes => return Err(format!("{character} outside quotes")),
            _ => {}
        }
    }
    if in_quotes { Err("a quote that stays open".to_owned()) } else { Ok(()) }
}

/// What stands around a call that is given something in the environment.
const VARIABLES: [&str; 2] = ["ACTIONS_RUNNER_INPUT_TOKEN", "ACTIONS_RUNNER_INPUT_WINDOWSLOGONPASSWORD"];

/// Takes a call out of what sets its environment: the call, and the token that is set for it. The rest must be what it
/// always is, but for two texts: the token, and the account whose password is asked for.
///
/// # Errors
/// Something else is around it, or stays after it.
pub fn without_environment<'a>(
    powershell: &mut PowerShell,
    command: &'a str,
    account: &str,
) -> Result<(&'a str, Option<String>), String> {
    let Some(rest) = command.strip_prefix("& { try { ") else { return Ok((command, None)) };
    let wrong = |what: &str| format!("{what} in {command}");
    let (mut rest, after) = rest.rsplit_once(" } finally { ").ok_or_else(|| wrong("no end"))?;
    let (mut token, mut unset) = (None, Vec::new());
    for variable in VARIABLES {
        let Some(value) = rest.strip_prefix(&format!("$env:{variable} = ")) else { continue };
        unset.push(format!("$env:{variable} = $null"));
        // No token has a quote in it, and the password's reading ends as nothing before it does.
        let end = if variable == VARIABLES[0] { "'; " } else { ".Password; " };
        let end = value.find(end).map(|at| at + end.len()).ok_or_else(|| wrong("no end of a value"))?;
        let (value, call) = (&value[..end - 2], &value[end..]);
        rest = call;
        if variable == VARIABLES[0] {
            token = Some(powershell.text(value)?);
        } else {
            let (before, after) =
                ("[Net.NetworkCredential]::new('', (Read-Host -AsSecureString -Prompt ", ")).Password");
            let text = value.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
            if powershell.text(text.ok_or_else(|| wrong("no prompt"))?)? != account {
                return Err(wrong("another account"));
            }
        }
    }
    if unset.is_empty() || after != format!("{} }} }}", unset.join("; ")) {
        return Err(wrong("something stays"));
    }
    // See `words_of` for the dot.
    powershell.parses(&command.replacen("; ./config.cmd ", "; config.cmd ", 1))?;
    Ok((rest, token))
}

/// The words that the runner gets from a command that is pasted into PowerShell.
///
/// # Errors
/// Something else would happen on the way.
pub fn words_of(powershell: &mut PowerShell, command: &str, joining: Joining) -> Result<Vec<String>, String> {
    // The grammar takes the dot of `./x` for the operator that runs a script in place. Both run the file.
    let Some(bare) = command.strip_prefix("./").filter(|bare| bare.starts_with("config.cmd ")) else {
        return Err(format!("{command} runs something else"));
    };
    let words = powershell.words(bare)?.split_off(1);
    words_through_cmd(&words, joining)
}

/// The words that the runner gets where PowerShell hands these to `config.cmd`.
///
/// # Errors
/// `cmd.exe` would act on them.
pub fn words_through_cmd(words: &[String], joining: Joining) -> Result<Vec<String>, String> {
    let joined = joining.join(words);
    cmd_hands_on(&joined).map_err(|what| format!("{joined}: {what}"))?;
    // `%*` gives the text as it was; the line is read a second time.
    let line = LISTENER.to_owned() + &joined;
    cmd_hands_on(&line).map_err(|what| format!("{line}: {what}"))?;
    Ok(winsplit::split(&line).split_off(2))
}

/// PowerShell's own reading.
pub struct PowerShell(Parser);

impl Default for PowerShell {
    fn default() -> Self {
        let mut parser = Parser::new();
        parser.set_language(&tree_sitter_powershell::LANGUAGE.into()).unwrap();
        Self(parser)
    }
}

impl PowerShell {
    /// Checks that a line is whole.
    pub fn parses(&mut self, line: &str) -> Result<(), String> {
        let ascii: String = line.chars().map(as_read).collect();
        let tree = self.0.parse(&ascii, None).ok_or("not parsed")?;
        if tree.root_node().has_error() { Err(format!("{line} does not parse")) } else { Ok(()) }
    }

    /// The text that an expression in single quotes stands for.
    pub fn text(&mut self, expression: &str) -> Result<String, String> {
        if !expression.starts_with('\'') {
            return Err(format!("{expression} is no text in quotes"));
        }
        let [_, word] = <[String; 2]>::try_from(self.words(&["configure ", expression].concat())?)
            .map_err(|words| format!("{expression} is {words:?}"))?;
        Ok(word)
    }

    /// The words of a line that is one command and nothing else.
    pub fn words(&mut self, line: &str) -> Result<Vec<String>, String> {
        let ascii: String = line.chars().map(as_read).collect();
        let tree = self.0.parse(&ascii, None).ok_or("not parsed")?;
        let root = tree.root_node();
        if root.has_error() {
            return Err(format!("{line} does not parse: {}", root.to_sexp()));
        }
        let commands = all(root, "command");
        let [command] = commands.as_slice() else { return Err(format!("{line} is {} commands", commands.len())) };
        if command.byte_range() != (0..ascii.len()) {
            return Err(format!("{line} is more than a command"));
        }
        // The words are the leaves that hold text; where they begin and end is all that is taken from the grammar.
        let mut words = Vec::new();
        for node in children(*command) {
            match node.kind() {
                "command_name" => words.push(original(line, &ascii, node)),
                "command_elements" => {
                    for element in children(node).into_iter().filter(|node| node.kind() != "command_argument_sep") {
                        words.push(word(line, &ascii, element)?);
                    }
                }
                other => return Err(format!("{line} has a {other}")),
            }
        }
        Ok(words)
    }
}

/// The ASCII character that PowerShell takes this one for.
fn as_read(character: char) -> char {
    match character {
        '\u{2018}'..='\u{201b}' => '\'',
        '\u{201c}'..='\u{201e}' => '"',
        '\u{2013}'..='\u{2015}' => '-',
        other => other,
    }
}

/// The word that an argument stands for: as it is, or between single quotes.
fn word(line: &str, ascii: &str, node: Node<'_>) -> Result<String, String> {
    let text = original(line, ascii, node);
    let kinds: Vec<&str> = leaves(node).iter().map(Node::kind).collect();
    match kinds.as_slice() {
        ["generic_token" | "command_parameter" | "command_argument"] if !text.contains(['`', '$', '@', ',', ';']) => {
            Ok(text)
        }
        ["verbatim_string_characters"] => {
            let inner: Vec<char> = text.chars().collect();
            let mut inner = inner[1..inner.len() - 1].iter().copied();
            let mut value = String::new();
            while let Some(character) = inner.next() {
                if as_read(character) == '\'' && inner.next().map(as_read) != Some('\'') {
                    return Err(format!("{text}: a quote alone"));
                }
                value.push(character);
            }
            Ok(value)
        }
        other => Err(format!("{text} is {other:?}")),
    }
}

fn children(node: Node<'_>) -> Vec<Node<'_>> {
    (0..node.named_child_count()).filter_map(|index| node.named_child(u32::try_from(index).ok()?)).collect()
}

fn leaves(node: Node<'_>) -> Vec<Node<'_>> {
    let below = children(node);
    if below.is_empty() { vec![node] } else { below.into_iter().flat_map(leaves).collect() }
}

fn all<'tree>(node: Node<'tree>, kind: &str) -> Vec<Node<'tree>> {
    let mut found: Vec<Node<'tree>> = children(node).into_iter().flat_map(|child| all(child, kind)).collect();
    if node.kind() == kind {
        found.push(node);
    }
    found
}

/// The part of the line at a node of the text that the grammar read: characters are the same in number.
fn original(line: &str, ascii: &str, node: Node<'_>) -> String {
    let before = ascii[..node.start_byte()].chars().count();
    let length = ascii[node.byte_range()].chars().count();
    line.chars().skip(before).take(length).collect()
}
