//! One customer's cost, back to the resources.

use patron_profit::costing::{Amounts, origins};
use patron_profit::money::Money;

use super::customer::driver_ids;
use super::report::name_of;
use super::{CostModel, Costed};
use crate::views::{CostExplanation, CostShare, CostStep};

/// What a volume causes: everything but sustaining cost.
fn caused(amounts: &Amounts) -> Money {
    amounts.incremental + amounts.shared
}

/// The steps of a customer with these volumes, dearest first.
pub(crate) fn explain(customer: &str, model: &CostModel, costed: &Costed, volumes: &[f64]) -> CostExplanation {
    let nodes = costed.network.nodes();
    let ids = driver_ids(model);
    let all = model.drivers();
    let shares = origins(&costed.network, &costed.settled, caused);
    let mut resources = vec![0.0; model.resources.len()];
    let mut steps = Vec::new();
    for (place, &volume) in volumes.iter().take(ids.len()).enumerate() {
        let total = costed.volumes[place];
        if !(volume != 0.0 && total > 0.0 && costed.reaches[place]) {
            continue;
        }
        let amounts = costed.cost(place);
        let rate = caused(&amounts).value() / total;
        let (cost, node) = (rate * volume, costed.of_driver[place]);
        for (resource, share) in resources.iter_mut().zip(&shares[node]) {
            *resource += cost * share;
        }
        let from = costed.network.links().iter().zip(&costed.settled.links).filter(|(link, _)| link.to == node);
        let part = |amount: &Amounts| match caused(&amounts).value() {
            whole if whole > 0.0 => cost * caused(amount).value() / whole,
            _ => 0.0,
        };
        steps.push(CostStep {
            id: ids[place].to_owned(),
            name: name_of(model, ids[place]),
            driver: all[place].words(),
            volume,
            rate,
            cost,
            cost_incremental: amounts.incremental.value() / total * volume,
            from: sorted(from.map(|(link, amount)| (nodes[link.from].name.as_str(), part(amount))), model),
        });
    }
    steps.sort_by(|one, other| other.cost.total_cmp(&one.cost));
    CostExplanation {
        customer_id: customer.to_owned(),
        cost_to_serve: steps.iter().map(|step| step.cost).sum(),
        cost_incremental: steps.iter().map(|step| step.cost_incremental).sum(),
        steps,
        resources: sorted(model.resources.iter().map(|r| r.id.as_str()).zip(resources), model),
    }
}

/// Parts above 0, the largest first.
fn sorted<'a>(parts: impl Iterator<Item = (&'a str, f64)>, model: &CostModel) -> Vec<CostShare> {
    let above = parts.filter(|(_, amount)| *amount > 0.0);
    let mut shares: Vec<CostShare> =
        above.map(|(id, amount)| CostShare { id: id.to_owned(), name: name_of(model, id), amount }).collect();
    shares.sort_by(|one, other| other.amount.total_cmp(&one.amount));
    shares
}
