//! Which rows of a long list belong on the page: arithmetic without a page.
//!
//! Invariant: pure; never more rows than twice what fits the viewport (and a few), never a visible row left out.

use std::ops::Range;

/// Rows put on the page before the height of one is known.
const BEFORE_MEASURING: usize = 8;

/// Where the list stands against the viewport, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Geometry {
    /// How far the beginning of the list is above the upper edge of the viewport; negative where it is below.
    pub above: f64,
    /// The height of the viewport.
    pub viewport: f64,
    /// The height of one row; 0 while it is not known.
    pub row: f64,
}

impl Geometry {
    /// Rows that fit the viewport, at least one.
    pub fn rows_in_viewport(self) -> usize {
        if self.row > 0.0 { whole(self.viewport / self.row).max(1) } else { BEFORE_MEASURING }
    }

    /// The first row of `count` that is wholly inside the viewport.
    pub fn first_visible(self, count: usize) -> usize {
        if self.row > 0.0 { whole((self.above / self.row).ceil()).min(count.saturating_sub(1)) } else { 0 }
    }

    /// The rows of `count` to put on the page: those in sight and a quarter of a viewport on both sides, in steps, so that
    /// a short way of scrolling changes nothing. Below the beginning they are always as many: a row that comes costs the
    /// browser several times what other words in a row cost.
    pub fn rows_on_page(self, count: usize) -> Range<usize> {
        if self.row <= 0.0 {
            return 0..count.min(BEFORE_MEASURING);
        }
        let fit = self.rows_in_viewport();
        let spare = fit.div_ceil(4);
        let step = spare.div_ceil(2);
        let first = whole(self.above / self.row);
        let last = whole(((self.above + self.viewport) / self.row).ceil()).min(count);
        let start = first.saturating_sub(spare).next_multiple_of(step);
        if start == 0 {
            return 0..((last + spare) / step * step).clamp(last, count);
        }
        // At least those before the view, and two more than fit: the edges cut rows.
        let rows = (spare + fit + 2).max(fit + 2 * spare + 1 - step);
        let end = (start + rows).min(count);
        end.saturating_sub(rows)..end
    }
}

/// Down to a whole number; nothing below zero.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(number: f64) -> usize {
    // A cast to an integer saturates, so any number is one.
    number as usize
}

#[cfg(test)]
mod tests {
    use super::Geometry;
    use proptest::prelude::*;

    #[test]
    fn before_a_row_was_measured_a_few_are_shown() {
        let geometry = Geometry { above: 9_000.0, viewport: 900.0, row: 0.0 };
        assert_eq!(geometry.rows_on_page(3), 0..3);
        assert_eq!(geometry.rows_on_page(10_000), 0..8);
    }

    #[test]
    fn the_ends_of_the_list_are_not_passed() {
        let at = |above| Geometry { above, viewport: 400.0, row: 40.0 }.rows_on_page(100);
        assert_eq!(at(-2_000.0), 0..2);
        assert_eq!(at(0.0), 0..12);
        assert_eq!(at(2_000.0), 48..63);
        assert_eq!(at(2_040.0), 48..63);
        assert_eq!(at(3_600.0), 85..100);
        assert_eq!(at(90_000.0), 85..100);
        assert_eq!(Geometry { above: 0.0, viewport: 400.0, row: 40.0 }.rows_on_page(0), 0..0);
    }

    proptest! {
        #[test]
        fn what_is_in_sight_is_on_the_page_and_not_much_more(
            above in -2_000.0..500_000.0_f64, viewport in 0.0..3_000.0_f64, row in 1.0..300.0_f64, count in 0..20_000_usize,
        ) {
            let geometry = Geometry { above, viewport, row };
            let rows = geometry.rows_on_page(count);
            prop_assert!(rows.start <= rows.end && rows.end <= count);
            // Twice the viewport, and a row cut by each edge and by each step.
            prop_assert!(rows.len() <= 2 * geometry.rows_in_viewport() + 4);
            for index in 0..count {
                #[allow(clippy::cast_precision_loss)]
                let top = index as f64 * row - above;
                if top + row > 0.001 && top < viewport - 0.001 {
                    prop_assert!(rows.contains(&index), "{index} is in sight and not in {rows:?}");
                }
            }
        }
    }
}
