use arrow::array::AsArray;
use arrow::compute::concat_batches;
use arrow::datatypes::Float64Type;

use super::super::{PredictTerms, fit_with, predict};
use super::{Written, words};

/// Estimates of a peer on the simulated apparel retailer, and what it says of named customers in 52 weeks, times in days.
const ESTIMATES: &str = r#"{"model": "pareto-nbd", "time_unit": "week", "parameters": {"r": 1.83784323598919, "alpha": 92.9123488510353, "s": 0.591998511046307, "beta": 49.6227266657918, "lifetime.Gender": -0.642993394210979, "lifetime.Channel": 0.790678947794695, "transaction.Gender": 0.285873972674382, "transaction.Channel": 0.62412410018189}}"#;
const CUSTOMERS: &str = "\
customer_id,frequency,recency,T,Gender,Channel,time_unit
599,0,0,728,0,1,day
11,0,0,728,0,1,day
201,21,669,728,0,1,day
93,18,664,728,1,1,day
262,10,728,728,1,1,day
129,1,3,728,0,0,day
342,1,708,728,0,0,day
66,5,98,728,1,1,day
";
/// P(alive) and purchases.
const EXPECTED: &[(f64, f64)] = &[
    (0.116018002371988, 0.0648482242547533),
    (0.116018002371988, 0.0648482242547533),
    (0.921345876117244, 6.39944077929507),
    (0.924859430290398, 6.14839860044569),
    (1.00000000000001, 3.96702024022164),
    (0.206695884964542, 0.141674438437508),
    (0.988717225112096, 0.677691080619612),
    (0.00761822427096142, 0.0174568035811379),
];

fn terms(intervals: bool) -> PredictTerms {
    PredictTerms { horizon: Some(52.0), intervals, ..PredictTerms::default() }
}

#[test]
fn predictions_with_covariates_are_those_of_a_peer() {
    let (model, file) = (Written::new("fit.json", ESTIMATES), Written::csv(CUSTOMERS));
    let predictions = predict(&model.model(), None, &file.summary(), &terms(true)).unwrap();
    let schema = predictions.schema();
    let batches: Vec<_> = predictions.collect::<Result<_, _>>().unwrap();
    let table = concat_batches(&schema, &batches).unwrap();
    let column = |name: &str| table.column_by_name(name).unwrap().as_primitive::<Float64Type>().clone();
    let (alive, purchases) = (column("probability_alive"), column("expected_purchases"));
    let (low, high) = (column("expected_purchases_low"), column("expected_purchases_high"));
    for (at, (expected_alive, expected)) in EXPECTED.iter().enumerate() {
        // The peer's own functions are good to ten digits.
        assert!((alive.value(at) - expected_alive).abs() < 1e-8, "{at}: {}", alive.value(at));
        assert!((purchases.value(at) / expected - 1.0).abs() < 1e-8, "{at}: {}", purchases.value(at));
        assert!(low.value(at) <= purchases.value(at) && purchases.value(at) <= high.value(at).max(1.0));
    }
}

/// Two groups of which one buys twice as often.
fn two_groups(channel: impl Fn(u32) -> String) -> Written {
    let mut text = "customer_id,x,t_x,T,Channel,time_unit\n".to_owned();
    for i in 0..400_u32 {
        let group = i % 2;
        let purchases = (i / 2 * 7 + i / 14) % 6 * (1 + group);
        let last = if purchases == 0 { 0.0 } else { 5.0 + f64::from((i * 13) % 40) };
        text.push_str(&format!("C{i},{purchases},{last},52,{},week\n", channel(i)));
    }
    Written::csv(&text)
}

#[test]
fn a_covariate_of_a_file_gets_its_coefficient() {
    let file = two_groups(|i| (i % 2).to_string());
    let fitted = fit_with("nbd", &["transaction=Channel".to_owned()], &file.summary(), None).unwrap();
    let coefficient = fitted.fit.parameters.get("transaction.Channel").unwrap();
    // Twice as many purchases: e^γ near 2.
    assert!((coefficient.exp() - 2.0).abs() < 0.5, "{coefficient}");
    assert!(fitted.fit.standard_errors.get("transaction.Channel").is_some_and(|error| error > 0.0));
    // What was fitted can be predicted with.
    let model = Written::new("fit.json", serde_json::to_string(&fitted).unwrap());
    let predictions = predict(&model.model(), None, &file.summary(), &terms(true)).unwrap();
    let rows: usize = predictions.map(|batch| batch.unwrap().num_rows()).sum();
    assert_eq!(rows, 400);
}

#[test]
fn covariates_that_cannot_be_used_are_refused_in_words() {
    let refused = |file: &Written, covariate: &str, model: &str| {
        let error = fit_with(model, &[covariate.to_owned()], &file.summary(), None).unwrap_err();
        words(&error, file).0
    };
    let good = two_groups(|i| (i % 2).to_string());
    assert_eq!(
        refused(&good, "Region", "pareto-nbd"),
        "file `summary.csv` has no column `Region`; expected it among `customer_id, x, t_x, T, Channel, time_unit`"
    );
    let effect = refused(&good, "price=Channel", "pareto-nbd");
    assert!(effect.contains("`price`") && effect.contains("`transaction`"), "{effect}");
    let spend = refused(&good, "Channel", "normal-spend");
    assert_eq!(spend, "covariates are given with `normal-spend`, expected a model of purchases or `gamma-gamma`");
    let same = refused(&two_groups(|_| "1".to_owned()), "Channel", "pareto-nbd");
    assert!(same.contains("covariate `Channel` is `1` for all customers, expected some variation"), "{same}");
    let gap = refused(&two_groups(|i| if i == 2 { String::new() } else { (i % 2).to_string() }), "Channel", "bg-nbd");
    assert_eq!(gap, "file `summary.csv`, row `4`, column `Channel`: ``, expected a value");
    let infinite =
        refused(&two_groups(|i| if i == 2 { "inf".to_owned() } else { (i % 2).to_string() }), "Channel", "bg-nbd");
    assert_eq!(infinite, "file `summary.csv`, row `4`, column `Channel`: `inf`, expected a number");
    let twice = two_groups(|i| format!("{},{}", i % 2, 3 - 2 * (i % 2)));
    let twice = std::fs::read_to_string(&twice.path).unwrap().replace("Channel", "Channel,Shop");
    let twice = Written::csv(&twice);
    let follows = fit_with("bg-nbd", &["transaction=Channel,Shop".to_owned()], &twice.summary(), None).unwrap_err();
    assert_eq!(
        follows.to_string(),
        "`bg-nbd` cannot be fitted: covariate `Shop` is a sum of multiples of others (`Channel`), expected it to say something of its own"
    );
    assert_eq!(
        follows.problem().hint.as_deref(),
        Some("leave one of them out; of the columns that mark each value of an attribute, one has to go")
    );
    let word = refused(&two_groups(|i| if i == 2 { "web".to_owned() } else { i.to_string() }), "Channel", "bg-nbd");
    assert_eq!(word, "file `summary.csv`, row `4`, column `Channel`: `web`, expected a number");
}

/// Two kinds of customers, one of which spends twice as much.
fn two_spends() -> Written {
    let mut text = "customer_id,x,t_x,T,monetary_value,Kind,time_unit\n".to_owned();
    for i in 0..300_u32 {
        let (kind, purchases) = (i % 2, 1 + i / 2 % 7);
        let mean = f64::from(1 + kind) * (10.0 + f64::from((i / 2 * 37) % 101) / 5.0);
        text.push_str(&format!("C{i},{purchases},{},52,{mean},{kind},week\n", 5 + (i * 13) % 40));
    }
    Written::csv(&text)
}

#[test]
fn spend_has_covariates_as_well() {
    let file = two_spends();
    let summary = file.summary();
    for given in ["Kind", "spend=Kind"] {
        let fitted = fit_with("gamma-gamma", &[given.to_owned()], &summary, None).unwrap();
        let coefficient = fitted.fit.parameters.get("spend.Kind").unwrap();
        assert!((coefficient.exp() - 2.0).abs() < 0.01, "{coefficient}");
        assert!(fitted.independence.is_some() && fitted.rows_used == 300);
    }
    let spend = fit_with("gamma-gamma", &["Kind".to_owned()], &summary, None).unwrap();
    let spend = Written::new("spend.json", serde_json::to_string(&spend).unwrap()).model();
    // The model of either kind alone, with the covariance that its customers have in it.
    let purchases = fit_with("nbd", &[], &summary, None).unwrap();
    let purchases = Written::new("fit.json", serde_json::to_string(&purchases).unwrap()).model();
    let covered = fit_with("nbd", &["transaction=Kind".to_owned()], &summary, None).unwrap();
    let covered = Written::new("fit.json", serde_json::to_string(&covered).unwrap()).model();
    let [p, q, gamma, slope] = ["p", "q", "gamma", "spend.Kind"].map(|name| spend.parameters.get(name).unwrap());
    for model in [purchases, covered] {
        let predictions = predict(&model, Some(&spend), &summary, &terms(true)).unwrap();
        let schema = predictions.schema();
        let table = concat_batches(&schema, &predictions.collect::<Result<Vec<_>, _>>().unwrap()).unwrap();
        let column = |name: &str| table.column_by_name(name).unwrap().as_primitive::<Float64Type>().clone();
        let (spends, value) = (column("expected_spend"), column("residual_value"));
        let (low, high) = (column("residual_value_low"), column("residual_value_high"));
        for (at, line) in std::fs::read_to_string(&file.path).unwrap().lines().skip(1).enumerate() {
            let cells: Vec<f64> = line.split(',').map(|cell| cell.parse().unwrap_or_default()).collect();
            let scale = gamma * (slope * cells[5]).exp();
            // E(Z | x, mean) of Gamma-Gamma at the scale of the kind.
            let expected = p * (scale + cells[1] * cells[4]) / (p * cells[1] + q - 1.0);
            assert!((spends.value(at) / expected - 1.0).abs() < 1e-12, "{at}");
            assert!(low.value(at) < value.value(at) && value.value(at) < high.value(at), "{at}");
        }
    }
    // Where parameters are held for exact, the values are those of Gamma-Gamma at the scale of the kind.
    let nbd =
        Written::new("fit.json", r#"{"model":"nbd","time_unit":"week","parameters":{"r":1.5,"alpha":20}}"#).model();
    let of = |parameters: String| {
        let spend = Written::new("spend.json", format!(r#"{{"model":"gamma-gamma","parameters":{{{parameters}}}}}"#));
        let predictions = predict(&nbd, Some(&spend.model()), &summary, &terms(true)).unwrap();
        let schema = predictions.schema();
        let table = concat_batches(&schema, &predictions.collect::<Result<Vec<_>, _>>().unwrap()).unwrap();
        ["expected_spend", "residual_value", "residual_value_low", "residual_value_high"]
            .map(|name| table.column_by_name(name).unwrap().as_primitive::<Float64Type>().values().to_vec())
    };
    let covered = of(r#""p":6.25,"q":3.74,"gamma":15.44,"spend.Kind":0.7"#.to_owned());
    for kind in 0..2_usize {
        let scale = 15.44 * (0.7 * kind as f64).exp();
        let alone = of(format!(r#""p":6.25,"q":3.74,"gamma":{scale}"#));
        for (one, other) in covered.iter().zip(&alone) {
            let pairs = one.iter().zip(other).skip(kind).step_by(2);
            assert!(pairs.into_iter().all(|(one, other)| (one - other).abs() <= 1e-12 * other), "{kind}");
        }
    }
    let effect = fit_with("gamma-gamma", &["transaction=Kind".to_owned()], &summary, None).unwrap_err();
    assert_eq!(effect.to_string(), "effect `transaction` is not known to `gamma-gamma`, expected `spend`");
    let missing = predict(
        &Written::new("fit.json", ESTIMATES).model(),
        Some(&spend),
        &Written::csv(CUSTOMERS).summary(),
        &terms(false),
    );
    let error = missing.err().unwrap().to_string();
    assert!(error.contains("has no column `monetary_value`") || error.contains("has no column `Kind`"), "{error}");
}
