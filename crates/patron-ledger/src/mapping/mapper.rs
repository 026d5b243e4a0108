//! A mapping, checked against a table and a source, ready to be applied to batches.

use std::collections::{BTreeMap, BTreeSet};

use arrow::array::{Array, ArrayRef, StringArray};
use chrono_tz::Tz;
use datafusion::execution::SessionState;

use super::cells::{self, Writing};
use super::column::{ColumnKind, SourceColumn};
use super::composite::Composite;
use super::condition::{Condition, ONLY, check_name};
use super::fault::Fault;
use super::resolve::{Names, Resolved, resolve};
use crate::table::{Column, Kind, Refusal, Table};

/// One field and where its values come from.
#[derive(Debug)]
struct Rule {
    field: &'static Column,
    sql: String,
    from: Origin,
}

#[derive(Debug)]
enum Origin {
    Column(usize),
    Expression(Box<Composite>),
}

/// A checked mapping.
#[derive(Debug)]
pub struct Mapper {
    source: Vec<SourceColumn>,
    rules: Vec<Rule>,
    only: Option<Condition>,
    used: BTreeSet<usize>,
    zone: Tz,
}

/// The fields of one batch.
#[derive(Debug)]
pub struct Mapped {
    /// Rows of the batch.
    pub rows: usize,
    columns: BTreeMap<&'static str, ArrayRef>,
    origins: BTreeMap<&'static str, String>,
    /// Of each row whether the mapping means it; `None` where it means all.
    meant: Option<Vec<bool>>,
    /// At most one a row, in order of rows.
    pub faults: Vec<Fault>,
    /// Rows with a value that was rounded to four decimals, in order.
    pub rounded: Vec<usize>,
}

impl Mapped {
    /// Whether the mapping means a row at all.
    #[must_use]
    pub fn means(&self, index: usize) -> bool {
        self.meant.as_ref().is_none_or(|meant| meant.get(index).copied().unwrap_or(false))
    }

    /// The values of a field; `None` where the mapping leaves it out.
    #[must_use]
    pub fn column(&self, field: &str) -> Option<&ArrayRef> {
        self.columns.get(field)
    }

    /// The source's column (or the expression) that fills a field, for messages.
    #[must_use]
    pub fn origin(&self, field: &str) -> Option<&str> {
        self.origins.get(field).map(String::as_str)
    }
}

impl Mapper {
    /// Checks a mapping; fields with an empty expression are left out.
    ///
    /// # Errors
    /// `unknown-field`, `unknown-column`, `column-ambiguous`, `column-kind`, `mapping-incomplete`, or one of the
    /// `expression-…` codes, each naming field and expression.
    pub fn new(
        table: &'static Table,
        mapping: &BTreeMap<String, String>,
        source: Vec<SourceColumn>,
        zone: Tz,
        state: &SessionState,
    ) -> Result<Self, Refusal> {
        for field in mapping.keys() {
            check_name(table, field)?;
        }
        let only = mapping.get(ONLY).map(|sql| sql.trim()).filter(|sql| !sql.is_empty());
        let only = only.map(|sql| Condition::new(sql, &source, state)).transpose()?;
        let mut rules = Vec::new();
        let mut used = BTreeSet::new();
        for field in table.fields() {
            let sql = mapping.get(field.name).map_or("", |sql| sql.trim());
            if sql.is_empty() {
                if field.is_required() {
                    return Err(incomplete(table, field, &source));
                }
                continue;
            }
            let names = Names { field: field.name, sql, columns: &source };
            let from = match resolve(names, state)? {
                Resolved::Column(index) => {
                    check_kind(names, field, index)?;
                    used.insert(index);
                    Origin::Column(index)
                }
                Resolved::Composite { expression, typed, texts } => {
                    used.extend(typed.iter().chain(&texts));
                    let columns = (typed.into_iter().collect(), texts.into_iter().collect());
                    Origin::Expression(Box::new(Composite::plan(names, field, *expression, columns, state)?))
                }
            };
            rules.push(Rule { field, sql: sql.to_owned(), from });
        }
        Ok(Self { source, rules, only, used, zone })
    }

    /// Whether the mapping fills a field.
    #[must_use]
    pub fn fills(&self, field: &str) -> bool {
        self.rules.iter().any(|rule| rule.field.name == field)
    }

    /// The condition on rows, where there is one.
    #[must_use]
    pub fn only(&self) -> Option<&str> {
        self.only.as_ref().map(Condition::sql)
    }

    /// Positions of the source's columns that no expression uses; the condition on rows does not count.
    #[must_use]
    pub fn unused(&self) -> Vec<usize> {
        (0..self.source.len()).filter(|index| !self.used.contains(index)).collect()
    }

    /// Positions of the source's columns that some expression uses.
    #[must_use]
    pub const fn used(&self) -> &BTreeSet<usize> {
        &self.used
    }

    /// Fills the fields from the cells of one batch, one array a column of the source.
    #[must_use]
    pub fn apply(&self, cells: &[StringArray], rows: usize) -> Mapped {
        let mut columns = BTreeMap::new();
        let mut faults: BTreeMap<usize, Fault> = BTreeMap::new();
        let mut rounded = BTreeSet::new();
        let mut meant = None;
        if let Some(only) = &self.only {
            let (holds, failed) = only.holds(&self.source, cells, rows, self.zone);
            faults.extend(failed.into_iter().map(|fault| (fault.index, fault)));
            meant = Some(holds);
        }
        let failed: BTreeSet<usize> = faults.keys().copied().collect();
        for rule in &self.rules {
            let output = self.fill(rule, cells, rows);
            for fault in output.faults {
                faults.entry(fault.index).or_insert(fault);
            }
            rounded.extend(output.rounded);
            if rule.field.is_filled() && output.array.null_count() > 0 {
                for index in (0..rows).filter(|&index| output.array.is_null(index)) {
                    faults.entry(index).or_insert_with(|| self.missing(rule, index));
                }
            }
            columns.insert(rule.field.name, output.array);
        }
        // what is wrong with a row that is not meant does not matter
        if let Some(meant) = &mut meant {
            for (index, meant) in meant.iter_mut().enumerate() {
                *meant |= failed.contains(&index);
            }
        }
        if let Some(meant) = &meant {
            let is_meant = |index: usize| meant.get(index).copied().unwrap_or(false);
            faults.retain(|index, _| is_meant(*index));
            rounded.retain(|index| is_meant(*index));
        }
        let origins = self.rules.iter().map(|rule| (rule.field.name, self.origin(rule).to_owned())).collect();
        Mapped {
            rows,
            columns,
            origins,
            meant,
            faults: faults.into_values().collect(),
            rounded: rounded.into_iter().collect(),
        }
    }

    /// One field of one batch, null where it cannot be read; `None` where the mapping leaves it out.
    #[must_use]
    pub fn field(&self, field: &str, cells: &[StringArray], rows: usize) -> Option<ArrayRef> {
        let rule = self.rules.iter().find(|rule| rule.field.name == field)?;
        Some(self.fill(rule, cells, rows).array)
    }

    fn fill(&self, rule: &Rule, cells: &[StringArray], rows: usize) -> cells::Output {
        match &rule.from {
            Origin::Column(index) => self.read(*index, rule.field.kind, cells, rows),
            Origin::Expression(composite) => {
                composite.evaluate(rule.field, &rule.sql, &self.source, cells, rows, self.zone)
            }
        }
    }

    fn read(&self, index: usize, kind: Kind, cells: &[StringArray], rows: usize) -> cells::Output {
        let Some((cells, column)) = cells.get(index).zip(self.source.get(index)) else {
            return cells::Output::whole(arrow::array::new_null_array(&kind.data_type(), rows));
        };
        let writing = Writing {
            column: &column.name,
            number: column.kind.number_form(),
            dates: column.kind.date_forms(),
            zone: self.zone,
        };
        cells::read(cells, kind, &writing)
    }

    fn origin<'a>(&'a self, rule: &'a Rule) -> &'a str {
        match &rule.from {
            Origin::Column(at) => self.source.get(*at).map_or(rule.sql.as_str(), |column| column.name.as_str()),
            Origin::Expression(_) => rule.sql.as_str(),
        }
    }

    fn missing(&self, rule: &Rule, index: usize) -> Fault {
        let column = self.origin(rule);
        Fault::new(index, "value-missing", format!("a value for `{}`", rule.field.name)).of(column, "")
    }
}

/// A column named alone must hold what the field holds.
fn check_kind(names: Names<'_>, field: &Column, index: usize) -> Result<(), Refusal> {
    let Some(column) = names.columns.get(index) else { return Ok(()) };
    let fits = match field.kind {
        _ if column.kind == ColumnKind::Empty => true,
        Kind::Decimal => matches!(column.kind, ColumnKind::Number { .. }),
        Kind::Timestamp | Kind::Date => matches!(column.kind, ColumnKind::Date { .. }),
        Kind::Text | Kind::Flag | Kind::Count => true,
    };
    if fits {
        return Ok(());
    }
    let expected = if field.kind == Kind::Decimal { "numbers" } else { "dates" };
    Err(Refusal::new(
        "column-kind",
        format!(
            "column `{}` for field `{}` holds {}; expected {expected}",
            column.name,
            field.name,
            column.kind.words()
        ),
        format!("choose another column with `--map {}=column`, or correct its cells in the file", field.name),
    )
    .with("field", field.name)
    .with("column", &column.name))
}

fn incomplete(table: &Table, field: &Column, source: &[SourceColumn]) -> Refusal {
    let have = source.iter().take(30).map(|column| format!("`{}`", column.name)).collect::<Vec<_>>().join(", ");
    Refusal::new(
        "mapping-incomplete",
        format!(
            "table `{}` needs field `{}`, and no column was found for it; expected one of {have}",
            table.id, field.name
        ),
        format!("name the column with `--map {}=column`", field.name),
    )
    .with("table", table.id)
    .with("field", field.name)
    .with("columns", source.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(", "))
}
