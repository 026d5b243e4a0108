use patron_profit::concentration::{herfindahl, share_of_largest, whale};

use crate::analyses::{COSTING, CostingParameters, LIFETIME_VALUE, LifetimeValueParameters};
use crate::error::Result;
use crate::profit::{Account, Accounts, Beside, Sums, View};
use crate::run::format_day;
use crate::service::Service;
use crate::service::runs::OpenRun;
use crate::views::{
    CurveShape, ProfitConcentration, ProfitCurve, ProfitCurvePoint, ProfitCurvesAnswer, ProfitCurvesView,
    ProfitHorizon, ProfitShares,
};

use super::{CostsFrom, EXPECTED, expected, total};

/// Points of a curve.
const STEPS: usize = 100;

impl Service {
    /// Whale curves of both views, today and at the horizon, and how much hangs on a few.
    ///
    /// # Errors
    /// As [`Service::profit`].
    pub async fn profit_curves(&self, costs: &CostsFrom) -> Result<ProfitCurvesView> {
        let costing = self.costing(costs).await?;
        let run = self.current_run().await?;
        let beside = Beside { everybody: true, ..self.beside_run(None).await? };
        let accounts = Accounts::read(&costing, beside).await?;
        let tax = costing.model.tax;
        let active: Vec<&Account> = accounts.rows.iter().filter(|account| account.is_active).collect();
        let of = |view: View| -> Vec<f64> { active.iter().map(|account| account.sums.profit(view, tax)).collect() };
        let (full, incremental) = (of(View::Full), of(View::Incremental));
        let revenue: Vec<f64> = active.iter().map(|account| account.sums.revenue.value()).collect();
        let horizon = match &run {
            Some(run) => horizon(run, &accounts, tax)?,
            None => None,
        };
        Ok(ProfitCurvesView {
            from: format_day(costing.model.from_day),
            to: format_day(costing.model.to_day),
            customers: active.len() as u64,
            concentration: ProfitConcentration {
                revenue: shares(&revenue),
                full: shares(&full),
                incremental: shares(&incremental),
            },
            full: curve(&full),
            incremental: curve(&incremental),
            horizon,
        })
    }

    /// The same for pages: where there are no costs the answer says so.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn profit_curves_answer(&self, costs: &CostsFrom) -> Result<ProfitCurvesAnswer> {
        match self.profit_curves(costs).await {
            Ok(curves) => Ok(ProfitCurvesAnswer { curves: Some(curves), problem: None }),
            Err(error) => Ok(ProfitCurvesAnswer { curves: None, problem: Some(expected(error)?) }),
        }
    }
}

/// Cost to serve and tax for each unit of revenue, by view.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rates {
    pub(super) full: f64,
    pub(super) incremental: f64,
}

impl Rates {
    /// None without revenue.
    fn own(sums: &Sums, tax: f64) -> Option<Self> {
        let revenue = sums.revenue.value();
        let of = |view: View| (sums.cost(view) - sums.product_cost).value() / revenue + tax;
        (revenue > 0.0).then(|| Self { full: of(View::Full), incremental: of(View::Incremental) })
    }
}

/// What is expected of a customer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Expected {
    pub(super) contribution: f64,
    /// what it will pay for that
    pub(super) revenue: f64,
    pub(super) rates: Rates,
    pub(super) is_common_rate: bool,
}

/// What the run expects of the customers: contribution, the revenue behind it by the run's margin, and the rates of cost of
/// the days of the costs. A run that knows costs values at a margin less the cost to serve of all; that cost is added back
/// here, because each customer's own takes its place. None where the run has no model, or no margin to divide by.
pub(super) fn outlook<'a>(
    run: &OpenRun,
    accounts: &'a Accounts,
    tax: f64,
) -> Result<Option<Vec<(&'a Account, Expected)>>> {
    let parameters: Option<LifetimeValueParameters> = run.record.parameters(LIFETIME_VALUE)?;
    let Some(margin) = parameters.map(|parameters| parameters.margin).filter(|margin| *margin != 0.0) else {
        return Ok(None);
    };
    let costing: Option<CostingParameters> = run.record.parameters(COSTING)?;
    let served = costing.and_then(|found| found.serving_rate).unwrap_or(0.0);
    let Some(common) = Rates::own(&total(accounts.rows.iter().map(|account| &account.sums)), tax) else {
        return Ok(None);
    };
    let of = |account: &'a Account| {
        let revenue = account.expected? / margin;
        let contribution = revenue * (margin + served);
        let own = Rates::own(&account.sums, tax);
        let rates = own.unwrap_or(common);
        Some((account, Expected { contribution, revenue, rates, is_common_rate: own.is_none() }))
    };
    let found: Vec<_> = accounts.rows.iter().filter_map(of).collect();
    Ok((!found.is_empty()).then_some(found))
}

fn horizon(run: &OpenRun, accounts: &Accounts, tax: f64) -> Result<Option<ProfitHorizon>> {
    let has_expected = run.table.measures().iter().any(|measure| measure.id == EXPECTED);
    let Some(found) = outlook(run, accounts, tax)?.filter(|_| has_expected) else { return Ok(None) };
    let of = |rate: fn(&Rates) -> f64| -> Vec<f64> {
        found.iter().map(|(_, one)| one.contribution - rate(&one.rates) * one.revenue).collect()
    };
    Ok(Some(ProfitHorizon {
        days: run.record.view.horizon_days,
        customers: found.len() as u64,
        at_common_rate: found.iter().filter(|(_, one)| one.is_common_rate).count() as u64,
        contribution: found.iter().map(|(_, one)| one.contribution).sum(),
        full: curve(&of(|rates| rates.full)),
        incremental: curve(&of(|rates| rates.incremental)),
    }))
}

fn curve(profits: &[f64]) -> ProfitCurve {
    let losing = profits.iter().filter(|profit| **profit < 0.0);
    let point = |point: patron_profit::concentration::WhalePoint| ProfitCurvePoint {
        customers: point.customers,
        profit: point.profit,
    };
    ProfitCurve {
        total: profits.iter().sum(),
        losing: losing.clone().count() as u64,
        lost: losing.sum(),
        shape: whale(profits, STEPS).map(|found| CurveShape {
            peak: point(found.peak),
            top_fifth: found.top_fifth,
            customers_for_80: share_for(profits, 0.8),
            customers_for_all: share_for(profits, 1.0),
            points: found.points.into_iter().map(point).collect(),
        }),
    }
}

/// Smallest share of customers that bring this share of the profit.
fn share_for(profits: &[f64], share: f64) -> f64 {
    let mut sorted = profits.to_vec();
    sorted.sort_unstable_by(|one, other| other.total_cmp(one));
    // The same order of adding as below, so that the last customer closes the whole exactly.
    let goal = share * sorted.iter().sum::<f64>();
    let mut sum = 0.0;
    for (count, profit) in (1_u32..).zip(&sorted) {
        sum += profit;
        if sum >= goal {
            return f64::from(count) / profits.len() as f64;
        }
    }
    1.0
}

fn shares(values: &[f64]) -> ProfitShares {
    let above: Vec<f64> = values.iter().map(|value| value.max(0.0)).collect();
    ProfitShares {
        top_5: share_of_largest(values, 5),
        top_10: share_of_largest(values, 10),
        herfindahl: herfindahl(&above),
    }
}
