//! Tiers of one measure.

use arrow::datatypes::DataType;
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{Expr, cast, ident, lit, when};
use patron_learn::clusters::{KMeans, KMeansPlan, Points};

use crate::analyses::abc::bound_of_share;
use crate::analyses::quantiles::{lower_bound_of_top, sorted_values};
use crate::catalogue::{Label, Text};
use crate::error::Result;
use crate::schemes::{BoundsBy, Plan, Scheme};

use super::figure::figure;
use super::fit::{Fit, Say, none};
use super::{Found, measure};

pub(super) async fn fit(
    customers: &DataFrame,
    measure: &str,
    by: BoundsBy,
    labels: &[(String, Option<f64>)],
    asked: &Fit<'_>,
    said: &mut Say<'_>,
) -> Result<Found> {
    if by == BoundsBy::Given {
        return Ok(Found::Bounds { bounds: labels.iter().map(|(_, from)| *from).collect() });
    }
    let values = sorted_values(customers, cast(ident(measure), DataType::Float64)).await?;
    asked.cancel.check()?;
    if values.is_empty() {
        said("scheme-all-missing", measure, format!("measure `{measure}` is known of no customer; nobody has a label"));
        return Ok(Found::Nothing);
    }
    let bounds = match by {
        BoundsBy::Sum => {
            let best: Vec<f64> = values.iter().rev().copied().filter(|value| *value > 0.0).collect();
            labels.iter().map(|(_, top)| top.and_then(|top| bound_of_share(&best, top))).collect()
        }
        BoundsBy::Natural => match natural(&values, labels.len(), asked.seed) {
            Ok(bounds) => bounds,
            Err(reason) => {
                said("scheme-not-fitted", measure, format!("no bounds of `{measure}`: {reason}"));
                return Ok(Found::Nothing);
            }
        },
        BoundsBy::Given | BoundsBy::Customers => {
            labels.iter().map(|(_, top)| top.and_then(|top| lower_bound_of_top(&values, top))).collect()
        }
    };
    Ok(Found::Bounds { bounds })
}

/// Natural breaks: the classes with the least squares within them, parted half-way between their means.
fn natural(values: &[f64], classes: usize, seed: u64) -> std::result::Result<Vec<Option<f64>>, String> {
    let points = Points::new(values, 1, None).map_err(|error| error.to_string())?;
    let (found, _) = KMeans::fit(&points, &KMeansPlan::new(classes, seed)).map_err(|error| error.to_string())?;
    let mut means: Vec<f64> = found.centres.iter().filter_map(|centre| centre.first().copied()).collect();
    means.sort_by(|left, right| right.total_cmp(left));
    let between = means.windows(2).map(|pair| Some(pair.iter().sum::<f64>() / 2.0));
    Ok(between.chain([None]).collect())
}

/// The first label whose bound is reached; the last takes the rest of those whose value is known.
pub(super) fn label(measure: &str, labels: &[(String, Option<f64>)], bounds: &[Option<f64>]) -> Result<Expr> {
    let value = || cast(ident(measure), DataType::Float64);
    let mut case = when(value().is_null(), none());
    for ((id, _), bound) in labels.iter().zip(bounds) {
        if let Some(bound) = bound {
            case = case.when(value().gt_eq(lit(*bound)), lit(id.as_str()));
        }
    }
    let last = labels.last().map_or_else(none, |(id, _)| lit(id.as_str()));
    Ok(case.otherwise(last)?)
}

/// Labels that say where they begin, where the file does not say it otherwise.
pub(super) fn labels(scheme: &Scheme, plan: &Plan, bounds: &[Option<f64>]) -> Vec<Label> {
    let Plan::Bounds { name, unit, .. } = plan else { return Vec::new() };
    let begins = |from: Option<f64>| match from {
        Some(from) => {
            let from = figure(from, *unit);
            Text::new(&format!("{} of {from} or more.", name.en), &format!("{}达到 {from}。", name.zh))
        }
        None => Text::new(&format!("{} below the other tiers.", name.en), &format!("{}低于其他等级。", name.zh)),
    };
    let each = scheme.labels.iter().zip(bounds);
    each.map(|(written, from)| {
        let label = measure::label(written);
        if written.meaning.is_some() { label } else { Label { meaning: begins(*from), ..label } }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::natural;

    #[test]
    fn natural_breaks_lie_in_the_gaps() {
        let values = [1.0, 2.0, 3.0, 50.0, 52.0, 400.0];
        assert_eq!(natural(&values, 3, 1).unwrap(), [Some(225.5), Some(26.5), None]);
        assert!(natural(&[1.0, 1.0], 2, 1).unwrap_err().contains("cannot make `2` clusters"));
    }
}
