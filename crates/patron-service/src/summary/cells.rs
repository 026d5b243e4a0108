//! The wanted cells of a batch, each column in the type it is read by.

use arrow::array::{Array, ArrayRef, AsArray, Float64Array, StringArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Float64Type};
use patron_ledger::source::SourceBatch;

use super::columns::{Columns, FileColumn};
use crate::error::Result;

/// A column of a batch.
pub(super) enum Column {
    Text(StringArray),
    /// Of a file with types.
    Number(Float64Array),
}

/// The columns of a batch by what they are.
pub(super) struct Cells<C> {
    typed: Vec<Option<Column>>,
    kind: std::marker::PhantomData<C>,
}

impl<C: FileColumn> Cells<C> {
    /// `columns` says where each stands in the batch.
    pub(super) fn new(batch: &SourceBatch, columns: &Columns<C>) -> Result<Self> {
        let of = |column: &C| {
            let array = columns.get(*column).and_then(|at| batch.columns.get(at));
            array.map(|array| typed(array, column.is_text())).transpose()
        };
        Ok(Self { typed: C::ALL.iter().map(of).collect::<Result<_>>()?, kind: std::marker::PhantomData })
    }

    /// The trimmed text of a cell; `None` where empty or the column is not there.
    pub(super) fn text(&self, column: C, at: usize) -> Option<&str> {
        match self.get(column)? {
            Column::Text(column) => column.is_valid(at).then(|| column.value(at).trim()),
            Column::Number(_) => None,
        }
    }

    /// The number of a cell; `None` where empty or the column is not there, and the text of what is no finite number.
    pub(super) fn number(&self, column: C, at: usize) -> Result<Option<f64>, String> {
        self.get(column).map_or(Ok(None), |column| column.number(at))
    }

    fn get(&self, column: C) -> Option<&Column> {
        self.typed.get(column.index())?.as_ref()
    }
}

impl Column {
    pub(super) fn numbers(array: &ArrayRef) -> Result<Self> {
        typed(array, false)
    }

    /// The number of a cell; `None` where empty, and the text of what is no finite number.
    pub(super) fn number(&self, at: usize) -> Result<Option<f64>, String> {
        let finite = |number: f64| number.is_finite().then_some(number);
        match self {
            Self::Number(column) if column.is_valid(at) => {
                let number = column.value(at);
                finite(number).map(Some).ok_or_else(|| number.to_string())
            }
            Self::Text(column) if column.is_valid(at) => {
                let text = column.value(at).trim();
                text.parse().ok().and_then(finite).map(Some).ok_or_else(|| text.to_owned())
            }
            _ => Ok(None),
        }
    }
}

/// Numbers of eight bytes are taken as they are; others by their digits, which say exactly what was meant.
fn typed(array: &ArrayRef, is_text: bool) -> Result<Column> {
    let counted = array.data_type().is_integer() || *array.data_type() == DataType::Float64;
    if counted && !is_text {
        return Ok(Column::Number(cast(array, &DataType::Float64)?.as_primitive::<Float64Type>().clone()));
    }
    Ok(Column::Text(texts(array)?))
}

/// A column as texts.
pub(super) fn texts(array: &ArrayRef) -> Result<StringArray> {
    Ok(cast(array, &DataType::Utf8)?.as_string().clone())
}
