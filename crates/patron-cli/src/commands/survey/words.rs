//! Surveys in words.

use patron_service::views::{
    KeptSurvey, SurveyCheck, SurveyCounts, SurveyFigure, SurveyImport, SurveyIndex, SurveyItem, SurveyRefusal,
};

use crate::cli::Language;
use crate::output::{List, Style, fitting_grid as grid, pairs};

/// Kept questionnaires, one a line.
pub(super) fn kept(all: &[KeptSurvey], language: Language) -> List {
    let columns = [("survey", false), ("name", false), ("instrument", false), ("items", true), ("version", true)];
    let mut list = List::new(&[&columns[..], &[("saved", false), ("problem", false)]].concat());
    for one in all {
        let asked = one.asked.as_ref();
        list.push([
            one.id.clone(),
            asked.map(|asked| language.text(&asked.name).to_owned()).unwrap_or_default(),
            asked.map(|asked| asked.instrument.clone()).unwrap_or_default(),
            asked.map(|asked| asked.items.len().to_string()).unwrap_or_default(),
            one.version.to_string(),
            one.saved_at.clone(),
            one.problem.as_ref().map(|problem| problem.message.clone()).unwrap_or_default(),
        ]);
    }
    list
}

pub(super) fn described(check: &SurveyCheck, language: Language) -> String {
    let say = |en, zh| language.pick(en, zh);
    let titles = [say("item", "题目"), say("dimension", "维度"), say("scale", "量表"), say("text", "题面")];
    let rows: Vec<Vec<String>> = check
        .items
        .iter()
        .map(|item| {
            let turned = if item.reversed { say(", reversed", "，反向") } else { "" };
            let scale = format!("{}-{}{turned}", item.low, item.high);
            let text = match item.role.as_str() {
                "expectation" => say("expectation", "期望").to_owned(),
                "importance" => say("importance", "重要性").to_owned(),
                _ => language.text(&item.text).to_owned(),
            };
            vec![item.id.clone(), item.dimension.clone().unwrap_or_default(), scale, text]
        })
        .collect();
    format!("{}\n\n{}", language.text(&check.name), grid(&titles.map(str::to_owned), &[false; 4], &rows))
}

pub(super) fn index(found: &SurveyIndex, language: Language) -> String {
    let say = |en, zh| language.pick(en, zh);
    let mut text = format!("{}\n\n{}", language.text(&found.name), counts(&found.counts, language));
    text.push_str(&refused(&found.refused, language));
    text.push_str(&format!("\n{}", items(found, language)));
    if !found.dimensions.is_empty() {
        text.push_str(&format!("\n{}", dimensions(found, language)));
    }
    if let Some(total) = &found.total {
        let gap = total.gap.map(|gap| (say("weighted gap", "加权差距"), format!("{gap:+.3}")));
        let even = total.unweighted_gap.map(|gap| (say("unweighted gap", "未加权差距"), format!("{gap:+.3}")));
        let mean = total.answer.map(|mean| (say("weighted mean", "加权均值"), format!("{mean:.3}")));
        let index = total.index.map(|index| (say("index", "指数"), ranged(&index, 1)));
        let lines: Vec<_> = [mean, gap, even, index].into_iter().flatten().collect();
        text.push_str(&format!("\n{}", pairs(&lines)));
    }
    let quality = &found.quality;
    if quality.judged > 0 {
        let lines = [
            (say("same answer throughout", "全部同一答案"), quality.alike),
            (say("long runs of one answer", "连续相同答案过长"), quality.straight),
            (say("like another respondent", "与他人完全相同"), quality.same_as_another),
            (say("half missing", "缺答过半"), quality.half_missing),
        ];
        text.push_str(&format!("\n{}", pairs(&lines.map(|(name, count)| (name, count.to_string())))));
    }
    text
}

pub(super) fn imported(found: &SurveyImport, language: Language) -> String {
    let say = |en, zh| language.pick(en, zh);
    let import = &found.import;
    let lines = [
        (say("rows for the ledger", "写入台账的行"), import.read),
        (say("loaded", "已载入"), import.loaded),
        (say("put aside", "隔离"), import.quarantined),
        (say("duplicates", "重复"), import.duplicates),
        (say("left out by rule", "按规则排除"), import.excluded),
    ];
    let batch = import.batch.as_ref().map(|batch| format!("\nbatch {batch}\n")).unwrap_or_default();
    format!(
        "{}{}\n{}{batch}",
        counts(&found.counts, language),
        refused(&found.refused, language),
        pairs(&lines.map(|(name, count)| (name, count.to_string())))
    )
}

fn counts(counts: &SurveyCounts, language: Language) -> String {
    let say = |en, zh| language.pick(en, zh);
    let lines = [
        (say("respondents", "受访者"), counts.respondents),
        (say("answers", "回答"), counts.answers),
        (say("no answer", "未答"), counts.missing),
        (say("refused cells", "不合格单元格"), counts.refused),
        (say("unreadable rows", "无法读取的行"), counts.bad_rows),
    ];
    pairs(&lines.map(|(name, count)| (name, count.to_string())))
}

fn refused(cells: &[SurveyRefusal], language: Language) -> String {
    if cells.is_empty() {
        return String::new();
    }
    let titles = [
        language.pick("row", "行"),
        language.pick("item", "题目"),
        language.pick("value", "值"),
        language.pick("reason", "原因"),
    ];
    let row =
        |cell: &SurveyRefusal| vec![cell.row.to_string(), cell.item.clone(), cell.value.clone(), cell.reason.clone()];
    let rows: Vec<Vec<String>> = cells.iter().map(row).collect();
    format!("\n{}", grid(&titles.map(str::to_owned), &[true, false, false, false], &rows))
}

fn items(found: &SurveyIndex, language: Language) -> String {
    let titles = [
        language.pick("item", "题目"),
        language.pick("answers", "回答数"),
        language.pick("mean", "均值"),
        language.pick("index", "指数"),
        language.pick("figure", "指标"),
    ];
    let rows: Vec<Vec<String>> = found
        .items
        .iter()
        .map(|item| {
            let answers = item.answer.map_or(0, |answer| answer.answers).to_string();
            let mean = item.answer.map(|answer| ranged(&answer, 2)).unwrap_or_default();
            let index = item.index.map(|index| format!("{index:.1}")).unwrap_or_default();
            vec![item.id.clone(), answers, mean, index, figure(item, language)]
        })
        .collect();
    grid(&titles.map(str::to_owned), &[false, true, true, true, false], &rows)
}

fn figure(item: &SurveyItem, language: Language) -> String {
    let share = |share: f64| Style::Share.write(share);
    if let Some(nps) = &item.nps {
        let words = language.pick("promoters, passives, detractors", "推荐者、中立者、贬损者");
        let shares = [nps.promoters, nps.passives, nps.detractors].map(share).join(", ");
        return format!("NPS {:.1} ({:.1} – {:.1}); {words} {shares}", nps.score, nps.low, nps.high);
    }
    if let Some(of) = &item.satisfaction {
        let words = language.pick("satisfied", "满意");
        let range = format!("{} – {}", share(of.satisfied_low), share(of.satisfied_high));
        let unhappy = language.pick("dissatisfied", "不满意");
        return format!("{words} {} ({range}), {unhappy} {}", share(of.satisfied), share(of.dissatisfied));
    }
    if let Some(of) = &item.effort {
        let (easy, hard) = (language.pick("easy", "省力"), language.pick("hard", "费力"));
        let range = format!("{} – {}", share(of.easy_low), share(of.easy_high));
        return format!("{easy} {} ({range}), {hard} {}", share(of.easy), share(of.hard));
    }
    let expected = item.expectation.map(|of| format!("{} {:.2}", language.pick("expected", "期望"), of.mean));
    let important = item.importance.map(|of| format!("{} {:.2}", language.pick("importance", "重要性"), of.mean));
    expected.into_iter().chain(important).collect::<Vec<_>>().join(", ")
}

fn dimensions(found: &SurveyIndex, language: Language) -> String {
    let titles = [
        language.pick("dimension", "维度"),
        language.pick("weight", "权重"),
        language.pick("mean", "均值"),
        language.pick("index", "指数"),
        language.pick("gap", "差距"),
        language.pick("alpha", "信度α"),
    ];
    let rows: Vec<Vec<String>> = found
        .dimensions
        .iter()
        .map(|one| {
            let alpha = one.alpha.as_ref();
            vec![
                language.text(&one.name).to_owned(),
                Style::Share.write(one.weight),
                one.answer.map(|answer| ranged(&answer, 2)).unwrap_or_default(),
                one.index.map(|index| format!("{index:.1}")).unwrap_or_default(),
                one.gap.map(|gap| ranged(&gap, 2)).unwrap_or_default(),
                alpha.map(|of| format!("{:.3} ({:.3} – {:.3})", of.alpha, of.low, of.high)).unwrap_or_default(),
            ]
        })
        .collect();
    grid(&titles.map(str::to_owned), &[false, true, true, true, true, true], &rows)
}

/// A mean and its interval, where it has one.
fn ranged(figure: &SurveyFigure, digits: usize) -> String {
    let range = figure.low.zip(figure.high);
    let range = range.map(|(low, high)| format!(" ({low:.digits$} – {high:.digits$})")).unwrap_or_default();
    format!("{:.digits$}{range}", figure.mean)
}
