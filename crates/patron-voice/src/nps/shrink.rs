use patron_models::special::ln_gamma;
use serde::Serialize;

use super::{Class, NpsError, Tally};
use crate::interval::{Interval, Level};
use crate::quantile::beta_quantile;

/// For how many answers the whole counts beside those of a group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Strength {
    /// As many as the differences between the groups suggest.
    Estimated,
    /// So many.
    Given(f64),
}

/// Groups drawn towards the whole.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shrunk {
    /// For how many answers the whole counted.
    pub strength: f64,
    /// Whether the groups differ by no more than chance would have it, so that the strength is as large as it may be.
    pub alike: bool,
    /// The groups, in their order.
    pub groups: Vec<ShrunkGroup>,
}

/// A group's score, drawn towards the whole.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ShrunkGroup {
    /// Mean of the score, −100 to 100.
    pub score: f64,
    /// Where it lies.
    pub interval: Interval,
    /// Share of the score that comes from the group's own answers, n / (n + strength).
    pub own: f64,
}

/// Strengths between which one is looked for.
const WEAKEST: f64 = 0.1;
const STRONGEST: f64 = 1e5;

const CLASSES: [Class; 3] = [Class::Promoter, Class::Passive, Class::Detractor];

/// Scores of small groups: shares have a Dirichlet law with the shares of the whole as mean and `strength` as the sum
/// of its parameters, which the answers of the group are added to. The strength is the most likely one of the
/// Dirichlet-multinomial \[M1962\]. The interval is that of the beta law on −100 to 100 with the same mean and variance.
///
/// # Errors
/// When there are fewer than two groups to estimate from, or a given strength is not above 0.
pub fn shrink(groups: &[Tally], strength: Strength, level: Level) -> Result<Shrunk, NpsError> {
    let whole = Tally::total(groups)?;
    let strength = match strength {
        Strength::Given(strength) if strength > 0.0 && strength.is_finite() => strength,
        Strength::Given(strength) => return Err(NpsError::Strength { strength }),
        Strength::Estimated if groups.len() < 2 => return Err(NpsError::Groups { groups: groups.len() }),
        Strength::Estimated => estimate(groups, &whole),
    };
    let alike = strength > 0.99 * STRONGEST;
    let groups = groups.iter().map(|group| one(group, &whole, strength, level)).collect();
    Ok(Shrunk { strength, alike, groups })
}

fn one(group: &Tally, whole: &Tally, strength: f64, level: Level) -> ShrunkGroup {
    let total = group.effective() + strength;
    let share = |class| (group.count(class) + strength * whole.share(class)) / total;
    let (p, d) = (share(Class::Promoter), share(Class::Detractor));
    let mean = p - d;
    let variance = (p + d - mean * mean) / (total + 1.0);
    // On 0 to 1, the beta law of this mean and variance.
    let at = 0.5 * (1.0 + mean);
    let size = at * (1.0 - at) / (0.25 * variance) - 1.0;
    let end = |probability| 2.0 * beta_quantile(at * size, (1.0 - at) * size, probability) - 1.0;
    let interval = if variance > 0.0 && size > 0.0 {
        Interval { low: end(level.tail()), high: end(1.0 - level.tail()) }
    } else {
        Interval { low: mean, high: mean }
    };
    ShrunkGroup { score: 100.0 * mean, interval: interval.map(|share| 100.0 * share), own: group.effective() / total }
}

/// The most likely strength: the best of a grid, then golden section around it, on the logarithm.
fn estimate(groups: &[Tally], whole: &Tally) -> f64 {
    const STEPS: usize = 60;
    let (bottom, top) = (WEAKEST.ln(), STRONGEST.ln());
    let step = (top - bottom) / STEPS as f64;
    let at = |place: usize| bottom + step * place as f64;
    let value = |place: f64| log_likelihood(groups, whole, place.exp());
    let best = (0..=STEPS).max_by(|a, b| value(at(*a)).total_cmp(&value(at(*b)))).unwrap_or(STEPS);
    let (mut low, mut high) = (at(best.saturating_sub(1)), at((best + 1).min(STEPS)));
    const GOLDEN: f64 = 0.618_033_988_749_894_9;
    while high - low > 1e-9 {
        let (left, right) = (high - GOLDEN * (high - low), low + GOLDEN * (high - low));
        if value(left) >= value(right) {
            high = right;
        } else {
            low = left;
        }
    }
    (0.5 * (low + high)).exp()
}

fn log_likelihood(groups: &[Tally], whole: &Tally, strength: f64) -> f64 {
    let of_class = |group: &Tally, class| {
        let prior = strength * whole.share(class);
        if prior > 0.0 { ln_gamma(prior + group.count(class)) - ln_gamma(prior) } else { 0.0 }
    };
    let of_group = |group: &Tally| {
        let classes: f64 = CLASSES.iter().map(|class| of_class(group, *class)).sum();
        classes + ln_gamma(strength) - ln_gamma(strength + group.effective())
    };
    groups.iter().map(of_group).sum()
}
