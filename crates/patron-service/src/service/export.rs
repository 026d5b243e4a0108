use datafusion::logical_expr::ident;
use patron_ledger::table::tables;

use crate::catalogue::Measure;
use crate::error::{Result, ServiceError};
use crate::query::{CustomerFilter, CustomersQuery};

use super::{Service, SqlAnswer};

/// A language of headings.
pub(super) fn heading(measure: &Measure, chinese: bool) -> String {
    if chinese { measure.label.zh.clone() } else { measure.label.en.clone() }
}

impl Service {
    /// All customers that pass a filter, in order, with the headings of their columns in a language (`zh` or `en`).
    ///
    /// # Errors
    /// `no-run`, or what the query cannot answer.
    pub async fn export_customers(&self, query: &CustomersQuery, language: &str) -> Result<(SqlAnswer, Vec<String>)> {
        let run = self.needed_run().await?;
        let table = &run.table;
        let columns = if query.columns.is_empty() { table.columns() } else { query.columns.clone() };
        for column in &columns {
            table.kind(column)?;
        }
        let (sort, descending) = query.sort.strip_prefix('-').map_or((query.sort.as_str(), false), |name| (name, true));
        table.kind(sort)?;
        let mut frame = table.frame()?;
        if let Some(predicate) = query.filter.predicate(table)? {
            frame = frame.filter(predicate)?;
        }
        let order = vec![ident(sort).sort(!descending, false), ident("customer_id").sort(true, false)];
        let chosen: Vec<_> = columns.iter().map(|column| ident(column.as_str())).collect();
        let frame = frame.sort(order)?.select(chosen)?;
        let chinese = language == "zh";
        let titles = columns.iter().map(|column| {
            let measure = table.measures().iter().find(|measure| measure.id == *column);
            measure.map_or_else(|| column.clone(), |measure| heading(measure, chinese))
        });
        Ok((SqlAnswer { frame }, titles.collect()))
    }

    /// A whole table by name: `customers` (current run) or a table of the ledger.
    ///
    /// # Errors
    /// `unknown-table` or `no-run`.
    pub async fn export_table(&self, name: &str) -> Result<SqlAnswer> {
        if name == "customers" {
            let query = CustomersQuery {
                filter: CustomerFilter::default(),
                sort: "customer_id".to_owned(),
                ..Default::default()
            };
            return Ok(self.export_customers(&query, "en").await?.0);
        }
        let ledger_name = name.strip_prefix("ledger.").unwrap_or(name);
        if !tables().iter().any(|table| table.id == ledger_name) {
            let have: Vec<_> = tables().iter().map(|table| format!("`ledger.{}`", table.id)).collect();
            let message = format!("table `{name}` is not known, expected `customers`, {}", have.join(", "));
            return Err(ServiceError::new("unknown-table", message).value("table", name));
        }
        let records = self.records().await?;
        Ok(SqlAnswer { frame: records.table(&self.engine.session(), ledger_name)? })
    }
}
