use arrow::datatypes::DataType;
use datafusion::functions::expr_fn::coalesce;
use datafusion::logical_expr::{cast, col, ident, lit};
use datafusion::scalar::ScalarValue;

use crate::error::Result;
use crate::query::read;
use crate::service::runs::OpenRun;
use crate::views::{AccountCompetitor, AccountWallet};

use super::MOST;
use super::records::At;

impl At<'_> {
    /// The latest period that has ended; our share is that of the run.
    pub(super) async fn wallet(&self, run: &OpenRun) -> Result<Option<AccountWallet>> {
        let Some(own) = self.own("wallets")? else { return Ok(None) };
        let year = lit(ScalarValue::new_interval_mdn(12, -1, 0));
        let last = coalesce(vec![col("period_end"), cast(col("period") + year, DataType::Date32)]);
        let ended = own.filter(last.lt_eq(self.today()))?;
        let order = vec![
            col("period").sort(false, false),
            col("competitor_share").sort(false, false),
            col("competitor").sort(true, false),
        ];
        let rows = read(ended.sort(order)?.limit(0, Some(MOST))?).await?;
        let Some(period) = rows.first().and_then(|row| row.text("period")) else { return Ok(None) };
        let latest = || rows.iter().filter(|row| row.text("period").as_ref() == Some(&period));
        let competitors = latest().filter_map(|row| {
            Some(AccountCompetitor { name: row.text("competitor")?, share: row.number("competitor_share") })
        });
        let known = run.table.measures().iter().any(|measure| measure.id == "share_of_wallet");
        let own_share = if known {
            let row = run.table.frame()?.filter(ident("customer_id").eq(lit(self.customer)))?;
            read(row.select(vec![ident("share_of_wallet")])?)
                .await?
                .first()
                .and_then(|row| row.number("share_of_wallet"))
        } else {
            None
        };
        Ok(Some(AccountWallet {
            category_spend: latest().find_map(|row| row.number("category_spend")),
            own_share,
            competitors: competitors.collect(),
            period: period.clone(),
        }))
    }
}
