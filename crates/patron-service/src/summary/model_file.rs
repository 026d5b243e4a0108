//! A fitted model in a JSON file: what `fit` writes, or published parameters written by hand.

use std::path::Path;

use patron_models::fit::{Fit, NamedValues};
use serde::Deserialize;

use super::posterior::ModelPosterior;
use super::{TimeUnit, exact};
use crate::error::{Result, ServiceError};

/// What `predict` needs of a model file; other members are left alone.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ModelFile {
    /// Name of the model.
    pub model: String,
    /// Unit of its parameters; spend models have none.
    #[serde(default)]
    pub time_unit: Option<TimeUnit>,
    /// The parameters by name.
    #[serde(deserialize_with = "exact::named")]
    pub parameters: NamedValues,
    /// Their covariance by rows, in the order of the parameters; empty where unknown.
    #[serde(default, deserialize_with = "exact::rows")]
    pub covariance: Vec<Vec<f64>>,
    /// Draws of the parameters, where they have a posterior.
    #[serde(default)]
    pub(super) posterior: Option<ModelPosterior>,
}

impl ModelFile {
    /// Reads a file.
    ///
    /// # Errors
    /// When the file cannot be read or is not a JSON object with `model` and `parameters`.
    pub fn read(path: &Path) -> Result<Self> {
        let file = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| {
            let problem = match error.kind() {
                std::io::ErrorKind::NotFound => ServiceError::new(
                    "file-missing",
                    format!("file `{file}` does not exist; expected a model as `patron fit` writes it"),
                )
                .hint("write one with `patron fit bg-nbd summary.csv --format json > fit.json`"),
                _ => ServiceError::new("file-not-readable", format!("file `{file}` could not be read: {error}"))
                    .hint("check that it is a readable text file"),
            };
            problem.value("file", file.as_str())
        })?;
        Self::parse(&text).map_err(|error| {
            ServiceError::new(
                "model-file",
                format!("file `{file}` is not a model: {error}; expected an object with `model`, `time_unit` and `parameters`"),
            )
            .hint(r#"for example {"model":"bg-nbd","time_unit":"week","parameters":{"r":0.243,"alpha":4.414,"a":0.793,"b":2.426}}"#)
            .value("file", file.as_str())
        })
    }

    fn parse(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text.trim_start_matches('\u{feff}'))
    }

    /// The fit with its covariance, of zeros where none is known: parameters are then held for exact.
    pub(super) fn known_or_exact(&self) -> Fit {
        let width = self.parameters.values().len();
        let zeros = || Self { covariance: vec![vec![0.0; width]; width], ..self.clone() };
        self.uncertain().unwrap_or_else(|| zeros().as_fit())
    }

    /// The part that carries uncertainty, for intervals; `None` without a covariance.
    pub(super) fn uncertain(&self) -> Option<Fit> {
        (!self.covariance.is_empty()).then(|| self.as_fit())
    }

    fn as_fit(&self) -> Fit {
        Fit {
            model: self.model.clone(),
            customers: 0.0,
            parameters: self.parameters.clone(),
            standard_errors: NamedValues::default(),
            covariance: self.covariance.clone(),
            log_likelihood: f64::NAN,
            aic: f64::NAN,
            bic: f64::NAN,
            converged: true,
            iterations: 0,
        }
    }
}
