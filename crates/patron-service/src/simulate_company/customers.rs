//! Who buys.

use rand::RngExt;
use rand_distr::{Distribution, Gamma};

use super::behaviour::{BEHAVIOURS, Behaviour};
use super::clock::{Clock, date};
use super::place::{CHANNELS, INDUSTRIES, REGIONS, Region};
use super::random::{Draw, one, stream, weighted};
use super::traits::{self, Traits};
use super::{impossible, name, table_file};
use crate::error::Result;

/// One customer in four hundred was won and has not bought yet.
const STILL_TO_BUY: f64 = 0.0025;
/// One company in thirty belongs to an earlier one.
const HAS_PARENT: f64 = 0.033;
/// Spread of what customers of one segment buy at a time: mean 1, shape 3.
const SPEND_SHAPE: f64 = 3.0;

/// One customer.
#[derive(Debug, Clone)]
pub(super) struct Customer {
    pub(super) id: String,
    name: String,
    pub(super) behaviour: Behaviour,
    industry: &'static str,
    pub(super) region: &'static Region,
    city: &'static str,
    channel: &'static str,
    pub(super) account_manager: &'static str,
    parent: String,
    /// day of the simulation on which the first purchase is made; `None` where there is none yet
    pub(super) first_purchase: Option<usize>,
    pub(super) acquired: usize,
    traits: Traits,
    /// purchases a week on the clock
    pub(super) rate: f64,
    /// chance of stopping after a purchase
    pub(super) stop: f64,
    /// how much of everything against others of the segment
    pub(super) appetite: f64,
}

/// Draws the customers; identifiers follow the days on which they came.
pub(super) fn draw(count: usize, seed: u64) -> Result<Vec<Customer>> {
    let arrivals = Clock::of_arrivals();
    let mut customers = (0..count).map(|row| customer(row, seed, &arrivals)).collect::<Result<Vec<_>>>()?;
    customers.sort_by_key(|customer| customer.acquired);
    let mut latest_company = String::new();
    for (place, customer) in customers.iter_mut().enumerate() {
        customer.id = format!("C{:05}", place + 1);
        if !customer.behaviour.company {
            continue;
        }
        if customer.parent.is_empty() {
            latest_company.clone_from(&customer.id);
        } else {
            customer.parent.clone_from(&latest_company);
        }
    }
    Ok(customers)
}

fn customer(row: usize, seed: u64, arrivals: &Clock) -> Result<Customer> {
    let mut rng = stream(seed, Draw::Customers, row);
    let empty = || impossible("a list of words is empty");
    let behaviour = *weighted(&mut rng, &BEHAVIOURS, |behaviour| behaviour.share).ok_or_else(empty)?;
    let company = behaviour.company;
    let region = weighted(&mut rng, &REGIONS, |region| region.share).ok_or_else(empty)?;
    let industry = weighted(&mut rng, &INDUSTRIES, |industry| industry.share).ok_or_else(empty)?;
    let share = |channel: &super::place::Channel| if company { channel.of_companies } else { channel.of_people };
    let channel = weighted(&mut rng, &CHANNELS, share).ok_or_else(empty)?;
    let city = one(&mut rng, region.cities);
    let name = if company { name::company(&mut rng, region, industry, city) } else { name::person(&mut rng, region) };
    let first_purchase = arrivals.any_day(&mut rng);
    // offices talk for weeks before they buy; people buy when they come
    let before = if company { rng.random_range(0..45) } else { 0 };
    let rate = behaviour.rates()?.sample(&mut rng) * if company { industry.pace } else { 1.0 };
    let stop = (behaviour.stops()?.sample(&mut rng) * channel.leaving).min(0.98);
    let abroad = if region.western { 1.3 } else { 1.0 };
    let appetite = Gamma::new(SPEND_SHAPE, 1.0 / SPEND_SHAPE).map_err(impossible)?.sample(&mut rng) * abroad;
    let account_manager = if behaviour.managed { one(&mut rng, region.managers) } else { "" };
    // the identifier of the parent is known once all are in order
    let parent = if company && rng.random_bool(HAS_PARENT) { "?" } else { "" };
    let still_to_buy = rng.random_bool(STILL_TO_BUY);
    Ok(Customer {
        id: String::new(),
        name,
        behaviour,
        industry: if company { industry.name } else { "" },
        region,
        city,
        channel: channel.name,
        account_manager,
        parent: parent.to_owned(),
        first_purchase: (!still_to_buy).then_some(first_purchase),
        acquired: first_purchase.saturating_sub(before),
        traits: traits::draw(&behaviour, row, seed),
        rate,
        stop,
        appetite,
    })
}

impl Customer {
    /// The channel it came by.
    pub(super) fn channel_name(&self) -> &'static str {
        self.channel
    }
}

fn number(known: Option<u64>) -> String {
    known.map(|number| number.to_string()).unwrap_or_default()
}

/// People are not listed, nor unlisted.
fn listed(customer: &Customer) -> String {
    match (customer.behaviour.company, customer.traits.listed) {
        (false, _) => "",
        (true, false) => "no",
        (true, true) => "yes",
    }
    .to_owned()
}

pub(super) fn csv(customers: &[Customer]) -> Result<Vec<u8>> {
    table_file::csv(
        [
            "customer_id",
            "name",
            "kind",
            "industry",
            "region",
            "city",
            "channel",
            "acquired_at",
            "account_manager",
            "parent_id",
            "employees",
            "registered_capital",
            "listed",
            "age_group",
        ],
        customers.iter().map(|customer| {
            [
                customer.id.clone(),
                customer.name.clone(),
                if customer.behaviour.company { "company" } else { "person" }.to_owned(),
                customer.industry.to_owned(),
                customer.region.name.to_owned(),
                customer.city.to_owned(),
                customer.channel.to_owned(),
                date(customer.acquired).to_string(),
                customer.account_manager.to_owned(),
                customer.parent.clone(),
                number(customer.traits.employees),
                number(customer.traits.registered_capital),
                listed(customer),
                customer.traits.age_group.to_owned(),
            ]
        }),
    )
}
