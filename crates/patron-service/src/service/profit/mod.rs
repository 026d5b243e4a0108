//! What customers earn the company: by dimension, below cost, along the curve, and when they are lost.

mod below;
mod curves;
mod dimension;
mod frame;
mod loss;
mod mix;
mod source;

use crate::catalogue::Text;
use crate::costing::Part;
use crate::error::{Result, ServiceError};
use crate::profit::{Accounts, Beside, Costing, Sums, View, grid};
use crate::run::format_day;
use crate::views::{ProfitAnswer, ProfitRow, ProfitView};

use super::Service;
use dimension::Dimension;

pub use loss::Lost;
pub use source::CostsFrom;

/// What profit is asked for.
#[derive(Debug, Clone)]
pub struct ProfitRequest {
    pub costs: CostsFrom,
    /// `customer`, `product`, `category`, `channel`, `tier`, or a column of labels or records of the customer table
    pub by: String,
    /// bounds of the tiers; the usual ones where there are none
    pub tiers: Vec<f64>,
    /// most rows
    pub limit: usize,
}

/// Columns of a run that stand beside the costs.
const MARKETING: &str = "marketing_cost";
const EXPECTED: &str = "expected_value";

impl Service {
    /// Profit by one dimension, in both views.
    ///
    /// # Errors
    /// `no-costs`, `costs-…`, `unknown-dimension`, `bad-tiers`, or when the engine fails.
    pub async fn profit(&self, request: &ProfitRequest) -> Result<ProfitView> {
        let costing = self.costing(&request.costs).await?;
        let run = self.current_run().await?;
        let dimension = Dimension::of(&request.by, &request.tiers, run.as_ref())?;
        let mut mix = Vec::new();
        let (mut rows, total) = match &dimension {
            Dimension::Part(part) => parts(&costing, *part).await?,
            Dimension::Customer => customers(&costing, self.beside_run(None).await?).await?,
            Dimension::Tier(_) | Dimension::Column { .. } => {
                let column = dimension.column();
                let accounts = Accounts::read(&costing, self.beside_run(column).await?).await?;
                let labelled = dimension.labelled(&accounts);
                mix = mix::mix(&costing, &labelled).await?;
                let total = total(accounts.rows.iter().map(|account| &account.sums));
                (labelled.rows(&total, costing.model.tax), total)
            }
        };
        if !matches!(dimension, Dimension::Tier(_)) {
            rows.sort_by(|one, other| other.revenue.total_cmp(&one.revenue).then_with(|| one.id.cmp(&other.id)));
        }
        let rows_in_all = rows.len() as u64;
        rows.truncate(request.limit);
        let tax = costing.model.tax;
        Ok(ProfitView {
            by: dimension.id(),
            label: dimension.label(),
            name: costing.model.name.clone(),
            from: format_day(costing.model.from_day),
            to: format_day(costing.model.to_day),
            tax,
            sustaining: costing.costed.sustaining_rate().is_some(),
            total: total.row(String::new(), Text::new("All", "全部"), &total, tax),
            rows,
            rows_in_all,
            without_customer: costing.without_customer().await?,
            outside: costing.outside(),
            mix,
            dimensions: dimension::offered(run.as_ref()),
        })
    }

    /// The same for pages: where there are no costs, or they do not fit, the answer says so.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn profit_answer(&self, request: &ProfitRequest) -> Result<ProfitAnswer> {
        match self.profit(request).await {
            Ok(profit) => Ok(ProfitAnswer { profit: Some(profit), problem: None }),
            Err(error) => Ok(ProfitAnswer { profit: None, problem: Some(expected(error)?) }),
        }
    }

    /// What of the current run stands beside the costs.
    async fn beside_run(&self, label: Option<String>) -> Result<Beside> {
        let Some(run) = self.current_run().await? else { return Ok(Beside::default()) };
        let has = |id: &str| run.table.measures().iter().any(|measure| measure.id == id).then(|| id.to_owned());
        let (marketing, expected) = (has(MARKETING), has(EXPECTED));
        let columns: Vec<&str> = [&label, &marketing, &expected].into_iter().flatten().map(String::as_str).collect();
        let run = Some(run.table.narrow(&columns)?);
        Ok(Beside { label, marketing, expected, run, everybody: false })
    }
}

/// A refusal that is an answer; what else went wrong is an error.
fn expected(error: ServiceError) -> Result<crate::views::Problem> {
    let known =
        ["no-costs", "no-costs-kept", "no-orders", "no-run", "unknown-dimension", "unknown-customer", "bad-tiers"];
    let is_known =
        known.contains(&error.code()) || error.code().starts_with("costs-") || error.code() == "unknown-label";
    if is_known { Ok(error.into()) } else { Err(error) }
}

fn total<'a>(sums: impl Iterator<Item = &'a Sums>) -> Sums {
    let mut total = Sums::default();
    sums.for_each(|sums| total.add(sums));
    total
}

/// Rows of products, categories or channels.
async fn parts(costing: &Costing, part: Part) -> Result<(Vec<ProfitRow>, Sums)> {
    let cells = grid(costing, part, None).await?;
    let mut total = total(cells.iter().map(|cell| &cell.sums));
    // A customer may buy several products.
    let all = Accounts::read(costing, Beside::default()).await?;
    total.customers = all.rows.len() as u64;
    let label = |part: &str| if part.is_empty() { unknown() } else { Text::new(part, part) };
    let row = |cell: crate::profit::Cell| {
        let label = label(&cell.part);
        cell.sums.row(cell.part, label, &total, costing.model.tax)
    };
    let rows = cells.into_iter().map(row).collect();
    Ok((rows, total))
}

/// Rows of customers with their places by profit in both views.
async fn customers(costing: &Costing, beside: Beside) -> Result<(Vec<ProfitRow>, Sums)> {
    let accounts = Accounts::read(costing, beside).await?;
    let tax = costing.model.tax;
    let total = total(accounts.rows.iter().map(|account| &account.sums));
    let ranks = [View::Full, View::Incremental].map(|view| {
        let mut places: Vec<usize> = (0..accounts.rows.len()).collect();
        let profit = |place: usize| accounts.rows[place].sums.profit(view, tax);
        places.sort_by(|one, other| profit(*other).total_cmp(&profit(*one)));
        let mut ranks = vec![0_u64; places.len()];
        for (rank, place) in (1..).zip(places) {
            ranks[place] = rank;
        }
        ranks
    });
    let row = |(place, account): (usize, &crate::profit::Account)| {
        let label = Text::new(&account.id, &account.id);
        let mut row = account.sums.row(account.id.clone(), label, &total, tax);
        row.full.rank = ranks[0].get(place).copied();
        row.incremental.rank = ranks[1].get(place).copied();
        row
    };
    Ok((accounts.rows.iter().enumerate().map(row).collect(), total))
}

fn unknown() -> Text {
    Text::new("Unknown", "未知")
}
