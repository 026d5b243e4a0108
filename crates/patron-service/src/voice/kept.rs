//! Answers of a questionnaire as the ledger has them.

use std::collections::HashMap;

use arrow::array::{Array, AsArray};
use arrow::datatypes::{DataType, Date32Type};
use datafusion::logical_expr::{Expr, cast, col, lit};
use futures::StreamExt;
use patron_voice::questionnaire::Role;

use super::answers::Beside;
use super::{ByColumn, Survey};
use crate::error::{Result, ServiceError};
use crate::query::{cell, number};
use crate::records::Records;

/// Beside the moment, which comes first.
const COLUMNS: [&str; 10] = [
    "respondent_id",
    "customer_id",
    "item",
    "score",
    "expectation",
    "importance",
    "weight",
    "wave",
    "touchpoint",
    "answered_on",
];

/// Whose answers belong together: a respondent (or a customer) at a moment, and how often the item came before.
type Response = (String, u64, usize);

/// Answers to a questionnaire, a row a response: what one respondent answered at one moment. Rows without respondent and
/// customer are responses of their own.
///
/// # Errors
/// `survey-no-answers`, or `survey-weight` where some responses have a weight and some have none.
pub(crate) async fn kept(records: &Records, survey: &Survey) -> Result<ByColumn> {
    kept_of(records, survey, None).await
}

/// The same of one customer alone.
pub(crate) async fn kept_of(records: &Records, survey: &Survey, customer: Option<&str>) -> Result<ByColumn> {
    let items = survey.questionnaire.items();
    let mut found = ByColumn { items: vec![Vec::new(); items.len()], ..ByColumn::default() };
    if records.rows("surveys") == 0 {
        return Err(no_answers(survey));
    }
    let places: HashMap<&str, [Option<usize>; 3]> = survey
        .questionnaire
        .of_role(Role::Answer)
        .map(|(place, item)| {
            let beside = |role| survey.questionnaire.companion(&item.id, role).map(|(place, _)| place);
            (item.id.as_str(), [Some(place), beside(Role::Expectation), beside(Role::Importance)])
        })
        .collect();
    let all = records.table(&records.engine().session(), "surveys")?;
    let own = all.filter(col("instrument").eq(lit(survey.id.as_str())))?;
    let own = match customer {
        Some(customer) => own.filter(col("customer_id").eq(lit(customer)))?,
        None => own,
    };
    let order = ["customer_id", "answered_at", "respondent_id", "item", "source_file", "source_row"];
    let order = order.map(|name| col(name).sort(true, false)).to_vec();
    // microseconds: a number tells moments apart
    let moment = cast(col("answered_at"), DataType::Int64).alias("moment");
    let columns: Vec<Expr> = std::iter::once(moment).chain(COLUMNS.map(col)).collect();
    let mut stream = own.sort(order)?.select(columns)?.execute_stream().await?;
    let mut responses: HashMap<Response, usize> = HashMap::new();
    let (mut weights, mut unknown): (Vec<Option<f64>>, usize) = (Vec::new(), 0);
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        for row in 0..batch.num_rows() {
            let text = |column: usize| cell(batch.column(column).as_ref(), row).as_str().map(str::to_owned);
            let at = |column: usize| number(batch.column(column).as_ref(), row);
            let Some(places) = text(3).and_then(|item| places.get(item.as_str()).copied()) else {
                unknown += 1;
                continue;
            };
            let answer = places[0].unwrap_or_default();
            let mut response = match text(1).or_else(|| text(2)) {
                Some(who) => (who, at(0).unwrap_or_default().to_bits(), 0),
                None => (String::new(), 0, found.lines.len()),
            };
            let place = loop {
                match responses.get(&response) {
                    Some(&place) if found.items[answer][place].is_empty() => break place,
                    Some(_) => response.2 += 1,
                    None => {
                        let place = found.lines.len();
                        responses.insert(response, place);
                        found.lines.push(place as u64 + 1);
                        found.items.iter_mut().for_each(|cells| cells.push(String::new()));
                        weights.push(None);
                        found.beside.push(Beside {
                            customer: text(2),
                            respondent: text(1),
                            day: day(batch.column(10).as_ref(), row),
                            wave: text(8),
                            touchpoint: text(9),
                        });
                        break place;
                    }
                }
            };
            for (item, column) in places.into_iter().zip([4, 5, 6]) {
                if let (Some(item), Some(answer)) = (item, at(column)) {
                    found.items[item][place] = answer.to_string();
                }
            }
            weights[place] = weights[place].or(at(7));
        }
    }
    if found.lines.is_empty() {
        return Err(no_answers(survey));
    }
    found.unknown_items = unknown;
    if weights.iter().any(Option::is_some) {
        found.weights = Some(weights.into_iter().collect::<Option<_>>().ok_or_else(|| some_weights(survey))?);
    }
    Ok(found)
}

/// The local day of a row, since 1970-01-01; every row has one.
fn day(array: &dyn Array, row: usize) -> i32 {
    if array.is_null(row) { 0 } else { array.as_primitive::<Date32Type>().value(row) }
}

fn no_answers(survey: &Survey) -> ServiceError {
    ServiceError::new("survey-no-answers", format!("the ledger has no answers to `{}`; expected some", survey.id))
        .value("survey", survey.id.as_str())
        .hint("put them there first: `patron survey import QUESTIONNAIRE ANSWERS`, or name a file of answers")
}

fn some_weights(survey: &Survey) -> ServiceError {
    let message = format!("some answers to `{}` have a weight and some have none; expected all or none", survey.id);
    ServiceError::new("survey-weight", message)
        .value("survey", survey.id.as_str())
        .hint("take back the batch without weights, or give it weights of 1")
}
