//! What went in and where it went.

use patron_profit::costing::Amounts;
use patron_profit::money::Money;

use super::customer::driver_ids;
use super::{Computed, CostModel, Costed};
use crate::catalogue::Text;
use crate::run::format_day;
use crate::views::{
    CostActivity, CostAmounts, CostDepartment, CostFlow, CostLastStage, CostMinutes, CostReport, CostStrangers,
    OpenCost,
};

/// The report of a costing.
pub(super) fn report(computed: &Computed) -> CostReport {
    let unread = computed.unread.iter().map(|sum| OpenCost {
        id: sum.pool.to_string(),
        amount: sum.amount.value(),
        reason: "no-resource".to_owned(),
    });
    let unread: Vec<OpenCost> = unread.collect();
    let mut report = settled(&computed.model, &computed.costed);
    let more: f64 = computed.unread.iter().map(|sum| sum.amount).sum::<Money>().value();
    report.entered.full += more;
    report.unassigned += more;
    report.open.extend(unread);
    for (activity, volume) in report.activities.iter_mut().zip(&computed.volumes.nobody) {
        activity.volume_of_nobody = *volume;
    }
    report.unknown_customers = computed.strangers.as_ref().map(|strangers| CostStrangers {
        customers: strangers.customers,
        first: strangers.first.clone(),
        cost_to_serve: strangers.cost_to_serve,
    });
    report
}

/// The report of what a model's own resources became.
pub(super) fn settled(model: &CostModel, costed: &Costed) -> CostReport {
    let nodes = costed.network.nodes();
    let gross = |node: usize| costed.settled.nodes[node].gross();
    let position = |id: &str| nodes.iter().position(|node| node.name == id);
    let drivers = 0..costed.volumes.len();
    let reached: Amounts =
        drivers.clone().filter(|place| !costed.is_stuck(*place)).map(|place| costed.cost(place)).sum();
    // Nobody causes sustaining cost, whichever way it went: it is no customer's cost to serve.
    let (caused, beside) = (Amounts { sustaining: Money::ZERO, ..reached }, reached.sustaining);
    let ids = driver_ids(model);
    let stuck = drivers.clone().filter(|place| costed.is_stuck(*place)).map(|place| OpenCost {
        id: ids[place].to_owned(),
        amount: costed.cost(place).full().value(),
        reason: "no-volume".to_owned(),
    });
    let no_way = costed.settled.unassigned.iter().map(|node| OpenCost {
        id: nodes[*node].name.clone(),
        amount: gross(*node).full().value(),
        reason: "no-way".to_owned(),
    });
    let open: Vec<OpenCost> = no_way.chain(stuck).collect();
    let all = model.drivers();
    let activity = |place: usize| {
        let (cost, volume) = (costed.gross(place), costed.volumes[place]);
        let per_unit = |amounts: CostAmounts| CostAmounts {
            full: amounts.full / volume,
            incremental: amounts.incremental / volume,
        };
        CostActivity {
            id: ids[place].to_owned(),
            name: name_of(model, ids[place]),
            driver: all[place].words(),
            volume,
            volume_of_nobody: 0.0,
            cost: both(&cost),
            rate: (volume > 0.0).then(|| per_unit(both(&cost))),
            to_products: !costed.reaches[place],
        }
    };
    let department = |(number, department): (usize, &super::Department)| {
        let cost = position(&department.id).map_or_else(Amounts::default, gross);
        let minutes = costed.minutes.get(&number).map(|(used, capacity)| {
            let rest = costed.unused.iter().find(|(of, _)| *of == number);
            CostMinutes {
                used: *used,
                capacity: *capacity,
                rate: cost.full().value() / capacity,
                unused_cost: rest.map_or(0.0, |(_, node)| gross(*node).full().value()),
            }
        });
        CostDepartment { id: department.id.clone(), name: department.name.clone(), cost: both(&cost), minutes }
    };
    let passed = costed.network.links().iter().zip(&costed.settled.links).filter(|(_, amount)| !amount.is_zero());
    CostReport {
        name: model.name.clone(),
        from: format_day(model.from_day),
        to: format_day(model.to_day),
        entered: both(&model.resources.iter().map(|resource| Amounts::of(resource.behaviour, resource.amount)).sum()),
        customers: both(&caused),
        enterprise: (gross(costed.enterprise).full() + beside).value(),
        sustaining: model.sustaining.as_ref().zip(costed.sustaining_rate()).map(|(driver, rate)| CostLastStage {
            driver: driver.words(),
            amount: costed.sustaining().value(),
            rate,
        }),
        tax: model.tax,
        unused: costed.unused.iter().map(|(_, node)| gross(*node).full().value()).sum(),
        unassigned: open.iter().map(|open| open.amount).sum(),
        activities: drivers.map(activity).collect(),
        departments: model.departments.iter().enumerate().map(department).collect(),
        open,
        unknown_customers: None,
        flows: passed
            .map(|(link, amount)| CostFlow {
                from: nodes[link.from].name.clone(),
                to: nodes[link.to].name.clone(),
                amount: amount.full().value(),
            })
            .collect(),
    }
}

/// The name people read of a resource, department or activity.
pub(crate) fn name_of(model: &CostModel, id: &str) -> Text {
    let resources = model.resources.iter().map(|resource| (&resource.id, &resource.name));
    let departments = model.departments.iter().map(|department| (&department.id, &department.name));
    let activities = model.activities.iter().map(|activity| (&activity.id, &activity.name));
    let stops = model.products.iter().chain(&model.groups).map(|stop| (&stop.id, &stop.name));
    let mut all = resources.chain(departments).chain(activities).chain(stops);
    all.find(|(known, _)| known.as_str() == id).map_or_else(|| Text::new(id, id), |(_, name)| name.clone())
}

fn both(amounts: &Amounts) -> CostAmounts {
    CostAmounts { full: amounts.full().value(), incremental: amounts.incremental.value() }
}
