//! The Arrow schema of a table's files.

use std::sync::Arc;

use arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};

use super::{Kind, Table};

/// Digits of money in all.
pub const MONEY_PRECISION: u8 = 18;
/// Digits of money after the decimal mark.
pub const MONEY_SCALE: u8 = 4;
/// What the columns that came with the company's records begin with.
pub const ATTRIBUTE_PREFIX: &str = "attribute.";

impl Kind {
    /// The Arrow type of the ledger's files.
    #[must_use]
    pub fn data_type(self) -> DataType {
        match self {
            Self::Text => DataType::Utf8,
            // the scale is far below 127
            Self::Decimal => DataType::Decimal128(MONEY_PRECISION, MONEY_SCALE.cast_signed()),
            Self::Timestamp => DataType::Timestamp(TimeUnit::Microsecond, Some(Arc::from("UTC"))),
            Self::Date => DataType::Date32,
            Self::Flag => DataType::Boolean,
            Self::Count => DataType::UInt64,
        }
    }
}

impl Table {
    /// The columns of its files, without attributes.
    #[must_use]
    pub fn schema(&self) -> SchemaRef {
        self.schema_with(&[])
    }

    /// The columns of its files followed by `attribute.<name>` for each name.
    #[must_use]
    pub fn schema_with(&self, attributes: &[String]) -> SchemaRef {
        let own =
            self.columns.iter().map(|column| Field::new(column.name, column.kind.data_type(), !column.is_filled()));
        let more = attributes.iter().map(|name| Field::new(format!("{ATTRIBUTE_PREFIX}{name}"), DataType::Utf8, true));
        Arc::new(Schema::new(own.chain(more).collect::<Vec<_>>()))
    }
}
