//! Costs beside the kept ones of other days: each day belongs to one of them at most.

use patron_store::Store;

use super::CostModel;
use crate::error::{Result, ServiceError};
use crate::kept::COSTS;
use crate::run::format_day;

/// The kept costs that can be read, by their first day.
///
/// # Errors
/// When the metadata cannot be read.
pub(crate) async fn kept(store: &dyn Store) -> Result<Vec<CostModel>> {
    let texts = COSTS.texts(store).await?;
    // costs that an earlier program kept and this one cannot read say no days
    let mut models: Vec<CostModel> = texts.iter().filter_map(|(_, text)| CostModel::parse(text).ok()).collect();
    models.sort_by(|one, other| (one.from_day, &one.id).cmp(&(other.from_day, &other.id)));
    Ok(models)
}

/// Refuses costs that share a day with kept ones of another id.
///
/// # Errors
/// `costs-overlap`, naming both.
pub(crate) fn refuse_overlap(model: &CostModel, kept: &[CostModel]) -> Result<()> {
    let shares =
        |other: &&CostModel| other.id != model.id && model.from_day <= other.to_day && other.from_day <= model.to_day;
    let Some(other) = kept.iter().find(shares) else { return Ok(()) };
    let days = |model: &CostModel| format!("`{}` to `{}`", format_day(model.from_day), format_day(model.to_day));
    let message = format!(
        "costs `{}` ({}) and kept costs `{}` ({}) share days; expected each day in one of them",
        model.id,
        days(model),
        other.id,
        days(other)
    );
    Err(ServiceError::new("costs-overlap", message)
        .value("costs", model.id.as_str())
        .value("other", other.id.as_str())
        .hint("shorten one of them, give it the same id, or take the other away: `patron cost remove ID`"))
}
