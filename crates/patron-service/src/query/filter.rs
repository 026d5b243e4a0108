use arrow::datatypes::DataType;
use datafusion::functions::expr_fn::{contains, lower};
use datafusion::logical_expr::{Expr, and, cast, ident, lit, not};
use datafusion::scalar::ScalarValue;

use crate::error::{Result, ServiceError};
use crate::run::parse_day;

use super::CustomerTable;
use super::table::ColumnKind;

/// How a condition compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// one of the values
    Is,
    /// none of the values
    Not,
    AtLeast,
    AtMost,
    /// holds the text, in any letter case
    Has,
}

/// One condition on one column, written `field:op:value`; several values of `is` and `not` are parted by `|`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    pub field: String,
    pub operator: Operator,
    pub values: Vec<String>,
}

/// Which customers are meant: all conditions hold, and the search text is in the id or the name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustomerFilter {
    pub conditions: Vec<Condition>,
    pub search: Option<String>,
}

/// Most conditions and values accepted from outside.
const MAX_CONDITIONS: usize = 50;
const MAX_VALUES: usize = 1000;

impl Condition {
    /// Reads `field:op:value` with op one of `is`, `not`, `ge`, `le`, `has`.
    ///
    /// # Errors
    /// `bad-filter`.
    pub fn parse(text: &str) -> Result<Self> {
        let mut parts = text.splitn(3, ':');
        let (Some(field), Some(word), Some(value)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(bad(text, "expected `field:op:value`"));
        };
        let operator = match word {
            "is" => Operator::Is,
            "not" => Operator::Not,
            "ge" => Operator::AtLeast,
            "le" => Operator::AtMost,
            "has" => Operator::Has,
            _ => return Err(bad(text, "expected one of the operators is, not, ge, le, has")),
        };
        let values: Vec<String> = match operator {
            Operator::Is | Operator::Not => split(value),
            _ => vec![value.to_owned()],
        };
        if values.len() > MAX_VALUES {
            return Err(bad(field, "expected at most 1000 values"));
        }
        Ok(Self { field: field.to_owned(), operator, values })
    }
}

/// Values parted by `|`; `\|` is a bar within a value and `\\` a backslash.
fn split(text: &str) -> Vec<String> {
    let mut values = vec![String::new()];
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match (letter, values.last_mut()) {
            ('|', _) => values.push(String::new()),
            ('\\', Some(value)) => value.push(letters.next().unwrap_or('\\')),
            (_, Some(value)) => value.push(letter),
            (_, None) => {}
        }
    }
    values
}

fn bad(text: &str, expected: &str) -> ServiceError {
    ServiceError::new("bad-filter", format!("filter `{text}`, {expected}"))
        .value("filter", text)
        .hint("for example `abc_class:is:A|B` or `customer_value:ge:1000`")
}

impl CustomerFilter {
    /// A filter from its parts as they stand in an address.
    ///
    /// # Errors
    /// `bad-filter`.
    pub fn parse<'a>(conditions: impl IntoIterator<Item = &'a str>, search: Option<&str>) -> Result<Self> {
        let conditions: Vec<_> = conditions.into_iter().map(Condition::parse).collect::<Result<_>>()?;
        if conditions.len() > MAX_CONDITIONS {
            return Err(bad("…", "expected at most 50 conditions"));
        }
        let search = search.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        Ok(Self { conditions, search })
    }

    /// Whether it lets everybody through.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.conditions.is_empty() && self.search.is_none()
    }

    /// The filter as one predicate of the engine; values never become SQL text.
    pub(crate) fn predicate(&self, table: &CustomerTable) -> Result<Option<Expr>> {
        let mut all: Option<Expr> = None;
        let mut add = |next: Expr| all = Some(all.take().map_or(next.clone(), |sum| and(sum, next)));
        for condition in &self.conditions {
            add(predicate(condition, table)?);
        }
        if let Some(search) = &self.search {
            let needle = lit(search.to_lowercase());
            let in_id = contains(lower(ident("customer_id")), needle.clone());
            let named = table.attributes().iter().any(|name| name == "name");
            add(if named { in_id.or(contains(lower(ident("name")), needle)) } else { in_id });
        }
        Ok(all)
    }
}

fn predicate(condition: &Condition, table: &CustomerTable) -> Result<Expr> {
    let kind = table.kind(&condition.field)?;
    let column = match kind {
        ColumnKind::Number => cast(ident(condition.field.as_str()), DataType::Float64),
        _ => ident(condition.field.as_str()),
    };
    let value = |text: &String| literal(text, kind, condition);
    let first = || condition.values.first().map_or_else(|| Err(bad(&condition.field, "expected a value")), value);
    Ok(match condition.operator {
        Operator::Is => any_of(column, condition, value)?,
        Operator::Not => {
            let others = not(any_of(column.clone(), condition, value)?);
            // An empty value stands for unknown, which is then ruled out too.
            if condition.values.iter().any(String::is_empty) {
                others.and(column.is_not_null())
            } else {
                others.or(column.is_null())
            }
        }
        Operator::AtLeast => column.gt_eq(first()?),
        Operator::AtMost => column.lt_eq(first()?),
        Operator::Has => {
            let needle = condition.values.first().map(|text| text.to_lowercase()).unwrap_or_default();
            contains(lower(cast(column, DataType::Utf8View)), lit(needle))
        }
    })
}

/// One of the values; an empty value means unknown.
fn any_of(column: Expr, condition: &Condition, value: impl Fn(&String) -> Result<Expr>) -> Result<Expr> {
    let (empty, given): (Vec<_>, Vec<_>) = condition.values.iter().partition(|text| text.is_empty());
    let list = given.into_iter().map(value).collect::<Result<Vec<_>>>()?;
    let listed = column.clone().in_list(list.clone(), false);
    Ok(match (empty.is_empty(), list.is_empty()) {
        (true, _) => listed,
        (false, true) => column.is_null(),
        (false, false) => listed.or(column.is_null()),
    })
}

fn literal(text: &str, kind: ColumnKind, condition: &Condition) -> Result<Expr> {
    Ok(match kind {
        ColumnKind::Number => {
            let number: f64 = text.trim().parse().map_err(|_| bad_value(text, condition, "a number"))?;
            if !number.is_finite() {
                return Err(bad_value(text, condition, "a finite number"));
            }
            lit(number)
        }
        ColumnKind::Date => lit(ScalarValue::Date32(Some(parse_day(text)?))),
        ColumnKind::Text => lit(text),
    })
}

fn bad_value(text: &str, condition: &Condition, expected: &str) -> ServiceError {
    ServiceError::new("bad-filter", format!("value `{text}` of filter `{}`, expected {expected}", condition.field))
        .value("filter", condition.field.clone())
        .hint("for example `customer_value:ge:1000`")
}

#[cfg(test)]
mod tests {
    use super::{Condition, CustomerFilter, Operator};

    #[test]
    fn conditions_are_read_and_refused() {
        let condition = Condition::parse("abc_class:is:A|B").unwrap();
        assert_eq!((condition.operator, condition.values.len()), (Operator::Is, 2));
        assert_eq!(Condition::parse("name:has:a:b").unwrap().values, ["a:b"]);
        assert_eq!(Condition::parse("region:is:a\\|b|c\\\\d|").unwrap().values, ["a|b", "c\\d", ""]);
        let error = Condition::parse("abc_class=A").unwrap_err();
        assert_eq!(error.to_string(), "filter `abc_class=A`, expected `field:op:value`");
        let error = Condition::parse("x:like:1").unwrap_err();
        assert_eq!(error.to_string(), "filter `x:like:1`, expected one of the operators is, not, ge, le, has");
        assert!(CustomerFilter::parse([], Some("  ")).unwrap().is_empty());
    }
}
