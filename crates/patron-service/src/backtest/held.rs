use patron_models::tournament::{Entry, Reason, Tournament};
use serde::{Deserialize, Serialize};

use crate::calendar::in_exposure;
use crate::run::format_day;
use crate::views::{
    BacktestView, ModelBeside, ModelView, MoneyContestantView, MoneyTournamentView, OriginForecast, OriginView,
    RecalibrationView, RefusalView, TournamentEntry, VerdictView,
};

use super::BacktestSettings;
use super::fits::ModelNow;
use super::money::{MoneyEntry, MoneyHeld};

/// Bars of a PIT histogram.
const BARS: usize = 20;

/// What a tournament found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Held {
    pub(crate) tournament: Tournament,
    pub(crate) origins: Vec<OriginView>,
    pub(crate) models: Vec<ModelNow>,
    /// none without amounts, and in backtests held before there was any
    #[serde(default)]
    pub(crate) money: Option<MoneyHeld>,
    /// whether months counted in the calendar of the latest origin; none where no calendar was tested
    #[serde(default)]
    pub(crate) yearly: Option<bool>,
}

/// The last tournament, as it is kept with the portfolio.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct HeldBacktest {
    pub(crate) settings: BacktestSettings,
    /// RFC 3339 in UTC
    pub(crate) created_at: String,
    /// of the ledger it was held on
    pub(crate) revision: u64,
    pub(crate) held: Held,
}

impl HeldBacktest {
    /// As pages show it, for a ledger of this revision.
    pub(crate) fn view(&self, revision: u64) -> BacktestView {
        let learned = |id: &str| self.settings.learners.iter().any(|name| name == id);
        let rules = |id: &str| !learned(id) && !self.settings.models.iter().any(|name| name == in_exposure(id).0);
        let tournament = &self.held.tournament;
        let verdict = tournament.verdict.as_ref().map(|verdict| VerdictView {
            id: verdict.id.clone(),
            reason: reason(verdict.reason).to_owned(),
            best: verdict.best.clone(),
            difference: verdict.margin.map(|margin| margin.difference),
            standard_error: verdict.margin.map(|margin| margin.standard_error),
        });
        let beside = |entry: &Entry| self.held.models.iter().find(|model| model.id == entry.id);
        BacktestView {
            created_at: self.created_at.clone(),
            as_of: format_day(self.settings.as_of_day),
            ledger_changed: revision != self.revision,
            window_weeks: (self.settings.window_days / 7).unsigned_abs(),
            origins: self.held.origins.clone(),
            contestants: tournament
                .entries
                .iter()
                .map(|entry| contestant(entry, rules(&entry.id), learned(&entry.id)))
                .collect(),
            verdict,
            models: tournament.entries.iter().filter_map(beside).map(|model| self.beside(model)).collect(),
            money: self.held.money.as_ref().map(money),
        }
    }

    fn beside(&self, model: &ModelNow) -> ModelBeside {
        let [expected, low, high] = [0, 1, 2].map(|place| model.expected.map(|numbers| numbers[place]));
        ModelBeside {
            id: model.id.clone(),
            fit: model.fit.as_ref().map(|fit| ModelView::of(fit, Some(self.settings.time_unit.as_str()))),
            refused: model.refused.clone(),
            expected_purchases: expected,
            expected_low: low,
            expected_high: high,
            live: model.live.map(|live| live.expected),
            live_low: model.live.map(|live| live.low),
            live_high: model.live.map(|live| live.high),
        }
    }
}

fn money(held: &MoneyHeld) -> MoneyTournamentView {
    let shown = |entry: &MoneyEntry| MoneyContestantView {
        id: entry.id.clone(),
        spend: entry.spend.clone(),
        predicted: entry.predicted,
        bias: entry.bias,
        rmse: entry.rmse,
        correlation: entry.correlation,
        gini: entry.gini,
    };
    MoneyTournamentView { actual: held.actual, contestants: held.entries.iter().map(shown).collect() }
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::BestScore => "best-score",
        Reason::SimplerAsGood => "simpler-as-good",
        Reason::NearerTotal => "nearer-total",
        Reason::AsGoodAsTheRule => "as-good-as-the-rule",
        Reason::NoModelBeatTheRule => "no-model-beat-the-rule",
        Reason::NoModelFitted => "no-model-fitted",
        Reason::BestOfThoseThatValue => "best-of-those-that-value",
    }
}

fn contestant(entry: &Entry, rule: bool, learned: bool) -> TournamentEntry {
    let score = entry.score.as_ref();
    let refused = entry.refused.as_ref().map(|refusal| RefusalView {
        origin: u32::try_from(refusal.origin).unwrap_or(u32::MAX),
        code: refusal.code.clone(),
        message: refusal.message.clone(),
        values: refusal.values.iter().cloned().collect(),
    });
    let origins = entry.origins.iter().map(|origin| OriginForecast {
        predicted: origin.predicted,
        predicted_low: origin.predicted_low,
        predicted_high: origin.predicted_high,
        rmse: origin.rmse,
        crps: origin.crps,
        pit_distance: origin.pit_distance,
    });
    TournamentEntry {
        id: entry.id.clone(),
        rule,
        learned,
        parameters: u32::try_from(entry.parameters).unwrap_or(u32::MAX),
        refused,
        predicted_purchases: score.map(|score| score.predicted),
        bias: score.and_then(|score| score.bias),
        rmse: score.map(|score| score.rmse),
        mae: score.map(|score| score.mae),
        correlation: score.and_then(|score| score.correlation),
        gini: score.and_then(|score| score.gini),
        crps: score.map(|score| score.crps),
        pit_distance: score.map(|score| score.pit_distance),
        coverage: score.map(|score| score.coverage),
        return_error: score.map(|score| score.return_error),
        recalibrated: score.and_then(|score| score.recalibrated).map(|both| RecalibrationView {
            pit_distance_before: both.pit_distance_before,
            pit_distance: both.pit_distance,
            coverage_before: both.coverage_before,
            coverage: both.coverage,
        }),
        pit: entry.pit.as_ref().map(|pit| pit.bars(BARS)).unwrap_or_default(),
        origins: origins.collect(),
    }
}
