//! Winning customers, prices and gross profit from the command line.

use crate::support::Place;

#[test]
fn acquisition_cost_by_channel_and_why_it_is_left_open() {
    let place = Place::new();
    let mut orders = String::from("customer_id,ordered_at,amount,channel\n");
    for i in 0..100 {
        orders.push_str(&format!("C{i},2024-03-10,1500,fair\nC{i},2024-05-10,20,store\n"));
    }
    place.write("orders.csv", &orders);
    place.done(&["import", "orders", "orders.csv"]);
    place.done(&["run"]);
    let (error, hint) = place.refused(1, &["cac"]);
    assert!(error.contains("`marketing_spend`") && hint.contains("patron import marketing_spend"), "{error} {hint}");
    place.write(
        "spend.csv",
        "月份,期末,渠道,用途,费用\n2024-03-01,2024-03-31,Fair,获客,100000\n2024-03-01,2024-03-31,Radio,获客,70\n",
    );
    place.done(&["import", "marketing_spend", "spend.csv"]);
    place.done(&["run"]);
    let words = place.done(&["cac", "--lang", "en"]).out;
    let fair = words.lines().find(|line| line.trim_start().starts_with("Fair")).unwrap();
    assert!(fair.contains("1,000.00") && fair.contains("0.7"), "{words}");
    let radio = words.lines().find(|line| line.trim_start().starts_with("Radio")).unwrap();
    assert!(radio.contains('–') && radio.contains("nobody was won"), "{words}");
    let triangle = place.done(&["cac", "--triangle", "revenue", "--lang", "zh"]).out;
    // March whole, nothing in April, and May not over
    assert!(triangle.contains("2024-03") && triangle.contains("150,000") && triangle.contains("2,000*"), "{triangle}");
    let view = place.json(&["cac"]);
    assert_eq!((view["total"]["customers"].as_f64(), view["undivided"].as_f64()), (Some(100.0), Some(70.0)));
}

#[test]
fn elasticities_are_printed_as_they_are_known() {
    let place = Place::new();
    place.write(
        "orders.csv",
        "customer_id,ordered_at,product_id,quantity,amount\nA,2024-01-01,P,100,1000\nA,2024-02-10,P,130,1040\n\
         A,2024-03-01,Q,1,1\n",
    );
    place.done(&["import", "orders", "orders.csv"]);
    let words = place.done(&["price", "--since", "2024-01-31", "--lang", "en"]).out;
    let pear = words.lines().find(|line| line.trim_start().starts_with('P')).unwrap();
    assert!(pear.contains("-1.50") && pear.contains("-1.17") && pear.contains("too few months"), "{words}");
    assert!(words.contains("not what one does to the other"));
    let (error, _) = place.refused(1, &["price", "--since", "2020-01-01"]);
    assert!(error.contains("`2020-01-01`"), "{error}");
}

#[test]
fn gross_profit_is_a_part_of_the_forecast() {
    let place = Place::new();
    let mut orders = String::from("customer_id,ordered_at,amount,cost\n");
    for i in 0..60_u32 {
        for turn in 0..(1 + i * i % 9) {
            let amount = 40 + i * 7 % 50 + turn * 3;
            let (month, day) = (1 + (turn + i) % 12, 1 + i % 28);
            orders.push_str(&format!("C{i},2024-{month:02}-{day:02},{amount},{}\n", f64::from(amount) * 0.75));
        }
    }
    place.write("orders.csv", &orders);
    place.done(&["import", "orders", "orders.csv"]);
    let plain = place.json(&["forecast", "--period", "quarter", "--periods", "2"]);
    let view = place.json(&["forecast", "profit", "--by", "quarter", "--periods", "2"]);
    let (amount, profit) = (&view["ranges"][2]["amount"], &view["ranges"][2]["gross_profit"]);
    assert!((amount.as_f64().unwrap() / plain["ranges"][2]["amount"].as_f64().unwrap() - 1.0).abs() < 1e-12);
    assert!((profit.as_f64().unwrap() / amount.as_f64().unwrap() - 0.25).abs() < 1e-9, "{view}");
    let words = place.done(&["forecast", "profit", "--customer", "C2", "--lang", "zh"]).out;
    assert!(words.contains("下期毛利率"), "{words}");
    place.done(&["forecast", "profit", "--customers", "--out", "profit.csv"]);
    assert!(place.read("profit.csv").starts_with("customer_id,idle_periods,next_margin,amount,product_cost"));
}
