//! What could be changed about a customer who does not bring what it costs.

use super::costing::Costing;
use super::sums::{Sums, View};
use crate::costing::{Driver, Lever};
use crate::views::BelowCostLever;

/// Incremental cost to serve by what moves it, and the number of orders.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Levers {
    /// cost that follows revenue, such as fees
    pub(crate) by_revenue: f64,
    /// cost of each order, whatever is in it
    pub(crate) by_orders: f64,
    /// visits, calls, kilometres
    pub(crate) by_service: f64,
    pub(crate) by_returns: f64,
    /// how many
    pub(crate) orders: f64,
}

impl Levers {
    /// Of a customer with these volumes.
    pub(super) fn of(costing: &Costing, volumes: &[f64]) -> Self {
        let mut levers = Self::default();
        for ((driver, rate), volume) in costing.model.drivers().into_iter().zip(&costing.rates).zip(volumes) {
            let cost = rate.incremental * volume;
            match driver.lever() {
                Some(Lever::Revenue) => levers.by_revenue += cost,
                Some(Lever::Orders) => levers.by_orders += cost,
                Some(Lever::Service) => levers.by_service += cost,
                Some(Lever::Returns) => levers.by_returns += cost,
                None => {}
            }
            if *driver == Driver::Orders {
                levers.orders = *volume;
            }
        }
        levers
    }

    /// Each change by itself, out of the customer's own activities; what brings most first.
    ///
    /// - price p: revenue R(1 + x) with the same quantities, so that R(1 + x)(1 - tax - fees/R - m) = other incremental
    ///   cost, with m the margin aimed at;
    /// - order size: the same goods in fewer orders, each of which saves its own cost; at least one order stays;
    /// - service and returns: their cost, cut by what is missing, at most to nothing.
    pub(crate) fn changes(&self, sums: &Sums, tax: f64, target: f64) -> Vec<BelowCostLever> {
        let revenue = sums.revenue.value();
        let missing = (target * revenue).max(0.0) - sums.profit(View::Incremental, tax);
        let mut found = Vec::new();
        found.extend(self.price(sums, tax, target));
        found.extend(self.order_size(revenue, missing));
        found.extend(cut("service", self.by_service, missing));
        found.extend(cut("returns", self.by_returns, missing));
        found
    }

    fn price(&self, sums: &Sums, tax: f64, target: f64) -> Option<BelowCostLever> {
        let revenue = sums.revenue.value();
        if revenue <= 0.0 {
            return None;
        }
        let others = sums.cost(View::Incremental).value() - self.by_revenue;
        let kept = 1.0 - tax - self.by_revenue / revenue - target;
        let then = others / kept;
        (kept > 0.0 && then > revenue).then(|| BelowCostLever {
            lever: "price".to_owned(),
            now: revenue,
            then,
            change: then / revenue - 1.0,
            reaches: true,
            brings: target * then - sums.profit(View::Incremental, tax),
            to: None,
        })
    }

    fn order_size(&self, revenue: f64, missing: f64) -> Option<BelowCostLever> {
        if !(self.by_orders > 0.0 && self.orders > 1.0 && revenue > 0.0) {
            return None;
        }
        let each = self.by_orders / self.orders;
        let may_stay = (self.orders - missing / each).floor();
        let stay = may_stay.max(1.0);
        (stay < self.orders).then(|| BelowCostLever {
            lever: "orders".to_owned(),
            now: revenue / self.orders,
            then: revenue / stay,
            change: self.orders / stay - 1.0,
            reaches: may_stay >= 1.0,
            brings: each * (self.orders - stay),
            to: None,
        })
    }
}

fn cut(lever: &str, cost: f64, missing: f64) -> Option<BelowCostLever> {
    let brings = missing.min(cost);
    (cost > 0.0 && brings > 0.0).then(|| BelowCostLever {
        lever: lever.to_owned(),
        now: cost,
        then: cost - brings,
        change: -brings / cost,
        reaches: cost >= missing,
        brings,
        to: None,
    })
}

#[cfg(test)]
mod tests {
    use patron_profit::money::Money;

    use super::*;

    /// Revenue 1000, goods 900, incremental cost to serve 250: fees 20, ten orders of 10, visits 80, returns 50; tax 3 %.
    fn customer() -> (Sums, Levers) {
        let sums = Sums {
            customers: 1,
            revenue: Money::whole(1000),
            product_cost: Money::whole(900),
            incremental: Money::whole(250),
            ..Sums::default()
        };
        (sums, Levers { by_revenue: 20.0, by_orders: 100.0, by_service: 80.0, by_returns: 50.0, orders: 10.0 })
    }

    fn of<'a>(found: &'a [BelowCostLever], lever: &str) -> &'a BelowCostLever {
        found.iter().find(|change| change.lever == lever).unwrap()
    }

    #[test]
    fn each_change_by_hand() {
        let (sums, levers) = customer();
        // 1000 - 900 - 250 - 30 of tax: 180 are missing.
        assert_eq!(sums.profit(View::Incremental, 0.03), -180.0);
        let found = levers.changes(&sums, 0.03, 0.0);
        // Others cost 1130; of each unit of revenue 1 - 0.03 - 0.02 = 0.95 stays.
        let price = of(&found, "price");
        assert!((price.then - 1130.0 / 0.95).abs() < 1e-9 && price.reaches, "{price:?}");
        assert!((price.brings - 180.0).abs() < 1e-9);
        // Nine orders less bring 90 of the 180.
        let orders = of(&found, "orders");
        assert_eq!((orders.now, orders.then, orders.brings, orders.reaches), (100.0, 1000.0, 90.0, false));
        let service = of(&found, "service");
        assert_eq!((service.brings, service.then, service.change, service.reaches), (80.0, 0.0, -1.0, false));
        // A margin of 10 % on the new revenue.
        let found = levers.changes(&sums, 0.03, 0.1);
        let price = of(&found, "price");
        assert!((price.then - 1130.0 / 0.85).abs() < 1e-9);
        let profit = price.then * (1.0 - 0.03 - 0.02) - 1130.0;
        assert!((profit / price.then - 0.1).abs() < 1e-12 && (profit - (-180.0 + price.brings)).abs() < 1e-9);
    }

    #[test]
    fn a_small_gap_needs_a_small_change() {
        let (mut sums, levers) = customer();
        sums.product_cost = Money::whole(735);
        // 15 are missing: two orders less bring 20, visits cost 15 less.
        let found = levers.changes(&sums, 0.03, 0.0);
        let orders = of(&found, "orders");
        assert_eq!((orders.then, orders.brings, orders.reaches), (125.0, 20.0, true));
        let service = of(&found, "service");
        assert!((service.then - 65.0).abs() < 1e-9 && service.reaches, "{service:?}");
        // Without revenue there is no price to raise, and nothing to put together.
        sums.revenue = Money::ZERO;
        let found = levers.changes(&sums, 0.03, 0.0);
        let names: Vec<&str> = found.iter().map(|change| change.lever.as_str()).collect();
        assert_eq!(names, ["service", "returns"]);
    }
}
