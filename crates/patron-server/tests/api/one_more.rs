//! An analysis that nothing in the program knows is found everywhere, once it is registered.

use serde_json::{Value, json};

use crate::desk::{Desk, options, registry_with};
use crate::orders::Shop;
use crate::spend_pace::{BRISK_FROM, SpendPace};

#[tokio::test]
async fn one_more_analysis_is_found_everywhere() {
    let shop = Shop::new(40);
    let desk = Desk::with(registry_with(SpendPace), options()).await;
    desk.fill(&shop).await;
    let per_order = |id: &str| shop.revenue(id) / count(&shop, id);
    let brisk = shop.orders.keys().filter(|id| per_order(id) >= BRISK_FROM).count();
    assert!(brisk > 3 && brisk < 37, "the shop has both labels");

    // the run computes it
    assert_eq!(desk.run().await["customers"], 40);
    // the catalogue describes it, in both languages, and says where it comes from
    let catalogue = desk.get("/api/v1/catalogue").await.ok();
    let measure = |id: &str| find(&catalogue["measures"], id);
    assert_eq!(measure("spend_per_order")["label"], json!({"en": "Spend per order", "zh": "每单金额"}));
    assert_eq!(measure("spend_pace")["source"], "spend-pace");
    assert_eq!(find(&catalogue["analyses"], "spend-pace")["measures"], json!(["spend_per_order", "spend_pace"]));
    // the customer table sorts, filters and shows it
    let path = "/api/v1/customers?columns=spend_per_order,spend_pace&sort=-spend_per_order&limit=1000";
    let table = desk.get(&format!("{path}&f=spend_pace:is:brisk")).await.ok();
    assert_eq!(table["total"], brisk);
    for row in table["rows"].as_array().unwrap() {
        let id = row[0].as_str().unwrap();
        assert!((row[1].as_f64().unwrap() - per_order(id)).abs() < 1e-9, "{id}: two ways to divide cents");
    }
    // without a choice of columns it is among them
    let all = desk.get("/api/v1/customers?limit=1").await.ok();
    assert!(all["columns"].as_array().unwrap().contains(&json!("spend_pace")));
    // one customer has it
    let best = table["rows"][0][0].as_str().unwrap();
    let customer = desk.get(&format!("/api/v1/customers/{}", crate::desk::encoded(best))).await.ok();
    assert_eq!(customer["values"]["spend_pace"], "brisk");
    // its labels are a scheme of their own
    let segments = desk.get("/api/v1/segments/spend_pace").await.ok();
    assert_eq!(find(&segments["labels"], "brisk")["customers"], brisk);
    assert!(segments["schemes"].as_array().unwrap().iter().any(|scheme| scheme["id"] == "spend_pace"));
    // the export carries it, with its heading
    let csv = desk.get("/api/v1/export/customers?format=csv&lang=zh").await.text();
    let headings: Vec<_> = csv.lines().next().unwrap().split(',').collect();
    assert!(headings.contains(&"每单金额") && headings.contains(&"消费节奏"), "{headings:?}");
    assert_eq!(csv.lines().filter(|line| line.contains(",brisk")).count(), brisk);
}

#[expect(clippy::cast_precision_loss, reason = "a handful of orders")]
fn count(shop: &Shop, id: &str) -> f64 {
    shop.orders[id].len() as f64
}

fn find<'a>(list: &'a Value, id: &str) -> &'a Value {
    list.as_array().unwrap().iter().find(|one| one["id"] == id).unwrap_or_else(|| panic!("`{id}` is not in {list}"))
}
