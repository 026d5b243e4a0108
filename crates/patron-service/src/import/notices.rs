//! Remarks of an import.

use serde_json::{Map, Value};

use crate::views::{Notice, Severity};

fn notice<const N: usize>(code: &str, severity: Severity, message: String, values: [(&str, Value); N]) -> Notice {
    let values: Map<String, Value> = values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Notice { code: code.to_owned(), severity, message, values }
}

/// Times without a zone were read in the default zone.
pub(super) fn time_zone_default(zone: &str) -> Notice {
    notice(
        "time-zone-default",
        Severity::Info,
        format!(
            "times without a time zone were read as `{zone}`; set another before the first import with `--answer time-zone=Asia/Shanghai`"
        ),
        [("time_zone", zone.into())],
    )
}

/// Orders without amounts: counts only.
pub(super) fn no_amount() -> Notice {
    notice(
        "no-amount",
        Severity::Warning,
        "no amount is mapped, so orders are counted and money measures stay unknown; map it with `--map amount=…`"
            .to_owned(),
        [],
    )
}

/// A field for which several columns could be meant.
pub(super) fn field_left_out(field: &str, candidates: &[String]) -> Notice {
    let list = candidates.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    notice(
        "field-left-out",
        Severity::Info,
        format!("field `{field}` was left out, because no column is surely it; it could be {list}"),
        [("field", field.into()), ("candidates", candidates.to_vec().into())],
    )
}

/// Identical rows that were kept because nothing tells orders apart.
pub(super) fn duplicates_kept(rows: u64) -> Notice {
    notice(
        "duplicates-kept",
        Severity::Warning,
        format!(
            "{rows} rows are identical to an earlier one and were kept, because no order id is mapped; drop them with `--rule duplicates=drop`"
        ),
        [("rows", rows.into())],
    )
}

/// Amounts of a return were written without minus.
pub(super) fn signs_turned(rows: u64) -> Notice {
    notice(
        "return-sign",
        Severity::Info,
        format!("{rows} returns were written with a positive amount and were loaded as negative"),
        [("rows", rows.into())],
    )
}

/// Nobody has said which currency amounts are in.
pub(super) fn no_currency() -> Notice {
    notice(
        "currency-not-set",
        Severity::Info,
        "no currency is set for the portfolio; set it with `patron portfolio set currency=CNY`".to_owned(),
        [],
    )
}

/// A file of a dry run or of duplicates only.
pub(super) fn nothing_loaded() -> Notice {
    notice(
        "nothing-loaded",
        Severity::Warning,
        "no row was loaded, because the ledger has them all or rules leave them out; nothing was changed".to_owned(),
        [],
    )
}

/// Every row was rejected.
pub(super) fn all_rejected() -> Notice {
    notice(
        "all-rejected",
        Severity::Warning,
        "every row was rejected; check the mapping and the first rejected rows".to_owned(),
        [],
    )
}
