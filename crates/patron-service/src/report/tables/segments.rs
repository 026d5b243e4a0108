use super::Source;
use crate::report::table::{Cell, Table};
use crate::views::SegmentsView;

/// The named RFM segments.
pub(in crate::report) fn segments(source: &Source<'_>) -> Table {
    labels(source, &source.content.segments, "segments")
}

/// The ABC classes.
pub(in crate::report) fn abc(source: &Source<'_>) -> Table {
    labels(source, &source.content.abc, "abc")
}

fn labels(source: &Source<'_>, view: &SegmentsView, title: &str) -> Table {
    let mut columns = source.columns(["label", "customers", "share"]);
    columns.extend(["revenue", "customer_value", "expected_value"].map(|key| source.money(key)));
    columns.extend(source.columns(["probability_return", "days_idle", "strategy"]));
    #[expect(clippy::cast_precision_loss, reason = "numbers of customers are far below 2^52")]
    let share = |customers: u64| customers as f64 / view.customers.max(1) as f64;
    let shown = view.labels.iter().filter(|label| label.customers > 0);
    let rows = shown.map(|label| {
        vec![
            Cell::text(source.words.of_text(&label.label)),
            Cell::count(label.customers),
            Cell::Share(share(label.customers)),
            Cell::maybe(label.revenue, Cell::Money),
            Cell::maybe(label.customer_value, Cell::Money),
            Cell::maybe(label.expected_value, Cell::Money),
            Cell::maybe(label.mean_probability_return, Cell::Share),
            Cell::maybe(label.mean_days_idle, Cell::Count),
            Cell::text(source.words.of_text(&label.strategy)),
        ]
    });
    Table { title: source.word("title", title), note: source.word("note", title), columns, rows: rows.collect() }
}
