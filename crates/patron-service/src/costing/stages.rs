//! Stops between activities and customers: products, customer groups, and the last stage of what nobody causes.

use std::collections::BTreeSet;

use arrow::datatypes::DataType;
use datafusion::common::JoinType;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::coalesce;
use datafusion::logical_expr::{Expr, cast, ident, lit};
use patron_profit::money::Money;

use super::check::Line;
use super::driver::{Driver, column};
use super::file::{RawGroup, RawNumber, RawProduct};
use super::{Activity, CostModel, Costed};
use crate::catalogue::Text;
use crate::error::{Result, ServiceError};
use crate::query::condition_problem;
use crate::records::Records;

/// Most products or groups of a model: each is a column of the count.
const MOST: usize = 200;

/// A product or a customer group: cost gathers here and goes on to customers by the driver.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stop {
    pub(crate) id: String,
    pub(crate) name: Text,
    pub(crate) driver: Driver,
    /// of a product, the condition on its order lines
    pub(crate) lines: Option<String>,
}

/// Who belongs to a customer group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Members {
    /// a condition on the customers table
    Where(String),
    Ids(BTreeSet<String>),
}

/// A product: order lines that meet a condition, by a driver counted in them.
pub(super) fn product(raw: RawProduct, line: Line) -> Result<Stop> {
    let driver = Driver::check(raw.driver, line)?.narrowed(&raw.condition).ok_or_else(|| {
        let words = format!("product `{}` has a driver that order lines do not count", raw.id);
        line.refuse("costs-driver", &words, "`lines`, `quantity` or `revenue` of the product's own order lines")
    })?;
    Ok(Stop {
        name: raw.name.unwrap_or_else(|| Text::new(&raw.id, &raw.id)),
        id: raw.id,
        driver,
        lines: Some(raw.condition),
    })
}

/// A customer group: a driver counted of its customers alone.
pub(super) fn group(raw: RawGroup, line: Line) -> Result<Stop> {
    let members = match (raw.condition, raw.customers) {
        (Some(condition), None) => Members::Where(condition),
        (None, Some(ids)) if !ids.is_empty() => Members::Ids(ids.into_iter().collect()),
        _ => {
            let words = format!("group `{}`; expected either `where` or `customers`", raw.id);
            let hint = "a condition on the customers table, or the ids of the customers of the group";
            return Err(line.refuse("costs-group", &words, hint));
        }
    };
    let driver = Driver::Within { driver: Box::new(Driver::check(raw.driver, line)?), members };
    Ok(Stop { name: raw.name.unwrap_or_else(|| Text::new(&raw.id, &raw.id)), id: raw.id, driver, lines: None })
}

/// The driver by which an activity reaches products.
pub(super) fn to_products(driver: Driver, products: usize, activity: &str, line: Line) -> Result<Driver> {
    if products == 0 || driver.narrowed("true").is_none() {
        let words =
            format!("activity `{activity}` goes to products; expected `[[product]]` and what their lines count");
        return Err(line.refuse("costs-products", &words, "`products = \"lines\"`, `\"quantity\"` or `\"revenue\"`"));
    }
    Ok(driver)
}

/// Neither stage has more entries than can be counted in one pass.
pub(super) fn few(products: usize, groups: usize) -> Result<()> {
    if products <= MOST && groups <= MOST {
        return Ok(());
    }
    let words = format!("`{products}` products and `{groups}` groups; expected at most `{MOST}` of each");
    Err(ServiceError::new("costs-size", words).hint("put products that cost alike together: `where = \"…\"`"))
}

/// Tax on revenue as a share.
pub(super) fn tax(raw: RawNumber, line: Line) -> Result<f64> {
    let tax = raw.value();
    if (0.0..1.0).contains(&tax) {
        return Ok(tax);
    }
    let words = format!("`tax` is `{tax}`; expected a share of revenue from 0 to below 1");
    Err(line.refuse("costs-tax", &words, "3 % are `tax = 0.03`"))
}

impl CostModel {
    /// What is counted beside the drivers of customers: that of the last stage, then of each product for each way in which
    /// activities reach products.
    pub(crate) fn beside(&self) -> Vec<Driver> {
        let ways = self.ways_to_products();
        let narrowed = |way: &Driver| -> Vec<Driver> {
            let of = |product: &Stop| way.narrowed(product.lines.as_ref()?);
            self.products.iter().filter_map(of).collect()
        };
        self.sustaining.iter().cloned().chain(ways.into_iter().flat_map(narrowed)).collect()
    }

    /// Volumes of the products for an activity that reaches them, out of those of [`Self::beside`].
    pub(super) fn product_volumes<'a>(&self, activity: &Activity, beside: &'a [f64]) -> &'a [f64] {
        let place = self.ways_to_products().iter().position(|way| Some(*way) == activity.products.as_ref());
        let from = usize::from(self.sustaining.is_some()) + place.unwrap_or_default() * self.products.len();
        beside.get(from..from + self.products.len()).unwrap_or_default()
    }

    fn ways_to_products(&self) -> BTreeSet<&Driver> {
        self.activities.iter().filter_map(|activity| activity.products.as_ref()).collect()
    }
}

impl Costed {
    /// What nobody causes: cost of the enterprise, and what of it came along with activities.
    pub(crate) fn sustaining(&self) -> Money {
        let along = (0..self.volumes.len()).filter(|place| !self.is_stuck(*place));
        let along: Money = along.map(|place| self.cost(place).sustaining).sum();
        self.settled.nodes[self.enterprise].gross().full() + along
    }

    /// The last stage: what of sustaining cost each unit of its driver bears; nothing where the model does not ask for it.
    pub(crate) fn sustaining_rate(&self) -> Option<f64> {
        self.sustaining_volume.filter(|volume| *volume > 0.0).map(|volume| self.sustaining().value() / volume)
    }
}

/// Counts volumes of a group for its members alone; `drivers` are those of the columns.
pub(super) fn within(counted: DataFrame, drivers: &[&Driver], records: &Records) -> Result<DataFrame> {
    let members: BTreeSet<&Members> = drivers.iter().filter_map(|driver| driver.members()).collect();
    if members.is_empty() {
        return Ok(counted);
    }
    let mut frame = counted;
    let mut belongs: Vec<(&Members, Expr)> = Vec::new();
    for (number, members) in members.into_iter().enumerate() {
        match members {
            Members::Ids(ids) => {
                let ids = ids.iter().map(|id| lit(id.as_str())).collect();
                belongs.push((members, cast(ident("customer_id").in_list(ids, false), DataType::Float64)));
            }
            Members::Where(text) => {
                let customers = records.table(&records.engine().session(), "customers")?;
                let parsed = customers.parse_sql_expr(text).map_err(|error| {
                    let problem = condition_problem(&customers, text, error);
                    ServiceError::new("costs-group", format!("group `{text}` cannot be counted: {problem}"))
                        .value("reason", problem.to_string())
                        .hint(problem.problem().hint.clone().unwrap_or_default())
                })?;
                let name = format!("member_{number}");
                let of = customers.filter(parsed.is_true())?.select(vec![ident("customer_id").alias(&name)])?;
                let is_member = format!("{name}_is");
                let of = of.distinct()?.with_column(&is_member, lit(1.0))?;
                frame = frame.join(of, JoinType::Left, &["customer_id"], &[&name], None)?;
                belongs.push((members, ident(is_member)));
            }
        }
    }
    let keys = frame.schema().fields().iter().map(|field| field.name().clone());
    let keys: Vec<Expr> =
        keys.filter(|name| !name.starts_with("volume_") && !name.starts_with("member_")).map(ident).collect();
    let mut columns = keys;
    for (place, driver) in drivers.iter().enumerate() {
        let found = driver.members().and_then(|members| belongs.iter().find(|(known, _)| *known == members));
        columns.push(match found {
            None => ident(column(place)),
            // a member counts once, everybody else not at all
            Some((_, is)) => (ident(column(place)) * coalesce(vec![is.clone(), lit(0.0)])).alias(column(place)),
        });
    }
    Ok(frame.select(columns)?)
}
