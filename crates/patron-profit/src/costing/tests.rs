use proptest::prelude::*;

use super::*;
use crate::money::{Money, divided};

fn node(name: &str, is_final: bool) -> Node {
    Node { name: name.to_owned(), is_final }
}

fn link(from: usize, to: usize, volume: f64) -> Link {
    Link { from, to, volume }
}

fn pool(node: usize, behaviour: Behaviour, amount: i64) -> Pool {
    Pool { node, cost: Amounts::of(behaviour, Money::whole(amount)) }
}

#[test]
fn customer_service_of_the_paper_in_both_ways() {
    // 49,000 orders of 8 minutes, 1,400 inquiries of 44, 2,500 credit checks of 50; 700,000 minutes cost 560,000.
    let uses = [(8.0, 49_000.0), (44.0, 1_400.0), (50.0, 2_500.0)].map(|(minutes, times)| TimeUse { minutes, times });
    let found = time_driven(Money::whole(560_000), 700_000.0, &uses).unwrap();
    assert!((found.rate - 0.8).abs() < 1e-12);
    let units: Vec<f64> = found.activities.iter().map(|activity| activity.unit_cost).collect();
    for (found, expected) in units.iter().zip([6.4, 35.2, 40.0]) {
        assert!((found - expected).abs() < 1e-12, "{units:?}");
    }
    assert_eq!(found.activities.iter().map(|activity| activity.cost).sum::<Money>(), Money::whole(462_880));
    assert_eq!((found.used_minutes, found.unused_minutes), (578_600.0, 121_400.0));
    assert_eq!(found.unused_cost, Money::whole(97_120));
    assert!((found.utilisation - 0.826_571).abs() < 1e-6);
    // The same by shares of time that people state: nothing is left unused, and every rate is higher.
    let traditional = divided(Money::whole(560_000), &[70.0, 10.0, 20.0]).unwrap();
    let rates: Vec<f64> = traditional.iter().zip(uses).map(|(cost, used)| cost.value() / used.times).collect();
    assert_eq!(rates, [8.0, 40.0, 44.8]);
}

#[test]
fn departments_that_serve_each_other_are_solved() {
    // a = 100 + b/10, b = 60 + a/5: a = 106/0.98, b = 80/0.98. First product a/2 + 4b/10, second 3a/10 + b/2.
    let nodes = vec![node("repair", false), node("power", false), node("calls", true), node("data", true)];
    let links =
        vec![link(0, 1, 20.0), link(0, 2, 50.0), link(0, 3, 30.0), link(1, 0, 1.0), link(1, 2, 4.0), link(1, 3, 5.0)];
    let pools = vec![pool(0, Behaviour::Shared, 100), pool(1, Behaviour::Shared, 60)];
    let network = Network::new(nodes, links, pools).unwrap();
    let settled = settle(&network).unwrap();
    let of = |node: usize| settled.nodes[node].gross().shared;
    assert_eq!((of(0), of(1)), (Money::nearest(106.0 / 0.98), Money::nearest(80.0 / 0.98)));
    assert_eq!(of(2) + of(3), Money::whole(160));
    assert!((of(2).value() - (53.0 + 32.0) / 0.98).abs() < 1e-4, "{}", of(2).value());
    assert!((settled.links[3].shared.value() - 8.0 / 0.98).abs() < 1e-4);
    assert!(settled.unassigned.is_empty());
}

#[test]
fn key_accounts_of_a_telecom_company_in_both_views() {
    // Printed shares and margins are those of 949,959 users; revenue here is 1000, of which key accounts bring 209.9.
    const PRINTED: f64 = 0.0006;
    let (revenue, tax) = ([209.9, 790.1], 0.03);
    let nodes = vec![
        node("network depreciation", false),
        node("usage", false),
        node("management", false),
        node("key accounts", true),
        node("others", true),
    ];
    let links = vec![
        link(0, 3, 74.87),
        link(0, 4, 215.76),
        link(1, 3, 51.43),
        link(1, 4, 301.82),
        link(2, 3, 3.0),
        link(2, 4, 14.95),
    ];
    let amount = |node, behaviour, units| Pool { node, cost: Amounts::of(behaviour, Money::from_units(units)) };
    let pools = vec![
        amount(0, Behaviour::Shared, 2_906_300),
        amount(1, Behaviour::Incremental, 3_532_500),
        amount(2, Behaviour::Sustaining, 179_500),
    ];
    let settled = settle(&Network::new(nodes, links, pools).unwrap()).unwrap();
    let cost = |view: fn(&Amounts) -> Money| [3, 4].map(|node| view(&settled.nodes[node].gross()).value());
    let check = |cost: [f64; 2], shares: [f64; 2], on_revenue: [f64; 2], on_cost: [f64; 2]| {
        let profit: Vec<f64> = revenue.iter().zip(cost).map(|(revenue, cost)| revenue * (1.0 - tax) - cost).collect();
        let close = |found: f64, printed: f64, size: f64| {
            assert!((found - printed).abs() < PRINTED * size, "{found} {printed}");
        };
        close(cost[0] / (cost[0] + cost[1]), shares[0], 1.0);
        close(profit[0] / (profit[0] + profit[1]), shares[1], 1.0);
        for group in 0..2 {
            close(profit[group] / revenue[group], on_revenue[group], 1.0);
            // A margin on cost of 2.959 rests on a cost of 0.245: its third digit moves with the fourth of the margin.
            close(profit[group] / cost[group], on_cost[group], 4.0);
        }
    };
    check(cost(Amounts::full), [0.195, 0.241], [0.354, 0.296], [0.575, 0.439]);
    check(cost(|amounts| amounts.incremental), [0.146, 0.247], [0.725, 0.588], [2.959, 1.539]);
}

#[test]
fn what_has_no_way_stays_and_is_reported() {
    let nodes = vec![node("office", false), node("sales", false), node("customers", true)];
    let pools = vec![pool(0, Behaviour::Sustaining, 70), pool(1, Behaviour::Incremental, 30)];
    // A volume of 0 is no way.
    let links = vec![link(0, 1, 0.0), link(1, 2, 1.0)];
    let network = Network::new(nodes, links, pools).unwrap();
    let settled = settle(&network).unwrap();
    assert_eq!(settled.unassigned, [0]);
    assert_eq!(settled.nodes[2].gross().full(), Money::whole(30));
    assert_eq!(settled.arrived(&network).full(), Money::whole(100));
}

#[test]
fn what_cannot_be_settled_is_refused_by_name() {
    let nodes = || vec![node("repair", false), node("power", false), node("calls", true)];
    let refused = |links: Vec<Link>, pools: Vec<Pool>| {
        Network::new(nodes(), links, pools).and_then(|network| settle(&network)).unwrap_err().to_string()
    };
    assert_eq!(
        refused(vec![link(0, 1, 1.0), link(1, 0, 1.0)], vec![pool(0, Behaviour::Shared, 1)]),
        "`repair`, `power` pass all their cost to one another: it never arrives"
    );
    assert_eq!(refused(vec![link(0, 0, 1.0)], Vec::new()), "`repair` passes cost to itself, expected another node");
    assert_eq!(
        refused(vec![link(2, 0, 1.0)], Vec::new()),
        "`calls` ends the way of costs and passes them on to `repair`"
    );
    assert_eq!(
        refused(vec![link(0, 2, -1.0)], Vec::new()),
        "`repair` passes a volume of `-1` to `calls`, expected a finite number from 0 on"
    );
    assert_eq!(
        refused(vec![link(0, 2, 1.0), link(0, 2, 2.0)], Vec::new()),
        "`repair` is linked to `calls` twice, expected one volume"
    );
    assert_eq!(
        refused(Vec::new(), vec![pool(1, Behaviour::Shared, -5)]),
        "the cost of `power` is `-5`, expected at least 0"
    );
    assert_eq!(refused(vec![link(0, 7, 1.0)], Vec::new()), "`link` names node `7` of `3`");
    let twice = Network::new(vec![node("a", false), node("a", true)], Vec::new(), Vec::new()).unwrap_err();
    assert_eq!(twice.to_string(), "node `a` is there twice, expected every name once");
    let used = [TimeUse { minutes: 8.0, times: 100.0 }];
    let error = time_driven(Money::whole(1), 799.0, &used).unwrap_err();
    assert_eq!(error.to_string(), "the activities take `800` minutes, the practical capacity is `799`");
    assert!(time_driven(Money::whole(1), 0.0, &used).is_err());
    assert!(time_driven(Money::whole(1), 9.0, &[TimeUse { minutes: f64::NAN, times: 1.0 }]).is_err());
}

/// Networks of some nodes, the last two final, with links at random, also back.
fn networks() -> impl Strategy<Value = (Vec<Node>, Vec<Link>, Vec<Pool>)> {
    (3_usize..12).prop_flat_map(|count| {
        let links = prop::collection::vec((0..count - 2, 0..count, 0.0..100.0_f64), 0..40);
        let pools = prop::collection::vec((0..count, 0_usize..3, 0_i64..1_000_000_000), 1..10);
        (links, pools).prop_map(move |(links, pools)| {
            let nodes = (0..count).map(|place| node(&format!("n{place}"), place + 2 >= count)).collect();
            let mut known = std::collections::HashSet::new();
            let links = links.into_iter().filter(|(from, to, _)| from != to && known.insert((*from, *to)));
            let pools = pools.into_iter().map(|(node, behaviour, units)| Pool {
                node,
                cost: Amounts::of(Amounts::ALL[behaviour], Money::from_units(units.into())),
            });
            (nodes, links.map(|(from, to, volume)| link(from, to, volume)).collect(), pools.collect())
        })
    })
}

proptest! {
    #[test]
    fn money_is_conserved_to_the_unit((nodes, links, pools) in networks()) {
        let entered: Amounts = pools.iter().map(|pool| pool.cost).sum();
        let network = Network::new(nodes, links, pools).unwrap();
        match settle(&network) {
            Ok(settled) => {
                prop_assert_eq!(settled.arrived(&network), entered);
                for (place, node) in settled.nodes.iter().enumerate() {
                    prop_assert!(node.gross().incremental <= node.gross().full(), "{}", place);
                }
            }
            Err(error) => prop_assert_eq!(error.code(), "costing-no-way-out"),
        }
    }

    #[test]
    fn a_cost_nobody_causes_changes_nothing_else((nodes, links, pools) in networks(), amount in 1_i64..1_000_000) {
        let place = nodes.len();
        let mut more = nodes.clone();
        more.push(node("audit", true));
        let mut with = pools.clone();
        with.push(pool(place, Behaviour::Sustaining, amount));
        let before = settle(&Network::new(nodes, links.clone(), pools).unwrap());
        let after = settle(&Network::new(more, links, with).unwrap());
        match (before, after) {
            (Ok(before), Ok(after)) => {
                prop_assert_eq!(&before.nodes[..], &after.nodes[..place]);
                prop_assert_eq!(after.nodes[place].gross().full(), Money::whole(amount));
            }
            (before, after) => prop_assert_eq!(before.err(), after.err()),
        }
    }
}
