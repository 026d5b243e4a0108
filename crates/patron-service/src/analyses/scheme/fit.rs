//! Fits a scheme to customers, and labels them. The customers need every column that the scheme reads.

use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{Expr, lit, when};
use datafusion::scalar::ScalarValue;

use crate::error::Result;
use crate::run::Cancel;
use crate::schemes::{Condition, Keep, Plan, Scheme};
use crate::views::{Notice, Severity};

use super::{Found, SchemeParameters, attribute, axes, bounds, clusters};

/// What a fit goes by.
#[derive(Debug)]
pub(crate) struct Fit<'a> {
    pub(crate) seed: u64,
    pub(crate) cancel: &'a Cancel,
    /// what the run before found
    pub(crate) earlier: Option<&'a SchemeParameters>,
}

/// Bounds, values, groups. What cannot be computed is a notice, never an error.
pub(crate) async fn fit(
    scheme: &Scheme,
    version: u32,
    customers: &DataFrame,
    asked: &Fit<'_>,
) -> Result<(SchemeParameters, Vec<Notice>)> {
    let plan = scheme.plan.clone();
    let same = asked.earlier.filter(|earlier| earlier.plan == plan && earlier.found != Found::Nothing);
    if let (Keep::FirstRun, Some(earlier)) = (scheme.keep, same) {
        return Ok((SchemeParameters { version, kept: true, ..earlier.clone() }, Vec::new()));
    }
    let mut notices = Vec::new();
    let mut said = |code: &str, subject: &str, message: String| {
        notices.push(notice(&scheme.id, code, subject, &message));
    };
    let found = match &plan {
        Plan::Rules(_) => Found::Rules,
        Plan::Bounds { measure, by, labels, .. } => {
            bounds::fit(customers, measure, *by, labels, asked, &mut said).await?
        }
        Plan::Attribute { column, top, first, .. } => attribute::fit(customers, column, *top, first, &mut said).await?,
        Plan::Match { axes, .. } => axes::fit(customers, axes, &mut said).await?,
        Plan::Clusters { .. } => clusters::fit(customers, &plan, asked, &mut said).await?,
    };
    Ok((SchemeParameters { scheme: scheme.id.clone(), version, plan, kept: false, found }, notices))
}

/// Takes what is to be said: a code, the measure or axis it is about, and a sentence.
pub(super) type Say<'a> = dyn FnMut(&str, &str, String) + Send + 'a;

fn notice(scheme: &str, code: &str, subject: &str, message: &str) -> Notice {
    Notice {
        code: code.to_owned(),
        severity: Severity::Warning,
        message: format!("scheme `{scheme}`: {message}"),
        values: [("scheme".to_owned(), scheme.into()), ("measure".to_owned(), subject.into())].into_iter().collect(),
    }
}

/// The label of each customer of `frame`; null where there is none.
pub(crate) fn label(parameters: &SchemeParameters, frame: &DataFrame) -> Result<Expr> {
    match (&parameters.plan, &parameters.found) {
        (Plan::Rules(rules), _) => first_that_holds(rules, frame),
        (Plan::Bounds { measure, labels, .. }, Found::Bounds { bounds }) => bounds::label(measure, labels, bounds),
        (Plan::Attribute { column, .. }, Found::Attribute { values, .. }) => attribute::label(column, values, frame),
        (Plan::Match { axes, labels }, Found::Match { axes: fitted }) => axes::label(axes, fitted, labels),
        (Plan::Clusters { features, .. }, Found::Clusters(groups)) => {
            Ok(clusters::label(&parameters.scheme, features, groups))
        }
        _ => Ok(none()),
    }
}

/// No label.
pub(super) fn none() -> Expr {
    lit(ScalarValue::Utf8(None))
}

fn first_that_holds(rules: &[(String, Option<Condition>)], frame: &DataFrame) -> Result<Expr> {
    let mut case = when(lit(false), none());
    for (id, condition) in rules {
        let holds = condition.as_ref().map_or_else(|| Ok(lit(true)), |condition| condition.expr(frame))?;
        case = case.when(holds, lit(id.as_str()));
    }
    Ok(case.end()?)
}
