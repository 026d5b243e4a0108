use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use arrow::array::{Array, ArrayRef, BooleanArray, Float32Builder, Float64Array, Float64Builder, StructArray};
use arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::{exec_err, plan_err};
use datafusion::error::Result;
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility};
use datafusion::scalar::ScalarValue;
use patron_models::calendar::Exposure;
use patron_models::fit::Fit;
use patron_models::history::History;
use patron_models::interval::{GRADIENT, Levels, ResidualValue, Uncertainty, residual_values};
use patron_models::spend::SpendModel;
use patron_models::transaction::{Prediction, Predictor, Terms, transaction_model};
use serde::{Deserialize, Serialize};

use super::arguments::column;
use super::spend::whole;
use super::transaction::history;

const NAME: &str = "residual_value";

/// Everything that decides a residual value besides the customer: fits with covariance, horizon and discount.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResidualTerms {
    pub purchases: Fit,
    pub spend: Option<Fit>,
    /// days in the fit's time unit
    pub unit_days: f64,
    pub horizon_days: f64,
    /// effective annual rate
    pub discount_rate: f64,
    /// levels at which the interval of a customer ends
    #[serde(default)]
    pub levels: Levels,
    /// the calendar the purchases were fitted in; none: in days. The discount is per exposure
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exposure: Option<Exposure>,
}

/// `residual_value(frequency, recency_days, age_days, monetary_value, terms)`: a struct with the predictions of the
/// purchase model, the expected spend, and mean, interval, variance and slopes of the discounted spend within the
/// horizon, and its mean without end (`forever`). Where `terms` hold no spend fit, a purchase counts 1: all of these are
/// in purchases and the expected spend is null. Where the spend of a customer has no finite mean, so have they: null.
/// `terms` is [`ResidualTerms`] as JSON.
#[must_use]
pub fn residual_value() -> ScalarUDF {
    ScalarUDF::from(ResidualFunction {
        signature: Signature::user_defined(Volatility::Immutable),
        last: Mutex::default(),
    })
}

/// The models in place.
#[derive(Debug)]
struct Valuer {
    predictor: Box<dyn Predictor>,
    spend: Option<SpendModel>,
    uncertainty: Uncertainty,
    unit_days: f64,
    exposure: Option<Exposure>,
}

impl Valuer {
    fn new(json: &str) -> Result<Self> {
        let terms: ResidualTerms = match serde_json::from_str(json) {
            Ok(terms) => terms,
            Err(error) => return exec_err!("the terms of `{NAME}` are no valid JSON: {error}"),
        };
        let made = || -> std::result::Result<Self, String> {
            let model = transaction_model(&terms.purchases.model)
                .ok_or_else(|| format!("model `{}` is not known", terms.purchases.model))?;
            let text = |error: &dyn std::fmt::Display| error.to_string();
            let parameters = model.parameters_from(&terms.purchases.parameters).map_err(|error| text(&error))?;
            let in_days = terms.horizon_days / terms.unit_days;
            let horizon = terms.exposure.as_ref().map_or(Ok(in_days), |exposure| exposure.horizon(in_days));
            let place = Terms::with_annual_rate(
                horizon.map_err(|error| text(&error))?,
                terms.discount_rate,
                365.25 / terms.unit_days,
            )
            .map_err(|error| text(&error))?;
            let spend = terms.spend.as_ref().map(|fit| SpendModel::from_named(&fit.model, &fit.parameters));
            Ok(Self {
                predictor: model.predictor(&parameters, place).map_err(|error| text(&error))?,
                spend: spend.transpose().map_err(|error| text(&error))?,
                uncertainty: Uncertainty::new(Some(&terms.purchases), terms.spend.as_ref())
                    .map_err(|error| text(&error))?
                    .with_levels(terms.levels),
                unit_days: terms.unit_days,
                exposure: terms.exposure,
            })
        };
        match made() {
            Ok(valuer) => Ok(valuer),
            Err(error) => exec_err!("`{NAME}`: {error}"),
        }
    }

    /// A history as the purchase model reads it.
    fn seen(&self, days: History) -> Result<History> {
        match self.exposure.as_ref().map(|exposure| exposure.history(&days)) {
            None => Ok(days),
            Some(Ok(history)) => Ok(history),
            Some(Err(error)) => exec_err!("`{NAME}`: {error}"),
        }
    }
}

#[derive(Debug)]
struct ResidualFunction {
    signature: Signature,
    // Batches of one plan share the predictor and what it has computed per distinct history.
    last: Mutex<Option<(String, Arc<Valuer>)>>,
}

impl PartialEq for ResidualFunction {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for ResidualFunction {}

impl Hash for ResidualFunction {
    fn hash<H: Hasher>(&self, state: &mut H) {
        NAME.hash(state);
    }
}

impl ResidualFunction {
    fn valuer(&self, value: Option<&ColumnarValue>) -> Result<Arc<Valuer>> {
        let Some(ColumnarValue::Scalar(
            ScalarValue::Utf8(Some(json)) | ScalarValue::LargeUtf8(Some(json)) | ScalarValue::Utf8View(Some(json)),
        )) = value
        else {
            return exec_err!("the terms of `{NAME}` are a column, expected a constant text");
        };
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, valuer)) = last.as_ref()
            && known == json
        {
            return Ok(Arc::clone(valuer));
        }
        let valuer = Arc::new(Valuer::new(json)?);
        *last = Some((json.clone(), Arc::clone(&valuer)));
        Ok(valuer)
    }
}

/// What a purchase of a customer counts.
#[derive(Debug, Clone, Copy)]
enum Purchase {
    /// one purchase: there is no spend fit
    One,
    /// its expected spend; none where that has no finite mean
    Spend(Option<f64>),
}

impl Purchase {
    fn spend(self) -> Option<f64> {
        if let Self::Spend(spend) = self { spend } else { None }
    }

    fn counts(self) -> Option<f64> {
        if let Self::Spend(spend) = self { spend } else { Some(1.0) }
    }
}

/// Fields of the result with how each is read from a customer.
type Reader = fn(&Prediction, &ResidualValue, Purchase) -> Option<f64>;
const NUMBERS: [(&str, Reader); 13] = [
    ("probability_alive", |prediction, _, _| Some(prediction.probability_alive)),
    ("probability_return", |prediction, _, _| Some(prediction.probability_return)),
    ("expected_purchases", |prediction, _, _| Some(prediction.expected_purchases)),
    ("discounted_purchases", |prediction, _, _| Some(prediction.discounted_purchases)),
    ("purchase_rate", |prediction, _, _| Some(prediction.purchase_rate)),
    ("active_time", |prediction, _, _| Some(prediction.active_time())),
    ("discount_factor", |prediction, _, _| Some(prediction.discount_factor())),
    ("expected_spend", |_, _, purchase| purchase.spend()),
    ("mean", |_, value, _| Some(value.mean)),
    ("low", |_, value, _| Some(value.interval.low)),
    ("high", |_, value, _| Some(value.interval.high)),
    ("variance", |_, value, _| Some(value.variance)),
    ("forever", |prediction, _, purchase| Some(prediction.discounted_purchases_forever? * purchase.counts()?)),
];

fn fields() -> Fields {
    let numbers = NUMBERS.iter().map(|&(name, _)| Field::new(name, DataType::Float64, true));
    let slopes = (0..GRADIENT).map(|index| Field::new(format!("slope_{index}"), DataType::Float32, true));
    numbers.chain(slopes).chain([Field::new("from_population", DataType::Boolean, true)]).collect()
}

impl ScalarUDFImpl for ResidualFunction {
    fn name(&self) -> &str {
        NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        if given.len() != 5 {
            return plan_err!(
                "`{NAME}` has {} arguments, expected 5: frequency, recency_days, age_days, monetary_value, terms",
                given.len()
            );
        }
        let mut wanted = vec![DataType::Float64; 4];
        wanted.push(DataType::Utf8);
        Ok(wanted)
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Struct(fields()))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let valuer = self.valuer(args.args.get(4))?;
        let columns = [column(&args, 0)?, column(&args, 1)?, column(&args, 2)?, column(&args, 3)?];
        let customers = Customers::read(&columns, &valuer)?;
        let predictions = valuer.predictor.predict_all(&customers.histories);
        let laws = valuer.spend.map(|model| model.laws(customers.spends.iter().copied()));
        let expected = laws.as_ref().map(|laws| laws.expected());
        let (predictor, histories) = (valuer.predictor.as_ref(), &customers.histories);
        let values = match &laws {
            Some(laws) => laws.values(predictor, histories, &predictions, &valuer.uncertainty),
            None => residual_values(predictor, histories, &predictions, None, &valuer.uncertainty),
        };
        let rows = || predictions.iter().zip(&values).enumerate();
        let purchase = |row: usize| expected.as_ref().map_or(Purchase::One, |all| Purchase::Spend(all[row]));
        let mut built: Vec<ArrayRef> = Vec::with_capacity(fields().len());
        for (_, read) in NUMBERS {
            let mut builder = Float64Builder::with_capacity(values.len());
            for (row, (prediction, value)) in rows() {
                let number = read(prediction, value, purchase(row)).filter(|number| number.is_finite());
                builder.append_option(number.filter(|_| customers.known[row]));
            }
            built.push(Arc::new(builder.finish()));
        }
        for index in 0..GRADIENT {
            let mut builder = Float32Builder::with_capacity(values.len());
            for (row, (_, value)) in rows() {
                #[expect(clippy::cast_possible_truncation, reason = "seven digits are plenty for an interval")]
                let slope = value.gradient[index] as f32;
                builder.append_option(Some(slope).filter(|slope| slope.is_finite() && customers.known[row]));
            }
            built.push(Arc::new(builder.finish()));
        }
        let stands_in = |&(frequency, mean): &(u32, Option<f64>)| match valuer.spend {
            Some(model) => !model.uses(frequency, mean),
            None => frequency == 0 || mean.is_none(),
        };
        let shown = customers.known.iter().zip(&customers.spends);
        let from_population: BooleanArray = shown.map(|(known, own)| known.then(|| stands_in(own))).collect();
        built.push(Arc::new(from_population));
        Ok(ColumnarValue::Array(Arc::new(StructArray::try_new(fields(), built, None)?)))
    }
}

/// One batch of customers, checked.
struct Customers {
    histories: Vec<History>,
    /// repeat purchases and their mean
    spends: Vec<(u32, Option<f64>)>,
    known: Vec<bool>,
}

impl Customers {
    fn read([frequency, recency, age, mean]: &[Float64Array; 4], valuer: &Valuer) -> Result<Self> {
        let rows = frequency.len();
        let mut read = Self {
            histories: Vec::with_capacity(rows),
            spends: Vec::with_capacity(rows),
            known: Vec::with_capacity(rows),
        };
        for row in 0..rows {
            let known = frequency.is_valid(row) && recency.is_valid(row) && age.is_valid(row);
            read.known.push(known);
            read.histories.push(if known {
                let days = history(
                    frequency.value(row),
                    recency.value(row) / valuer.unit_days,
                    age.value(row) / valuer.unit_days,
                );
                valuer.seen(days?)?
            } else {
                History::NEW
            });
            let count = if known { whole(frequency.value(row)).unwrap_or(0) } else { 0 };
            read.spends.push((count, mean.is_valid(row).then(|| mean.value(row))));
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use arrow::array::AsArray;
    use arrow::datatypes::Float64Type;
    use datafusion::prelude::SessionContext;
    use serde_json::{Value, json};

    fn fit(model: &str, parameters: &Value) -> Value {
        let size = parameters.as_object().map_or(0, serde_json::Map::len);
        let row = |row| (0..size).map(|column| if row == column { 1e-6 } else { 0.0 }).collect::<Vec<f64>>();
        let covariance: Vec<_> = (0..size).map(row).collect();
        json!({"model": model, "customers": 1.0, "parameters": parameters, "standard_errors": {},
            "covariance": covariance, "log_likelihood": 0.0, "aic": 0.0, "bic": 0.0, "converged": true, "iterations": 0})
    }

    /// `mean` and `forever` of a customer without a repeat purchase and of one with two of 22.35 on average.
    async fn values(spend: Option<f64>) -> Vec<Option<f64>> {
        let spend = spend.map(|q| fit("gamma-gamma", &json!({"p": 6.25, "q": q, "gamma": 15.44})));
        let purchases = fit("bg-nbd", &json!({"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}));
        let terms = json!({"purchases": purchases, "spend": spend, "unit_days": 7.0, "horizon_days": 365.0,
            "discount_rate": 0.1});
        let session = SessionContext::new();
        session.register_udf(super::residual_value());
        let value = format!("residual_value(x, t, 272.0, m, '{terms}')");
        let customers = "(values (0, 0.0, null), (2, 213.0, 22.35)) as c(x, t, m)";
        let sql = format!("select {value}['mean'], {value}['forever'] from {customers}");
        let batches = session.sql(&sql).await.unwrap().collect().await.unwrap();
        let columns = batches[0].columns().iter().map(|column| column.as_primitive::<Float64Type>());
        columns.flat_map(|column| column.iter().collect::<Vec<_>>()).collect()
    }

    #[tokio::test]
    async fn without_a_spend_fit_purchases_are_counted_and_without_a_mean_nothing_is_known() {
        // Both are the same product of three factors.
        const ROUNDING: f64 = 1e-12;
        let purchases = values(None).await;
        let money = values(Some(3.74)).await;
        // Population mean 6.25 x 15.44 / 2.74; for two purchases of 22.35: 6.25 (15.44 + 44.7) / (12.5 + 2.74).
        for (row, spend) in [(0, 6.25 * 15.44 / 2.74), (1, 6.25 * 60.14 / 15.24)] {
            for figure in [row, row + 2] {
                let (counted, valued) = (purchases[figure].unwrap(), money[figure].unwrap());
                assert!(counted > 0.0 && (valued / (counted * spend) - 1.0).abs() < ROUNDING, "{figure}: {valued}");
            }
        }
        // With q 0.74 the spend of a customer without own purchases has no finite mean.
        let endless = values(Some(0.74)).await;
        assert_eq!([endless[0], endless[2]], [None, None]);
        assert!(endless[1].is_some() && endless[3].is_some());
    }
}
