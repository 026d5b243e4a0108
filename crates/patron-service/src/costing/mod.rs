//! What customers cost: resources, departments and activities as a file of the portfolio's owner, and volumes from its
//! ledger.
//!
//! ```text
//! file      the TOML as it is written
//! beside    costs beside the kept ones of other days
//! check     from the file to a model, every refusal with its line
//! pools     amounts that the ledger has
//! driver    what is counted of each customer, and the columns that count it
//! parts     volumes by product, category and channel
//! stages    products, customer groups, and the last stage of what nobody causes
//! lever     what would change the volume of a driver
//! network   the model and the volumes as a network of costs
//! compute   a model and a ledger, settled
//! strangers customers that cause cost and that no order or record knows
//! customer  the plan that gives each customer its cost by activity
//! report    what went in and where it went
//! explain   one customer's cost, back to the resources
//! ```

pub(crate) mod beside;
mod check;
mod compute;
pub(crate) mod customer;
mod driver;
mod explain;
mod file;
mod lever;
mod network;
mod parts;
mod pools;
mod report;
mod stages;
mod strangers;
#[cfg(test)]
mod tests;

use patron_profit::costing::Behaviour;
use patron_profit::money::Money;

use crate::catalogue::Text;
use crate::error::Result;

pub(crate) use compute::{Computed, compute};
pub(crate) use customer::{Rate, costs_of};
pub(crate) use driver::{Driver, column};
pub(crate) use explain::explain;
pub(crate) use lever::Lever;
pub(crate) use network::{Costed, settle};
pub(crate) use parts::{Part, lines_by_part, volumes_by_part};
pub(crate) use report::name_of;
pub(crate) use stages::Stop;

/// A costing model, checked: every name is there once and every way leads somewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct CostModel {
    /// kebab-case id under which the portfolio keeps it
    pub id: String,
    pub name: Text,
    /// first and last day of the costs, days since 1970-01-01
    pub from_day: i32,
    pub to_day: i32,
    pub(crate) resources: Vec<Resource>,
    pub(crate) departments: Vec<Department>,
    pub(crate) activities: Vec<Activity>,
    pub(crate) products: Vec<Stop>,
    pub(crate) groups: Vec<Stop>,
    /// who bears what nobody causes; nobody where there is none
    pub(crate) sustaining: Option<Driver>,
    /// on revenue, as a share
    pub(crate) tax: f64,
}

/// What was spent.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Resource {
    pub(crate) id: String,
    pub(crate) name: Text,
    /// of the file, or of the pool once the ledger has been read
    pub(crate) amount: Money,
    pub(crate) pool: Option<Pool>,
    pub(crate) behaviour: Behaviour,
    pub(crate) way: Way,
}

/// Rows of `cost_pools`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Pool {
    pub(crate) pool: String,
    /// the rows of this department alone
    pub(crate) department: Option<String>,
}

impl std::fmt::Display for Pool {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.department {
            None => f.write_str(&self.pool),
            Some(department) => write!(f, "{} ({department})", self.pool),
        }
    }
}

/// Where a resource goes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Way {
    /// departments and activities by volume
    To(Vec<(String, f64)>),
    /// customers at once: the cost has one cause
    Customers(Driver),
    /// nobody causes it
    Enterprise,
}

/// A department, or an intermediate element such as a network or a fleet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Department {
    pub(crate) id: String,
    pub(crate) name: Text,
    pub(crate) passes: Passes,
}

/// How a department passes its cost on.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Passes {
    /// by volume
    Volumes(Vec<(String, f64)>),
    /// by the minutes of the activities it performs, out of its practical capacity
    Minutes { capacity: f64, performs: Vec<String> },
}

/// What is done for customers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Activity {
    pub(crate) id: String,
    pub(crate) name: Text,
    /// minutes each time
    pub(crate) minutes: Option<f64>,
    pub(crate) driver: Driver,
    /// what is counted of each product, where its cost goes to products first
    pub(crate) products: Option<Driver>,
}

impl CostModel {
    /// Reads and checks a costing model.
    ///
    /// # Errors
    /// `costs-…`, naming the line and what was expected.
    pub fn parse(text: &str) -> Result<Self> {
        check::check(file::read(text)?, text)
    }

    /// Whether a customer can cause cost without an order.
    pub(crate) fn counts_beyond_orders(&self) -> bool {
        self.drivers().iter().any(|driver| driver.table() != "orders")
    }

    /// What is counted of customers: those of activities in their order, of products, of groups, then of resources that go
    /// to customers at once.
    pub(crate) fn drivers(&self) -> Vec<&Driver> {
        let direct = self.resources.iter().filter_map(|resource| match &resource.way {
            Way::Customers(driver) => Some(driver),
            Way::To(_) | Way::Enterprise => None,
        });
        let stops = self.products.iter().chain(&self.groups).map(|stop| &stop.driver);
        self.activities.iter().map(|activity| &activity.driver).chain(stops).chain(direct).collect()
    }
}
