//! An import in words.

use patron_service::views::{ImportReport, QuarantinedRow};

use crate::output::{Style, grid, pairs};

pub(crate) fn words(report: &ImportReport) -> String {
    let mut text = head(report);
    text.push_str(&rows(report));
    let mapping: Vec<(&str, String)> =
        report.mapping.iter().map(|(field, expression)| (field.as_str(), expression.clone())).collect();
    text.push_str(&format!("\nMapping\n{}", pairs(&mapping)));
    if !report.rules.is_empty() {
        text.push_str(&format!("\nRules\n{}", rules(report)));
    }
    if !report.rejects.is_empty() {
        let rows = if report.quarantined == 1 {
            "1 row".to_owned()
        } else {
            format!("{} rows; the first", report.quarantined)
        };
        text.push_str(&format!("\nPut aside ({rows})\n{}", rejects(&report.rejects)));
        if let Some(batch) = &report.batch {
            text.push_str(&format!(
                "\n`patron quarantine export --batch {batch} --out rejects.csv` writes all of them\n"
            ));
        }
    }
    text
}

fn head(report: &ImportReport) -> String {
    let files = report.files.join(", ");
    let done = report.batch.as_ref().map_or("nothing changed (dry run)".to_owned(), |batch| format!("batch {batch}"));
    let mut text = format!("{} from {files}: {done}\n", report.table);
    if let (Some(first), Some(last)) = (&report.first_on, &report.last_on) {
        text.push_str(&format!("{first} to {last}"));
        if let Some(customers) = report.customers {
            text.push_str(&format!(", {} customers", count(customers)));
        }
        text.push('\n');
    }
    text
}

fn count(number: u64) -> String {
    Style::Whole.write(number as f64)
}

/// Where every row went, and every amount.
fn rows(report: &ImportReport) -> String {
    let lines = [
        ("read", report.read, &report.amount_read),
        ("loaded", report.loaded, &report.amount_loaded),
        ("put aside", report.quarantined, &None),
        ("duplicates", report.duplicates, &report.amount_duplicates),
        ("left out by rule", report.excluded, &report.amount_excluded),
    ];
    let cells = |(name, rows, amount): (&str, u64, &Option<String>)| {
        vec![name.to_owned(), count(rows), amount.clone().unwrap_or_default()]
    };
    let titles = ["", "rows", "amount"].map(str::to_owned);
    grid(&titles, &[false, true, true], &lines.map(cells))
}

fn rules(report: &ImportReport) -> String {
    let titles = ["rule", "setting", "rows", "amount"].map(str::to_owned);
    let cells = report.rules.iter().map(|effect| {
        vec![effect.rule.clone(), effect.setting.clone(), count(effect.rows), effect.amount.clone().unwrap_or_default()]
    });
    grid(&titles, &[false, false, true, true], &cells.collect::<Vec<_>>())
}

/// Rejected rows as a table.
pub(crate) fn rejects(rows: &[QuarantinedRow]) -> String {
    let titles = ["file", "row", "column", "value", "expected"].map(str::to_owned);
    let cells = rows.iter().map(|row| {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        vec![row.file.clone(), row.row.to_string(), text(&row.column), text(&row.value), row.expected.clone()]
    });
    grid(&titles, &[false, true, false, false, false], &cells.collect::<Vec<_>>())
}
