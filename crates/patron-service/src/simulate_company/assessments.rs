//! What account managers and the key account director typed for companies under contract.

use rand::RngExt;
use rand::rngs::ChaCha8Rng;

use super::account::Account;
use super::contracts::is_under_contract;
use super::customers::Customer;
use super::random::{Draw, stream};
use super::table_file;
use crate::error::Result;

/// Typed lines of a card, all from 1 to 5; the first ones follow how content the customer is.
const LINES: [(&str, usize, &[&str]); 4] = [
    ("key-account", 1, &["satisfaction", "outlook", "influence"]),
    ("strategic-match", 1, &["values", "positioning", "capability"]),
    ("six-questions", 1, &["new-customers", "industry", "transformation", "credit", "influence", "profit"]),
    (
        "telecom-key-account",
        2,
        &[
            "satisfaction",
            "reciprocity",
            "group-revenue",
            "price-sensitivity",
            "bandwidth",
            "influence",
            "business-state",
            "value-chain",
            "dependence",
        ],
    ),
];
const DIRECTOR: &str = "谢安然 Director";
/// Two rounds; in the second one in eight scores is still to be typed.
const ROUNDS: [&str; 2] = ["2025-06-30", "2025-12-20"];
const STILL_TO_TYPE: f64 = 0.125;

pub(super) fn csv(accounts: &[Account], customers: &[Customer], seed: u64) -> Result<Vec<u8>> {
    let mut rows = Vec::new();
    for account in accounts.iter().filter(|account| is_under_contract(account, seed)) {
        let customer = &customers[account.place];
        let mut rng = stream(seed, Draw::Assessments, account.place);
        let manager = (!customer.account_manager.is_empty()).then_some(customer.account_manager);
        // the director knows the large ones
        let assessors: Vec<&str> = manager.into_iter().chain(account.large.then_some(DIRECTOR)).collect();
        for (card, warm, lines) in LINES {
            for (place, line) in lines.iter().enumerate() {
                let trait_of_it: f64 = if place < warm { account.warmth } else { rng.random() };
                for (round, day) in ROUNDS.iter().enumerate() {
                    for assessor in &assessors {
                        let score = score(&mut rng, trait_of_it);
                        if round > 0 && rng.random_bool(STILL_TO_TYPE) {
                            continue;
                        }
                        rows.push([
                            customer.id.clone(),
                            (*assessor).to_owned(),
                            card.to_owned(),
                            "1".to_owned(),
                            (*line).to_owned(),
                            score.to_string(),
                            (*day).to_owned(),
                        ]);
                    }
                }
            }
        }
    }
    table_file::csv(
        ["customer_id", "assessor", "scorecard", "version", "indicator", "score", "assessed_on"],
        rows.into_iter(),
    )
}

/// From 1 to 5, a little off what the customer is.
fn score(rng: &mut ChaCha8Rng, trait_of_it: f64) -> i64 {
    let seen = trait_of_it + rng.random_range(-0.15..0.15);
    (1.0 + 4.0 * seen).round().clamp(1.0, 5.0) as i64
}

/// The typed lines by card, as tests compare them with the cards.
#[cfg(test)]
pub(super) fn typed() -> Vec<(&'static str, Vec<&'static str>)> {
    LINES.iter().map(|(card, _, lines)| (*card, lines.to_vec())).collect()
}
