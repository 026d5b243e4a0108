//! Rules of the portfolio and what each did.

use patron_service::views::ImportReport;

use crate::support::{Desk, request, texts, total};

const ORDERS: &str = "\
order_id,customer_id,date,product,quantity,amount
1,a,2024-01-01,SP1,2,20.00
1,a,2024-01-01,SP1,2,20.00
C2,a,2024-01-02,SP1,2,20.00
3,b,2024-01-03,SP2,-1,5.00
4,b,2024-01-04,SP2,-1,-5.00
5,,2024-01-05,SP3,1,7.00
6,c,2024-01-06,POST,1,3.00
7,c,2024-01-07,DCGS1,1,4.00
8,c,2024-01-08,SP4,1,0
";

async fn import<const N: usize>(rules: [(&str, &str); N]) -> (Desk, ImportReport) {
    let desk = Desk::new().await;
    let mut request = request([]);
    request.rules = texts(rules);
    let report = desk.orders(&desk.file("orders.csv", ORDERS), request).await.unwrap();
    assert_eq!(report.read, report.loaded + report.quarantined + report.duplicates + report.excluded);
    (desk, report)
}

fn effect<'a>(report: &'a ImportReport, rule: &str) -> (&'a str, u64, Option<&'a str>) {
    let effect = report.rules.iter().find(|effect| effect.rule == rule).unwrap();
    (&effect.setting, effect.rows, effect.amount.as_deref())
}

#[tokio::test]
async fn by_default() {
    let (desk, report) = import([]).await;
    assert_eq!((report.loaded, report.duplicates, report.excluded), (8, 1, 0));
    assert_eq!(effect(&report, "duplicates"), ("drop", 1, Some("20.00")));
    assert_eq!(effect(&report, "returns"), ("negative", 2, Some("-10.00")));
    // a negative quantity with a positive amount: the amount gets its minus
    assert_eq!(effect(&report, "return-sign"), ("negative", 1, Some("-5.00")));
    assert!(report.notices.iter().any(|notice| notice.code == "return-sign"));
    assert_eq!(effect(&report, "unattributed"), ("load", 1, Some("7.00")));
    assert_eq!(effect(&report, "non-goods"), ("none", 0, None));
    assert_eq!(report.amount_loaded.as_deref(), Some("44.00"));
    assert_eq!(total(&desk.rows("orders").await, "amount"), 440_000);
}

#[tokio::test]
async fn as_set() {
    let rules =
        [("cancelled-prefix", "C"), ("non-goods", "POST,DCGS*"), ("unattributed", "exclude"), ("duplicates", "keep")];
    let (desk, report) = import(rules).await;
    assert_eq!((report.loaded, report.duplicates, report.excluded), (6, 0, 3));
    assert_eq!(effect(&report, "duplicates"), ("keep", 1, Some("20.00")));
    assert_eq!(effect(&report, "returns"), ("negative, or order id begins with C", 3, Some("-30.00")));
    assert_eq!(effect(&report, "non-goods"), ("POST,DCGS*", 2, Some("7.00")));
    assert_eq!(effect(&report, "unattributed"), ("exclude", 1, Some("7.00")));
    assert_eq!(report.amount_excluded.as_deref(), Some("14.00"));
    // quantities: 2 + 2 - 2 (cancelled) - 1 - 1 + 1
    assert_eq!(total(&desk.rows("orders").await, "quantity"), 10_000);

    // the rules are the portfolio's from now on
    let next = desk.file(
        "next.csv",
        "order_id,customer_id,date,product,quantity,amount\n20,d,2024-02-01,POST,1,9.00\n21,d,2024-02-01,SP1,1,9.00\n",
    );
    let report = desk.orders(&next, request([])).await.unwrap();
    assert_eq!((report.loaded, report.excluded), (1, 1));
}

#[tokio::test]
async fn that_do_not_exist_are_refused() {
    let desk = Desk::new().await;
    let file = desk.file("orders.csv", ORDERS);
    let refused = async |rule: &str, value: &str| {
        let mut request = request([]);
        request.rules = texts([(rule, value)]);
        desk.orders(&file, request).await.unwrap_err()
    };
    let error = refused("returns", "none").await;
    assert_eq!(
        error.to_string(),
        "rule `returns` is not known for table `orders`; expected one of `duplicates`, `cancelled-prefix`, `non-goods`, `unattributed`"
    );
    let error = refused("duplicates", "merge").await;
    assert_eq!(error.to_string(), "rule `duplicates` has value `merge`; expected `drop` or `keep`");
    assert_eq!(refused("non-goods", "A*B").await.code(), "rule-value");
}

#[tokio::test]
async fn one_currency_a_portfolio() {
    let desk = Desk::new().await;
    let file = desk.file(
        "a.csv",
        "customer_id,date,amount,currency\na,2024-01-01,1,GBP\nb,2024-01-02,2,gbp\nc,2024-01-03,3,EUR\n",
    );
    let report = desk.orders(&file, request([])).await.unwrap();
    assert_eq!((report.loaded, report.quarantined), (2, 1));
    let reject = &report.rejects[0];
    assert_eq!((reject.reason.as_str(), reject.value.as_deref()), ("other-currency", Some("EUR")));
    assert_eq!(reject.expected, "amounts in `GBP`, the currency of the portfolio");
    let portfolio = patron_service::portfolio::portfolio(desk.writer.store()).await.unwrap();
    assert_eq!(portfolio.currency, "GBP");
}

#[tokio::test]
async fn without_order_id_identical_rows_are_kept_and_reported() {
    let desk = Desk::new().await;
    let file = desk.file("a.csv", "customer_id,date,amount\na,2024-01-01,1\na,2024-01-01,1\n");
    let report = desk.orders(&file, request([])).await.unwrap();
    assert_eq!((report.loaded, effect(&report, "duplicates")), (2, ("keep", 1, Some("1.00"))));
    assert!(report.notices.iter().any(|notice| notice.code == "duplicates-kept"));
}
