use arrow::array::{Array, AsArray, Date32Array, RecordBatch, StringViewArray};
use arrow::datatypes::{Date32Type, Float64Type, Int64Type};
use datafusion::dataframe::DataFrame;
use futures::StreamExt;
use serde_json::Map;

use crate::analyses::lifetime_value::Parameters as LifetimeValue;
use crate::error::Result;
use crate::records::history_on;
use crate::run::{RunContext, VALUE_CURVES, WatchSettings};
use crate::views::{Notice, Severity};

use super::beside::Beside;
use super::billing::{PAST_WINDOWS, Turn, Window, turn};
use super::curve_file::{Point, Points, TableFile};
use super::customers::{Changed, Changes, State, column, schema};
use super::days::Days;
use super::signs::{Sales, Sign, sign};
use super::valuer::Valuer;
use super::{Basis, Parameters, path};

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
    let Some(first) = context.records.first_order_day() else { return Ok((parameters, Vec::new())) };
    let stops = match fitted {
        Some(lifetime) => Valuer::of(lifetime, context, context.as_of_day)?.is_some_and(|valuer| valuer.knows_stops()),
        None => false,
    };
    let basis = match (stops, context.money.known) {
        (true, _) => Basis::Value,
        (false, true) => Basis::Billing,
        (false, false) if fitted.is_some() => Basis::Value,
        (false, false) => return Ok((parameters, Vec::new())),
    };
    let count = customers.clone().count().await?;
    let most = (MOST_POINTS / count.max(1)).saturating_sub(2).max(1);
    let windows = if basis == Basis::Billing { PAST_WINDOWS + 1 } else { 0 };
    let days = match fitted {
        Some(_) => Days::of(context.as_of_day, first, watch, most, windows),
        None => Days::of(context.as_of_day, first, &WatchSettings { periods: 0, ..*watch }, most, windows),
    };
    let valuers: Vec<Valuer> = match fitted {
        Some(lifetime) => {
            let valuers = days.valued.iter().filter_map(|&day| Valuer::of(lifetime, context, day).transpose());
            valuers.collect::<Result<_>>()?
        }
        None => Vec::new(),
    };
    let beside = Beside::of(context, &days.valued).await?;
    parameters.satisfaction_card.clone_from(&beside.card);
    let pass = Pass { days: &days, valuers: &valuers, beside: &beside, context };
    let curves = context.folder.join(VALUE_CURVES);
    let mut curves = fitted.map(|_| TableFile::of_points(&curves)).transpose()?;
    let mut changes = TableFile::new(&path(context), &schema())?;
    let mut stream = context.looking_back(&days.earlier).await?.execute_stream().await?;
    let mut rows = 0;
    let mut worth = Worth::of(basis);
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        rows += batch.num_rows() as u64;
        context.step("history", rows, count as u64)?;
        let (points, changed) = pass.batch(&batch)?;
        if let Some(curves) = &mut curves {
            curves.write(&points)?;
        }
        worth.add(&changed)?;
        changes.write(&changed)?;
    }
    curves.map_or(Ok(()), TableFile::close)?;
    changes.close()?;
    let shortened = fitted.and_then(|_| shortened(most, watch.periods));
    // What billing is compared with begins two windows ago.
    let alert = days.alert.filter(|_| basis == Basis::Value || days.windows.len() > 2);
    let by_billing = (basis == Basis::Billing && alert.is_some()).then(|| by_billing(fitted.is_some(), watch));
    parameters.alert_amount = watch.alert_amount.unwrap_or_else(|| worth.mean());
    parameters.alert_day = alert;
    parameters.basis = basis;
    parameters.days = if fitted.is_some() { days.valued } else { Vec::new() };
    Ok((parameters, shortened.into_iter().chain(by_billing).collect()))
}

fn by_billing(fitted: bool, watch: &WatchSettings) -> Notice {
    let why = if fitted { "the model knows nobody who stops" } else { "no model of purchases was fitted" };
    let code = if fitted { "alerts-by-billing-no-stop" } else { "alerts-by-billing" };
    Notice {
        code: code.to_owned(),
        severity: Severity::Info,
        message: format!(
            "{why}: alerts compare the contribution of the last `{}` months with the customer's own past",
            watch.alert_months
        ),
        values: [("months".to_owned(), watch.alert_months.into())].into_iter().collect(),
    }
}

/// What there was before, added up.
#[derive(Debug)]
struct Worth {
    column: &'static str,
    sum: f64,
    customers: f64,
}

impl Worth {
    fn of(basis: Basis) -> Self {
        let column = if basis == Basis::Value { "value_before" } else { "contribution_before" };
        Self { column, sum: 0.0, customers: 0.0 }
    }

    fn add(&mut self, changes: &RecordBatch) -> Result<()> {
        for value in column(changes, self.column)?.as_primitive::<Float64Type>().iter().flatten() {
            self.sum += value;
            self.customers += 1.0;
        }
        Ok(())
    }

    /// What a customer was worth, or brought in a window, on average; 0 where nobody was there, or the mean is a loss.
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
        let margin = self.margin();
        for (place, &day) in self.days.valued.iter().enumerate().take(self.valuers.len()) {
            let state = State::of(batch, self.days.place(day))?;
            let mut points = self.expected(place, &state, first, amounts)?;
            let year_before = State::of(batch, self.days.place(self.days.year_before[place]))?;
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
        let alert = self.days.alert.and_then(|day| self.days.valued.binary_search(&day).ok());
        let mut changed = vec![Changed::default(); ids.len()];
        if let (Some(alert), Some(last)) = (alert, by_day.last()) {
            for (row, changed) in changed.iter_mut().enumerate() {
                let ends = by_day[alert][row].zip(last[row]);
                changed.value = ends.map(|(then, now)| (then.expected, now.expected, [then.wallet, now.wallet]));
            }
        }
        if let Some(alert) = alert {
            self.beside_value(batch, alert, &mut changed)?;
        }
        self.written(ids, &by_day, &changed)
    }

    fn margin(&self) -> f64 {
        self.context.money.margin.unwrap_or(1.0)
    }

    /// Billing against the past, and what the records say, of customers who had bought by the day of the alert.
    fn beside_value(&self, batch: &RecordBatch, alert: usize, changed: &mut [Changed]) -> Result<()> {
        let ids = column(batch, "customer_id")?.as_string_view();
        let first = column(batch, "first_on")?.as_primitive::<Date32Type>();
        let amounts = column(batch, "amounts")?.as_primitive::<Int64Type>();
        let day = self.days.valued[alert];
        let state = |day: i32| State::of(batch, self.days.place(day));
        let [then, before, now] = [state(day)?, state(self.days.year_before[alert])?, state(self.context.as_of_day)?];
        let ends = self.days.windows.iter().map(|&day| state(day)).collect::<Result<Vec<_>>>()?;
        let last = self.days.valued.len() - 1;
        for row in (0..changed.len()).filter(|&row| first.is_valid(row) && first.value(row) <= day) {
            let both = |figure: &dyn Fn(usize) -> Option<f64>| [figure(alert), figure(last)];
            let wallet = both(&|place| self.beside.wallet(ids.value(row), place));
            let satisfaction = both(&|place| self.beside.satisfaction(ids.value(row), place));
            let money = self.context.money.known && amounts.value(row) > 0;
            let sales = |from: &State<'_>, to: &State<'_>| self.sales(from, to, row, money);
            let sales = [sales(&before, &then), sales(&then, &now)];
            changed[row].sign = self.sign(satisfaction, wallet, sales);
            changed[row].turn = if money { self.turn(&ends, first.value(row), row, wallet) } else { None };
        }
        Ok(())
    }

    fn sign(&self, satisfaction: [Option<f64>; 2], wallet: [Option<f64>; 2], sales: [Sales; 2]) -> Option<Sign> {
        sign(self.context.watch.alert_drop, satisfaction, wallet, sales)
    }

    fn sales(&self, from: &State<'_>, to: &State<'_>, row: usize, known: bool) -> Sales {
        if !known {
            return Sales::default();
        }
        let ([then, earned], [now, earning]) = (from.money(row, self.margin()), to.money(row, self.margin()));
        Sales { net: now - then, costed: to.costed(row) - from.costed(row), contribution: earning - earned }
    }

    /// Windows that began when the customer had bought already: those before are no whole ones.
    fn turn(&self, ends: &[State<'_>], first: i32, row: usize, wallet: [Option<f64>; 2]) -> Option<Turn> {
        let whole = self.days.windows.iter().skip(1).take_while(|&&start| first <= start).count();
        let windows: Vec<Window> = ends
            .windows(2)
            .take(whole)
            .map(|pair| {
                let (to, from) = (&pair[0], &pair[1]);
                let Sales { net, contribution, .. } = self.sales(from, to, row, true);
                let purchases = (to.occasions.value(row) - from.occasions.value(row)) as f64;
                Window { purchases, net, contribution }
            })
            .collect();
        turn(&windows, (12 / self.context.watch.alert_months.max(1)) as usize, wallet)
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

    fn written(
        &self,
        ids: &StringViewArray,
        by_day: &[Vec<Option<Point>>],
        changed: &[Changed],
    ) -> Result<(RecordBatch, RecordBatch)> {
        let (mut points, mut changes) = (Points::default(), Changes::default());
        for (row, changed) in changed.iter().enumerate() {
            let customer = ids.value(row);
            for (place, found) in by_day.iter().enumerate() {
                if let Some(point) = &found[row] {
                    points.add(customer, self.days.valued[place], point);
                }
            }
            changes.add(customer, changed);
        }
        Ok((points.finish()?, changes.finish()?))
    }
}
