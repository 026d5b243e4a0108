use patron_voice::association::{AssociationError, Design, amount, retention};

use crate::catalogue::Text;
use crate::error::{Result, ServiceError};
use crate::service::Service;
use crate::service::runs::OpenRun;
use crate::views::{VoiceAssociation, VoiceAssociationAnswer, VoiceEffect, VoiceName};
use crate::voice::described_instrument;

use super::facts::{Facts, facts};
use super::figures::corrected;
use super::heard::{Heard, LEVEL, Opinion};
use super::request::{VoiceOf, answered};
use super::watched::{Watched, watched};

const ALIVE: &str = "probability_alive";
const RESIDUAL: &str = "residual_value";

/// One customer with what is held and what it did.
struct Case {
    score: f64,
    held: [f64; 3],
    watched: Watched,
    /// whether the days after the answer have passed
    passed: bool,
    alive: Option<f64>,
    residual: Option<f64>,
}

/// What one outcome is about.
struct Outcome {
    id: &'static str,
    label: Text,
    unit: &'static str,
}

impl Service {
    /// What customers do that lie a point of satisfaction apart and are alike in tenure, earlier purchases and earlier
    /// spend: association, not cause. Coming back and spend are those of the `days` after the answer, of customers whose
    /// answer is that old.
    ///
    /// # Errors
    /// `no-run`, `voice-days`, or as [`Service::voice_survey`]; what cannot be told of one outcome is said with it.
    pub async fn voice_association(&self, of: &VoiceOf, days: usize) -> Result<VoiceAssociation> {
        let window = i32::try_from(days).ok().filter(|days| *days > 0).ok_or_else(|| {
            ServiceError::new("voice-days", format!("`{days}` days; expected at least `1`"))
                .hint("half a year is `180`")
        })?;
        let (heard, run) = self.heard_and_run(&of.survey).await?;
        let as_of = run.record.settings.as_of_day;
        let mut opinions = heard.opinions(&heard.rows(of.wave.as_deref())?);
        opinions.retain(|one| one.day <= as_of);
        let ids = opinions.iter().map(|one| one.customer.as_str());
        let known = facts(&run, ids, &[ALIVE, RESIDUAL]).await?;
        opinions.retain(|one| known.contains_key(&one.customer));
        let ledger = match self.ledger_of(&run.record).await? {
            Some(ledger) => ledger,
            None => self.records().await?,
        };
        let watched = watched(&ledger, &opinions, as_of, window).await?;
        let cases: Vec<Case> = opinions.iter().map(|one| case(one, &known, &watched, as_of - window)).collect();
        association(&heard, &run, of.wave.clone(), window, &cases)
    }

    /// The same for pages: why nothing is known is an answer.
    ///
    /// # Errors
    /// When nothing can be read.
    pub async fn voice_association_answer(&self, of: &VoiceOf, days: usize) -> Result<VoiceAssociationAnswer> {
        let (association, problem) = answered(self.voice_association(of, days).await)?;
        Ok(VoiceAssociationAnswer { association, problem })
    }
}

fn case(
    one: &Opinion,
    known: &Facts,
    watched: &std::collections::HashMap<String, Watched>,
    passed_by: i32,
) -> Case {
    let watched = watched.get(&one.customer).copied().unwrap_or_default();
    let row = known.get(&one.customer);
    Case {
        score: one.score,
        // years, and logarithms that few large customers do not rule
        held: [watched.tenure / 365.25, watched.purchases.ln_1p(), watched.spent.max(0.0).ln_1p()],
        watched,
        passed: one.day <= passed_by,
        alive: row.and_then(|row| row.number(ALIVE)),
        residual: row.and_then(|row| row.number(RESIDUAL)),
    }
}

fn association(
    heard: &Heard,
    run: &OpenRun,
    wave: Option<String>,
    days: i32,
    cases: &[Case],
) -> Result<VoiceAssociation> {
    let of = |id: &'static str, en: &str, zh: &str, unit: &'static str| Outcome { id, label: Text::new(en, zh), unit };
    let passed: Vec<&Case> = cases.iter().filter(|case| case.passed).collect();
    let back: Vec<bool> = passed.iter().map(|case| case.watched.purchases_after > 0.0).collect();
    let spend: Vec<f64> = passed.iter().map(|case| case.watched.spent_after).collect();
    let (alive, alive_cases) = known(cases, |case| case.alive);
    let (residual, residual_cases) = known(cases, |case| case.residual);
    let mut effects = vec![
        came_back(&of("came-back", "Bought again", "再次购买", "probability"), &passed, &back),
        money(&of("spend", "Spend after the answer", "答复后消费额", "money"), &passed, &spend),
        money(&of("probability-alive", "P(alive)", "客户活跃概率", "probability"), &alive_cases, &alive),
        money(&of("residual-value", "Residual lifetime value", "剩余生命周期价值", "money"), &residual_cases, &residual),
    ];
    let probabilities: Vec<f64> = effects.iter().filter_map(|effect| effect.p_value).collect();
    let tested = effects.iter_mut().filter(|effect| effect.p_value.is_some());
    for (effect, (holm, few)) in tested.zip(corrected(&probabilities)?) {
        (effect.p_holm, effect.p_bh) = (Some(holm), Some(few));
    }
    let name = |id: &str, en: &str, zh: &str| VoiceName { id: id.to_owned(), label: Text::new(en, zh) };
    Ok(VoiceAssociation {
        id: heard.survey.id.clone(),
        name: heard.survey.name.clone(),
        instrument: described_instrument(&heard.survey),
        wave,
        as_of: run.record.view.as_of.clone(),
        low: heard.scored.scoring.low,
        high: heard.scored.scoring.high,
        days: days.unsigned_abs(),
        held: vec![
            name("tenure", "Time since the first purchase", "首次购买至答复的时间"),
            name("purchases", "Purchases before the answer", "答复前购买次数"),
            name("spend", "Spend before the answer", "答复前消费额"),
        ],
        effects,
        notices: Vec::new(),
    })
}

fn known(cases: &[Case], of: fn(&Case) -> Option<f64>) -> (Vec<f64>, Vec<&Case>) {
    cases.iter().filter_map(|case| Some((of(case)?, case))).unzip()
}

/// Scores and what is held of some cases; columns that are the same for everybody hold nothing and are left out.
fn design(cases: &[&Case]) -> std::result::Result<Design, AssociationError> {
    let column = |place: usize| cases.iter().map(|case| case.held[place]).collect::<Vec<f64>>();
    let varies = |column: &Vec<f64>| column.iter().any(|value| (value - column[0]).abs() > 1e-9);
    let held = (0..3).map(column).filter(varies).collect();
    Design::new(cases.iter().map(|case| case.score).collect(), held)
}

fn came_back(outcome: &Outcome, cases: &[&Case], back: &[bool]) -> VoiceEffect {
    let mean = share(back.iter().filter(|back| **back).count(), back.len());
    let mut effect = empty(outcome, cases.len(), mean);
    match design(cases).and_then(|design| retention(&design, back, LEVEL)) {
        Ok(found) => {
            effect.per_point = Some(found.per_point);
            (effect.low, effect.high) = (Some(found.interval.low), Some(found.interval.high));
            effect.p_value = Some(found.p_value);
            effect.odds_ratio = Some(found.odds_ratio);
        }
        Err(error) => effect.problem = Some(refused(&error).into()),
    }
    effect
}

fn money(outcome: &Outcome, cases: &[&Case], amounts: &[f64]) -> VoiceEffect {
    let mean = (!amounts.is_empty()).then(|| amounts.iter().sum::<f64>() / amounts.len() as f64);
    let mut effect = empty(outcome, cases.len(), mean);
    match design(cases).and_then(|design| amount(&design, amounts, LEVEL)) {
        Ok(found) => {
            effect.per_point = Some(found.per_point);
            (effect.low, effect.high) = (Some(found.interval.low), Some(found.interval.high));
            effect.p_value = Some(found.p_value);
        }
        Err(error) => effect.problem = Some(refused(&error).into()),
    }
    effect
}

fn empty(outcome: &Outcome, customers: usize, mean: Option<f64>) -> VoiceEffect {
    VoiceEffect {
        outcome: outcome.id.to_owned(),
        label: outcome.label.clone(),
        unit: outcome.unit.to_owned(),
        per_point: None,
        low: None,
        high: None,
        p_value: None,
        p_holm: None,
        p_bh: None,
        odds_ratio: None,
        customers,
        mean,
        problem: None,
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

fn refused(error: &AssociationError) -> ServiceError {
    ServiceError::new(error.code(), error.to_string()).hint(error.hint())
}
