//! Elasticities through orders: the known answers, bounds, segments and customers.

use crate::support::Portfolio;
use patron_service::Registry;
use patron_service::price::{PriceBy, PriceRequest};

fn rounded(value: Option<f64>) -> f64 {
    (value.unwrap() * 100.0).round() / 100.0
}

#[tokio::test]
async fn a_hundred_at_ten_and_a_hundred_and_thirty_at_eight() {
    let portfolio = Portfolio::new(Registry::default()).await;
    // 100 for 1,000 in the first month, 130 for 1,040 in the second; a rival that stays
    let lines = "customer_id,ordered_at,product_id,quantity,amount\n\
                 A,2024-01-01,P,60,600\nB,2024-01-20,P,40,400\nA,2024-02-10,P,130,1040\nB,2024-02-11,P,-5,-40\n\
                 A,2024-01-02,R,10,1000\nA,2024-03-01,R,10,1000\n";
    portfolio.import_text("orders", "orders.csv", lines).await;
    let products = "product_id,name,category\nP,Pear,Fruit\nR,Quince,Fruit\n";
    portfolio.import_text("products", "products.csv", products).await;
    let since = |day: &str| PriceRequest { since: Some(day.to_owned()), ..PriceRequest::default() };
    let view = portfolio.service.price(&since("2024-01-31")).await.unwrap();
    assert_eq!((view.before_from.as_str(), view.after_to.as_str()), ("2023-12-31", "2024-03-01"));
    let pear = view.rows.iter().find(|row| row.id == "P").unwrap();
    let periods = pear.periods.as_ref().unwrap();
    assert_eq!((periods.price_before, periods.price_after), (Some(10.0), Some(8.0)));
    // returns are not bought at a price
    assert_eq!((periods.quantity_before, periods.quantity_after), (100.0, 130.0));
    let found = [periods.simple, periods.arc, periods.constant].map(rounded);
    assert_eq!(found, [-1.5, -1.17, -1.18]);
    // a fifth cheaper than the quince, and from a half of the category to 1,040 of 2,040
    let response = (1040.0 / 2040.0 - 0.5) / -0.2;
    assert!((periods.switching.unwrap() - response).abs() < 1e-12);
    assert_eq!(pear.name.as_ref().unwrap().en, "Pear");
    // two months have no degrees of freedom left
    assert_eq!((pear.elasticity, pear.reason.as_deref()), (None, Some("price-too-few-degrees")));
    let error = portfolio.service.price(&since("2023-01-01")).await.unwrap_err();
    assert_eq!(error.code(), "price-since");
}

/// Three customers buy two products for two years at q = level × p^−1.5, prices moving month by month.
fn log() -> String {
    let mut lines = String::from("customer_id,ordered_at,product_id,quantity,amount\n");
    for month in 0..24_u32 {
        let (year, of_year) = (2023 + month / 12, month % 12 + 1);
        for (customer, level) in [("A", 4000.0), ("B", 9000.0), ("C", 700.0)] {
            for (product, base) in [("P", 10.0), ("R", 25.0)] {
                let price: f64 = base * (1.0 + 0.05 * f64::from((month * 7 + 3) % 5));
                let quantity: f64 = level * price.powf(-1.5);
                let amount = price * quantity;
                lines.push_str(&format!("{customer},{year}-{of_year:02}-15,{product},{quantity:.4},{amount:.4}\n"));
            }
        }
        lines.push_str(&format!("D,{year}-{of_year:02}-20,S,3,30\n"));
    }
    lines.push_str("A,2025-01-01,S,1,10\n");
    lines
}

#[tokio::test]
async fn a_constant_elasticity_is_found_for_products_segments_and_customers() {
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("orders", "orders.csv", &log()).await;
    let ask = async |by: PriceBy| {
        let scheme = Some("abc_class".to_owned());
        portfolio.service.price(&PriceRequest { by, scheme, ..PriceRequest::default() }).await.unwrap()
    };
    let products = ask(PriceBy::Product).await;
    assert_eq!((products.units, products.estimated, products.months_to.as_deref()), (3, 2, Some("2024-12-31")));
    for row in products.rows.iter().filter(|row| row.elasticity.is_some()) {
        // quantities are written with four digits
        assert!((row.elasticity.unwrap() + 1.5).abs() < 1e-4, "{row:?}");
        assert!(row.low.unwrap() <= row.elasticity.unwrap() && row.elasticity.unwrap() <= row.high.unwrap());
        // orders begin on the fifteenth, so that the first month is not whole
        assert_eq!(row.observations, 23);
    }
    let flat = products.rows.iter().find(|row| row.id == "S").unwrap();
    assert_eq!((flat.elasticity, flat.reason.as_deref()), (None, Some("price-hardly-varies")));
    let customers = ask(PriceBy::Customer).await;
    let of = |id: &str| customers.rows.iter().find(|row| row.id == id).unwrap();
    assert!((of("C").elasticity.unwrap() + 1.5).abs() < 1e-3 && of("C").products == 2 && of("D").elasticity.is_none());
    let error = portfolio.service.price(&PriceRequest { by: PriceBy::Segment, ..PriceRequest::default() }).await;
    assert_eq!(error.unwrap_err().code(), "no-run");
    portfolio.run().await.unwrap();
    let segments = ask(PriceBy::Segment).await;
    assert!(
        segments.rows.iter().any(|row| row.elasticity.is_some_and(|found| (found + 1.5).abs() < 1e-3)),
        "{segments:?}"
    );
    // the measure of a run is the same figure
    let sql = "select price_elasticity, price_elasticity_error from customers where customer_id in ('C', 'D') order by customer_id";
    let batches = portfolio.service.sql(sql).await.unwrap().frame.collect().await.unwrap();
    let column = arrow::array::AsArray::as_primitive::<arrow::datatypes::Float64Type>(batches[0].column(0)).clone();
    assert!((column.value(0) - of("C").elasticity.unwrap()).abs() < 1e-9);
    assert!(arrow::array::Array::is_null(&column, 1));
}

#[tokio::test]
async fn orders_without_quantities_have_no_prices() {
    let portfolio = Portfolio::new(Registry::default()).await;
    assert_eq!(portfolio.service.price(&PriceRequest::default()).await.unwrap_err().code(), "no-orders");
    portfolio.import_text("orders", "orders.csv", "customer_id,ordered_at,amount\nA,2024-01-05,10\n").await;
    let reply = portfolio.service.price_or_reason(&PriceRequest::default()).await.unwrap();
    assert_eq!(reply.problem.unwrap().code, "no-prices");
}
