//! Attributes, product costs, filters and SQL over a small company of its own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a failed unwrap is a failed test")]

mod support;

use std::collections::BTreeSet;

use patron_service::Registry;
use patron_service::catalogue::MeasureKind;
use patron_service::export::{Audience, Format, write};
use patron_service::query::{CustomerFilter, CustomersQuery};
use patron_service::report::ReportFormat;
use patron_service::service::{SqlAnswer, SummaryRequest};
use serde_json::Value;
use support::Portfolio;

const ORDERS: &str = "\
order_id,original_order_id,customer_id,ordered_at,product_id,quantity,amount,cost
o1,,ann,2024-01-05,p1,2,100.00,
o2,,ann,2024-02-05,p2,1,50.00,20.00
o3,,ben,2024-01-20,p3,1,30.00,
r1,o1,ann,2024-03-01,p1,-1,-50.00,
o4,,蓝天公司,2024-02-11,p1,4,200.00,
o5,,,2024-02-12,p1,1,70.00,
";
const PRODUCTS: &str = "\
product_id,name,category,unit_cost
p1,Lamp,home,15.00
p2,Chair,home,
";
const CUSTOMERS: &str = "\
customer_id,name,region,account_manager,VIP level
ann,Ann Lee,north,Mia,gold
ben,Ben Ode,south,Tom,
蓝天公司,蓝天,north,Mia,silver
";

async fn company() -> Portfolio {
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("products", "products.csv", PRODUCTS).await;
    portfolio.import_text("customers", "customers.csv", CUSTOMERS).await;
    portfolio.import_text("orders", "orders.csv", ORDERS).await;
    portfolio.run().await.unwrap();
    portfolio
}

async fn csv(answer: SqlAnswer) -> String {
    let mut file = Vec::new();
    write(answer.frame, Format::Csv, None, Audience::People, &mut file).await.unwrap();
    String::from_utf8(file).unwrap()
}

async fn ask(portfolio: &Portfolio, sql: &str) -> String {
    csv(portfolio.service.sql(sql).await.unwrap()).await
}

#[tokio::test]
async fn costs_come_from_the_line_then_the_product_then_the_margin() {
    let portfolio = company().await;
    let text = ask(
        &portfolio,
        "select customer_id, occasions, revenue, returns, monetary_value, contribution from customers order by 1",
    )
    .await;
    // ann: 100 - 30, 50 - 20, -50 + 15; the return nets on the first day, so that the repeat purchase is worth 50.
    // ben's product has no cost and there is no margin: 30 counts in full. 200 - 4 x 15 = 140.
    let expected = "\
customer_id,occasions,revenue,returns,monetary_value,contribution
ann,2,150.0,50.0,50.0,65.0
ben,1,30.0,0.0,,30.0
蓝天公司,1,200.0,0.0,,140.0
";
    assert_eq!(text, expected);
}

#[tokio::test]
async fn attributes_can_be_shown_filtered_and_searched() {
    let portfolio = company().await;
    let attribute = "attribute.VIP level";
    let page = |conditions: &'static [&'static str], search: Option<&'static str>| {
        let service = portfolio.service.clone();
        async move {
            let query = CustomersQuery {
                columns: vec![attribute.to_owned()],
                filter: CustomerFilter::parse(conditions.iter().copied(), search).unwrap(),
                sort: "customer_id".to_owned(),
                ..CustomersQuery::default()
            };
            let page = service.customers(&query).await.unwrap();
            page.rows.into_iter().map(|row| (row[0].clone(), row[1].clone())).collect::<Vec<(Value, Value)>>()
        }
    };
    let pair = |id: &str, level: Option<&str>| (Value::from(id), level.map_or(Value::Null, Value::from));
    assert_eq!(page(&["region:is:north"], None).await, [pair("ann", Some("gold")), pair("蓝天公司", Some("silver"))]);
    assert_eq!(
        page(&["region:is:north", "attribute.VIP level:not:gold"], None).await,
        [pair("蓝天公司", Some("silver"))]
    );
    assert_eq!(page(&["attribute.VIP level:is:"], None).await, [pair("ben", None)]);
    assert_eq!(page(&["revenue:ge:100"], Some("蓝")).await, [pair("蓝天公司", Some("silver"))]);
    assert_eq!(page(&["first_purchase:le:2024-01-10"], None).await, [pair("ann", Some("gold"))]);
    assert_eq!(page(&[], Some("ODE")).await, [pair("ben", None)]);
    let catalogue = portfolio.service.catalogue().await.unwrap();
    let region = catalogue.attributes.iter().find(|attribute| attribute.id == "region").unwrap();
    assert_eq!(region.values, ["north", "south"]);
}

#[tokio::test]
async fn questions_in_sql_read_and_never_write() {
    let portfolio = company().await;
    assert_eq!(ask(&portfolio, "select count(*) as n from ledger.orders where customer_id is null").await, "n\n1\n");
    assert_eq!(
        ask(&portfolio, "select count(distinct run_id) as n, min(as_of) as d from runs.customers").await,
        "n,d\n1,2024-03-01\n"
    );
    for text in ["drop table customers", "insert into customers select * from customers", "copy customers to 'x.csv'"] {
        let error = portfolio.service.sql(text).await.unwrap_err();
        assert_eq!(error.code(), "bad-sql", "{text}");
    }
    let error = portfolio.service.sql("select no_such from customers").await.unwrap_err();
    assert_eq!(error.code(), "unknown-column");
    let error = portfolio.service.sql("select a from nowhere").await.unwrap_err();
    assert!(error.to_string().starts_with("the question cannot be answered: table "), "{error}");
}

#[tokio::test]
async fn exports_are_whole_and_safe() {
    let portfolio = company().await;
    let evil = "customer_id,name\nann,\"=HYPERLINK(\"\"http://evil\"\")\"\n";
    portfolio.import_text("customers", "later.csv", evil).await;
    portfolio.run().await.unwrap();
    let query = CustomersQuery {
        columns: vec!["customer_id".to_owned(), "name".to_owned(), "revenue".to_owned()],
        sort: "-revenue".to_owned(),
        ..CustomersQuery::default()
    };
    let (answer, titles) = portfolio.service.export_customers(&query, "zh").await.unwrap();
    assert_eq!(titles, ["客户", "name", "销售额"]);
    let mut file = Vec::new();
    let rows = write(answer.frame, Format::Csv, Some(&titles), Audience::People, &mut file).await.unwrap();
    let text = String::from_utf8(file).unwrap();
    // The latest batch wins for ann; its formula is a text.
    let expected =
        "客户,name,销售额\n蓝天公司,蓝天,200.0\nann,\"'=HYPERLINK(\"\"http://evil\"\")\",150.0\nben,Ben Ode,30.0\n";
    assert_eq!((rows, text.as_str()), (3, expected));
    for format in [Format::Json, Format::Parquet, Format::Xlsx] {
        let (answer, _) = portfolio.service.export_customers(&query, "en").await.unwrap();
        let mut file = Vec::new();
        assert_eq!(write(answer.frame, format, None, Audience::People, &mut file).await.unwrap(), 3, "{format:?}");
        assert!(!file.is_empty());
    }
}

#[tokio::test]
async fn unknown_names_say_what_there_is() {
    let portfolio = company().await;
    let query = CustomersQuery { sort: "-worth".to_owned(), ..CustomersQuery::default() };
    let error = portfolio.service.customers(&query).await.unwrap_err();
    assert_eq!(error.to_string(), "column `worth` is not in the customer table, expected one of its columns");
    assert!(error.problem().hint.as_deref().unwrap().contains("; columns are customer_id, first_purchase,"));
    let error = portfolio.service.customer("nobody").await.unwrap_err();
    assert_eq!(error.to_string(), "customer `nobody` is not in the current run");
    let error = portfolio.service.segments("shoe_size", &CustomerFilter::default()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "scheme `shoe_size`, expected one of `rfm_type`, `rfm_segment`, `value_source`, `abc_class`, \
         `pyramid`, `lifecycle_stage`, `value_change_reason`, `value_alert`, \
         `value_cube`, `nps_class`, `loyalty_type`, `key_account`"
    );
    let error = portfolio.service.export_table("ledger.invoices").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "table `ledger.invoices` is not known, expected `customers`, `ledger.orders`, `ledger.customers`, \
         `ledger.products`, `ledger.interactions`, `ledger.receivables`, `ledger.opportunities`, `ledger.contracts`, \
         `ledger.wallets`, `ledger.people`, `ledger.assessments`, `ledger.cost_pools`, `ledger.activity_drivers`, \
         `ledger.marketing_spend`, `ledger.surveys`"
    );
}

#[tokio::test]
async fn pages_visit_every_customer_once() {
    let portfolio = Portfolio::new(Registry::default()).await;
    let rows: String = (0..97)
        .flat_map(|n| {
            (0..=n % 3).map(move |k| format!("c{n:03},2024-0{}-0{},{}\n", 1 + 2 * k, 1 + n % 7, 10 * (n % 5)))
        })
        .collect();
    portfolio
        .import_text("orders", "orders.csv", &format!("customer_id,ordered_at,amount\n{rows}x,2024-02-02,-1\n"))
        .await;
    portfolio.run().await.unwrap();
    for sort in
        ["revenue", "-revenue", "last_purchase", "-last_purchase", "customer_id", "-monetary_value", "rfm_segment"]
    {
        let mut seen = Vec::new();
        let mut after = None;
        loop {
            let query = CustomersQuery {
                columns: vec!["customer_id".to_owned()],
                sort: sort.to_owned(),
                limit: 10,
                after,
                ..CustomersQuery::default()
            };
            let page = portfolio.service.customers(&query).await.unwrap();
            assert_eq!(page.total, 98);
            seen.extend(page.rows.into_iter().map(|row| row[0].as_str().unwrap().to_owned()));
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        let distinct: std::collections::BTreeSet<_> = seen.iter().collect();
        assert_eq!((seen.len(), distinct.len()), (98, 98), "{sort}");
    }
}

#[tokio::test]
async fn an_exchange_file_keeps_every_text_and_a_table_for_people_none_that_would_run() {
    let portfolio = Portfolio::new(Registry::default()).await;
    let ids = ["=1+1", "+a", "-b", "@c", "'=d", "plain", "-7"];
    let rows: String = ids.iter().map(|id| format!("{id},2024-01-05,1.00\n{id},2024-02-05,1.00\n")).collect();
    portfolio.import_text("orders", "orders.csv", &format!("customer_id,ordered_at,amount\n{rows}")).await;
    portfolio.run().await.unwrap();
    let written = async |audience: Audience| {
        let frame = portfolio.service.summary(&SummaryRequest::default()).await.unwrap().frame;
        let mut file = Vec::new();
        write(frame, Format::Csv, None, audience, &mut file).await.unwrap();
        let text = String::from_utf8(file).unwrap();
        text.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect::<BTreeSet<_>>()
    };
    assert_eq!(written(Audience::Programs).await, BTreeSet::from(ids.map(str::to_owned)));
    let safe = ["'=1+1", "'+a", "'-b", "'@c", "''=d", "plain", "-7"];
    assert_eq!(written(Audience::People).await, BTreeSet::from(safe.map(str::to_owned)));

    let mut file = Vec::new();
    let frame = portfolio.service.sql("select 1 as \"=cmd()\"").await.unwrap().frame;
    write(frame, Format::Csv, None, Audience::People, &mut file).await.unwrap();
    assert_eq!(String::from_utf8(file).unwrap(), "'=cmd()\n1\n", "headings too");
}

#[tokio::test]
async fn a_workbook_refuses_a_text_that_no_cell_holds() {
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("orders", "orders.csv", "customer_id,ordered_at,amount\na,2024-01-05,1.00\n").await;
    let long = "x".repeat(32_768);
    portfolio.import_text("customers", "customers.csv", &format!("customer_id,name,note\na,Ann,{long}\n")).await;
    portfolio.run().await.unwrap();
    let (answer, titles) = portfolio.service.export_customers(&CustomersQuery::default(), "en").await.unwrap();
    let mut file = Vec::new();
    let error = write(answer.frame, Format::Xlsx, Some(&titles), Audience::People, &mut file).await.unwrap_err();
    let said =
        "the text in column `attribute.note`, row `2` of the sheet has `32768` characters, expected at most 32767";
    assert_eq!((error.code(), error.to_string().as_str()), ("cell-too-long", said));
    let error = portfolio.service.report(ReportFormat::Xlsx, "en").await.unwrap_err();
    assert_eq!((error.code(), error.to_string().as_str()), ("cell-too-long", said));
}

#[tokio::test]
async fn days_of_customer_records_are_compared_as_days() {
    let portfolio = Portfolio::new(Registry::default()).await;
    let orders = "customer_id,ordered_at,amount\na,2024-01-05,1.00\nb,2024-01-06,1.00\nc,2024-01-07,1.00\n";
    portfolio.import_text("orders", "orders.csv", orders).await;
    let customers = "customer_id,region,acquired_at\na,north,2023-09-30\nb,south,2023-10-01\nc,north,\n";
    portfolio.import_text("customers", "customers.csv", customers).await;
    portfolio.run().await.unwrap();
    let found = async |condition: &str| {
        let filter = CustomerFilter::parse([condition], None).unwrap();
        let query = CustomersQuery { filter, sort: "customer_id".to_owned(), ..CustomersQuery::default() };
        let page = portfolio.service.customers(&query).await?;
        let ids = page.rows.into_iter().map(|row| row[0].as_str().unwrap().to_owned());
        Ok::<_, patron_service::error::ServiceError>(ids.collect::<String>())
    };
    assert_eq!(found("acquired_at:ge:2023-10-01").await.unwrap(), "b");
    assert_eq!(found("acquired_at:le:yesterday").await.unwrap_err().code(), "bad-date");
    assert_eq!(found("acquired_at:le:2023-09-30").await.unwrap(), "a");
    assert_eq!(found("acquired_at:is:").await.unwrap(), "c");
    let catalogue = portfolio.service.catalogue().await.unwrap();
    let kind = |id: &str| catalogue.attributes.iter().find(|found| found.id == id).map(|found| found.kind);
    assert_eq!((kind("acquired_at"), kind("region")), (Some(MeasureKind::Date), Some(MeasureKind::Text)));
}
