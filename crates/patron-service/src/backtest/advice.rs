use std::collections::BTreeMap;

use patron_models::interval::Levels;
use patron_models::tournament::{Entry, Reason};
use serde::{Deserialize, Serialize};

use crate::calendar::in_exposure;

use super::HeldBacktest;

/// What a run takes from the last backtest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Advice {
    /// last day the backtest looked at
    pub(crate) as_of_day: i32,
    /// whether records were added or undone since
    pub(crate) ledger_changed: bool,
    /// contestants to try, best first: the verdict's choice, then the other models that forecast at every origin;
    /// empty without a verdict
    pub(crate) order: Vec<String>,
    pub(crate) reason: Option<Reason>,
    /// by model the levels its past forecasts ask for, where recalibration brought later origins closer
    pub(crate) levels: BTreeMap<String, Levels>,
    /// whether months counted in the calendar that was tested; none where none was
    #[serde(default)]
    pub(crate) yearly: Option<bool>,
}

impl HeldBacktest {
    /// For a run on the ledger of this revision.
    pub(crate) fn advice(&self, revision: u64) -> Advice {
        let tournament = &self.held.tournament;
        let chosen = tournament.verdict.as_ref().map(|verdict| &verdict.id);
        let is_other = |entry: &&Entry| {
            self.settings.models.iter().any(|name| name == in_exposure(&entry.id).0)
                && entry.refused.is_none()
                && Some(&entry.id) != chosen
        };
        let others = tournament.entries.iter().filter(is_other).map(|entry| &entry.id);
        let levels = tournament.entries.iter().filter_map(|entry| {
            let proof = entry.score.as_ref()?.recalibrated?;
            let closer = proof.pit_distance < proof.pit_distance_before;
            closer.then(|| Some((entry.id.clone(), Levels::learned(entry.pit.as_ref()?)))).flatten()
        });
        Advice {
            as_of_day: self.settings.as_of_day,
            ledger_changed: revision != self.revision,
            order: chosen.into_iter().chain(others).cloned().collect(),
            reason: tournament.verdict.as_ref().map(|verdict| verdict.reason),
            levels: levels.collect(),
            yearly: self.held.yearly,
        }
    }
}
