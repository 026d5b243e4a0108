//! What is at stake, whom to call, complaints: as people read them.

use patron_service::views::{
    VoiceAssociation, VoiceCalls, VoiceComplaintGroup, VoiceComplaints, VoiceEffect, VoiceLoyalty, VoiceShare,
    VoiceStake,
};

use super::words::{UNKNOWN, probability};
use crate::cli::Language;
use crate::output::{Style, fitting_grid as grid, pairs};

fn money(amount: f64) -> String {
    Style::Money.write(amount)
}

fn share(share: Option<f64>) -> String {
    share.map_or_else(|| UNKNOWN.to_owned(), |share| Style::Share.write(share))
}

fn titles(language: Language, names: &[(&'static str, &'static str)]) -> Vec<String> {
    names.iter().map(|(en, zh)| language.pick(en, zh).to_owned()).collect()
}

pub(super) fn stake(found: &VoiceStake, language: Language) -> String {
    let titles = titles(
        language,
        &[
            ("class", "类别"),
            ("customers", "客户数"),
            ("share", "占比"),
            ("revenue", "销售额"),
            ("equity", "客户资产"),
            ("share of equity", "资产占比"),
        ],
    );
    let rows: Vec<Vec<String>> = found
        .classes
        .iter()
        .map(|class| {
            vec![
                language.text(&class.label).to_owned(),
                class.customers.to_string(),
                share(class.share_of_customers),
                money(class.revenue),
                money(class.equity),
                share(class.share_of_equity),
            ]
        })
        .collect();
    let say = |en, zh| language.pick(en, zh);
    let lines = [
        (say("at stake among the displeased", "不满客户的在险资产"), money(found.at_stake)),
        (say("of the equity of those who answered", "占答复客户资产"), share(found.share)),
        (
            say("customers who answered", "答复客户"),
            format!("{} / {}", found.customers, found.customers_in_all),
        ),
        (say("answered, not in the run", "答复但未估值"), found.not_in_run.to_string()),
    ];
    format!(
        "{}, {}\n\n{}\n{}",
        language.text(&found.name),
        found.as_of,
        grid(&titles, &[false, true, true, true, true, true], &rows),
        pairs(&lines)
    )
}

pub(super) fn calls(found: &VoiceCalls, language: Language) -> String {
    let titles = titles(
        language,
        &[
            ("place", "次序"),
            ("customer", "客户"),
            ("name", "名称"),
            ("owner", "客户经理"),
            ("class", "类别"),
            ("score", "评分"),
            ("answered", "答复日"),
            ("equity", "客户资产"),
            ("urgency", "紧迫度"),
            ("open complaints", "未办结投诉"),
        ],
    );
    let rows: Vec<Vec<String>> = found
        .rows
        .iter()
        .map(|row| {
            vec![
                row.place.to_string(),
                row.customer_id.clone(),
                row.name.clone().unwrap_or_default(),
                row.owner.clone().unwrap_or_default(),
                language.text(&row.class_label).to_owned(),
                format!("{:.1}", row.score),
                row.answered.clone(),
                money(row.equity),
                money(row.urgency),
                row.open_complaints.to_string(),
            ]
        })
        .collect();
    let numeric = [true, false, false, false, false, true, false, true, true, true];
    let mut text = format!("{}, {}\n\n", language.text(&found.name), found.as_of);
    text.push_str(&grid(&titles, &numeric, &rows));
    if found.customers > found.rows.len() as u64 {
        let words = language.pick("customers in all; `patron voice calls --out FILE.csv` holds them", "位客户；`patron voice calls --out FILE.csv` 含全部");
        text.push_str(&format!("{} {words}\n", found.customers));
    }
    text
}

pub(super) fn loyalty(found: &VoiceLoyalty, language: Language) -> String {
    let titles = titles(
        language,
        &[
            ("place", "类型"),
            ("meaning", "含义"),
            ("customers", "客户数"),
            ("share", "占比"),
            ("revenue", "销售额"),
            ("equity", "客户资产"),
        ],
    );
    let rows: Vec<Vec<String>> = found
        .places
        .iter()
        .map(|place| {
            vec![
                language.text(&place.label).to_owned(),
                language.text(&place.meaning).to_owned(),
                place.customers.to_string(),
                share(place.share_of_customers),
                money(place.revenue),
                money(place.equity),
            ]
        })
        .collect();
    format!(
        "{}, {}\n\n{}{} ≥ {}\n",
        language.text(&found.name),
        found.as_of,
        grid(&titles, &[false, false, true, true, true, true], &rows),
        language.text(&found.behaviour_label),
        found.behaviour_from
    )
}

pub(super) fn association(found: &VoiceAssociation, language: Language) -> String {
    let titles = titles(
        language,
        &[
            ("outcome", "结果"),
            ("customers", "客户数"),
            ("mean", "均值"),
            ("for one point", "每一分"),
            ("p, corrected", "校正 p"),
            ("why not", "原因"),
        ],
    );
    let write = |effect: &VoiceEffect, value: f64| match effect.unit.as_str() {
        "probability" => Style::Share.write(value),
        _ => money(value),
    };
    let rows: Vec<Vec<String>> = found
        .effects
        .iter()
        .map(|effect| {
            let known = effect.per_point.zip(effect.low).zip(effect.high);
            let figure = known.map(|((value, low), high)| {
                format!("{} ({} – {})", write(effect, value), write(effect, low), write(effect, high))
            });
            vec![
                language.text(&effect.label).to_owned(),
                effect.customers.to_string(),
                effect.mean.map_or_else(|| UNKNOWN.to_owned(), |mean| write(effect, mean)),
                figure.unwrap_or_else(|| UNKNOWN.to_owned()),
                effect.p_holm.map_or_else(|| UNKNOWN.to_owned(), probability),
                effect.problem.as_ref().map(|problem| problem.message.clone()).unwrap_or_default(),
            ]
        })
        .collect();
    let held: Vec<&str> = found.held.iter().map(|held| language.text(&held.label)).collect();
    let mark = language.pick(", ", "、");
    format!(
        "{}, {}\n\n{}{}: {}\n{}\n",
        language.text(&found.name),
        found.as_of,
        grid(&titles, &[false, true, true, true, true, false], &rows),
        language.pick("held", "已控制"),
        held.join(mark),
        language.pick("association, not cause", "仅为相关，并非因果")
    )
}

pub(super) fn complaints(found: &VoiceComplaints, language: Language) -> String {
    let titles = {
        let mut all = vec![language.text(&found.label).to_owned()];
        all.extend(titles(
            language,
            &[
                ("complaints", "投诉"),
                ("per 100 orders", "每百单"),
                ("open", "未办结"),
                ("oldest, days", "最久（天）"),
                ("half resolved after, days", "半数办结（天）"),
                ("again", "重复投诉"),
                ("at first contact", "首次解决"),
            ],
        ));
        all
    };
    let per_100 = |group: &VoiceComplaintGroup| match (group.rate, group.rate_low, group.rate_high) {
        (Some(rate), Some(low), Some(high)) => {
            format!("{:.2} ({:.2} – {:.2})", 100.0 * rate, 100.0 * low, 100.0 * high)
        }
        _ => UNKNOWN.to_owned(),
    };
    let days = |days: Option<f64>| days.map_or_else(|| UNKNOWN.to_owned(), |days| format!("{days:.1}"));
    let part = |part: Option<VoiceShare>| share(part.map(|part| part.share));
    let rows: Vec<Vec<String>> = found
        .groups
        .iter()
        .chain([&found.all])
        .map(|group| {
            vec![
                language.text(&group.label).to_owned(),
                group.complaints.to_string(),
                per_100(group),
                group.open.to_string(),
                days(group.open_oldest_days),
                days(group.median_days),
                part(group.repeats),
                part(group.first_contact),
            ]
        })
        .collect();
    let say = |en, zh| language.pick(en, zh);
    let lines = [
        (say("suggestions", "建议"), found.suggestions.all.to_string()),
        (say("of them valuable", "其中有价值"), found.suggestions.valuable.to_string()),
        (say("praise", "表扬"), found.praise.to_string()),
        (say("contacts of all kinds", "全部互动"), found.contacts.to_string()),
    ];
    format!(
        "{} – {}\n\n{}\n{}",
        found.from,
        found.to,
        grid(&titles, &[false, true, true, true, true, true, true, true], &rows),
        pairs(&lines)
    )
}
