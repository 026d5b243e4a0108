//! Numbers of a model file are those that were written.

use super::super::{ModelFile, NamedValues, SummaryFile, TimeUnit, fit};
use super::Written;

#[test]
fn parameters_and_covariance_come_back_to_the_last_bit() {
    // As positive numbers of every size as parameters are: the reader of JSON alone misses some of them by a bit.
    let number = |i: u32| f64::powi(10.0, (i % 13) as i32 - 6) * (1.0 + f64::from(i) * 0.618_033_988_749_894_9).fract();
    let mut missed = 0;
    for i in 1..2000 {
        let values = [number(3 * i), number(3 * i + 1), number(3 * i + 2)];
        let named: NamedValues = ["p", "q", "gamma"].map(str::to_owned).into_iter().zip(values).collect();
        let json = serde_json::json!({"model": "gamma-gamma", "parameters": named, "covariance": [values]}).to_string();
        let plain: serde_json::Value = serde_json::from_str(&json).unwrap();
        missed +=
            values.iter().zip(["p", "q", "gamma"]).filter(|(value, name)| plain["parameters"][name] != **value).count();
        let read = Written::new("fit.json", &json).model();
        assert_eq!(
            read.parameters.values().iter().map(|value| value.to_bits()).collect::<Vec<_>>(),
            values.map(f64::to_bits)
        );
        assert_eq!(read.covariance, [values]);
    }
    assert!(missed > 0, "the reader of JSON is exact, and this module is not needed");
}

#[test]
fn a_fit_written_to_a_file_is_read_as_it_was() {
    let rows: String = (0..400_u32)
        .map(|i| {
            let purchases = (i * 7 + i / 14) % 6;
            let last = if purchases == 0 { 0.0 } else { 5.0 + f64::from((i * 13) % 40) };
            format!("C{i},{purchases},{last},52\n")
        })
        .collect();
    let file = Written::csv(&format!("customer_id,x,t_x,T\n{rows}"));
    let fitted = fit("nbd", &SummaryFile::new(&file.path), Some(TimeUnit::Week)).unwrap();
    let text = Written::new("fit.json", serde_json::to_string(&fitted).unwrap());
    let ModelFile { parameters, covariance, .. } = text.model();
    let bits = |values: Vec<f64>| values.into_iter().map(f64::to_bits).collect::<Vec<_>>();
    assert_eq!(bits(parameters.values()), bits(fitted.fit.parameters.values()));
    assert_eq!(bits(covariance.concat()), bits(fitted.fit.covariance.concat()));
}

#[test]
fn what_is_no_number_is_said() {
    let file = Written::new("fit.json", r#"{"model":"nbd","time_unit":"week","parameters":{"r":"1","alpha":4}}"#);
    let error = ModelFile::read(&file.path).unwrap_err().to_string();
    assert!(error.contains(r#"is not a model: `"1"`, expected a number"#), "{error}");
    let file = Written::new("fit.json", r#"{"model":"nbd","time_unit":"week","parameters":{"r":1e999,"alpha":4}}"#);
    let error = ModelFile::read(&file.path).unwrap_err().to_string();
    assert!(error.contains("`1e999`, expected a number"), "{error}");
}
