//! Which rows of a file are meant at all.

use arrow::array::{Array, AsArray, StringArray};
use chrono_tz::Tz;
use datafusion::execution::SessionState;

use super::cells;
use super::column::SourceColumn;
use super::composite::Composite;
use super::resolve::{Names, Resolved, resolve};
use crate::table::{Column, Kind, Refusal, Role, Table};

/// The name of the condition in a mapping, beside the fields of the table.
pub const ONLY: &str = "only";

const FIELD: Column = Column { name: ONLY, kind: Kind::Flag, role: Role::Field { required: false, filled: false } };

/// Checks that a mapping names a field of the table, or the condition.
///
/// # Errors
/// `unknown-field`, naming those there are.
pub fn check_name(table: &Table, name: &str) -> Result<(), Refusal> {
    if name == ONLY { Ok(()) } else { table.field(name).map(|_| ()) }
}

/// A condition over the columns of a row.
#[derive(Debug)]
pub(super) struct Condition {
    sql: String,
    from: From,
}

#[derive(Debug)]
enum From {
    Column(usize),
    Expression(Box<Composite>),
}

impl Condition {
    pub(super) fn new(sql: &str, columns: &[SourceColumn], state: &SessionState) -> Result<Self, Refusal> {
        let names = Names { field: ONLY, sql, columns };
        let from = match resolve(names, state)? {
            Resolved::Column(index) => From::Column(index),
            Resolved::Composite { expression, typed, texts } => {
                let columns = (typed.into_iter().collect(), texts.into_iter().collect());
                From::Expression(Box::new(Composite::plan(names, &FIELD, *expression, columns, state)?))
            }
        };
        Ok(Self { sql: sql.to_owned(), from })
    }

    pub(super) fn sql(&self) -> &str {
        &self.sql
    }

    /// For each row whether the condition holds; what is not known does not hold. Rows on which it fails are faults.
    pub(super) fn holds(
        &self,
        source: &[SourceColumn],
        cells: &[StringArray],
        rows: usize,
        zone: Tz,
    ) -> (Vec<bool>, Vec<super::Fault>) {
        let output = match &self.from {
            From::Column(index) => match cells.get(*index).zip(source.get(*index)) {
                Some((cells, column)) => {
                    let writing = cells::Writing {
                        column: &column.name,
                        number: column.kind.number_form(),
                        dates: column.kind.date_forms(),
                        zone,
                    };
                    cells::read(cells, Kind::Flag, &writing)
                }
                None => return (vec![false; rows], Vec::new()),
            },
            From::Expression(composite) => composite.evaluate(&FIELD, &self.sql, source, cells, rows, zone),
        };
        let flags = output.array.as_boolean();
        let holds = (0..rows).map(|index| !flags.is_null(index) && flags.value(index)).collect();
        (holds, output.faults)
    }
}
