use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use arrow::array::{Array, ArrayRef, Float64Builder, StructArray};
use arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::exec_err;
use datafusion::error::Result;
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility};
use patron_models::history::History;
use patron_models::transaction::{Prediction, Predictor, Terms, TransactionModel};

use super::arguments::{all_numbers, column, constants};

/// Columns of the histories and the terms before the model's own parameters.
const LEADING: [&str; 5] = ["frequency", "recency", "age", "horizon", "discount"];

/// What every transaction function returns before the derivatives by its parameters.
const FIELDS: [&str; 8] = [
    "probability_alive",
    "probability_return",
    "expected_purchases",
    "purchase_variance",
    "discounted_purchases",
    "discounted_purchases_forever",
    "purchase_rate",
    "discount_factor",
];

/// `model(frequency, recency, age, horizon, discount, parameters…)`: a struct of predictions.
///
/// Times are in the unit of the parameters, `discount` is continuous per unit. Derivatives of the discounted purchases
/// are the fields `by_<parameter>`. Null where a history is null; an impossible history is an error.
#[must_use]
pub fn transaction_function(model: &'static dyn TransactionModel) -> ScalarUDF {
    let name = model.name().replace('-', "_");
    let signature = Signature::user_defined(Volatility::Immutable);
    ScalarUDF::from(TransactionFunction { model, name, signature, last: Mutex::default() })
}

/// A predictor with the constants it was made from.
type Cached = Option<(Vec<u64>, Arc<dyn Predictor>)>;

#[derive(Debug)]
struct TransactionFunction {
    model: &'static dyn TransactionModel,
    name: String,
    signature: Signature,
    // Predictors keep what they computed per distinct history, so batches of one plan share theirs.
    last: Mutex<Cached>,
}

impl PartialEq for TransactionFunction {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for TransactionFunction {}

impl Hash for TransactionFunction {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl TransactionFunction {
    fn fields(&self) -> Fields {
        let derivatives = self.model.parameter_names().iter().map(|name| format!("by_{name}"));
        let names = FIELDS.iter().map(|&name| name.to_owned()).chain(derivatives);
        names.map(|name| Field::new(name, DataType::Float64, true)).collect()
    }

    fn predictor(&self, constants: &[f64]) -> Result<Arc<dyn Predictor>> {
        let key: Vec<u64> = constants.iter().map(|number| number.to_bits()).collect();
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, predictor)) = last.as_ref()
            && *known == key
        {
            return Ok(Arc::clone(predictor));
        }
        let made =
            Terms::new(constants[0], constants[1]).and_then(|terms| self.model.predictor(&constants[2..], terms));
        let predictor: Arc<dyn Predictor> = match made {
            Ok(predictor) => Arc::from(predictor),
            Err(error) => return exec_err!("`{}`: {error}", self.name),
        };
        *last = Some((key, Arc::clone(&predictor)));
        Ok(predictor)
    }
}

impl ScalarUDFImpl for TransactionFunction {
    fn name(&self) -> &str {
        &self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        let expected: Vec<_> = LEADING.iter().chain(self.model.parameter_names()).copied().collect();
        all_numbers(&self.name, &expected, given.len())
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Struct(self.fields()))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let predictor = self.predictor(&constants(&args, &self.name, 3)?)?;
        let [frequency, recency, age] = [column(&args, 0)?, column(&args, 1)?, column(&args, 2)?];
        let mut histories = Vec::with_capacity(args.number_rows);
        let mut valid = Vec::with_capacity(args.number_rows);
        for row in 0..args.number_rows {
            let known = frequency.is_valid(row) && recency.is_valid(row) && age.is_valid(row);
            valid.push(known);
            histories.push(if known {
                history(frequency.value(row), recency.value(row), age.value(row))?
            } else {
                History::NEW
            });
        }
        let predictions = predictor.predict_all(&histories);
        let parameters = self.model.parameter_names().len();
        // Reading a field of a struct looks past the struct's own nulls, so that each column carries them.
        let columns = (0..FIELDS.len() + parameters).map(|field| values(&predictions, &valid, field)).collect();
        Ok(ColumnarValue::Array(Arc::new(StructArray::try_new(self.fields(), columns, None)?)))
    }
}

pub(super) fn history(frequency: f64, recency: f64, age: f64) -> Result<History> {
    if !(frequency >= 0.0 && frequency.fract() == 0.0 && frequency <= f64::from(u32::MAX)) {
        return exec_err!("frequency `{frequency}`, expected a whole number of repeat purchases");
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be a whole u32")]
    let count = frequency as u32;
    match History::new(count, recency, age) {
        Ok(history) => Ok(history),
        Err(error) => exec_err!("{error}"),
    }
}

fn values(predictions: &[Prediction], valid: &[bool], field: usize) -> ArrayRef {
    let mut builder = Float64Builder::with_capacity(predictions.len());
    for (prediction, &known) in predictions.iter().zip(valid) {
        let value = match field {
            0 => Some(prediction.probability_alive),
            1 => Some(prediction.probability_return),
            2 => Some(prediction.expected_purchases),
            3 => Some(prediction.purchase_variance),
            4 => Some(prediction.discounted_purchases),
            5 => prediction.discounted_purchases_forever,
            6 => Some(prediction.purchase_rate),
            7 => Some(prediction.discount_factor()),
            _ => prediction.gradient.get(field - FIELDS.len()).copied(),
        };
        builder.append_option(value.filter(|_| known));
    }
    Arc::new(builder.finish())
}

#[cfg(test)]
mod tests {
    use arrow::util::pretty::pretty_format_batches;
    use datafusion::prelude::{SessionConfig, SessionContext};

    async fn ask(sql: &str) -> String {
        let session = SessionContext::new_with_config(SessionConfig::new());
        for function in super::super::functions() {
            session.register_udf(function);
        }
        match session.sql(sql).await {
            Ok(frame) => match frame.collect().await {
                Ok(batches) => pretty_format_batches(&batches).unwrap().to_string(),
                Err(error) => error.strip_backtrace(),
            },
            Err(error) => error.strip_backtrace(),
        }
    }

    #[tokio::test]
    async fn sql_gives_the_printed_figures_of_the_paper() {
        // The worked customer of the paper's spreadsheet note [FHL2005]: x 2, t_x 30.43, T 38.86 weeks, 39 weeks ahead.
        let sql = "select round(bg_nbd(x, 30.43, 38.86, 39, 0, 0.243, 4.414, 0.793, 2.426)['expected_purchases'], 3) e \
                   from (values (2), (null)) as t(x)";
        let expected = "+-------+\n| e     |\n+-------+\n| 1.226 |\n|       |\n+-------+";
        assert_eq!(ask(sql).await, expected);
    }

    #[tokio::test]
    async fn impossible_arguments_are_refused() {
        let few = ask("select bg_nbd(1, 2, 3)").await;
        assert!(few.contains("`bg_nbd` has 3 arguments, expected 9: frequency, recency, age, horizon"), "{few}");
        let late = ask("select bg_nbd(1, 5, 3, 39, 0, 0.2, 4, 0.8, 2)").await;
        assert!(late.contains("recency `5` was expected to be at most age `3`"), "{late}");
        let negative = ask("select bg_nbd(1, 2, 3, 39, 0, -0.2, 4, 0.8, 2)").await;
        assert!(negative.contains("parameter `r` is `-0.2`, expected a positive finite number"), "{negative}");
        let half = ask("select bg_nbd(1.5, 2, 3, 39, 0, 0.2, 4, 0.8, 2)").await;
        assert!(half.contains("frequency `1.5`, expected a whole number"), "{half}");
    }
}
