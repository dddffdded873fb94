//! What axe-core finds on a page: WCAG 2.0 to 2.2 at the levels A and AA, and its own best practices.
//!
//! Invariant: a rule is never switched off here, and no part of a page left out.

use std::fmt::Write;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::still::evaluate;
use crate::browser::Page;

/// `target-size` is off by default, though WCAG 2.2 has it.
const RUN: &str = "axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { 'target-size': { enabled: true } },
    resultTypes: ['violations', 'incomplete'],
    preload: false,
}).then(({ violations, incomplete }) => ({ violations, incomplete }))";

/// What one examination came to.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Found {
    /// What breaks a rule.
    pub violations: Vec<Finding>,
    /// What only a person can judge.
    pub incomplete: Vec<Finding>,
}

/// A rule, and where it is broken.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Finding {
    id: String,
    help: String,
    help_url: String,
    nodes: Vec<Node>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Node {
    html: String,
    /// Selectors, the outermost document first.
    target: Vec<serde_json::Value>,
    failure_summary: Option<String>,
}

/// Examines what the page shows. The policies of the page do not bind what the `DevTools` protocol evaluates, and stay as
/// they are.
pub(super) async fn examine(page: &Page, source: &str) -> Result<Found> {
    if evaluate(page, "typeof axe").await? == "undefined" {
        // What it comes to is not wanted, and could not be told.
        evaluate(page, &format!("{source};0")).await.context("axe-core does not start")?;
    }
    let found = evaluate(page, RUN).await.context("axe-core does not come to an end")?;
    serde_json::from_value(found).context("axe-core answers in another way")
}

/// Rule, place, and how to mend it, for a person to read.
pub(super) fn told(findings: &[Finding]) -> String {
    let mut text = String::new();
    for Finding { id, help, help_url, nodes } in findings {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{id}: {help} ({help_url})");
        for Node { html, target, failure_summary } in nodes {
            let places: Vec<String> =
                target.iter().map(|one| one.as_str().map_or(one.to_string(), str::to_owned)).collect();
            let html: String = html.chars().take(300).collect();
            let _ = writeln!(text, "  at {}\n     {html}", places.join(" > "));
            for line in failure_summary.as_deref().unwrap_or_default().lines() {
                let _ = writeln!(text, "     {}", line.trim());
            }
        }
    }
    text
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_finding_is_told_with_its_place_and_its_remedy() {
        let found: Found = serde_json::from_value(json!({
            "incomplete": [],
            "violations": [{ "id": "label", "help": "Boxes have labels", "helpUrl": "https://x.example", "impact": "serious",
                "nodes": [{ "html": "<input>", "target": ["#a"], "failureSummary": "Fix any:\n  Add a label" }] }],
        }))
        .unwrap();
        let text = told(&found.violations);
        assert_eq!(text.lines().next(), Some("label: Boxes have labels (https://x.example)"));
        assert!(text.contains("at #a\n     <input>\n     Fix any:\n     Add a label"), "{text}");
    }
}
