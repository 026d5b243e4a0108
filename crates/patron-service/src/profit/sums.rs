use patron_profit::money::Money;

use crate::catalogue::Text;
use crate::views::{ProfitBeforeTax, ProfitRow, ProfitSide};

/// Money of some customers, or of a part of what they buy.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Sums {
    pub(crate) customers: u64,
    /// net of returns
    pub(crate) revenue: Money,
    pub(crate) product_cost: Money,
    /// cost to serve that goes with the volume
    pub(crate) incremental: Money,
    /// cost to serve that stays
    pub(crate) shared: Money,
    /// what the last stage lays on them
    pub(crate) sustaining: Money,
    /// relationship marketing, where it is known
    pub(crate) marketing: Option<f64>,
}

/// The two views.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum View {
    Full,
    Incremental,
}

impl Sums {
    pub(crate) fn add(&mut self, other: &Self) {
        self.customers += other.customers;
        self.revenue += other.revenue;
        self.product_cost += other.product_cost;
        self.incremental += other.incremental;
        self.shared += other.shared;
        self.sustaining += other.sustaining;
        self.marketing = match (self.marketing, other.marketing) {
            (Some(one), Some(two)) => Some(one + two),
            (one, two) => one.or(two),
        };
    }

    pub(crate) fn cost(&self, view: View) -> Money {
        let own = self.product_cost + self.incremental;
        match view {
            View::Full => own + self.shared + self.sustaining,
            View::Incremental => own,
        }
    }

    /// After the tax on revenue.
    pub(crate) fn profit(&self, view: View, tax: f64) -> f64 {
        (self.revenue - self.cost(view)).value() - self.tax(tax)
    }

    pub(crate) fn tax(&self, tax: f64) -> f64 {
        self.revenue.value() * tax
    }

    /// The row beside a total, which holds it.
    pub(crate) fn row(&self, id: String, label: Text, total: &Self, tax: f64) -> ProfitRow {
        #[expect(clippy::cast_precision_loss, reason = "customers stay far below 2^53")]
        let customers = ratio(self.customers as f64, total.customers as f64);
        ProfitRow {
            id,
            label,
            customers: self.customers,
            share_of_customers: customers,
            revenue: self.revenue.value(),
            share_of_revenue: ratio(self.revenue.value(), total.revenue.value()),
            product_cost: self.product_cost.value(),
            cost_to_serve: (self.incremental + self.shared).value(),
            cost_incremental: self.incremental.value(),
            sustaining: self.sustaining.value(),
            tax: self.tax(tax),
            marketing: self.marketing,
            revenue_per_100_of_marketing: self
                .marketing
                .and_then(|marketing| ratio(self.revenue.value(), marketing))
                .map(|revenue| revenue * 100.0),
            full: self.side(View::Full, total, tax),
            incremental: self.side(View::Incremental, total, tax),
        }
    }

    fn side(&self, view: View, total: &Self, tax: f64) -> ProfitSide {
        let (revenue, cost) = (self.revenue.value(), self.cost(view).value());
        let (profit, before) = (self.profit(view, tax), (self.revenue - self.cost(view)).value());
        let others = ratio(total.profit(view, tax) - profit, (total.revenue - self.revenue).value());
        let margin = ratio(profit, revenue);
        ProfitSide {
            cost,
            share_of_cost: ratio(cost, total.cost(view).value()),
            profit,
            share_of_profit: ratio(profit, total.profit(view, tax)),
            margin_on_revenue: margin,
            margin_on_cost: ratio(profit, cost),
            per_100_against_others: margin.zip(others).map(|(own, others)| (own - others) * 100.0),
            before_tax: ProfitBeforeTax {
                profit: before,
                margin_on_revenue: ratio(before, revenue),
                margin_on_cost: ratio(before, cost),
            },
            rank: None,
        }
    }
}

/// A share; none of nothing or less.
pub(crate) fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}
