//! Cells of any source as text.

use arrow::array::{Array, ArrayRef, AsArray, StringArray, StringBuilder};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use arrow::error::ArrowError;
use arrow::util::display::{ArrayFormatter, FormatOptions};

/// The cells as written; typed cells as the profile shows them.
///
/// # Errors
/// If the array holds what cannot be shown as text.
pub fn as_text(array: &ArrayRef) -> Result<StringArray, ArrowError> {
    match array.data_type() {
        DataType::Utf8 => Ok(array.as_string::<i32>().clone()),
        DataType::LargeUtf8 | DataType::Utf8View | DataType::Dictionary(..) => {
            Ok(cast(array, &DataType::Utf8)?.as_string::<i32>().clone())
        }
        _ => {
            let options = FormatOptions::default();
            let formatter = ArrayFormatter::try_new(array.as_ref(), &options)?;
            let mut text = StringBuilder::with_capacity(array.len(), array.len() * 16);
            for index in 0..array.len() {
                if array.is_null(index) {
                    text.append_null();
                } else {
                    text.append_value(formatter.value(index).try_to_string()?);
                }
            }
            Ok(text.finish())
        }
    }
}
