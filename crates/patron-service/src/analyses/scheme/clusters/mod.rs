//! Groups of customers that are alike: fitted on a sample, described in words, found again in the next run.

mod function;
mod groups;
mod labels;
mod model;
mod sample;

use arrow::datatypes::DataType;
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{Expr, cast, ident};
use patron_learn::clusters::{ClusterError, Scaling, Table};

use crate::error::Result;
use crate::schemes::{Feature, Plan};

use super::Found;
use super::fit::{Fit, Say};

pub(crate) use groups::{Group, Groups};
pub(super) use labels::labels;

/// Groups the customers; a measure that cannot tell customers apart is left out, and said.
pub(super) async fn fit(customers: &DataFrame, plan: &Plan, asked: &Fit<'_>, said: &mut Say<'_>) -> Result<Found> {
    let Plan::Clusters { features, missing, .. } = plan else { return Ok(Found::Nothing) };
    let sample = sample::read(customers, features, asked).await?;
    let mut kept: Vec<&Feature> = Vec::new();
    let mut columns = Vec::new();
    for (feature, column) in features.iter().zip(sample.columns) {
        let alone = Table::new(vec![(feature.measure.clone(), column.clone())])
            .and_then(|table| Scaling::fit(&table, &[feature.scale], *missing));
        match alone {
            Ok(_) => {
                kept.push(feature);
                columns.push((feature.measure.clone(), column));
            }
            Err(error) => {
                let code = match &error {
                    ClusterError::AllMissing { .. } => "scheme-feature-empty",
                    ClusterError::Constant { .. } => "scheme-feature-constant",
                    _ => "scheme-feature-left-out",
                };
                said(
                    code,
                    &feature.measure,
                    format!("measure `{}` does not count: {error}; {}", feature.measure, error.hint()),
                );
            }
        }
    }
    if kept.is_empty() {
        said("scheme-not-fitted", "", "no groups: none of its measures tells customers apart".to_owned());
        return Ok(Found::Nothing);
    }
    match model::grouped(plan, &kept, columns, sample.counts, asked) {
        Ok(groups) => Ok(Found::Clusters(Box::new(groups))),
        Err(error) => {
            said("scheme-not-fitted", "", format!("no groups: {error}; {}", error.hint()));
            Ok(Found::Nothing)
        }
    }
}

/// The group of each customer.
pub(super) fn label(scheme: &str, features: &[Feature], groups: &Groups) -> Expr {
    let read = groups.scaling.features.iter().map(|scaled| scaled.name.as_str());
    let known = read.filter(|name| features.iter().any(|feature| feature.measure == *name));
    let values = known.map(|name| cast(ident(name), DataType::Float64));
    function::cluster_label(scheme, groups).call(values.collect())
}
