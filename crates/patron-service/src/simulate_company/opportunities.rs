//! Deals with companies: open, won or lost.

use rand::RngExt;
use rand_distr::{Distribution, Exp1, Poisson};

use super::account::Account;
use super::clock::date;
use super::customers::Customer;
use super::products::Product;
use super::random::{Draw, stream};
use super::{DAYS, impossible, table_file};
use crate::error::Result;

/// Deals a year.
const OF_LARGE: f64 = 1.6;
const OF_SMALL: f64 = 0.35;
/// Days from the first word to the answer: the least, and the mean beyond it.
const LEAST_DAYS: usize = 15;
const MORE_DAYS: f64 = 60.0;
/// Stages of an open deal, how far it is when it gets there, and the chance it is given.
const STAGES: [(&str, f64, &str); 3] =
    [("Prospecting", 0.0, "0.2"), ("Proposal", 0.35, "0.5"), ("Negotiation", 0.7, "0.8")];

pub(super) fn csv(accounts: &[Account], customers: &[Customer], products: &[Product], seed: u64) -> Result<Vec<u8>> {
    let mut rows = Vec::new();
    for account in accounts {
        let customer = &customers[account.place];
        let mut rng = stream(seed, Draw::Opportunities, account.place);
        let span = account.until().saturating_sub(customer.acquired);
        let a_year = if account.large { OF_LARGE } else { OF_SMALL };
        let expected = (a_year * span as f64 / 365.25).max(1e-6);
        let deals = Poisson::new(expected).map_err(impossible)?.sample(&mut rng) as usize;
        let mut opened: Vec<usize> = (0..deals).map(|_| customer.acquired + rng.random_range(0..span.max(1))).collect();
        opened.sort_unstable();
        for day in opened {
            let more: f64 = Exp1.sample(&mut rng);
            let lasts = LEAST_DAYS + (more * MORE_DAYS) as usize;
            let close = day + lasts;
            let amount = account.monthly() * rng.random_range(2..=9);
            let product = &products[rng.random_range(0..products.len().max(1))];
            // a deal that was talked about after the last purchase was lost
            let likely = if account.gone && close > account.last { 0.04 } else { 0.3 + 0.4 * account.warmth };
            let won = rng.random_bool(likely);
            let decided = close < DAYS;
            let done = (DAYS - day) as f64 / lasts as f64;
            let stage = STAGES.iter().rev().find(|(_, from, _)| done >= *from).unwrap_or(&STAGES[0]);
            let result = if won { "Won" } else { "Lost" };
            rows.push([
                customer.id.clone(),
                format!("D{:05}", rows.len() + 1),
                if decided { result } else { stage.0 }.to_owned(),
                table_file::money(amount),
                if decided { String::new() } else { stage.2.to_owned() },
                date(day).to_string(),
                date(close).to_string(),
                if decided { date(close).to_string() } else { String::new() },
                if decided { won.to_string() } else { String::new() },
                product.id.clone(),
            ]);
        }
    }
    table_file::csv(
        [
            "customer_id",
            "opportunity_id",
            "stage",
            "amount",
            "probability",
            "opened_at",
            "expected_close",
            "closed_at",
            "won",
            "product_id",
        ],
        rows.into_iter(),
    )
}
