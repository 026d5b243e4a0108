//! Figures of answers as people read them.

use patron_service::views::{VoiceChange, VoiceClassShare, VoiceFigure, VoiceGroups, VoiceWave};

use crate::cli::Language;
use crate::output::{Style, fitting_grid as grid};

pub(super) const UNKNOWN: &str = "–";

/// A figure with its range.
pub(super) fn ranged(figure: Option<&VoiceFigure>, decimals: usize) -> String {
    match figure {
        None => UNKNOWN.to_owned(),
        Some(VoiceFigure { value, low: Some(low), high: Some(high), .. }) => {
            format!("{value:.decimals$} ({low:.decimals$} – {high:.decimals$})")
        }
        Some(figure) => format!("{:.decimals$}", figure.value),
    }
}

/// Decimals of a figure: scores and indices have one, answers on a scale two.
pub(super) fn decimals(figure: &str) -> usize {
    if matches!(figure, "score" | "index") { 1 } else { 2 }
}

pub(super) fn classes(classes: &[VoiceClassShare], language: Language) -> String {
    let one = |class: &VoiceClassShare| format!("{} {}", language.text(&class.label), Style::Share.write(class.share));
    classes.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// A probability, corrected for many tests.
pub(super) fn probability(p: f64) -> String {
    if p < 0.001 { "<0.001".to_owned() } else { format!("{p:.3}") }
}

/// `+3.1 (p 0.02)`.
pub(super) fn change(change: Option<&VoiceChange>, decimals: usize) -> String {
    change.map_or_else(
        || UNKNOWN.to_owned(),
        |change| format!("{:+.decimals$} (p {})", change.difference, probability(change.p_holm)),
    )
}

/// The name of a survey's figure.
pub(super) fn figure_name(figure: &str, language: Language) -> &'static str {
    match figure {
        "score" => language.pick("net promoter score", "净推荐值"),
        "mean" => language.pick("mean satisfaction", "满意度均值"),
        "ease" => language.pick("mean ease", "省力度均值"),
        "gap" => language.pick("weighted gap", "加权差距"),
        "perception" => language.pick("weighted perception", "加权感知"),
        _ => language.pick("index, 0 to 100", "指数（0–100）"),
    }
}

pub(super) fn waves(waves: &[VoiceWave], figure: &str, language: Language) -> String {
    let say = |en, zh| language.pick(en, zh).to_owned();
    let titles = [
        say("wave", "批次"),
        say("days", "期间"),
        say("respondents", "受访者"),
        figure_name(figure, language).to_owned(),
        say("shares", "占比"),
    ];
    let row = |wave: &VoiceWave| {
        vec![
            wave.id.clone(),
            format!("{} – {}", wave.from, wave.to),
            wave.respondents.to_string(),
            ranged(wave.figure.as_ref(), decimals(figure)),
            classes(&wave.classes, language),
        ]
    };
    let rows: Vec<Vec<String>> = waves.iter().map(row).collect();
    grid(&titles, &[false, false, true, true, false], &rows)
}

pub(super) fn groups(found: &VoiceGroups, language: Language) -> String {
    let say = |en, zh| language.pick(en, zh).to_owned();
    let places = decimals(&found.figure);
    let titles = [
        language.text(&found.label).to_owned(),
        say("answers", "回答数"),
        figure_name(&found.figure, language).to_owned(),
        say("drawn to the whole", "向总体收缩后"),
        say("against others", "与其余相比"),
        say("shares", "占比"),
        say("revenue", "销售额"),
        say("equity", "客户资产"),
    ];
    let money = |amount: Option<f64>| amount.map_or_else(|| UNKNOWN.to_owned(), |amount| Style::Money.write(amount));
    let rows: Vec<Vec<String>> = found
        .groups
        .iter()
        .chain([&found.all])
        .map(|group| {
            let shrunk = group.shrunk.map(|of| format!("{:.places$}", of.value));
            vec![
                language.text(&group.label).to_owned(),
                group.figure.map_or(0, |figure| figure.answers).to_string(),
                ranged(group.figure.as_ref(), places),
                shrunk.unwrap_or_else(|| UNKNOWN.to_owned()),
                change(group.against_others.as_ref(), places),
                classes(&group.classes, language),
                money(group.revenue),
                money(group.equity),
            ]
        })
        .collect();
    let mut text = format!("{}\n\n", language.text(&found.name));
    text.push_str(&grid(&titles, &[false, true, true, true, true, false, true, true], &rows));
    if found.without_group > 0 {
        text.push_str(&format!("{} {}\n", found.without_group, say("answers are in no group", "份回答不属于任何组")));
    }
    text
}
