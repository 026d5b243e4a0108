//! Point cards.

use serde::{Deserialize, Serialize};

use super::AggregateError;

/// A line of a card.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Item {
    /// Points to win: `points` × score.
    Merit {
        /// Points for a score of 1.
        points: f64,
    },
    /// Points to lose, never to win: nothing for a score of 0, otherwise from `least` to `most` in proportion to the
    /// score, which here says how bad it is.
    Deduction {
        /// Points taken away as soon as there is a reason.
        least: f64,
        /// Points taken away for a score of 1.
        most: f64,
    },
}

/// A card of points and deductions, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    items: Vec<Item>,
    merit: f64,
    lowest: f64,
}

/// What an account has got on a card.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CardScore {
    /// Sum of the contributions, within the card's range.
    pub raw: f64,
    /// 100 (raw − lowest) / (highest − lowest), from 0 to 100.
    pub index: f64,
}

impl Card {
    /// Takes the lines of a card.
    ///
    /// # Errors
    /// When points are negative or not finite, a deduction's least is above its most, or nothing can be won.
    pub fn new(items: Vec<Item>) -> Result<Self, AggregateError> {
        let (mut merit, mut lowest) = (0.0, 0.0);
        for (index, item) in items.iter().enumerate() {
            let (least, most) = match item {
                Item::Merit { points } => (0.0, *points),
                Item::Deduction { least, most } => (*least, *most),
            };
            if !(least >= 0.0 && most >= least && most.is_finite()) {
                return Err(AggregateError::Item { item: index + 1, least, most });
            }
            match item {
                Item::Merit { points } => merit += points,
                Item::Deduction { most, .. } => lowest -= most,
            }
        }
        if !(merit > 0.0) {
            return Err(AggregateError::NoPoints { items: items.len() });
        }
        Ok(Self { items, merit, lowest })
    }

    /// The lines.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The lowest and the highest raw score the card can give.
    #[must_use]
    pub fn range(&self) -> (f64, f64) {
        (self.lowest, self.merit)
    }

    /// The score of one account from scores between 0 and 1 and, in `contributions`, the points of each line: summed in
    /// their order they are the raw score to the bit. Deductions contribute 0 or less.
    ///
    /// A score of NaN leaves a line out: its points are spread over the other merits in proportion, or nothing is
    /// taken away.
    ///
    /// # Errors
    /// When scores or contributions do not fit the card, a score lies outside 0 to 1, or no merit is known.
    pub fn score(&self, scores: &[f64], contributions: &mut [f64]) -> Result<CardScore, AggregateError> {
        let expected = self.items.len();
        for found in [scores.len(), contributions.len()] {
            if found != expected {
                return Err(AggregateError::Lengths { found, expected });
            }
        }
        let (mut known, mut gaps) = (0.0, false);
        for (index, (item, score)) in self.items.iter().zip(scores).enumerate() {
            if !(score.is_nan() || (0.0..=1.0).contains(score)) {
                return Err(AggregateError::OutOfScale { indicator: index + 1, score: *score });
            }
            if let Item::Merit { points } = item {
                gaps |= score.is_nan();
                known += if score.is_nan() { 0.0 } else { *points };
            }
        }
        if !(known > 0.0) {
            return Err(AggregateError::NothingKnown);
        }
        let scale = if gaps { self.merit / known } else { 1.0 };
        let mut raw = 0.0;
        for ((contribution, item), score) in contributions.iter_mut().zip(&self.items).zip(scores) {
            *contribution = match item {
                _ if score.is_nan() => 0.0,
                Item::Merit { points } => points * scale * score,
                Item::Deduction { .. } if *score == 0.0 => 0.0,
                Item::Deduction { least, most } => -(least + (most - least) * score),
            };
            raw += *contribution;
        }
        Ok(CardScore { raw, index: 100.0 * (raw - self.lowest) / (self.merit - self.lowest) })
    }
}
