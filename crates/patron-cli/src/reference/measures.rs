//! `docs/reference/measures.md`.

use patron_service::Registry;
use patron_service::catalogue::{Better, Measure, MeasureKind, Unit};

/// The page.
pub(super) fn page() -> String {
    let mut text = String::from(
        "# Measures\n\n<!-- Made by `patron reference measures`; do not edit. -->\n\n\
         The columns of the customer table: a row per customer, made by `patron run`, read by pages, exports and SQL.\n",
    );
    let measures: Vec<Measure> =
        Registry::default().measures().into_iter().filter(|measure| !measure.internal).collect();
    for analysis in measures.chunk_by(|one, next| one.source == next.source) {
        let source = analysis.first().map_or("", |measure| measure.source.as_str());
        text.push_str(&format!(
            "\n## {source}\n\n| id | label | 名称 | holds | meaning | 含义 |\n| --- | --- | --- | --- | --- | --- |\n"
        ));
        for measure in analysis {
            text.push_str(&row(measure));
        }
        for measure in analysis.iter().filter(|measure| !measure.labels.is_empty()) {
            text.push_str(&labels(measure));
        }
    }
    text
}

fn row(measure: &Measure) -> String {
    let Measure { id, label, meaning, .. } = measure;
    let cells = [&label.en, &label.zh, &holds(measure), &meaning.en, &meaning.zh].map(|cell| cell.replace('|', "\\|"));
    format!("| `{id}` | {} |\n", cells.join(" | "))
}

fn holds(measure: &Measure) -> String {
    let kind = match (measure.kind, measure.unit) {
        (MeasureKind::Text, _) => "text",
        (MeasureKind::Date, _) => "day",
        (MeasureKind::Label, _) => "label",
        (MeasureKind::Number, Unit::Currency) => "money",
        (MeasureKind::Number, Unit::Count) => "count",
        (MeasureKind::Number, Unit::Expectation) => "expected number",
        (MeasureKind::Number, Unit::Days) => "days",
        (MeasureKind::Number, Unit::Probability) => "probability, 0 to 1",
        (MeasureKind::Number, Unit::Score) => "score",
        (MeasureKind::Number, Unit::None) => "number",
    };
    match measure.better {
        Better::Higher => format!("{kind}; higher is better"),
        Better::Lower => format!("{kind}; lower is better"),
        Better::Neither => kind.to_owned(),
    }
}

/// The labels of a measure with what to do about each.
fn labels(measure: &Measure) -> String {
    let mut text = format!(
        "\nLabels of `{}`\n\n| id | label | 名称 | who | what to do |\n| --- | --- | --- | --- | --- |\n",
        measure.id
    );
    for label in &measure.labels {
        let cells = [&label.label.en, &label.label.zh, &label.meaning.en, &label.strategy.en]
            .map(|cell| cell.replace('|', "\\|"));
        text.push_str(&format!("| `{}` | {} |\n", label.id, cells.join(" | ")));
    }
    text
}
