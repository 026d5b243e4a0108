//! The review as a workbook: tables of all accounts under each other, with the account in front.

use rust_xlsxwriter::Workbook;

use super::Review;
use super::parts::{Source, figures, lead};
use crate::error::Result;
use crate::export::failed;
use crate::report::table::{Cell, Table};
use crate::report::xlsx::write;
use crate::report::{Format, Words};

/// Letters of a sheet's name.
const NAME: usize = 31;

/// Writes the workbook. Texts are written as texts, so that none runs as a formula.
///
/// # Errors
/// `cell-too-long`, or when the workbook cannot be written.
pub(crate) fn xlsx(review: &Review, words: &Words, format: &Format) -> Result<Vec<u8>> {
    let source = Source { review, words, format };
    let mut sheets = vec![overview(&source)];
    for account in &review.accounts {
        let name = account.customer.name.clone().unwrap_or_else(|| account.customer.customer_id.clone());
        for table in super::tables(&source, account) {
            let title: String = table.title.chars().take(NAME).collect();
            let rows = table.rows.into_iter().map(|row| {
                let head = [Cell::text(account.customer.customer_id.as_str()), Cell::text(name.as_str())];
                head.into_iter().chain(row).collect::<Vec<Cell>>()
            });
            if let Some(sheet) = sheets.iter_mut().find(|sheet| sheet.title == title) {
                sheet.rows.extend(rows);
                continue;
            }
            let rows = rows.collect();
            let head = ["id", "name"].map(|key| words.get("review", key));
            let columns = head.into_iter().chain(table.columns).collect();
            sheets.push(Table { title, note: table.note, columns, rows });
        }
    }
    let mut workbook = Workbook::new();
    for sheet in &sheets {
        write(&mut workbook, sheet)?;
    }
    workbook.save_to_buffer().map_err(|error| failed(&error))
}

/// One row an account.
fn overview(source: &Source<'_>) -> Table {
    let words = source.words;
    let rows = source.review.accounts.iter().map(|account| {
        let told: Vec<String> = figures(source, account)
            .into_iter()
            .map(|(label, value)| format!("{label}{}{value}", words.get("page", "colon")))
            .collect();
        vec![
            Cell::text(account.customer.customer_id.as_str()),
            Cell::text(account.customer.name.as_deref().unwrap_or_default()),
            Cell::text(lead(source, account)),
            Cell::text(told.join(&words.get("page", "separator"))),
        ]
    });
    Table {
        title: words.get("review", "title"),
        note: String::new(),
        columns: ["id", "name", "summary", "figures"].map(|key| words.get("review", key)).to_vec(),
        rows: rows.collect(),
    }
}
