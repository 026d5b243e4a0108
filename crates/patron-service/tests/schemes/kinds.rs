//! Schemes of a portfolio end to end: kinds worked out by hand, kept bounds, groups that keep their numbers, previews.
use std::collections::BTreeMap;

use crate::support::{Portfolio, now};
use patron_service::Registry;
use patron_service::query::CustomerFilter;
use patron_service::schemes::{ConditionDraft, template};
use patron_service::views::SegmentsView;

/// Ten customers whose revenue is 100, 200 … 1000, in two regions; the last has no record.
async fn ten() -> Portfolio {
    let portfolio = Portfolio::new(Registry::default()).await;
    let mut orders = "customer_id,ordered_at,amount\n".to_owned();
    let mut records = "customer_id,region,lines\n".to_owned();
    for number in 1..=10 {
        orders.push_str(&format!("C{number:02},2024-{number:02}-01,{}\n", 100 * number));
        let region = if number <= 6 { "East" } else { "West" };
        if number < 10 {
            records.push_str(&format!("C{number:02},{region},a b\n"));
        }
    }
    portfolio.import_text("orders", "orders.csv", &orders).await;
    portfolio.import_text("customers", "customers.csv", &records).await;
    portfolio
}

pub(super) async fn segments(portfolio: &Portfolio, scheme: &str) -> SegmentsView {
    portfolio.service.segments(scheme, &CustomerFilter::default()).await.unwrap()
}

pub(super) fn counts(view: &SegmentsView) -> Vec<(&str, u64)> {
    view.labels.iter().map(|label| (label.id.as_str(), label.customers)).collect()
}

pub(super) fn head(id: &str, kind: &str) -> String {
    format!("id = \"{id}\"\nname = {{ en = \"{id}\", zh = \"{id}\" }}\nkind = \"{kind}\"\n")
}

pub(super) fn label(id: &str, more: &str) -> String {
    format!("\n[[label]]\nid = \"{id}\"\nname = {{ en = \"{id}\", zh = \"{id}\" }}\n{more}\n")
}

#[tokio::test]
async fn rules_in_order_with_trees_days_records_and_sql() {
    let portfolio = ten().await;
    let text = head("mine", "rules")
        + &label(
            "late-west",
            "when = { all = [{ measure = \"region\", is = \"=\", value = \"West\" }, { not = { measure = \"last_purchase\", is = \"before\", value = \"2024-09-01\" } }] }",
        )
        + &label("no-record", "when = { measure = \"region\", is = \"unknown\" }")
        + &label(
            "ends",
            "when = { any = [{ measure = \"revenue\", is = \"between\", value = [100, 200] }, { sql = \"revenue >= 700 and region = 'West'\" }] }",
        )
        + &label("rest", "otherwise = true");
    let service = &portfolio.service;
    service.put_scheme(&text, now()).await.unwrap();
    portfolio.run().await.unwrap();
    // C09 is in the West and bought on the first of September; C10 has no record; C01, C02 by revenue, C07, C08 by SQL.
    let view = segments(&portfolio, "mine").await;
    assert_eq!(counts(&view), [("late-west", 1), ("no-record", 1), ("ends", 4), ("rest", 4)]);
    assert_eq!(view.labels[2].revenue, Some(100.0 + 200.0 + 700.0 + 800.0));
    assert_eq!((view.scheme.as_str(), view.customers), ("scheme.mine", 10));
    // the label is a column like others
    let filter = CustomerFilter::parse(["scheme.mine:is:ends"], None).unwrap();
    assert_eq!(portfolio.service.segments("scheme.mine", &filter).await.unwrap().customers, 4);

    // another scheme reads it; a third that would close the circle is refused
    let next = head("next", "rules")
        + &label("x", "when = { measure = \"scheme.mine\", is = \"in\", value = [\"ends\", \"rest\"] }");
    service.put_scheme(&next, now()).await.unwrap();
    let circle = text.replace("measure = \"region\", is = \"unknown\"", "measure = \"scheme.next\", is = \"unknown\"");
    let error = service.put_scheme(&circle, now()).await.unwrap_err();
    assert_eq!(error.code(), "scheme-circle");
    assert_eq!(
        error.to_string(),
        "scheme `mine`, line `1`: reads `scheme.next`, which reads `scheme.mine`; expected no circle"
    );
    let own = next.replace("id = \"next\"", "id = \"own\"").replace("scheme.mine", "scheme.own");
    assert_eq!(
        service.put_scheme(&own, now()).await.unwrap_err().to_string(),
        "scheme `own`, line `1`: reads `scheme.own`; expected no circle"
    );
    portfolio.run().await.unwrap();
    assert_eq!(counts(&segments(&portfolio, "next").await), [("x", 8), ("", 2)]);
    // without what it reads it gives a notice, not an error
    service.remove_scheme("mine", now()).await.unwrap();
    let run = portfolio.run().await.unwrap();
    assert!(run.notices.iter().any(|notice| notice.code == "scheme-unfit"), "{:?}", run.notices);
}

#[tokio::test]
async fn bounds_are_given_or_computed_and_kept() {
    let portfolio = ten().await;
    let tiers = |id: &str, by: &str, keep: &str, first: &str, second: &str| {
        head(id, "bounds")
            + &format!("keep = \"{keep}\"\nbounds = {{ measure = \"revenue\", by = \"{by}\" }}\n")
            + &label("a", first)
            + &label("b", second)
            + &label("c", "")
    };
    let service = &portfolio.service;
    for text in [
        tiers("given", "given", "every-run", "from = 900", "from = 500"),
        tiers("heads", "customers", "every-run", "top = 0.2", "top = 0.5"),
        tiers("heads-kept", "customers", "first-run", "top = 0.2", "top = 0.5"),
        tiers("money", "sum", "every-run", "top = 0.5", "top = 0.9"),
        tiers("gaps", "natural", "every-run", "", ""),
    ] {
        service.put_scheme(&text, now()).await.unwrap();
    }
    portfolio.run().await.unwrap();
    assert_eq!(counts(&segments(&portfolio, "given").await), [("a", 2), ("b", 4), ("c", 4)]);
    assert_eq!(counts(&segments(&portfolio, "heads").await), [("a", 2), ("b", 3), ("c", 5)]);
    // of 5500: 1000 + 900 + 800 are 2700, with 700 past one half; down to 300 past nine tenths
    assert_eq!(counts(&segments(&portfolio, "money").await), [("a", 4), ("b", 4), ("c", 2)]);
    let gaps = segments(&portfolio, "gaps").await;
    assert_eq!(gaps.labels.iter().map(|label| label.customers).sum::<u64>(), 10);
    let from = segments(&portfolio, "heads").await.own.unwrap().bounds.unwrap().from;
    assert_eq!(from, [Some(900.0), Some(600.0), None]);

    // everybody buys ten times as much: bounds move, those of the first run stay
    let more: String = (1..=10).map(|number| format!("C{number:02},2024-12-01,{}\n", 900 * number)).collect();
    portfolio.import_text("orders", "more.csv", &format!("customer_id,ordered_at,amount\n{more}")).await;
    portfolio.run().await.unwrap();
    assert_eq!(counts(&segments(&portfolio, "heads").await), [("a", 2), ("b", 3), ("c", 5)]);
    let kept = segments(&portfolio, "heads-kept").await;
    assert_eq!(counts(&kept), [("a", 10), ("b", 0), ("c", 0)]);
    let own = kept.own.unwrap();
    assert!(own.kept && own.bounds.unwrap().from == [Some(900.0), Some(600.0), None]);
    assert_eq!(kept.labels[0].meaning.en, "Revenue of 900 or more.");
}

#[tokio::test]
async fn a_column_has_its_values_as_labels() {
    let portfolio = ten().await;
    let text = head("places", "attribute") + "attribute = { column = \"region\", top = 1 }\n";
    portfolio.service.put_scheme(&text, now()).await.unwrap();
    let own = head("tagged", "attribute")
        + "attribute = { column = \"attribute.lines\" }\n"
        + &label("a b", "resources = 100");
    portfolio.service.put_scheme(&own, now()).await.unwrap();
    portfolio.run().await.unwrap();
    assert_eq!(counts(&segments(&portfolio, "places").await), [("East", 6), ("(rest)", 3), ("", 1)]);
    let tagged = segments(&portfolio, "tagged").await;
    assert_eq!(counts(&tagged), [("a b", 9), ("", 1)]);
    assert_eq!(tagged.labels[0].playbook.as_ref().unwrap().resources, 100);
}

#[tokio::test]
async fn the_match_matrix_worked_out_by_hand() {
    let portfolio = ten().await;
    let service = &portfolio.service;
    let kept = service.put_scheme(template("match-matrix").unwrap().text, now()).await.unwrap();
    assert_eq!(kept.cards, ["strategic-match"], "the card it reads comes along");
    // C01, C02, C09 and C10 are judged; positioning counts 40, capability and values 30 each
    let typed = |account: &str, score: u8| {
        let lines = ["positioning", "capability", "values"];
        lines.map(|line| format!("{account},Wang,strategic-match,{line},{score},2024-10-01\n")).concat()
    };
    let rows = [typed("C01", 5), typed("C02", 1), typed("C09", 2), typed("C10", 4)].concat();
    let scores = format!("customer_id,assessor,scorecard,indicator,score,assessed_on\n{rows}");
    portfolio.import_text("assessments", "scores.csv", &scores).await;
    portfolio.run().await.unwrap();
    // scores 100, 0, 25, 75: the median is 50; the median of value parts C01 to C05 from C06 to C10
    let view = segments(&portfolio, "match-matrix").await;
    assert_eq!(counts(&view), [("strategic", 1), ("profit", 1), ("potential", 1), ("ordinary", 1), ("", 6)]);
    let own = view.own.unwrap();
    assert_eq!((own.axes[1].bound, own.axes[1].missing), (50.0, 6));
    assert_eq!(own.corners[0].high, Some(vec![true, true]));

    // weighted means of two measures on their ranges; a measure that never varies is left out and said
    let several = head("several", "match")
        + "\n[[axis]]\nid = \"x\"\nname = { en = \"X\", zh = \"甲\" }\nhigh = 50\nparts = [{ measure = \"revenue\", weight = 3 }, { measure = \"days_idle\", better = \"lower\" }, { measure = \"occasions\" }]\n\
           \n[[axis]]\nid = \"y\"\nname = { en = \"Y\", zh = \"乙\" }\nhigh = 300\nparts = [{ measure = \"revenue\" }]\n"
        + &label("both", "high = [\"x\", \"y\"]")
        + &label("others", "otherwise = true");
    service.put_scheme(&several, now()).await.unwrap();
    let run = portfolio.run().await.unwrap();
    // both parts rise from C01 to C10, so that from about the middle on x is high
    assert_eq!(counts(&segments(&portfolio, "several").await), [("both", 5), ("others", 5)]);
    let said: Vec<&str> = run
        .notices
        .iter()
        .filter(|notice| notice.code == "scheme-part-left-out")
        .map(|notice| notice.message.as_str())
        .collect();
    assert_eq!(
        said,
        ["scheme `several`: axis `x`: measure `occasions` is the same for all customers and does not count"]
    );
}

/// Sixty customers of three ways to buy, and what a later run adds to all of them.
async fn three_ways() -> Portfolio {
    let portfolio = Portfolio::new(Registry::default()).await;
    let mut orders = "customer_id,ordered_at,amount\n".to_owned();
    for number in 0..20 {
        for month in 1..=12 {
            orders.push_str(&format!("A{number:02},2024-{month:02}-10,{}\n", 1000 + number));
        }
        orders.push_str(&format!("B{number:02},2024-01-05,{}\nB{number:02},2024-02-05,50\n", 40 + number));
        orders.push_str(&format!("C{number:02},2024-12-0{},{}\n", 1 + number % 9, 30 + number));
    }
    portfolio.import_text("orders", "orders.csv", &orders).await;
    portfolio
}

const GROUPS: &str = "\n[clusters]\nmethod = \"k-means\"\nfrom = 2\nto = 5\nfeatures = [\n  { measure = \"days_idle\", scale = \"log\" },\n  { measure = \"occasions\", scale = \"log\" },\n  { measure = \"revenue\", scale = \"log\" },\n]\n";

#[tokio::test]
async fn groups_are_found_described_and_keep_their_numbers() {
    let portfolio = three_ways().await;
    let service = &portfolio.service;
    let k_means = head("alike", "clusters") + GROUPS;
    let mixture =
        head("mixed", "clusters") + &GROUPS.replace("k-means", "mixture").replace("from = 2\nto = 5", "number = 2");
    service.put_scheme(&k_means, now()).await.unwrap();
    service.put_scheme(&mixture, now()).await.unwrap();
    portfolio.run().await.unwrap();
    let view = segments(&portfolio, "alike").await;
    let own = view.own.clone().unwrap().clusters.unwrap();
    assert_eq!(own.tried.iter().map(|tried| tried.clusters).collect::<Vec<_>>(), [2, 3, 4, 5]);
    assert_eq!((view.labels.len(), own.customers, own.sample), (3, 60, 60), "three ways to buy: {:?}", own.tried);
    assert!(own.silhouette.unwrap() > 0.8, "{:?}", own.silhouette);
    assert!(view.labels.iter().all(|label| label.customers == 20));
    let label_of = |view: &SegmentsView| -> BTreeMap<String, u64> {
        view.labels.iter().map(|label| (label.id.clone(), label.revenue.unwrap_or(0.0) as u64)).collect()
    };
    let before = label_of(&view);
    let rich = view.labels.iter().max_by(|a, b| a.revenue.partial_cmp(&b.revenue).unwrap()).unwrap();
    assert!(rich.label.en.contains("high ") && rich.meaning.en.contains("much higher"), "{rich:?}");
    assert!(rich.meaning.zh.contains("明显偏高（典型值"), "{}", rich.meaning.zh);
    assert_eq!(segments(&portfolio, "mixed").await.labels.iter().map(|label| label.customers).sum::<u64>(), 60);

    // a little more of each: the same groups under the same numbers, a name of one's own stays with its group
    portfolio
        .import_text("orders", "more.csv", "customer_id,ordered_at,amount\nA00,2024-12-11,900\nB01,2024-02-06,60\n")
        .await;
    let named = k_means.clone()
        + &label(&rich.id, "strategy = { en = \"Look after them.\", zh = \"重点维护。\" }")
            .replace(&format!("en = \"{}\"", rich.id), "en = \"Monthly buyers\"");
    service.put_scheme(&named, now()).await.unwrap();
    portfolio.run().await.unwrap();
    let after = segments(&portfolio, "alike").await;
    let detail = after.own.clone().unwrap().clusters.unwrap();
    assert!(detail.groups.iter().all(|group| group.known_before), "{:?}", detail.groups);
    let changed = label_of(&after);
    for (id, revenue) in &before {
        let now = changed[id];
        assert!(now >= *revenue && now < revenue + 1000, "{id}: {revenue} {now}");
    }
    let named = after.labels.iter().find(|label| label.id == rich.id).unwrap();
    assert_eq!((named.label.en.as_str(), named.strategy.zh.as_str()), ("Monthly buyers", "重点维护。"));
}

#[tokio::test]
async fn measures_that_tell_nobody_apart_are_left_out_and_said() {
    let portfolio = ten().await;
    let groups =
        |features: &str| head("odd", "clusters") + &format!("\n[clusters]\nnumber = 2\nfeatures = [{features}]\n");
    let text = groups("{ measure = \"occasions\" }, { measure = \"arrears\" }, { measure = \"revenue\" }");
    portfolio.service.put_scheme(&text, now()).await.unwrap();
    let run = portfolio.run().await.unwrap();
    let said = |code: &str| run.notices.iter().find(|notice| notice.code == code).map(|notice| notice.message.clone());
    assert_eq!(
        said("scheme-feature-constant").unwrap(),
        "scheme `odd`: measure `occasions` does not count: the features `occasions` are the same for all customers, \
         expected at least two different values each; leave the feature out: it tells no customer from another"
    );
    assert!(said("scheme-feature-empty").unwrap().contains("the features `arrears` are known of no customer"));
    assert_eq!(segments(&portfolio, "odd").await.labels.len(), 2);
    portfolio.service.put_scheme(&groups("{ measure = \"occasions\" }"), now()).await.unwrap();
    let run = portfolio.run().await.unwrap();
    let none = run.notices.iter().find(|notice| notice.code == "scheme-not-fitted").unwrap();
    assert_eq!(none.message, "scheme `odd`: no groups: none of its measures tells customers apart");
    assert_eq!(counts(&segments(&portfolio, "odd").await), [("", 10)]);
}

#[tokio::test]
async fn a_preview_counts_what_a_run_would_label() {
    let portfolio = ten().await;
    let service = &portfolio.service;
    let text = template("revenue-tiers").unwrap().text;
    let waiting = service.check_scheme(text).await.unwrap();
    assert_eq!((waiting.problem, waiting.waiting.unwrap().code.as_str()), (None, "no-run"));
    portfolio.run().await.unwrap();
    let mut previews = Vec::new();
    for template in patron_service::schemes::templates() {
        let check = service.check_scheme(template.text).await.unwrap();
        assert_eq!(check.problem, None, "{}", template.id);
        if let Some(waiting) = check.waiting {
            // the card of the matrix has not been scored yet
            assert_eq!((template.id, waiting.code.as_str()), ("match-matrix", "scheme-not-run"));
            continue;
        }
        let counted: u64 = check.labels.iter().map(|label| label.customers).sum();
        assert_eq!(counted + check.unlabelled.unwrap(), 10, "{}", template.id);
        service.put_scheme(template.text, now()).await.unwrap();
        previews.push((template.id, check.labels));
    }
    portfolio.run().await.unwrap();
    for (id, labels) in previews {
        let view = segments(&portfolio, id).await;
        let valued: Vec<(&str, u64)> = counts(&view).into_iter().filter(|(id, _)| !id.is_empty()).collect();
        let previewed: Vec<(&str, u64)> = labels.iter().map(|label| (label.id.as_str(), label.customers)).collect();
        assert_eq!(previewed, valued, "{id}");
    }
    let wrong = service.check_scheme(&text.replace("revenue\", by", "revenues\", by")).await.unwrap();
    assert_eq!(wrong.problem.unwrap().code, "scheme-measure-unknown");

    let condition = |json: &str| serde_json::from_str::<ConditionDraft>(json).unwrap();
    let count = service.count_condition(&condition(r#"{"measure":"revenue","is":">=","value":700}"#)).await.unwrap();
    assert_eq!((count.customers, count.of), (Some(4), Some(10)));
    let count = service.count_condition(&condition(r#"{"not":{"sql":"region = 'East'"}}"#)).await.unwrap();
    assert_eq!(count.customers, Some(4), "an unknown region is not East");
    let count = service.count_condition(&condition(r#"{"measure":"revenue","is":">="}"#)).await.unwrap();
    assert_eq!((count.customers, count.problem.unwrap().code.as_str()), (None, "scheme-value"));
}
