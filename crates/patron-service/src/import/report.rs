//! Where every row went, as a view.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use patron_ledger::batch::{Loader, Reject, Written};
use patron_ledger::rule::Effect;
use patron_ledger::table::Table;

use super::money;
use crate::views::{ImportReport, Notice, QuarantinedRow, RuleEffect};

/// What a report is made of.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    pub(super) table: &'static Table,
    pub(super) files: Vec<String>,
    pub(super) mapping: BTreeMap<String, String>,
    pub(super) loader: &'a Loader,
    pub(super) written: Option<&'a Written>,
    pub(super) rejects: &'a [Reject],
    pub(super) notices: Vec<Notice>,
}

/// The report of an import that is not committed yet.
pub(super) fn report(parts: Parts<'_>) -> ImportReport {
    let mut tally = *parts.loader.tally();
    tally.supersede(parts.written.map_or(0, |written| written.superseded));
    let has_amount = parts.mapping.contains_key("amount");
    let amount = |units: i128| has_amount.then(|| money::text(units));
    let days = parts.written.and_then(|written| written.days);
    let customers = parts.table.sorted_by.first() == Some(&"customer_id");
    ImportReport {
        batch: None,
        table: parts.table.id.to_owned(),
        files: parts.files,
        read: tally.read.rows,
        loaded: tally.loaded.rows,
        quarantined: tally.quarantined.rows,
        duplicates: tally.duplicates.rows,
        excluded: tally.excluded.rows,
        amount_read: amount(tally.read.amount),
        amount_loaded: amount(tally.loaded.amount),
        amount_duplicates: amount(tally.duplicates.amount),
        amount_excluded: amount(tally.excluded.amount),
        first_on: days.and_then(|(first, _)| day(first)),
        last_on: days.and_then(|(_, last)| day(last)),
        customers: customers.then(|| parts.written.map_or(0, |written| written.identifiers)),
        mapping: parts.mapping,
        rules: parts.loader.sieve().effects().into_iter().map(effect).collect(),
        rejects: parts.rejects.iter().map(|reject| quarantined(None, reject)).collect(),
        notices: parts.notices,
    }
}

fn day(day: i32) -> Option<String> {
    NaiveDate::from_epoch_days(day).map(|day| day.to_string())
}

fn effect(effect: Effect) -> RuleEffect {
    RuleEffect {
        rule: effect.rule.to_owned(),
        setting: effect.setting,
        rows: effect.rows,
        amount: effect.amount.map(money::text),
    }
}

/// A rejected row as a view.
pub(super) fn quarantined(batch: Option<&str>, reject: &Reject) -> QuarantinedRow {
    QuarantinedRow {
        batch: batch.map(str::to_owned),
        file: reject.file.clone(),
        row: reject.row,
        column: reject.column.clone(),
        value: reject.value.clone(),
        reason: reject.reason.clone(),
        expected: reject.expected.clone(),
    }
}
