use arrow::array::{Array, AsArray};
use arrow::datatypes::{
    DataType, Date32Type, Decimal128Type, Float32Type, Float64Type, Int32Type, Int64Type, UInt64Type,
};
use serde_json::Value;

use crate::run::format_day;

/// One cell as a number, where it is one.
pub(crate) fn number(array: &dyn Array, row: usize) -> Option<f64> {
    if array.is_null(row) {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "shown figures; counts and cents stay far below 2^53")]
    let value = match array.data_type() {
        DataType::Float64 => array.as_primitive::<Float64Type>().value(row),
        DataType::Float32 => f64::from(array.as_primitive::<Float32Type>().value(row)),
        DataType::Int32 => f64::from(array.as_primitive::<Int32Type>().value(row)),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row) as f64,
        DataType::UInt64 => array.as_primitive::<UInt64Type>().value(row) as f64,
        DataType::Decimal128(_, scale) => {
            let units = array.as_primitive::<Decimal128Type>().value(row);
            units as f64 / 10_f64.powi(i32::from(*scale))
        }
        _ => return None,
    };
    value.is_finite().then_some(value)
}

/// One cell as pages get it: whole numbers without a fraction, days as `YYYY-MM-DD`, unknown as null.
pub(crate) fn cell(array: &dyn Array, row: usize) -> Value {
    if array.is_null(row) {
        return Value::Null;
    }
    match array.data_type() {
        DataType::Utf8 => Value::from(array.as_string::<i32>().value(row)),
        DataType::Utf8View => Value::from(array.as_string_view().value(row)),
        DataType::Date32 => Value::from(format_day(array.as_primitive::<Date32Type>().value(row))),
        DataType::Boolean => Value::from(array.as_boolean().value(row)),
        DataType::Int32 => Value::from(array.as_primitive::<Int32Type>().value(row)),
        DataType::Int64 => Value::from(array.as_primitive::<Int64Type>().value(row)),
        DataType::UInt64 => Value::from(array.as_primitive::<UInt64Type>().value(row)),
        _ => number(array, row).map_or(Value::Null, Value::from),
    }
}
