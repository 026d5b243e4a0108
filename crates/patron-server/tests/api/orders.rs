//! A small shop of its own: orders and customers that every test can add up again.

use std::collections::BTreeMap;

/// Names that break careless programs: as a path, as an address, as CSV, as a formula.
pub(crate) const ODD: [&str; 7] = ["a/b c", "50% off?", "客户 七", "x&y=z#1", "\"quoted\", yes", "..up", "=1+1"];

/// Orders of one shop, in cents.
#[derive(Debug, Clone)]
pub(crate) struct Shop {
    /// customer -> (day, cents)
    pub(crate) orders: BTreeMap<String, Vec<(String, u64)>>,
}

/// Numbers that look random and are the same on every run.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

impl Shop {
    /// `customers` customers over two years; every fifth buys once, amounts repeat often.
    pub(crate) fn new(customers: usize) -> Self {
        let mut state = 7;
        let mut orders = BTreeMap::new();
        for number in 0..customers {
            let id = ODD.get(number).map_or_else(|| format!("C{number:04}"), |odd| (*odd).to_owned());
            let mut day = next(&mut state) % 240;
            let mut own = Vec::new();
            let count = if number % 5 == 0 { 1 } else { 1 + next(&mut state) % 8 };
            for _ in 0..count {
                if day >= 730 {
                    break;
                }
                let cents = 1000 * (1 + next(&mut state) % 6);
                own.push((date(day), cents));
                day += 1 + next(&mut state) % 90;
            }
            orders.insert(id, own);
        }
        Self { orders }
    }

    /// The order file.
    pub(crate) fn orders_csv(&self) -> String {
        let mut text = "order_id,customer_id,ordered_at,amount\n".to_owned();
        let mut number = 0;
        for (customer, orders) in &self.orders {
            for (day, cents) in orders {
                number += 1;
                let quoted = customer.replace('"', "\"\"");
                let amount = format!("{}.{:02}", cents / 100, cents % 100);
                text.push_str(&format!("O{number},\"{quoted}\",{day},{amount}\n"));
            }
        }
        text
    }

    /// The customer file: two of three have a region, the names of the odd ones are their ids.
    pub(crate) fn customers_csv(&self) -> String {
        let mut text = "customer_id,name,region\n".to_owned();
        for (number, customer) in self.orders.keys().enumerate() {
            let quoted = customer.replace('"', "\"\"");
            let region = ["north", "south", ""][number % 3];
            text.push_str(&format!("\"{quoted}\",\"{quoted}\",{region}\n"));
        }
        text
    }

    /// Money of one customer.
    #[expect(clippy::cast_precision_loss, reason = "a few thousand cents")]
    pub(crate) fn revenue(&self, customer: &str) -> f64 {
        self.orders[customer].iter().map(|(_, cents)| *cents).sum::<u64>() as f64 / 100.0
    }

    /// Money of all.
    pub(crate) fn total(&self) -> f64 {
        self.orders.keys().map(|customer| self.revenue(customer)).sum()
    }
}

/// A day of 2023 or 2024; months of 28 days are enough here.
fn date(day: u64) -> String {
    let (month, within) = (day * 24 / 730, day % 28 + 1);
    format!("{}-{:02}-{within:02}", 2023 + month / 12, month % 12 + 1)
}
