//! One measured number and what it should be.
//!
//! Invariant: pure; what a finding is judged by is all in it.

use super::Bar;

/// What is measured, in which unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Thousands of bytes.
    Kilobytes,
    /// Millions of bytes.
    Megabytes,
    /// Milliseconds.
    Milliseconds,
    /// How many.
    Count,
    /// How many times something.
    Times,
    /// Hundredths.
    Percent,
    /// A score without a unit.
    Score,
}

/// What the console is measured against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Against {
    /// The page without a framework, measured in the same run.
    Twin(f64),
    /// What no page can be better than.
    Bound(f64),
}

impl Against {
    /// The number.
    pub fn value(self) -> f64 {
        match self {
            Self::Twin(value) | Self::Bound(value) => value,
        }
    }
}

/// What the number should be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// At most so many times what it is measured against.
    Ratio(f64),
    /// At most so much more than what it is measured against.
    Plus(f64),
    /// At most this.
    AtMost(f64),
    /// At least this.
    AtLeast(f64),
    /// This.
    Exactly(f64),
}

/// Whether another machine could find another number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// The same on every machine: a bar that is not met fails the command.
    Fixed,
    /// A matter of the machine's speed, to be read by people.
    Timed,
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Which bar it belongs to.
    pub bar: Bar,
    /// What was measured.
    pub what: String,
    /// In what.
    pub unit: Unit,
    /// The console's number.
    pub ours: f64,
    /// What it is measured against, if anything.
    pub against: Option<Against>,
    /// What it should be.
    pub target: Target,
    /// Whether the machine's speed is in it.
    pub nature: Nature,
}

impl Finding {
    /// A finding that stands by itself.
    pub fn alone(bar: Bar, what: impl Into<String>, unit: Unit, ours: f64, target: Target, nature: Nature) -> Self {
        Self { bar, what: what.into(), unit, ours, against: None, target, nature }
    }

    /// The same measured against something.
    pub fn against(self, against: Against) -> Self {
        Self { against: Some(against), ..self }
    }

    /// How many times what it is measured against the console's number is; nothing where there is nothing to divide by.
    pub fn ratio(&self) -> Option<f64> {
        self.against.map(Against::value).filter(|value| *value > 0.0).map(|value| self.ours / value)
    }

    /// Whether the bar is met. A bar that needs something to measure against is not met without it.
    pub fn is_met(&self) -> bool {
        let other = self.against.map(Against::value);
        match self.target {
            Target::Ratio(most) => other.is_some_and(|other| self.ours <= most * other),
            Target::Plus(most) => other.is_some_and(|other| self.ours <= other + most),
            Target::AtMost(most) => self.ours <= most,
            Target::AtLeast(least) => self.ours >= least,
            // Counts and scores: whole numbers, which a float holds exactly.
            Target::Exactly(wanted) => (self.ours - wanted).abs() < 1e-9,
        }
    }

    /// Whether the command has failed because of it.
    pub fn fails(&self) -> bool {
        self.nature == Nature::Fixed && !self.is_met()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(ours: f64, against: Option<Against>, target: Target) -> Finding {
        let what = "a test".to_owned();
        Finding { bar: Bar::P2, what, unit: Unit::Milliseconds, ours, against, target, nature: Nature::Timed }
    }

    #[test]
    fn each_target_is_met_up_to_its_edge() {
        let (twin, bound) = (Some(Against::Twin(10.0)), Some(Against::Bound(10.0)));
        for (target, against, good, bad) in [
            (Target::Ratio(1.5), twin, 15.0, 15.1),
            (Target::Plus(5.0), bound, 15.0, 15.1),
            (Target::AtMost(2.0), None, 2.0, 2.1),
            (Target::AtLeast(98.0), None, 98.0, 97.0),
            (Target::Exactly(100.0), None, 100.0, 101.0),
            (Target::Exactly(0.0), None, 0.0, 1.0),
        ] {
            assert!(finding(good, against, target).is_met(), "{target:?}");
            assert!(!finding(bad, against, target).is_met(), "{target:?}");
        }
    }

    #[test]
    fn without_a_number_to_compare_with_a_ratio_is_not_met() {
        let lonely = finding(0.0, None, Target::Ratio(1.5));
        assert!(!lonely.is_met() && lonely.ratio().is_none());
        assert!(finding(1.0, Some(Against::Twin(0.0)), Target::Ratio(1.5)).ratio().is_none());
        assert_eq!(finding(3.0, Some(Against::Twin(2.0)), Target::Ratio(1.5)).ratio(), Some(1.5));
    }

    #[test]
    fn only_what_is_the_same_on_every_machine_fails() {
        let slow = finding(9.0, None, Target::AtMost(1.0));
        assert!(!slow.is_met() && !slow.fails());
        let fixed = Finding { nature: Nature::Fixed, ..slow };
        assert!(fixed.fails());
        assert!(!Finding { ours: 1.0, ..fixed }.fails());
    }

    #[test]
    fn what_is_no_number_meets_nothing() {
        assert!(!finding(f64::NAN, None, Target::AtMost(1.0)).is_met());
        assert!(!finding(f64::NAN, None, Target::AtLeast(1.0)).is_met());
        assert!(!finding(f64::NAN, None, Target::Exactly(1.0)).is_met());
    }
}
