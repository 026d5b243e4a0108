//! The model and its volumes as a network of costs.

use std::collections::BTreeMap;

use patron_profit::costing::{self, Amounts, CostingError, Link, Network, Node, Pool, Settled};
use patron_profit::money::Money;

use super::{CostModel, Passes, Way};
use crate::error::{Result, ServiceError};

/// Where the cost of nobody gathers.
const ENTERPRISE: &str = "enterprise";

/// A costing that has been settled.
#[derive(Debug, Clone)]
pub(crate) struct Costed {
    pub(crate) network: Network,
    pub(crate) settled: Settled,
    /// node of each driver, in the order of [`CostModel::drivers`]
    pub(crate) of_driver: Vec<usize>,
    /// volume of each driver
    pub(crate) volumes: Vec<f64>,
    /// node of the enterprise
    pub(crate) enterprise: usize,
    /// whether the cost of a driver goes to customers; that of the others goes to products first
    pub(crate) reaches: Vec<bool>,
    /// volume of the last stage, where the model has one
    pub(crate) sustaining_volume: Option<f64>,
    /// departments by position, and the node of their unused capacity
    pub(crate) unused: Vec<(usize, usize)>,
    /// minutes taken and there, of departments with a capacity
    pub(crate) minutes: BTreeMap<usize, (f64, f64)>,
}

impl Costed {
    /// Cost that reached the customers, by the driver at this place.
    pub(crate) fn cost(&self, place: usize) -> Amounts {
        if self.reaches[place] { self.gross(place) } else { Amounts::default() }
    }

    /// Cost that gathered at the driver of this place.
    pub(crate) fn gross(&self, place: usize) -> Amounts {
        self.settled.nodes[self.of_driver[place]].gross()
    }

    /// Whether a driver has cost and no volume: its cost reaches nobody.
    pub(crate) fn is_stuck(&self, place: usize) -> bool {
        self.volumes[place] <= 0.0 && !self.cost(place).is_zero()
    }
}

/// Sends the cost of a model to its drivers; `volumes` are those of all customers: of the drivers, then those beside.
///
/// # Errors
/// `costs-…` of the kernel: a circle without a way out, more minutes than there are.
pub(crate) fn settle(model: &CostModel, mut volumes: Vec<f64>) -> Result<Costed> {
    let beside = volumes.split_off(model.drivers().len().min(volumes.len()));
    let mut nodes = Vec::new();
    let mut place: BTreeMap<&str, usize> = BTreeMap::new();
    let mut add = |name: &str, is_final: bool| {
        nodes.push(Node { name: name.to_owned(), is_final });
        nodes.len() - 1
    };
    for resource in &model.resources {
        place.insert(&resource.id, add(&resource.id, matches!(resource.way, Way::Customers(_))));
    }
    for department in &model.departments {
        place.insert(&department.id, add(&department.id, false));
    }
    for activity in &model.activities {
        place.insert(&activity.id, add(&activity.id, activity.products.is_none()));
    }
    for stop in model.products.iter().chain(&model.groups) {
        place.insert(&stop.id, add(&stop.id, true));
    }
    let enterprise = add(ENTERPRISE, true);
    let mut links = Vec::new();
    let mut link = |from: usize, to: usize, volume: f64| links.push(Link { from, to, volume });
    let mut minutes = BTreeMap::new();
    let mut unused = Vec::new();
    for activity in model.activities.iter().filter(|activity| activity.products.is_some()) {
        let volumes = model.product_volumes(activity, &beside);
        for (product, volume) in model.products.iter().zip(volumes) {
            link(place[activity.id.as_str()], place[product.id.as_str()], *volume);
        }
    }
    for (number, department) in model.departments.iter().enumerate() {
        let from = place[department.id.as_str()];
        match &department.passes {
            Passes::Volumes(to) => to.iter().for_each(|(target, volume)| link(from, place[target.as_str()], *volume)),
            Passes::Minutes { capacity, performs } => {
                let rest = add(&format!("{} (unused)", department.id), true);
                let mut used = 0.0;
                for (activity, volume) in model.activities.iter().zip(&volumes) {
                    if performs.contains(&activity.id) {
                        let taken = activity.minutes.unwrap_or(0.0) * volume;
                        link(from, place[activity.id.as_str()], taken);
                        used += taken;
                    }
                }
                if used > *capacity {
                    return Err(over_capacity(&department.id, used, *capacity));
                }
                link(from, rest, capacity - used);
                minutes.insert(number, (used, *capacity));
                unused.push((number, rest));
            }
        }
    }
    let mut pools = Vec::new();
    for resource in &model.resources {
        let from = place[resource.id.as_str()];
        pools.push(Pool { node: from, cost: Amounts::of(resource.behaviour, resource.amount) });
        match &resource.way {
            Way::To(to) => to.iter().for_each(|(target, volume)| link(from, place[target.as_str()], *volume)),
            Way::Enterprise => link(from, enterprise, 1.0),
            Way::Customers(_) => {}
        }
    }
    let direct = model.resources.iter().filter(|resource| matches!(resource.way, Way::Customers(_)));
    let stops = model.products.iter().chain(&model.groups).map(|stop| place[stop.id.as_str()]);
    let of_driver = model.activities.iter().map(|activity| place[activity.id.as_str()]).chain(stops);
    let of_driver: Vec<usize> = of_driver.chain(direct.map(|resource| place[resource.id.as_str()])).collect();
    let network = Network::new(nodes, links, pools).map_err(refused)?;
    let settled = costing::settle(&network).map_err(refused)?;
    let reaches = of_driver.iter().map(|node| network.nodes()[*node].is_final).collect();
    let sustaining_volume = model.sustaining.as_ref().and(beside.first().copied());
    let costed =
        Costed { network, settled, of_driver, volumes, enterprise, reaches, sustaining_volume, unused, minutes };
    conserved(model, &costed)?;
    Ok(costed)
}

/// What went in came out; anything else is a fault of the program.
fn conserved(model: &CostModel, costed: &Costed) -> Result<()> {
    let entered: Money = model.resources.iter().map(|resource| resource.amount).sum();
    let arrived = costed.settled.arrived(&costed.network).full();
    if entered == arrived {
        return Ok(());
    }
    let message = format!("costs of `{}` went in and `{}` came out", entered.value(), arrived.value());
    Err(ServiceError::new("impossible-costs", message))
}

fn refused(error: CostingError) -> ServiceError {
    ServiceError::new(&error.code().replacen("costing", "costs", 1), error.to_string()).hint(error.hint())
}

fn over_capacity(department: &str, used: f64, capacity: f64) -> ServiceError {
    let message = format!("department `{department}` took `{used}` minutes; its practical capacity is `{capacity}`");
    ServiceError::new("costs-over-capacity", message)
        .value("department", department)
        .hint("raise the capacity (overtime is capacity), or correct the minutes of its activities")
}
