use std::collections::HashSet;

use super::{Amounts, CostingError};
use crate::money::Money;

/// A place where cost gathers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its name, different from all others.
    pub name: String,
    /// Whether cost that arrives here has arrived.
    pub is_final: bool,
}

/// A way on which a node passes cost to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// Position of who passes.
    pub from: usize,
    /// Position of who receives.
    pub to: usize,
    /// Volume of the driver: the share is the volume over that of all links of `from`.
    pub volume: f64,
}

/// A cost where it comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pool {
    /// Position of its node.
    pub node: usize,
    /// The cost.
    pub cost: Amounts,
}

/// Nodes, links and pools that passed the checks.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    pub(super) nodes: Vec<Node>,
    pub(super) links: Vec<Link>,
    pub(super) pools: Vec<Pool>,
    /// positions of the links of each node
    pub(super) of_node: Vec<Vec<usize>>,
}

impl Network {
    /// Checks that all belongs together.
    ///
    /// # Errors
    /// When a name is there twice, a position does not exist, a cost or volume is below 0, a node passes to itself, twice
    /// to another, or on though it is final.
    pub fn new(nodes: Vec<Node>, links: Vec<Link>, pools: Vec<Pool>) -> Result<Self, CostingError> {
        let mut names = HashSet::new();
        if let Some(node) = nodes.iter().find(|node| !names.insert(node.name.as_str())) {
            return Err(CostingError::Repeated { name: node.name.clone() });
        }
        let known = |what: &'static str, position: usize| match nodes.get(position) {
            Some(node) => Ok(node),
            None => Err(CostingError::Unknown { what, position, nodes: nodes.len() }),
        };
        let mut of_node = vec![Vec::new(); nodes.len()];
        let mut pairs = HashSet::new();
        for (place, link) in links.iter().enumerate() {
            let (from, to) = (known("link", link.from)?, known("link", link.to)?);
            let (from_name, to_name) = (from.name.clone(), to.name.clone());
            if link.from == link.to {
                return Err(CostingError::Itself { name: from_name });
            }
            if from.is_final {
                return Err(CostingError::FinalPasses { name: from_name, to: to_name });
            }
            if !(link.volume >= 0.0 && link.volume.is_finite()) {
                return Err(CostingError::Volume { from: from_name, to: to_name, volume: link.volume });
            }
            if !pairs.insert((link.from, link.to)) {
                return Err(CostingError::TwoLinks { from: from_name, to: to_name });
            }
            of_node[link.from].push(place);
        }
        for pool in &pools {
            let node = known("pool", pool.node)?;
            let least = Amounts::ALL.map(|behaviour| pool.cost.get(behaviour)).into_iter().min();
            if let Some(amount) = least.filter(|amount| *amount < Money::ZERO) {
                return Err(CostingError::Negative { name: node.name.clone(), amount: amount.value() });
            }
        }
        Ok(Self { nodes, links, pools, of_node })
    }

    /// The nodes.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The links.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Driver volume of all links of a node.
    #[must_use]
    pub fn volume(&self, node: usize) -> f64 {
        self.of_node.get(node).map_or(0.0, |links| links.iter().map(|link| self.links[*link].volume).sum())
    }

    /// Links of a node that carry something.
    pub(super) fn open(&self, node: usize) -> impl Iterator<Item = (usize, Link)> + '_ {
        self.of_node[node].iter().map(|place| (*place, self.links[*place])).filter(|(_, link)| link.volume > 0.0)
    }
}
