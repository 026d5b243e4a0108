//! Expressions of more than one column, evaluated by the query engine.

use std::sync::Arc;

use arrow::array::{ArrayRef, StringArray, new_null_array};
use arrow::compute::{CastOptions, cast_with_options, concat};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};
use arrow::record_batch::{RecordBatch, RecordBatchOptions};
use chrono_tz::Tz;
use datafusion::common::DFSchema;
use datafusion::common::tree_node::TreeNode;
use datafusion::error::DataFusionError;
use datafusion::execution::SessionState;
use datafusion::logical_expr::{Expr, Volatility};
use datafusion::physical_expr::PhysicalExpr;
use datafusion::sql::sqlparser::ast::ExprWithAlias;

use super::cells::{Output, Writing, cell};
use super::column::SourceColumn;
use super::fault::Fault;
use super::resolve::{Names, text_of, words};
use super::{results, typed};
use crate::table::{Column, Kind, Refusal};
use crate::value::date::DateForm;
use crate::value::number::NumberForm;

/// One planned expression.
#[derive(Debug)]
pub(super) struct Composite {
    physical: Arc<dyn PhysicalExpr>,
    /// Columns seen in their own type, then those seen as written.
    typed: Vec<usize>,
    texts: Vec<usize>,
    schema: SchemaRef,
    /// What results are brought to before they become a field.
    wanted: DataType,
    dates: Vec<DateForm>,
}

impl Composite {
    /// Plans an expression and checks that its results fit the field.
    pub(super) fn plan(
        names: Names<'_>,
        field: &Column,
        expression: ExprWithAlias,
        (typed, texts): (Vec<usize>, Vec<usize>),
        state: &SessionState,
    ) -> Result<Self, Refusal> {
        let columns = names.columns;
        let own = typed.iter().filter_map(|&at| columns.get(at));
        let own = own.map(|column| Field::new(&column.name, column.kind.data_type(), true));
        let raw = texts.iter().filter_map(|&at| columns.get(at));
        let raw = raw.map(|column| Field::new(text_of(&column.name), DataType::Utf8, true));
        let schema = Arc::new(Schema::new(own.chain(raw).collect::<Vec<_>>()));
        let failed = |error: DataFusionError| {
            names.refuse("expression-not-planned", &format!("cannot be planned: {}", words(&error)))
        };
        let df_schema = DFSchema::try_from(Arc::clone(&schema)).map_err(failed)?;
        let logical = state.create_logical_expr_from_sql_expr(expression, &df_schema).map_err(failed)?;
        check_scalar(&names, &logical)?;
        let physical = state.create_physical_expr(logical, &df_schema).map_err(failed)?;
        let found = physical.data_type(&schema).map_err(failed)?;
        let wanted = wanted(field.kind, &found).ok_or_else(|| misfit(&names, field, &found))?;
        let dates = [DateForm::YearFirst, DateForm::Compact, DateForm::MonthName].into_iter();
        let seen = typed.iter().chain(&texts).filter_map(|&at| columns.get(at));
        let dates = dates.chain(seen.flat_map(|column| column.kind.date_forms().to_vec())).collect();
        Ok(Self { physical, typed, texts, schema, wanted, dates })
    }

    /// Evaluates the expression on one batch; rows on which it fails become faults.
    pub(super) fn evaluate(
        &self,
        field: &Column,
        sql: &str,
        source: &[SourceColumn],
        cells: &[StringArray],
        rows: usize,
        zone: Tz,
    ) -> Output {
        let mut faults = Vec::new();
        let mut rounded = Vec::new();
        let mut arrays: Vec<ArrayRef> = Vec::with_capacity(self.schema.fields().len());
        for (&at, field) in self.typed.iter().zip(self.schema.fields()) {
            let Some((cells, column)) = cells.get(at).zip(source.get(at)) else {
                arrays.push(new_null_array(field.data_type(), rows));
                continue;
            };
            let writing = Writing {
                column: &column.name,
                number: column.kind.number_form(),
                dates: column.kind.date_forms(),
                zone,
            };
            let output = typed::read(cells, column, &writing);
            faults.extend(output.faults);
            rounded.extend(output.rounded);
            arrays.push(output.array);
        }
        for &at in &self.texts {
            arrays.push(
                cells
                    .get(at)
                    .map_or_else(|| new_null_array(&DataType::Utf8, rows), |cells| super::cells::texts(cells).array),
            );
        }
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        let result = RecordBatch::try_new_with_options(Arc::clone(&self.schema), arrays, &options)
            .map_err(DataFusionError::from)
            .and_then(|batch| {
                let mut failures = Vec::new();
                let array = self.bisect(&batch, 0, &mut failures)?;
                Ok((array, failures))
            });
        let (array, failures) = result.unwrap_or_else(|error| {
            let failures = (0..rows).map(|index| (index, words(&error))).collect();
            (new_null_array(&self.wanted, rows), failures)
        });
        let named = |index: usize| self.named(source, cells, index);
        for (index, reason) in failures {
            let (column, value) = named(index);
            let expected = format!("`{sql}` to give a value for `{}` ({reason})", field.name);
            faults.push(Fault::new(index, "expression-failed", expected).of(column, &value));
        }
        let mut output = results::read(&array, field.kind, &self.dates, NumberForm::Point, zone, named);
        output.faults.splice(0..0, faults);
        output.rounded.splice(0..0, rounded);
        output
    }

    /// Halves a batch that fails until the failing rows stand alone; they come out null.
    fn bisect(
        &self,
        batch: &RecordBatch,
        first: usize,
        failures: &mut Vec<(usize, String)>,
    ) -> Result<ArrayRef, DataFusionError> {
        let rows = batch.num_rows();
        match self.attempt(batch) {
            Ok(array) => Ok(array),
            Err(error) if rows <= 1 => {
                failures.push((first, words(&error)));
                Ok(new_null_array(&self.wanted, rows))
            }
            Err(_) => {
                let half = rows / 2;
                let low = self.bisect(&batch.slice(0, half), first, failures)?;
                let high = self.bisect(&batch.slice(half, rows - half), first + half, failures)?;
                Ok(concat(&[&low, &high])?)
            }
        }
    }

    fn attempt(&self, batch: &RecordBatch) -> Result<ArrayRef, DataFusionError> {
        let array = self.physical.evaluate(batch)?.into_array(batch.num_rows())?;
        let strict = CastOptions { safe: false, ..CastOptions::default() };
        Ok(cast_with_options(&array, &self.wanted, &strict)?)
    }

    /// The columns of the expression and what stands in them.
    fn named(&self, source: &[SourceColumn], cells: &[StringArray], index: usize) -> (String, String) {
        let used = || self.typed.iter().chain(&self.texts);
        let columns: Vec<&str> = used().filter_map(|&at| source.get(at)).map(|column| column.name.as_str()).collect();
        let values: Vec<&str> =
            used().filter_map(|&at| cells.get(at)).map(|cells| cell(cells, index).unwrap_or_default()).collect();
        (columns.join(", "), values.join(", "))
    }
}

/// Only what one row decides, the same on every run.
fn check_scalar(names: &Names<'_>, expression: &Expr) -> Result<(), Refusal> {
    let forbidden = |node: &Expr| match node {
        Expr::AggregateFunction(_) => Some("holds an aggregate"),
        Expr::WindowFunction(_) => Some("holds a window function"),
        Expr::ScalarSubquery(_) | Expr::InSubquery(_) | Expr::Exists(_) => Some("holds a query"),
        Expr::Unnest(_) => Some("makes several rows of one"),
        Expr::Placeholder(_) => Some("holds a placeholder"),
        Expr::ScalarFunction(call) if call.func.signature().volatility != Volatility::Immutable => {
            Some("differs from one run to the next")
        }
        _ => None,
    };
    let mut found = None;
    // the closure never fails
    let _ = expression.apply(|node| {
        found = found.or_else(|| forbidden(node));
        Ok(datafusion::common::tree_node::TreeNodeRecursion::Continue)
    });
    found.map_or(Ok(()), |what| {
        let what = format!("{what}; expected an expression over the columns of one row");
        Err(names.refuse("expression-not-scalar", &what))
    })
}

/// The type that results are brought to; `None` if they do not fit the field.
fn wanted(kind: Kind, found: &DataType) -> Option<DataType> {
    let text = matches!(found, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null);
    match kind {
        _ if text => Some(DataType::Utf8),
        Kind::Text | Kind::Flag | Kind::Count => (!found.is_nested()).then_some(DataType::Utf8),
        Kind::Decimal => match found {
            DataType::Decimal32(_, scale)
            | DataType::Decimal64(_, scale)
            | DataType::Decimal128(_, scale)
            | DataType::Decimal256(_, scale) => Some(DataType::Decimal128(38, *scale)),
            found if found.is_integer() => Some(DataType::Decimal128(38, 0)),
            _ => None,
        },
        Kind::Timestamp | Kind::Date => match found {
            DataType::Timestamp(_, Some(_)) => Some(DataType::Timestamp(TimeUnit::Microsecond, Some(Arc::from("UTC")))),
            DataType::Timestamp(_, None) => Some(DataType::Timestamp(TimeUnit::Microsecond, None)),
            DataType::Date32 | DataType::Date64 => Some(DataType::Date32),
            _ => None,
        },
    }
}

fn misfit(names: &Names<'_>, field: &Column, found: &DataType) -> Refusal {
    let (expected, hint) = match field.kind {
        Kind::Decimal if found.is_floating() => {
            ("an exact decimal", "write `CAST(… AS DECIMAL(18,4))` round the part that gives a float")
        }
        Kind::Decimal => ("a decimal", "write an expression that gives a number"),
        Kind::Timestamp | Kind::Date => ("a date or timestamp", "write an expression that gives a date"),
        _ => ("a text", "write `CAST(… AS text)`"),
    };
    let found = match found {
        DataType::Float16 | DataType::Float32 | DataType::Float64 => "a float".to_owned(),
        DataType::Decimal128(..) | DataType::Decimal256(..) => "a decimal".to_owned(),
        DataType::Boolean => "yes or no".to_owned(),
        other => format!("`{other}`"),
    };
    Refusal::new(
        "expression-type",
        format!("expression `{}` for field `{}` gives {found}; expected {expected}", names.sql, field.name),
        hint,
    )
    .with("field", field.name)
    .with("expression", names.sql)
}
