use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::Float64Type;

use super::super::predict::predict_by;
use super::super::{ModelFile, PredictTerms, SummaryFile};
use super::{NAMED, Written, words};
use crate::error::ServiceError;
use crate::views::Notice;

pub(super) const BG_NBD: &str =
    r#"{"model":"bg-nbd","time_unit":"week","parameters":{"b":2.426,"a":0.793,"alpha":4.414,"r":0.243},"note":1}"#;
pub(super) const GAMMA_GAMMA: &str = r#"{"model":"gamma-gamma","parameters":{"p":6.25,"q":3.74,"gamma":15.44}}"#;
/// With a covariance (that of the fit to the whole CDNOW sample, rounded).
pub(super) const UNCERTAIN: &str = r#"{"model":"bg-nbd","time_unit":"week","parameters":{"r":0.243,"alpha":4.414,"a":0.793,"b":2.426},
    "covariance":[[0.000157688,0.00370642,-0.0000878,0.0000656],[0.00370642,0.143053,-0.0028657,0.0105230],
    [-0.0000878,-0.0028657,0.0344967,0.123216],[0.0000656,0.0105230,0.123216,0.497599]]}"#;

/// What is expected of the customers of [`NAMED`]: P(alive), purchases in 39 weeks, spend per purchase.
const EXACT: [(f64, f64, f64); 12] = [
    (1.0, 0.1951096649930885, 35.21897810218978),
    (1.0, 0.25939538149220753, 35.21897810218978),
    (0.9692183999179924, 20.054788102258613, 26.394776890048373),
    (0.9688515628518959, 20.748353694337908, 39.8912188332123),
    (0.753650201926064, 0.7282841440456709, 15.24610678531702),
    (0.9223994520011742, 6.205554207155743, 25.138651877133107),
    (0.16333048324418337, 0.1615742983082815, 18.916852057842046),
    (0.0035690206368386487, 0.014009018234682029, 181.9947043248014),
    (0.7265897218354949, 1.2261158061493218, 24.659612860892388),
    (0.6267097755720473, 1.1040787832931442, 19.209317585301836),
    (0.2525457949423098, 0.4597589900513686, 26.08267716535433),
    (0.5921191135415553, 1.1187328506141487, 49.68011811023622),
];

pub(super) fn model(text: &str) -> ModelFile {
    Written::new("model.json", text).model()
}

/// All predictions of a file, made in blocks.
pub(super) fn predict_all(
    block_rows: usize,
    model: &ModelFile,
    spend: Option<&ModelFile>,
    file: &SummaryFile,
    terms: &PredictTerms,
) -> Result<(RecordBatch, Vec<Notice>), ServiceError> {
    let mut predictions = predict_by(block_rows, model, spend, file, terms)?;
    let schema = predictions.schema();
    let batches = (&mut predictions).collect::<Result<Vec<_>, _>>()?;
    assert!(predictions.next().is_none());
    Ok((arrow::compute::concat_batches(&schema, &batches).unwrap(), predictions.notices()))
}

fn predict(
    model: &ModelFile,
    spend: Option<&ModelFile>,
    file: &SummaryFile,
    terms: &PredictTerms,
) -> Result<(RecordBatch, Vec<Notice>), ServiceError> {
    predict_all(1000, model, spend, file, terms)
}

fn column(batch: &RecordBatch, name: &str) -> Vec<f64> {
    let column = batch.column_by_name(name).unwrap_or_else(|| panic!("no column {name}"));
    assert_eq!(column.null_count(), 0, "{name}");
    column.as_primitive::<Float64Type>().values().to_vec()
}

#[track_caller]
fn assert_relative(found: f64, expected: f64, tolerance: f64) {
    let error = (found / expected - 1.0).abs();
    assert!(error <= tolerance, "found {found:e}, expected {expected:e}: {error:e} over {tolerance:e}");
}

pub(super) fn terms() -> PredictTerms {
    PredictTerms { horizon: Some(39.0), discount_rate: 0.0, ..PredictTerms::default() }
}

#[test]
fn published_parameters_give_the_exact_figures_for_a_file_in_days() {
    let file = Written::csv(NAMED);
    let spend = model(GAMMA_GAMMA);
    let predictions = predict(&model(BG_NBD), Some(&spend), &file.summary(), &PredictTerms { margin: 0.3, ..terms() });
    let (batch, notices) = predictions.unwrap();
    assert_eq!((batch.num_rows(), notices.len()), (12, 0));
    let names: Vec<_> = batch.schema().fields().iter().map(|field| field.name().clone()).collect();
    assert_eq!(
        names,
        [
            "customer_id",
            "probability_alive",
            "probability_return",
            "expected_purchases",
            "expected_spend",
            "residual_value"
        ]
    );
    assert_eq!(batch.column(0).as_string::<i32>().value(2), "157");
    let (alive, purchases) = (column(&batch, "probability_alive"), column(&batch, "expected_purchases"));
    let (spend, value) = (column(&batch, "expected_spend"), column(&batch, "residual_value"));
    let returns = column(&batch, "probability_return");
    for (at, exact) in EXACT.iter().enumerate() {
        // Days to weeks costs one rounding of each time; the sought 1e-9 leaves room for it.
        assert_relative(alive[at], exact.0, 1e-9);
        assert_relative(purchases[at], exact.1, 1e-9);
        assert_relative(spend[at], exact.2, 1e-12);
        assert_relative(value[at], 0.3 * exact.1 * exact.2, 1e-9);
        assert!(returns[at] > 0.0 && returns[at] < alive[at] && returns[at] <= purchases[at]);
    }
}

#[test]
fn discount_lowers_value_and_the_default_horizon_is_365_days() {
    let file = Written::csv(NAMED);
    let spend = model(GAMMA_GAMMA);
    let value = |terms: &PredictTerms| {
        column(&predict(&model(BG_NBD), Some(&spend), &file.summary(), terms).unwrap().0, "residual_value")
    };
    let year = PredictTerms { horizon: Some(365.0 / 7.0), ..terms() };
    let discounted = value(&PredictTerms { discount_rate: 0.1, ..year });
    assert_eq!(value(&PredictTerms::default()), discounted);
    for (with, without) in discounted.iter().zip(value(&year)) {
        // Money one year ahead counts 1 / 1.1; all of it comes sooner.
        assert!(*with < without && *with > without / 1.1);
    }
}

#[test]
fn intervals_surround_the_mean_widen_with_uncertain_parameters_and_say_when_they_are_known() {
    let file = Written::csv(NAMED);
    let spend = model(GAMMA_GAMMA);
    let wanted = PredictTerms { intervals: true, ..terms() };
    let (known, notices) = predict(&model(BG_NBD), Some(&spend), &file.summary(), &wanted).unwrap();
    let said: Vec<_> = notices.iter().map(|notice| notice.message.as_str()).collect();
    assert_eq!(
        said,
        [
            "the file of `bg-nbd` has no covariance: intervals hold its parameters for exact",
            "the file of `gamma-gamma` has no covariance: intervals hold its parameters for exact"
        ]
    );
    let (uncertain, notices) = predict(&model(UNCERTAIN), Some(&spend), &file.summary(), &wanted).unwrap();
    assert_eq!(notices.len(), 1);
    for (mean, low, high) in [
        ("expected_purchases", "expected_purchases_low", "expected_purchases_high"),
        ("residual_value", "residual_value_low", "residual_value_high"),
    ] {
        let (low, high) = (column(&known, low), column(&known, high));
        // Customer 157: 20 purchases expected, so both ends are away from zero.
        assert!(0.0 < low[2] && low[2] < column(&known, mean)[2] && column(&known, mean)[2] < high[2]);
        let wider = column(
            &uncertain,
            if mean == "residual_value" { "residual_value_high" } else { "expected_purchases_high" },
        );
        assert!(wider[2] >= high[2]);
    }
    // Counts alone are whole, and most who bought once do not return.
    let high = column(&known, "expected_purchases_high");
    assert!(high.iter().all(|count| count.fract() == 0.0), "{high:?}");
    assert_eq!(column(&known, "expected_purchases_low")[0], 0.0);
}

#[test]
fn repeaters_without_a_positive_mean_get_the_mean_of_all_and_are_counted() {
    let file = Written::csv("id,x,t_x,T,m_x\n1,2,10,30,-5\n2,2,10,30,\n3,0,0,30,0\n4,2,10,30,20\n");
    let (batch, notices) = predict(&model(BG_NBD), Some(&model(GAMMA_GAMMA)), &file.summary(), &terms()).unwrap();
    let spend = column(&batch, "expected_spend");
    // p gamma / (q - 1) at 6.25, 3.74, 15.44.
    for at in [0, 1, 2] {
        assert_relative(spend[at], 35.21897810218978, 1e-12);
    }
    assert!(spend[3] < 25.0);
    assert_eq!(
        notices[0].message,
        "`2` repeat customers have no positive mean spend and are given the mean of all customers"
    );
}

#[test]
fn a_spend_without_a_finite_mean_leaves_money_unknown() {
    let file = Written::csv("id,x,t_x,T,m_x\n1,0,0,30,0\n");
    let heavy = model(r#"{"model":"gamma-gamma","parameters":{"p":2,"q":0.9,"gamma":15}}"#);
    let wanted = PredictTerms { intervals: true, ..terms() };
    let batch = predict(&model(BG_NBD), Some(&heavy), &file.summary(), &wanted).unwrap().0;
    for name in ["expected_spend", "residual_value"] {
        assert_eq!(batch.column_by_name(name).unwrap().null_count(), 1, "{name}");
    }
    assert_eq!(batch.column_by_name("expected_purchases").unwrap().null_count(), 0);
}

#[test]
fn a_model_of_opportunities_wants_whole_ones() {
    let of_opportunities = r#"{"model":"bg-bb","time_unit":"month",
        "parameters":{"alpha":1.204,"beta":0.750,"gamma":0.657,"delta":2.783}}"#;
    let wanted = PredictTerms { horizon: Some(5.0), ..terms() };
    let whole = Written::csv("id,x,t_x,T,time_unit\n1,2,5,6,month\n");
    let batch = predict(&model(of_opportunities), None, &whole.summary(), &wanted).unwrap().0;
    assert_eq!(batch.column_by_name("expected_purchases").unwrap().null_count(), 0);
    let parts = Written::csv("id,x,t_x,T,time_unit\n1,2,5,6,month\n7,2,4.5,6,month\n");
    let error = predict(&model(of_opportunities), None, &parts.summary(), &wanted).unwrap_err();
    assert_eq!(error.code(), "predict-not-opportunities");
    assert_eq!(
        error.to_string(),
        "`bg-bb` counts opportunities, and recency or T of customer `7` is not a whole number of them"
    );
}

#[test]
fn model_files_that_cannot_be_used_are_refused_in_words() {
    let summary = SummaryFile::new("unread.csv");
    let refused = |text: &str| predict(&model(text), None, &summary, &terms()).unwrap_err().to_string();
    assert_eq!(
        refused(r#"{"model":"bg-nbd","time_unit":"week","parameters":{"r":0.2,"alpha":4,"a":1}}"#),
        "`bg-nbd` cannot be used: parameter `b` is missing"
    );
    assert_eq!(
        refused(r#"{"model":"bg-nbd","time_unit":"week","parameters":{"r":0.2,"alpha":4,"a":1,"b":-2}}"#),
        "`bg-nbd` cannot be used: parameter `b` is `-2`, expected a positive finite number"
    );
    assert_eq!(
        refused(r#"{"model":"bg-nbd","parameters":{"r":0.2,"alpha":4,"a":1,"b":2}}"#),
        "the model file has no `time_unit`; expected day, week or month"
    );
    assert_eq!(
        refused(GAMMA_GAMMA),
        "the model file is of `gamma-gamma`, expected bg-nbd, pareto-nbd, ggompertz-nbd, mbg-nbd, nbd, bg-cnbd-k, mbg-cnbd-k, bg-bb"
    );
    let file = Written::new("model.json", r#"{"model":"bg-nbd"}"#);
    let (message, _) = words(&ModelFile::read(&file.path).unwrap_err(), &file);
    assert!(message.starts_with("file `model.json` is not a model: missing field `parameters`"), "{message}");
    let file = Written::new("model.json", "customer_id,frequency\n1,2\n");
    assert_eq!(ModelFile::read(&file.path).unwrap_err().code(), "model-file");
    assert_eq!(ModelFile::read(std::path::Path::new("no.json")).unwrap_err().code(), "file-missing");
    let ragged = UNCERTAIN.replace(",0.0000656],[0.00370642", "],[0.00370642");
    let error =
        predict(&model(&ragged), None, &Written::csv(NAMED).summary(), &PredictTerms { intervals: true, ..terms() });
    assert!(error.unwrap_err().to_string().contains("expected a square matrix of `4`"));
}

#[test]
fn terms_out_of_range_are_refused_in_words() {
    let file = Written::csv(NAMED);
    for (wrong, message) in [
        (
            PredictTerms { horizon: Some(0.0), ..terms() },
            "horizon is `0`, expected a positive number of time units, here of a week",
        ),
        (
            PredictTerms { horizon: Some(-4.0), ..terms() },
            "horizon is `-4`, expected a positive number of time units, here of a week",
        ),
        (
            PredictTerms { horizon: Some(f64::NAN), ..terms() },
            "horizon is `NaN`, expected a positive number of time units, here of a week",
        ),
        (PredictTerms { discount_rate: 10.0, ..terms() }, "discount-rate is `10`, expected an annual rate from 0 to 1"),
        (PredictTerms { margin: -0.1, ..terms() }, "margin is `-0.1`, expected a share from 0 to 1"),
    ] {
        assert_eq!(predict(&model(BG_NBD), None, &file.summary(), &wrong).unwrap_err().to_string(), message);
    }
    let file = Written::csv("x,t_x,T\n0,0,5\n");
    let error = predict(&model(BG_NBD), None, &file.summary(), &terms()).unwrap_err();
    assert_eq!(error.code(), "summary-column-missing");
}

#[test]
fn a_contribution_that_may_be_a_loss_is_drawn_toward_the_mean_of_all() {
    let file = Written::csv("id,x,t_x,T,m_x\n1,4,25,30,-5\n2,0,0,30,0\n3,2,10,30,\n4,4,25,30,20\n");
    let normal = model(r#"{"model":"normal-spend","parameters":{"mean":10,"within":8,"between":4}}"#);
    let wanted = PredictTerms { intervals: true, ..terms() };
    let (batch, notices) = predict(&model(BG_NBD), Some(&normal), &file.summary(), &wanted).unwrap();
    let (spend, value) = (column(&batch, "expected_spend"), column(&batch, "residual_value"));
    let purchases = column(&batch, "expected_purchases");
    // Trust in the own mean of four purchases: 4 · 4² / (4 · 4² + 8²) = 1/2.
    for (at, mean) in [2.5, 10.0, 10.0, 15.0].into_iter().enumerate() {
        assert_relative(spend[at], mean, 1e-14);
        assert_relative(value[at], purchases[at] * mean, 1e-12);
    }
    let (low, high) = (column(&batch, "residual_value_low"), column(&batch, "residual_value_high"));
    assert!(low[0] < 0.0 && 0.0 < high[0], "a loss is possible: {} to {}", low[0], high[0]);
    assert!(notices[0].message.starts_with("`1` repeat customers have no "), "{}", notices[0].message);
    let wrong = model(r#"{"model":"bg-nbd","parameters":{"r":1}}"#);
    let error = predict(&model(BG_NBD), Some(&wrong), &file.summary(), &terms()).unwrap_err();
    assert_eq!(error.to_string(), "the model file is of `bg-nbd`, expected gamma-gamma or normal-spend");
}
