//! Nodes that reach each other, in the order in which cost flows \[T1972\].

use super::Network;

/// Where the search stands in a node: its open links, and how many were followed.
struct Visit {
    node: usize,
    targets: Vec<usize>,
    followed: usize,
}

/// Groups of nodes that reach each other; every group comes after all that pass cost to it. Within a group nodes are in
/// their order.
pub(super) fn groups(network: &Network) -> Vec<Vec<usize>> {
    let count = network.nodes.len();
    let mut search = Search {
        index: vec![None; count],
        low: vec![0; count],
        stacked: vec![false; count],
        stack: Vec::new(),
        next: 0,
        found: Vec::new(),
    };
    for node in 0..count {
        if search.index[node].is_none() {
            search.from(node, network);
        }
    }
    search.found.reverse();
    search.found
}

struct Search {
    index: Vec<Option<usize>>,
    low: Vec<usize>,
    stacked: Vec<bool>,
    stack: Vec<usize>,
    next: usize,
    found: Vec<Vec<usize>>,
}

impl Search {
    /// Depth first, with a stack of its own: chains may be long.
    fn from(&mut self, root: usize, network: &Network) {
        let mut path = vec![self.enter(root, network)];
        while let Some(visit) = path.last_mut() {
            let node = visit.node;
            if let Some(&target) = visit.targets.get(visit.followed) {
                visit.followed += 1;
                match self.index[target] {
                    None => {
                        let entered = self.enter(target, network);
                        path.push(entered);
                    }
                    Some(index) if self.stacked[target] => self.low[node] = self.low[node].min(index),
                    Some(_) => {}
                }
                continue;
            }
            path.pop();
            if let Some(parent) = path.last() {
                self.low[parent.node] = self.low[parent.node].min(self.low[node]);
            }
            if self.index[node] == Some(self.low[node]) {
                self.close(node);
            }
        }
    }

    fn enter(&mut self, node: usize, network: &Network) -> Visit {
        self.index[node] = Some(self.next);
        self.low[node] = self.next;
        self.next += 1;
        self.stack.push(node);
        self.stacked[node] = true;
        Visit { node, targets: network.open(node).map(|(_, link)| link.to).collect(), followed: 0 }
    }

    /// Everything above the root of a group on the stack belongs to it.
    fn close(&mut self, root: usize) {
        let mut group = Vec::new();
        while let Some(node) = self.stack.pop() {
            self.stacked[node] = false;
            group.push(node);
            if node == root {
                break;
            }
        }
        group.sort_unstable();
        self.found.push(group);
    }
}
