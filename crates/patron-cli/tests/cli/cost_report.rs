//! The whole costing as a workbook from the command line.

use crate::support::Place;

#[test]
fn a_costing_is_written_as_a_workbook() {
    let place = Place::new();
    let costs = "id = \"year\"\nname = { en = \"Costs\", zh = \"成本\" }\nfrom = \"2025-01-01\"\nto = \"2025-12-31\"\n\
        [[resource]]\nid = \"wages\"\namount = 90\nbehaviour = \"shared\"\nto = { ordering = 1 }\n\
        [[resource]]\nid = \"fees\"\namount = 8\nbehaviour = \"incremental\"\ndriver = \"revenue\"\n\
        [[activity]]\nid = \"ordering\"\ndriver = \"orders\"\n";
    place.write("costs.toml", costs);
    place.write("orders.csv", "customer_id,order_id,ordered_at,amount\nA,1,2025-01-10,100\nB,2,2025-06-01,700\n");
    place.done(&["import", "orders", "orders.csv"]);
    let note = place.done(&["cost", "report", "costs.toml", "--out", "costs.xlsx", "--customers", "all"]).err;
    assert!(note.contains("costing written to `costs.xlsx`"), "{note}");
    assert!(std::fs::read(place.path("costs.xlsx")).unwrap().starts_with(b"PK"));
    let (message, hint) = place.refused(2, &["cost", "report", "costs.toml", "--out", "costs.csv"]);
    assert_eq!(message, "file `costs.csv` is no workbook; expected a name that ends in `.xlsx`");
    assert!(hint.contains("patron cost run"), "{hint}");
}
