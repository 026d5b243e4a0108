//! A portfolio of four accounts and a card of two lines, small enough to work out by hand.

use patron_service::Registry;

use crate::support::{Portfolio, now};

/// Revenue 1000, 600, 400 and 200.
pub(crate) const ORDERS: &str = "customer_id,ordered_at,amount\n\
    A,2024-01-01,500\nA,2024-06-01,500\nB,2024-02-01,600\nC,2024-03-01,400\nD,2024-04-01,200\nD,2024-12-31,0.0001\n";

const HEAD: &str = "customer_id,assessor,scorecard,indicator,score,assessed_on,round\n";

/// Revenue in proportion to 1000 for 60 points, trust from 1 to 5 for 40.
pub(crate) const TWO: &str = "id = \"two\"\nname = { en = \"Two\", zh = \"二\" }\n\n\
    [[indicator]]\nid = \"money\"\nname = { en = \"Money\", zh = \"金额\" }\nmeasure = \"revenue\"\nweight = 60\n\
    knots = [[0, 0], [1000, 1]]\n\n\
    [[indicator]]\nid = \"trust\"\nname = { en = \"Trust\", zh = \"信任\" }\nassessed = [1, 5]\nweight = 40\n\
    missing = \"leave-out\"\n\n\
    [[tier]]\nid = \"high\"\nname = { en = \"High\", zh = \"高\" }\nfrom = 70\n\n\
    [[tier]]\nid = \"middle\"\nname = { en = \"Middle\", zh = \"中\" }\nfrom = 40\n\n\
    [[tier]]\nid = \"low\"\nname = { en = \"Low\", zh = \"低\" }\n";

/// Orders, scores of trust (`customer,assessor,score,day,round`) for card `two`, and cards; not valued yet.
pub(crate) async fn portfolio(trust: &[(&str, &str, &str, &str, &str)], cards: &[&str]) -> Portfolio {
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("orders", "orders.csv", ORDERS).await;
    if !trust.is_empty() {
        let rows = trust.iter().map(|(customer, assessor, score, day, round)| {
            format!("{customer},{assessor},two,trust,{score},{day},{round}\n")
        });
        portfolio.import_text("assessments", "trust.csv", &(HEAD.to_owned() + &rows.collect::<String>())).await;
    }
    for card in cards {
        portfolio.service.put_card(card, now()).await.unwrap();
    }
    portfolio
}

/// A 3, B 5, C 2; D nobody has scored.
pub(crate) const TRUST: [(&str, &str, &str, &str, &str); 3] =
    [("A", "Wang", "3", "2024-12-01", ""), ("B", "Wang", "5", "2024-12-01", ""), ("C", "Wang", "2", "2024-12-01", "")];

pub(crate) fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}
