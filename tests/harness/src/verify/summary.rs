//! The table at the end, and the one line that machines read.

use std::fmt::Write;

use super::Outcome;
use super::counts::{Counts, Failure};
use crate::process::shown_duration;

/// What failed and what it said first, once more where one looks: who keeps a log may keep only its end.
pub(super) fn failures(failures: &[Failure]) -> String {
    let mut text = String::new();
    if !failures.is_empty() {
        text.push_str("\n━━ what failed ━━\n");
    }
    for Failure { test, said } in failures {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "✗ {test}");
        for line in said {
            let _ = writeln!(text, "    {line}");
        }
    }
    text
}

/// The summary; its last line is `N passed, N failed`.
pub(super) fn text(outcomes: &[Outcome]) -> String {
    let mut sum = Counts::default();
    let mut text = String::from("\n━━ summary ━━\n");
    for outcome in outcomes {
        sum.add(outcome.counts);
        let Counts { passed, failed, ignored } = outcome.counts;
        let mark = if outcome.passed() { '✓' } else { '✗' };
        let time = shown_duration(outcome.elapsed);
        let left_out = if ignored == 0 { String::new() } else { format!("  {ignored} ignored") };
        let name = outcome.stage.name();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{mark} {name:<7} {passed:>5} passed {failed:>4} failed  {time:>12}{left_out}");
        if let Some(first) = outcome.trouble.as_ref().and_then(|trouble| trouble.lines().next()) {
            let _ = writeln!(text, "    {first}");
        }
    }
    let _ = writeln!(text, "{} passed, {} failed", sum.passed, sum.failed);
    text
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::Stage;
    use super::*;

    #[test]
    fn failures_are_told_with_what_they_said() {
        let wide = Failure { test: "look::wide".to_owned(), said: vec!["Error: 3 pixels wider".to_owned()] };
        assert_eq!(failures(&[wide]), "\n━━ what failed ━━\n✗ look::wide\n    Error: 3 pixels wider\n");
        assert_eq!(failures(&[]), "");
    }

    #[test]
    fn the_last_line_sums_up_what_was_counted() {
        let outcome = |stage, passed, failed, trouble: Option<&str>| Outcome {
            stage,
            counts: Counts { passed, failed, ignored: 0 },
            trouble: trouble.map(str::to_owned),
            elapsed: Duration::from_secs(3),
        };
        let outcomes = [
            outcome(Stage::Fmt, 1, 0, None),
            outcome(Stage::Test, 40, 2, None),
            outcome(Stage::E2e, 0, 1, Some("no Chromium\nsecond line")),
        ];
        let text = text(&outcomes);
        assert_eq!(text.lines().last(), Some("41 passed, 3 failed"));
        assert!(text.contains("✓ fmt") && text.contains("✗ test") && text.contains("✗ e2e"), "{text}");
        assert!(text.contains("no Chromium") && !text.contains("second line"), "{text}");
    }
}
