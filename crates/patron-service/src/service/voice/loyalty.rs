use datafusion::functions_aggregate::expr_fn::median;
use datafusion::logical_expr::ident;
use patron_voice::loyalty::{Loyalty, loyalty};

use crate::analyses::per_customer::number;
use crate::catalogue::Text;
use crate::error::{Result, ServiceError};
use crate::query::read;
use crate::service::Service;
use crate::service::runs::OpenRun;
use crate::views::{VoiceLoyalty, VoiceLoyaltyAnswer, VoiceLoyaltyPlace, VoiceLoyaltyPoint};
use crate::voice::{Class, described_instrument};

use super::facts::{EQUITY, REVENUE, facts, has};
use super::request::{VoiceOf, answered};

/// Repeat purchases.
const BEHAVIOUR: &str = "frequency";
/// Customers drawn on the map.
const POINTS: usize = 2_000;
const PLACES: [Loyalty; 4] = [Loyalty::True, Loyalty::Latent, Loyalty::Spurious, Loyalty::None];

/// A customer on the map.
struct Placed {
    customer: String,
    attitude: f64,
    behaviour: f64,
    place: Loyalty,
    revenue: f64,
    equity: Option<f64>,
}

impl Service {
    /// What customers feel against what they do: attitude is high of the pleased, behaviour from the median of repeat
    /// purchases of all customers on, and at least one.
    ///
    /// # Errors
    /// `no-run`, `voice-no-behaviour` where the run has no purchases, or as [`Service::voice_survey`].
    pub async fn voice_loyalty(&self, of: &VoiceOf) -> Result<VoiceLoyalty> {
        let (heard, run) = self.heard_and_run(&of.survey).await?;
        let from = typical(&run).await?.max(1.0);
        let opinions = heard.opinions(&heard.rows(of.wave.as_deref())?);
        let ids = opinions.iter().map(|one| one.customer.as_str());
        let known = facts(&run, ids, &[BEHAVIOUR, REVENUE, EQUITY]).await?;
        let scoring = &heard.scored.scoring;
        let placed: Vec<Placed> = opinions
            .iter()
            .filter_map(|one| {
                let row = known.get(&one.customer)?;
                let behaviour = row.number(BEHAVIOUR).unwrap_or_default();
                // the bound of the pleased belongs to them or not, as the questionnaire has it
                let likes = if scoring.class(one.score) == Class::Pleased { 1.0 } else { 0.0 };
                Some(Placed {
                    customer: one.customer.clone(),
                    attitude: one.score,
                    behaviour,
                    place: loyalty(likes, behaviour, 1.0, from),
                    revenue: row.number(REVENUE).unwrap_or_default(),
                    equity: row.number(EQUITY),
                })
            })
            .collect();
        let label = run.table.measures().iter().find(|measure| measure.id == BEHAVIOUR);
        Ok(VoiceLoyalty {
            id: heard.survey.id.clone(),
            name: heard.survey.name.clone(),
            instrument: described_instrument(&heard.survey),
            wave: of.wave.clone(),
            as_of: run.record.view.as_of.clone(),
            low: scoring.low,
            high: scoring.high,
            attitude_from: scoring.pleased,
            behaviour: BEHAVIOUR.to_owned(),
            behaviour_label: label.map_or_else(|| Text::new(BEHAVIOUR, BEHAVIOUR), |measure| measure.label.clone()),
            behaviour_from: from,
            customers: placed.len() as u64,
            not_in_run: (opinions.len() - placed.len()) as u64,
            places: PLACES.iter().map(|place| total(*place, &placed)).collect(),
            points: placed.iter().take(POINTS).map(point).collect(),
        })
    }

    /// The same for pages: why there is no map is an answer.
    ///
    /// # Errors
    /// When nothing can be read.
    pub async fn voice_loyalty_answer(&self, of: &VoiceOf) -> Result<VoiceLoyaltyAnswer> {
        let (loyalty, problem) = answered(self.voice_loyalty(of).await)?;
        Ok(VoiceLoyaltyAnswer { loyalty, problem })
    }
}

/// The median of all customers of the run.
async fn typical(run: &OpenRun) -> Result<f64> {
    let none = || {
        ServiceError::new("voice-no-behaviour", "the run knows no purchases; expected orders of customers")
            .hint("import orders, then `patron run`")
    };
    if !has(run, BEHAVIOUR) {
        return Err(none());
    }
    let found = run.table.frame()?.aggregate(vec![], vec![median(number(ident(BEHAVIOUR))).alias("middle")])?;
    read(found).await?.first().and_then(|row| row.number("middle")).ok_or_else(none)
}

fn total(place: Loyalty, placed: &[Placed]) -> VoiceLoyaltyPlace {
    let (id, label, meaning) = named(place);
    let own: Vec<&Placed> = placed.iter().filter(|one| one.place == place).collect();
    let equity: f64 = own.iter().filter_map(|one| one.equity).sum();
    let whole: f64 = placed.iter().filter_map(|one| one.equity).sum();
    VoiceLoyaltyPlace {
        id: id.to_owned(),
        label,
        meaning,
        customers: own.len() as u64,
        share_of_customers: (!placed.is_empty()).then(|| own.len() as f64 / placed.len() as f64),
        revenue: own.iter().map(|one| one.revenue).sum(),
        equity,
        share_of_equity: (whole > 0.0).then(|| equity / whole),
    }
}

fn point(one: &Placed) -> VoiceLoyaltyPoint {
    VoiceLoyaltyPoint {
        customer_id: one.customer.clone(),
        attitude: one.attitude,
        behaviour: one.behaviour,
        place: named(one.place).0.to_owned(),
        equity: one.equity,
    }
}

fn named(place: Loyalty) -> (&'static str, Text, Text) {
    match place {
        Loyalty::True => (
            "true",
            Text::new("Truly loyal", "真正忠诚"),
            Text::new("Like us and buy again.", "态度好，并且重复购买。"),
        ),
        Loyalty::Latent => (
            "latent",
            Text::new("Latent", "潜在忠诚"),
            Text::new("Like us and seldom buy again: something stands in the way.", "态度好，但很少重复购买：存在某种阻碍。"),
        ),
        Loyalty::Spurious => (
            "spurious",
            Text::new("Spurious", "虚假忠诚"),
            Text::new("Buy again without liking it: habit, contract, no other offer near.", "重复购买但态度一般：出于习惯、合同或缺少选择。"),
        ),
        Loyalty::None => (
            "none",
            Text::new("None", "不忠诚"),
            Text::new("Neither like us nor buy again.", "态度一般，也不重复购买。"),
        ),
    }
}
