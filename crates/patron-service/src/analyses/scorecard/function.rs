//! The kernel as a function of the query engine.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, Float64Builder, StructArray};
use arrow::buffer::NullBuffer;
use arrow::datatypes::{DataType, Field, Fields, Float64Type};
use datafusion::error::Result;
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility};

use super::kernel::Kernel;

/// Field of the score.
pub(super) const SCORE: &str = "score";

/// Field of the rank; null where the scores of all are not at hand.
pub(super) const RANK: &str = "rank";

/// Field of the points of a line.
pub(super) fn points(line: usize) -> String {
    format!("points_{line}")
}

/// Field of the membership in a grade.
pub(super) fn membership(grade: usize) -> String {
    format!("membership_{grade}")
}

/// `card_score(value, …)`: a struct with the score, its rank among `ranked`, the scores of all in ascending order, the
/// points of each line and the membership in each grade; null where nothing is known.
pub(super) fn card_score(kernel: Kernel, lines: usize, ranked: Option<Arc<[f64]>>) -> ScalarUDF {
    let signature = Signature::exact(vec![DataType::Float64; lines], Volatility::Immutable);
    ScalarUDF::from(CardScore {
        signature,
        name: format!("card_score_{}", kernel.parameters.card),
        kernel: Arc::new(kernel),
        ranked,
    })
}

#[derive(Debug)]
struct CardScore {
    signature: Signature,
    name: String,
    kernel: Arc<Kernel>,
    ranked: Option<Arc<[f64]>>,
}

impl PartialEq for CardScore {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.kernel.parameters == other.kernel.parameters
    }
}

impl Eq for CardScore {}

impl Hash for CardScore {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl CardScore {
    fn fields(&self) -> Fields {
        let names = (0..self.kernel.parameters.lines.len()).map(points);
        let grades = (0..self.kernel.grades()).map(membership);
        [SCORE.to_owned(), RANK.to_owned()]
            .into_iter()
            .chain(names)
            .chain(grades)
            .map(|name| Field::new(name, DataType::Float64, true))
            .collect()
    }
}

impl ScalarUDFImpl for CardScore {
    fn name(&self) -> &str {
        &self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Struct(self.fields()))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let rows = args.number_rows;
        let columns: Vec<ArrayRef> = args.args.iter().map(|value| value.to_array(rows)).collect::<Result<_>>()?;
        let columns: Vec<_> = columns.iter().map(|column| column.as_primitive::<Float64Type>()).collect();
        let (lines, grades) = (self.kernel.parameters.lines.len(), self.kernel.grades());
        let mut memberships = vec![0.0; grades];
        let mut builders: Vec<Float64Builder> =
            (0..lines + grades + 2).map(|_| Float64Builder::with_capacity(rows)).collect();
        let (mut values, mut points) = (vec![0.0; lines], vec![0.0; lines]);
        let mut known = Vec::with_capacity(rows);
        for row in 0..rows {
            for (value, column) in values.iter_mut().zip(&columns) {
                let cell = if column.is_valid(row) { column.value(row) } else { f64::NAN };
                // as where the card is fitted: what is not finite is not known
                *value = if cell.is_finite() { cell } else { f64::NAN };
            }
            let score = self.kernel.score(&mut values, &mut points, &mut memberships);
            known.push(score.is_some());
            let rank = score.zip(self.ranked.as_deref()).map(|(score, ranked)| rank(score, ranked));
            let rest = points.iter().chain(&memberships).map(|&cell| score.map(|_| cell));
            let cells = [score, rank].into_iter().chain(rest);
            for (builder, cell) in builders.iter_mut().zip(cells) {
                builder.append_option(cell);
            }
        }
        let columns = builders.iter_mut().map(|builder| Arc::new(builder.finish()) as ArrayRef).collect();
        Ok(ColumnarValue::Array(Arc::new(StructArray::try_new(self.fields(), columns, Some(NullBuffer::from(known)))?)))
    }
}

/// The same score, though its sums were added in another order.
const ROUNDING: f64 = 1e-9;

/// One more than the number of scores that are higher; `ranked` ascends.
fn rank(score: f64, ranked: &[f64]) -> f64 {
    let not_higher = ranked.partition_point(|other| *other <= score + ROUNDING);
    (ranked.len() - not_higher + 1) as f64
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn ties_share_the_better_rank() {
        let ranked = [1.0, 2.0, 2.0, 5.0];
        assert_eq!([5.0, 2.0 - 1e-12, 1.0].map(|score| rank(score, &ranked)), [1.0, 2.0, 4.0]);
    }
}
