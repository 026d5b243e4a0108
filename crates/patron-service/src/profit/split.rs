use patron_profit::money::Money;

/// Amounts next to numbers that add up to exactly `total`: after each, the sum of the numbers so far is rounded. What the
/// numbers themselves miss of the total by rounding goes to the largest.
pub(super) fn split(total: Money, numbers: &[f64]) -> Vec<Money> {
    let (mut so_far, mut given) = (0.0, Money::ZERO);
    let next = |number: &f64| {
        so_far += number;
        let until = Money::nearest(so_far);
        let part = until - given;
        given = until;
        part
    };
    let mut parts: Vec<Money> = numbers.iter().map(next).collect();
    let largest = (0..numbers.len()).max_by(|one, other| numbers[*one].total_cmp(&numbers[*other]));
    if let Some(place) = largest {
        parts[place] += total - given;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost_or_made() {
        let thirds = [100.0 / 3.0; 3];
        let parts = split(Money::whole(100), &thirds);
        assert_eq!(parts.iter().copied().sum::<Money>(), Money::whole(100));
        assert_eq!(parts.iter().map(|part| part.units()).collect::<Vec<_>>(), [333_333, 333_334, 333_333]);
        // Numbers that miss the total by a unit, and one that has nothing.
        let parts = split(Money::from_units(10), &[0.0004, 0.0, 0.0005]);
        assert_eq!(parts.iter().map(|part| part.units()).collect::<Vec<_>>(), [4, 0, 6]);
        assert!(split(Money::ZERO, &[]).is_empty());
    }
}
