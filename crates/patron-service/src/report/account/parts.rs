//! The parts of a review.

use serde_json::Value;

use super::{AccountReview, Review};
use crate::catalogue::{Label, Measure, Unit};
use crate::report::table::{Cell, Table};
use crate::report::{Format, Words};
use crate::views::{GapView, ScoreView};

/// Figures under the name of an account, where they are known.
const FIGURES: [&str; 8] = [
    "customer_value",
    "revenue",
    "probability_return",
    "days_idle",
    "monthly_billing",
    "arrears",
    "weighted_pipeline",
    "share_of_wallet",
];
const MOST_FIGURES: usize = 5;

/// What a review is written from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) review: &'a Review,
    pub(crate) words: &'a Words,
    pub(crate) format: &'a Format,
}

/// A label of the account and what it means.
pub(super) fn label<'a>(source: &Source<'a>, account: &AccountReview, id: &str) -> Option<(&'a Measure, &'a Label)> {
    let measure = source.review.measures.iter().find(|measure| measure.id == id)?;
    let value = account.customer.values.get(id)?.as_str()?;
    Some((measure, measure.labels.iter().find(|label| label.id == value)?))
}

/// Label and value of what stands under the name.
pub(super) fn figures(source: &Source<'_>, account: &AccountReview) -> Vec<(String, String)> {
    let found = FIGURES.iter().filter_map(|id| {
        let measure = source.review.measures.iter().find(|measure| measure.id == *id)?;
        let value = account.customer.values.get(*id).and_then(Value::as_f64)?;
        let written = match measure.unit {
            Unit::Currency => source.format.money(Some(value)),
            Unit::Probability => source.format.percent(value),
            _ => source.format.fixed(value, 0),
        };
        Some((source.words.of_text(&measure.label).to_owned(), written))
    });
    found.take(MOST_FIGURES).collect()
}

/// The account in a sentence: what it is worth, and where its cards put it.
pub(super) fn lead(source: &Source<'_>, account: &AccountReview) -> String {
    let words = source.words;
    let mut said = Vec::new();
    if let Some(value) = account.customer.values.get("customer_value").and_then(Value::as_f64) {
        said.push(words.fill("review", "worth", &[("value", source.format.money(Some(value)))]));
    }
    for (score, _) in &account.cards {
        let Some(row) = score.rows.first() else { continue };
        let tier = score.tiers.iter().find(|tier| Some(&tier.id) == row.tier.as_ref());
        let values = [
            ("card", words.of_text(&score.name).to_owned()),
            ("score", source.format.fixed(row.score, 1)),
            ("rank", source.format.fixed(row.rank, 0)),
            ("all", source.format.fixed(score.accounts as f64, 0)),
            ("tier", tier.map(|tier| words.of_text(&tier.name).to_owned()).unwrap_or_default()),
        ];
        said.push(words.fill("review", if tier.is_some() { "tiered" } else { "ranked" }, &values));
    }
    said.join(&words.get("page", "separator"))
}

/// The lines of a card, those that give or take most first.
pub(super) fn card(source: &Source<'_>, score: &ScoreView, gap: Option<&GapView>) -> Option<Table> {
    let row = score.rows.first()?;
    let words = source.words;
    let mut lines: Vec<_> = score.lines.iter().zip(&row.points).filter(|(line, _)| line.left_out.is_none()).collect();
    lines.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let rows = lines.into_iter().map(|(line, points)| {
        let of = if line.deduction { -line.points } else { line.points };
        vec![
            Cell::text(words.of_text(&line.name)),
            Cell::Number((points * 100.0).round() / 100.0),
            Cell::Number((of * 100.0).round() / 100.0),
            Cell::maybe(line.mean_score, Cell::Share),
        ]
    });
    let mut notes = Vec::new();
    if let (Some(low), Some(high), Some(keeps)) = (row.rank_low, row.rank_high, row.keeps_tier) {
        let values = [
            ("low", source.format.fixed(low, 0)),
            ("high", source.format.fixed(high, 0)),
            ("keeps", source.format.percent(keeps)),
        ];
        notes.push(words.fill("review", "firm", &values));
    }
    if let Some(gap) = gap {
        let values = [("gap", source.format.fixed(gap.gap, 1)), ("tier", words.of_text(&gap.tier_name).to_owned())];
        notes.push(words.fill("review", "gap", &values));
    }
    Some(Table {
        title: words.of_text(&score.name).to_owned(),
        note: notes.join(&words.get("page", "separator")),
        columns: ["line", "points", "of", "mean"].map(|key| words.get("review", key)).to_vec(),
        rows: rows.collect(),
    })
}

/// The best way to the next tier.
pub(super) fn way(source: &Source<'_>, score: &ScoreView, gap: &GapView) -> Option<Table> {
    if gap.raises.is_empty() {
        return None;
    }
    let words = source.words;
    let number = |value: f64| Cell::Number((value * 1000.0).round() / 1000.0);
    let rows = gap.raises.iter().map(|raise| {
        vec![
            Cell::text(words.of_text(&raise.name)),
            number(raise.from),
            number(raise.to),
            number(raise.points),
            Cell::maybe(raise.cost, Cell::Number),
        ]
    });
    let values = [
        ("card", words.of_text(&score.name).to_owned()),
        ("tier", words.of_text(&gap.tier_name).to_owned()),
        ("then", source.format.fixed(gap.score_then, 1)),
        ("lacking", source.format.fixed(gap.lacking, 1)),
    ];
    let note = match (gap.reaches, gap.aim.as_str()) {
        (false, _) => "out_of_reach",
        (true, "cheapest") => "cheapest",
        (true, _) => "fewest",
    };
    Some(Table {
        title: words.fill("review", "way", &values),
        note: words.fill("review", note, &values),
        columns: ["line", "from", "to", "points", "cost"].map(|key| words.get("review", key)).to_vec(),
        rows: rows.collect(),
    })
}

/// What the account is called by each scheme, and what is done there.
pub(super) fn labels(source: &Source<'_>, account: &AccountReview) -> Option<Table> {
    let words = source.words;
    let schemes = source.review.measures.iter().filter(|measure| measure.is_scheme());
    let rows: Vec<Vec<Cell>> = schemes
        .filter_map(|measure| label(source, account, &measure.id))
        .filter(|(_, label)| !words.of_text(&label.strategy).is_empty())
        .map(|(measure, label)| {
            let playbook = label.playbook.as_ref();
            let text = |text: Option<&crate::catalogue::Text>| Cell::text(text.map_or("", |text| words.of_text(text)));
            vec![
                Cell::text(words.of_text(&measure.label)),
                Cell::text(words.of_text(&label.label)),
                Cell::text(words.of_text(&label.strategy)),
                text(playbook.map(|playbook| &playbook.offer)),
                text(playbook.map(|playbook| &playbook.cadence)),
                text(playbook.map(|playbook| &playbook.owner)),
            ]
        })
        .collect();
    (!rows.is_empty()).then(|| Table {
        title: words.get("review", "labels"),
        note: String::new(),
        columns: ["scheme", "label", "strategy", "offer", "cadence", "owner"]
            .map(|key| words.get("review", key))
            .to_vec(),
        rows,
    })
}

/// How the residual value comes about.
pub(super) fn waterfall(source: &Source<'_>, account: &AccountReview) -> Option<Table> {
    let words = source.words;
    let rows: Vec<Vec<Cell>> = account
        .customer
        .waterfall
        .iter()
        .map(|step| {
            vec![
                Cell::text(words.get("factor", &step.factor)),
                Cell::Number(step.value),
                Cell::maybe(step.segment_mean, Cell::Number),
                Cell::maybe(step.base_mean, Cell::Number),
                Cell::Number(step.product),
            ]
        })
        .collect();
    (!rows.is_empty()).then(|| Table {
        title: words.get("review", "waterfall"),
        note: words.get("review", "waterfall_note"),
        columns: ["factor", "value", "segment_mean", "base_mean", "product"]
            .map(|key| words.get("review", key))
            .to_vec(),
        rows,
    })
}
