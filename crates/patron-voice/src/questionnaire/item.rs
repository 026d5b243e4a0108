use serde::{Deserialize, Serialize};

use crate::scale::{Scale, ScaleError};

/// What a questionnaire measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Instrument {
    /// Recommendation, 0 to 10.
    Nps,
    /// Satisfaction.
    Csat,
    /// Effort.
    Ces,
    /// Service quality by items and dimensions, with or without expectations.
    Servqual,
    /// Perceived value by items and dimensions.
    PerceivedValue,
    /// Anything else.
    Custom,
}

/// What an item asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// What is perceived, felt or thought.
    #[default]
    Answer,
    /// What is expected of the item it belongs to.
    Expectation,
    /// How important that item is.
    Importance,
}

/// A dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuestionDimension {
    /// Its id.
    pub id: String,
    /// What it counts in a total, in any unit.
    pub weight: f64,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Its id, which is the name of its column.
    pub id: String,
    /// What it asks for.
    pub role: Role,
    /// The item that an expectation or importance belongs to.
    pub of: Option<String>,
    /// The dimension of an answer.
    pub dimension: Option<String>,
    /// Its scale.
    pub scale: Scale,
    /// Whether high means little: such answers are turned when they are read.
    pub reversed: bool,
    /// Texts and numbers that mean no answer, beside an empty cell.
    pub missing: Vec<String>,
}

/// Why a cell holds no answer.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum CellError {
    /// Text.
    #[error("expected a number")]
    NotANumber,
    /// A number that is not on the scale.
    #[error(transparent)]
    Beside(#[from] ScaleError),
}

impl Item {
    /// The answer in a cell as it was given, `None` where there is none.
    ///
    /// # Errors
    /// When the cell holds neither a number of the scale nor a text that means no answer.
    pub fn read(&self, cell: &str) -> Result<Option<f64>, CellError> {
        let cell = cell.trim();
        if cell.is_empty() || self.missing.iter().any(|code| code.trim().to_lowercase() == cell.to_lowercase()) {
            return Ok(None);
        }
        let number: f64 = cell.parse().ok().filter(|number: &f64| number.is_finite()).ok_or(CellError::NotANumber)?;
        self.read_number(number)
    }

    /// The answer that a number is, `None` where it means that there is none, as NaN does.
    ///
    /// # Errors
    /// When it is not on the scale.
    pub fn read_number(&self, number: f64) -> Result<Option<f64>, CellError> {
        if number.is_nan() {
            return Ok(None);
        }
        if self.codes().any(|code| code == number) {
            return Ok(None);
        }
        Ok(Some(self.scale.check(number)?))
    }

    /// The answer so turned that high means much.
    #[must_use]
    pub fn turn(&self, answer: f64) -> f64 {
        if self.reversed { self.scale.reverse(answer) } else { answer }
    }

    /// Numbers that mean no answer.
    pub(super) fn codes(&self) -> impl Iterator<Item = f64> + '_ {
        self.missing.iter().filter_map(|code| code.trim().parse().ok())
    }
}
