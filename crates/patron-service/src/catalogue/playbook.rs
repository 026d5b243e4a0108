use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Text;

/// How customers of a label are treated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Playbook {
    /// what they are offered
    pub offer: Text,
    /// how often somebody or something turns to them
    pub cadence: Text,
    /// who answers for them
    pub owner: Text,
    /// share of the effort for customers that goes to them, in per cent; a proposal, the labels of a scheme add to 100
    pub resources: u8,
}

impl Playbook {
    /// Offer, cadence and owner, each in English and Chinese.
    #[must_use]
    pub fn new(offer: [&str; 2], cadence: [&str; 2], owner: [&str; 2], resources: u8) -> Self {
        let text = |[en, zh]: [&str; 2]| Text::new(en, zh);
        Self { offer: text(offer), cadence: text(cadence), owner: text(owner), resources }
    }
}
