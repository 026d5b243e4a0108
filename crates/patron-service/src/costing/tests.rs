use patron_profit::money::Money;

use super::*;

fn example() -> CostModel {
    CostModel::parse(include_str!("example.toml")).unwrap()
}

#[test]
fn the_example_settles_to_the_last_cent() {
    let model = example();
    // Orders, lines, orders, returns, revenue.
    let costed = settle(&model, vec![22_000.0, 530_000.0, 22_000.0, 9_000.0, 9_000_000.0]).unwrap();
    let report = report::settled(&model, &costed);
    assert_eq!(report.entered.full, 855_000.0);
    let parts = report.customers.full + report.enterprise + report.unused + report.unassigned;
    assert!((parts - 855_000.0).abs() < 1e-6, "{report:?}");
    assert_eq!((report.enterprise, report.unassigned), (200_000.0, 0.0));
    // The office: 150,000 and an eighth of the rent; three tenths of it serve the warehouse.
    let office = report.departments.iter().find(|department| department.id == "office").unwrap();
    assert_eq!(office.cost.full, 165_000.0);
    let warehouse = report.departments.iter().find(|department| department.id == "warehouse").unwrap();
    assert_eq!(warehouse.cost.full, 280_000.0 + 105_000.0 + 49_500.0);
    let minutes = warehouse.minutes.as_ref().unwrap();
    assert_eq!((minutes.used, minutes.capacity), (318_000.0 + 88_000.0 + 81_000.0, 900_000.0));
    assert!((minutes.unused_cost - 434_500.0 * 413_000.0 / 900_000.0).abs() < 1e-4);
    // Incremental are packaging and fees alone.
    assert!((report.customers.incremental - 105_000.0).abs() < 1e-9);
    let packing = report.activities.iter().find(|activity| activity.id == "packing").unwrap();
    let expected = (434_500.0 * 88_000.0 / 900_000.0 + 60_000.0) / 22_000.0;
    assert!((packing.rate.unwrap().full - expected).abs() < 1e-8, "{packing:?}");
}

#[test]
fn a_customer_is_explained_back_to_the_resources() {
    let model = example();
    let costed = settle(&model, vec![22_000.0, 530_000.0, 22_000.0, 9_000.0, 9_000_000.0]).unwrap();
    let found = explain("c1", &model, &costed, &[10.0, 200.0, 10.0, 0.0, 4_000.0]);
    let steps: f64 = found.steps.iter().map(|step| step.cost).sum();
    let resources: f64 = found.resources.iter().map(|share| share.amount).sum();
    assert!((steps - found.cost_to_serve).abs() < 1e-9 && (resources - steps).abs() < 1e-6, "{found:?}");
    assert!(found.steps.iter().all(|step| step.volume > 0.0 && step.id != "taking-back"));
    let fees = found.resources.iter().find(|share| share.id == "payment-fees").unwrap();
    assert!((fees.amount - 4_000.0 * 45_000.0 / 9_000_000.0).abs() < 1e-9);
    let packing = found.steps.iter().find(|step| step.id == "packing").unwrap();
    let from: f64 = packing.from.iter().map(|share| share.amount).sum();
    assert!((from - packing.cost).abs() < 1e-9, "{packing:?}");
    assert!(found.resources.iter().all(|share| share.id != "management"), "nobody causes it");
}

#[test]
fn cost_without_a_volume_is_reported_and_not_lost() {
    let model = example();
    let costed = settle(&model, vec![22_000.0, 530_000.0, 22_000.0, 0.0, 9_000_000.0]).unwrap();
    let report = report::settled(&model, &costed);
    let open: Vec<(&str, &str)> = report.open.iter().map(|open| (open.id.as_str(), open.reason.as_str())).collect();
    assert_eq!(open, [("taking-back", "no-volume")]);
    let parts = report.customers.full + report.enterprise + report.unused + report.unassigned;
    assert!((parts - 855_000.0).abs() < 1e-6 && report.unassigned > 0.0);
    let error = settle(&model, vec![22_000.0, 2e6, 22_000.0, 0.0, 1.0]).unwrap_err();
    assert_eq!(error.to_string(), "department `warehouse` took `1288000` minutes; its practical capacity is `900000`");
}

#[test]
fn what_does_not_fit_is_refused_with_its_line() {
    let text = include_str!("example.toml");
    let refused = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        CostModel::parse(&text.replacen(from, to, 1)).unwrap_err().to_string()
    };
    assert_eq!(
        refused("to = { packing = 1 }", "to = { parking = 1 }"),
        "line `23` of the costs: `packaging` passes cost to `parking`; expected one of `office`, `ordering`, `packing`, \
         `picking`, `taking-back`, `warehouse`"
    );
    assert_eq!(
        refused("amount = 60000", "amount = -5"),
        "line `23` of the costs: resource `packaging` costs `-5`; expected 0 or more"
    );
    assert_eq!(
        refused("to = { packing = 1 }", ""),
        "line `23` of the costs: resource `packaging` goes nowhere; expected `to` or `driver`"
    );
    assert_eq!(
        refused("minutes = 0.6\n", ""),
        "line `52` of the costs: department `warehouse` performs `picking`, whose `minutes` are missing"
    );
    assert_eq!(
        refused("driver = \"lines\"", "driver = \"line\""),
        "line `70` of the costs: driver `line`; expected `orders`, `lines`, `returns`, `quantity`, `revenue`, `contacts`, \
         or a table"
    );
    assert_eq!(
        refused("to = \"2025-12-31\"", "to = \"2024-12-31\""),
        "line `5` of the costs: the costs end on `2024-12-31`, before they begin"
    );
    assert_eq!(
        refused("id = \"office\"", "id = \"warehouse\""),
        "line `58` of the costs: id `warehouse` is there twice; expected every id once"
    );
    assert!(
        refused("behaviour = \"shared\"", "behavior = \"shared\"")
            .starts_with("line `13` of the costs cannot be read: unknown field `behavior`")
    );
    assert_eq!(example().resources[2].amount, Money::whole(60_000));
}

/// 1000 for service, by lines to two products; 90 of a group alone; 60 of management.
const STAGES: &str = r#"id = "stages"
name = { en = "Stages", zh = "分级" }
from = "2025-01-01"
to = "2025-12-31"
tax = 0.05

[sustaining]
by = "revenue"

[[resource]]
id = "wages"
amount = 1000
behaviour = "shared"
to = { service = 1 }

[[resource]]
id = "visits"
amount = 90
behaviour = "incremental"
to = { key = 1 }

[[resource]]
id = "management"
amount = 60
behaviour = "sustaining"

[[activity]]
id = "service"
driver = "contacts"
products = "lines"

[[product]]
id = "chairs"
where = "product_id = 'C'"
driver = "quantity"

[[product]]
id = "tables"
where = "product_id = 'T'"
driver = "revenue"

[[group]]
id = "key"
customers = ["k1", "k2"]
driver = "lines"
"#;

#[test]
fn products_groups_and_the_last_stage_by_hand() {
    let model = CostModel::parse(STAGES).unwrap();
    // Contacts 5, chairs 10 pieces, tables for 1400, 3 lines of the group; then revenue 2000, lines of chairs 30, of tables 70.
    let costed = settle(&model, vec![5.0, 10.0, 1_400.0, 3.0, 2_000.0, 30.0, 70.0]).unwrap();
    let report = report::settled(&model, &costed);
    let of = |id: &str| report.activities.iter().find(|activity| activity.id == id).unwrap();
    assert_eq!((of("service").cost.full, of("service").to_products), (1000.0, true));
    assert_eq!((of("chairs").cost.full, of("chairs").rate.unwrap().full), (300.0, 30.0));
    assert_eq!((of("tables").cost.full, of("tables").rate.unwrap().full), (700.0, 0.5));
    assert_eq!((of("key").cost.incremental, of("key").rate.unwrap().incremental), (90.0, 30.0));
    // Customers bear all but management, and service is not counted twice.
    assert_eq!((report.customers.full, report.customers.incremental, report.enterprise), (1090.0, 90.0, 60.0));
    let last = report.sustaining.as_ref().unwrap();
    assert_eq!((last.amount, last.rate, last.driver.as_str(), report.tax), (60.0, 0.03, "revenue", 0.05));
    // 2 chairs, tables for 100, no contact, a line of the group: 60 + 50 + 30, and service itself costs nobody anything.
    let found = explain("k1", &model, &costed, &[1.0, 2.0, 100.0, 1.0]);
    assert_eq!((found.cost_to_serve, found.cost_incremental), (140.0, 30.0));
    let wages = found.resources.iter().find(|share| share.id == "wages").unwrap();
    assert!((wages.amount - 110.0).abs() < 1e-9, "{found:?}");
}

#[test]
fn sustaining_cost_is_no_cost_to_serve_whichever_way_it_goes() {
    let text = STAGES.replacen("[sustaining]\nby = \"revenue\"\n", "", 1);
    let text = text.replacen("behaviour = \"sustaining\"\n", "behaviour = \"sustaining\"\nto = { key = 1 }\n", 1);
    let model = CostModel::parse(&text).unwrap();
    let costed = settle(&model, vec![5.0, 10.0, 1_400.0, 3.0, 30.0, 70.0]).unwrap();
    let report = report::settled(&model, &costed);
    assert_eq!((report.customers.full, report.customers.incremental, report.enterprise), (1090.0, 90.0, 60.0));
    assert_eq!(report.entered.full, 1150.0);
    // All chairs, tables and lines of the group are the customer's: it causes what reached customers.
    assert_eq!(explain("k1", &model, &costed, &[5.0, 10.0, 1_400.0, 3.0]).cost_to_serve, 1090.0);
}

#[test]
fn stages_that_do_not_fit_are_refused_with_their_line() {
    let refused = |from: &str, to: &str| {
        assert!(STAGES.contains(from), "{from}");
        CostModel::parse(&STAGES.replacen(from, to, 1)).unwrap_err().to_string()
    };
    assert_eq!(
        refused("products = \"lines\"", "products = \"contacts\""),
        "line `27` of the costs: activity `service` goes to products; expected `[[product]]` and what their lines count"
    );
    assert_eq!(
        refused("driver = \"quantity\"", "driver = \"orders\""),
        "line `32` of the costs: product `chairs` has a driver that order lines do not count"
    );
    assert_eq!(
        refused("customers = [\"k1\", \"k2\"]", ""),
        "line `42` of the costs: group `key`; expected either `where` or `customers`"
    );
    assert_eq!(
        refused("tax = 0.05", "tax = 1.05"),
        "line `5` of the costs: `tax` is `1.05`; expected a share of revenue from 0 to below 1"
    );
    assert_eq!(
        refused("to = { key = 1 }", "to = { keys = 1 }"),
        "line `16` of the costs: `visits` passes cost to `keys`; expected one of `chairs`, `key`, `service`, `tables`"
    );
    // A product that nobody bought has a cost that reached nobody.
    let model = CostModel::parse(STAGES).unwrap();
    let costed = settle(&model, vec![5.0, 0.0, 1_400.0, 3.0, 2_000.0, 30.0, 70.0]).unwrap();
    let report = report::settled(&model, &costed);
    assert_eq!((report.unassigned, report.open[0].id.as_str()), (300.0, "chairs"));
    assert_eq!(report.customers.full + report.unassigned + report.enterprise, report.entered.full);
}

/// A model of two departments that may serve each other and three activities; `named` changes every id.
fn model_of(resources: &[(u32, usize, [u32; 5])], offices: [u32; 4], sustaining: u32, named: &str) -> CostModel {
    let mut text =
        "id = \"m\"\nname = { en = \"M\", zh = \"M\" }\nfrom = \"2025-01-01\"\nto = \"2025-12-31\"\n".to_owned();
    for (place, (cents, behaviour, to)) in resources.iter().enumerate() {
        let behaviour = ["incremental", "shared", "sustaining"][*behaviour];
        let targets = ["d0", "d1", "a0", "a1", "a2"].iter().zip(to);
        let to: Vec<String> = targets.map(|(target, volume)| format!("{named}{target} = {volume}")).collect();
        let amount = f64::from(*cents) / 100.0;
        text += &format!(
            "[[resource]]\nid = \"{named}r{place}\"\namount = {amount}\nbehaviour = \"{behaviour}\"\nto = {{ {} }}\n",
            to.join(", ")
        );
    }
    if sustaining > 0 {
        text += &format!("[[resource]]\nid = \"{named}board\"\namount = {sustaining}\nbehaviour = \"sustaining\"\n");
    }
    let [one, other, first, second] = offices;
    text += &format!("[[department]]\nid = \"{named}d0\"\nto = {{ {named}d1 = {one}, {named}a0 = {first} }}\n");
    text += &format!("[[department]]\nid = \"{named}d1\"\nto = {{ {named}d0 = {other}, {named}a1 = {second} }}\n");
    for (activity, driver) in [("a0", "orders"), ("a1", "returns"), ("a2", "lines")] {
        text += &format!("[[activity]]\nid = \"{named}{activity}\"\ndriver = \"{driver}\"\n");
    }
    CostModel::parse(&text).unwrap()
}

proptest::proptest! {
    #[test]
    fn what_customers_cost_is_what_reached_them_whatever_things_are_called(
        resources in proptest::collection::vec((0_u32..100_000_000, 0_usize..3, proptest::array::uniform5(1_u32..50)), 1..5),
        offices in proptest::array::uniform4(1_u32..50),
        sustaining in 1_u32..1_000_000,
        customers in proptest::collection::vec(proptest::array::uniform3(0_u32..40), 1..60),
    ) {
        let sum = |place: usize| customers.iter().map(|volumes| f64::from(volumes[place])).sum::<f64>();
        let totals: Vec<f64> = (0..3).map(sum).collect();
        let settled = |model: &CostModel| settle(model, totals.clone()).unwrap();
        let costed = settled(&model_of(&resources, offices, 0, ""));
        let rates = customer::rates(&costed);
        let cost = |volumes: &[u32; 3], view: fn(&Rate) -> f64| -> f64 {
            rates.iter().zip(volumes).map(|(rate, volume)| view(rate) * f64::from(*volume)).sum()
        };
        // Every activity that happened passes all it got to the customers: to the ten-thousandth for each of them.
        let reached: Money = (0..3)
            .filter(|place| totals[*place] > 0.0)
            .map(|place| costed.cost(place).incremental + costed.cost(place).shared)
            .sum();
        let charged: f64 = customers.iter().map(|volumes| cost(volumes, |rate| rate.caused)).sum();
        let tolerance = 1e-4 * customers.len() as f64;
        proptest::prop_assert!((charged - reached.value()).abs() <= tolerance, "{charged} {}", reached.value());
        // Incremental cost is a part of the cost: profit without it is never above profit without the part.
        for volumes in &customers {
            proptest::prop_assert!(cost(volumes, |rate| rate.incremental) <= cost(volumes, |rate| rate.caused) + 1e-9);
        }
        // A cost nobody causes, and other names, change no customer.
        proptest::prop_assert_eq!(&rates, &customer::rates(&settled(&model_of(&resources, offices, sustaining, ""))));
        proptest::prop_assert_eq!(&rates, &customer::rates(&settled(&model_of(&resources, offices, 0, "zz-"))));
    }
}
