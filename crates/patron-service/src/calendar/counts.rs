use arrow::array::{AsArray, RecordBatch};
use arrow::datatypes::{Date32Type, Int64Type};
use patron_models::calendar::{DayCount, GapDays};

/// Repeat purchases and known customers of every day from the first purchase on, of rows of
/// [`patron_ledger::rollup::calendar_schema`]; days without a row have no purchases.
pub(crate) fn day_counts(calendar: &RecordBatch, until_day: i32) -> Vec<DayCount> {
    let days = calendar.column(0).as_primitive::<Date32Type>();
    let [buyers, new] = [1, 2].map(|column| calendar.column(column).as_primitive::<Int64Type>());
    let mut counts: Vec<DayCount> = Vec::new();
    let mut customers = 0_i64;
    let known = (0..calendar.num_rows()).filter(|&row| buyers.value(row) > 0 && days.value(row) <= until_day);
    #[expect(clippy::cast_precision_loss, reason = "customers are far fewer than 2^52")]
    let number = |count: i64| count as f64;
    for row in known {
        let day = i64::from(days.value(row));
        let between = counts.last().map_or(day, |last| last.day + 1)..day;
        counts.extend(between.map(|day| DayCount { day, purchases: 0.0, customers: number(customers) }));
        counts.push(DayCount {
            day,
            purchases: number(buyers.value(row) - new.value(row)),
            customers: number(customers),
        });
        customers += new.value(row);
    }
    let rest = counts.last().map_or(0, |last| last.day + 1)..=i64::from(until_day);
    if !counts.is_empty() {
        counts.extend(rest.map(|day| DayCount { day, purchases: 0.0, customers: number(customers) }));
    }
    counts
}

/// Pairs of days that were consecutive purchases, of rows of [`patron_ledger::rollup::gaps_schema`].
pub(crate) fn gap_days(gaps: &RecordBatch) -> Vec<GapDays> {
    let days = |column: usize| gaps.column(column).as_primitive::<Date32Type>().values().iter().copied().map(i64::from);
    let counts = gaps.column(2).as_primitive::<Int64Type>().values().iter().map(|count| count.unsigned_abs());
    days(0).zip(days(1)).zip(counts).map(|((after, until), count)| GapDays { after, until, count }).collect()
}
