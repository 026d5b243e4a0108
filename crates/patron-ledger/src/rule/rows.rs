//! The fields that rules look at, row by row.

use arrow::array::{Array, ArrayRef, AsArray, Decimal128Array, StringArray, TimestampMicrosecondArray};
use arrow::datatypes::{Decimal128Type, TimestampMicrosecondType};

use crate::mapping::Mapped;
use crate::table::{Role, Table};

/// One batch; a field that is not mapped is `None` in every row.
#[derive(Debug)]
pub(super) struct Rows<'a> {
    order: Option<&'a StringArray>,
    product: Option<&'a StringArray>,
    customer: Option<&'a StringArray>,
    currency: Option<&'a StringArray>,
    quantity: Option<&'a Decimal128Array>,
    amount: Option<&'a Decimal128Array>,
    instant: Option<&'a TimestampMicrosecondArray>,
}

fn filled<A: Array>(array: Option<&A>, index: usize) -> Option<&A> {
    array.filter(|array| !array.is_null(index))
}

impl<'a> Rows<'a> {
    pub(super) fn new(mapped: &'a Mapped, table: &Table) -> Self {
        let text = |field: &str| mapped.column(field).map(|array| array.as_string::<i32>());
        let money = |field: &str| mapped.column(field).map(|array: &ArrayRef| array.as_primitive::<Decimal128Type>());
        let instant = day_field(table).and_then(|field| mapped.column(field));
        Self {
            order: text("order_id"),
            product: text("product_id"),
            customer: text("customer_id"),
            currency: text("currency"),
            quantity: money("quantity"),
            amount: money("amount"),
            instant: instant.map(|array| array.as_primitive::<TimestampMicrosecondType>()),
        }
    }

    pub(super) fn order(&self, index: usize) -> Option<&'a str> {
        filled(self.order, index).map(|array| array.value(index))
    }

    pub(super) fn product(&self, index: usize) -> Option<&'a str> {
        filled(self.product, index).map(|array| array.value(index))
    }

    pub(super) fn currency(&self, index: usize) -> Option<&'a str> {
        filled(self.currency, index).map(|array| array.value(index))
    }

    pub(super) fn has_customer(&self, index: usize) -> bool {
        filled(self.customer, index).is_some()
    }

    pub(super) fn quantity(&self, index: usize) -> Option<i128> {
        filled(self.quantity, index).map(|array| array.value(index))
    }

    pub(super) fn amount(&self, index: usize) -> Option<i128> {
        filled(self.amount, index).map(|array| array.value(index))
    }

    pub(super) fn instant(&self, index: usize) -> Option<i64> {
        filled(self.instant, index).map(|array| array.value(index))
    }
}

/// The timestamp whose local day is the day of a row.
pub(super) fn day_field(table: &Table) -> Option<&'static str> {
    table.columns.iter().find_map(|column| match column.role {
        Role::LocalDay { of } => Some(of),
        _ => None,
    })
}
