//! How well a column's name and values fit a field.

use super::words::{Field, Takes};
use crate::source::profile::{ColumnProfile, Kind};

/// A fit of a column to a field, 0 to 1, and why.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fit {
    pub(super) confidence: f64,
    pub(super) reason: String,
}

// Confidence of a name that is the whole column name, or only its end; weak names say less.
const WHOLE: f64 = 1.0;
const PART: f64 = 0.7;
const WEAK: f64 = 0.5;
const WEAK_PART: f64 = 0.3;

/// Words of a name: split at signs, blanks and changes to upper case; brackets (`金额(元)`) left out.
pub(super) fn key(name: &str) -> String {
    let open = name.find(['(', '（', '[', '【']).filter(|at| *at > 0);
    let name = name.get(..open.unwrap_or(name.len())).unwrap_or(name);
    let mut key = String::with_capacity(name.len() + 4);
    let mut before = ' ';
    let signs: Vec<char> = name.chars().collect();
    for (at, &sign) in signs.iter().enumerate() {
        let next_lower = signs.get(at + 1).is_some_and(|next| next.is_lowercase());
        let starts = sign.is_uppercase() && (before.is_lowercase() || (before.is_uppercase() && next_lower));
        if (starts || !sign.is_alphanumeric()) && !key.is_empty() && !key.ends_with('_') {
            key.push('_');
        }
        if sign.is_alphanumeric() {
            key.extend(sign.to_lowercase());
        }
        before = sign;
    }
    key.trim_end_matches('_').to_owned()
}

/// The fit by name, `None` if the name says nothing of the field.
pub(super) fn by_name(key: &str, field: &Field) -> Option<Fit> {
    let squeezed = |text: &str| text.replace('_', "");
    let best = |names: &'static str, whole: f64, part: f64| {
        let names = || names.split_ascii_whitespace();
        let equal = names().enumerate().find(|(_, name)| squeezed(name) == squeezed(key));
        let equal = equal.map(|(rank, name)| (whole - 0.001 * rank as f64, name, "means"));
        equal.or_else(|| names().find(|name| contains(key, name)).map(|name| (part, name, "contains")))
    };
    let strong = best(field.names, WHOLE, PART);
    let found = match strong {
        Some(found) if found.0 > WEAK => Some(found),
        _ => best(field.weak, WEAK, WEAK_PART).or(strong),
    };
    found.map(|(confidence, name, verb)| Fit { confidence, reason: format!("its name {verb} `{name}`") })
}

/// Names that do not say of what: `商品名称` is not the name of a customer.
const OF_ANYTHING: [&str; 2] = ["名称", "类型"];

/// Latin names: the last words of the column are the name's, or its first words the name's `..._of`;
/// Chinese ones: the column ends with the name.
fn contains(key: &str, name: &str) -> bool {
    if !name.is_ascii() {
        return name.chars().count() >= 2 && !OF_ANYTHING.contains(&name) && key.ends_with(name);
    }
    // a single word inside a longer name says too little, but for `number_of`
    let tail = name.contains('_') && key.strip_suffix(name).is_some_and(|before| before.ends_with('_'));
    let head = name.ends_with("_of") && key.strip_prefix(name).is_some_and(|after| after.starts_with('_'));
    tail || head
}

/// What speaks against the column's values, if anything does.
pub(super) fn against(column: &ColumnProfile, takes: Takes) -> Option<String> {
    let kind = column.kind;
    let fits = match takes {
        Takes::Id => !matches!(kind, Kind::Decimal | Kind::Timestamp | Kind::Boolean),
        Takes::Text => true,
        Takes::Number => kind.is_number() || kind == Kind::Empty || column.mostly_numbers.is_some(),
        // words and 0 or 1 are read one by one, what is neither goes to the quarantine
        Takes::Flag => !matches!(kind, Kind::Decimal | Kind::Date | Kind::Timestamp),
        Takes::Date => kind.is_date() || kind == Kind::Empty || column.mostly_dates.is_some(),
    };
    let holds = match kind {
        Kind::Empty => "nothing",
        Kind::Boolean => "yes and no",
        Kind::Integer => "whole numbers",
        Kind::Decimal => "decimal numbers",
        Kind::Date => "dates",
        Kind::Timestamp => "timestamps",
        Kind::Text => "text",
    };
    let wants = match takes {
        Takes::Id => "an identifier",
        Takes::Text => "text",
        Takes::Number => "a number",
        Takes::Flag => "yes or no",
        Takes::Date => "a date",
    };
    (!fits).then(|| format!("it holds {holds}; expected {wants}"))
}

#[cfg(test)]
mod tests {
    use super::{contains, key};

    #[test]
    fn names_fall_into_words() {
        for (name, words) in [
            ("CustomerID", "customer_id"),
            ("customerID", "customer_id"),
            ("Order Date", "order_date"),
            ("InvoiceNo", "invoice_no"),
            ("number_of_cds", "number_of_cds"),
            ("Sub-Category", "sub_category"),
            ("SKU", "sku"),
            ("金额（元）", "金额"),
            ("客户ID", "客户id"),
            ("(a)", "a"),
        ] {
            assert_eq!(key(name), words, "{name}");
        }
    }

    #[test]
    fn longer_names_contain_shorter_ones_at_their_end() {
        assert!(contains("master_customer_id", "customer_id"));
        assert!(contains("number_of_cds", "number_of"));
        assert!(contains("商城订单号", "订单号"));
        assert!(!contains("商品名称", "名称"));
        assert!(!contains("customer_id_type", "customer_id"));
        assert!(!contains("ship_date", "date"));
    }
}
