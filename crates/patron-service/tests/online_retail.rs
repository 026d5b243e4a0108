//! 541,909 dirty rows of a real wholesaler, end to end: every row and every penny has a place.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a failed unwrap is a failed test")]

mod support;

use patron_service::Registry;
use patron_service::query::CustomerFilter;
use patron_service::views::ImportReport;
use support::{Portfolio, orders, shared};

fn pence(text: &Option<String>) -> i64 {
    let text = text.as_deref().unwrap_or("0");
    (text.replace(',', "").parse::<f64>().unwrap() * 100.0).round() as i64
}

#[tokio::test]
async fn every_row_and_every_penny_has_a_place() {
    let Some(file) = shared("data/online_retail/online_retail.csv.gz") else { return };
    let portfolio = Portfolio::new(Registry::default()).await;
    let report: ImportReport = portfolio.import(file, orders("orders", &[], &[])).await.unwrap();
    assert_eq!(report.read, 541_909);
    assert_eq!(report.read, report.loaded + report.quarantined + report.duplicates + report.excluded, "{report:?}");
    // An order id is mapped, so that exact duplicates are dropped.
    assert_eq!((report.duplicates, report.quarantined), (5268, 0), "{:?}", report.rejects);
    let parts = [&report.amount_loaded, &report.amount_duplicates, &report.amount_excluded];
    assert_eq!(parts.map(pence).iter().sum::<i64>(), 974_774_793, "{report:?}");
    assert_eq!(pence(&report.amount_read), 974_774_793);

    let view = portfolio.run().await.unwrap();
    assert_eq!((view.as_of.as_str(), view.customers), ("2011-12-09", 4372));
    let overview = portfolio.service.overview(&CustomerFilter::default()).await.unwrap();
    let total = |pick: fn(&patron_service::views::MonthTotal) -> Option<f64>| {
        overview.months.iter().filter_map(pick).sum::<f64>()
    };
    let all = total(|month| month.revenue) - total(|month| month.returns) + total(|month| month.unattributed_revenue);
    assert_eq!((all * 100.0).round() as i64, pence(&report.amount_loaded));
    let tree = &overview.value_tree;
    let attributed = tree.revenue.unwrap() - tree.returns.unwrap();
    assert!((attributed - (total(|month| month.revenue) - total(|month| month.returns))).abs() < 0.005);
    println!("{:#?}\n{:#?}", report, view);
}
