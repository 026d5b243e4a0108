use patron_criteria::gap::{Aim, Closing, Lever, Raise, close, next_tier};

use crate::error::{Result, ServiceError};
use crate::service::Service;
use crate::views::{GapAnswer, GapRaise, GapView};

use super::levers::{Move, adds_up, moves};
use super::values::{Account, Scored};

impl Service {
    /// The way of an account to the next tier of a card; why there is none is part of the answer.
    ///
    /// # Errors
    /// `unknown-card`, or when the run cannot be read.
    pub async fn gap(&self, card: &str, customer: &str) -> Result<GapAnswer> {
        let (gap, problem) = super::answer(self.way(card, customer).await)?;
        Ok(GapAnswer { gap: gap.flatten(), problem })
    }

    async fn way(&self, card: &str, customer: &str) -> Result<Option<GapView>> {
        let scored = self.scored(card, Some(customer)).await?;
        let Some(account) = scored.accounts.first() else {
            let message = format!("card `{card}` has no score for account `{customer}`; expected one that it scores");
            return Err(ServiceError::new("card-account-not-scored", message)
                .value("card", card)
                .value("customer", customer)
                .hint(format!("list them: `patron score {card}`")));
        };
        if !adds_up(&scored.parameters) {
            let message = format!("points of card `{card}` do not add up line by line; expected a sum of its lines");
            return Err(ServiceError::new("card-gap-not-additive", message)
                .value("card", card)
                .hint("ways to the next tier exist for weighted sums and for fuzzy cards with `product-sum`"));
        }
        let bounds: Vec<f64> = scored.parameters.tiers.iter().copied().flatten().collect();
        let Some(next) = next_tier(account.score, &bounds) else { return Ok(None) };
        let written = self.scored_version(card, scored.parameters.version).await?;
        let moves = moves(&scored.parameters, written.as_ref(), &account.values);
        Ok(Some(view(&scored, account, next.tier, next.bound, &moves)?))
    }
}

/// What was found: the raises, whether they are the best, and what is lacking.
struct Found {
    raises: Vec<Raise>,
    is_best: bool,
    lacking: f64,
}

fn view(scored: &Scored, account: &Account, tier: usize, bound: f64, moves: &[Move]) -> Result<GapView> {
    let gap = bound - account.score;
    let costed: Vec<Lever> = moves.iter().filter(|one| one.costed).map(|one| one.lever).collect();
    let free: Vec<Lever> = moves.iter().map(|one| Lever { cost: one.lever.points, ..one.lever }).collect();
    let cheapest =
        if costed.is_empty() { None } else { seek(gap, &costed, Aim::Cheapest)?.filter(|f| f.lacking == 0.0) };
    let (aim, found) = match cheapest {
        Some(found) => ("cheapest", found),
        None => (
            "fewest",
            seek(gap, &free, Aim::Fewest)?.unwrap_or(Found { raises: Vec::new(), is_best: true, lacking: gap }),
        ),
    };
    let mut values = account.values.clone();
    let mut raises: Vec<GapRaise> = Vec::with_capacity(found.raises.len());
    for raise in &found.raises {
        let Some(one) = moves.iter().find(|one| one.line == raise.indicator) else { continue };
        let line = &scored.parameters.lines[raise.indicator];
        let (from, to) = one.values(line, raise.steps);
        values[raise.indicator] = to;
        raises.push(GapRaise {
            line: line.id.clone(),
            name: scored.line_name(&line.id),
            from,
            to,
            points: raise.points,
            cost: (aim == "cheapest").then_some(raise.cost),
        });
    }
    raises.sort_by(|a, b| b.points.total_cmp(&a.points));
    let (mut points, mut grades) = (vec![0.0; values.len()], vec![0.0; scored.kernel.grades()]);
    let label = scored.tiers.get(tier);
    Ok(GapView {
        card: scored.parameters.card.clone(),
        customer_id: account.customer_id.clone(),
        tier: label.map(|label| label.id.clone()).unwrap_or_default(),
        tier_name: label.map_or_else(|| crate::catalogue::Text::new("", ""), |label| label.label.clone()),
        score: account.score,
        bound,
        gap,
        aim: aim.to_owned(),
        reaches: found.lacking == 0.0,
        points: raises.iter().map(|raise| raise.points).sum(),
        cost: (aim == "cheapest").then(|| raises.iter().filter_map(|raise| raise.cost).sum()),
        lacking: found.lacking,
        score_then: scored.kernel.score(&mut values, &mut points, &mut grades).unwrap_or(account.score),
        raises,
        is_best: found.is_best,
    })
}

fn seek(gap: f64, levers: &[Lever], aim: Aim) -> Result<Option<Found>> {
    let failed =
        |error: patron_criteria::gap::GapError| ServiceError::new(error.code(), error.to_string()).hint(error.hint());
    Ok(match close(gap, levers, aim).map_err(failed)? {
        Closing::Nothing => None,
        Closing::Way(way) => Some(Found { raises: way.raises, is_best: way.is_best, lacking: 0.0 }),
        // everything that can be moved, as far as it goes
        Closing::OutOfReach { lacking, .. } => {
            let all = levers.iter().map(|lever| Raise {
                indicator: lever.indicator,
                steps: lever.steps,
                points: f64::from(lever.steps) * lever.points,
                cost: f64::from(lever.steps) * lever.cost,
            });
            Some(Found { raises: all.collect(), is_best: true, lacking })
        }
    })
}
