//! The middle of several measurements: one that was disturbed does not move it.

/// The middle of the numbers, of an even count the mean of the two in the middle; of none, no number.
pub fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    match (numbers.len().is_multiple_of(2), numbers.get(middle)) {
        (_, None) => f64::NAN,
        (true, Some(upper)) => f64::midpoint(numbers[middle - 1], *upper),
        (false, Some(number)) => *number,
    }
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    #[allow(clippy::float_cmp)]
    fn the_middle_does_not_mind_the_order_or_one_that_is_far_off() {
        assert_eq!(median(vec![3.0, 1.0, 900.0]), 3.0);
        assert_eq!(median(vec![4.0, 1.0, 900.0, 2.0]), 3.0);
        assert_eq!(median(vec![7.0]), 7.0);
        assert!(median(Vec::new()).is_nan());
    }
}
