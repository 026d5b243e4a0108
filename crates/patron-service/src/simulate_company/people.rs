//! People at companies who decide, advise or use.

use rand::RngExt;

use super::account::Account;
use super::customers::Customer;
use super::random::{Draw, one, stream};
use super::{name, table_file};
use crate::error::Result;

/// Role and influence; the first answers for the purchases.
const ROLES: [(&str, &str); 4] = [
    ("采购经理 Purchasing manager", "决策 decides"),
    ("行政主管 Office manager", "建议 advises"),
    ("总经理 Managing director", "决策 decides"),
    ("财务主管 Head of finance", "建议 advises"),
];
const PHONES: &[&str] = &["+86 21 5550", "+86 10 5550", "+86 20 5550"];

pub(super) fn csv(accounts: &[Account], customers: &[Customer], seed: u64) -> Result<Vec<u8>> {
    let mut rows = Vec::new();
    for account in accounts {
        let customer = &customers[account.place];
        let mut rng = stream(seed, Draw::People, account.place);
        let known = if account.large { rng.random_range(2..=ROLES.len()) } else { rng.random_range(1..=2) };
        for (number, (role, influence)) in (1..).zip(ROLES.iter().take(known)) {
            let phone = one(&mut rng, PHONES);
            rows.push([
                customer.id.clone(),
                format!("{}-{number}", customer.id),
                name::person(&mut rng, customer.region),
                (*role).to_owned(),
                (*influence).to_owned(),
                format!("{phone} {:04}", rng.random_range(0..10_000)),
            ]);
        }
    }
    table_file::csv(["customer_id", "person_id", "name", "role", "influence", "contact"], rows.into_iter())
}
