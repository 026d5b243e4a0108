use arrow::array::{AsArray, Float64Array};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Float64Type};
use datafusion::common::{exec_err, plan_err};
use datafusion::error::Result;
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs};
use datafusion::scalar::ScalarValue;

/// A column argument as numbers.
pub(super) fn column(args: &ScalarFunctionArgs, index: usize) -> Result<Float64Array> {
    let Some(value) = args.args.get(index) else { return exec_err!("argument {index} is missing") };
    let array = value.to_array(args.number_rows)?;
    Ok(cast(&array, &DataType::Float64)?.as_primitive::<Float64Type>().clone())
}

/// Arguments that are the same in every row.
pub(super) fn constants(args: &ScalarFunctionArgs, name: &str, from: usize) -> Result<Vec<f64>> {
    let constant = |value: &ColumnarValue| match value {
        ColumnarValue::Scalar(scalar) => match scalar.cast_to(&DataType::Float64)? {
            ScalarValue::Float64(Some(number)) => Ok(number),
            _ => exec_err!("a parameter of `{name}` is null, expected a number"),
        },
        ColumnarValue::Array(_) => exec_err!("a parameter of `{name}` is a column, expected a constant"),
    };
    args.args.iter().skip(from).map(constant).collect()
}

/// Checks the number of arguments and asks the engine to hand all of them over as numbers.
pub(super) fn all_numbers(name: &str, expected: &[&str], given: usize) -> Result<Vec<DataType>> {
    if given != expected.len() {
        return plan_err!("`{name}` has {given} arguments, expected {}: {}", expected.len(), expected.join(", "));
    }
    Ok(vec![DataType::Float64; given])
}
