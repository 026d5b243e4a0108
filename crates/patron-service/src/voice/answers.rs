//! The columns of a file of answers, one row a respondent.

use std::path::PathBuf;

use arrow::array::{Array, AsArray};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use patron_ledger::source::{self, OpenOptions, ReadOptions, Watch};

use super::Survey;
use super::export::{Headings, Tool};
use crate::error::{Result, ServiceError};

/// A file of answers and how to open it.
#[derive(Debug, Clone)]
pub struct AnswerFile {
    pub path: PathBuf,
    pub options: OpenOptions,
}

/// Answers as texts, a list for each item in their order, and what stands beside them.
#[derive(Debug, Clone, Default)]
pub(crate) struct ByColumn {
    pub(crate) items: Vec<Vec<String>>,
    /// the same as numbers, NaN where there is none, in their place where answers come from the ledger
    pub(crate) numbers: Vec<Vec<f64>>,
    /// name of the column of each item
    pub(crate) columns: Vec<String>,
    /// names of the columns of respondent, customer, moment, wave, touchpoint and weight
    pub(crate) named: Vec<Option<String>>,
    /// items whose column is not in the file
    pub(crate) absent: Vec<String>,
    /// whose export the file is
    pub(crate) tool: Option<Tool>,
    pub(crate) respondent: Option<Vec<String>>,
    pub(crate) customer: Option<Vec<String>>,
    pub(crate) answered_at: Option<Vec<String>>,
    pub(crate) wave: Option<Vec<String>>,
    pub(crate) touchpoint: Option<Vec<String>>,
    pub(crate) weights: Option<Vec<f64>>,
    /// the line of each row, as a person counts
    pub(crate) lines: Vec<u64>,
    /// rows of the ledger about items that the questionnaire does not ask
    pub(crate) unknown_items: usize,
    /// rows that could not be read
    pub(crate) bad_rows: usize,
    /// who answered when, of each row; of answers of the ledger alone
    pub(crate) beside: Vec<Beside>,
}

/// Who answered when, and where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Beside {
    pub(crate) customer: Option<String>,
    pub(crate) respondent: Option<String>,
    /// local day since 1970-01-01
    pub(crate) day: i32,
    pub(crate) wave: Option<String>,
    pub(crate) touchpoint: Option<String>,
}

impl ByColumn {
    /// Reads a file; blocks.
    ///
    /// # Errors
    /// A file that cannot be read, `survey-column` where a column is not there, or `survey-weight`.
    pub(crate) fn read(survey: &Survey, file: &AnswerFile) -> Result<Self> {
        let watch = Watch::new();
        let source = source::open(&file.path, file.options.clone(), &watch)?;
        let headings = Headings::of(&source, &watch)?;
        let have = &headings.names;
        let mut found = Self { tool: headings.tool, ..Self::default() };
        // of the items, then of what stands beside them
        let mut wanted: Vec<Option<String>> = Vec::new();
        for (item, asked) in survey.questionnaire.items().iter().zip(&survey.items) {
            let column = headings.find(&asked.column);
            if column.is_none() {
                if !asked.optional {
                    return Err(no_column(&asked.column, have));
                }
                found.absent.push(item.id.clone());
            }
            wanted.push(column.map(str::to_owned));
        }
        let named = &survey.columns;
        let beside = [
            (&named.respondent, headings.respondent()),
            (&named.customer, None),
            (&named.answered_at, headings.moment()),
            (&named.wave, None),
            (&named.touchpoint, None),
            (&named.weight, None),
        ];
        for (column, of_tool) in beside {
            let place = column.as_ref().map(|column| {
                let found = headings.find(column).or(of_tool);
                found.ok_or_else(|| no_column(column, have))
            });
            wanted.push(place.transpose()?.or(of_tool).map(str::to_owned));
        }
        let mut columns_read: Vec<String> = wanted.iter().flatten().cloned().collect();
        columns_read.sort_unstable();
        columns_read.dedup();
        let options = ReadOptions { columns: Some(columns_read), ..ReadOptions::default() };
        let batches = source::read(&source, &options, &watch)?;
        let names: Vec<String> = batches.schema().fields().iter().map(|field| field.name().clone()).collect();
        let mut columns: Vec<Vec<String>> = vec![Vec::new(); names.len()];
        let mut passed_over = headings.passed_over();
        for batch in batches {
            let batch = batch?;
            found.bad_rows += batch.bad.len();
            let over = passed_over.min(batch.lines.len());
            passed_over -= over;
            found.lines.extend(batch.lines.iter().skip(over));
            for (column, array) in columns.iter_mut().zip(&batch.columns) {
                let array = cast(array, &DataType::Utf8)?;
                let texts = array.as_string::<i32>();
                column.extend(
                    (over..texts.len())
                        .map(|row| if texts.is_valid(row) { texts.value(row).to_owned() } else { String::new() }),
                );
            }
        }
        if found.lines.is_empty() {
            let message = format!("file `{}` holds no answers; expected a row a respondent", file.path.display());
            return Err(ServiceError::new("survey-empty", message).hint("check the sheet and the line of the names"));
        }
        let rows = found.lines.len();
        let of = |name: &String| names.iter().position(|have| have == name).map(|place| columns[place].clone());
        let (items, beside) = wanted.split_at(survey.questionnaire.items().len());
        found.columns = items.iter().map(|name| name.clone().unwrap_or_default()).collect();
        let cells = |name: &Option<String>| name.as_ref().and_then(of).unwrap_or_else(|| vec![String::new(); rows]);
        found.items = items.iter().map(cells).collect();
        let of = |place: usize| beside.get(place).and_then(Option::as_ref).and_then(of);
        found.respondent = of(0);
        found.customer = of(1);
        found.answered_at = of(2);
        found.wave = of(3);
        found.touchpoint = of(4);
        found.named = beside.to_vec();
        if let (Some(name), Some(cells)) = (beside.get(5).and_then(Option::as_ref), of(5)) {
            found.weights = Some(weights(name, &cells, &found.lines)?);
        }
        Ok(found)
    }
}

impl ByColumn {
    /// Some of the rows.
    pub(crate) fn only(&self, rows: &[usize]) -> Self {
        let texts = |cells: &Vec<String>| rows.iter().map(|row| cells[*row].clone()).collect::<Vec<_>>();
        Self {
            items: self.items.iter().map(texts).collect(),
            numbers: self.numbers.iter().map(|cells| rows.iter().map(|row| cells[*row]).collect()).collect(),
            columns: self.columns.clone(),
            named: self.named.clone(),
            absent: self.absent.clone(),
            tool: self.tool,
            respondent: self.respondent.as_ref().map(texts),
            customer: self.customer.as_ref().map(texts),
            answered_at: self.answered_at.as_ref().map(texts),
            wave: self.wave.as_ref().map(texts),
            touchpoint: self.touchpoint.as_ref().map(texts),
            weights: self.weights.as_ref().map(|weights| rows.iter().map(|row| weights[*row]).collect()),
            lines: rows.iter().map(|row| self.lines[*row]).collect(),
            unknown_items: self.unknown_items,
            bad_rows: self.bad_rows,
            beside: rows.iter().filter_map(|row| self.beside.get(*row).cloned()).collect(),
        }
    }
}

fn weights(name: &str, cells: &[String], lines: &[u64]) -> Result<Vec<f64>> {
    let weight = |(cell, line): (&String, &u64)| {
        let number = cell.trim().parse().ok().filter(|weight: &f64| weight.is_finite() && *weight >= 0.0);
        number.ok_or_else(|| {
            let message = format!("row `{line}`, column `{name}`: `{cell}`, expected a weight of at least 0");
            ServiceError::new("survey-weight", message)
                .value("row", *line)
                .value("column", name)
                .value("value", cell.as_str())
                .hint("who shall not count has weight 0; leave `weight` out where all count alike")
        })
    };
    cells.iter().zip(lines).map(weight).collect()
}

fn no_column(column: &str, have: &[String]) -> ServiceError {
    let names = have.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    ServiceError::new("survey-column", format!("the file has no column `{column}`; it has {names}"))
        .value("column", column)
        .value("columns", have.to_vec())
        .hint("correct the name in the questionnaire, or mark an item that was not asked as `optional = true`")
}
