//! What a fit of groups keeps with the run.

use patron_learn::clusters::{KMeans, Mixture, Profile, Scaling};
use serde::{Deserialize, Serialize};

/// Groups with all that labels a customer and describes them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Groups {
    pub(crate) scaling: Scaling,
    pub(crate) model: Model,
    /// by cluster of the model
    pub(crate) groups: Vec<Group>,
    /// the number that the next new group gets
    pub(crate) next: u32,
    /// numbers of groups that were tried, with the mean silhouette or the BIC; none where that failed
    pub(crate) tried: Vec<(usize, Option<f64>)>,
    /// mean silhouette of the groups, where it is known
    pub(crate) silhouette: Option<f64>,
    pub(crate) counts: Counts,
}

/// How many customers a fit saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counts {
    pub(crate) customers: u64,
    /// of them, those it was fitted on
    pub(crate) sample: u64,
    /// by measure, for how many customers it is not known
    pub(crate) missing: Vec<(String, u64)>,
}

/// What labels a customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Model {
    KMeans(KMeans),
    Mixture(Mixture),
}

/// One group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Group {
    /// the number it goes by, the same from run to run
    pub(crate) number: u32,
    /// whether an earlier run had it
    pub(crate) known_before: bool,
    pub(crate) profile: Profile,
}

impl Group {
    /// Id of its label.
    pub(crate) fn id(&self) -> String {
        format!("group-{}", self.number)
    }
}
