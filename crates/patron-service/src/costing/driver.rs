//! What is counted of each customer.

use std::collections::BTreeMap;

use arrow::array::AsArray;
use arrow::datatypes::DataType;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::coalesce;
use datafusion::functions_aggregate::expr_fn::sum;
use datafusion::logical_expr::{Expr, cast, col, ident, lit, when};

use super::CostModel;
use super::check::Line;
use super::file::RawDriver;
use super::pools::written;
use super::stages::{Members, within};
use crate::error::{Result, ServiceError};
use crate::query::condition_problem;
use crate::records::Records;

/// A number of each customer that causes cost.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Driver {
    /// orders with at least one sale line; days with one where orders have no ids
    Orders,
    /// rows of a table, or the sum of an expression over them
    Counted { table: &'static str, condition: Option<String>, sum: Option<String> },
    /// another driver, of the customers of a group alone
    Within { driver: Box<Driver>, members: Members },
    /// volumes of `activity_drivers` under this name
    Recorded(String),
}

/// Where volumes are recorded that cannot be counted.
pub(super) const RECORDED: &str = "activity_drivers";

/// Words for what is usually counted: table, condition, sum.
const WORDS: [(&str, &str, &str, Option<&str>); 5] = [
    ("lines", "orders", "not is_return", None),
    ("returns", "orders", "is_return", None),
    ("quantity", "orders", "not is_return", Some("quantity")),
    ("revenue", "orders", "not is_return", Some("amount")),
    ("contacts", "interactions", "true", None),
];

impl Driver {
    pub(super) fn check(raw: RawDriver, line: Line) -> Result<Self> {
        let raw = match raw {
            RawDriver::Word(word) if word == "orders" => return Ok(Self::Orders),
            RawDriver::Word(word) => {
                let found = WORDS.iter().find(|(known, ..)| *known == word);
                let (_, table, condition, sum) = found.ok_or_else(|| {
                    let have: Vec<String> = WORDS.iter().map(|(known, ..)| format!("`{known}`")).collect();
                    let words = format!("driver `{word}`; expected `orders`, {}, or a table", have.join(", "));
                    line.refuse(
                        "costs-driver",
                        &words,
                        "of a table: `{ table = \"interactions\", where = \"kind = 'visit'\" }`",
                    )
                })?;
                let condition = Some((*condition).to_owned());
                return Ok(Self::Counted { table, condition, sum: sum.map(str::to_owned) });
            }
            RawDriver::Counted(raw) => raw,
            RawDriver::Recorded(raw) => return Ok(Self::Recorded(raw.recorded)),
        };
        let table = patron_ledger::table::table(&raw.table).map_err(|error| {
            line.refuse("costs-driver", &error.to_string(), "choose the table in which the cause is recorded")
        })?;
        let has_customer = table.columns.iter().any(|column| column.name == "customer_id");
        if table.day().is_none() || !has_customer {
            let words = format!("table `{}` has no customers by day; expected one such as `interactions`", table.id);
            return Err(line.refuse("costs-driver", &words, "orders and interactions have both"));
        }
        Ok(Self::Counted { table: table.id, condition: raw.condition, sum: raw.sum })
    }

    /// The table it is counted in.
    pub(super) fn table(&self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::Counted { table, .. } => table,
            Self::Recorded(_) => RECORDED,
            Self::Within { driver, .. } => driver.table(),
        }
    }

    /// What is counted, whoever belongs to the group.
    pub(super) fn base(&self) -> &Self {
        match self {
            Self::Within { driver, .. } => driver.base(),
            _ => self,
        }
    }

    /// Who is counted, where not everybody is.
    pub(super) fn members(&self) -> Option<&Members> {
        match self {
            Self::Within { members, .. } => Some(members),
            _ => None,
        }
    }

    /// The same of order lines that meet a condition; none where it does not count order lines.
    pub(super) fn narrowed(&self, lines: &str) -> Option<Self> {
        let Self::Counted { table: table @ "orders", condition, sum } = self else { return None };
        let condition = match condition {
            Some(condition) => format!("({condition}) and ({lines})"),
            None => lines.to_owned(),
        };
        Some(Self::Counted { table, condition: Some(condition), sum: sum.clone() })
    }

    /// Whether its volumes are those of `activity_drivers` under a name.
    pub(super) fn is_recorded(&self) -> bool {
        self.recorded().is_some()
    }

    /// Its name in `activity_drivers`.
    fn recorded(&self) -> Option<&str> {
        if let Self::Recorded(name) = self.base() { Some(name) } else { None }
    }

    /// In words of the file.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Orders => "orders".to_owned(),
            Self::Within { driver, .. } => driver.words(),
            Self::Recorded(driver) => format!("recorded {driver}"),
            Self::Counted { table, condition, sum } => {
                let word = WORDS.iter().find(|(_, known, when, what)| {
                    known == table && Some(*when) == condition.as_deref() && *what == sum.as_deref()
                });
                let of = |what: &Option<String>, before: &str| {
                    what.as_ref().map_or_else(String::new, |what| format!("{before}{what}"))
                };
                word.map_or_else(
                    || format!("{table}{}{}", of(sum, ": "), of(condition, " where ")),
                    |(word, ..)| (*word).to_owned(),
                )
            }
        }
    }
}

/// Name of the column that holds a driver's volume.
pub(crate) fn column(place: usize) -> String {
    format!("volume_{place}")
}

/// One row per customer with a column for each driver, over the days from one to another; rows without customer make one
/// row more.
///
/// # Errors
/// `costs-driver` where a condition or sum does not fit its table, or when the engine cannot plan it.
pub(super) fn volumes(records: &Records, drivers: &[&Driver], days: (i32, i32)) -> Result<DataFrame> {
    let session = records.engine().session();
    let of_groups = drivers;
    let drivers: &[&Driver] = &of_groups.iter().map(|driver| driver.base()).collect::<Vec<_>>();
    let mut by_source: BTreeMap<(&str, bool), Vec<usize>> = BTreeMap::new();
    for (place, driver) in drivers.iter().enumerate() {
        by_source.entry((driver.table(), **driver == Driver::Orders)).or_default().push(place);
    }
    let mut united: Option<DataFrame> = None;
    for ((table, by_order), places) in by_source {
        let day = patron_ledger::table::table(table).ok().and_then(|table| table.day()).unwrap_or("ordered_on");
        let date = |day: i32| lit(datafusion::scalar::ScalarValue::Date32(Some(day)));
        let seen = col(day).gt_eq(date(days.0)).and(col(day).lt_eq(date(days.1)));
        let rows = records.table(&session, table)?.filter(seen)?;
        let summed = if by_order { orders(rows)? } else { counted(rows, drivers, &places, &["customer_id"])? };
        let columns = (0..drivers.len()).map(|place| {
            let own = if by_order { "orders".to_owned() } else { column(place) };
            let value = if places.contains(&place) { ident(own) } else { lit(0.0) };
            value.alias(column(place))
        });
        let part = summed.select([ident("customer_id")].into_iter().chain(columns).collect::<Vec<_>>())?;
        united = Some(match united {
            None => part,
            Some(united) => united.union(part)?,
        });
    }
    let united = united.ok_or_else(|| ServiceError::new("costs-driver", "the costs name no driver"))?;
    // Names of their own: over rows that are one a customer already the engine groups by their columns as well.
    let total = |place: usize| format!("total_{place}");
    let sums = (0..drivers.len()).map(|place| sum(ident(column(place))).alias(total(place)));
    let totals = united.aggregate(vec![ident("customer_id")], sums.collect())?;
    let named = (0..drivers.len()).map(|place| ident(total(place)).alias(column(place)));
    within(totals.select([ident("customer_id")].into_iter().chain(named).collect::<Vec<_>>())?, of_groups, records)
}

/// Orders of each customer; a day stands for an order that has no id.
fn orders(rows: DataFrame) -> Result<DataFrame> {
    let order = coalesce(vec![col("order_id"), cast(col("ordered_on"), DataType::Utf8)]).alias("order");
    let distinct = rows.filter(col("is_return").is_not_true())?.select(vec![col("customer_id"), order])?.distinct()?;
    Ok(distinct.aggregate(vec![col("customer_id")], vec![sum(lit(1.0)).alias("orders")])?)
}

/// Sums of some drivers of one table by columns of it.
pub(super) fn counted(rows: DataFrame, drivers: &[&Driver], places: &[usize], by: &[&str]) -> Result<DataFrame> {
    let mut sums = Vec::with_capacity(places.len());
    for &place in places {
        if let Driver::Recorded(driver) = drivers[place] {
            let mut own = when(col("driver").eq(lit(driver.as_str())), cast(col("volume"), DataType::Float64));
            sums.push(sum(own.otherwise(lit(0.0))?).alias(column(place)));
            continue;
        }
        let Driver::Counted { condition, sum: what, .. } = drivers[place] else { continue };
        let parsed = |text: &str| -> Result<Expr> {
            rows.parse_sql_expr(text).map_err(|error| {
                let problem = condition_problem(&rows, text, error);
                let message = format!("driver `{}` cannot be counted: {problem}", drivers[place].words());
                ServiceError::new("costs-driver", message)
                    .value("driver", drivers[place].words())
                    .value("reason", problem.to_string())
                    .hint(problem.problem().hint.clone().unwrap_or_default())
            })
        };
        let value = match what {
            None => lit(1.0),
            Some(what) => coalesce(vec![cast(parsed(what)?, DataType::Float64), lit(0.0)]),
        };
        let value = match condition {
            None => value,
            // What is not known is not counted; `is true` around it would stop the engine where two drivers share it.
            Some(condition) => when(parsed(condition)?, value).otherwise(lit(0.0))?,
        };
        sums.push(sum(value).alias(column(place)));
    }
    Ok(rows.aggregate(by.iter().map(|name| ident(*name)).collect(), sums)?)
}

/// A recorded driver that the table does not know at all is a typing error; one without rows in these days is reported.
///
/// # Errors
/// `costs-driver`, naming the drivers there are.
pub(super) async fn refuse_unrecorded(model: &CostModel, records: &Records) -> Result<()> {
    let drivers = model.drivers();
    let recorded: Vec<&str> = drivers.iter().filter_map(|driver| driver.recorded()).collect();
    if recorded.is_empty() {
        return Ok(());
    }
    let names = records.table(&records.engine().session(), RECORDED)?.select(vec![written("driver")])?.distinct()?;
    let mut have = Vec::new();
    for batch in names.sort(vec![col("driver").sort(true, false)])?.collect().await? {
        have.extend(batch.column(0).as_string::<i32>().iter().flatten().map(str::to_owned));
    }
    let Some(unknown) = recorded.into_iter().find(|name| !have.iter().any(|known| known == name)) else {
        return Ok(());
    };
    let have: Vec<String> = have.iter().map(|name| format!("`{name}`")).collect();
    let have = if have.is_empty() { "none so far".to_owned() } else { have.join(", ") };
    let message = format!("driver `{unknown}` is not recorded; expected one of `{RECORDED}`: {have}");
    Err(ServiceError::new("costs-driver", message)
        .value("driver", unknown)
        .hint("import volumes by customer: `patron import activity_drivers FILE`"))
}
