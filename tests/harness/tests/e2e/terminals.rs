//! The harness's own terminals: a pasted text runs as it does for a person.

use anyhow::Result;
use harness::browser::shell;
use harness::browser::{Paste, Program, Terminal};

#[test]
fn a_pasted_text_runs_whole_and_leaves_the_terminal_open() -> Result<()> {
    let folder = std::env::temp_dir();
    for program in [Program::Bash, Program::Zsh] {
        for paste in [Paste::Bracketed, Paste::Plain] {
            let mut terminal = Terminal::open(program, &folder, &[("WORD", "ready")])?;
            let pasted = terminal.paste("(\n  echo \"$WORD\" | tr a-z A-Z\n  exit 3\n)\n", paste)?;
            assert_eq!(pasted.status, 3, "{program:?} {paste:?}");
            assert!(pasted.shown.contains("READY"), "{program:?} {paste:?}: {}", pasted.shown);
            let again = terminal.paste("true", paste)?;
            assert_eq!(again.status, 0, "{program:?} {paste:?}");
        }
    }
    Ok(())
}

#[test]
fn a_shell_that_ends_is_an_error() -> Result<()> {
    let mut terminal = Terminal::open(Program::Bash, &std::env::temp_dir(), &[])?;
    assert!(terminal.paste("set -e\nfalse", Paste::Plain).is_err());
    Ok(())
}

#[test]
fn a_script_is_run_with_its_arguments_and_environment() -> Result<()> {
    let output = shell::sh("echo \"$WORD\"; echo bad >&2; exit 4", &std::env::temp_dir(), &[("WORD", "a  b")])?;
    assert_eq!((output.status, output.stdout.as_str(), output.stderr.as_str()), (Some(4), "a  b\n", "bad\n"));
    assert!(output.success().is_err());
    Ok(())
}
