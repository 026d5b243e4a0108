use datafusion::common::SchemaError;
use datafusion::dataframe::DataFrame;
use datafusion::error::DataFusionError;

use crate::error::{Result, ServiceError};

use super::unknown::{nearest, quoted, unknown_column};

/// Rows of the customer table for which an SQL condition on its columns holds.
///
/// # Errors
/// `unknown-column` with the nearest names, or `bad-condition` with what the engine says of it.
pub fn narrow(customers: DataFrame, condition: &str) -> Result<DataFrame> {
    let whole = customers.clone();
    let refused = |error: DataFusionError| condition_problem(&whole, condition, error);
    let predicate = customers.parse_sql_expr(condition).map_err(refused)?;
    customers.filter(predicate).map_err(refused)
}

/// Says why a condition on the columns of `customers` cannot be used.
#[expect(clippy::needless_pass_by_value, reason = "what is done with an error that is handed on")]
pub(crate) fn condition_problem(customers: &DataFrame, condition: &str, error: DataFusionError) -> ServiceError {
    let known: Vec<String> = customers.schema().fields().iter().map(|field| field.name().clone()).collect();
    match missing_column(&error) {
        Some((column, _)) => unknown_column(&column, &known),
        None => bad_condition(condition, &error, &known),
    }
}

/// Says why a question in SQL cannot be answered.
pub(crate) fn bad_question(error: &DataFusionError) -> ServiceError {
    if let Some((column, known)) = missing_column(error) {
        let near = nearest(&column, &known);
        let message = format!("column `{column}` is not in the tables of the question, expected one of their columns");
        let problem = ServiceError::new("unknown-column", message).value("column", column.as_str());
        return problem.value("nearest", near.join(", ")).hint(format!(
            "nearest are {}; names keep their case, and those with capitals or spaces stand in double quotes",
            quoted(&near)
        ));
    }
    let cause = cause(error);
    ServiceError::new("bad-sql", format!("the question cannot be answered: {cause}")).value("cause", cause).hint(
        "tables are `customers`, `runs.customers`, `ledger.orders`, `ledger.customers` and `ledger.products`; \
             they are read, never changed; names keep their case",
    )
}

fn bad_condition(condition: &str, error: &DataFusionError, known: &[String]) -> ServiceError {
    let cause = cause(error);
    let message = format!("condition `{condition}` cannot be used: {cause}; expected SQL over the columns");
    let hint = format!("for example \"residual_value > 100 and days_idle < 60\"; columns are {}", known.join(", "));
    ServiceError::new("bad-condition", message).value("condition", condition).value("cause", cause).hint(hint)
}

/// The column that an error misses, and those that there are.
fn missing_column(error: &DataFusionError) -> Option<(String, Vec<String>)> {
    let DataFusionError::SchemaError(found, _) = error.find_root() else { return None };
    let SchemaError::FieldNotFound { field, valid_fields } = found.as_ref() else { return None };
    Some((field.name().to_owned(), valid_fields.iter().map(|field| field.name().to_owned()).collect()))
}

/// The engine's own words for what is wrong, on one line and without the names of its parts.
fn cause(error: &DataFusionError) -> String {
    let message = match error.find_root() {
        DataFusionError::Plan(message) => message.clone(),
        DataFusionError::SQL(error, _) => error.to_string().replacen("sql parser error: ", "", 1),
        other => other.strip_backtrace(),
    };
    let line = message.lines().next().unwrap_or_default().trim_end_matches('.').replace("datafusion.public.", "");
    let mut letters = line.chars();
    // An abbreviation such as `DML` keeps its capitals.
    if line.chars().nth(1).is_some_and(char::is_uppercase) {
        return line;
    }
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
