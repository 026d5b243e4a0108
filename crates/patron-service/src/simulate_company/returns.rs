//! Goods that come back.

use rand::RngExt;

use super::DAYS;
use super::clock::moment;
use super::random::{Draw, stream};
use super::sale::{Line, Order};

/// Three lines in a hundred come back, most of them whole.
const RETURNED: f64 = 0.03;
const WHOLE: f64 = 0.8;
/// Days after the sale.
const AFTER: std::ops::Range<usize> = 2..25;

/// Returns of sales, in the order of the sales; what would come back after the last day does not.
pub(super) fn draw(sales: &[Order], seed: u64) -> Vec<Order> {
    let mut returns = Vec::new();
    for (row, sale) in sales.iter().enumerate() {
        let mut rng = stream(seed, Draw::Returns, row);
        let back: Vec<Line> = sale
            .lines
            .iter()
            .filter_map(|line| {
                let whole = rng.random_bool(WHOLE);
                rng.random_bool(RETURNED)
                    .then(|| part(line, if whole { line.quantity } else { (line.quantity + 1) / 2 }))
            })
            .collect();
        let day = sale.day + rng.random_range(AFTER);
        if back.is_empty() || day >= DAYS {
            continue;
        }
        returns.push(Order {
            id: format!("R{:06}", returns.len() + 1),
            original: sale.id.clone(),
            customer: sale.customer,
            day,
            at: moment(&mut rng, day),
            channel: sale.channel,
            lines: back,
        });
    }
    returns
}

/// So many pieces of a line, taken back.
fn part(line: &Line, pieces: i64) -> Line {
    let share = |money: i64| -(money * pieces / line.quantity);
    Line {
        product: line.product,
        quantity: -pieces,
        amount: share(line.amount),
        discount: share(line.discount),
        cost: share(line.cost),
    }
}
