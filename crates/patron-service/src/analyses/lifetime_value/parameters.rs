use patron_models::calendar::Exposure;
use patron_models::fit::Fit;
use patron_models::interval::{Levels, LiveCustomers, Uncertainty};
use patron_models::normal_spend::NormalSpend;
use patron_models::tournament::IN_EXPOSURE;
use serde::{Deserialize, Serialize};

use crate::summary::SpendCorrelation;
use crate::views::{CurvePoint, FrequencyBar};

use super::Holdout;
use super::naive::Naive;
use super::retention::Retention;
use super::seasons::RunSeason;

/// What the fit found and the score needs; stored with the run. What a run of an earlier version lacks is not known
/// or empty, where that is what its absence means.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Parameters {
    /// unit of the purchase model's times
    pub(crate) time_unit: String,
    /// the purchase model; absent where it was refused
    pub(crate) purchases: Option<Fit>,
    /// the spend model; absent without amounts or where it was refused
    pub(crate) spend: Option<Fit>,
    /// whether spend follows frequency; none without amounts or where it cannot be told
    #[serde(default)]
    pub(crate) independence: Option<SpendCorrelation>,
    /// mean net amount of a repeat purchase, for purchases without a spend model
    pub(crate) naive_spend: Option<f64>,
    /// the rule that stands in for a refused model
    pub(crate) naive: Option<Naive>,
    /// contribution per unit of future net revenue
    pub(crate) margin: f64,
    /// customers by repeat purchases, observed and expected; empty without a model
    #[serde(default)]
    pub(crate) frequency: Vec<FrequencyBar>,
    /// value of the whole base until some months ahead; empty without a model or money
    #[serde(default)]
    pub(crate) curve: Vec<CurvePoint>,
    /// customers still active; none for rules and for models that know no stop
    #[serde(default)]
    pub(crate) live: Option<LiveCustomers>,
    /// levels at which intervals of single customers end, where a backtest asked for others than 5 % and 95 %
    #[serde(default)]
    pub(crate) levels: Option<Levels>,
    pub(crate) holdout: Option<Holdout>,
    pub(crate) retention: Option<Retention>,
    /// seasons and festivals; none where they are switched off, and in runs made before there were any
    #[serde(default)]
    pub(crate) season: Option<RunSeason>,
}

impl Parameters {
    /// Name of the model, or of the rule that stands in for it.
    pub(crate) fn model_name(&self) -> String {
        match (&self.purchases, &self.naive) {
            (Some(fit), _) if self.exposure().is_some() => format!("{}{IN_EXPOSURE}", fit.model),
            (Some(fit), _) => fit.model.clone(),
            (None, Some(naive)) => format!("naive-{}", naive.rule()),
            (None, None) => "none".to_owned(),
        }
    }

    /// Whether a total may be a loss: by the spend model.
    pub(crate) fn may_lose(&self) -> bool {
        self.spend.as_ref().is_some_and(|fit| fit.model == NormalSpend::NAME)
    }

    /// The calendar in which purchases are counted; none: in days.
    pub(crate) fn exposure(&self) -> Option<&Exposure> {
        self.season.as_ref()?.exposure()
    }

    /// Uncertainty of the fitted parameters; none for a rule.
    pub(crate) fn uncertainty(&self) -> Option<Uncertainty> {
        let purchases = self.purchases.as_ref()?;
        Uncertainty::new(Some(purchases), self.spend.as_ref()).ok()
    }
}
