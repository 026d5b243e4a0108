//! How the account's value moved, whether that is an alert, and what is being done.

use super::AccountReview;
use super::parts::{Source, label};
use crate::report::table::{Cell, Table};
use crate::views::{CustomerHistoryView, TaskView};

/// The alert in one row; none where there is no alert.
pub(super) fn alert(source: &Source<'_>, account: &AccountReview) -> Option<Table> {
    let history = &account.history;
    let (_, alert) = label(source, account, "value_alert").filter(|(_, label)| label.id != "none")?;
    let words = source.words;
    let reason = label(source, account, "value_change_reason");
    let (then, now) = ends(history);
    let text = |text: Option<&str>| text.map_or(Cell::Missing, Cell::text);
    let row = vec![
        Cell::text(words.of_text(&alert.label)),
        text(history.alert_day.as_deref()),
        Cell::maybe(then, Cell::Money),
        Cell::maybe(now, Cell::Money),
        text(reason.map(|(_, label)| words.of_text(&label.label))),
        text(reason.map(|(_, label)| words.of_text(&label.strategy))),
        sign(source, account, history).map_or(Cell::Missing, Cell::Text),
    ];
    Some(Table {
        title: words.get("review", "alert"),
        note: words.get("review", if history.alert_basis == "billing" { "by_billing" } else { "by_value" }),
        columns: ["alert_is", "since", "value_then", "value_now", "reason", "strategy", "records"]
            .map(|key| words.get("review", key))
            .to_vec(),
        rows: vec![row],
    })
}

/// What the alert compares, then and now.
fn ends(history: &CustomerHistoryView) -> (Option<f64>, Option<f64>) {
    if history.alert_basis == "billing" {
        return (history.contribution_before, history.contribution_now);
    }
    let then = history.points.iter().find(|point| Some(&point.on) == history.alert_day.as_ref());
    (then.and_then(|point| point.value), history.points.last().and_then(|point| point.value))
}

/// What the records say fell, with both figures.
fn sign(source: &Source<'_>, account: &AccountReview, history: &CustomerHistoryView) -> Option<String> {
    let (before, now) = history.sign_before.zip(history.sign_now)?;
    let (_, sign) = label(source, account, "value_change_sign")?;
    let write = |value: f64| match sign.id.as_str() {
        "satisfaction" => source.format.fixed(value, 1),
        _ => source.format.percent(value),
    };
    Some(format!("{} {} → {}", source.words.of_text(&sign.label), write(before), write(now)))
}

/// The figures of the chart.
pub(super) fn history(source: &Source<'_>, account: &AccountReview) -> Option<Table> {
    let points = &account.history.points;
    let words = source.words;
    let rows = points.iter().map(|point| {
        vec![
            Cell::text(point.on.as_str()),
            Cell::maybe(point.value, Cell::Money),
            Cell::maybe(point.probability_return, Cell::Share),
            Cell::maybe(point.net_year, Cell::Money),
            Cell::maybe(point.contribution_year, Cell::Money),
            Cell::maybe(point.share_of_wallet, Cell::Share),
            Cell::maybe(point.satisfaction, Cell::Number),
        ]
    });
    (points.len() > 1).then(|| Table {
        title: words.get("review", "history"),
        note: words.get("review", "history_note"),
        columns: ["day", "residual", "return", "net_year", "contribution_year", "share_of_wallet", "satisfaction"]
            .map(|key| words.get("review", key))
            .to_vec(),
        rows: rows.collect(),
    })
}

/// Open tasks by due day, then closed ones.
pub(super) fn tasks(source: &Source<'_>, account: &AccountReview) -> Option<Table> {
    let words = source.words;
    let rows = account.tasks.iter().map(|task| {
        vec![
            Cell::text(task.title.as_str()),
            Cell::text(task.owner.as_str()),
            Cell::text(task.due.as_str()),
            Cell::text(words.get("task", &task.priority)),
            Cell::text(words.get("task", &task.state)),
            Cell::text(last_word(task)),
            Cell::maybe(task.amount, Cell::Money),
        ]
    });
    (!account.tasks.is_empty()).then(|| Table {
        title: words.get("review", "tasks"),
        note: String::new(),
        columns: ["task", "owner", "due", "priority", "state", "result", "amount"]
            .map(|key| words.get("review", key))
            .to_vec(),
        rows: rows.collect(),
    })
}

/// The result of a closed task; of an open one the latest follow-up.
fn last_word(task: &TaskView) -> String {
    let note = || task.notes.last().map(|note| format!("{} {}", note.on, note.text));
    task.result.clone().or_else(note).unwrap_or_default()
}
