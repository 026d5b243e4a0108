//! A company that does not exist: customers, products, four years of orders and what goes with them, from a seed.
//!
//! It sells tea, coffee and what belongs to them to offices, hotels and people. Customers buy as BG/NBD tells
//! \[FHL2005\], with parameters of their segment, on a clock that runs with the seasons. The same seed gives the same
//! bytes. Invoices, deals, contacts, contracts, wallets, people and typed scores follow from the orders, so that who
//! goes was less content, bought elsewhere first and lost the last deals. A further table is a further file here that draws from [`Company`] with a stream of its own.

mod account;
mod assessments;
mod behaviour;
mod clock;
mod contracts;
mod customers;
mod interactions;
mod name;
mod opportunities;
mod orders;
mod people;
mod place;
mod products;
mod random;
mod receivables;
mod returns;
mod sale;
mod table_file;
mod traits;
mod wallets;
mod words;

use chrono::NaiveDate;

use crate::error::{Result, ServiceError};

use account::{Account, accounts};
use customers::Customer;
use products::Product;
use sale::Order;

/// What its last year cost, as a costing model.
pub(crate) const COSTS: &str = include_str!("costs.toml");

/// First day with an order.
const FIRST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(2022, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};
/// Four years, the leap day among them.
const DAYS: usize = 1461;

/// How large the company is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CompanySize {
    pub customers: usize,
    /// products of each category
    pub products_per_category: usize,
}

impl Default for CompanySize {
    fn default() -> Self {
        Self { customers: 6000, products_per_category: 10 }
    }
}

/// A simulated company.
#[derive(Debug, Clone)]
pub struct Company {
    customers: Vec<Customer>,
    products: Vec<Product>,
    orders: Vec<Order>,
    accounts: Vec<Account>,
    seed: u64,
}

impl Company {
    /// Draws a company; the same size and seed give the same company.
    ///
    /// # Errors
    /// `simulation-impossible` where a distribution refuses its parameters, which those built in do not.
    pub fn simulate(size: CompanySize, seed: u64) -> Result<Self> {
        let products = products::draw(size.products_per_category, seed)?;
        let customers = customers::draw(size.customers, seed)?;
        let orders = orders::draw(&customers, &products, seed)?;
        let accounts = accounts(&customers, &orders, seed);
        Ok(Self { customers, products, orders, accounts, seed })
    }

    /// The table `customers` as CSV.
    ///
    /// # Errors
    /// When the rows cannot be written.
    pub fn customers(&self) -> Result<Vec<u8>> {
        customers::csv(&self.customers)
    }

    /// The table `products` as CSV.
    ///
    /// # Errors
    /// When the rows cannot be written.
    pub fn products(&self) -> Result<Vec<u8>> {
        products::csv(&self.products)
    }

    /// The table `orders` as CSV, a row per order line, in the order of time.
    ///
    /// # Errors
    /// When the rows cannot be written.
    pub fn orders(&self) -> Result<Vec<u8>> {
        orders::csv(&self.orders, &self.customers, &self.products)
    }

    /// The table `interactions` as CSV.
    ///
    /// # Errors
    /// When the rows cannot be written.
    pub fn interactions(&self) -> Result<Vec<u8>> {
        interactions::csv(&self.accounts, &self.customers, &self.orders, self.seed)
    }

    /// The table `receivables` as CSV.
    ///
    /// # Errors
    /// When the rows cannot be written.
    pub fn receivables(&self) -> Result<Vec<u8>> {
        receivables::csv(&self.accounts, &self.customers, self.seed)
    }

    /// The table `opportunities` as CSV.
    ///
    /// # Errors
    /// When the rows cannot be written.
    pub fn opportunities(&self) -> Result<Vec<u8>> {
        opportunities::csv(&self.accounts, &self.customers, &self.products, self.seed)
    }

    /// The table `contracts` as CSV.
    ///
    /// # Errors
    /// When the rows cannot be written.
    pub fn contracts(&self) -> Result<Vec<u8>> {
        contracts::csv(&self.accounts, &self.customers, self.seed)
    }

    /// The table `wallets` as CSV.
    ///
    /// # Errors
    /// When the rows cannot be written.
    pub fn wallets(&self) -> Result<Vec<u8>> {
        wallets::csv(&self.accounts, &self.customers, self.seed)
    }

    /// The table `people` as CSV.
    ///
    /// # Errors
    /// When the rows cannot be written.
    pub fn people(&self) -> Result<Vec<u8>> {
        people::csv(&self.accounts, &self.customers, self.seed)
    }

    /// The table `assessments` as CSV.
    ///
    /// # Errors
    /// When the rows cannot be written.
    pub fn assessments(&self) -> Result<Vec<u8>> {
        assessments::csv(&self.accounts, &self.customers, self.seed)
    }
}

/// A distribution that refused its parameters.
fn impossible(error: impl std::fmt::Display) -> ServiceError {
    ServiceError::new("simulation-impossible", format!("the company cannot be simulated: {error}"))
}

#[cfg(test)]
mod tests;
