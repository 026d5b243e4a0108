//! Two valuations in words.

use patron_service::Registry;
use patron_service::catalogue::Label;
use patron_service::views::{Migration, Movement, RunComparison};

use crate::cli::Language;
use crate::output::{Headings, Style, grid};

/// What stands where nothing is known.
const UNKNOWN: &str = "–";

/// Totals, movements of value, and segments before against segments after.
pub(super) fn words(comparison: &RunComparison, language: Language) -> String {
    let mut text = totals(comparison, language);
    text.push_str(&format!("\n{}", movements(comparison, language)));
    if !comparison.migration.is_empty() {
        text.push_str(&format!("\n{}", segments(&comparison.migration, language)));
    }
    text
}

fn totals(comparison: &RunComparison, language: Language) -> String {
    let (before, after) = (&comparison.before, &comparison.after);
    let titles = [language.pick("total", "合计"), &before.as_of, &after.as_of, language.pick("change", "变化")];
    let counted = |count: u64| Style::Whole.write(count as f64);
    let more = after.customers as f64 - before.customers as f64;
    let mut rows = vec![vec![
        language.pick("Customers", "客户数").to_owned(),
        counted(before.customers),
        counted(after.customers),
        Style::Whole.write(more),
    ]];
    let headings = Headings::plain(language);
    for total in &comparison.totals {
        let figure = |value: Option<f64>| value.map_or(UNKNOWN.to_owned(), |value| Style::of(total.unit).write(value));
        let label = headings.text(&total.label).to_owned();
        rows.push(vec![label, figure(total.before), figure(total.after), figure(total.change)]);
    }
    grid(&titles.map(str::to_owned), &[false, true, true, true], &rows)
}

fn movements(comparison: &RunComparison, language: Language) -> String {
    let titles = [
        language.pick("movement of customer value", "客户价值变动"),
        language.pick("customers", "客户数"),
        language.pick("change", "变化"),
    ];
    let name = |movement| match movement {
        Movement::Entered => language.pick("entered", "新进入"),
        Movement::Left => language.pick("left", "离开"),
        Movement::Risen => language.pick("risen", "上升"),
        Movement::Fallen => language.pick("fallen", "下降"),
        Movement::Unchanged => language.pick("unchanged", "不变"),
    };
    let rows = comparison.movements.iter().map(|part| {
        let change = part.change.map_or(UNKNOWN.to_owned(), |change| Style::Money.write(change));
        vec![name(part.movement).to_owned(), Style::Whole.write(part.customers as f64), change]
    });
    grid(&titles.map(str::to_owned), &[false, true, true], &rows.collect::<Vec<_>>())
}

/// Rows: the segment before; columns: the segment after.
fn segments(migration: &[Migration], language: Language) -> String {
    let measures = Registry::default().measures();
    let known: Vec<Label> =
        measures.into_iter().find(|measure| measure.id == "rfm_segment").map_or(Vec::new(), |found| found.labels);
    let place = |id: &Option<String>| match id.as_deref() {
        None => usize::MAX,
        Some(id) => known.iter().position(|label| label.id == id).unwrap_or(known.len()),
    };
    let ordered = |side: fn(&Migration) -> &Option<String>| {
        let mut all: Vec<&Option<String>> = migration.iter().map(side).collect();
        all.sort_by_key(|id| place(id));
        all.dedup();
        all
    };
    let (before, after) = (ordered(|cell| &cell.before), ordered(|cell| &cell.after));
    let headings = Headings::built_in(language);
    let name = |id: &Option<String>, absent: &str| match id.as_deref() {
        None => absent.to_owned(),
        Some("") => language.pick("unknown", "未知").to_owned(),
        Some(id) => headings.label("rfm_segment", id).to_owned(),
    };
    let mut titles = vec![language.pick("RFM segment before \\ after", "RFM 分群：前 \\ 后").to_owned()];
    titles.extend(after.iter().map(|id| name(id, language.pick("left", "离开"))));
    let rows: Vec<Vec<String>> = before
        .iter()
        .map(|from| {
            let counted = |to: &&Option<String>| {
                let cell = migration.iter().find(|cell| &cell.before == *from && &cell.after == *to);
                cell.map_or(String::new(), |cell| Style::Whole.write(cell.customers as f64))
            };
            let first = name(from, language.pick("entered", "新进入"));
            std::iter::once(first).chain(after.iter().map(counted)).collect()
        })
        .collect();
    let numeric: Vec<bool> = (0..titles.len()).map(|column| column > 0).collect();
    grid(&titles, &numeric, &rows)
}
