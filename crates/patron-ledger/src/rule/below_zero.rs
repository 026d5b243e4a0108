//! What cannot be negative.

use arrow::array::{Array, AsArray};
use arrow::datatypes::Decimal128Type;

use crate::mapping::{Fault, Mapped};
use crate::table::Table;

/// Fields whose values begin at 0. Money that came back belongs in the row that it came back of.
const FROM_ZERO: [(&str, &str); 2] = [("cost_pools", "amount"), ("activity_drivers", "volume")];

/// A row with a negative value in such a field.
pub(super) fn below_zero(table: &Table, mapped: &Mapped, index: usize) -> Option<Fault> {
    let (_, field) = FROM_ZERO.iter().find(|(id, _)| *id == table.id)?;
    let values = mapped.column(field)?.as_primitive::<Decimal128Type>();
    if values.is_null(index) || values.value(index) >= 0 {
        return None;
    }
    let found = values.value_as_string(index);
    Some(Fault::new(index, "below-zero", "0 or more").of(mapped.origin(field).unwrap_or(field), &found))
}
