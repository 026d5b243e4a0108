//! What customers think: questionnaires and their figures, whom displeasure concerns, complaints.

mod concerns;
mod surveys;

pub(super) use concerns::*;
pub(super) use surveys::*;
