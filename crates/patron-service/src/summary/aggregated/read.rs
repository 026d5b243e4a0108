//! Reading orders by customer and month.

use std::path::Path;

use hashbrown::HashMap;
use patron_ledger::source::{self, ReadOptions, SourceBatch, Watch};

use super::super::SummaryFile;
use super::super::cells::Cells;
use super::super::columns::{Columns, FileColumn};
use super::super::problem::{self, Place};
use super::column::CountColumn;
use super::month::{last_day, month, name, whole_month};
use crate::error::{Result, ServiceError};

/// Orders of one customer in one month.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Cell {
    month: i32,
    orders: u32,
    amount: Option<f64>,
    /// Number of its row in the file.
    row: u64,
}

/// What is known of one customer up to the last month that is looked at.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Customer {
    pub(crate) id: String,
    /// Months with an order after the first such month.
    pub(crate) repeat_months: u32,
    /// Orders in these.
    pub(crate) repeat_orders: u32,
    /// Their amounts; `None` where the file has none.
    pub(crate) repeat_amount: Option<f64>,
    /// Months from the first to the last with an order, and to the last looked at.
    pub(crate) recency: i32,
    pub(crate) age: i32,
    /// Σ ln of the months between consecutive months with an order.
    pub(crate) ln_gaps: f64,
}

/// A file of orders by customer and month.
#[derive(Debug)]
pub(crate) struct Counted {
    /// Those with an order, in the order in which they first appear.
    pub(crate) customers: Vec<Customer>,
    /// Those without one.
    pub(crate) without_order: u64,
    /// Whether amounts are known.
    pub(crate) money: bool,
    /// The last day of the last month looked at, from 1970-01-01.
    pub(crate) end: i32,
}

/// What is read, row by row.
#[derive(Debug, Default)]
struct Rows {
    ids: Vec<String>,
    places: HashMap<String, usize>,
    cells: Vec<(usize, Cell)>,
}

impl Counted {
    /// Reads `file` up to the month that `end` names or ends; where it is not given, to the last of the file.
    ///
    /// # Errors
    /// When the file cannot be read or lacks a column, a cell is not what its column holds, a customer has a month twice,
    /// or `end` is no end of a month.
    pub(crate) fn read(file: &SummaryFile, end: Option<&str>) -> Result<Self> {
        let (watch, refused) = (Watch::new(), |error| problem::source(&error));
        let source = source::open(&file.path, file.options.clone(), &watch).map_err(refused)?;
        let names = source.column_names();
        let needed = [CountColumn::CustomerId, CountColumn::Month, CountColumn::Orders];
        let columns = Columns::find(&file.path, &names, &needed).map_err(|error| {
            error.hint("a row is of a customer and a month; a list of single orders is read by `patron import orders`")
        })?;
        let mut rows = Rows::default();
        for batch in source::read(&source, &ReadOptions::default(), &watch).map_err(refused)? {
            rows.take(&file.path, &names, &columns, &batch.map_err(refused)?)?;
        }
        let last = rows.cells.iter().map(|(_, cell)| cell.month).max();
        let last = last.ok_or_else(|| {
            let message =
                format!("file `{}` has no rows, expected one for each customer and month", file.path.display());
            ServiceError::new("summary-row", message).hint("write the orders of each customer and month to the file")
        })?;
        let end = end.map_or(Ok(last), |text| whole_month(text).ok_or_else(|| no_month_end(text)))?;
        let column = |column: CountColumn| columns.get(column).and_then(|at| names.get(at));
        let named = column(CountColumn::Month).map_or("month", String::as_str);
        rows.counted(&file.path, named, columns.get(CountColumn::Amount).is_some(), end)
    }
}

impl Rows {
    fn take(
        &mut self,
        file: &Path,
        names: &[String],
        columns: &Columns<CountColumn>,
        batch: &SourceBatch,
    ) -> Result<()> {
        let cells = Cells::new(batch, columns)?;
        let bad = batch.bad.first();
        for (at, line) in batch.lines.iter().enumerate() {
            if bad.is_some_and(|bad| bad.line < *line) {
                break;
            }
            let place = |column: CountColumn| {
                let name = columns.get(column).and_then(|at| names.get(at)).map_or(column.name(), String::as_str);
                Place { file, row: *line, column: name }
            };
            let text = |column| cells.text(column, at).ok_or_else(|| problem::empty(place(column)));
            let number = |column| cells.number(column, at).map_err(|text| problem::no_number(place(column), &text));
            let (id, on) = (text(CountColumn::CustomerId)?, text(CountColumn::Month)?);
            let month = month(on).ok_or_else(|| {
                let hint = "a row is of a whole month; a day stands for its month";
                problem::bad_value(place(CountColumn::Month), on, "a month as 2024-01", hint)
            })?;
            let orders = number(CountColumn::Orders)?.ok_or_else(|| problem::empty(place(CountColumn::Orders)))?;
            if !(orders >= 0.0 && orders.fract() == 0.0 && orders <= f64::from(u32::MAX)) {
                let hint = "a row counts the orders of a customer in a month";
                let expected = "a whole number not below zero";
                return Err(problem::bad_value(place(CountColumn::Orders), &orders.to_string(), expected, hint));
            }
            let amount = number(CountColumn::Amount)?;
            if columns.get(CountColumn::Amount).is_some() && amount.is_none() && orders > 0.0 {
                return Err(problem::empty(place(CountColumn::Amount)));
            }
            let customer = *self.places.entry_ref(id).or_insert_with(|| {
                self.ids.push(id.to_owned());
                self.ids.len() - 1
            });
            self.cells.push((customer, Cell { month, orders: orders as u32, amount, row: *line }));
        }
        match bad {
            Some(bad) => Err(problem::bad_row(file, bad.line, &bad.value, &bad.expected)),
            None => Ok(()),
        }
    }

    fn counted(mut self, file: &Path, column: &str, money: bool, end: i32) -> Result<Counted> {
        self.cells.sort_by_key(|(customer, cell)| (*customer, cell.month, cell.row));
        let twice = self.cells.windows(2).filter_map(|pair| match pair {
            [(one, first), (other, next)] if one == other && first.month == next.month => Some((next.row, *one, first)),
            _ => None,
        });
        if let Some((row, customer, first)) = twice.min_by_key(|(row, ..)| *row) {
            let id = self.ids.get(customer).map_or("", String::as_str);
            let expected = format!("each month of customer `{id}` once, found it in row `{}`", first.row);
            let hint = "add the rows of a customer and month up into one";
            return Err(problem::bad_value(Place { file, row, column }, &name(first.month), &expected, hint));
        }
        let mut customers: Vec<Customer> = Vec::new();
        for of_customer in self.cells.chunk_by(|(one, _), (other, _)| one == other) {
            let Some(id) = of_customer.first().and_then(|(customer, _)| self.ids.get(*customer)) else { continue };
            let seen = of_customer.iter().map(|(_, cell)| cell);
            customers.extend(customer(id, seen.filter(|cell| cell.month <= end && cell.orders > 0), end, money));
        }
        let without_order = (self.ids.len() - customers.len()) as u64;
        Ok(Counted { customers, without_order, money, end: last_day(end) })
    }
}

/// A customer from the months with an order; `None` without one.
fn customer<'a>(id: &str, mut bought: impl Iterator<Item = &'a Cell>, end: i32, money: bool) -> Option<Customer> {
    let first = bought.next()?.month;
    let mut customer = Customer {
        id: id.to_owned(),
        repeat_months: 0,
        repeat_orders: 0,
        repeat_amount: money.then_some(0.0),
        recency: 0,
        age: end - first,
        ln_gaps: 0.0,
    };
    for cell in bought {
        let recency = cell.month - first;
        customer.ln_gaps += f64::from(recency - customer.recency).ln();
        customer.recency = recency;
        customer.repeat_months += 1;
        customer.repeat_orders = customer.repeat_orders.saturating_add(cell.orders);
        if let (Some(sum), Some(amount)) = (&mut customer.repeat_amount, cell.amount) {
            *sum += amount;
        }
    }
    Some(customer)
}

fn no_month_end(text: &str) -> ServiceError {
    let message = format!("date `{text}`, expected the last day of a month, such as `2024-01-31`");
    ServiceError::new("bad-date", message)
        .hint("of orders counted by month, times within a month are not known")
        .value("value", text)
}
