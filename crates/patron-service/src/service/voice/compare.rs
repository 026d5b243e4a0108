use patron_voice::compare::Difference;

use crate::catalogue::Text;
use crate::error::{Result, ServiceError};
use crate::service::Service;
use crate::views::{VoiceComparison, VoiceComparisonAnswer, VoiceDifference, VoiceFigure};
use crate::voice::described_instrument;

use super::figures::{Part, corrected};
use super::groups::{By, rows_of_others};
use super::heard::Heard;
use super::request::{VoiceBetween, answered};
use super::survey::small;

impl Service {
    /// Two waves in every figure, or each group against all others in the survey's own, with corrected probabilities.
    ///
    /// # Errors
    /// `voice-one-wave`, `voice-one-group`, `unknown-wave`, `unknown-dimension`, or as [`Service::voice_survey`].
    pub async fn voice_comparison(&self, id: &str, between: &VoiceBetween) -> Result<VoiceComparison> {
        let heard = self.heard(id).await?;
        let (by, mut rows) = match between {
            VoiceBetween::LastWaves => match heard.waves.as_slice() {
                [.., from, to] => ("wave".to_owned(), of_waves(&heard, &from.id, &to.id)?),
                _ => {
                    let message = format!("`{id}` has one wave of answers; expected two to compare");
                    return Err(ServiceError::new("voice-one-wave", message)
                        .value("survey", id)
                        .hint("ask again, or compare groups: `--by touchpoint`"));
                }
            },
            VoiceBetween::Waves(from, to) => ("wave".to_owned(), of_waves(&heard, from, to)?),
            VoiceBetween::Groups(by) => {
                let run = self.current_run().await?;
                let by = By::of(by, run.as_ref())?;
                let all = by.grouped(&heard, &heard.rows(None)?, run.as_ref()).await?.groups;
                if all.len() < 2 {
                    let message = format!("answers to `{id}` are of fewer than two groups by `{}`", by.id());
                    return Err(ServiceError::new("voice-one-group", message)
                        .value("by", by.id())
                        .hint("take another label; answers without a customer or touchpoint are in no group"));
                }
                let rows = all.iter().map(|group| {
                    let others = rows_of_others(group, &all);
                    let named = Text::new("All others", "其余全部");
                    own(&heard, (named, others.as_slice()), (group.label.clone(), group.rows.as_slice()))
                });
                (by.id(), rows.collect::<Result<Vec<_>>>()?)
            }
        };
        let tests = correct(&mut rows)?;
        let few = rows.iter().filter_map(|row| Some((row.to.en.as_str(), row.to_figure?.small)));
        let mut notices: Vec<_> = small(few.filter(|_| by != "wave")).into_iter().collect();
        notices.extend(rows.first().filter(|_| by == "wave").and_then(|row| {
            let sides = [(&row.from, row.from_figure), (&row.to, row.to_figure)];
            small(sides.into_iter().filter_map(|(name, figure)| Some((name.en.as_str(), figure?.small))))
        }));
        Ok(VoiceComparison {
            id: heard.survey.id.clone(),
            name: heard.survey.name.clone(),
            instrument: described_instrument(&heard.survey),
            figure: heard.scored.scoring.figure.id().to_owned(),
            by,
            rows,
            tests,
            notices,
        })
    }

    /// The same for pages: why nothing can be compared is an answer.
    ///
    /// # Errors
    /// When nothing can be read.
    pub async fn voice_comparison_answer(&self, id: &str, between: &VoiceBetween) -> Result<VoiceComparisonAnswer> {
        let (comparison, problem) = answered(self.voice_comparison(id, between).await)?;
        Ok(VoiceComparisonAnswer { comparison, problem })
    }
}

/// The survey's figure, its dimensions and its items.
fn of_waves(heard: &Heard, from: &str, to: &str) -> Result<Vec<VoiceDifference>> {
    let (first, second) = (heard.wave(from)?, heard.wave(to)?);
    let sides = ((plain(from), first.rows.as_slice()), (plain(to), second.rows.as_slice()));
    let mut rows = vec![own(heard, sides.0.clone(), sides.1.clone())?];
    let dimensions = if heard.survey.questionnaire.dimensions().is_empty() { Vec::new() } else { heard.measured()? };
    let items = heard.items();
    // of a single question the figure says it all
    let items = if items.len() > 1 { items } else { Vec::new() };
    rows.extend(dimensions.iter().chain(&items).map(|part| of_part(heard, part, &sides.0, &sides.1)));
    Ok(rows)
}

type Side<'a> = (Text, &'a [usize]);

fn own(heard: &Heard, from: Side<'_>, to: Side<'_>) -> Result<VoiceDifference> {
    let (figures, found) = ((heard.figure(from.1)?, heard.figure(to.1)?), heard.difference(from.1, to.1));
    let kind = heard.scored.scoring.figure.id();
    Ok(row(("figure", &heard.survey.name, kind), (from.0, to.0), figures, found))
}

fn of_part(heard: &Heard, part: &Part<'_>, from: &Side<'_>, to: &Side<'_>) -> VoiceDifference {
    let (first, second, found) = part.compared(heard, from.1, to.1);
    let kind = if part.has_gap() { "gap" } else { "mean" };
    row((part.id.as_str(), &part.label, kind), (from.0.clone(), to.0.clone()), (first, second), found)
}

fn row(
    (what, label, kind): (&str, &Text, &str),
    (from, to): (Text, Text),
    (from_figure, to_figure): (Option<VoiceFigure>, Option<VoiceFigure>),
    found: Result<Difference>,
) -> VoiceDifference {
    let difference = found.as_ref().ok();
    VoiceDifference {
        what: what.to_owned(),
        label: label.clone(),
        kind: kind.to_owned(),
        from,
        to,
        from_figure,
        to_figure,
        difference: difference.map(|found| found.difference),
        low: difference.map(|found| found.interval.low),
        high: difference.map(|found| found.interval.high),
        p_value: difference.map(|found| found.p_value),
        p_holm: None,
        p_bh: None,
        problem: found.err().map(Into::into),
    }
}

/// Corrects probabilities over all rows that have one; says how many.
fn correct(rows: &mut [VoiceDifference]) -> Result<usize> {
    let mut tested: Vec<&mut VoiceDifference> = rows.iter_mut().filter(|row| row.p_value.is_some()).collect();
    let probabilities: Vec<f64> = tested.iter().filter_map(|row| row.p_value).collect();
    for (row, (holm, few)) in tested.iter_mut().zip(corrected(&probabilities)?) {
        (row.p_holm, row.p_bh) = (Some(holm), Some(few));
    }
    Ok(probabilities.len())
}

fn plain(id: &str) -> Text {
    Text::new(id, id)
}
