//! Draws of named quantities by chains, and what they say.

use serde::{Deserialize, Serialize};

use crate::BayesError;
use crate::diagnostics::{self, Diagnostics};

/// The largest r-hat at which chains count as one \[VGSCB2021\].
pub const MOST_R_HAT: f64 = 1.01;
/// The least effective sample size, bulk and tail, of a posterior that is given \[VGSCB2021\].
pub const LEAST_EFFECTIVE: f64 = 400.0;

/// Draws of named quantities: chains of equal length.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draws {
    names: Vec<String>,
    /// By quantity, chain and step.
    columns: Vec<Vec<Vec<f64>>>,
}

/// What is known of one quantity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Its name.
    pub name: String,
    /// Posterior mean.
    pub mean: f64,
    /// Posterior standard deviation.
    pub sd: f64,
    /// Below it one in twenty.
    pub q5: f64,
    /// Below it one in two.
    pub median: f64,
    /// Above it one in twenty.
    pub q95: f64,
    /// Whether the chains may be believed; `None` of independent draws.
    #[serde(flatten)]
    pub diagnostics: Option<Diagnostics>,
}

impl Draws {
    /// From rows of chains: `chains[c][step][quantity]`, all of one shape.
    pub(crate) fn from_rows(names: &[&str], chains: &[Vec<Vec<f64>>]) -> Self {
        let column = |i: usize| -> Vec<Vec<f64>> {
            let of_row = |row: &Vec<f64>| row.get(i).copied().unwrap_or(f64::NAN);
            chains.iter().map(|rows| rows.iter().map(of_row).collect()).collect()
        };
        Self {
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            columns: (0..names.len()).map(column).collect(),
        }
    }

    /// The names in order.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The draws of a quantity: one vector for each chain.
    #[must_use]
    pub fn of(&self, name: &str) -> Option<&[Vec<f64>]> {
        let place = self.names.iter().position(|known| known == name)?;
        self.columns.get(place).map(Vec::as_slice)
    }

    /// Draws of all chains together.
    #[must_use]
    pub fn len(&self) -> usize {
        self.columns.first().map_or(0, |chains| chains.iter().map(Vec::len).sum())
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All quantities at once, draw by draw, chain after chain.
    pub fn rows(&self) -> impl Iterator<Item = Vec<f64>> + '_ {
        let chains = self.columns.first().map_or(0, Vec::len);
        let steps = self.columns.first().and_then(|chains| chains.first()).map_or(0, Vec::len);
        (0..chains).flat_map(move |chain| {
            (0..steps).map(move |step| self.columns.iter().map(|column| column[chain][step]).collect())
        })
    }

    /// All quantities at once of at most `most` draws, evenly taken.
    #[must_use]
    pub fn thinned(&self, most: usize) -> Vec<Vec<f64>> {
        let count = self.len();
        let kept = most.min(count);
        let rows: Vec<Vec<f64>> = self.rows().collect();
        (0..kept).map(|i| rows[i * count / kept].clone()).collect()
    }

    /// Covariance of the quantities by rows, in their order.
    #[must_use]
    pub fn covariance(&self) -> Vec<Vec<f64>> {
        let count = self.len() as f64;
        let centred = |chains: &Vec<Vec<f64>>| -> Vec<f64> {
            let mean = chains.iter().flatten().sum::<f64>() / count;
            chains.iter().flatten().map(|value| value - mean).collect()
        };
        let columns: Vec<Vec<f64>> = self.columns.iter().map(centred).collect();
        let product = |one: &[f64], other: &[f64]| {
            one.iter().zip(other).map(|(one, other)| one * other).sum::<f64>() / (count - 1.0)
        };
        columns.iter().map(|one| columns.iter().map(|other| product(one, other)).collect()).collect()
    }

    /// Mean, spread and diagnostics of every quantity.
    #[must_use]
    pub fn summaries(&self) -> Vec<Summary> {
        self.names.iter().zip(&self.columns).map(|(name, chains)| summary(name, chains)).collect()
    }
}

/// Mean, spread and diagnostics of a quantity.
fn summary(name: &str, chains: &[Vec<f64>]) -> Summary {
    let mut all: Vec<f64> = chains.concat();
    let count = all.len() as f64;
    let mean = all.iter().sum::<f64>() / count;
    let variance = all.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (count - 1.0);
    all.sort_unstable_by(f64::total_cmp);
    Summary {
        name: name.to_owned(),
        mean,
        sd: variance.sqrt(),
        q5: quantile(&all, 0.05),
        median: quantile(&all, 0.5),
        q95: quantile(&all, 0.95),
        diagnostics: Some(diagnostics::diagnose(chains)),
    }
}

/// The quantile of ascending numbers, interpolated between the two that enclose it; NaN of none.
pub(crate) fn quantile(ascending: &[f64], probability: f64) -> f64 {
    let Some(last) = ascending.len().checked_sub(1) else { return f64::NAN };
    let place = probability * last as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(last);
    ascending[below] + (place - below as f64) * (ascending[above] - ascending[below])
}

/// Refuses draws whose chains disagree or that are worth too few independent ones.
pub(crate) fn believable(summaries: &[Summary]) -> Result<(), BayesError> {
    for Summary { name, diagnostics, .. } in summaries {
        let Some(diagnostics) = diagnostics else { continue };
        if !(diagnostics.r_hat <= MOST_R_HAT) {
            let (parameter, r_hat) = (name.clone(), diagnostics.r_hat);
            return Err(BayesError::NotMixed { parameter, r_hat, most: MOST_R_HAT });
        }
        let found = diagnostics.ess_bulk.min(diagnostics.ess_tail);
        if !(found >= LEAST_EFFECTIVE) {
            return Err(BayesError::TooFewEffective { parameter: name.clone(), found, least: LEAST_EFFECTIVE });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_columns_are_two_views_of_the_same() {
        let chains = vec![vec![vec![1.0, 10.0], vec![2.0, 20.0]], vec![vec![3.0, 30.0], vec![4.0, 40.0]]];
        let draws = Draws::from_rows(&["a", "b"], &chains);
        assert_eq!(draws.rows().collect::<Vec<_>>(), chains.concat());
        assert_eq!(draws.of("b").unwrap(), [vec![10.0, 20.0], vec![30.0, 40.0]]);
        assert_eq!((draws.len(), draws.of("c")), (4, None));
        assert_eq!(draws.thinned(2), [vec![1.0, 10.0], vec![3.0, 30.0]]);
        assert_eq!(draws.thinned(9).len(), 4);
        // Σ (x − 2.5)² / 3 = 5/3, and ten times as much beside a quantity ten times as large.
        let covariance = draws.covariance();
        assert!((covariance[0][0] - 5.0 / 3.0).abs() < 1e-14 && (covariance[1][0] - 50.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn quantiles_lie_between_the_numbers_that_enclose_them() {
        let numbers = [1.0, 2.0, 4.0, 8.0, 16.0];
        assert_eq!([0.0, 0.25, 0.5, 1.0].map(|p| quantile(&numbers, p)), [1.0, 2.0, 4.0, 16.0]);
        assert!((quantile(&numbers, 0.95) - 14.4).abs() < 1e-12);
        assert!(quantile(&[], 0.5).is_nan());
    }

    #[test]
    fn chains_at_different_places_give_no_numbers() {
        let wave = |at: f64| -> Vec<Vec<f64>> { (0..500).map(|i| vec![at + (f64::from(i) * 2.4).sin()]).collect() };
        let apart = Draws::from_rows(&["r"], &[wave(0.0), wave(3.0)]);
        assert_eq!(believable(&apart.summaries()).unwrap_err().code(), "bayes-not-mixed");
        let few = Draws::from_rows(&["r"], &[wave(0.0)[..60].to_vec(), wave(0.01)[..60].to_vec()]);
        assert_eq!(believable(&few.summaries()).unwrap_err().code(), "bayes-too-few-effective");
    }
}
