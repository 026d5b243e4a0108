//! Online Retail: 541,909 rows of real dirt, reconciled to the cent.

use crate::support::{Desk, request, row_count, shared, texts, total};

#[tokio::test(flavor = "multi_thread")]
async fn online_retail_reconciles_to_the_cent() {
    let Some(file) = shared("data/online_retail/online_retail.csv.gz") else { return };
    let desk = Desk::new().await;
    let mut request = request([]);
    request.rules = texts([("non-goods", "POST,DOT,BANK CHARGES")]);
    let begun = std::time::Instant::now();
    let report = desk.orders(&file, request).await.unwrap();
    println!("imported {} rows in {:.1?}", report.read, begun.elapsed());

    assert_eq!(report.read, 541_909);
    assert_eq!(report.read, report.loaded + report.quarantined + report.duplicates + report.excluded);
    assert_eq!(report.duplicates, 5_268);
    assert_eq!(report.quarantined, 0);
    assert_eq!(report.amount_read.as_deref(), Some("9747747.934"), "a plain sum of quantity x price over the file");
    let sum = [&report.amount_loaded, &report.amount_duplicates, &report.amount_excluded]
        .map(|amount| (amount.as_ref().unwrap().parse::<f64>().unwrap() * 10_000.0).round() as i64)
        .iter()
        .sum::<i64>();
    assert_eq!(sum, 97_477_479_340);

    // the figures of its README, less what the rules took
    let effect = |rule: &str| report.rules.iter().find(|effect| effect.rule == rule).unwrap();
    assert_eq!((effect("duplicates").rows, effect("non-goods").rows, report.excluded), (5_268, 2_003, 2_003));
    assert_eq!(report.customers, Some(4_372));
    assert_eq!(effect("unattributed").rows, 134_258);
    assert_eq!((effect("returns").rows, effect("returns").amount.as_deref()), (10_437, Some("-896888.68")));

    let rows = desk.rows("orders").await;
    assert_eq!(row_count(&rows) as u64, report.loaded);
    let loaded = (report.amount_loaded.unwrap().parse::<f64>().unwrap() * 10_000.0).round() as i128;
    assert_eq!(total(&rows, "amount"), loaded);
    assert_eq!((report.first_on.as_deref(), report.last_on.as_deref()), (Some("2010-12-01"), Some("2011-12-09")));
}
