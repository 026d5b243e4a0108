//! Cost on its ways, without circles: what a picture of streams can show.

use std::collections::BTreeMap;

use patron_profit::costing::Amounts;

use crate::costing::{CostModel, Costed, name_of};
use crate::views::{CostAmounts, CostDiagram, CostNode, CostNodeKind, CostPath};

/// Ids of the ends; no entry of a model may have such a sign.
const CUSTOMERS: &str = "~customers";
const UNUSED: &str = "~unused";
const ENTERPRISE: &str = "~enterprise";
const OPEN: &str = "~open";

type Ways = BTreeMap<(String, String), CostAmounts>;

/// The ways of a settled costing.
pub(crate) fn diagram(model: &CostModel, costed: &Costed) -> CostDiagram {
    let nodes = costed.network.nodes();
    let unused: Vec<usize> = costed.unused.iter().map(|(_, node)| *node).collect();
    let id = |node: usize| match node {
        node if node == costed.enterprise => ENTERPRISE.to_owned(),
        node if unused.contains(&node) => UNUSED.to_owned(),
        node => nodes[node].name.clone(),
    };
    let mut ways = Ways::new();
    let mut add = |from: String, to: String, amounts: &Amounts| {
        let way = ways.entry((from, to)).or_default();
        way.full += amounts.full().value();
        way.incremental += amounts.incremental.value();
    };
    for (link, amounts) in costed.network.links().iter().zip(&costed.settled.links) {
        add(id(link.from), id(link.to), amounts);
    }
    for (place, &node) in costed.of_driver.iter().enumerate() {
        let end = if costed.is_stuck(place) { OPEN } else { CUSTOMERS };
        add(id(node), end.to_owned(), &costed.cost(place));
    }
    for &node in &costed.settled.unassigned {
        add(id(node), OPEN.to_owned(), &costed.settled.nodes[node].gross());
    }
    ways.retain(|_, amount| amount.full > 0.0);
    without_circles(&mut ways);
    let mut seen: Vec<&String> = ways.keys().flat_map(|(from, to)| [from, to]).collect();
    seen.sort();
    seen.dedup();
    let node = |id: &String| {
        let kind = kind(model, id);
        let is_end = id.starts_with('~');
        CostNode { id: id.clone(), name: (!is_end).then(|| name_of(model, id)), kind }
    };
    let nodes = seen.into_iter().map(node).collect();
    let paths = ways.into_iter().map(|((from, to), amount)| CostPath { from, to, amount }).collect();
    CostDiagram { nodes, paths }
}

fn kind(model: &CostModel, id: &str) -> CostNodeKind {
    match id {
        CUSTOMERS => CostNodeKind::Customers,
        UNUSED => CostNodeKind::Unused,
        ENTERPRISE => CostNodeKind::Enterprise,
        OPEN => CostNodeKind::Open,
        id if model.resources.iter().any(|resource| resource.id == id) => CostNodeKind::Resource,
        id if model.departments.iter().any(|department| department.id == id) => CostNodeKind::Department,
        id if model.activities.iter().any(|activity| activity.id == id) => CostNodeKind::Activity,
        _ => CostNodeKind::Stage,
    }
}

/// Takes from every circle what passes around it: each place still gives what it gets.
fn without_circles(ways: &mut Ways) {
    while let Some(circle) = circle(ways) {
        let around = circle.iter().filter_map(|way| ways.get(way)).map(|amount| amount.full).fold(f64::MAX, f64::min);
        for way in circle {
            let Some(amount) = ways.get_mut(&way) else { continue };
            let left = (amount.full - around) / amount.full;
            if amount.full <= around || left < 1e-12 {
                ways.remove(&way);
            } else {
                *amount = CostAmounts { full: amount.full - around, incremental: amount.incremental * left };
            }
        }
    }
}

/// The ways of one circle, where there is one.
fn circle(ways: &Ways) -> Option<Vec<(String, String)>> {
    let mut next: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, to) in ways.keys() {
        next.entry(from).or_default().push(to);
    }
    let mut done: BTreeMap<&str, ()> = BTreeMap::new();
    for &start in next.keys() {
        // the way walked, and how many branches of each place on it were tried
        let mut walked: Vec<(&str, usize)> = vec![(start, 0)];
        while let Some(&mut (place, ref mut tried)) = walked.last_mut() {
            let branch = next.get(place).and_then(|branches| branches.get(*tried)).copied();
            *tried += 1;
            match branch {
                _ if done.contains_key(place) => drop(walked.pop()),
                None => {
                    done.insert(place, ());
                    walked.pop();
                }
                Some(to) => {
                    if let Some(begin) = walked.iter().position(|(known, _)| *known == to) {
                        let around: Vec<&str> = walked[begin..].iter().map(|(place, _)| *place).collect();
                        let ends = around.iter().skip(1).chain(around.first());
                        let way = |(from, to): (&&str, &&str)| ((*from).to_owned(), (*to).to_owned());
                        return Some(around.iter().zip(ends).map(way).collect());
                    }
                    walked.push((to, 0));
                }
            }
        }
    }
    None
}
