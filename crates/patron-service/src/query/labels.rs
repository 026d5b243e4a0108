//! Labels that a condition asks for and no customer can have.

use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::common::utils::datafusion_strsim::normalized_levenshtein;
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{Expr, Operator};

use crate::catalogue::{Label, Measure, MeasureKind};

use super::unknown::quoted;

/// Labels offered instead of one that is not there.
const OFFERED: usize = 3;

/// What to say of a condition that found nobody: for each text that it compares a label measure with and that is none
/// of its labels, the ids it may mean.
///
/// Empty where all labels are known, and where the condition is none.
#[must_use]
pub fn unknown_labels(customers: &DataFrame, condition: &str, measures: &[Measure]) -> Vec<String> {
    let Ok(predicate) = customers.parse_sql_expr(condition) else { return Vec::new() };
    let mut said = Vec::new();
    let visited = predicate.apply(|expr| {
        for (column, text) in compared(expr) {
            let labelled = measures.iter().find(|measure| measure.id == column && measure.kind == MeasureKind::Label);
            let Some(labels) = labelled.map(|measure| measure.labels.as_slice()) else { continue };
            if !labels.is_empty() && labels.iter().all(|label| label.id != text) {
                said.push(format!(
                    "`{text}` is no id of `{column}`: labels stand in the table by their ids; nearest are {}",
                    quoted(&nearest(text, labels))
                ));
            }
        }
        Ok(TreeNodeRecursion::Continue)
    });
    if visited.is_ok() { said } else { Vec::new() }
}

/// Columns and the texts they are compared with, by `=`, `<>` or `in`.
fn compared(expr: &Expr) -> Vec<(&str, &str)> {
    match expr {
        Expr::BinaryExpr(comparison) if matches!(comparison.op, Operator::Eq | Operator::NotEq) => {
            let (left, right) = (comparison.left.as_ref(), comparison.right.as_ref());
            pair(left, right).or_else(|| pair(right, left)).into_iter().collect()
        }
        Expr::InList(list) => list.list.iter().filter_map(|one| pair(&list.expr, one)).collect(),
        _ => Vec::new(),
    }
}

fn pair<'a>(column: &'a Expr, text: &'a Expr) -> Option<(&'a str, &'a str)> {
    match (column, text) {
        (Expr::Column(column), Expr::Literal(value, _)) => Some((column.name(), value.try_as_str()??)),
        _ => None,
    }
}

/// Ids of the labels spelt most like a text, by id or by what people read.
fn nearest<'a>(text: &str, labels: &'a [Label]) -> Vec<&'a str> {
    let text = text.to_lowercase();
    let likeness = |label: &Label| {
        let spelt = [&label.id, &label.label.en, &label.label.zh];
        spelt.map(|name| normalized_levenshtein(&text, &name.to_lowercase())).into_iter().fold(0.0, f64::max)
    };
    let mut ordered: Vec<&Label> = labels.iter().collect();
    ordered.sort_by(|left, right| likeness(right).total_cmp(&likeness(left)));
    ordered.into_iter().take(OFFERED).map(|label| label.id.as_str()).collect()
}
