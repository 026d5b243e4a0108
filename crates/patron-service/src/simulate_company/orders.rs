//! What was bought, line by line.

use rand::RngExt;
use rand_distr::{Distribution, Exp1};

use super::behaviour::BEHAVIOURS;
use super::clock::{Clock, moment};
use super::customers::Customer;
use super::products::Product;
use super::random::{Draw, stream};
use super::sale::{Order, lines};
use super::{DAYS, returns, table_file};
use crate::error::Result;

/// Share of days with a sale to somebody who left no name.
const WALK_INS: f64 = 0.3;
/// Of an order, by companies and by people: by a sales representative, online; the rest in a store.
const BY_COMPANIES: (f64, f64) = (0.55, 0.4);
const BY_PEOPLE: (f64, f64) = (0.0, 0.72);

/// Draws all orders: purchases of customers, walk-ins, then returns of both, in the order of time.
pub(super) fn draw(customers: &[Customer], products: &[Product], seed: u64) -> Result<Vec<Order>> {
    let clocks = (Clock::of_companies(), Clock::of_people());
    let mut orders = Vec::new();
    for (place, customer) in customers.iter().enumerate() {
        let clock = if customer.behaviour.company { &clocks.0 } else { &clocks.1 };
        purchases(&mut orders, place, customer, clock, products, seed)?;
    }
    walk_ins(&mut orders, products, seed)?;
    orders.retain(|order| !order.lines.is_empty());
    orders.sort_by_key(|order| (order.at, order.customer));
    for (place, order) in orders.iter_mut().enumerate() {
        order.id = format!("S{:06}", place + 1);
    }
    let back = returns::draw(&orders, seed);
    orders.extend(back);
    orders.sort_by_key(|order| order.at);
    Ok(orders)
}

/// Purchases of one customer: after each it is over with the customer's own chance.
fn purchases(
    orders: &mut Vec<Order>,
    place: usize,
    customer: &Customer,
    clock: &Clock,
    products: &[Product],
    seed: u64,
) -> Result<()> {
    let mut rng = stream(seed, Draw::Purchases, place);
    let mut next = customer.first_purchase;
    let mut shown = next.map_or(0.0, |day| clock.at(day));
    let mut is_first = true;
    while let Some(day) = next {
        let (visit, online) = if customer.behaviour.company { BY_COMPANIES } else { BY_PEOPLE };
        let way: f64 = rng.random();
        let channel = if way < visit {
            "销售 Sales"
        } else if way < visit + online {
            "线上 Online"
        } else {
            "门店 Store"
        };
        orders.push(Order {
            id: String::new(),
            original: String::new(),
            customer: Some(place),
            day,
            at: moment(&mut rng, day),
            channel,
            lines: lines(&mut rng, products, &customer.behaviour, customer.appetite, day)?,
        });
        // in BG/NBD one stops only after a repeat purchase
        if !is_first && rng.random::<f64>() < customer.stop {
            break;
        }
        is_first = false;
        let weeks: f64 = Exp1.sample(&mut rng);
        shown += weeks / customer.rate * 7.0;
        next = clock.day(shown);
    }
    Ok(())
}

fn walk_ins(orders: &mut Vec<Order>, products: &[Product], seed: u64) -> Result<()> {
    for day in 0..DAYS {
        let mut rng = stream(seed, Draw::WalkIns, day);
        if rng.random_bool(WALK_INS) {
            orders.push(Order {
                id: String::new(),
                original: String::new(),
                customer: None,
                day,
                at: moment(&mut rng, day),
                channel: "门店 Store",
                lines: lines(&mut rng, products, &BEHAVIOURS[3], 1.0, day)?,
            });
        }
    }
    Ok(())
}

pub(super) fn csv(orders: &[Order], customers: &[Customer], products: &[Product]) -> Result<Vec<u8>> {
    let rows = orders.iter().flat_map(|order| {
        order.lines.iter().map(move |line| {
            [
                order.customer.map(|place| customers[place].id.clone()).unwrap_or_default(),
                order.at.format("%Y-%m-%d %H:%M:%S").to_string(),
                order.id.clone(),
                order.original.clone(),
                products[line.product].id.clone(),
                line.quantity.to_string(),
                table_file::money(line.amount),
                table_file::money(line.discount),
                table_file::money(line.cost),
                order.channel.to_owned(),
            ]
        })
    });
    table_file::csv(
        [
            "customer_id",
            "ordered_at",
            "order_id",
            "original_order_id",
            "product_id",
            "quantity",
            "amount",
            "discount",
            "cost",
            "channel",
        ],
        rows,
    )
}
