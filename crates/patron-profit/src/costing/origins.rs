use super::{Amounts, Network, Settled};
use crate::money::Money;

/// Rounds after which shares of nodes that serve each other no longer move.
const MOST_ROUNDS: usize = 10_000;
/// Largest movement of a share in the last round.
const STILL: f64 = 1e-13;

/// For each node the share of its cost that came from each pool, in the order of the pools; zeros where it has none.
/// `view` says which amounts count.
///
/// Shares f of a node are Σ (own pool + link · f of who passes) / cost; where nodes serve each other the equations are
/// iterated, each round leaving a smaller part undecided.
#[must_use]
pub fn origins(network: &Network, settled: &Settled, view: impl Fn(&Amounts) -> Money) -> Vec<Vec<f64>> {
    let value = |amounts: &Amounts| view(amounts).value();
    let costs: Vec<f64> = settled.nodes.iter().map(|node| value(&node.gross())).collect();
    let pools = network.pools.len();
    let mut own = vec![vec![0.0; pools]; costs.len()];
    for (place, pool) in network.pools.iter().enumerate() {
        if costs[pool.node] > 0.0 {
            own[pool.node][place] = value(&pool.cost) / costs[pool.node];
        }
    }
    let mut shares = own.clone();
    for _ in 0..MOST_ROUNDS {
        let mut next = own.clone();
        for (link, passed) in network.links.iter().zip(&settled.links) {
            let share = value(passed) / costs[link.to];
            if share > 0.0 && share.is_finite() {
                for (part, origin) in next[link.to].iter_mut().zip(&shares[link.from]) {
                    *part += share * origin;
                }
            }
        }
        let moved = next.iter().flatten().zip(shares.iter().flatten()).map(|(one, other)| (one - other).abs());
        let moved = moved.fold(0.0, f64::max);
        shares = next;
        if moved <= STILL {
            break;
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::costing::{Behaviour, Link, Node, Pool, settle};

    #[test]
    fn cost_is_traced_through_departments_that_serve_each_other() {
        // As in the costing of repair and power: a = 100 + b/10, b = 60 + a/5. Of a's 106/0.98, 100/0.98 began as repair.
        let node = |name: &str, is_final| Node { name: name.to_owned(), is_final };
        let nodes = vec![node("repair", false), node("power", false), node("calls", true)];
        let link = |from, to, volume| Link { from, to, volume };
        let links = vec![link(0, 1, 2.0), link(0, 2, 8.0), link(1, 0, 1.0), link(1, 2, 9.0)];
        let pool = |node, amount| Pool { node, cost: Amounts::of(Behaviour::Shared, Money::whole(amount)) };
        let network = Network::new(nodes, links, vec![pool(0, 100), pool(1, 60)]).unwrap();
        let settled = settle(&network).unwrap();
        let found = origins(&network, &settled, Amounts::full);
        // Links are rounded to a ten-thousandth of the currency.
        let close = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-6, "{found} {expected}");
        close(found[0][0], 100.0 / 106.0);
        close(found[1][0], 20.0 / 80.0);
        close(found[2][0], 100.0 / 160.0);
        close(found[2][1], 60.0 / 160.0);
    }
}
