//! Fits a card to the customers in its scope: bounds of every line, weights, checks.

use arrow::array::AsArray;
use arrow::datatypes::{DataType, Float64Type};
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{cast, col};
use futures::StreamExt;
use patron_criteria::aggregate::Topsis;
use patron_criteria::gap::room;
use patron_criteria::normalise::{NormaliseError, Normaliser};
use patron_criteria::table::Table;

use crate::cards::{Aggregation, Card, CardScale, Source};
use crate::error::Result;
use crate::run::RunContext;
use crate::views::{Notice, Severity};

use super::parameters::{CardParameters, FittedLine, Fuzzy};
use super::robust::{Checks, MOST_ACCOUNTS, check};
use super::weigh::weigh;

/// The customers in scope: the values of every line, NaN where one is not known, and ids while each is looked at.
#[derive(Debug, Default)]
pub(super) struct Values {
    pub(super) accounts: usize,
    pub(super) ids: Vec<String>,
    pub(super) columns: Vec<Vec<f64>>,
}

/// Reads `customer_id` and the values of the lines.
pub(super) async fn read(frame: DataFrame, lines: usize, context: &RunContext) -> Result<Values> {
    let mut columns = vec![cast(col("customer_id"), DataType::Utf8).alias("customer_id")];
    columns.extend((0..lines).map(|index| col(format!("value_{index}"))));
    let mut values = Values { accounts: 0, ids: Vec::new(), columns: vec![Vec::new(); lines] };
    let mut stream = frame.select(columns)?.execute_stream().await?;
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        context.cancel.check()?;
        values.accounts += batch.num_rows();
        if values.accounts <= MOST_ACCOUNTS {
            values.ids.extend(batch.column(0).as_string::<i32>().iter().map(|id| id.unwrap_or_default().to_owned()));
        } else {
            values.ids = Vec::new();
        }
        for (index, column) in values.columns.iter_mut().enumerate() {
            let cells = batch.column(index + 1).as_primitive::<Float64Type>();
            // a value that is not finite is not known
            let finite = cells.iter().map(|cell| cell.filter(|value| value.is_finite()).unwrap_or(f64::NAN));
            column.extend(finite);
        }
    }
    Ok(values)
}

/// Bounds, weights and checks, and the scores of all, ascending. What cannot be fitted is a notice, never an error.
///
/// The columns are held once: values become scores in place, but where values are compared as they are.
pub(super) fn fit(card: &Card, version: u32, mut values: Values, seed: u64) -> (CardParameters, Vec<Notice>, Vec<f64>) {
    let mut notices = Vec::new();
    let notice = |code: &str, message: String, line: Option<&str>| Notice {
        code: code.to_owned(),
        severity: Severity::Warning,
        message: format!("card `{}`: {message}", card.id),
        values: [("card".to_owned(), card.id.clone().into())]
            .into_iter()
            .chain(line.map(|line| ("indicator".to_owned(), line.into())))
            .collect(),
    };
    let mut lines: Vec<FittedLine> = Vec::with_capacity(card.indicators.len());
    for (line, column) in card.indicators.iter().zip(&values.columns) {
        let missing = column.iter().filter(|value| value.is_nan()).count();
        let mut fitted = FittedLine {
            id: line.id.clone(),
            points: line.weight,
            deduction: line.deduction,
            normaliser: None,
            mean: None,
            left_out: None,
            missing,
            mean_score: None,
            inflation: None,
            measure: match &line.source {
                Source::Measure(id) => Some(id.clone()),
                Source::Assessed { .. } => None,
            },
            upper: None,
        };
        match Normaliser::fit(&line.method, line.direction, line.missing, column) {
            Ok(normaliser) => {
                fitted.mean_score = Some(normaliser.mean_score);
                fitted.normaliser = Some(normaliser);
            }
            Err(error) => {
                let code = if let NormaliseError::AllMissing { .. } = error {
                    "card-line-empty"
                } else {
                    "card-line-left-out"
                };
                let words = format!("indicator `{}` is left out: {error}", line.id);
                notices.push(notice(code, words, Some(&line.id)));
                fitted.left_out = Some(error.code().to_owned());
            }
        }
        lines.push(fitted);
    }
    let mut parameters = CardParameters {
        card: card.id.clone(),
        version,
        accounts: values.accounts,
        lines,
        range: card.range(),
        tiers: card.tiers.iter().map(|tier| tier.from).collect(),
        points: card.scale == CardScale::Points,
        topsis: None,
        fuzzy: card.grading.as_ref().map(|grading| Fuzzy {
            operator: grading.operator,
            grades: grading.grades.iter().map(|grade| grade.value).collect(),
        }),
        consistency_ratio: None,
        redundant: Vec::new(),
        correlations: Vec::new(),
        keeps_tier: None,
        robustness: Vec::new(),
    };
    let by_values = card.aggregation == Aggregation::Topsis;
    let kept = by_values.then(|| values.columns.clone());
    for (column, line) in values.columns.iter_mut().zip(&mut parameters.lines) {
        column.iter_mut().for_each(|value| *value = line.normalised(*value));
        line.upper = upper(line, column);
    }
    let scores = &values.columns;
    if let Err(reason) = weigh(card, scores, &mut parameters) {
        without_score(&mut parameters);
        notices.push(notice("card-not-weighed", format!("no score: {reason}"), None));
        return (parameters, notices, Vec::new());
    }
    if let Some(columns) = &kept
        && let Err(reason) = refit_topsis(&mut parameters, columns)
    {
        without_score(&mut parameters);
        notices.push(notice("card-not-weighed", format!("no score: {reason}"), None));
        return (parameters, notices, Vec::new());
    }
    let Checks { redundant, correlations, inflation, keeps_tier, robustness } =
        check(card, &parameters, scores, &values.ids, seed);
    for (line, inflation) in parameters.lines.iter_mut().zip(inflation) {
        line.inflation = inflation;
    }
    for pair in &redundant {
        let words = format!(
            "`{}` and `{}` say nearly the same (correlation {:.2})",
            pair.indicator, pair.partner, pair.correlation
        );
        notices.push(notice("card-lines-redundant", words, Some(&pair.indicator)));
    }
    (parameters.redundant, parameters.correlations) = (redundant, correlations);
    (parameters.keeps_tier, parameters.robustness) = (keeps_tier, robustness);
    let ranked = parameters.kernel().map(|kernel| kernel.ranked(kept.as_ref().unwrap_or(scores)));
    (parameters, notices, ranked.unwrap_or_default())
}

/// Leaves every line out, so that nothing is scored.
fn without_score(parameters: &mut CardParameters) {
    for line in &mut parameters.lines {
        (line.normaliser, line.left_out) = (None, Some("card-not-weighed".to_owned()));
    }
}

/// How far accounts get: the scores that three of four and nine of ten do not exceed; of a deduction, which says how bad
/// it is, those they exceed.
fn upper(line: &FittedLine, scores: &[f64]) -> Option<[f64; 2]> {
    let turned = |score: f64| if line.deduction.is_some() { 1.0 - score } else { score };
    let known: Vec<f64> = scores.iter().filter(|score| !score.is_nan()).map(|score| turned(*score)).collect();
    let at = |share: f64| room(0.0, &known, share).map(turned);
    Some([at(0.75)?, at(0.9)?])
}

/// TOPSIS compares values as they are; what is not known is taken as the mean. `columns` are the values line by line.
pub(crate) fn refit_topsis(parameters: &mut CardParameters, columns: &[Vec<f64>]) -> Result<(), String> {
    let mut filled = Vec::new();
    let (mut weights, mut directions) = (Vec::new(), Vec::new());
    for (line, column) in parameters.lines.iter_mut().zip(columns) {
        let Some(normaliser) = line.normaliser.as_ref().filter(|_| line.left_out.is_none()) else { continue };
        let known: Vec<f64> = column.iter().copied().filter(|value| !value.is_nan()).collect();
        let mean = known.iter().sum::<f64>() / known.len() as f64;
        line.mean = Some(mean);
        filled.push(column.iter().map(|value| if value.is_nan() { mean } else { *value }).collect());
        weights.push(line.points);
        directions.push(normaliser.direction);
    }
    let table = Table::new(filled).map_err(|error| error.to_string())?;
    let weights = patron_criteria::weights::Weights::proportional(&weights).map_err(|error| error.to_string())?;
    parameters.topsis = Some(Topsis::fit(&table, &weights, &directions).map_err(|error| error.to_string())?);
    Ok(())
}
