use nalgebra::{DMatrix, DVector};
use serde::{Deserialize, Serialize};

use super::groups::groups;
use super::{Amounts, Behaviour, CostingError, Link, Network};
use crate::money::{Money, divided};

/// What the solution of nodes that serve each other may miss, as a share of their cost.
const TOLERANCE: f64 = 1e-9;

/// Cost of a node.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeCost {
    /// From pools of its own.
    pub own: Amounts,
    /// From other nodes; among nodes that serve each other rounded to the unit.
    pub received: Amounts,
}

impl NodeCost {
    /// Everything that gathers here, and is passed on unless the node is final.
    #[must_use]
    pub fn gross(&self) -> Amounts {
        self.own + self.received
    }
}

/// Where all cost has gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// By node.
    pub nodes: Vec<NodeCost>,
    /// By link, what passed over it.
    pub links: Vec<Amounts>,
    /// Nodes that are not final and pass nothing on, though they have cost.
    pub unassigned: Vec<usize>,
}

/// Sends the cost of all pools through the network. The cost of final and unassigned nodes is together that of the
/// pools, to the unit and by behaviour.
///
/// # Errors
/// When nodes pass all their cost to one another, or their costs cannot be solved.
pub fn settle(network: &Network) -> Result<Settled, CostingError> {
    let mut settled = Settled {
        nodes: vec![NodeCost::default(); network.nodes.len()],
        links: vec![Amounts::default(); network.links.len()],
        unassigned: Vec::new(),
    };
    for pool in &network.pools {
        settled.nodes[pool.node].own += pool.cost;
    }
    for group in groups(network) {
        match group[..] {
            [node] => settled.pass_on(node, network),
            _ => settled.solve(&group, network)?,
        }
    }
    settled.unassigned.sort_unstable();
    Ok(settled)
}

impl Settled {
    /// The cost that has arrived or stays unassigned.
    #[must_use]
    pub fn arrived(&self, network: &Network) -> Amounts {
        let ends = (0..self.nodes.len()).filter(|node| network.nodes[*node].is_final || self.unassigned.contains(node));
        ends.map(|node| self.nodes[node].gross()).sum()
    }

    /// Passes everything a node has over its links.
    fn pass_on(&mut self, node: usize, network: &Network) {
        let gross = self.nodes[node].gross();
        if network.nodes[node].is_final || gross.is_zero() {
            return;
        }
        let links: Vec<usize> = network.open(node).map(|(place, _)| place).collect();
        let volumes: Vec<f64> = links.iter().map(|place| network.links[*place].volume).collect();
        if links.is_empty() {
            self.unassigned.push(node);
            return;
        }
        self.send(gross, &links, &volumes, &volumes, &volumes, network);
    }

    /// Solves nodes that serve each other, and passes on what leaves them.
    fn solve(&mut self, group: &[usize], network: &Network) -> Result<(), CostingError> {
        let size = group.len();
        let place = |node: usize| group.binary_search(&node).ok();
        let names = || group.iter().map(|node| network.nodes[*node].name.as_str()).collect::<Vec<_>>().join("`, `");
        // I − Pᵀ of the shares within the group; those that lead out of it.
        let mut matrix = DMatrix::<f64>::identity(size, size);
        let mut leaving = Vec::new();
        let mut within = Vec::new();
        for (row, &node) in group.iter().enumerate() {
            let volume: f64 = network.open(node).map(|(_, link)| link.volume).sum();
            for (link, Link { to, volume: part, .. }) in network.open(node) {
                let share = part / volume;
                match place(to) {
                    Some(column) => {
                        matrix[(column, row)] -= share;
                        within.push((link, row, share));
                    }
                    None => leaving.push((link, row, share)),
                }
            }
        }
        if leaving.is_empty() {
            return Err(CostingError::NoWayOut { names: names() });
        }
        let solver = matrix.clone().lu();
        let mut gross = vec![Amounts::default(); size];
        let mut weights: [Vec<f64>; 3] = Default::default();
        for (behaviour, weights) in Amounts::ALL.into_iter().zip(&mut weights) {
            let inflow: Vec<f64> = group.iter().map(|node| self.nodes[*node].gross().get(behaviour).value()).collect();
            let total: f64 = inflow.iter().sum();
            let right = DVector::from_vec(inflow);
            let unsolved = || CostingError::Unsolved { names: names(), tolerance: TOLERANCE };
            let found = solver.solve(&right).ok_or_else(unsolved)?;
            let missed = (&matrix * &found - &right).amax();
            if !(missed <= TOLERANCE * total.max(f64::MIN_POSITIVE)) && total > 0.0 {
                return Err(unsolved());
            }
            for (row, gross) in gross.iter_mut().enumerate() {
                *gross.get_mut(behaviour) = Money::nearest(found[row]);
            }
            *weights = leaving.iter().map(|(_, row, share)| (found[*row] * share).max(0.0)).collect();
            for &(link, row, share) in &within {
                *self.links[link].get_mut(behaviour) = Money::nearest(found[row] * share);
            }
        }
        let total: Amounts = group.iter().map(|node| self.nodes[*node].gross()).sum();
        for (row, &node) in group.iter().enumerate() {
            let own = self.nodes[node].own;
            let received = |behaviour| gross[row].get(behaviour) - own.get(behaviour);
            self.nodes[node].received = Amounts {
                incremental: received(Behaviour::Incremental),
                shared: received(Behaviour::Shared),
                sustaining: received(Behaviour::Sustaining),
            };
        }
        let links: Vec<usize> = leaving.iter().map(|(link, ..)| *link).collect();
        let [incremental, shared, sustaining] = &weights;
        self.send(total, &links, incremental, shared, sustaining, network);
        Ok(())
    }

    /// Divides amounts over links by weights of each behaviour.
    fn send(
        &mut self,
        amounts: Amounts,
        links: &[usize],
        incremental: &[f64],
        shared: &[f64],
        sustaining: &[f64],
        network: &Network,
    ) {
        for (behaviour, weights) in Amounts::ALL.into_iter().zip([incremental, shared, sustaining]) {
            // Weights of nothing at all belong to an amount of nothing.
            let Ok(parts) = divided(amounts.get(behaviour), weights) else { continue };
            for (link, part) in links.iter().zip(parts) {
                *self.links[*link].get_mut(behaviour) += part;
                *self.nodes[network.links[*link].to].received.get_mut(behaviour) += part;
            }
        }
    }
}
