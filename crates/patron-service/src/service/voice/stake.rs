use patron_voice::stake::stake;

use crate::error::Result;
use crate::service::Service;
use crate::service::runs::OpenRun;
use crate::views::{VoiceStake, VoiceStakeAnswer, VoiceStakeClass};
use crate::voice::{Class, described_instrument};

use super::facts::{EQUITY, Facts, REVENUE, facts, worth};
use super::heard::{Heard, Opinion};
use super::request::{VoiceOf, answered};

impl Service {
    /// What customers are worth by what they think, and what is at stake among the displeased.
    ///
    /// # Errors
    /// `no-run`, or as [`Service::voice_survey`].
    pub async fn voice_stake(&self, of: &VoiceOf) -> Result<VoiceStake> {
        let (heard, run) = self.heard_and_run(&of.survey).await?;
        let opinions = heard.opinions(&heard.rows(of.wave.as_deref())?);
        let known = facts(&run, opinions.iter().map(|one| one.customer.as_str()), &[REVENUE, EQUITY]).await?;
        stake_of(&heard, &run, of.wave.clone(), &opinions, &known).await
    }

    /// The same for pages: why nothing is known is an answer.
    ///
    /// # Errors
    /// When nothing can be read.
    pub async fn voice_stake_answer(&self, of: &VoiceOf) -> Result<VoiceStakeAnswer> {
        let (stake, problem) = answered(self.voice_stake(of).await)?;
        Ok(VoiceStakeAnswer { stake, problem })
    }
}

async fn stake_of(
    heard: &Heard,
    run: &OpenRun,
    wave: Option<String>,
    opinions: &[Opinion],
    known: &Facts,
) -> Result<VoiceStake> {
    let scoring = &heard.scored.scoring;
    // each customer that the run knows: class, revenue, equity
    let customers: Vec<(Class, f64, Option<f64>)> = opinions
        .iter()
        .filter_map(|one| {
            let row = known.get(&one.customer)?;
            Some((scoring.class(one.score), row.number(REVENUE).unwrap_or_default(), row.number(EQUITY)))
        })
        .collect();
    let found = stake(customers.iter().map(|(class, _, equity)| (*class == Class::Displeased, *equity)));
    let all_revenue: f64 = customers.iter().map(|(_, revenue, _)| revenue).sum();
    let all_equity: f64 = customers.iter().filter_map(|(_, _, equity)| *equity).sum();
    let share = |part: f64, whole: f64| (whole > 0.0).then(|| part / whole);
    let class = |class: &Class| {
        let (id, label) = scoring.named(*class);
        let own: Vec<_> = customers.iter().filter(|(one, _, _)| one == class).collect();
        let revenue: f64 = own.iter().map(|(_, revenue, _)| revenue).sum();
        let equities: Vec<f64> = own.iter().filter_map(|(_, _, equity)| *equity).collect();
        let equity: f64 = equities.iter().sum();
        VoiceStakeClass {
            id: id.to_owned(),
            label,
            displeased: *class == Class::Displeased,
            customers: own.len() as u64,
            share_of_customers: share(own.len() as f64, customers.len() as f64),
            revenue,
            share_of_revenue: share(revenue, all_revenue),
            equity,
            share_of_equity: share(equity, all_equity),
            mean_equity: (!equities.is_empty()).then(|| equity / equities.len() as f64),
        }
    };
    let whole = worth(run, None).await?.remove("").unwrap_or_default();
    Ok(VoiceStake {
        id: heard.survey.id.clone(),
        name: heard.survey.name.clone(),
        instrument: described_instrument(&heard.survey),
        wave,
        as_of: run.record.view.as_of.clone(),
        customers: customers.len() as u64,
        not_in_run: (opinions.len() - customers.len()) as u64,
        customers_in_all: whole.customers,
        revenue_in_all: whole.revenue,
        equity_in_all: whole.equity,
        classes: scoring.classes().iter().map(class).collect(),
        displeased: found.displeased as u64,
        at_stake: found.at_stake,
        share: found.share,
        worth_nothing: found.worth_nothing as u64,
        without_equity: found.without_value as u64,
        notices: Vec::new(),
    })
}
