use super::*;
use crate::source::{OpenOptions, Watch, open, profile};

fn proposal(table: &str, text: &str) -> Proposal {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.csv");
    std::fs::write(&path, text).unwrap();
    let source = open(&path, OpenOptions::default(), &Watch::new()).unwrap();
    propose(table, &profile(&source, &Watch::new()).unwrap()).unwrap()
}

fn pairs(proposal: &Proposal) -> Vec<(&str, &str)> {
    proposal.fields.iter().map(|field| (field.field.as_str(), field.expression.as_str())).collect()
}

#[test]
fn online_retail() {
    let found = proposal(
        "orders",
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n\
         536365,85123A,HEART,6,2010-12-01 08:26:00,2.55,17850,United Kingdom\n",
    );
    assert_eq!(
        pairs(&found),
        [
            ("customer_id", "\"CustomerID\""),
            ("ordered_at", "\"InvoiceDate\""),
            ("order_id", "\"InvoiceNo\""),
            ("product_id", "\"StockCode\""),
            ("quantity", "\"Quantity\""),
            ("amount", "\"Quantity\" * \"UnitPrice\""),
        ]
    );
    assert!(found.unmatched.is_empty() && found.questions.is_empty());
}

#[test]
fn two_customer_columns_are_asked_about() {
    let found = proposal(
        "orders",
        "master_customer_id,sample_customer_id,date,number_of_cds,dollar_value\n00004,0001,19970101,2,29.33\n",
    );
    assert_eq!(
        pairs(&found),
        [("ordered_at", "\"date\""), ("quantity", "\"number_of_cds\""), ("amount", "\"dollar_value\"")]
    );
    let open = &found.unmatched[0];
    assert_eq!((open.field.as_str(), open.required), ("customer_id", true));
    let columns: Vec<_> = open.candidates.iter().map(|candidate| candidate.column.as_str()).collect();
    assert_eq!(columns, ["master_customer_id", "sample_customer_id"]);
}

#[test]
fn superstore_and_northwind_discounts_are_shares() {
    let found = proposal(
        "orders",
        "Row ID,Order ID,Order Date,Ship Date,Customer ID,Customer Name,Product ID,Sales,Quantity,Discount,Profit\n\
         1,CA-1,11/8/2018,11/11/2018,CG-12520,Claire,FUR-1,261.96,2,0.45,41.9136\n",
    );
    assert_eq!(
        pairs(&found),
        [
            ("customer_id", "\"Customer ID\""),
            ("ordered_at", "\"Order Date\""),
            ("order_id", "\"Order ID\""),
            ("product_id", "\"Product ID\""),
            ("quantity", "\"Quantity\""),
            ("amount", "\"Sales\""),
            ("cost", "\"Sales\" - \"Profit\""),
        ]
    );
    // 11/8/2018 could be August; only the used column is asked about
    let asked: Vec<_> = found.questions.iter().map(|q| (q.column.as_str(), q.code.as_str())).collect();
    assert_eq!(asked, [("Order Date", "day-order")]);

    let lines = proposal("orders", "orderID,productID,unitPrice,quantity,discount\n10248,11,14.00,12,0.15\n");
    assert!(pairs(&lines).contains(&("amount", "\"quantity\" * \"unitPrice\" * (1 - \"discount\")")));
    let required: Vec<_> = lines.unmatched.iter().filter(|f| f.required).map(|f| f.field.as_str()).collect();
    assert_eq!(required, ["customer_id", "ordered_at"]);
}

#[test]
fn olist_and_apparel() {
    let orders = proposal(
        "orders",
        "order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at\n\
         2c81,ba2a,delivered,2018-08-15 11:30:33,2018-08-15 11:44:11\n",
    );
    assert_eq!(
        pairs(&orders),
        [
            ("customer_id", "\"customer_id\""),
            ("ordered_at", "\"order_purchase_timestamp\""),
            ("order_id", "\"order_id\"")
        ]
    );
    let apparel = proposal("orders", "Id,Date,Price\n1,2005-01-02,230.3\n");
    assert_eq!(pairs(&apparel), [("customer_id", "\"Id\""), ("ordered_at", "\"Date\""), ("amount", "\"Price\"")]);
    assert!(apparel.fields.iter().all(|field| field.confidence <= 0.5));
}

#[test]
fn chinese_exports() {
    let found = proposal(
        "orders",
        "订单号,退款原订单号,客户编号,下单时间,商品编码,商品名称,数量,单价,金额（元）,优惠金额,成本,渠道,币种\n\
         D1,,K001,2024年1月5日 8:26,P1,茶,2,¥10.50,¥21.00,0,9.5,天猫,CNY\n",
    );
    assert_eq!(
        pairs(&found),
        [
            ("customer_id", "\"客户编号\""),
            ("ordered_at", "\"下单时间\""),
            ("order_id", "\"订单号\""),
            ("original_order_id", "\"退款原订单号\""),
            ("product_id", "\"商品编码\""),
            ("quantity", "\"数量\""),
            ("amount", "\"金额（元）\""),
            ("discount", "\"优惠金额\""),
            ("cost", "\"成本\""),
            ("channel", "\"渠道\""),
            ("currency", "\"币种\""),
        ]
    );
    let without_amount = proposal("orders", "会员号,购买日期,购买数量,单价\nK1,2024/1/5,2,10.5\n");
    assert!(pairs(&without_amount).contains(&("amount", "\"购买数量\" * \"单价\"")));
    let customers =
        proposal("customers", "客户编号,客户名称,行业,地区,客户经理,注册日期\nK1,甲公司,零售,华东,王五,2020-01-01\n");
    assert_eq!(
        pairs(&customers),
        [
            ("customer_id", "\"客户编号\""),
            ("name", "\"客户名称\""),
            ("industry", "\"行业\""),
            ("region", "\"地区\""),
            ("acquired_at", "\"注册日期\""),
            ("account_manager", "\"客户经理\""),
        ]
    );
    let orders_as_customers = proposal("customers", "会员号,商品名称,商品类型\nK1,茶,饮料\n");
    assert_eq!(pairs(&orders_as_customers), [("customer_id", "\"会员号\"")]);
    let products = proposal("products", "商品编码,商品名称,类别,成本价,上市日期\nP1,茶,饮料,3.5,2020-01-01\n");
    assert_eq!(products.fields.len(), 5);
}

#[test]
fn values_that_do_not_fit_a_field_are_refused() {
    let found = proposal("orders", "customer_id,order_date,amount\nK1,soon,12\nK2,later,13\n");
    assert_eq!(pairs(&found), [("customer_id", "\"customer_id\""), ("amount", "\"amount\"")]);
    let open = &found.unmatched[0];
    assert_eq!(open.field, "ordered_at");
    assert_eq!(open.candidates[0].reason, "it holds text; expected a date");
    assert!(
        propose(
            "no_such_table",
            &crate::source::Profile { rows: 0, bad_rows: 0, bad_examples: vec![], columns: vec![] }
        )
        .is_none()
    );
    assert_eq!(quoted("a\"b"), "\"a\"\"b\"");
}

#[test]
fn every_name_is_written_as_names_are_compared() {
    for table in TABLES {
        for field in table.fields {
            for name in field.names.split_ascii_whitespace().chain(field.weak.split_ascii_whitespace()) {
                assert_eq!(key(name), name, "{}", field.name);
            }
        }
    }
}

#[test]
fn records_of_accounts() {
    let deals = proposal(
        "opportunities",
        "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n\
         A1,Kim,GTX,Acme,Won,2016-10-20,2017-03-01,1054\nA2,Kim,GTX,,Prospecting,,,\n",
    );
    let won = deals.fields.iter().find(|field| field.field == "won").unwrap();
    assert!(won.expression.starts_with("CASE WHEN lower(\"deal_stage\") IN ('won'"), "{}", won.expression);
    let named: Vec<_> = pairs(&deals).into_iter().filter(|(field, _)| *field != "won").collect();
    assert_eq!(
        named,
        [
            ("customer_id", "\"account\""),
            ("opportunity_id", "\"opportunity_id\""),
            ("stage", "\"deal_stage\""),
            ("amount", "\"close_value\""),
            ("opened_at", "\"engage_date\""),
            ("closed_at", "\"close_date\""),
            ("product_id", "\"product\""),
        ]
    );
    let bills = proposal(
        "receivables",
        "客户编号,发票号,开票日期,到期日,金额,回款日期,回款金额\nC1,F1,2024-01-05,2024-02-05,1200.00,2024-03-01,1200.00\n",
    );
    let fields: Vec<_> = bills.fields.iter().map(|field| field.field.as_str()).collect();
    assert_eq!(fields, ["customer_id", "invoice_id", "issued_at", "due_at", "amount", "paid_at", "paid_amount"]);
    let scores = proposal(
        "assessments",
        "客户编号,评分人,评分卡,指标,得分,评分日期,备注\nC1,王敏,telecom,influence,4,2024-06-01,\n",
    );
    assert!(scores.unmatched.is_empty(), "{:?}", scores.unmatched);
    assert_eq!(scores.fields.len(), 7);
    let spend = proposal(
        "marketing_spend",
        "投放月份,期末,投放渠道,营销活动,用途,营销费用,币种\n2024-01-01,2024-01-31,搜索,开年,获客,1200.00,CNY\n",
    );
    assert!(spend.unmatched.is_empty(), "{:?}", spend.unmatched);
    assert_eq!(spend.fields.len(), 7);
    let spend = proposal("marketing_spend", "month,channel,spend_type,spend\n2024-01-01,Search,acquisition,1200.00\n");
    assert_eq!(spend.fields.len(), 4);
}

#[test]
fn costs_and_drivers_in_two_languages() {
    let found = proposal(
        "cost_pools",
        "费用项目,期间,截止日期,部门,金额,成本性态\n工资,2025-01-01,2025-01-31,仓库,5000.5,共享\n",
    );
    assert_eq!(
        pairs(&found),
        [
            ("pool", "\"费用项目\""),
            ("period", "\"期间\""),
            ("period_end", "\"截止日期\""),
            ("amount", "\"金额\""),
            ("department", "\"部门\""),
            ("behaviour", "\"成本性态\""),
        ]
    );
    let found = proposal("cost_pools", "Expense type,Posting date,Cost center,Expense\nrent,2025-01-01,HQ,100\n");
    assert_eq!(
        pairs(&found),
        [
            ("pool", "\"Expense type\""),
            ("period", "\"Posting date\""),
            ("amount", "\"Expense\""),
            ("department", "\"Cost center\""),
        ]
    );
    let found = proposal("activity_drivers", "动因,客户编号,日期,动因量\nkm,C1,2025-01-01,12.5\n");
    assert_eq!(
        pairs(&found),
        [
            ("driver", "\"动因\""),
            ("volume", "\"动因量\""),
            ("recorded_at", "\"日期\""),
            ("customer_id", "\"客户编号\""),
        ]
    );
}
