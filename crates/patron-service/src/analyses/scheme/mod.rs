//! A scheme of the portfolio as an analysis: its id, needs and labels come from the scheme.

mod attribute;
mod axes;
mod bounds;
mod clusters;
mod figure;
mod fit;
mod measure;
mod parameters;
mod unfit;

use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{Expr, ident, lit};
use datafusion::scalar::ScalarValue;

use crate::catalogue::{Measure, Text};
use crate::error::Result;
use crate::run::RunContext;
use crate::schemes::{Columns, Scheme};

use super::per_customer::beside;
use super::{Analysis, Fitted, Requirements};

pub(crate) use clusters::{Group, Groups};
pub(crate) use fit::{Fit, fit, label};
pub(crate) use measure::{measure_id, scheme_measure, with_fitted};
pub(crate) use parameters::{FittedAxis, Found, SchemeParameters};
pub(crate) use unfit::UnfitScheme;

/// Name of the joined identifier, which is dropped again.
const OWNER: &str = "scheme_owner";

/// A scheme and its version.
#[derive(Debug)]
pub(crate) struct OwnScheme {
    id: String,
    scheme: Scheme,
    version: u32,
    /// measures it reads
    measures: Vec<String>,
    /// columns of customer records it reads
    attributes: Vec<String>,
    /// what the run before found
    earlier: Option<SchemeParameters>,
}

impl OwnScheme {
    /// The analysis of a scheme; `columns` are those it was checked against.
    pub(crate) fn new(scheme: Scheme, version: u32, columns: &Columns, earlier: Option<SchemeParameters>) -> Self {
        let made = |id: &String| columns.measures.iter().any(|measure| measure.id == *id) || id.starts_with("scheme.");
        let (measures, attributes) = scheme.reads().into_iter().partition(made);
        Self { id: measure_id(&scheme.id), scheme, version, measures, attributes, earlier }
    }

    /// The customers with the columns of their records that the scheme reads. A column of the run that is in their way
    /// steps aside under another name.
    fn with_records(&self, customers: DataFrame, context: &RunContext) -> Result<DataFrame> {
        if self.attributes.is_empty() {
            return Ok(customers);
        }
        let names: Vec<String> = customers.schema().fields().iter().map(|field| field.name().clone()).collect();
        let moved = names.iter().map(|name| ident(name.as_str()).alias(self.aside(name)));
        let customers = customers.select(moved.collect::<Vec<_>>())?;
        if context.records.rows("customers") == 0 {
            let nothing = || lit(ScalarValue::Utf8(None));
            return Ok(self.attributes.iter().try_fold(customers, |frame, name| frame.with_column(name, nothing()))?);
        }
        let records = context.records.table(&context.records.engine().session(), "customers")?;
        let read = self.attributes.iter().map(|name| ident(name.as_str()));
        let records =
            records.select([ident("customer_id").alias(OWNER)].into_iter().chain(read).collect::<Vec<_>>())?;
        Ok(beside(customers, records, "customer_id", OWNER)?)
    }

    /// The name of a column of the run beside those of the records.
    fn aside(&self, name: &str) -> String {
        if self.attributes.iter().any(|attribute| attribute == name) {
            format!("scheme_aside_{name}")
        } else {
            name.to_owned()
        }
    }
}

#[async_trait]
impl Analysis for OwnScheme {
    fn id(&self) -> &str {
        &self.id
    }

    fn label(&self) -> Text {
        self.scheme.name.clone()
    }

    fn requires(&self) -> Requirements {
        let read: Vec<&str> = self.measures.iter().map(String::as_str).collect();
        match self.scheme.plan {
            crate::schemes::Plan::Rules(_) => Requirements::new(&[], &[&["customer_id"], read.as_slice()].concat()),
            _ => Requirements::new(&[], &["customer_id"]).fitted_on(&read),
        }
    }

    fn measures(&self) -> Vec<Measure> {
        vec![scheme_measure(&self.scheme)]
    }

    fn measures_fitted(&self, fitted: &Fitted) -> Vec<Measure> {
        match serde_json::from_value::<SchemeParameters>(fitted.parameters.clone()) {
            Ok(parameters) => vec![with_fitted(&self.scheme, &parameters)],
            Err(_) => self.measures(),
        }
    }

    async fn fit(&self, customers: &DataFrame, context: &RunContext) -> Result<Fitted> {
        let frame = self.with_records(customers.clone(), context)?;
        let asked = Fit { seed: context.seed, cancel: &context.cancel, earlier: self.earlier.as_ref() };
        let (parameters, notices) = fit(&self.scheme, self.version, &frame, &asked).await?;
        Ok(Fitted { parameters: serde_json::to_value(parameters)?, notices })
    }

    async fn score(&self, customers: DataFrame, fitted: &Fitted, context: &RunContext) -> Result<DataFrame> {
        let parameters: SchemeParameters = serde_json::from_value(fitted.parameters.clone())?;
        let names: Vec<String> = customers.schema().fields().iter().map(|field| field.name().clone()).collect();
        let known: Vec<Expr> = names.iter().map(|name| ident(self.aside(name)).alias(name.clone())).collect();
        let frame = self.with_records(customers, context)?;
        let label = label(&parameters, &frame)?.alias(self.id.clone());
        Ok(frame.select(known.into_iter().chain([label]).collect::<Vec<_>>())?)
    }
}
