use std::collections::BTreeMap;

use patron_criteria::compare::compare;

use crate::error::{Result, ServiceError};
use crate::service::Service;
use crate::service::score::title;
use crate::views::{CardPair, CardsAnswer, CardsComparison, ComparedAccount, ComparedCard};

use super::answer;
use super::values::{Account, Scored};

/// Cards that are compared at once.
const MOST_CARDS: usize = 6;
/// Accounts that are named.
const MOST_ACCOUNTS: usize = 50;

impl Service {
    /// Cards side by side: whether they put accounts in the same order, and which they do not.
    ///
    /// # Errors
    /// `unknown-card`, or when the run cannot be read.
    pub async fn compare_cards(&self, cards: &[String]) -> Result<CardsAnswer> {
        let (comparison, problem) = answer(self.compared(cards).await)?;
        Ok(CardsAnswer { comparison, problem })
    }

    async fn compared(&self, cards: &[String]) -> Result<CardsComparison> {
        let twice = (1..cards.len()).any(|at| cards[..at].contains(&cards[at]));
        if !(2..=MOST_CARDS).contains(&cards.len()) || twice {
            let message = format!("`{}` cards to compare; expected 2 to {MOST_CARDS} different ones", cards.len());
            return Err(ServiceError::new("cards-count", message).hint("name the cards: `patron card compare A B`"));
        }
        let mut all = Vec::with_capacity(cards.len());
        for card in cards {
            all.push((card, self.scored(card, None).await?));
        }
        let shared = shared(&all);
        let scores: Vec<Vec<f64>> =
            (0..all.len()).map(|card| shared.iter().map(|accounts| accounts[card].score).collect()).collect();
        let mut pairs = Vec::new();
        for (second, (name, _)) in all.iter().enumerate() {
            for (first, (other, _)) in all.iter().enumerate().take(second) {
                let found = compare(&scores[first], &scores[second], 0).map_err(|error| {
                    let message = format!("cards `{other}` and `{name}` cannot be compared: {error}");
                    ServiceError::new("cards-not-compared", message)
                        .value("reason", error.to_string())
                        .hint(error.hint())
                })?;
                pairs.push(CardPair {
                    first: (*other).clone(),
                    second: (*name).clone(),
                    kendall: found.kendall,
                    spearman: found.spearman,
                });
            }
        }
        let card = |(card, scored): &(&String, Scored)| ComparedCard {
            id: (*card).clone(),
            name: title(scored.run.table.measures(), &format!("card.{card}.score")),
            accounts: scored.accounts.len(),
        };
        let disagreements = disagreements(&shared, &scores);
        Ok(CardsComparison { cards: all.iter().map(card).collect(), accounts: shared.len(), pairs, disagreements })
    }
}

/// The accounts that every card has scored, in the order of their ids.
fn shared<'a>(all: &'a [(&String, Scored)]) -> Vec<Vec<&'a Account>> {
    let mut found: BTreeMap<&str, Vec<&Account>> = BTreeMap::new();
    for (_, scored) in all {
        for account in &scored.accounts {
            found.entry(account.customer_id.as_str()).or_default().push(account);
        }
    }
    found.into_values().filter(|accounts| accounts.len() == all.len()).collect()
}

fn disagreements(shared: &[Vec<&Account>], scores: &[Vec<f64>]) -> Vec<ComparedAccount> {
    let ranks: Vec<Vec<usize>> = scores.iter().map(|scores| ranks(scores)).collect();
    let mut found: Vec<ComparedAccount> = Vec::with_capacity(shared.len());
    for (at, accounts) in shared.iter().enumerate() {
        let own: Vec<usize> = ranks.iter().map(|ranks| ranks[at]).collect();
        let (best, worst) = own.iter().fold((usize::MAX, 0), |(best, worst), rank| (best.min(*rank), worst.max(*rank)));
        let Some(first) = accounts.first().filter(|_| worst > best) else { continue };
        found.push(ComparedAccount {
            customer_id: first.customer_id.clone(),
            name: first.name.clone(),
            places: worst - best,
            ranks: own,
            scores: accounts.iter().map(|account| account.score).collect(),
            tiers: accounts.iter().map(|account| account.tier.clone()).collect(),
        });
    }
    found.sort_by_key(|account| std::cmp::Reverse(account.places));
    found.truncate(MOST_ACCOUNTS);
    found
}

/// Rank of each score, the largest being 1; equals share the better.
fn ranks(scores: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    let mut ranks = vec![0; scores.len()];
    let mut first = 1;
    for tied in order.chunk_by(|a, b| scores[*a] == scores[*b]) {
        tied.iter().for_each(|at| ranks[*at] = first);
        first += tied.len();
    }
    ranks
}
