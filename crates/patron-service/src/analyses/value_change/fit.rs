use arrow::array::{Array, AsArray, Date32Array, RecordBatch, StringViewArray};
use arrow::datatypes::{Date32Type, Float64Type, Int64Type};
use datafusion::dataframe::DataFrame;
use futures::StreamExt;
use serde_json::Map;

use crate::analyses::lifetime_value::Parameters as LifetimeValue;
use crate::error::Result;
use crate::records::history_on;
use crate::run::{RunContext, VALUE_CURVES};
use crate::views::{Notice, Severity};

use super::beside::Beside;
use super::curve_file::{Point, Points, TableFile};
use super::customers::{Changes, State, column, schema};
use super::days::Days;
use super::valuer::{Expected, Valuer};
use super::{Parameters, path};

/// Most points that a run keeps: a million customers on eight past days and the valuation date fit.
const MOST_POINTS: usize = 10_000_000;

/// Values every customer at every day, and writes both files.
pub(super) async fn fit(
    customers: &DataFrame,
    lifetime: Option<&LifetimeValue>,
    context: &RunContext,
) -> Result<(Parameters, Vec<Notice>)> {
    let watch = &context.watch;
    let mut parameters = Parameters { alert_drop: watch.alert_drop, ..Parameters::default() };
    let fitted = lifetime.filter(|lifetime| lifetime.purchases.is_some());
    let (Some(lifetime), Some(first)) = (fitted, context.records.first_order_day()) else {
        return Ok((parameters, Vec::new()));
    };
    let count = customers.clone().count().await?;
    let most = (MOST_POINTS / count.max(1)).saturating_sub(2).max(1);
    let days = Days::of(context.as_of_day, first, watch, most);
    let valuers: Vec<Valuer> =
        days.valued.iter().filter_map(|&day| Valuer::of(lifetime, context, day).transpose()).collect::<Result<_>>()?;
    let beside = Beside::of(context, &days.valued).await?;
    parameters.satisfaction_card.clone_from(&beside.card);
    let pass = Pass { days: &days, valuers: &valuers, beside: &beside, context };
    let mut curves = TableFile::of_points(&context.folder.join(VALUE_CURVES))?;
    let mut changes = TableFile::new(&path(context), &schema())?;
    let mut stream = context.looking_back(&days.earlier).await?.execute_stream().await?;
    let mut rows = 0;
    let mut worth = Worth::default();
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        rows += batch.num_rows() as u64;
        context.step("history", rows, count as u64)?;
        let (points, changed) = pass.batch(&batch)?;
        curves.write(&points)?;
        worth.add(&changed)?;
        changes.write(&changed)?;
    }
    curves.close()?;
    changes.close()?;
    let notices = shortened(most, watch.periods).into_iter().collect();
    parameters.alert_amount = watch.alert_amount.unwrap_or_else(|| worth.mean());
    parameters.alert_day = days.alert;
    parameters.days = days.valued;
    Ok((parameters, notices))
}

/// Values before, added up.
#[derive(Debug, Default)]
struct Worth {
    sum: f64,
    customers: f64,
}

impl Worth {
    fn add(&mut self, changes: &RecordBatch) -> Result<()> {
        for value in column(changes, "value_before")?.as_primitive::<Float64Type>().iter().flatten() {
            self.sum += value;
            self.customers += 1.0;
        }
        Ok(())
    }

    /// What a customer was worth on average; 0 where nobody was there, or the mean is a loss.
    fn mean(&self) -> f64 {
        if self.customers > 0.0 { (self.sum / self.customers).max(0.0) } else { 0.0 }
    }
}

fn shortened(most: usize, periods: u32) -> Option<Notice> {
    (most < periods as usize).then(|| {
        let mut values = Map::new();
        values.insert("periods".to_owned(), most.into());
        values.insert("wanted".to_owned(), periods.into());
        Notice {
            code: "history-shortened".to_owned(),
            severity: Severity::Info,
            message: format!(
                "customers are valued again at `{most}` past days instead of `{periods}`: there are many of them"
            ),
            values,
        }
    })
}

struct Pass<'a> {
    days: &'a Days,
    valuers: &'a [Valuer],
    beside: &'a Beside,
    context: &'a RunContext,
}

impl Pass<'_> {
    /// Points and changes of the customers of one batch.
    fn batch(&self, batch: &RecordBatch) -> Result<(RecordBatch, RecordBatch)> {
        let ids = column(batch, "customer_id")?.as_string_view();
        let amounts = column(batch, "amounts")?.as_primitive::<Int64Type>();
        let first = column(batch, "first_on")?.as_primitive::<Date32Type>();
        let mut by_day = Vec::with_capacity(self.days.valued.len());
        for (place, &day) in self.days.valued.iter().enumerate() {
            let state = State::of(batch, self.days.place(day))?;
            let mut points = self.expected(place, &state, first, amounts)?;
            let year_before = State::of(batch, self.days.place(self.days.year_before[place]))?;
            let margin = self.context.money.margin.unwrap_or(1.0);
            for (row, point) in points.iter_mut().enumerate().filter_map(|(row, point)| Some((row, point.as_mut()?))) {
                if self.context.money.known && amounts.value(row) > 0 {
                    let (now, then) = (state.money(row, margin), year_before.money(row, margin));
                    point.year = Some([now[0] - then[0], now[1] - then[1]]);
                }
                point.wallet = self.beside.wallet(ids.value(row), place);
                point.satisfaction = self.beside.satisfaction(ids.value(row), place);
            }
            by_day.push(points);
        }
        self.written(ids, &by_day)
    }

    /// What is expected of the customers who had bought by a day.
    fn expected(
        &self,
        place: usize,
        state: &State<'_>,
        first: &Date32Array,
        amounts: &arrow::array::Int64Array,
    ) -> Result<Vec<Option<Point>>> {
        let (day, unit_days) = (self.days.valued[place], self.context.time_unit.days());
        let there: Vec<usize> =
            (0..first.len()).filter(|&row| first.is_valid(row) && state.occasions.value(row) > 0).collect();
        let mut histories = Vec::with_capacity(there.len());
        let mut means = Vec::with_capacity(there.len());
        for &row in &there {
            let found = (state.occasions.value(row), first.value(row), state.last.value(row));
            histories.push(history_on(found, day, unit_days)?);
            means.push(state.mean(row).filter(|_| amounts.value(row) > 0));
        }
        let mut points = vec![None; first.len()];
        for (&row, expected) in there.iter().zip(self.valuers[place].expect(histories, &means)?) {
            points[row] = Some(Point { expected, year: None, wallet: None, satisfaction: None });
        }
        Ok(points)
    }

    fn written(&self, ids: &StringViewArray, by_day: &[Vec<Option<Point>>]) -> Result<(RecordBatch, RecordBatch)> {
        let (mut points, mut changes) = (Points::default(), Changes::default());
        let alert = self.days.alert.and_then(|day| self.days.valued.binary_search(&day).ok());
        for row in 0..ids.len() {
            let customer = ids.value(row);
            for (place, found) in by_day.iter().enumerate() {
                if let Some(point) = &found[row] {
                    points.add(customer, self.days.valued[place], point);
                }
            }
            let ends = alert.and_then(|place| by_day[place][row]).zip(by_day.last().and_then(|last| last[row]));
            if let Some((before, now)) = ends {
                let of = |point: &Point| -> Expected { point.expected };
                changes.add(customer, &of(&before), &of(&now), [before.wallet, now.wallet]);
            }
        }
        Ok((points.finish()?, changes.finish()?))
    }
}
