//! An account beside its figures: people, contracts, invoices, deals, wallet, group, tasks and the roster.

mod group;
mod records;
mod wallet;

use chrono::{DateTime, Utc};
use datafusion::logical_expr::{ident, lit};

use crate::accounts::roster::{RosterMove, moves};
use crate::error::Result;
use crate::query::read;
use crate::run::format_day;
use crate::views::{AccountView, TaskFilter};

use super::Service;

/// Rows of each list.
const MOST: usize = 100;

impl Service {
    /// One account, its records as they stood at the valuation date of the current run; how to reach people only where that
    /// is asked for.
    ///
    /// # Errors
    /// `no-run` or `unknown-customer`.
    pub async fn account(&self, id: &str, contacts: bool, now: DateTime<Utc>) -> Result<AccountView> {
        let run = self.needed_run().await?;
        let found = run.table.frame()?.filter(ident("customer_id").eq(lit(id)))?;
        if read(found.select(vec![ident("customer_id")])?).await?.is_empty() {
            return Err(super::customer::unknown(id));
        }
        let ledger = match self.ledger_of(&run.record).await? {
            Some(ledger) => ledger,
            None => self.records().await?,
        };
        let at = records::At { ledger: &ledger, customer: id, day: run.record.settings.as_of_day };
        let (people, contracts, (invoices, outstanding, overdue), opportunities, wallet, group) = futures::try_join!(
            at.people(contacts),
            at.contracts(),
            at.invoices(),
            at.opportunities(),
            at.wallet(&run),
            at.group()
        )?;
        let moves = moves(self.folder.store(), Some(id)).await?;
        let filter = TaskFilter { customer: Some(id.to_owned()), ..TaskFilter::default() };
        let mut tasks = self.tasks(&filter, now).await?.tasks;
        tasks.truncate(MOST);
        Ok(AccountView {
            customer_id: id.to_owned(),
            as_of: format_day(at.day),
            people,
            contracts,
            invoices,
            outstanding,
            overdue,
            opportunities,
            wallet,
            group,
            tasks,
            roster: self.roster_account(&run, &moves).await?,
            history: moves.iter().rev().take(MOST).map(RosterMove::event).collect(),
        })
    }
}
