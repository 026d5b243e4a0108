//! What companies spend on tea and coffee altogether, and who else sells to them.
//!
//! Who leaves buys elsewhere first: our share shrinks in the year before the last purchase and in the year of it.

use rand::RngExt;
use rand_distr::{Beta, Distribution};

use super::account::{Account, MONTHS, month};
use super::customers::Customer;
use super::random::{Draw, one, stream};
use super::{FIRST_DAY, impossible, table_file};
use crate::error::Result;

/// Small companies whose wallet is known.
const KNOWN: f64 = 0.3;
/// Our share where nobody leaves: mean 0.6.
const SHARE: (f64, f64) = (4.2, 2.8);
/// What is left of the share in the last two years of who leaves.
const SHRINKS: f64 = 0.6;
const COMPETITORS: &[&str] = &["山泉茶业 Spring Hill Tea", "北岸咖啡 Northshore Coffee", "日常办公 Officeday"];

pub(super) fn csv(accounts: &[Account], customers: &[Customer], seed: u64) -> Result<Vec<u8>> {
    use chrono::Datelike;
    let shares = Beta::new(SHARE.0, SHARE.1).map_err(impossible)?;
    let mut rows: Vec<[String; 6]> = Vec::new();
    for account in accounts {
        let mut rng = stream(seed, Draw::Wallets, account.place);
        if !(account.large || rng.random_bool(KNOWN)) {
            continue;
        }
        let usual: f64 = shares.sample(&mut rng).clamp(0.05, 0.98);
        let last = month(account.last) / 12;
        let first_rival = rng.random_range(0..COMPETITORS.len());
        let (main, other) = (COMPETITORS[first_rival], COMPETITORS[(first_rival + 1) % COMPETITORS.len()]);
        let split = one(&mut rng, &[1.0, 0.8, 0.65]);
        let mut category = 0;
        for year in month(account.first) / 12..MONTHS / 12 {
            let own = account.year(year).max(0);
            let share = if account.gone && year + 1 >= last { usual * SHRINKS } else { usual };
            // after the last purchase the customer goes on spending, but not with us
            let grown = (own as f64 / share).round() as i64;
            category = if account.gone && year > last { category } else { grown.max(own) };
            if category <= 0 {
                continue;
            }
            let calendar = FIRST_DAY.year() + i32::try_from(year).unwrap_or(0);
            let mut row = |spend: String, rival: &str, of_rival: String| {
                let (period, end) = (format!("{calendar}-01-01"), format!("{calendar}-12-31"));
                rows.push([customers[account.place].id.clone(), period, end, spend, rival.to_owned(), of_rival]);
            };
            let elsewhere = 1.0 - own as f64 / category as f64;
            row(table_file::money(category), "", String::new());
            row(String::new(), main, format!("{:.4}", elsewhere * split));
            if split < 1.0 {
                row(String::new(), other, format!("{:.4}", elsewhere * (1.0 - split)));
            }
        }
    }
    table_file::csv(
        ["customer_id", "period", "period_end", "category_spend", "competitor", "competitor_share"],
        rows.into_iter(),
    )
}
