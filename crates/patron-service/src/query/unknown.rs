use datafusion::common::utils::datafusion_strsim::normalized_levenshtein;

use crate::error::ServiceError;

/// Names offered instead of one that is not known.
const OFFERED: usize = 3;

/// Says that a column is not known, and which are spelt most like it.
#[must_use]
pub fn unknown_column(column: &str, known: &[String]) -> ServiceError {
    let near = nearest(column, known);
    let all = known.join(", ");
    ServiceError::new(
        "unknown-column",
        format!("column `{column}` is not in the customer table, expected one of its columns"),
    )
    .value("column", column)
    .value("nearest", near.join(", "))
    .hint(format!("nearest are {}; columns are {all}", quoted(&near)))
}

/// The names spelt most like `wanted`, best first; letter case does not count.
pub(super) fn nearest<'a>(wanted: &str, known: &'a [String]) -> Vec<&'a str> {
    let wanted = wanted.to_lowercase();
    let likeness = |name: &&'a str| normalized_levenshtein(&wanted, &name.to_lowercase());
    let mut names: Vec<&str> = known.iter().map(String::as_str).collect();
    names.sort_by(|left, right| likeness(right).total_cmp(&likeness(left)));
    names.truncate(OFFERED);
    names
}

pub(super) fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{nearest, unknown_column};

    #[test]
    fn the_names_most_alike_come_first() {
        let known = ["customer_id", "revenue", "residual_value", "Region", "days_idle"].map(str::to_owned);
        assert_eq!(nearest("revenu", &known)[0], "revenue");
        assert_eq!(nearest("region", &known)[0], "Region");
        assert_eq!(nearest("residual", &known[..2]).len(), 2);
        let error = unknown_column("idle_days", &known);
        assert_eq!(error.problem().values["column"], "idle_days");
        assert!(error.problem().hint.as_deref().unwrap().contains("; columns are customer_id, revenue, "));
    }
}
