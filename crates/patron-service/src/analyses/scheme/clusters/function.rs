//! The group of a customer as a function of the query engine.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, StringArray};
use arrow::datatypes::{DataType, Float64Type};
use datafusion::error::{DataFusionError, Result};
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility};
use patron_learn::clusters::{ClusterError, Missing, Points};

use super::groups::{Groups, Model};

/// `cluster_label(value, …)`: the id of the group; null where a value that is needed is not known.
pub(super) fn cluster_label(scheme: &str, groups: &Groups) -> ScalarUDF {
    let width = groups.scaling.features.len();
    let signature = Signature::exact(vec![DataType::Float64; width], Volatility::Immutable);
    ScalarUDF::from(ClusterLabel {
        signature,
        name: format!("cluster_label_{scheme}"),
        groups: Arc::new(groups.clone()),
    })
}

#[derive(Debug)]
struct ClusterLabel {
    signature: Signature,
    name: String,
    groups: Arc<Groups>,
}

impl PartialEq for ClusterLabel {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.groups == other.groups
    }
}

impl Eq for ClusterLabel {}

impl Hash for ClusterLabel {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl ClusterLabel {
    fn labels(&self, rows: &[f64], width: usize) -> std::result::Result<Vec<u32>, ClusterError> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let points = Points::new(rows, width, None)?;
        match &self.groups.model {
            Model::KMeans(found) => found.labels(&points),
            Model::Mixture(found) => found.labels(&points).map(|(labels, _)| labels),
        }
    }
}

impl ScalarUDFImpl for ClusterLabel {
    fn name(&self) -> &str {
        &self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Utf8)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let count = args.number_rows;
        let columns: Vec<ArrayRef> = args.args.iter().map(|value| value.to_array(count)).collect::<Result<_>>()?;
        let columns: Vec<_> = columns.iter().map(|column| column.as_primitive::<Float64Type>()).collect();
        let scaling = &self.groups.scaling;
        let (mut rows, mut labelled) = (Vec::with_capacity(count * columns.len()), Vec::with_capacity(count));
        let mut row = Vec::with_capacity(columns.len());
        for at in 0..count {
            row.clear();
            let mut known = true;
            for (feature, column) in scaling.features.iter().zip(&columns) {
                let value = if column.is_valid(at) { column.value(at) } else { f64::NAN };
                let value = if value.is_finite() { value } else { f64::NAN };
                known &= scaling.missing == Missing::Median || !value.is_nan();
                row.push(feature.scaled(value));
            }
            // a value that its scale cannot hold counts as not known
            known &= row.iter().all(|value| value.is_finite());
            labelled.push(known);
            if known {
                rows.extend_from_slice(&row);
            }
        }
        let labels = self.labels(&rows, columns.len()).map_err(|error| DataFusionError::External(Box::new(error)))?;
        let ids: Vec<String> = self.groups.groups.iter().map(super::groups::Group::id).collect();
        let mut labels = labels.into_iter();
        let cells = labelled.into_iter().map(|known| {
            let label = if known { labels.next() } else { None };
            label.and_then(|label| ids.get(label as usize)).map(String::as_str)
        });
        Ok(ColumnarValue::Array(Arc::new(cells.collect::<StringArray>())))
    }
}
