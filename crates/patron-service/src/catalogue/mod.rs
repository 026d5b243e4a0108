//! The catalogue: every measure is defined once, by the analysis that makes it.

mod measure;
mod playbook;
mod text;

pub use measure::{Better, Label, Measure, MeasureKind, Unit};
pub use playbook::Playbook;
pub use text::Text;
