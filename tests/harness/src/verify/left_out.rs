//! What is not run in Firefox, and why: the only place where a browser test is left out.
//!
//! Invariant: each of them runs in Chromium, and is counted as ignored in Firefox, never as passed.

/// Tests that would mean nothing in Firefox, each with the reason.
pub(super) const IN_FIREFOX: [(&str, &str); 1] = [(
    "smoke::a_clipboard_can_be_refused",
    "Firefox has no setting that refuses writing: there the harness says the refusal, and would test itself",
)];

/// Those that these arguments for the test program would run.
pub(super) fn among(arguments: &[String]) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    let names: Vec<String> = arguments.iter().filter(|argument| !argument.starts_with('-')).cloned().collect();
    IN_FIREFOX.iter().filter(move |(test, _)| names.is_empty() || names.iter().any(|name| test.contains(name.as_str())))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::layout::Layout;

    #[test]
    fn each_is_a_test_with_a_reason() {
        for (test, reason) in IN_FIREFOX {
            let (file, function) = test.split_once("::").unwrap();
            let path = Layout::find().root().join("tests/harness/tests/e2e").join(format!("{file}.rs"));
            let text = std::fs::read_to_string(path).unwrap();
            assert!(text.contains(&format!("fn {function}()")), "{test} is no test");
            assert!(reason.contains("Firefox"), "{test}: {reason}");
        }
    }

    #[test]
    fn what_is_not_asked_for_is_not_left_out() {
        let count = |arguments: &[&str]| among(&arguments.iter().map(ToString::to_string).collect::<Vec<_>>()).count();
        assert_eq!(count(&[]), IN_FIREFOX.len());
        assert_eq!(count(&["--nocapture"]), IN_FIREFOX.len());
        assert_eq!(count(&["smoke", "table"]), 1);
        assert_eq!(count(&["table"]), 0);
    }
}
