//! The columns that a scheme may read.

use std::sync::Arc;

use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::common::utils::datafusion_strsim::normalized_levenshtein;

use crate::catalogue::{Label, Measure, MeasureKind, Text, Unit};
use crate::query::ColumnKind;

/// Names spelt less alike than this are not offered.
const ALIKE: f64 = 0.5;

/// Measures and attributes of the customer table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Columns {
    pub measures: Vec<Measure>,
    /// attributes of customer records, and whether they hold days
    pub attributes: Vec<(String, bool)>,
}

/// What is known of a column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column<'a> {
    pub(super) kind: ColumnKind,
    /// of a label measure
    pub(super) labels: &'a [Label],
    measure: Option<&'a Measure>,
}

impl Column<'_> {
    pub(super) fn unit(&self) -> Unit {
        self.measure.map_or(Unit::None, |measure| measure.unit)
    }

    pub(super) fn name(&self, id: &str) -> Text {
        self.measure.map_or_else(|| Text::new(id, id), |measure| measure.label.clone())
    }
}

impl Columns {
    /// A column by its id; of the hidden ones only the points of a card's line.
    pub(super) fn find(&self, id: &str) -> Option<Column<'_>> {
        let open = |measure: &&Measure| measure.id == id && (!measure.internal || id.contains(".points."));
        if let Some(measure) = self.measures.iter().find(open) {
            let kind = match measure.kind {
                MeasureKind::Number => ColumnKind::Number,
                MeasureKind::Date => ColumnKind::Date,
                MeasureKind::Label | MeasureKind::Text => ColumnKind::Text,
            };
            return Some(Column { kind, labels: &measure.labels, measure: Some(measure) });
        }
        let (_, day) = self.attributes.iter().find(|(name, _)| name == id)?;
        Some(Column { kind: if *day { ColumnKind::Date } else { ColumnKind::Text }, labels: &[], measure: None })
    }

    /// The id spelt most like a name.
    pub(super) fn near(&self, name: &str) -> Option<&str> {
        let shown = self.measures.iter().filter(|measure| !measure.internal).map(|measure| measure.id.as_str());
        let all = shown.chain(self.attributes.iter().map(|(name, _)| name.as_str()));
        let alike = |id: &&str| normalized_levenshtein(&name.to_lowercase(), &id.to_lowercase());
        let best = all.max_by(|left, right| alike(left).total_cmp(&alike(right)))?;
        (alike(&best) >= ALIKE).then_some(best)
    }

    /// The customer table without rows, for reading expressions on it.
    pub(super) fn schema(&self) -> SchemaRef {
        let holds = |kind: MeasureKind| match kind {
            MeasureKind::Number => DataType::Float64,
            MeasureKind::Date => DataType::Date32,
            MeasureKind::Label | MeasureKind::Text => DataType::Utf8,
        };
        let measures = self.measures.iter().map(|measure| Field::new(&measure.id, holds(measure.kind), true));
        let own =
            |(name, day): &(String, bool)| Field::new(name, if *day { DataType::Date32 } else { DataType::Utf8 }, true);
        let free = self.attributes.iter().filter(|(name, _)| self.measures.iter().all(|measure| measure.id != *name));
        Arc::new(Schema::new(measures.chain(free.map(own)).collect::<Vec<_>>()))
    }
}
