//! What customers think on one page.

use patron_service::views::{VoicePage, VoiceSurveyHead};

use super::{concerns, words};
use crate::cli::Language;
use crate::output::{Style, fitting_grid as grid};

pub(super) fn page(found: &VoicePage, language: Language) -> String {
    let mut text = sentence(found, language);
    if !found.overview.surveys.is_empty() {
        text.push_str(&format!("\n{}", surveys(&found.overview.surveys, language)));
    }
    if let Some(survey) = &found.survey {
        let name = language.text(&survey.name);
        text.push_str(&format!("\n{name}\n{}", words::waves(&survey.waves, &survey.figure, language)));
    }
    for (head, part) in [
        (language.pick("At stake", "在险客户资产"), found.stake.as_ref().map(|of| concerns::stake(of, language))),
        (language.pick("Call first", "优先联系"), found.calls.as_ref().map(|of| concerns::calls(of, language))),
        (
            language.pick("Complaints and suggestions", "投诉与建议"),
            found.complaints.as_ref().map(|of| concerns::complaints(of, language)),
        ),
    ] {
        if let Some(part) = part {
            text.push_str(&format!("\n{head}: {part}"));
        }
    }
    for unknown in &found.overview.unknown {
        let words = language.pick("answers have no questionnaire:", "份回答没有对应问卷：");
        text.push_str(&format!("\n{} {words} {}", unknown.answers, unknown.id));
    }
    text
}

/// What matters in one sentence.
fn sentence(found: &VoicePage, language: Language) -> String {
    let latest = found.survey.as_ref().and_then(|survey| Some((survey, survey.waves.last()?.figure?)));
    let Some((survey, figure)) = latest else {
        return format!("{}\n", language.pick("No answers of customers are known.", "尚无客户答复。"));
    };
    let places = words::decimals(&survey.figure);
    let mut said = format!(
        "{}{}{} {}",
        language.text(&survey.name),
        language.pick(": ", "："),
        words::figure_name(&survey.figure, language),
        words::ranged(Some(&figure), places)
    );
    if let Some(change) = survey.changes.last() {
        let told = if change.p_holm < 0.05 {
            language.pick("more than chance", "超出偶然")
        } else {
            language.pick("within chance", "属偶然范围")
        };
        let words = language.pick("since the wave before", "较上一批次");
        said.push_str(&format!("; {:+.places$} {words}, {told}", change.difference));
    }
    if let Some(stake) = &found.stake {
        let words = language.pick("at stake among the displeased", "在险资产（不满客户）");
        said.push_str(&format!("; {} {words}", Style::Money.write(stake.at_stake)));
    }
    said.push_str(language.pick(".\n", "。\n"));
    said
}

fn surveys(all: &[VoiceSurveyHead], language: Language) -> String {
    let say = |en, zh| language.pick(en, zh).to_owned();
    let titles = [
        say("questionnaire", "问卷"),
        say("name", "名称"),
        say("waves", "批次"),
        say("respondents", "受访者"),
        say("customers", "客户数"),
        say("figure", "指标"),
        say("latest", "最近"),
        say("change", "变化"),
    ];
    let row = |survey: &VoiceSurveyHead| {
        let places = words::decimals(&survey.figure);
        vec![
            survey.id.clone(),
            language.text(&survey.name).to_owned(),
            survey.waves.len().to_string(),
            survey.respondents.to_string(),
            survey.customers.to_string(),
            words::figure_name(&survey.figure, language).to_owned(),
            words::ranged(survey.latest.as_ref(), places),
            words::change(survey.change.as_ref(), places),
        ]
    };
    let rows: Vec<Vec<String>> = all.iter().map(row).collect();
    grid(&titles, &[false, false, true, true, true, false, true, true], &rows)
}
