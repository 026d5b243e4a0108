//! Answers of a questionnaire as the ledger has them.

use std::collections::HashMap;

use arrow::array::{Array, AsArray};
use arrow::datatypes::{DataType, Date32Type, Float64Type, Int64Type};
use datafusion::logical_expr::{Expr, cast, col, lit};
use futures::StreamExt;
use patron_voice::questionnaire::Role;

use super::answers::Beside;
use super::{ByColumn, Survey};
use crate::error::{Result, ServiceError};
use crate::records::Records;

const TEXTS: [&str; 5] = ["respondent_id", "customer_id", "item", "wave", "touchpoint"];
const NUMBERS: [&str; 4] = ["score", "expectation", "importance", "weight"];

/// Whose answers belong together: a respondent (or a customer), and how often the item came before.
type Response = (String, usize);

/// A customer and a moment.
type Together = Option<(Option<String>, i64)>;

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
    let mut found = ByColumn { numbers: vec![Vec::new(); items.len()], ..ByColumn::default() };
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
    let text = |name: &str| cast(col(name), DataType::Utf8).alias(name);
    let decimal = |name: &str| cast(col(name), DataType::Float64).alias(name);
    // microseconds: a number tells moments apart
    let moment = cast(col("answered_at"), DataType::Int64).alias("moment");
    let columns: Vec<Expr> =
        TEXTS.map(text).into_iter().chain(NUMBERS.map(decimal)).chain([moment, col("answered_on")]).collect();
    let mut stream = own.sort(order)?.select(columns)?.execute_stream().await?;
    // responses of one customer at one moment, which stand together: all would be too many to hold
    let (mut responses, mut together): (HashMap<Response, usize>, Together) = (HashMap::new(), None);
    let (mut weights, mut unknown): (Vec<Option<f64>>, usize) = (Vec::new(), 0);
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        let texts = [0, 1, 2, 3, 4].map(|column: usize| batch.column(column).as_string::<i32>());
        let numbers = [5, 6, 7, 8].map(|column: usize| batch.column(column).as_primitive::<Float64Type>());
        let moments = batch.column(9).as_primitive::<Int64Type>();
        let days = batch.column(10).as_primitive::<Date32Type>();
        for row in 0..batch.num_rows() {
            let [who, customer, item, wave, touchpoint] =
                texts.map(|column| column.is_valid(row).then(|| column.value(row)));
            let [score, expectation, importance, weight] =
                numbers.map(|column| column.is_valid(row).then(|| column.value(row)));
            let Some(places) = item.and_then(|item| places.get(item).copied()) else {
                unknown += 1;
                continue;
            };
            let now = (customer.map(str::to_owned), moments.value(row));
            if together.as_ref() != Some(&now) {
                responses.clear();
                together = Some(now);
            }
            let answer = places[0].unwrap_or_default();
            let mut response = match who.or(customer) {
                Some(who) => (who.to_owned(), 0),
                None => (String::new(), found.lines.len()),
            };
            let place = loop {
                match responses.get(&response) {
                    Some(&place) if found.numbers[answer][place].is_nan() => break place,
                    Some(_) => response.1 += 1,
                    None => {
                        let place = found.lines.len();
                        responses.insert(response, place);
                        found.lines.push(place as u64 + 1);
                        found.numbers.iter_mut().for_each(|cells| cells.push(f64::NAN));
                        weights.push(None);
                        found.beside.push(Beside {
                            customer: customer.map(str::to_owned),
                            respondent: who.map(str::to_owned),
                            day: days.value(row),
                            wave: wave.map(str::to_owned),
                            touchpoint: touchpoint.map(str::to_owned),
                        });
                        break place;
                    }
                }
            };
            for (item, given) in places.into_iter().zip([score, expectation, importance]) {
                if let (Some(item), Some(given)) = (item, given) {
                    found.numbers[item][place] = given;
                }
            }
            weights[place] = weights[place].or(weight);
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
