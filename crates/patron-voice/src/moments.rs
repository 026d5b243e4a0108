//! Means, variances and covariances of answers with gaps and weights.

use crate::answers::Answers;

/// What is done about missing answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// Respondents with a gap among the items are left out.
    Complete,
    /// Each pair of items uses the respondents who answered both.
    Pairwise,
}

/// Covariances of items.
pub(crate) struct Moments {
    /// Item by item; the variances on the diagonal. NaN where fewer than two answers count.
    pub(crate) covariances: Vec<Vec<f64>>,
    /// The smallest effective number of answers behind one of them.
    pub(crate) effective: f64,
    /// Respondents of whom something was used.
    pub(crate) respondents: usize,
}

pub(crate) fn moments(answers: &Answers, items: &[usize], missing: Missing) -> Moments {
    let answered = |respondent: usize| items.iter().filter(|item| answers.get(respondent, **item).is_some()).count();
    let wanted = match missing {
        Missing::Complete => items.len(),
        Missing::Pairwise => 1,
    };
    let used: Vec<usize> = (0..answers.respondents()).filter(|respondent| answered(*respondent) >= wanted).collect();
    let mut covariances = vec![vec![f64::NAN; items.len()]; items.len()];
    let mut effective = f64::INFINITY;
    for i in 0..items.len() {
        for j in 0..=i {
            let (covariance, count) = of_pair(answers, &used, items[i], items[j]);
            covariances[i][j] = covariance;
            covariances[j][i] = covariance;
            effective = effective.min(count);
        }
    }
    Moments { covariances, effective, respondents: used.len() }
}

/// Covariance over those who answered both, Σ w (x − x̄)(y − ȳ) / Σ w · nₑ / (nₑ − 1), and nₑ.
fn of_pair(answers: &Answers, used: &[usize], i: usize, j: usize) -> (f64, f64) {
    let (x, y) = (answers.column(i), answers.column(j));
    let both = || used.iter().filter(|row| !(x[**row].is_nan() || y[**row].is_nan()));
    let (mut total, mut squares, mut sum_x, mut sum_y) = (0.0, 0.0, 0.0, 0.0);
    for row in both() {
        let weight = answers.weight(*row);
        total += weight;
        squares += weight * weight;
        sum_x += weight * x[*row];
        sum_y += weight * y[*row];
    }
    let effective = if total > 0.0 { total * total / squares } else { 0.0 };
    if !(effective > 1.0 + 1e-9) {
        return (f64::NAN, effective);
    }
    let (mean_x, mean_y) = (sum_x / total, sum_y / total);
    let products: f64 = both().map(|row| answers.weight(*row) * (x[*row] - mean_x) * (y[*row] - mean_y)).sum();
    (products / total * effective / (effective - 1.0), effective)
}
