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
        [company.customers().unwrap(), company.products().unwrap(), company.orders().unwrap()]
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
