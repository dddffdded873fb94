//! What was found, for people and for programs.
//!
//! Invariant: pure; both forms hold every finding, in the order in which they were made.

use serde_json::{Value, json};

use super::finding::{Against, Finding, Nature, Target, Unit};

/// Heads of the table.
const HEADS: [&str; 7] = ["bar", "what", "ours", "twin or bound", "ratio", "target", "met"];

/// All findings, and what else is worth saying.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The rows of the table.
    pub findings: Vec<Finding>,
    /// Lines below the table.
    pub notes: Vec<String>,
}

impl Report {
    /// Takes in what another one found.
    pub fn add(&mut self, other: Self) {
        self.findings.extend(other.findings);
        self.notes.extend(other.notes);
    }

    /// Whether a bar that does not depend on the machine is not met.
    pub fn fails(&self) -> bool {
        self.findings.iter().any(Finding::fails)
    }

    /// The table and the notes, as lines.
    pub fn text(&self) -> String {
        let mut lines: Vec<[String; 7]> = vec![HEADS.map(str::to_owned)];
        lines.extend(self.findings.iter().map(cells));
        let widths: [usize; 7] =
            std::array::from_fn(|column| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0));
        let mut text = String::new();
        for line in &lines {
            let padded = line.iter().zip(widths).enumerate().map(|(column, (cell, width))| match column {
                2..=4 => format!("{cell:>width$}"),
                _ => format!("{cell:<width$}"),
            });
            text.push_str(padded.collect::<Vec<_>>().join("  ").trim_end());
            text.push('\n');
        }
        for note in &self.notes {
            text.push('\n');
            text.push_str(note);
        }
        text
    }

    /// The same for programs.
    pub fn json(&self) -> Value {
        json!({ "findings": self.findings.iter().map(object).collect::<Vec<_>>(), "notes": self.notes })
    }
}

fn cells(finding: &Finding) -> [String; 7] {
    let unit = finding.unit;
    let against = match finding.against {
        None => String::new(),
        Some(Against::Twin(value)) => format!("twin {}", shown(value, unit)),
        Some(Against::Bound(value)) => format!("bound {}", shown(value, unit)),
    };
    let target = match finding.target {
        Target::Ratio(most) => format!("≤ {most} ×"),
        Target::Plus(most) => format!("≤ bound + {}", shown(most, unit)),
        Target::AtMost(most) => format!("≤ {}", shown(most, unit)),
        Target::AtLeast(least) => format!("≥ {}", shown(least, unit)),
        Target::Exactly(wanted) => shown(wanted, unit),
    };
    let met = match (finding.is_met(), finding.nature) {
        (true, _) => "met",
        (false, Nature::Timed) => "not met",
        (false, Nature::Fixed) => "NOT MET",
    };
    [
        finding.bar.name().to_owned(),
        finding.what.clone(),
        shown(finding.ours, unit),
        against,
        finding.ratio().map(|ratio| format!("{ratio:.2}")).unwrap_or_default(),
        target,
        met.to_owned(),
    ]
}

fn shown(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Kilobytes => format!("{value:.1} KB"),
        Unit::Megabytes => format!("{value:.1} MB"),
        Unit::Milliseconds if value >= 100.0 => format!("{value:.0} ms"),
        Unit::Milliseconds => format!("{value:.1} ms"),
        Unit::Count => format!("{value:.0}"),
        Unit::Times => format!("{value:.2} ×"),
        Unit::Percent => format!("{value:.2} %"),
        Unit::Score => format!("{}", (value * 1000.0).round() / 1000.0),
    }
}

fn object(finding: &Finding) -> Value {
    let (kind, value) = match finding.target {
        Target::Ratio(value) => ("ratio", value),
        Target::Plus(value) => ("plus", value),
        Target::AtMost(value) => ("at most", value),
        Target::AtLeast(value) => ("at least", value),
        Target::Exactly(value) => ("exactly", value),
    };
    let (twin, bound) = match finding.against {
        None => (None, None),
        Some(Against::Twin(value)) => (Some(value), None),
        Some(Against::Bound(value)) => (None, Some(value)),
    };
    json!({
        "bar": finding.bar.name(),
        "what": finding.what,
        "unit": unit_name(finding.unit),
        "ours": finding.ours,
        "twin": twin,
        "bound": bound,
        "ratio": finding.ratio(),
        "target": { "kind": kind, "value": value },
        "met": finding.is_met(),
        "depends_on_the_machine": finding.nature == Nature::Timed,
    })
}

fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Kilobytes => "kilobytes",
        Unit::Megabytes => "megabytes",
        Unit::Milliseconds => "milliseconds",
        Unit::Count => "count",
        Unit::Times => "times",
        Unit::Percent => "percent",
        Unit::Score => "score",
    }
}

#[cfg(test)]
mod tests {
    use super::super::Bar;
    use super::*;

    fn report() -> Report {
        let bytes =
            Finding::alone(Bar::P1, "first screen", Unit::Kilobytes, 151.25, Target::AtMost(150.0), Nature::Fixed);
        let key = Finding::alone(Bar::P3, "one key", Unit::Milliseconds, 12.0, Target::Ratio(1.5), Nature::Timed)
            .against(Against::Twin(6.0));
        Report { findings: vec![bytes, key], notes: vec!["a note".into()] }
    }

    #[test]
    fn the_table_is_aligned_and_says_what_is_met() {
        let expected = "\
bar  what              ours  twin or bound  ratio  target      met
P1   first screen  151.2 KB                        ≤ 150.0 KB  NOT MET
P3   one key        12.0 ms    twin 6.0 ms   2.00  ≤ 1.5 ×     not met

a note";
        assert_eq!(report().text(), expected);
    }

    #[test]
    fn the_json_holds_the_numbers_as_they_are() {
        let json = report().json();
        assert_eq!(json["findings"][0]["ours"], 151.25);
        assert_eq!(json["findings"][0]["depends_on_the_machine"], false);
        let key = &json["findings"][1];
        assert_eq!((&key["ratio"], &key["twin"], &key["met"]), (&json!(2.0), &json!(6.0), &json!(false)));
        assert_eq!(key["target"], json!({ "kind": "ratio", "value": 1.5 }));
        assert_eq!(json["notes"], json!(["a note"]));
    }

    #[test]
    fn reports_are_joined_and_fail_as_one() {
        let mut all = Report::default();
        assert!(!all.fails());
        all.add(Report { findings: report().findings.split_off(1), notes: Vec::new() });
        assert!(!all.fails(), "a time fails nothing");
        all.add(report());
        assert!(all.fails());
        assert_eq!((all.findings.len(), all.notes.len()), (3, 1));
    }
}
