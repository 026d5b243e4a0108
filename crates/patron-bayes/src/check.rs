//! What the tests of this crate share: comparisons that say by how much they failed, and where large data is.

use std::collections::BTreeMap;
use std::path::PathBuf;

use patron_models::history::History;
use serde_json::Value;

/// Fails unless |found − expected| ≤ tolerance.
#[track_caller]
pub(crate) fn assert_close(found: f64, expected: f64, tolerance: f64) {
    let error = (found - expected).abs();
    assert!(error <= tolerance, "found {found}, expected {expected}: error {error:e} over {tolerance:e}");
}

/// A file of the developers' data folder, or `None` (with a printed line) where that folder is not there.
///
/// The folder is `shared` beside the checkout, or what `PATRON_SHARED_DIR` names.
pub(crate) fn shared_file(path: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("PATRON_SHARED_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let file = folder.join(path);
    if file.exists() {
        return Some(file);
    }
    eprintln!("skipped: `{path}` is not in the developers' data folder");
    None
}

/// A reference file of that folder.
pub(crate) fn reference(name: &str) -> Option<Value> {
    let path = shared_file(&format!("reference/{name}.json"))?;
    Some(serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
}

/// A customer of a calibration period: history in weeks, logarithms of the gaps and mean repeat spend.
pub(crate) struct Customer {
    pub(crate) id: u32,
    pub(crate) history: History,
    pub(crate) ln_gaps: f64,
    pub(crate) mean_spend: f64,
}

/// Days since 0000-03-01 of a date written YYYYMMDD or YYYY-MM-DD.
fn day(text: &str) -> i64 {
    let digits: i64 = text.replace('-', "").parse().unwrap();
    let (year, month, day) = (digits / 10_000, digits / 100 % 100, digits % 100);
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1
}

/// Rolls a comma-separated log up to customers as of a day; purchases of one day are one.
fn customers(path: &str, [id, date, amount]: [usize; 3], end: &str) -> Option<Vec<Customer>> {
    let text = std::fs::read_to_string(shared_file(path)?).unwrap();
    let end = day(end);
    let mut log: BTreeMap<u32, BTreeMap<i64, f64>> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let on = day(fields[date]);
        if on <= end {
            let days = log.entry(fields[id].parse().unwrap()).or_default();
            *days.entry(on).or_insert(0.0) += fields[amount].trim().parse::<f64>().unwrap();
        }
    }
    let weeks = |days: i64| days as f64 / 7.0;
    let customer = |(id, days): (&u32, &BTreeMap<i64, f64>)| {
        let (first, last) = (*days.keys().next().unwrap(), *days.keys().last().unwrap());
        let x = days.len() as u32 - 1;
        Customer {
            id: *id,
            history: History::new(x, weeks(last - first), weeks(end - first)).unwrap(),
            ln_gaps: days.keys().zip(days.keys().skip(1)).map(|(one, next)| weeks(next - one).ln()).sum(),
            mean_spend: days.values().skip(1).sum::<f64>() / f64::from(x.max(1)),
        }
    };
    Some(log.iter().map(customer).collect())
}

pub(crate) fn cdnow_sample() -> Option<Vec<Customer>> {
    customers("data/cdnow/cdnow_sample.csv", [1, 2, 4], "19970930")
}

pub(crate) fn apparel() -> Option<Vec<Customer>> {
    customers("data/apparel/apparel_transactions.csv", [0, 1, 2], "2006-12-31")
}

/// Parameters of the population within three Monte-Carlo errors of both samplers plus a quarter of the posterior's
/// spread, as the reference says of itself: its chains mix slowly. Parameters in whose long tails they have not been are
/// left out.
#[track_caller]
pub(crate) fn assert_population(found: &crate::SampledPosterior, expected: &Value, without: &[&str]) {
    for (name, reference) in expected["level_2"].as_object().unwrap() {
        if without.contains(&name.as_str()) {
            continue;
        }
        let summary = found.parameter(name).unwrap_or_else(|| panic!("{name} is missing"));
        let (mean, sd) = (reference["mean"].as_f64().unwrap(), reference["sd"].as_f64().unwrap());
        let own = summary.diagnostics.map_or(f64::INFINITY, |known| known.ess_mean);
        let error = sd * (1.0 / expected["ess"][name].as_f64().unwrap() + 1.0 / own).sqrt();
        assert_close(summary.mean, mean, 3.0 * error + 0.25 * sd);
    }
}

/// P(alive), P(return), expected purchases and λ of named customers, and the totals. The draws of the reference are
/// worth about a hundred independent ones.
#[track_caller]
pub(crate) fn assert_sampled_customers(found: &crate::SampledPosterior, customers: &[Customer], expected: &Value) {
    let share = |share: f64| 3.0 * (share * (1.0 - share) / 100.0).sqrt() + 0.01;
    for row in expected["customers"].as_array().unwrap() {
        let number = |key: &str| row[key].as_f64().unwrap();
        let place = customers.iter().position(|customer| f64::from(customer.id) == number("id")).unwrap();
        let customer = &found.customers[place];
        assert_close(customer.probability_alive, number("p_alive"), share(number("p_alive")));
        assert_close(customer.probability_return, number("p_active"), share(number("p_active")));
        let spread = (customer.purchases.q95 - customer.purchases.q5).max(1.0) / 3.3;
        assert_close(customer.purchases.mean, number("expected_future"), 0.3 * spread);
        let (mean, sd) = (row["lambda"]["mean"].as_f64().unwrap(), row["lambda"]["sd"].as_f64().unwrap());
        assert_close(customer.own.lambda.mean, mean, 0.3 * sd);
        if let Some(k) = row["k"]["mean"].as_f64() {
            assert_close(customer.own.k.mean, k, 0.4 * row["k"]["sd"].as_f64().unwrap());
        }
    }
    let total = expected["aggregate"]["expected_in_horizon"].as_f64().unwrap();
    assert_close(found.total.mean, total, 0.07 * total);
    let alive: f64 = found.customers.iter().map(|customer| customer.probability_alive).sum();
    let mean_alive = expected["aggregate"]["mean_p_alive"].as_f64().unwrap();
    assert_close(alive / found.customers.len() as f64, mean_alive, 0.03);
}
