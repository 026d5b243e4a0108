//! What an outcome goes together with, and how answers moved.

use clap::Args;
use patron_service::service::{VoiceBetween, VoiceOf};
use patron_service::views::{VoiceComparison, VoiceDifference, VoiceDriver, VoiceDrivers, VoiceFigure};

use crate::cli::Language;
use crate::context::Context;
use crate::output::{Style, fitting_grid as grid};
use crate::problem::Result;

/// What an outcome goes together with: association, not cause
#[derive(Debug, Args)]
pub(super) struct Drivers {
    /// The kept questionnaire
    survey: String,
    /// The item or dimension that is explained [default: the first item without a dimension, else the last dimension,
    /// else the first item]
    #[arg(long, value_name = "ITEM")]
    outcome: Option<String>,
    /// A wave [default: all answers]
    #[arg(long, value_name = "WAVE")]
    wave: Option<String>,
}

/// Two waves, or each group against all others, corrected for many tests
#[derive(Debug, Args)]
pub(super) struct Compare {
    /// The kept questionnaire
    survey: String,
    /// Two waves, the earlier first [default: the last two]
    #[arg(long, value_name = "A,B", conflicts_with = "by")]
    waves: Option<String>,
    /// Each group against all others: touchpoint, owner, or a label or column of the customer table
    #[arg(long, value_name = "WHAT")]
    by: Option<String>,
}

impl Drivers {
    pub(super) async fn run(self, context: &Context) -> Result<()> {
        let of = VoiceOf { survey: self.survey, wave: self.wave };
        let found = context.service().await?.voice_drivers(&of, self.outcome.as_deref()).await?;
        context.output.value(&found, || drivers(&found, context.output.language))?;
        context.output.notices(&found.notices);
        Ok(())
    }
}

impl Compare {
    pub(super) async fn run(self, context: &Context) -> Result<()> {
        let between = match (self.waves, self.by) {
            (Some(waves), _) => VoiceBetween::waves(&waves)?,
            (None, Some(by)) => VoiceBetween::Groups(by),
            (None, None) => VoiceBetween::LastWaves,
        };
        let found = context.service().await?.voice_comparison(&self.survey, &between).await?;
        context.output.value(&found, || comparison(&found, context.output.language))?;
        context.output.notices(&found.notices);
        Ok(())
    }
}

fn drivers(found: &VoiceDrivers, language: Language) -> String {
    let say = |en, zh| language.pick(en, zh).to_owned();
    let titles = [
        say("item", "题目"),
        say("performance", "表现（0–100）"),
        say("share of what is explained", "推导重要性"),
        say("correlation", "相关"),
        say("others held", "控制其余后"),
        say("p, corrected", "校正 p"),
        say("stated", "陈述重要性"),
        say("place", "位置"),
    ];
    let row = |one: &VoiceDriver| {
        vec![
            one.id.clone(),
            format!("{:.1}", one.performance),
            Style::Share.write(one.share),
            format!("{:.2} ({:.2} – {:.2})", one.correlation, one.correlation_low, one.correlation_high),
            format!("{:+.2} ({:+.2} – {:+.2})", one.standardised, one.standardised_low, one.standardised_high),
            probability(one.p_holm),
            one.stated.map(|stated| format!("{stated:.2}")).unwrap_or_default(),
            place(&one.place, language).to_owned(),
        ]
    };
    let rows: Vec<Vec<String>> = found.drivers.iter().map(row).collect();
    format!(
        "{}: {}\n{} {}, R² {}\n\n{}{}\n",
        language.text(&found.name),
        language.text(&found.outcome.label),
        found.respondents,
        say("respondents answered all of it", "位受访者全部作答"),
        Style::Share.write(found.r_squared),
        grid(&titles, &[false, true, true, true, true, true, true, false], &rows),
        say("association, not cause", "仅为相关，并非因果")
    )
}

fn place(place: &str, language: Language) -> &'static str {
    match place {
        "keep-up" => language.pick("keep up", "继续保持"),
        "concentrate" => language.pick("work here first", "优先改进"),
        "low-priority" => language.pick("low priority", "次要"),
        _ => language.pick("perhaps overdone", "可能过度"),
    }
}

fn comparison(found: &VoiceComparison, language: Language) -> String {
    let say = |en, zh| language.pick(en, zh).to_owned();
    let titles = [
        say("what", "项目"),
        say("from", "对照"),
        say("to", "比较"),
        say("from", "对照值"),
        say("to", "比较值"),
        say("difference", "差异"),
        say("p", "p"),
        say("p, corrected", "校正 p"),
    ];
    let value = |figure: Option<VoiceFigure>| figure.map(|of| format!("{:.2}", of.value)).unwrap_or_default();
    let row = |one: &VoiceDifference| {
        let known = one.difference.zip(one.low).zip(one.high);
        let why = one.problem.as_ref().map(|problem| problem.message.clone()).unwrap_or_default();
        vec![
            if one.what == "figure" { language.text(&one.label).to_owned() } else { one.what.clone() },
            language.text(&one.from).to_owned(),
            language.text(&one.to).to_owned(),
            value(one.from_figure),
            value(one.to_figure),
            known.map_or(why, |((difference, low), high)| format!("{difference:+.2} ({low:+.2} – {high:+.2})")),
            one.p_value.map(probability).unwrap_or_default(),
            one.p_holm.map(probability).unwrap_or_default(),
        ]
    };
    let rows: Vec<Vec<String>> = found.rows.iter().map(row).collect();
    format!(
        "{}\n\n{}{} {}\n",
        language.text(&found.name),
        grid(&titles, &[false, false, false, true, true, true, true, true], &rows),
        found.tests,
        say("tests; probabilities are corrected over all of them", "次检验；p 值已按全部检验校正")
    )
}

fn probability(p: f64) -> String {
    if p < 0.001 { "<0.001".to_owned() } else { format!("{p:.3}") }
}
