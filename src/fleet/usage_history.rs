//! How many runners were online and how many busy, from one reading to the next, since the page was opened.
//!
//! Invariant: pure, and never more than [`MOST`] samples: a page that is open for a week keeps a coarser line, not a longer one.
//! The peaks are kept apart, so that thinning loses none.

use super::Counts;

/// The most samples that are kept.
pub const MOST: usize = 240;

/// The numbers of one reading.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// When the reading ended, in milliseconds since the epoch.
    pub at: f64,
    /// How many were online.
    pub online: usize,
    /// How many had a job.
    pub busy: usize,
}

/// The samples, oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Activity {
    samples: Vec<Sample>,
    /// The time between two samples at least (ms): it doubles whenever they are thinned.
    apart: f64,
    online: Option<Range>,
    busy: Option<Range>,
}

/// The lowest and the highest number there was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// Lowest.
    pub least: usize,
    /// Highest.
    pub most: usize,
}

impl Range {
    fn with(range: Option<Self>, number: usize) -> Self {
        let Self { least, most } = range.unwrap_or(Self { least: number, most: number });
        Self { least: least.min(number), most: most.max(number) }
    }
}

impl Activity {
    /// Adds the numbers of a reading. One that is not later than the last sample (a clock that was set back) takes its place.
    pub fn add(&mut self, at: f64, counts: &Counts) {
        let sample = Sample { at, online: counts.online, busy: counts.busy };
        self.online = Some(Range::with(self.online, sample.online));
        self.busy = Some(Range::with(self.busy, sample.busy));
        while self.samples.last().is_some_and(|last| last.at >= at) {
            self.samples.pop();
        }
        // The last one is always the newest; it stays only where it is far enough from the one before it.
        if let [.., before, last] = &self.samples[..]
            && last.at - before.at < self.apart
        {
            self.samples.pop();
        }
        self.samples.push(sample);
        if self.samples.len() > MOST {
            self.thin();
        }
    }

    /// Keeps every other sample, the first and the last among them.
    fn thin(&mut self) {
        let (last, mut place) = (self.samples.len() - 1, 0);
        self.samples.retain(|_| {
            place += 1;
            (place - 1) % 2 == 0 || place - 1 == last
        });
        if let [first, .., last] = &self.samples[..] {
            #[allow(clippy::cast_precision_loss, reason = "a few hundred")]
            let steps = (self.samples.len() - 1) as f64;
            self.apart = (last.at - first.at) / steps;
        }
    }

    /// The samples, oldest first; the times rise.
    pub fn samples(&self) -> &[Sample] {
        &self.samples
    }

    /// The lowest and highest number of online runners there was, thinned samples included.
    pub fn online(&self) -> Option<Range> {
        self.online
    }

    /// The same of busy ones.
    pub fn busy(&self) -> Option<Range> {
        self.busy
    }

    /// A number over time as the points of a line in a box of this size, in whole units: a step at each sample, the top of
    /// the box the highest number of online runners. Empty where there is no time between the samples yet.
    pub fn line(&self, number: fn(&Sample) -> usize, width: u32, height: u32) -> Vec<(u32, u32)> {
        let [first, .., last] = &self.samples[..] else { return Vec::new() };
        let most =
            [self.online, self.busy].into_iter().flatten().map(|range| range.most).max().unwrap_or_default().max(1);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between nothing and the width")]
        let across = |at: f64| ((at - first.at) / (last.at - first.at) * f64::from(width)).round() as u32;
        #[allow(clippy::cast_precision_loss, reason = "no fleet has 2^53 runners")]
        let share = |count: usize| count.min(most) as f64 / most as f64;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between nothing and the height")]
        let down = |count: usize| ((1.0 - share(count)) * f64::from(height)).round() as u32;
        let mut points: Vec<(u32, u32)> = Vec::new();
        for sample in &self.samples {
            let (x, y) = (across(sample.at), down(number(sample)));
            // What was true until now stays so up to the moment of the next reading.
            if let Some((_, before)) = points.last().copied().filter(|(_, before)| *before != y) {
                points.push((x, before));
            }
            points.push((x, y));
        }
        points
    }
}

#[cfg(test)]
mod tests {
    use super::{Activity, MOST, Range, Sample};
    use crate::fleet::Counts;
    use proptest::prelude::*;

    fn counts(online: usize, busy: usize) -> Counts {
        Counts { online, busy, ..Counts::default() }
    }

    fn of(samples: &[(f64, usize, usize)]) -> Activity {
        let mut activity = Activity::default();
        for (at, online, busy) in samples {
            activity.add(*at, &counts(*online, *busy));
        }
        activity
    }

    #[test]
    fn a_line_steps_at_each_reading() {
        let activity = of(&[(0.0, 4, 0), (50.0, 2, 1), (100.0, 2, 2)]);
        let line = |number: fn(&Sample) -> usize| activity.line(number, 200, 40);
        assert_eq!(line(|sample| sample.online), [(0, 0), (100, 0), (100, 20), (200, 20)]);
        assert_eq!(line(|sample| sample.busy), [(0, 40), (100, 40), (100, 30), (200, 30), (200, 20)]);
        assert_eq!(activity.online(), Some(Range { least: 2, most: 4 }));
        assert_eq!(activity.busy(), Some(Range { least: 0, most: 2 }));
    }

    #[test]
    fn there_is_no_line_before_the_second_reading() {
        assert!(of(&[]).line(|sample| sample.online, 100, 10).is_empty());
        assert!(of(&[(5.0, 1, 1)]).line(|sample| sample.online, 100, 10).is_empty());
    }

    #[test]
    fn a_clock_that_is_set_back_starts_the_end_anew() {
        let activity = of(&[(10.0, 1, 0), (20.0, 2, 0), (30.0, 3, 0), (15.0, 4, 0)]);
        assert_eq!(
            activity.samples().iter().map(|sample| sample.at.to_bits()).collect::<Vec<_>>(),
            [10_f64.to_bits(), 15_f64.to_bits()]
        );
    }

    #[test]
    fn a_week_of_readings_is_as_small_as_an_hour_and_as_wide_as_a_week() {
        let mut activity = Activity::default();
        let readings = 7 * 24 * 60;
        for minute in 0..readings {
            activity.add(f64::from(minute), &counts(usize::from(minute == 5_000) * 90 + 10, 0));
        }
        let samples = activity.samples();
        assert!((MOST / 4..=MOST).contains(&samples.len()), "{}", samples.len());
        assert_eq!(samples.first().map(|sample| sample.at.to_bits()), Some(0_f64.to_bits()));
        assert_eq!(samples.last().map(|sample| sample.at.to_bits()), Some(f64::from(readings - 1).to_bits()));
        assert_eq!(activity.online(), Some(Range { least: 10, most: 100 }), "a peak between two samples");
        let widest = samples.windows(2).map(|pair| pair[1].at - pair[0].at).fold(0.0, f64::max);
        assert!(widest <= 4.0 * f64::from(readings) / f64::from(u32::try_from(samples.len()).unwrap_or(1)), "{widest}");
    }

    proptest! {
        #[test]
        fn samples_stay_few_and_in_order_and_lines_in_their_box(
            readings in prop::collection::vec((0_u32..100_000, 0_usize..50, 0_usize..60), 0..900),
        ) {
            let mut activity = Activity::default();
            for (at, online, busy) in &readings {
                activity.add(f64::from(*at), &counts(*online, *busy));
                prop_assert!(activity.samples().len() <= MOST);
            }
            prop_assert!(activity.samples().windows(2).all(|pair| pair[0].at < pair[1].at));
            if let Some((at, online, busy)) = readings.last() {
                let last = Sample { at: f64::from(*at), online: *online, busy: *busy };
                prop_assert_eq!(activity.samples().last(), Some(&last));
            }
            for (x, y) in activity.line(|sample| sample.busy, 300, 80) {
                prop_assert!(x <= 300 && y <= 80);
            }
        }
    }
}
