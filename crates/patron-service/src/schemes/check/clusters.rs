//! Groups of customers that are alike.

use patron_learn::clusters::{Missing, Scale};

use super::{Columns, Place, Plan, Written, lost, number};
use crate::catalogue::Unit;
use crate::error::Result;
use crate::schemes::plan::Feature;

/// Most groups: more of them nobody can treat differently.
const MAX_GROUPS: usize = 20;
const MAX_FEATURES: usize = 20;
/// Numbers of groups that are tried where the file does not say.
const USUAL: (usize, usize) = (3, 8);

pub(super) fn check(written: &Written, columns: &Columns) -> Result<Plan> {
    let place = Place { scheme: &written.draft.id, line: written.clusters };
    let Some(draft) = &written.draft.clusters else { return Err(lost(place)) };
    let number_of = match (draft.number, draft.from, draft.to) {
        (Some(number), None, None) => (number, number),
        (None, from, to) => (from.unwrap_or(USUAL.0), to.unwrap_or(USUAL.1)),
        _ => {
            let words = "has both `number` and `from` or `to`; expected one";
            return Err(place.refuse("scheme-number", words, "keep `number`, or the range to choose from"));
        }
    };
    if number_of.0 < 2 || number_of.1 > MAX_GROUPS || number_of.0 > number_of.1 {
        let words =
            format!("`{}` to `{}` groups; expected 2 to {MAX_GROUPS}, the fewer first", number_of.0, number_of.1);
        return Err(place.refuse("scheme-number", &words, "write `number = 5`, or `from = 3` and `to = 8`"));
    }
    if !(1..=MAX_FEATURES).contains(&draft.features.len()) {
        let words = format!("`{}` features; expected 1 to {MAX_FEATURES}", draft.features.len());
        return Err(place.refuse(
            "scheme-features",
            &words,
            "write for example `features = [{ measure = \"revenue\" }]`",
        ));
    }
    let mut features: Vec<Feature> = Vec::with_capacity(draft.features.len());
    for feature in &draft.features {
        let column = number(&feature.measure, place, columns)?;
        if features.iter().any(|known| known.measure == feature.measure) {
            let words = format!("feature `{}` is there twice", feature.measure);
            return Err(place.refuse("scheme-features", &words, "remove one of them"));
        }
        let usual = if column.unit() == Unit::Currency { Scale::SignedLog } else { Scale::Standard };
        features.push(Feature {
            measure: feature.measure.clone(),
            name: column.name(&feature.measure),
            unit: column.unit(),
            scale: feature.scale.unwrap_or(usual),
        });
    }
    let missing = draft.missing.unwrap_or(Missing::Median);
    Ok(Plan::Clusters { method: draft.method, number: number_of, missing, features })
}
