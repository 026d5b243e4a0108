//! Numbers that the company's own customer records give: each attribute that a card or a scheme reads as one becomes a measure.

use std::collections::BTreeSet;

use arrow::array::AsArray;
use arrow::datatypes::{DataType, Float64Type};
use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{Expr, col, ident, lit, try_cast, when};
use datafusion::scalar::ScalarValue;
use patron_ledger::table::ATTRIBUTE_PREFIX;
use serde_json::{Map, Value, json};

use crate::catalogue::{Better, Measure, Text, Unit};
use crate::error::Result;
use crate::run::RunContext;
use crate::views::{Notice, Severity};

use super::per_customer::{count_where, join_sums};
use super::{Analysis, Fitted, Requirements};

/// Attributes read as numbers; a cell that is no number is not known.
#[derive(Debug)]
pub(crate) struct Attributes {
    names: BTreeSet<String>,
}

/// The measure that an attribute becomes where a card or a scheme reads it as a number; none for any other name.
pub(crate) fn measure(name: &str) -> Option<Measure> {
    let given = name.strip_prefix(ATTRIBUTE_PREFIX).filter(|given| !given.is_empty())?;
    let meaning = Text::new("As the customer records give it.", "取自客户档案。");
    Some(Measure::number(name, Unit::None, Better::Higher, Text::new(given, given), meaning))
}

impl Attributes {
    /// The attributes among the measures that cards and schemes read; none where they read no attribute.
    pub(crate) fn among<'a>(read: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let names: BTreeSet<String> =
            read.into_iter().filter(|name| measure(name).is_some()).map(str::to_owned).collect();
        (!names.is_empty()).then_some(Self { names })
    }

    fn known(context: &RunContext) -> Result<Vec<String>> {
        let records = context.records.table(&context.records.engine().session(), "customers")?;
        Ok(records.schema().fields().iter().map(|field| field.name().clone()).collect())
    }
}

fn value(name: &str) -> Expr {
    try_cast(ident(name), DataType::Float64)
}

/// What is not finite is not known.
fn finite(number: Expr) -> Result<Expr> {
    let finite = number.clone().is_not_null().and((number.clone() - number.clone()).eq(lit(0.0)));
    Ok(when(finite, number).end()?)
}

/// A table of a run from before these attributes were read as numbers, as if they had been.
pub(crate) fn as_numbers(table: DataFrame, names: &BTreeSet<String>) -> Result<DataFrame> {
    let columns = table
        .schema()
        .fields()
        .iter()
        .map(|field| match field.data_type() {
            DataType::Float64 => Ok(ident(field.name().as_str())),
            _ if names.contains(field.name()) => Ok(finite(value(field.name()))?.alias(field.name().clone())),
            _ => Ok(ident(field.name().as_str())),
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(table.select(columns)?)
}

#[async_trait]
impl Analysis for Attributes {
    fn id(&self) -> &str {
        "attributes"
    }

    fn label(&self) -> Text {
        Text::new("Customer records", "客户档案")
    }

    fn requires(&self) -> Requirements {
        Requirements::new(&["customers"], &["customer_id"])
    }

    fn measures(&self) -> Vec<Measure> {
        self.names.iter().filter_map(|name| measure(name)).collect()
    }

    async fn fit(&self, _: &DataFrame, context: &RunContext) -> Result<Fitted> {
        let known = Self::known(context)?;
        let mut notices = Vec::new();
        let (present, absent): (Vec<_>, Vec<_>) = self.names.iter().partition(|name| known.contains(name));
        for name in absent {
            let have = known.iter().filter(|name| name.starts_with(ATTRIBUTE_PREFIX));
            let have = have.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let message = format!(
                "a card or a scheme reads `{name}`, which the customer records do not have; expected one of {have}"
            );
            notices.push(notice("attribute-unknown", message, name, None));
        }
        let off = |name: &&String| {
            let filled = ident(name.as_str()).is_not_null();
            Ok(count_where(filled.and(value(name).is_null()))?.alias(name.as_str()))
        };
        let off = present.iter().map(off).collect::<Result<Vec<_>>>()?;
        if !off.is_empty() {
            let records = context.records.table(&context.records.engine().session(), "customers")?;
            let batches = records.aggregate(vec![], off)?.collect().await?;
            for (place, name) in present.iter().enumerate() {
                let batch = batches.iter().find(|batch| batch.num_rows() > 0);
                let cells = batch.map(|batch| batch.column(place).as_primitive::<Float64Type>().value(0));
                if let Some(cells) = cells.filter(|cells| *cells > 0.0) {
                    let message = format!("{cells} cells of `{name}` are no numbers and count as not known");
                    notices.push(notice("attribute-not-a-number", message, name, Some(cells)));
                }
            }
        }
        Ok(Fitted { parameters: json!({}), notices })
    }

    async fn score(&self, customers: DataFrame, _: &Fitted, context: &RunContext) -> Result<DataFrame> {
        let known = Self::known(context)?;
        let records = context.records.table(&context.records.engine().session(), "customers")?;
        let cell = |name: &String| -> Result<Expr> {
            let number = if known.contains(name) { value(name) } else { lit(ScalarValue::Float64(None)) };
            Ok(finite(number)?.alias(name.clone()))
        };
        let cells = self.names.iter().map(cell).collect::<Result<Vec<_>>>()?;
        let columns = [col("customer_id")].into_iter().chain(cells).collect::<Vec<_>>();
        Ok(join_sums(customers, records.select(columns)?, &[])?)
    }
}

fn notice(code: &str, message: String, name: &str, cells: Option<f64>) -> Notice {
    let mut values = Map::new();
    values.insert("attribute".to_owned(), Value::from(name));
    if let Some(cells) = cells {
        values.insert("count".to_owned(), Value::from(cells));
    }
    Notice { code: code.to_owned(), severity: Severity::Warning, message, values }
}
