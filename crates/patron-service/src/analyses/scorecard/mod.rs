//! A scorecard of the portfolio as an analysis: its id, needs and measures come from the card.

mod assessed;
mod fit;
mod function;
mod kernel;
mod measures;
mod parameters;
mod robust;
mod unfit;
mod weigh;

use arrow::array::{Float64Array, RecordBatch, StringArray};
use arrow::datatypes::{DataType, Field, Schema};
use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::get_field;
use datafusion::functions_window::expr_fn::rank;
use datafusion::logical_expr::{Expr, ExprFunctionExt, cast, ident, lit, when};
use datafusion::scalar::ScalarValue;
use std::sync::{Arc, Mutex, PoisonError};

use crate::cards::{Card, Grade, Grading, Source};
use crate::catalogue::{Measure, Text};
use crate::error::Result;
use crate::run::RunContext;

use super::per_customer::beside;
use super::{Analysis, Fitted, Requirements};

pub(crate) use fit::refit_topsis;
pub(crate) use kernel::Kernel;
pub(crate) use parameters::{CardParameters, FittedLine};
pub(crate) use unfit::UnfitCard;

/// A card and its version.
#[derive(Debug)]
pub(crate) struct Scorecard {
    id: String,
    card: Card,
    version: u32,
    /// measures that the scope names
    scope_reads: Vec<String>,
    /// the scores of all in ascending order, once they are fitted: ranks without sorting the table
    ranked: Mutex<Option<Arc<[f64]>>>,
}

/// Name of the column that holds what a card's function gives.
const SCORED: &str = "card_scored";

impl Scorecard {
    /// The analysis of a card; `measures` are those that its scope may name.
    pub(crate) fn new(card: Card, version: u32, measures: &[Measure]) -> Self {
        let scope = card.scope.clone().unwrap_or_default();
        let words: Vec<&str> = scope.split(|sign: char| !(sign.is_alphanumeric() || sign == '_')).collect();
        let named = measures.iter().filter(|measure| words.contains(&measure.id.as_str()));
        let scope_reads = named.map(|measure| measure.id.clone()).collect();
        Self { id: format!("card.{}", card.id), card, version, scope_reads, ranked: Mutex::default() }
    }

    /// The customers with a column for each line of the card: its value as f64, null where it is not known.
    fn with_values(&self, customers: DataFrame, context: &RunContext) -> Result<(DataFrame, Vec<Expr>)> {
        let frame = assessed::join(customers, &self.card, context)?;
        let number = |column: Expr| cast(column, DataType::Float64);
        let value = |index: usize, source: &Source| match source {
            Source::Measure(id) => number(ident(id.as_str())),
            Source::Assessed { .. } => ident(assessed::column(index)),
        };
        let lines = self.card.indicators.iter().enumerate();
        Ok((frame, lines.map(|(index, line)| value(index, &line.source)).collect()))
    }

    /// Whether a customer is scored; a scope that does not fit the table is an error.
    fn scope(&self, frame: &DataFrame) -> Result<Expr> {
        match &self.card.scope {
            None => Ok(lit(true)),
            Some(sql) => Ok(frame.parse_sql_expr(sql)?.is_true()),
        }
    }
}

#[async_trait]
impl Analysis for Scorecard {
    fn id(&self) -> &str {
        &self.id
    }

    fn label(&self) -> Text {
        self.card.name.clone()
    }

    fn requires(&self) -> Requirements {
        let scope: Vec<&str> = self.scope_reads.iter().map(String::as_str).collect();
        let fitted_on: Vec<&str> = self.card.measures_read().into_iter().chain(scope).collect();
        Requirements::new(&[], &["customer_id"]).fitted_on(&fitted_on)
    }

    fn measures(&self) -> Vec<Measure> {
        measures::measures(&self.id, &self.card)
    }

    async fn fit(&self, customers: &DataFrame, context: &RunContext) -> Result<Fitted> {
        let (frame, values) = self.with_values(customers.clone(), context)?;
        let scoped = self.scope(&frame)?;
        let mut columns = vec![ident("customer_id")];
        columns.extend(values.into_iter().enumerate().map(|(index, value)| value.alias(format!("value_{index}"))));
        let values = fit::read(frame.filter(scoped)?.select(columns)?, self.card.indicators.len(), context).await?;
        let (parameters, mut notices, ranked) = fit::fit(&self.card, self.version, values, context.seed);
        *self.ranked.lock().unwrap_or_else(PoisonError::into_inner) = Some(ranked.into());
        notices.extend(assessed::notices(&self.card, self.version, context).await?);
        Ok(Fitted { parameters: serde_json::to_value(parameters)?, notices })
    }

    async fn score(&self, customers: DataFrame, fitted: &Fitted, context: &RunContext) -> Result<DataFrame> {
        let parameters: CardParameters = serde_json::from_value(fitted.parameters.clone())?;
        let known: Vec<String> = customers.schema().fields().iter().map(|field| field.name().clone()).collect();
        let keep = || known.iter().map(|name| ident(name.as_str()));
        let named = |name: &str| format!("{}.{name}", self.id);
        let Some(kernel) = parameters.kernel() else {
            let nothing = self.measures();
            let nulls = nothing.iter().map(crate::run::null_of);
            return Ok(customers.select(keep().chain(nulls).collect::<Vec<_>>())?);
        };
        let (frame, values) = self.with_values(customers, context)?;
        let scoped = self.scope(&frame)?;
        let lines = self.card.indicators.len();
        let typed =
            self.card.indicators.iter().zip(&values).filter(|(line, _)| matches!(line.source, Source::Assessed { .. }));
        let typed: Vec<_> = typed
            .map(|(line, value)| {
                Ok(when(scoped.clone(), value.clone()).end()?.alias(named(&format!("value.{}", line.id))))
            })
            .collect::<Result<_>>()?;
        let typed_names: Vec<Expr> = self
            .card
            .indicators
            .iter()
            .filter(|line| matches!(line.source, Source::Assessed { .. }))
            .map(|line| ident(named(&format!("value.{}", line.id))))
            .collect();
        let ranked = self.ranked.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let scored = when(scoped, function::card_score(kernel, lines, ranked.clone()).call(values)).end()?;
        let frame = frame.select(keep().chain(typed).chain([scored.alias(SCORED)]).collect::<Vec<_>>())?;
        let score = get_field(ident(SCORED), function::SCORE);
        let mut columns: Vec<Expr> = keep().chain(typed_names).collect();
        columns.push(score.alias(named("score")));
        if ranked.is_some() {
            columns.push(get_field(ident(SCORED), function::RANK).alias(named("rank")));
        }
        for (index, line) in self.card.indicators.iter().enumerate() {
            let points = get_field(ident(SCORED), function::points(index));
            columns.push(points.alias(named(&format!("points.{}", line.id))));
        }
        let grades = self.card.grading.iter().flat_map(|grading| &grading.grades);
        for (index, grade) in grades.clone().enumerate() {
            let membership = get_field(ident(SCORED), function::membership(index));
            columns.push(membership.alias(named(&format!("membership.{}", grade.id))));
        }
        let mut frame = frame.select(columns)?;
        if ranked.is_none() {
            frame = self.with_rank(frame)?;
        }
        if !self.card.tiers.is_empty() {
            frame = frame.with_column(&named("tier"), self.tier(&ident(named("score")))?)?;
        }
        if let Some(grading) = &self.card.grading {
            frame = frame.with_column(&named("grade"), self.grade(grading)?)?;
        }
        self.with_robustness(frame, &parameters)
    }
}

impl Scorecard {
    /// The rank where the card was fitted before, from a run's parameters alone: the whole table is sorted.
    fn with_rank(&self, frame: DataFrame) -> Result<DataFrame> {
        let named = |name: &str| format!("{}.{name}", self.id);
        let place = rank().order_by(vec![ident(named("score")).sort(false, false)]).build()?;
        let frame = frame.window(vec![place.alias("card_place")])?;
        let is_scored = ident(named("score")).is_not_null();
        let rank = when(is_scored, cast(ident("card_place"), DataType::Float64)).end()?;
        Ok(frame.with_column(&named("rank"), rank)?.drop_columns(&["card_place"])?)
    }

    fn tier(&self, score: &Expr) -> Result<Expr> {
        let mut case = when(score.clone().is_null(), lit(ScalarValue::Utf8(None)));
        for tier in &self.card.tiers {
            let reaches = tier.from.map_or_else(|| lit(true), |from| score.clone().gt_eq(lit(from)));
            case = case.when(reaches, lit(tier.id.as_str()));
        }
        Ok(case.end()?)
    }

    /// The grade with the largest membership; of equals the better.
    fn grade(&self, grading: &Grading) -> Result<Expr> {
        let member = |grade: &Grade| ident(format!("{}.membership.{}", self.id, grade.id));
        let first = grading.grades.first().map_or_else(|| lit(0.0), member);
        let mut case = when(first.is_null(), lit(ScalarValue::Utf8(None)));
        for (index, grade) in grading.grades.iter().enumerate() {
            let later = grading.grades.iter().skip(index + 1);
            let largest = later.fold(lit(true), |all, other| all.and(member(grade).gt_eq(member(other))));
            case = case.when(largest, lit(grade.id.as_str()));
        }
        Ok(case.end()?)
    }

    /// Joins how firmly each account stands when weights move.
    fn with_robustness(&self, frame: DataFrame, parameters: &CardParameters) -> Result<DataFrame> {
        let rows = &parameters.robustness;
        let added = [("robust_low", "rank_low"), ("robust_high", "rank_high"), ("robust_keeps", "keeps_tier")];
        let known: Vec<Expr> = frame.schema().fields().iter().map(|field| ident(field.name().as_str())).collect();
        if rows.is_empty() {
            let nothing = added.map(|(_, to)| lit(ScalarValue::Float64(None)).alias(format!("{}.{to}", self.id)));
            return Ok(frame.select(known.into_iter().chain(nothing).collect::<Vec<_>>())?);
        }
        let number =
            |of: fn(&parameters::Robustness) -> f64| Arc::new(Float64Array::from_iter_values(rows.iter().map(of)));
        let schema = Schema::new(vec![
            Field::new("robust_id", DataType::Utf8, false),
            Field::new("robust_low", DataType::Float64, false),
            Field::new("robust_high", DataType::Float64, false),
            Field::new("robust_keeps", DataType::Float64, false),
        ]);
        let batch = RecordBatch::try_new(
            Arc::new(schema),
            vec![
                Arc::new(StringArray::from_iter_values(rows.iter().map(|row| row.customer_id.as_str()))),
                number(|row| row.rank_low),
                number(|row| row.rank_high),
                number(|row| row.keeps_tier),
            ],
        )?;
        let session = datafusion::prelude::SessionContext::new();
        let table = session.read_batch(batch)?;
        let joined = beside(frame, table, "customer_id", "robust_id")?;
        let added = added.map(|(from, to)| ident(from).alias(format!("{}.{to}", self.id)));
        Ok(joined.select(known.into_iter().chain(added).collect::<Vec<_>>())?)
    }
}
