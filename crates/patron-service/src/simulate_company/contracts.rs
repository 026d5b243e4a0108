//! Contracts: most large companies and some small ones buy on yearly terms; some rent machines.

use rand::RngExt;

use super::account::Account;
use super::clock::date;
use super::customers::Customer;
use super::random::{Draw, stream};
use super::{DAYS, table_file};
use crate::error::Result;

const OF_LARGE: f64 = 0.85;
const OF_SMALL: f64 = 0.12;
const RENTS: f64 = 0.4;
const YEAR: usize = 365;
/// Days after the last purchase on which a contract is given up.
const GIVEN_UP: usize = 45;

/// Whether a company buys on a contract; other records ask too.
pub(super) fn has_contract(account: &Account, seed: u64) -> bool {
    let share = if account.large { OF_LARGE } else { OF_SMALL };
    stream(seed, Draw::Contracts, account.place).random::<f64>() < share
}

/// Whether its contract still runs on the last day.
pub(super) fn is_under_contract(account: &Account, seed: u64) -> bool {
    has_contract(account, seed) && !account.gone
}

pub(super) fn csv(accounts: &[Account], customers: &[Customer], seed: u64) -> Result<Vec<u8>> {
    let mut rows: Vec<[String; 6]> = Vec::new();
    for account in accounts.iter().filter(|account| has_contract(account, seed)) {
        let id = &customers[account.place].id;
        let mut rng = stream(seed, Draw::Contracts, account.place);
        // the first draw says whether there is a contract
        let _: f64 = rng.random();
        let rents = account.large && rng.random_bool(RENTS);
        let end = if account.gone { (account.last + GIVEN_UP).min(DAYS) } else { DAYS };
        let mut start = account.first + rng.random_range(0..30);
        let mut number = 0;
        let mut row = |plan: &str, start: usize, ended: Option<usize>, amount: i64| {
            number += 1;
            rows.push([
                id.clone(),
                format!("V{number:02}-{id}"),
                date(start).to_string(),
                ended.map(|day| date(day).to_string()).unwrap_or_default(),
                table_file::money(amount),
                plan.to_owned(),
            ]);
        };
        if rents && start < end {
            row("咖啡机租赁 Machine rental", start, account.gone.then_some(end), rng.random_range(3..=12) * 10_000);
        }
        while start < end {
            let full = start + YEAR - 1;
            let ended = if account.gone { full.min(end) } else { full };
            row("框架供货 Framework supply", start, Some(ended), account.monthly() * 2 / 5);
            start += YEAR;
        }
    }
    table_file::csv(
        ["customer_id", "contract_id", "started_at", "ended_at", "monthly_amount", "plan"],
        rows.into_iter(),
    )
}
