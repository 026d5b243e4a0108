//! Profit of customers from the command line: kept costs and files, both views, below cost, curve and loss.

use crate::support::Place;

/// Packing is 10 an order and incremental, rent 22.5 an order and shared.
fn company() -> Place {
    let place = Place::new();
    place.write(
        "orders.csv",
        "customer_id,order_id,ordered_at,amount,cost\nA,1,2025-01-10,100,60\nA,2,2025-03-01,150,90\n\
         B,3,2025-06-01,700,400\nC,4,2025-06-02,10,9\n",
    );
    place.write(
        "costs.toml",
        "id = \"year\"\nname = { en = \"Year\", zh = \"全年\" }\nfrom = \"2025-01-01\"\nto = \"2025-12-31\"\n\
         [[resource]]\nid = \"packing\"\namount = 40\nbehaviour = \"incremental\"\ndriver = \"orders\"\n\
         [[resource]]\nid = \"rent\"\namount = 90\nbehaviour = \"shared\"\nto = { office = 1 }\n\
         [[activity]]\nid = \"office\"\ndriver = \"orders\"\n",
    );
    place.done(&["import", "orders", "orders.csv"]);
    place
}

#[test]
fn profit_in_both_views_from_kept_costs_and_from_a_file() {
    let place = company();
    let (message, hint) = place.refused(1, &["profit"]);
    assert_eq!(message, "no costs are kept; expected a costing model");
    assert!(hint.contains("patron cost add"), "{hint}");
    place.done(&["cost", "add", "costs.toml"]);
    let found = place.json(&["profit", "--by", "customer"]);
    let profit = |row: &serde_json::Value, view: &str| row[view]["profit"].as_f64().unwrap();
    assert_eq!((profit(&found["total"], "full"), profit(&found["total"], "incremental")), (271.0, 361.0));
    let ids: Vec<&str> = found["rows"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["B", "A", "C"]);
    let profits =
        [0, 1, 2].map(|row| (profit(&found["rows"][row], "full"), profit(&found["rows"][row], "incremental")));
    assert_eq!(profits, [(267.5, 290.0), (35.0, 80.0), (-31.5, -9.0)]);
    let words = place.done(&["profit", "--tiers", "100,500", "--view", "full", "--lang", "zh"]).out;
    assert!(words.contains("利润 全额") && !words.contains("增量") && words.contains("500 及以上"), "{words}");
    place.done(&["profit", "--by", "customer", "--costs", "costs.toml", "--out", "profit.csv"]);
    let csv = place.read("profit.csv");
    assert!(csv.starts_with("customer,label,customers,revenue,product_cost,cost_to_serve"), "{csv}");
    assert_eq!(csv.lines().count(), 4);
}

#[test]
fn customers_below_cost_the_curve_and_a_loss() {
    let place = company();
    let costs = ["--costs", "costs.toml"];
    let ask = |arguments: &[&str]| place.json(&[arguments, &costs].concat());
    let below = ask(&["profit", "--below-cost"]);
    assert_eq!(
        (below["count"].as_u64(), below["all"].as_u64(), below["loss"].as_f64()),
        (Some(1), Some(3), Some(-9.0))
    );
    let lever = &below["customers"][0]["levers"][0];
    assert_eq!((lever["lever"].as_str(), lever["then"].as_f64()), (Some("price"), Some(19.0)));
    let words = place.done(&["profit", "--below-cost", "--costs", "costs.toml"]).out;
    assert!(words.contains("raise prices +90.0%: brings 9.00"), "{words}");
    let curve = ask(&["profit", "curve"]);
    assert_eq!((curve["full"]["losing"].as_u64(), curve["incremental"]["total"].as_f64()), (Some(1), Some(361.0)));
    let loss = ask(&["profit", "loss", "--customer", "B"]);
    assert_eq!((loss["profit_lost"].as_f64(), loss["cost_staying"].as_f64()), (Some(290.0), Some(22.5)));
    let words =
        place.done(&["profit", "loss", "--label", "tier=100-500", "--tiers", "100,500", "--costs", "costs.toml"]).out;
    assert!(words.contains("shared cost that stays") && words.contains("45.00"), "{words}");
    let (message, _) = place.refused(1, &["profit", "loss", "--customer", "Z", "--costs", "costs.toml"]);
    assert_eq!(message, "customer `Z` is not known; expected one with orders or costs");
}
