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

/// Field of the points of a line.
pub(super) fn points(line: usize) -> String {
    format!("points_{line}")
}

/// Field of the membership in a grade.
pub(super) fn membership(grade: usize) -> String {
    format!("membership_{grade}")
}

/// `card_score(value, …)`: a struct with the score, the points of each line and the membership in each
/// grade; null where nothing is known.
pub(super) fn card_score(kernel: Kernel, lines: usize) -> ScalarUDF {
    let signature = Signature::exact(vec![DataType::Float64; lines], Volatility::Immutable);
    ScalarUDF::from(CardScore {
        signature,
        name: format!("card_score_{}", kernel.parameters.card),
        kernel: Arc::new(kernel),
    })
}

#[derive(Debug)]
struct CardScore {
    signature: Signature,
    name: String,
    kernel: Arc<Kernel>,
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
        [SCORE.to_owned()]
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
            (0..=lines + grades).map(|_| Float64Builder::with_capacity(rows)).collect();
        let (mut values, mut points) = (vec![0.0; lines], vec![0.0; lines]);
        let mut known = Vec::with_capacity(rows);
        for row in 0..rows {
            for (value, column) in values.iter_mut().zip(&columns) {
                *value = if column.is_valid(row) { column.value(row) } else { f64::NAN };
            }
            let score = self.kernel.score(&mut values, &mut points, &mut memberships);
            known.push(score.is_some());
            let cells = [score].into_iter().chain(points.iter().chain(&memberships).map(|&cell| score.map(|_| cell)));
            for (builder, cell) in builders.iter_mut().zip(cells) {
                builder.append_option(cell);
            }
        }
        let columns = builders.iter_mut().map(|builder| Arc::new(builder.finish()) as ArrayRef).collect();
        Ok(ColumnarValue::Array(Arc::new(StructArray::try_new(self.fields(), columns, Some(NullBuffer::from(known)))?)))
    }
}
