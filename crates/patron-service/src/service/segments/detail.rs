//! What the run computed for a scheme of the portfolio.

use crate::analyses::{Found, Group, Groups, SchemeParameters};
use crate::catalogue::Measure;
use crate::error::Result;
use crate::schemes::Plan;
use crate::views::{
    AxisDetail, BoundsDetail, ClusterDetail, CornerDetail, GroupDetail, GroupTrait, MissingDetail, SchemeDetail,
    TriedNumber,
};

use super::OpenRun;

/// Of a scheme of the portfolio; none of a built-in one.
pub(super) fn detail(run: &OpenRun, measure: &Measure) -> Result<Option<SchemeDetail>> {
    if !measure.id.starts_with("scheme.") {
        return Ok(None);
    }
    let Some(parameters) = run.record.parameters::<Option<SchemeParameters>>(&measure.id)?.flatten() else {
        return Ok(None);
    };
    let (mut bounds, mut axes, mut corners, mut clusters) = (None, Vec::new(), Vec::new(), None);
    match (&parameters.plan, &parameters.found) {
        (Plan::Bounds { measure, by, .. }, Found::Bounds { bounds: from }) => {
            bounds = Some(BoundsDetail { measure: measure.clone(), by: *by, from: from.clone() });
        }
        (Plan::Match { axes: plan, labels }, Found::Match { axes: fitted }) => {
            axes = plan
                .iter()
                .zip(fitted)
                .map(|(axis, fitted)| AxisDetail {
                    id: axis.id.clone(),
                    name: axis.name.clone(),
                    measures: axis.parts.iter().map(|part| part.measure.clone()).collect(),
                    bound: fitted.bound,
                    lower: matches!(axis.parts.as_slice(), [part] if part.lower),
                    missing: fitted.missing,
                })
                .collect();
            let corner =
                |(label, high): &(String, Option<Vec<bool>>)| CornerDetail { label: label.clone(), high: high.clone() };
            corners = labels.iter().map(corner).collect();
        }
        (Plan::Clusters { method, .. }, Found::Clusters(groups)) => {
            clusters = Some(ClusterDetail {
                method: *method,
                tried: groups
                    .tried
                    .iter()
                    .map(|(clusters, score)| TriedNumber { clusters: *clusters, score: *score })
                    .collect(),
                silhouette: groups.silhouette,
                customers: groups.counts.customers,
                sample: groups.counts.sample,
                missing: missing(groups),
                groups: groups.groups.iter().map(group).collect(),
            });
        }
        _ => {}
    }
    Ok(Some(SchemeDetail {
        kind: parameters.plan.kind(),
        version: parameters.version,
        kept: parameters.kept,
        bounds,
        axes,
        corners,
        clusters,
    }))
}

fn missing(groups: &Groups) -> Vec<MissingDetail> {
    let counts = groups.counts.missing.iter().filter(|(_, customers)| *customers > 0);
    counts.map(|(measure, customers)| MissingDetail { measure: measure.clone(), customers: *customers }).collect()
}

fn group(group: &Group) -> GroupDetail {
    let told = group.profile.traits.iter();
    GroupDetail {
        label: group.id(),
        known_before: group.known_before,
        traits: told
            .map(|found| GroupTrait {
                measure: found.feature.clone(),
                difference: found.difference,
                typical: found.typical,
                typical_rest: found.typical_rest,
            })
            .collect(),
    }
}
