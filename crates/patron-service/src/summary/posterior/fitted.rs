//! A fit with what is known of its parameters.

use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, RecordBatch, StringArray};
use datafusion::dataframe::DataFrame;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::{EstimatedBy, PosteriorParameter, PosteriorPart};
use crate::error::Result;
use crate::summary::Fitted;
use crate::summary::frame::frame;

/// A fit and its posterior. In JSON that of the fit, with `estimated_by` and `posterior`; figures that a posterior has
/// not, such as a log-likelihood, are null.
#[derive(Debug, Clone, PartialEq)]
pub struct FittedPosterior {
    /// The estimates.
    pub fitted: Fitted,
    /// Where they come from.
    pub estimated_by: EstimatedBy,
    /// What is known of the parameters.
    pub posterior: PosteriorPart,
}

impl Serialize for FittedPosterior {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::Error;
        let mut value = serde_json::to_value(&self.fitted).map_err(S::Error::custom)?;
        if let Value::Object(members) = &mut value {
            let covariance = members.shift_remove("covariance").unwrap_or_default();
            members.insert("estimated_by".to_owned(), json!(self.estimated_by));
            members.insert("covariance".to_owned(), covariance);
            members.insert("posterior".to_owned(), json!(self.posterior));
        }
        value.serialize(serializer)
    }
}

impl FittedPosterior {
    /// A row per parameter: `parameter, estimate, standard_error, mean, sd, q5, median, q95, r_hat, ess_bulk, ess_tail`.
    ///
    /// # Errors
    /// When the engine refuses it.
    pub fn frame(&self) -> Result<DataFrame> {
        let fit = &self.fitted.fit;
        let of_fit = |of: &dyn Fn(&str) -> Option<f64>| -> ArrayRef {
            Arc::new(self.posterior.parameters.iter().map(|one| of(&one.name)).collect::<Float64Array>())
        };
        let number = |of: fn(&PosteriorParameter) -> Option<f64>| -> ArrayRef {
            Arc::new(self.posterior.parameters.iter().map(of).collect::<Float64Array>())
        };
        let names = self.posterior.parameters.iter().map(|one| one.name.as_str());
        let columns: Vec<(&str, ArrayRef)> = vec![
            ("parameter", Arc::new(StringArray::from_iter_values(names))),
            ("estimate", of_fit(&|name| fit.parameters.get(name))),
            ("standard_error", of_fit(&|name| fit.standard_errors.get(name))),
            ("mean", number(|one| Some(one.mean))),
            ("sd", number(|one| Some(one.sd))),
            ("q5", number(|one| Some(one.q5))),
            ("median", number(|one| Some(one.median))),
            ("q95", number(|one| Some(one.q95))),
            ("r_hat", number(|one| one.r_hat)),
            ("ess_bulk", number(|one| one.ess_bulk)),
            ("ess_tail", number(|one| one.ess_tail)),
        ];
        frame(RecordBatch::try_from_iter(columns)?)
    }
}
