//! Attributes of customer records that a scheme reads as numbers.

use std::collections::BTreeSet;

use super::columns::Columns;
use super::draft::{CellDraft, Comparison, ConditionDraft, SchemeDraft, ValueDraft};
use crate::analyses::attribute_measure;

impl SchemeDraft {
    /// Attributes that it compares with numbers, puts into tiers, on axes or into groups.
    pub(crate) fn numbers(&self) -> BTreeSet<String> {
        let mut names: BTreeSet<String> = BTreeSet::new();
        names.extend(self.bounds.iter().map(|bounds| bounds.measure.clone()));
        names.extend(self.axes.iter().flat_map(|axis| &axis.parts).map(|part| part.measure.clone()));
        names.extend(self.clusters.iter().flat_map(|plan| &plan.features).map(|feature| feature.measure.clone()));
        for when in self.labels.iter().filter_map(|label| label.when.as_ref()) {
            names.append(&mut when.numbers());
        }
        names.retain(|name| attribute_measure(name).is_some());
        names
    }
}

impl ConditionDraft {
    /// Attributes that it compares with numbers.
    pub(crate) fn numbers(&self) -> BTreeSet<String> {
        let parts = self.all.iter().chain(&self.any).flatten().chain(self.not.as_deref());
        let mut names: BTreeSet<String> = parts.flat_map(Self::numbers).collect();
        let is_number = |cell: &CellDraft| matches!(cell, CellDraft::Number(_));
        let by_value = match &self.value {
            Some(ValueDraft::One(value)) => is_number(value),
            Some(ValueDraft::Many(values)) => values.iter().any(is_number),
            None => false,
        };
        let by_sign =
            matches!(self.is, Some(Comparison::Below | Comparison::AtMost | Comparison::Above | Comparison::AtLeast));
        let own = self.measure.iter().filter(|name| (by_value || by_sign) && attribute_measure(name).is_some());
        names.extend(own.cloned());
        names
    }
}

impl Columns {
    /// The same with these attributes, where there are any of the name, as measures that hold numbers.
    pub(super) fn with_numbers(&self, names: &BTreeSet<String>) -> Self {
        let mut columns = self.clone();
        for name in names {
            let there = self.attributes.iter().any(|(known, day)| known == name && !day);
            let made = self.measures.iter().any(|measure| measure.id == *name);
            columns.measures.extend(attribute_measure(name).filter(|_| there && !made));
        }
        columns
    }
}
