//! The future of active customers as a function of age, tabulated for every number of purchases.
//!
//! For given x every entry of [`Ahead`] is a smooth function of the model's coordinate of age. It is computed at 16
//! Chebyshev points of panels fixed by the parameters alone, the first time a customer falls into one, and
//! interpolated between with an error below 1e-12. A customer's result hence does not depend on which other customers
//! are asked for.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use rayon::prelude::*;

use super::{Ahead, Memoryless};
use crate::history::WordHash;
use crate::special::{Chebyshev, chebyshev, chebyshev_points, clenshaw};
use crate::transaction::Terms;

/// Entries of [`Ahead`] beside the gradient.
const VALUES: usize = 5;
/// Width of a panel in the coordinate of age.
const WIDTH: f64 = 1.25;
/// So frequent buyers are few: their futures are computed one by one.
const TABULATED_TO: u32 = 128;

/// A panel.
#[derive(Debug)]
struct Coefficients<const P: usize> {
    values: Chebyshev<VALUES>,
    slopes: Chebyshev<P>,
}

/// Number of purchases and number of the panel.
type Key = (u32, u32);

/// Tabulated panels.
type Panels<const P: usize> = HashMap<Key, Arc<Coefficients<P>>, WordHash>;

/// Tabulated futures at fixed parameters and terms.
#[derive(Debug)]
pub(crate) struct Table<M, const P: usize> {
    model: M,
    terms: Terms,
    /// Where it is not, every future is computed by itself.
    tabulated: bool,
    panels: RwLock<Panels<P>>,
}

impl<M: Memoryless<P>, const P: usize> Table<M, P> {
    pub(crate) fn new(model: M, terms: Terms) -> Self {
        Self { model, terms, tabulated: true, panels: RwLock::default() }
    }

    /// The same without tables, for a few customers only.
    pub(crate) fn direct(model: M, terms: Terms) -> Self {
        Self { model, terms, tabulated: false, panels: RwLock::default() }
    }

    fn is_tabulated(&self, x: u32) -> bool {
        self.tabulated && x <= TABULATED_TO
    }

    pub(crate) fn model(&self) -> &M {
        &self.model
    }

    pub(super) fn terms(&self) -> Terms {
        self.terms
    }

    /// The future of an active customer with x purchases in T.
    pub(crate) fn get(&self, x: u32, age: f64) -> Ahead<P> {
        if !self.is_tabulated(x) {
            return self.model.ahead(f64::from(x), age, self.terms);
        }
        let (key, position) = self.locate(x, age);
        let known = self.panels.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        let panel = known.unwrap_or_else(|| {
            let panel = Arc::new(self.tabulate(key));
            self.panels.write().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&panel));
            panel
        });
        self.interpolate(&panel, position)
    }

    /// The futures of many, each panel tabulated once; in parallel.
    pub(crate) fn get_all<T: Send>(
        &self,
        customers: &[(u32, f64)],
        then: impl Fn(usize, Ahead<P>) -> T + Sync,
    ) -> Vec<T> {
        if !is_shared(customers) {
            let panels = self.panels_of(customers);
            let get = |(i, (x, age)): (usize, &(u32, f64))| then(i, self.get_from(&panels, *x, *age));
            return customers.par_iter().enumerate().map(get).collect();
        }
        let mut distinct: Vec<(u32, f64)> = Vec::new();
        let mut places: HashMap<(u32, u64), u32, WordHash> = HashMap::default();
        let mut place = |customer: &(u32, f64)| {
            *places.entry((customer.0, customer.1.to_bits())).or_insert_with(|| {
                distinct.push(*customer);
                distinct.len() as u32 - 1
            })
        };
        let places: Vec<u32> = customers.iter().map(&mut place).collect();
        let panels = self.panels_of(&distinct);
        let futures: Vec<Ahead<P>> = distinct.par_iter().map(|(x, age)| self.get_from(&panels, *x, *age)).collect();
        places.par_iter().enumerate().map(|(i, place)| then(i, futures[*place as usize])).collect()
    }

    /// The panels of customers, those that are missing tabulated.
    fn panels_of(&self, customers: &[(u32, f64)]) -> Panels<P> {
        let mut missing: Vec<Key> = {
            let panels = self.panels.read().unwrap_or_else(PoisonError::into_inner);
            let wanted = customers.iter().filter(|(x, _)| self.is_tabulated(*x));
            let mut keys: Vec<Key> = wanted.map(|(x, age)| self.locate(*x, *age).0).collect();
            keys.sort_unstable();
            keys.dedup();
            keys.retain(|key| !panels.contains_key(key));
            keys
        };
        let made: Vec<(Key, Arc<Coefficients<P>>)> =
            missing.par_drain(..).map(|key| (key, Arc::new(self.tabulate(key)))).collect();
        let mut panels = self.panels.write().unwrap_or_else(PoisonError::into_inner);
        panels.extend(made);
        panels.clone()
    }

    fn get_from(&self, panels: &Panels<P>, x: u32, age: f64) -> Ahead<P> {
        let (key, position) = self.locate(x, age);
        match panels.get(&key) {
            Some(panel) => self.interpolate(panel, position),
            None => self.get(x, age),
        }
    }

    /// The panel of a customer and the place within, from −1 to 1.
    fn locate(&self, x: u32, age: f64) -> (Key, f64) {
        let v = self.model.coordinate(age) / WIDTH;
        let panel = v.floor();
        ((x, panel as u32), 2.0 * (v - panel) - 1.0)
    }

    fn tabulate(&self, (x, panel): Key) -> Coefficients<P> {
        let at = |position: f64| {
            let v = WIDTH * (f64::from(panel) + 0.5 * (position + 1.0));
            self.entries_of(&self.model.ahead(f64::from(x), self.model.age_at(v), self.terms))
        };
        let entries = chebyshev_points().map(at);
        Coefficients {
            values: chebyshev(&entries.map(|(values, _)| values)),
            slopes: chebyshev(&entries.map(|(_, slopes)| slopes)),
        }
    }

    fn interpolate(&self, coefficients: &Coefficients<P>, position: f64) -> Ahead<P> {
        self.read_entries(clenshaw(&coefficients.values, position), clenshaw(&coefficients.slopes, position))
    }

    /// Logarithms of what is positive and the gradient relative to it: smooth, and of moderate size.
    fn entries_of(&self, future: &Ahead<P>) -> ([f64; VALUES], [f64; P]) {
        let forever = if future.forever.is_nan() { 0.0 } else { future.forever.ln() };
        if self.terms.horizon() == 0.0 {
            return ([0.0, 0.0, 0.0, 0.0, forever], [0.0; P]);
        }
        let values = [future.returns, future.expected, future.factorial_moment, future.discounted].map(f64::ln);
        let [returns, expected, factorial_moment, discounted] = values;
        (
            [returns, expected, factorial_moment, discounted, forever],
            future.gradient.map(|slope| slope / future.discounted),
        )
    }

    fn read_entries(&self, values: [f64; VALUES], slopes: [f64; P]) -> Ahead<P> {
        let forever = if self.terms.discount() > 0.0 { values[4].exp() } else { f64::NAN };
        if self.terms.horizon() == 0.0 {
            return Ahead { forever, ..Ahead::default() };
        }
        let discounted = values[3].exp();
        Ahead {
            returns: values[0].exp().min(1.0), // rounding of a chance of one
            expected: values[1].exp(),
            factorial_moment: values[2].exp(),
            discounted,
            forever,
            gradient: slopes.map(|slope| discounted * slope),
        }
    }
}

/// Whether a look at some of the customers says that many share number of purchases and age, as those known by the day
/// do: their future is then worked out once.
fn is_shared(customers: &[(u32, f64)]) -> bool {
    const MOST: usize = 8192;
    // Every eighth or fewer, from all over: neighbours may be more alike than others.
    let stride = (customers.len() / MOST).max(8);
    let mut some: Vec<(u32, u64)> = customers.iter().step_by(stride).map(|(x, age)| (*x, age.to_bits())).collect();
    let looked_at = some.len();
    some.sort_unstable();
    some.dedup();
    4 * some.len() < 3 * looked_at
}
