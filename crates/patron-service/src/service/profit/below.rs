use std::collections::BTreeMap;

use crate::costing::Part;
use crate::error::{Result, ServiceError};
use crate::profit::{
    Account, Accounts, Beside, Cell, ChannelRate, Costing, Labelled, Sums, View, channel_rates, cheapest_channel, grid,
};
use crate::run::format_day;
use crate::service::Service;
use crate::views::{BelowCostAnswer, BelowCostCustomer, BelowCostLever, BelowCostView, LeverTotal};

use super::{CostsFrom, expected};

const LEVERS: [&str; 5] = ["price", "orders", "channel", "service", "returns"];

impl Service {
    /// Customers below incremental cost, what could be changed about each, and what it would bring; at most `limit` of
    /// them in the list, all of them in the totals.
    ///
    /// # Errors
    /// `bad-target` where the margin is not below 1, and as [`Service::profit`].
    pub async fn below_cost(&self, costs: &CostsFrom, target: f64, limit: usize) -> Result<BelowCostView> {
        if !(0.0..1.0).contains(&target) {
            let message = format!("margin `{target}`; expected a share of revenue from 0 to below 1");
            return Err(ServiceError::new("bad-target", message).hint("5 % are `0.05`"));
        }
        let costing = self.costing(costs).await?;
        let tax = costing.model.tax;
        let accounts = Accounts::read(&costing, Beside::default()).await?;
        let profit = |account: &Account| account.sums.profit(View::Incremental, tax);
        let mut below: Vec<&Account> = accounts.rows.iter().filter(|account| profit(account) < 0.0).collect();
        below.sort_by(|one, other| profit(one).total_cmp(&profit(other)).then_with(|| one.id.cmp(&other.id)));
        let channels = Channels::of(&costing, &below).await?;
        let mut totals: BTreeMap<&str, LeverTotal> = BTreeMap::new();
        let mut customers = Vec::new();
        for (place, account) in below.iter().enumerate() {
            let levers = levers(place, account, &channels, tax, target);
            for lever in &levers {
                let Some(known) = LEVERS.iter().find(|known| **known == lever.lever) else { continue };
                let total = totals.entry(known).or_insert_with(|| LeverTotal {
                    lever: lever.lever.clone(),
                    customers: 0,
                    reach: 0,
                    brings: 0.0,
                });
                total.customers += 1;
                total.reach += u64::from(lever.reaches);
                total.brings += lever.brings;
            }
            if customers.len() < limit {
                customers.push(row(account, tax, levers));
            }
        }
        Ok(BelowCostView {
            from: format_day(costing.model.from_day),
            to: format_day(costing.model.to_day),
            target,
            all: accounts.rows.len() as u64,
            count: below.len() as u64,
            loss: below.iter().map(|account| profit(account)).sum(),
            levers: LEVERS.iter().filter_map(|lever| totals.remove(lever)).collect(),
            customers,
        })
    }

    /// The same for pages: where there are no costs the answer says so.
    ///
    /// # Errors
    /// When the engine fails, or the margin is none.
    pub async fn below_cost_answer(&self, costs: &CostsFrom, target: f64, limit: usize) -> Result<BelowCostAnswer> {
        match self.below_cost(costs, target, limit).await {
            Ok(below) => Ok(BelowCostAnswer { below: Some(below), problem: None }),
            Err(error) => Ok(BelowCostAnswer { below: None, problem: Some(expected(error)?) }),
        }
    }
}

/// What each channel costs, and what customers below cost buy there.
struct Channels {
    rates: Vec<ChannelRate>,
    own: BTreeMap<usize, Vec<(String, Sums)>>,
}

impl Channels {
    async fn of(costing: &Costing, below: &[&Account]) -> Result<Self> {
        let mut own: BTreeMap<usize, Vec<(String, Sums)>> = BTreeMap::new();
        if below.is_empty() {
            return Ok(Self { rates: Vec::new(), own });
        }
        let all = grid(costing, Part::Channel, None).await?;
        let rates = channel_rates(all.iter().map(|cell| (cell.part.as_str(), &cell.sums)));
        if rates.len() < 2 {
            return Ok(Self { rates, own });
        }
        let labels: Labelled = below.iter().enumerate().map(|(place, account)| (account.id.clone(), place)).collect();
        for Cell { label, part, sums } in grid(costing, Part::Channel, Some(&labels)).await? {
            own.entry(label).or_default().push((part, sums));
        }
        Ok(Self { rates, own })
    }
}

fn levers(place: usize, account: &Account, channels: &Channels, tax: f64, target: f64) -> Vec<BelowCostLever> {
    let mut found = account.levers.changes(&account.sums, tax, target);
    if let Some(own) = channels.own.get(&place) {
        let own: Vec<(&str, &Sums)> = own.iter().map(|(channel, sums)| (channel.as_str(), sums)).collect();
        let aim = (target * account.sums.revenue.value()).max(0.0);
        let missing = aim - account.sums.profit(View::Incremental, tax);
        found.extend(cheapest_channel(&own, &channels.rates, missing));
    }
    found.sort_by(|one, other| other.brings.total_cmp(&one.brings));
    found
}

fn row(account: &Account, tax: f64, levers: Vec<BelowCostLever>) -> BelowCostCustomer {
    let sums = &account.sums;
    BelowCostCustomer {
        customer_id: account.id.clone(),
        revenue: sums.revenue.value(),
        product_cost: sums.product_cost.value(),
        cost_incremental: sums.incremental.value(),
        tax: sums.tax(tax),
        profit_incremental: sums.profit(View::Incremental, tax),
        levers,
    }
}
