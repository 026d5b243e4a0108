use crate::catalogue::Text;
use crate::error::{Result, ServiceError};
use crate::profit::{Account, Accounts, Beside, View, ratio};
use crate::run::format_day;
use crate::service::Service;
use crate::views::{LifetimeLoss, ProfitLossAnswer, ProfitLossView};

use super::curves::{Expected, outlook};
use super::dimension::Dimension;
use super::{CostsFrom, expected, total};

/// Who is lost.
#[derive(Debug, Clone, PartialEq)]
pub enum Lost {
    Customer(String),
    /// all of a label; tiers by these bounds
    Label {
        by: String,
        label: String,
        tiers: Vec<f64>,
    },
}

impl Service {
    /// What losing customers would cost: in the days of the costs, and of what is expected within the horizon.
    ///
    /// # Errors
    /// `unknown-customer`, `unknown-label`, `unknown-dimension`, and as [`Service::profit`].
    pub async fn profit_loss(&self, costs: &CostsFrom, who: &Lost) -> Result<ProfitLossView> {
        let costing = self.costing(costs).await?;
        let run = self.current_run().await?;
        let dimension = match who {
            Lost::Customer(_) => None,
            Lost::Label { by, tiers, .. } => Some(Dimension::of(by, tiers, run.as_ref())?),
        };
        let column = dimension.as_ref().and_then(Dimension::column);
        let beside = Beside { everybody: true, ..self.beside_run(column).await? };
        let accounts = Accounts::read(&costing, beside).await?;
        let (label, is_lost): (Text, IsLost) = match (who, &dimension) {
            (Lost::Label { label, by, .. }, Some(dimension)) => chosen(&accounts, dimension, by, label)?,
            (Lost::Customer(id) | Lost::Label { label: id, .. }, _) => {
                let id = id.clone();
                (Text::new(&id, &id), Box::new(move |account| account.id == id))
            }
        };
        let lost: Vec<&Account> = accounts.rows.iter().filter(|account| is_lost(account)).collect();
        if lost.is_empty() {
            return Err(nobody(who));
        }
        let tax = costing.model.tax;
        let (all, own) = (total(accounts.rows.iter().map(|a| &a.sums)), total(lost.iter().map(|a| &a.sums)));
        let profit_lost = own.profit(View::Incremental, tax);
        let before = all.profit(View::Full, tax);
        let lifetime = match &run {
            None => None,
            Some(run) => outlook(run, &accounts, tax)?.map(|found| {
                let of_lost = found.into_iter().filter(|(account, _)| is_lost(account)).map(|(_, one)| one);
                lifetime(of_lost, run.record.view.horizon_days)
            }),
        };
        Ok(ProfitLossView {
            who: match who {
                Lost::Customer(id) => id.clone(),
                Lost::Label { by, label, .. } => format!("{by}={label}"),
            },
            label,
            from: format_day(costing.model.from_day),
            to: format_day(costing.model.to_day),
            customers: lost.len() as u64,
            revenue: own.revenue.value(),
            share_of_revenue: ratio(own.revenue.value(), all.revenue.value()),
            cost_gone: own.cost(View::Incremental).value() + own.tax(tax),
            cost_staying: (own.cost(View::Full) - own.cost(View::Incremental)).value(),
            profit_lost,
            profit_before: before,
            profit_after: before - profit_lost,
            lifetime,
        })
    }

    /// The same for pages: where nothing can be said the answer says so.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn profit_loss_answer(&self, costs: &CostsFrom, who: &Lost) -> Result<ProfitLossAnswer> {
        match self.profit_loss(costs, who).await {
            Ok(loss) => Ok(ProfitLossAnswer { loss: Some(loss), problem: None }),
            Err(error) => Ok(ProfitLossAnswer { loss: None, problem: Some(expected(error)?) }),
        }
    }
}

type IsLost = Box<dyn Fn(&Account) -> bool>;

/// Customers with a label.
fn chosen(accounts: &Accounts, dimension: &Dimension, by: &str, label: &str) -> Result<(Text, IsLost)> {
    if matches!(dimension, Dimension::Customer | Dimension::Part(_)) {
        let message = format!("losing customers by `{by}`; expected `tier` or a label or column of customers");
        return Err(ServiceError::new("unknown-dimension", message)
            .value("by", by)
            .hint("one customer: `--customer ID`; a product or channel is not lost with its customers"));
    }
    let labelled = dimension.labelled(accounts);
    let found = labelled.names.iter().position(|(id, _)| id == label);
    let Some(place) = found.filter(|place| labelled.sums[*place].customers > 0) else {
        let have = labelled.names.iter().zip(&labelled.sums).filter(|(_, sums)| sums.customers > 0);
        let have: Vec<String> = have.map(|((id, _), _)| format!("`{id}`")).collect();
        let message = format!("nobody has label `{label}` of `{by}`; expected one of {}", have.join(", "));
        return Err(ServiceError::new("unknown-label", message)
            .value("label", label)
            .hint("labels are named by their ids"));
    };
    let name = labelled.names[place].1.clone();
    let customers = labelled.customers;
    Ok((name, Box::new(move |account| customers.get(&account.id) == Some(&place))))
}

fn lifetime(lost: impl Iterator<Item = Expected>, days: u32) -> LifetimeLoss {
    let mut sum = LifetimeLoss { days, contribution: 0.0, cost_gone: 0.0, profit_lost: 0.0, cost_staying: 0.0 };
    for one in lost {
        sum.contribution += one.contribution;
        sum.cost_gone += one.rates.incremental * one.revenue;
        sum.cost_staying += (one.rates.full - one.rates.incremental) * one.revenue;
    }
    sum.profit_lost = sum.contribution - sum.cost_gone;
    sum
}

fn nobody(who: &Lost) -> ServiceError {
    let id = match who {
        Lost::Customer(id) | Lost::Label { label: id, .. } => id,
    };
    ServiceError::new("unknown-customer", format!("customer `{id}` is not known; expected one with orders or costs"))
        .value("customer", id.as_str())
        .hint("look for the exact id: `patron customers`")
}
