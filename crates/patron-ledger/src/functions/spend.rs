use std::sync::Arc;

use arrow::array::{Array, ArrayRef, BooleanBuilder, Float64Builder, StructArray};
use arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::exec_err;
use datafusion::error::Result;
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility};
use patron_models::gamma_gamma::{GammaGamma, SpendHistory};

use super::arguments::{all_numbers, column, constants};

const NAME: &str = "gamma_gamma";
const ARGUMENTS: [&str; 5] = ["frequency", "monetary_value", "p", "q", "gamma"];
const FIELDS: [&str; 4] = ["expected_spend", "by_p", "by_q", "by_gamma"];

/// `gamma_gamma(frequency, monetary_value, p, q, gamma)`: a struct with the expected spend per purchase, its
/// derivatives by the parameters, and `from_population`, true where the customer's own spend could not be used
/// (no repeat purchase, or a mean that is not positive).
#[must_use]
pub fn gamma_gamma() -> ScalarUDF {
    ScalarUDF::from(GammaGammaFunction { signature: Signature::user_defined(Volatility::Immutable) })
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct GammaGammaFunction {
    signature: Signature,
}

fn fields() -> Fields {
    let numbers = FIELDS.iter().map(|&name| Field::new(name, DataType::Float64, true));
    numbers.chain([Field::new("from_population", DataType::Boolean, false)]).collect()
}

impl ScalarUDFImpl for GammaGammaFunction {
    fn name(&self) -> &str {
        NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        all_numbers(NAME, &ARGUMENTS, given.len())
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Struct(fields()))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let model = match GammaGamma::new(&constants(&args, NAME, 2)?) {
            Ok(model) => model,
            Err(error) => return exec_err!("`{NAME}`: {error}"),
        };
        let [frequency, mean] = [column(&args, 0)?, column(&args, 1)?];
        let mut numbers: [Float64Builder; 4] = std::array::from_fn(|_| Float64Builder::with_capacity(args.number_rows));
        let mut from_population = BooleanBuilder::with_capacity(args.number_rows);
        for row in 0..args.number_rows {
            let own = (frequency.is_valid(row) && mean.is_valid(row))
                .then(|| own_history(frequency.value(row), mean.value(row)))
                .flatten();
            from_population.append_value(own.is_none());
            let law = model.spend(own.as_ref());
            let [by_p, by_q, by_gamma] = law.gradient();
            for (builder, value) in
                numbers.iter_mut().zip([law.expected().ok(), Some(by_p), Some(by_q), Some(by_gamma)])
            {
                builder.append_option(value.filter(|number| number.is_finite()));
            }
        }
        let mut columns: Vec<ArrayRef> = Vec::with_capacity(5);
        columns.extend(numbers.iter_mut().map(|builder| Arc::new(builder.finish()) as ArrayRef));
        columns.push(Arc::new(from_population.finish()));
        Ok(ColumnarValue::Array(Arc::new(StructArray::try_new(fields(), columns, None)?)))
    }
}

/// The customer's own spend, where it can be used.
fn own_history(frequency: f64, mean: f64) -> Option<SpendHistory> {
    SpendHistory::new(whole(frequency)?, mean).ok()
}

/// A number of purchases, at least one.
pub(super) fn whole(frequency: f64) -> Option<u32> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the range of u32")]
    (1.0..=f64::from(u32::MAX)).contains(&frequency).then_some(frequency as u32)
}

#[cfg(test)]
mod tests {
    use datafusion::prelude::SessionContext;

    #[tokio::test]
    async fn the_population_stands_in_where_the_own_spend_cannot_be_used() {
        let session = SessionContext::new();
        session.register_udf(super::gamma_gamma());
        let sql = "select round(gamma_gamma(x, m, 6.25, 3.74, 15.44)['expected_spend'], 2) e, \
                   gamma_gamma(x, m, 6.25, 3.74, 15.44)['from_population'] p \
                   from (values (2, 22.35), (0, null), (3, -1.0)) as t(x, m)";
        let batches = session.sql(sql).await.unwrap().collect().await.unwrap();
        let text = arrow::util::pretty::pretty_format_batches(&batches).unwrap().to_string();
        // Population mean 6.25 x 15.44 / 2.74 = 35.22; the customer with two purchases of 22.35 on average: 24.66.
        let expected = "\
+-------+-------+
| e     | p     |
+-------+-------+
| 24.66 | false |
| 35.22 | true  |
| 35.22 | true  |
+-------+-------+";
        assert_eq!(text, expected);
    }
}
