//! The label measure of a scheme.

use crate::catalogue::{Label, Measure, Text};
use crate::schemes::{Scheme, SchemeKind, SchemeLabel};

use super::{Found, SchemeParameters, attribute, bounds, clusters};

/// Id of the analysis and of the measure.
pub(crate) fn measure_id(scheme: &str) -> String {
    format!("scheme.{scheme}")
}

/// The measure with the labels that the file names.
pub(crate) fn scheme_measure(scheme: &Scheme) -> Measure {
    with(scheme, scheme.labels.iter().map(label).collect())
}

/// The measure with the labels of a fit: values of a column, groups, bounds in words.
pub(crate) fn with_fitted(scheme: &Scheme, parameters: &SchemeParameters) -> Measure {
    let labels = match &parameters.found {
        Found::Attribute { values, others } => {
            // a value that is newer than kept ones is one of the others
            attribute::labels(scheme, &parameters.plan, values, *others || parameters.kept)
        }
        Found::Clusters(groups) => clusters::labels(scheme, &parameters.plan, groups),
        Found::Bounds { bounds } => bounds::labels(scheme, &parameters.plan, bounds),
        Found::Nothing | Found::Rules | Found::Match { .. } => return scheme_measure(scheme),
    };
    with(scheme, labels)
}

fn with(scheme: &Scheme, labels: Vec<Label>) -> Measure {
    let meaning = scheme.meaning.clone().unwrap_or_else(|| meaning(scheme.plan.kind()));
    Measure::labelled(&measure_id(&scheme.id), scheme.name.clone(), meaning, labels)
}

fn meaning(kind: SchemeKind) -> Text {
    match kind {
        SchemeKind::Rules => Text::new("The first of its rules that holds.", "按顺序取第一条成立的规则。"),
        SchemeKind::Bounds => Text::new("Tiers of one measure.", "按一项指标划分的等级。"),
        SchemeKind::Attribute => Text::new("The values of one column.", "按一列的取值划分。"),
        SchemeKind::Match => Text::new("High or low on each axis.", "按各维度的高低划分。"),
        SchemeKind::Clusters => {
            Text::new("Groups of customers that are alike in the chosen measures.", "按所选指标把相似客户归为一群。")
        }
    }
}

/// A label as the file has it.
pub(super) fn label(written: &SchemeLabel) -> Label {
    let text = |text: &Option<Text>| text.clone().unwrap_or_else(|| Text::new("", ""));
    Label {
        id: written.id.clone(),
        label: written.name.clone(),
        meaning: text(&written.meaning),
        strategy: text(&written.strategy),
        playbook: written.playbook.clone(),
    }
}
