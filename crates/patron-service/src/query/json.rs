use arrow::array::{Array, AsArray};
use arrow::datatypes::{
    DataType, Date32Type, Decimal128Type, Float32Type, Float64Type, Int32Type, Int64Type, UInt64Type,
};
use arrow::util::display::array_value_to_string;
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
        DataType::Float64 | DataType::Float32 => number(array, row).map_or(Value::Null, Value::from),
        // A sum of money as a number where a number holds every digit of it, else its digits as text.
        DataType::Decimal128(_, _) => {
            let digits = shown(array, row);
            match number(array, row) {
                Some(value) if digits.trim_start_matches('-').len() <= EXACT_DIGITS => Value::from(value),
                _ => Value::from(digits),
            }
        }
        kind if kind.is_integer() => shown(array, row).parse::<i64>().map_or(Value::Null, Value::from),
        _ => Value::from(shown(array, row)),
    }
}

/// Digits (and a point) that survive a number of double precision.
const EXACT_DIGITS: usize = 16;

fn shown(array: &dyn Array, row: usize) -> String {
    array_value_to_string(array, row).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::array::{ArrayRef, Decimal128Array, Int16Array, ListArray, TimestampMicrosecondArray, UInt8Array};
    use arrow::datatypes::Int32Type;
    use serde_json::{Value, json};

    use super::cell;

    #[test]
    fn no_valid_cell_is_lost() {
        let money = |units: i128| {
            let array = Decimal128Array::from(vec![units]).with_precision_and_scale(38, 4).unwrap();
            Arc::new(array) as ArrayRef
        };
        let cases: Vec<(ArrayRef, Value)> = vec![
            (
                Arc::new(TimestampMicrosecondArray::from(vec![1_704_412_800_000_000]).with_timezone("UTC")),
                json!("2024-01-05T00:00:00Z"),
            ),
            (Arc::new(Int16Array::from(vec![-7])), json!(-7)),
            (Arc::new(UInt8Array::from(vec![7])), json!(7)),
            (money(1_234_500), json!(123.45)),
            (money(123_456_789_012_345_678), json!("12345678901234.5678")),
            (Arc::new(ListArray::from_iter_primitive::<Int32Type, _, _>([Some([Some(1)])])), json!("[1]")),
        ];
        for (array, expected) in cases {
            assert_eq!(cell(array.as_ref(), 0), expected, "{:?}", array.data_type());
        }
    }
}
