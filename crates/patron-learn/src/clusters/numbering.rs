use super::points::compare;

/// What clusters are numbered by, most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Customers.
    Size,
    /// The centre's value of this feature, by its position.
    Feature(usize),
}

/// The number of each cluster, from 0: the largest or highest first, equal ones by their centres, feature by feature.
/// A feature that there is not puts them in the order of size.
#[must_use]
pub fn numbering(sizes: &[usize], centres: &[Vec<f64>], order: Order) -> Vec<u32> {
    let by = |at: usize| match order {
        Order::Feature(feature) => centres[at].get(feature).copied().unwrap_or(sizes[at] as f64),
        Order::Size => sizes[at] as f64,
    };
    let mut places: Vec<usize> = (0..centres.len()).collect();
    places
        .sort_by(|&left, &right| by(right).total_cmp(&by(left)).then_with(|| compare(&centres[left], &centres[right])));
    let mut numbers = vec![0; centres.len()];
    places.iter().zip(0..).for_each(|(&place, number)| numbers[place] = number);
    numbers
}
