//! The catalogue: every measure is defined once, by the analysis that makes it.

mod measure;
mod text;

pub use measure::{Better, Label, Measure, MeasureKind, Unit};
pub use text::Text;
