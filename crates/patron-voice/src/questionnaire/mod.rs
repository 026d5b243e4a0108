//! What was asked, and answers held against it.

mod checked;
mod error;
mod item;
mod notice;
mod read;
#[cfg(test)]
mod tests;

pub use checked::Questionnaire;
pub use error::QuestionnaireError;
pub use item::{CellError, Instrument, Item, QuestionDimension, Role};
pub use notice::Notice;
pub use read::{Reading, Refused};
