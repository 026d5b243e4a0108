//! The accounts of a card with the values of its lines, as the run read them.

use datafusion::logical_expr::{Expr, cast, ident, lit};
use datafusion::scalar::ScalarValue;
use futures::StreamExt;

use crate::analyses::{CardParameters, Kernel};
use crate::catalogue::{Label, Text};
use crate::error::{Result, ServiceError};
use crate::query::{cell, number};
use crate::service::Service;
use crate::service::runs::OpenRun;

/// Accounts that are held at once.
const MOST_ACCOUNTS: usize = 200_000;

/// A card that was scored.
pub(super) struct Scored {
    pub(super) run: OpenRun,
    pub(super) parameters: CardParameters,
    pub(super) kernel: Kernel,
    pub(super) tiers: Vec<Label>,
    /// best first
    pub(super) accounts: Vec<Account>,
}

/// An account of the card.
pub(super) struct Account {
    pub(super) customer_id: String,
    pub(super) name: Option<String>,
    pub(super) score: f64,
    pub(super) rank: usize,
    pub(super) tier: Option<String>,
    /// value of each line, NaN where it is not known
    pub(super) values: Vec<f64>,
}

impl Service {
    /// The accounts of a card, or one of them.
    ///
    /// # Errors
    /// As [`Service::score`]; `card-too-many-accounts`, or `card-not-scored` for a run that kept no values.
    pub(super) async fn scored(&self, card: &str, customer: Option<&str>) -> Result<Scored> {
        let (run, parameters) = self.fitted_card(card).await?;
        let id = format!("card.{card}");
        if customer.is_none() && parameters.accounts > MOST_ACCOUNTS {
            let message = format!(
                "card `{card}` has `{}` accounts; expected at most `{MOST_ACCOUNTS}` to be worked out at once",
                parameters.accounts
            );
            let hint = "narrow the card by its `scope`, for example `scope = \"abc_class = 'A'\"`";
            return Err(ServiceError::new("card-too-many-accounts", message).value("card", card).hint(hint));
        }
        let column = |line: &crate::analyses::FittedLine| {
            line.measure.clone().unwrap_or_else(|| format!("{id}.value.{}", line.id))
        };
        let columns: Vec<String> = parameters.lines.iter().map(column).collect();
        let has = |name: &str| run.table.measures().iter().any(|measure| measure.id == name);
        let Some(kernel) = parameters.kernel().filter(|_| columns.iter().all(|name| has(name))) else {
            let message = format!("card `{card}` has no values in the last valuation; expected a run that scored it");
            return Err(ServiceError::new("card-not-scored", message)
                .value("card", card)
                .hint("value again: `patron run`"));
        };
        let accounts = read(&run, &id, &columns, customer).await?;
        let tiers = run.table.measures().iter().find(|measure| measure.id == format!("{id}.tier"));
        let tiers = tiers.map(|measure| measure.labels.clone()).unwrap_or_default();
        Ok(Scored { run, parameters, kernel, tiers, accounts })
    }
}

impl Scored {
    /// The tier of a score.
    pub(super) fn tier(&self, score: f64) -> Option<&Label> {
        let reached = self.parameters.tiers.iter().position(|from| from.is_none_or(|from| score >= from))?;
        self.tiers.get(reached)
    }

    /// What a line is called.
    pub(super) fn line_name(&self, line: &str) -> Text {
        let card = &self.parameters.card;
        let found = crate::service::score::line_name(self.run.table.measures(), &format!("card.{card}"), line);
        found.unwrap_or_else(|| Text::new(line, line))
    }
}

async fn read(run: &OpenRun, id: &str, columns: &[String], customer: Option<&str>) -> Result<Vec<Account>> {
    let named = |name: &str| ident(format!("{id}.{name}"));
    let text = |present: bool, expr: Expr| if present { expr } else { lit(ScalarValue::Utf8(None)) };
    let named_column = run.table.attributes().iter().any(|name| name == "name");
    let tiered = run.table.measures().iter().any(|measure| measure.id == format!("{id}.tier"));
    let mut chosen = vec![
        ident("customer_id").alias("id"),
        text(named_column, ident("name")).alias("account_name"),
        named("score").alias("account_score"),
        named("rank").alias("account_rank"),
        text(tiered, named("tier")).alias("account_tier"),
    ];
    let values = columns.iter().enumerate();
    chosen.extend(values.map(|(index, name)| {
        cast(ident(name.as_str()), arrow::datatypes::DataType::Float64).alias(format!("value_{index}"))
    }));
    let mut frame = run.table.frame()?.filter(named("score").is_not_null())?;
    if let Some(customer) = customer {
        frame = frame.filter(ident("customer_id").eq(lit(customer)))?;
    }
    let order = vec![ident("account_rank").sort(true, false), ident("id").sort(true, false)];
    let mut stream = frame.select(chosen)?.sort(order)?.execute_stream().await?;
    let mut accounts = Vec::new();
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        for row in 0..batch.num_rows() {
            let text = |column: usize| cell(batch.column(column).as_ref(), row).as_str().map(str::to_owned);
            let at = |column: usize| number(batch.column(column).as_ref(), row);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "ranks count accounts from 1")]
            let rank = at(3).unwrap_or_default() as usize;
            accounts.push(Account {
                customer_id: text(0).unwrap_or_default(),
                name: text(1),
                score: at(2).unwrap_or(f64::NAN),
                rank,
                tier: text(4),
                values: (5..batch.num_columns()).map(|column| at(column).unwrap_or(f64::NAN)).collect(),
            });
        }
    }
    Ok(accounts)
}
