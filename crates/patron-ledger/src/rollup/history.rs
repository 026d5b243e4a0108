use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use super::Occasion;

/// One order line as the pass sees it; money in units of 0.0001.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) day: i32,
    pub(super) is_return: bool,
    /// day of the original order of a return, where it is known
    pub(super) netted_on: Option<i32>,
    pub(super) order_id: Option<&'a str>,
    pub(super) amount: Option<i128>,
    pub(super) cost: Option<i128>,
}

/// What one customer did up to the valuation date; lines arrive by ascending day.
#[derive(Debug, Default)]
pub(super) struct History {
    pub(super) first_on: Option<i32>,
    /// first sale day of the last occasion
    pub(super) last_on: Option<i32>,
    pub(super) occasions: i64,
    pub(super) orders: i64,
    pub(super) lines: i64,
    /// lines that carry an amount
    pub(super) amounts: i64,
    pub(super) revenue: i128,
    pub(super) returns: i128,
    /// net amount of everything that belongs to a day after the first purchase day
    pub(super) net_after_first: i128,
    /// net amount and cost of the lines whose cost is known
    pub(super) costed_net: i128,
    pub(super) cost: i128,
    /// sum of the logarithms of the days between occasions
    pub(super) ln_gaps: f64,
    last_period: i32,
    first_period: i32,
    order_ids: OrderIds,
}

impl History {
    pub(super) fn add(&mut self, line: Line<'_>, occasion: Occasion) {
        self.lines += 1;
        if !line.is_return {
            self.add_sale_day(line.day, occasion.period(line.day));
            self.orders += i64::from(line.order_id.is_none_or(|id| self.order_ids.is_new(id)));
        }
        let Some(amount) = line.amount else { return };
        self.amounts += 1;
        if line.is_return {
            self.returns -= amount;
        } else {
            self.revenue += amount;
        }
        let counted_on = line.netted_on.unwrap_or(line.day);
        if self.first_on.is_some() && occasion.period(counted_on) > self.first_period {
            self.net_after_first += amount;
        }
        if let Some(cost) = line.cost {
            self.costed_net += amount;
            self.cost += cost;
        }
    }

    fn add_sale_day(&mut self, day: i32, period: i32) {
        if self.first_on.is_none() {
            self.first_on = Some(day);
            self.first_period = period;
        } else if period == self.last_period {
            return;
        }
        if let Some(last) = self.last_on {
            self.ln_gaps += f64::from(day - last).ln();
        }
        self.last_on = Some(day);
        self.last_period = period;
        self.occasions += 1;
    }

    /// Forgets the customer but keeps allocations.
    pub(super) fn clear(&mut self) {
        let mut order_ids = std::mem::take(&mut self.order_ids);
        order_ids.clear();
        *self = Self { order_ids, ..Self::default() };
    }
}

/// Distinct order ids of one customer by 64-bit hash: most have few, so a short list is searched before a set.
#[derive(Debug, Default)]
struct OrderIds {
    hasher: RandomState,
    few: Vec<u64>,
    many: HashSet<u64>,
}

const FEW: usize = 32;

impl OrderIds {
    fn is_new(&mut self, id: &str) -> bool {
        let hash = self.hasher.hash_one(id);
        if self.few.iter().rev().any(|&seen| seen == hash) {
            return false;
        }
        if self.few.len() < FEW {
            self.few.push(hash);
            return true;
        }
        self.many.insert(hash)
    }

    fn clear(&mut self) {
        self.few.clear();
        self.many.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::{History, Line, Occasion};

    fn sale(day: i32, order: &str, amount: i128) -> Line<'_> {
        Line { day, is_return: false, netted_on: None, order_id: Some(order), amount: Some(amount), cost: None }
    }

    #[test]
    fn days_merge_and_the_first_is_apart() {
        let mut history = History::default();
        for line in [sale(10, "a", 500), sale(10, "b", 100), sale(12, "c", 700), sale(12, "c", 50)] {
            history.add(line, Occasion::Day);
        }
        assert_eq!((history.first_on, history.last_on), (Some(10), Some(12)));
        assert_eq!((history.occasions, history.orders, history.lines), (2, 3, 4));
        assert_eq!((history.revenue, history.net_after_first), (1350, 750));
        history.add(sale(17, "d", 100), Occasion::Day);
        assert!((history.ln_gaps - 10.0_f64.ln()).abs() < 1e-15, "gaps of two and of five days");
    }

    #[test]
    fn a_return_nets_on_its_original_day() {
        let mut history = History::default();
        history.add(sale(10, "a", 500), Occasion::Day);
        history.add(sale(20, "b", 300), Occasion::Day);
        let back = Line { is_return: true, netted_on: Some(10), ..sale(25, "r", -500) };
        history.add(back, Occasion::Day);
        assert_eq!((history.revenue, history.returns, history.net_after_first), (800, 500, 300));
        assert_eq!((history.occasions, history.last_on), (2, Some(20)), "a day of returns alone is no occasion");
        let unknown = Line { is_return: true, ..sale(25, "s", -100) };
        history.add(unknown, Occasion::Day);
        assert_eq!(history.net_after_first, 200, "without the original it nets on its own day");
    }

    #[test]
    fn a_return_before_any_purchase_counts_only_as_a_return() {
        let mut history = History::default();
        history.add(Line { is_return: true, ..sale(5, "r", -100) }, Occasion::Day);
        assert_eq!((history.first_on, history.occasions, history.returns), (None, 0, 100));
        history.add(sale(6, "a", 300), Occasion::Day);
        assert_eq!((history.first_on, history.net_after_first), (Some(6), 0));
    }

    #[test]
    fn weeks_merge_occasions() {
        let mut history = History::default();
        // 1970-01-05 is a Monday (day 4).
        for day in [4, 6, 10, 11, 17] {
            history.add(sale(day, "x", 1), Occasion::Week);
        }
        assert_eq!((history.occasions, history.first_on, history.last_on), (2, Some(4), Some(11)));
    }

    #[test]
    fn many_order_ids_stay_distinct() {
        let mut history = History::default();
        let ids: Vec<String> = (0..200).map(|n| format!("order {n}")).collect();
        for id in ids.iter().chain(&ids) {
            history.add(sale(1, id, 1), Occasion::Day);
        }
        assert_eq!((history.orders, history.lines), (200, 400));
    }
}
