//! Invoices: a company pays once a month, most on time, some late, a few not at all.

use rand::RngExt;

use super::account::{Account, MONTHS, month};
use super::clock::date;
use super::customers::Customer;
use super::random::{Draw, stream, weighted};
use super::{DAYS, table_file};
use crate::error::Result;

/// Days until an invoice is due.
const TERM: usize = 30;
const LARGE_TERM: usize = 60;
/// Of an invoice that comes to be paid in part.
const IN_PART: f64 = 0.02;

/// How a company pays: days against the day it is due, and the share of invoices never paid.
#[derive(Debug, Clone, Copy)]
struct Manner {
    share: f64,
    early: i64,
    late: i64,
    never: f64,
}

const MANNERS: [Manner; 3] = [
    Manner { share: 0.74, early: -14, late: 1, never: 0.0 },
    Manner { share: 0.2, early: 3, late: 40, never: 0.0 },
    Manner { share: 0.06, early: 25, late: 140, never: 0.2 },
];

pub(super) fn csv(accounts: &[Account], customers: &[Customer], seed: u64) -> Result<Vec<u8>> {
    let mut rows = Vec::new();
    let last_days = last_days();
    for account in accounts {
        let mut rng = stream(seed, Draw::Receivables, account.place);
        let id = &customers[account.place].id;
        // who pays badly is more often among those who have gone
        let weight = |manner: &Manner| manner.share * if manner.never > 0.0 && account.gone { 4.0 } else { 1.0 };
        let Some(manner) = weighted(&mut rng, &MANNERS, weight) else { continue };
        let billed = account.months.iter().zip(last_days).filter(|(amount, _)| **amount > 0);
        for (&amount, issued) in billed {
            let due = issued + if account.large { LARGE_TERM } else { TERM };
            let days = rng.random_range(manner.early..=manner.late);
            let never = rng.random_bool(manner.never);
            let in_part = rng.random_bool(IN_PART);
            let paid = due.saturating_add_signed(isize::try_from(days).unwrap_or(0));
            let is_paid = !never && paid < DAYS;
            rows.push([
                id.clone(),
                format!("F{}-{id}", date(issued).format("%Y%m")),
                date(issued).to_string(),
                date(due).to_string(),
                table_file::money(amount),
                if is_paid { date(paid).to_string() } else { String::new() },
                if is_paid { table_file::money(if in_part { amount / 2 } else { amount }) } else { String::new() },
            ]);
        }
    }
    table_file::csv(
        ["customer_id", "invoice_id", "issued_at", "due_at", "amount", "paid_at", "paid_amount"],
        rows.into_iter(),
    )
}

/// The last day of each month of the simulation.
fn last_days() -> [usize; MONTHS] {
    let mut days = [0; MONTHS];
    (0..DAYS).for_each(|day| days[month(day)] = day);
    days
}
