use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::coalesce;
use datafusion::functions_aggregate::expr_fn::sum;
use datafusion::logical_expr::{Expr, SortExpr, col, lit, when};

use crate::analyses::per_customer::{date, days_between, number};
use crate::error::Result;
use crate::query::{Row, read};
use crate::records::Records;
use crate::views::{AccountContract, AccountInvoice, AccountOpportunity, AccountPerson};

use super::MOST;

/// The records of one customer at the end of a day.
#[derive(Debug, Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) ledger: &'a Records,
    pub(super) customer: &'a str,
    pub(super) day: i32,
}

/// A whole number of the engine.
fn whole(value: Option<f64>) -> Option<i32> {
    #[expect(clippy::cast_possible_truncation, reason = "days between two dates")]
    value.map(|days| days as i32)
}

impl At<'_> {
    pub(super) fn today(&self) -> Expr {
        date(self.day)
    }

    /// Rows of a table that are the customer's; none where the table is empty.
    pub(super) fn own(&self, table: &str) -> Result<Option<DataFrame>> {
        if self.ledger.rows(table) == 0 {
            return Ok(None);
        }
        let all = self.ledger.table(&self.ledger.engine().session(), table)?;
        Ok(Some(all.filter(col("customer_id").eq(lit(self.customer)))?))
    }

    /// The first rows in an order.
    async fn first(&self, frame: DataFrame, order: Vec<SortExpr>) -> Result<Vec<Row>> {
        read(frame.sort(order)?.limit(0, Some(MOST))?).await
    }

    pub(super) async fn people(&self, contacts: bool) -> Result<Vec<AccountPerson>> {
        let Some(own) = self.own("people")? else { return Ok(Vec::new()) };
        let rows = self.first(own, vec![col("person_id").sort(true, false)]).await?;
        let person = |row: Row| {
            Some(AccountPerson {
                name: row.text("name")?,
                role: row.text("role"),
                influence: row.text("influence"),
                contact: row.text("contact").filter(|_| contacts),
            })
        };
        Ok(rows.into_iter().filter_map(person).collect())
    }

    pub(super) async fn contracts(&self) -> Result<Vec<AccountContract>> {
        let Some(own) = self.own("contracts")? else { return Ok(Vec::new()) };
        let recent = col("ended_at").is_null().or(col("ended_at").gt(date(self.day - 365)));
        let shown = own.filter(col("started_at").lt_eq(self.today()).and(recent))?;
        let shown = shown.with_column("days_left", days_between(self.today(), col("ended_at")))?;
        let order = vec![col("ended_at").sort(true, false), col("contract_id").sort(true, false)];
        let contract = |row: Row| {
            Some(AccountContract {
                contract_id: row.text("contract_id")?,
                plan: row.text("plan"),
                started: row.text("started_at")?,
                ended: row.text("ended_at"),
                days_left: whole(row.number("days_left")),
                monthly_amount: row.number("monthly_amount"),
            })
        };
        Ok(self.first(shown, order).await?.into_iter().filter_map(contract).collect())
    }

    /// Invoices with something left to pay, longest overdue first, with what is open and what is overdue of all.
    pub(super) async fn invoices(&self) -> Result<(Vec<AccountInvoice>, Option<f64>, Option<f64>)> {
        let Some(own) = self.own("receivables")? else { return Ok((Vec::new(), None, None)) };
        let issued = own.filter(col("issued_at").lt_eq(self.today()))?;
        // as the receivables of a run count: an amount paid on a day nobody wrote down is paid
        let paid_by_now = col("paid_at").lt_eq(self.today());
        let paid_some_day = col("paid_at").is_null().and(col("paid_amount").is_not_null());
        let paid = when(paid_by_now.or(paid_some_day), coalesce(vec![col("paid_amount"), col("amount")]))
            .otherwise(lit(0_i64))?;
        let open =
            issued.with_column("open", number(col("amount")) - number(paid))?.filter(col("open").gt(lit(0.0)))?;
        let late =
            when(col("due_at").lt(self.today()), days_between(col("due_at"), self.today())).otherwise(lit(0.0))?;
        let open = open.with_column("late", late)?;
        let overdue = when(col("late").gt(lit(0.0)), col("open")).otherwise(lit(0.0))?;
        let sums = vec![sum(col("open")).alias("all"), sum(overdue).alias("overdue")];
        let sums = read(open.clone().aggregate(vec![], sums)?).await?;
        let total = |name: &str| sums.first().and_then(|row| row.number(name));
        let order = vec![col("due_at").sort(true, false), col("invoice_id").sort(true, false)];
        let invoice = |row: Row| {
            Some(AccountInvoice {
                invoice_id: row.text("invoice_id")?,
                issued: row.text("issued_at")?,
                due: row.text("due_at")?,
                amount: row.number("amount"),
                open: row.number("open"),
                days_overdue: whole(row.number("late")).and_then(|days| u32::try_from(days).ok()).unwrap_or_default(),
            })
        };
        let invoices = self.first(open, order).await?.into_iter().filter_map(invoice).collect();
        Ok((invoices, total("all"), total("overdue")))
    }

    pub(super) async fn opportunities(&self) -> Result<Vec<AccountOpportunity>> {
        let Some(own) = self.own("opportunities")? else { return Ok(Vec::new()) };
        let begun = col("opened_at").is_null().or(col("opened_at").lt_eq(self.today()));
        let closed = col("closed_at").lt_eq(self.today()).or(col("closed_at").is_null().and(col("won").is_not_null()));
        let open = own.filter(begun.and(closed.is_not_true()))?;
        let order = vec![col("amount").sort(false, false), col("opportunity_id").sort(true, false)];
        let deal = |row: Row| {
            Some(AccountOpportunity {
                opportunity_id: row.text("opportunity_id")?,
                stage: row.text("stage")?,
                amount: row.number("amount"),
                probability: row.number("probability"),
                opened: row.text("opened_at"),
                expected_close: row.text("expected_close"),
            })
        };
        Ok(self.first(open, order).await?.into_iter().filter_map(deal).collect())
    }
}
