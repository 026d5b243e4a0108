//! Contacts: visits and calls of account managers, support, complaints about goods that came back, praise, suggestions.

use rand::RngExt;
use rand::rngs::ChaCha8Rng;
use rand_distr::{Distribution, Poisson};

use super::account::Account;
use super::clock::moment;
use super::customers::Customer;
use super::random::{Draw, stream, weighted};
use super::sale::Order;
use super::{DAYS, impossible, table_file};
use crate::error::Result;

/// Returns that are complained about, and complaints never dealt with.
const COMPLAINS: f64 = 0.3;
const UNRESOLVED: f64 = 0.06;
/// Contacts a year with a large and with a small company.
const KINDS: [(&str, &str, f64, f64); 5] = [
    ("visit", "拜访 On site", 10.0, 1.2),
    ("call", "电话 Phone", 12.0, 2.0),
    ("support", "客服热线 Hotline", 1.5, 0.5),
    ("praise", "客服热线 Hotline", 0.6, 0.15),
    ("suggestion", "拜访 On site", 1.8, 0.25),
];
const GRADES: [(&str, f64); 3] = [("valuable", 0.25), ("ordinary", 0.5), ("none", 0.25)];

type Row = [String; 7];

pub(super) fn csv(accounts: &[Account], customers: &[Customer], orders: &[Order], seed: u64) -> Result<Vec<u8>> {
    let mut rows = complaints(customers, orders, seed);
    for account in accounts {
        contacts(&mut rows, account, &customers[account.place], seed)?;
    }
    rows.sort_by(|left, right| left[1].cmp(&right[1]).then_with(|| left[0].cmp(&right[0])));
    table_file::csv(
        ["customer_id", "occurred_at", "kind", "value", "cost", "resolved_at", "touchpoint"],
        rows.into_iter(),
    )
}

/// Complaints of companies and people alike.
fn complaints(customers: &[Customer], orders: &[Order], seed: u64) -> Vec<Row> {
    let back = orders.iter().filter(|order| !order.original.is_empty());
    let complaint = |(row, order): (usize, &Order)| {
        let mut rng = stream(seed, Draw::Interactions, row);
        let place = order.customer.filter(|_| rng.random_bool(COMPLAINS))?;
        let at = at(&mut rng, order.day);
        let resolved = resolved(&mut rng, order.day + 1, 20, UNRESOLVED);
        let touchpoint = "客服热线 Hotline".to_owned();
        Some([
            customers[place].id.clone(),
            at,
            "complaint".to_owned(),
            String::new(),
            String::new(),
            resolved,
            touchpoint,
        ])
    };
    back.enumerate().filter_map(complaint).collect()
}

fn contacts(rows: &mut Vec<Row>, account: &Account, customer: &Customer, seed: u64) -> Result<()> {
    // streams of companies stand beside those of returns
    let mut rng = stream(seed, Draw::Interactions, (1 << 32) + account.place);
    let span = account.until().saturating_sub(customer.acquired);
    for (kind, touchpoint, of_large, of_small) in KINDS {
        let content = if kind == "praise" { 2.0 * account.warmth } else { 1.0 };
        let a_year = content * if account.large { of_large } else { of_small };
        let expected = (a_year * span as f64 / 365.25).max(1e-6);
        let times = Poisson::new(expected).map_err(impossible)?.sample(&mut rng) as usize;
        for _ in 0..times {
            let day = customer.acquired + rng.random_range(0..span.max(1));
            let at = at(&mut rng, day);
            let (mut value, mut cost, mut end) = (String::new(), String::new(), String::new());
            match kind {
                "visit" => cost = table_file::money(rng.random_range(60..=if account.large { 600 } else { 180 }) * 100),
                "call" => cost = table_file::money(rng.random_range(3..=15) * 100),
                "support" => end = resolved(&mut rng, day, 5, 0.02),
                "suggestion" => {
                    value = weighted(&mut rng, &GRADES, |(_, share)| *share)
                        .map(|(grade, _)| (*grade).to_owned())
                        .unwrap_or_default();
                }
                _ => {}
            }
            rows.push([customer.id.clone(), at, kind.to_owned(), value, cost, end, touchpoint.to_owned()]);
        }
    }
    Ok(())
}

fn at(rng: &mut ChaCha8Rng, day: usize) -> String {
    moment(rng, day).format("%Y-%m-%d %H:%M:%S").to_string()
}

/// When it was dealt with: within so many days of the next one, unless never or after the last day.
fn resolved(rng: &mut ChaCha8Rng, day: usize, within: usize, never: f64) -> String {
    let end = day + 1 + rng.random_range(0..within);
    let shown = at(rng, end);
    if rng.random_bool(never) || end >= DAYS { String::new() } else { shown }
}
