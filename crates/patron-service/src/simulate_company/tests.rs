use std::collections::{HashMap, HashSet};

use super::{Company, CompanySize};

const SMALL: CompanySize = CompanySize { customers: 400, products_per_category: 10 };

fn table(bytes: &[u8]) -> Vec<HashMap<String, String>> {
    csv::Reader::from_reader(bytes).deserialize().map(Result::unwrap).collect()
}

fn hundredths(text: &str) -> i64 {
    text.replace('.', "").parse().unwrap()
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let bytes = |seed| {
        let company = Company::simulate(SMALL, seed).unwrap();
        [
            company.customers().unwrap(),
            company.products().unwrap(),
            company.orders().unwrap(),
            company.interactions().unwrap(),
            company.receivables().unwrap(),
            company.opportunities().unwrap(),
            company.contracts().unwrap(),
            company.wallets().unwrap(),
            company.people().unwrap(),
            company.assessments().unwrap(),
            company.marketing_spend().unwrap(),
        ]
    };
    assert_eq!(bytes(7), bytes(7));
    assert_ne!(bytes(7), bytes(8));
}

#[test]
fn every_reference_leads_somewhere_and_money_adds_up() {
    let company = Company::simulate(SMALL, 1).unwrap();
    let customers = table(&company.customers().unwrap());
    let products = table(&company.products().unwrap());
    let orders = table(&company.orders().unwrap());
    let ids = |rows: &[HashMap<String, String>], key: &str| rows.iter().map(|row| row[key].clone()).collect();
    let (known, sold): (HashSet<String>, HashSet<String>) =
        (ids(&customers, "customer_id"), ids(&products, "product_id"));
    assert_eq!((known.len(), sold.len()), (400, 60));
    let mut sales: HashMap<(String, String), (i64, i64)> = HashMap::new();
    for row in &orders {
        assert!(row["customer_id"].is_empty() || known.contains(&row["customer_id"]), "{row:?}");
        assert!(sold.contains(&row["product_id"]), "{row:?}");
        let (amount, quantity) = (hundredths(&row["amount"]), row["quantity"].parse::<i64>().unwrap());
        let line = |order: &str| (row[order].clone(), row["product_id"].clone());
        if row["original_order_id"].is_empty() {
            assert!(amount > 0 && quantity > 0, "{row:?}");
            sales.insert(line("order_id"), (amount, quantity));
        } else {
            // a return follows its sale and never takes back more than was sold
            let (sold_for, pieces) = sales[&line("original_order_id")];
            assert!(amount < 0 && -amount <= sold_for && quantity < 0 && -quantity <= pieces, "{row:?}");
        }
    }
    for row in customers.iter().filter(|row| !row["parent_id"].is_empty()) {
        assert!(known.contains(&row["parent_id"]) && row["parent_id"] != row["customer_id"], "{row:?}");
    }
}

/// Shares are of about 60,000 rows; the bounds are wider than five standard errors.
#[test]
fn the_default_company_is_as_described() {
    let company = Company::simulate(CompanySize::default(), 1).unwrap();
    let orders = table(&company.orders().unwrap());
    let count = |keep: fn(&HashMap<String, String>) -> bool| orders.iter().filter(|row| keep(row)).count() as f64;
    let returned = count(|row| row["quantity"].starts_with('-')) / count(|row| !row["quantity"].starts_with('-'));
    assert!((0.025..0.035).contains(&returned), "{returned}");
    let nobody = count(|row| row["customer_id"].is_empty());
    assert!((300.0..1500.0).contains(&nobody), "{nobody}");
    let year = |year: &str| orders.iter().filter(|row| row["ordered_at"].starts_with(year)).count();
    assert!(year("2022") < year("2023") && year("2023") < year("2024") && year("2024") < year("2025"));
    let month = |month: &str| orders.iter().filter(|row| &row["ordered_at"][5..7] == month).count();
    assert!(month("11") > 3 * month("02") / 2);
    println!("{} lines, {} of nobody, {returned} returned", orders.len(), nobody);
}

/// Records agree: invoices are what was bought, wallets hold it, who is gone leaves nothing open.
#[test]
fn records_agree_with_the_orders() {
    let company = Company::simulate(CompanySize::default(), 1).unwrap();
    let mut sold: HashMap<(String, String), i64> = HashMap::new();
    let mut last: HashMap<String, String> = HashMap::new();
    let orders = table(&company.orders().unwrap());
    // orders of seed 1 as they were before there were other records
    let total: i64 = orders.iter().map(|row| hundredths(&row["amount"])).sum();
    assert_eq!((orders.len(), total), (69_721, 4_644_897_254));
    for row in orders {
        let day = row["ordered_at"][..10].to_owned();
        *sold.entry((row["customer_id"].clone(), day[..4].to_owned())).or_default() += hundredths(&row["amount"]);
        let latest = last.entry(row["customer_id"].clone()).or_default();
        *latest = day.max(latest.clone());
    }
    let customers = table(&company.customers().unwrap());
    let of = |id: &str| customers.iter().find(|row| row["customer_id"] == id).unwrap();

    let invoices = table(&company.receivables().unwrap());
    let mut billed: HashMap<(String, String), i64> = HashMap::new();
    for row in &invoices {
        let key = (row["customer_id"].clone(), row["issued_at"][..4].to_owned());
        *billed.entry(key).or_default() += hundredths(&row["amount"]);
        assert!(row["due_at"] > row["issued_at"], "{row:?}");
    }
    // a month of returns only is not billed
    assert!(billed.iter().all(|(key, billed)| *billed >= sold[key]), "billed less than sold");
    let late = invoices.iter().filter(|row| row["paid_at"] > row["due_at"]).count() as f64 / invoices.len() as f64;
    let open = invoices.iter().filter(|row| row["paid_at"].is_empty()).count() as f64 / invoices.len() as f64;
    assert!((0.1..0.4).contains(&late) && (0.01..0.15).contains(&open), "late {late}, open {open}");

    let mut shares: HashMap<(String, String), f64> = HashMap::new();
    let mut wallets: HashMap<(String, String), i64> = HashMap::new();
    for row in table(&company.wallets().unwrap()) {
        let key = (row["customer_id"].clone(), row["period"][..4].to_owned());
        if row["competitor"].is_empty() {
            wallets.insert(key, hundredths(&row["category_spend"]));
        } else {
            *shares.entry(key).or_default() += row["competitor_share"].parse::<f64>().unwrap();
        }
    }
    for (key, spend) in &wallets {
        let own = sold.get(key).copied().unwrap_or(0).max(0);
        assert!(own <= *spend, "{key:?}: {own} of {spend}");
        // shares are written with four digits, two of them at most
        let ours = own as f64 / *spend as f64;
        assert!((ours + shares[key] - 1.0).abs() < 2e-4, "{key:?}: {ours} and {}", shares[key]);
    }

    let deals = table(&company.opportunities().unwrap());
    for row in &deals {
        assert_eq!(row["won"].is_empty(), row["closed_at"].is_empty(), "{row:?}");
        assert!(row["opened_at"] < row["expected_close"], "{row:?}");
    }
    let won = |keep: &dyn Fn(&HashMap<String, String>) -> bool| {
        let decided: Vec<_> = deals.iter().filter(|row| !row["won"].is_empty() && keep(row)).collect();
        decided.iter().filter(|row| row["won"] == "true").count() as f64 / decided.len() as f64
    };
    let gone = company.accounts.iter().filter(|account| account.gone);
    let gone: HashSet<&str> = gone.map(|account| company.customers[account.place].id.as_str()).collect();
    // a return may come after the last purchase
    let after = |row: &HashMap<String, String>| {
        gone.contains(row["customer_id"].as_str()) && row["closed_at"] > last[&row["customer_id"]]
    };
    assert!(won(&after) < 0.5 * won(&|row| !after(row)), "{}: the last deals of who goes are lost", won(&after));

    for row in table(&company.assessments().unwrap()) {
        assert!((1..=5).contains(&row["score"].parse::<i64>().unwrap()), "{row:?}");
        assert_eq!(of(&row["customer_id"])["kind"], "company");
    }
    for rows in [company.contracts().unwrap(), company.people().unwrap()].map(|bytes| table(&bytes)) {
        assert!(rows.len() > 300 && rows.iter().all(|row| of(&row["customer_id"])["kind"] == "company"));
    }
}

#[test]
fn typed_lines_are_those_of_the_cards() {
    let measures = crate::Registry::default().measures();
    for (card, mut lines) in super::assessments::typed() {
        let card = crate::cards::Card::parse(crate::cards::template(card).unwrap().text, &measures).unwrap();
        let typed = card.indicators.iter().filter(|line| matches!(line.source, crate::cards::Source::Assessed { .. }));
        let mut typed: Vec<&str> = typed.map(|line| line.id.as_str()).collect();
        typed.sort_unstable();
        lines.sort_unstable();
        assert_eq!(lines, typed, "{}", card.id);
    }
}
