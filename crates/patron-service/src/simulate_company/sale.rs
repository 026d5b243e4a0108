//! One order and what is on it.

use chrono::NaiveDateTime;
use rand::RngExt;
use rand::rngs::ChaCha8Rng;
use rand_distr::{Distribution, Poisson};

use super::behaviour::Behaviour;
use super::impossible;
use super::products::Product;
use super::random::weighted;
use crate::error::Result;

/// Prices rise by three per cent a year.
const PRICE_RISE: f64 = 0.03;
/// Chances of 1, 2, 3 and 4 lines.
const LINES: [(usize, f64); 4] = [(1, 0.42), (2, 0.3), (3, 0.18), (4, 0.1)];

/// An order; returns are orders too.
#[derive(Debug, Clone)]
pub(super) struct Order {
    pub(super) id: String,
    /// of a return: the order it takes back
    pub(super) original: String,
    /// place in the list of customers; nobody for walk-ins
    pub(super) customer: Option<usize>,
    pub(super) day: usize,
    pub(super) at: NaiveDateTime,
    pub(super) channel: &'static str,
    pub(super) lines: Vec<Line>,
}

/// One line; money in hundredths, negative on a return.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// place in the list of products
    pub(super) product: usize,
    pub(super) quantity: i64,
    /// after discount
    pub(super) amount: i64,
    pub(super) discount: i64,
    pub(super) cost: i64,
}

/// The lines of one sale, each of another product.
pub(super) fn lines(
    rng: &mut ChaCha8Rng,
    products: &[Product],
    behaviour: &Behaviour,
    appetite: f64,
    day: usize,
) -> Result<Vec<Line>> {
    let wanted = weighted(rng, &LINES, |(_, chance)| *chance).map_or(1, |(lines, _)| *lines);
    let percent =
        if rng.random_bool(behaviour.discounted) { rng.random_range(3..=behaviour.discount_percent) } else { 0 };
    let more = Poisson::new((behaviour.pieces * appetite - 1.0).max(0.05)).map_err(impossible)?;
    let dearer = (1.0 + PRICE_RISE).powf(day as f64 / 365.25);
    let sold: Vec<usize> = (0..products.len()).filter(|place| products[*place].is_sold(day)).collect();
    let mut lines: Vec<Line> = Vec::with_capacity(wanted);
    for _ in 0..wanted {
        let likes = |place: &usize| {
            let product = &products[*place];
            if behaviour.company { product.for_companies } else { product.for_people }
        };
        let Some(&product) = weighted(rng, &sold, likes) else { break };
        let quantity = 1 + more.sample(rng) as i64;
        if lines.iter().any(|line| line.product == product) {
            continue;
        }
        let chosen = &products[product];
        let full = (chosen.price as f64 * dearer).round() as i64 * quantity;
        let discount = (full * percent + 50) / 100;
        let cost = (chosen.unit_cost as f64 * dearer).round() as i64 * quantity;
        lines.push(Line { product, quantity, amount: full - discount, discount, cost });
    }
    Ok(lines)
}
