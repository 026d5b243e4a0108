//! Answers of the ledger, customer by customer, as a table of figures.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, BooleanBuilder, Float64Builder, RecordBatch, StringBuilder};
use arrow::datatypes::{DataType, Date32Type, Field, Float64Type, Int64Type, Schema};
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{Expr, cast, col, lit};
use futures::StreamExt;

use crate::analyses::per_customer::{date, number};
use crate::error::Result;
use crate::run::RunContext;
use crate::voice::Survey;

use super::columns::Columns;
use super::customer::{Response, said};
use super::response::Reader;

/// Whether a customer is displeased; dropped once the stake is known.
pub(super) const DISPLEASED: &str = "voice_displeased";

/// Answers to some questionnaires up to the valuation date.
pub(super) fn answers(surveys: &[Survey], context: &RunContext) -> Result<DataFrame> {
    let all = context.records.table(&context.records.engine().session(), "surveys")?;
    let ids: Vec<Expr> = surveys.iter().map(|survey| lit(survey.id.as_str())).collect();
    let seen = col("answered_on").lt_eq(date(context.as_of_day));
    Ok(all.filter(seen.and(col("instrument").in_list(ids, false)))?)
}

/// `customer_id`, the figures, the trend and who is displeased, of customers that answered; one customer's answers are held
/// at a time.
pub(super) async fn table(surveys: &[Survey], columns: &Columns, context: &RunContext) -> Result<RecordBatch> {
    let readers = surveys.iter().map(|survey| Reader::new(survey, columns)).collect::<Result<Vec<_>>>()?;
    let by_id: HashMap<&str, usize> =
        surveys.iter().enumerate().map(|(place, survey)| (survey.id.as_str(), place)).collect();
    let own = answers(surveys, context)?.filter(col("customer_id").is_not_null())?;
    let order = ["customer_id", "answered_at", "respondent_id", "item", "source_file", "source_row"];
    let text = |name: &str| cast(col(name), DataType::Utf8).alias(name);
    let read = vec![
        text("customer_id"),
        text("respondent_id"),
        text("instrument"),
        text("item"),
        // microseconds
        cast(col("answered_at"), DataType::Int64).alias("moment"),
        cast(col("answered_on"), DataType::Date32).alias("day"),
        number(col("score")).alias("score"),
        number(col("expectation")).alias("expectation"),
    ];
    let sorted = own.sort(order.map(|name| col(name).sort(true, false)).to_vec())?.select(read)?;
    let mut stream = sorted.execute_stream().await?;
    let mut built = Built::new(columns);
    let mut customer = String::new();
    let mut responses: Vec<Response> = Vec::new();
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        context.cancel.check()?;
        let texts = [0, 1, 2, 3].map(|column: usize| batch.column(column).as_string::<i32>());
        let (moments, days) =
            (batch.column(4).as_primitive::<Int64Type>(), batch.column(5).as_primitive::<Date32Type>());
        let numbers = [6, 7].map(|column: usize| batch.column(column).as_primitive::<Float64Type>());
        for row in 0..batch.num_rows() {
            let [of, who, survey, item] = texts.map(|column| column.is_valid(row).then(|| column.value(row)));
            let of = of.unwrap_or_default();
            if of != customer {
                built.push(&customer, &responses, &readers, columns)?;
                responses.clear();
                of.clone_into(&mut customer);
            }
            let Some(&survey) = survey.and_then(|id| by_id.get(id)) else { continue };
            let Some((reader, place)) = readers.get(survey).and_then(|reader| Some((reader, reader.place(item?)?)))
            else {
                continue;
            };
            let moment = moments.value(row);
            let given = numbers[0].is_valid(row).then(|| numbers[0].value(row));
            let same = |one: &Response| one.survey == survey && one.moment == moment && one.who.as_deref() == who;
            let at = match responses.iter().rposition(same) {
                Some(at) => at,
                None => {
                    let (who, answers) = (who.map(str::to_owned), reader.nothing());
                    responses.push(Response { survey, who, moment, day: days.value(row), answers });
                    responses.len() - 1
                }
            };
            let turned = |score: Option<f64>| score.and_then(|score| reader.turned(place, score)).unwrap_or(f64::NAN);
            if let Some(response) = responses.get_mut(at) {
                let expected = numbers[1].is_valid(row).then(|| numbers[1].value(row));
                response.answers.given[place] = turned(given);
                response.answers.expected[place] = turned(expected);
            }
        }
    }
    built.push(&customer, &responses, &readers, columns)?;
    built.finish(columns)
}

/// The table as it grows.
struct Built {
    customers: StringBuilder,
    figures: Vec<Float64Builder>,
    trend: Float64Builder,
    displeased: BooleanBuilder,
}

impl Built {
    fn new(columns: &Columns) -> Self {
        Self {
            customers: StringBuilder::new(),
            figures: (0..columns.len()).map(|_| Float64Builder::new()).collect(),
            trend: Float64Builder::new(),
            displeased: BooleanBuilder::new(),
        }
    }

    fn push(&mut self, customer: &str, responses: &[Response], readers: &[Reader], columns: &Columns) -> Result<()> {
        if responses.is_empty() {
            return Ok(());
        }
        let said = said(responses, readers, columns)?;
        self.customers.append_value(customer);
        for (column, figure) in self.figures.iter_mut().zip(&said.figures) {
            column.append_option(*figure);
        }
        self.trend.append_option(said.trend);
        self.displeased.append_option(said.displeased);
        Ok(())
    }

    fn finish(mut self, columns: &Columns) -> Result<RecordBatch> {
        let numbers = columns.names().into_iter().chain(["satisfaction_trend".to_owned()]);
        let mut fields = vec![Field::new("customer_id", DataType::Utf8, false)];
        fields.extend(numbers.map(|name| Field::new(name, DataType::Float64, true)));
        fields.push(Field::new(DISPLEASED, DataType::Boolean, true));
        let mut arrays: Vec<ArrayRef> = vec![Arc::new(self.customers.finish())];
        arrays.extend(self.figures.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef));
        arrays.push(Arc::new(self.trend.finish()));
        arrays.push(Arc::new(self.displeased.finish()));
        Ok(RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)?)
    }
}
