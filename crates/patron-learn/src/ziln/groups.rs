//! Spend in a window by groups of customers alike.

use super::Ziln;

/// Repeat purchases at which a class begins.
const CLASSES: [u32; 6] = [1, 2, 3, 5, 10, 20];
/// Groups of equal size within a class by idle time, and within each of these by mean spend.
const BY_IDLE: usize = 5;
const BY_SPEND: usize = 3;
/// Customers that spent anything, of whom a group must have as many; else it is counted with the group around it.
const LEAST_SPENDERS: usize = 20;

/// What is known of a customer at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Known {
    /// Repeat purchases.
    pub frequency: u32,
    /// Time since the last purchase.
    pub idle: f64,
    /// Mean spend of the repeat purchases, where there are any.
    pub mean_spend: Option<f64>,
}

/// Customers with their spend, split into groups within groups; each leaf and branch has its distribution.
#[derive(Debug, Clone, PartialEq)]
pub struct ZilnGroups {
    of_all: Ziln,
    split: Option<Split>,
}

/// Where a group is split: children by `of`, the first below the first cut.
#[derive(Debug, Clone, PartialEq)]
struct Split {
    of: Feature,
    cuts: Vec<f64>,
    children: Vec<Option<ZilnGroups>>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Feature {
    Frequency,
    Idle,
    Spend,
}

impl Feature {
    /// Unknown spend counts as the smallest.
    fn of(self, known: &Known) -> f64 {
        match self {
            Self::Frequency => f64::from(known.frequency),
            Self::Idle => known.idle,
            Self::Spend => known.mean_spend.unwrap_or(f64::NEG_INFINITY),
        }
    }

    fn next(self) -> Option<Self> {
        match self {
            Self::Frequency => Some(Self::Idle),
            Self::Idle => Some(Self::Spend),
            Self::Spend => None,
        }
    }

    /// Cuts of a group: fixed classes, or such that the groups between have equal sizes.
    fn cuts(self, lessons: &[(Known, f64)]) -> Vec<f64> {
        let parts = match self {
            Self::Frequency => return CLASSES.map(f64::from).to_vec(),
            Self::Idle => BY_IDLE,
            Self::Spend => BY_SPEND,
        };
        let mut values: Vec<f64> = lessons.iter().map(|(known, _)| self.of(known)).collect();
        values.sort_unstable_by(f64::total_cmp);
        let mut cuts: Vec<f64> =
            (1..parts).filter_map(|part| values.get(part * values.len() / parts)).copied().collect();
        cuts.dedup();
        cuts
    }
}

impl ZilnGroups {
    /// Learns from customers with what each spent in the window that followed; a spend below 0, where returns outweigh
    /// purchases, counts as nothing. `None` where fewer than 20 customers spent anything, or all the same.
    #[must_use]
    pub fn learn(lessons: Vec<(Known, f64)>) -> Option<Self> {
        group(lessons, Feature::Frequency)
    }

    /// The distribution of the smallest group that the customer belongs to.
    #[must_use]
    pub fn spend(&self, known: &Known) -> &Ziln {
        let child = self.split.as_ref().and_then(|split| split.children.get(place(split, known))?.as_ref());
        child.map_or(&self.of_all, |child| child.spend(known))
    }
}

fn place(split: &Split, known: &Known) -> usize {
    split.cuts.partition_point(|cut| *cut <= split.of.of(known))
}

fn group(lessons: Vec<(Known, f64)>, of: Feature) -> Option<ZilnGroups> {
    let spends: Vec<f64> = lessons.iter().map(|(_, spend)| spend.max(0.0)).collect();
    if spends.iter().filter(|spend| **spend > 0.0).count() < LEAST_SPENDERS {
        return None;
    }
    let of_all = Ziln::fit(&spends).ok()?.distribution;
    let mut split = Split { of, cuts: of.cuts(&lessons), children: Vec::new() };
    let mut parts: Vec<Vec<(Known, f64)>> = vec![Vec::new(); split.cuts.len() + 1];
    for lesson in lessons {
        parts[place(&split, &lesson.0)].push(lesson);
    }
    split.children = parts.into_iter().map(|part| leaf_or_group(part, of)).collect();
    Some(ZilnGroups { of_all, split: Some(split) })
}

fn leaf_or_group(part: Vec<(Known, f64)>, of: Feature) -> Option<ZilnGroups> {
    let Some(next) = of.next() else {
        let spends: Vec<f64> = part.iter().map(|(_, spend)| spend.max(0.0)).collect();
        let enough = spends.iter().filter(|spend| **spend > 0.0).count() >= LEAST_SPENDERS;
        let fit = enough.then(|| Ziln::fit(&spends).ok()).flatten()?;
        return Some(ZilnGroups { of_all: fit.distribution, split: None });
    };
    group(part, next)
}

#[cfg(test)]
mod tests {
    use super::{Known, ZilnGroups};

    /// One-time buyers of whom a tenth spend around 20, and regulars of whom nine in ten spend around 200.
    fn lessons(customers: u32) -> Vec<(Known, f64)> {
        let lesson = |i: u32| {
            let noise = 1.0 + 0.2 * (f64::from(i) * 0.618_033_988_749_894_9).fract();
            let regular = i.is_multiple_of(2);
            let buys = (i / 2).is_multiple_of(10) != regular;
            let known = Known {
                frequency: if regular { 4 } else { 0 },
                idle: f64::from(i % 97),
                mean_spend: regular.then_some(100.0 * noise),
            };
            (known, if buys { (if regular { 200.0 } else { 20.0 }) * noise } else { 0.0 })
        };
        (0..customers).map(lesson).collect()
    }

    #[test]
    fn groups_know_their_own_spend() {
        let groups = ZilnGroups::learn(lessons(20_000)).unwrap();
        let regular = groups.spend(&Known { frequency: 4, idle: 10.0, mean_spend: Some(110.0) });
        let once = groups.spend(&Known { frequency: 0, idle: 10.0, mean_spend: None });
        // A tenth of 22 and nine tenths of 220, less or more by the noise of a group of hundreds.
        const NOISE: f64 = 0.1;
        assert!((once.mean() / 2.2 - 1.0).abs() < NOISE, "{once:?}");
        assert!((regular.mean() / 198.0 - 1.0).abs() < NOISE, "{regular:?}");
        // Nobody bought ten times: a stranger gets what all of them have.
        let stranger = groups.spend(&Known { frequency: 12, idle: 10.0, mean_spend: Some(110.0) });
        assert!(once.mean() < stranger.mean() && stranger.mean() < regular.mean(), "{stranger:?}");
    }

    #[test]
    fn the_order_of_lessons_does_not_matter_and_few_teach_nothing() {
        let mut turned = lessons(5_000);
        turned.reverse();
        let (one, other) = (ZilnGroups::learn(lessons(5_000)).unwrap(), ZilnGroups::learn(turned).unwrap());
        let known = Known { frequency: 4, idle: 50.0, mean_spend: Some(101.0) };
        // Sums in another order.
        assert!((one.spend(&known).mean() / other.spend(&known).mean() - 1.0).abs() < 1e-12);
        assert_eq!(ZilnGroups::learn(lessons(30)), None);
    }
}
