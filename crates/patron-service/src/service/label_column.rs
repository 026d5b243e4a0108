//! A column of the run that customers are grouped by: a label measure, or a column of the company's own records.

use crate::analyses::measure_id;
use crate::catalogue::{Label, Measure, MeasureKind, Text};

use super::runs::OpenRun;

/// A column of labels.
#[derive(Debug, Clone)]
pub(super) struct LabelColumn {
    pub(super) id: String,
    pub(super) label: Text,
    /// in their order; empty for a column of the company's own records
    pub(super) labels: Vec<Label>,
}

impl LabelColumn {
    /// The column of this id; a scheme of the portfolio also goes by its id, a built-in one by its analysis.
    pub(super) fn find(by: &str, run: &OpenRun) -> Option<Self> {
        let own = measure_id(by);
        let labels = || run.table.measures().iter().filter(|measure| is_label(measure));
        let made = || labels().find(|measure| measure.source == by);
        let found = labels().find(|measure| measure.id == by || measure.id == own).or_else(made);
        if let Some(measure) = found {
            let (id, label, labels) = (measure.id.clone(), measure.label.clone(), measure.labels.clone());
            return Some(Self { id, label, labels });
        }
        let attribute = run.table.attributes().iter().find(|name| *name == by)?;
        Some(Self { id: attribute.clone(), label: Text::new(attribute, attribute), labels: Vec::new() })
    }

    /// Every column there is, with its name.
    pub(super) fn offered(run: &OpenRun) -> Vec<(String, Text)> {
        let labels = run.table.measures().iter().filter(|measure| is_label(measure));
        let labels = labels.map(|measure| (measure.id.clone(), measure.label.clone()));
        let records = run.table.attributes().iter();
        labels.chain(records.map(|name| (name.clone(), Text::new(name, name)))).collect()
    }

    /// What people read of a label; an empty one is not known.
    pub(super) fn name(&self, id: &str) -> Text {
        if id.is_empty() {
            return Text::new("Unknown", "未知");
        }
        let found = self.labels.iter().find(|label| label.id == id);
        found.map_or_else(|| Text::new(id, id), |label| label.label.clone())
    }
}

fn is_label(measure: &Measure) -> bool {
    measure.kind == MeasureKind::Label && !measure.internal
}
