//! The future of active customers as a function of age, tabulated for every number of purchases.
//!
//! For given x every entry of [`Ahead`] is a smooth function of ln(α+T). It is computed at 16 Chebyshev points of
//! panels fixed by the parameters alone, the first time a customer falls into one, and interpolated between with an
//! error below 1e-12. A customer's result hence does not depend on which other customers are asked for.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use rayon::prelude::*;

use super::Parameters;
use super::ahead::{Ahead, ahead};
use crate::transaction::Terms;

const POINTS: usize = 16;
const ENTRIES: usize = 8;
/// Width of a panel in ln(α+T).
const WIDTH: f64 = 1.25;
/// So frequent buyers are few: their futures are computed one by one.
const TABULATED_TO: u32 = 128;

/// Chebyshev coefficients of each entry, ordered for summation over points.
type Coefficients = [[f64; ENTRIES]; POINTS];

/// Number of purchases and number of the panel.
type Key = (u32, u32);

/// Tabulated futures at fixed parameters and terms.
#[derive(Debug)]
pub(super) struct Table {
    parameters: Parameters,
    terms: Terms,
    panels: RwLock<HashMap<Key, Arc<Coefficients>>>,
}

impl Table {
    pub(super) fn new(parameters: Parameters, terms: Terms) -> Self {
        Self { parameters, terms, panels: RwLock::default() }
    }

    /// The future of an active customer with x purchases in T.
    pub(super) fn get(&self, x: u32, age: f64) -> Ahead {
        if x > TABULATED_TO {
            return ahead(&self.parameters, f64::from(x), age, self.terms);
        }
        let (key, position) = self.locate(x, age);
        let known = self.panels.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        let panel = known.unwrap_or_else(|| {
            let panel = Arc::new(self.tabulate(key));
            self.panels.write().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&panel));
            panel
        });
        self.interpolate(&panel, x, position)
    }

    /// The futures of many, each panel tabulated once; in parallel.
    pub(super) fn get_all<T: Send>(&self, customers: &[(u32, f64)], then: impl Fn(usize, Ahead) -> T + Sync) -> Vec<T> {
        let mut missing: Vec<Key> = {
            let panels = self.panels.read().unwrap_or_else(PoisonError::into_inner);
            let wanted = customers.iter().filter(|(x, _)| *x <= TABULATED_TO);
            let mut keys: Vec<Key> = wanted.map(|(x, age)| self.locate(*x, *age).0).collect();
            keys.sort_unstable();
            keys.dedup();
            keys.retain(|key| !panels.contains_key(key));
            keys
        };
        let made: Vec<(Key, Arc<Coefficients>)> =
            missing.par_drain(..).map(|key| (key, Arc::new(self.tabulate(key)))).collect();
        let panels = {
            let mut panels = self.panels.write().unwrap_or_else(PoisonError::into_inner);
            panels.extend(made);
            panels.clone()
        };
        customers
            .par_iter()
            .enumerate()
            .map(|(i, (x, age))| {
                let (key, position) = self.locate(*x, *age);
                let future = match panels.get(&key) {
                    Some(panel) => self.interpolate(panel, *x, position),
                    None => self.get(*x, *age),
                };
                then(i, future)
            })
            .collect()
    }

    /// The panel of a customer and the place within, from −1 to 1.
    fn locate(&self, x: u32, age: f64) -> (Key, f64) {
        let v = (age / self.parameters.alpha).ln_1p() / WIDTH;
        let panel = v.floor();
        ((x, panel as u32), 2.0 * (v - panel) - 1.0)
    }

    fn tabulate(&self, (x, panel): Key) -> Coefficients {
        let angle = |k: usize| std::f64::consts::PI * (k as f64 + 0.5) / POINTS as f64;
        let mut values = [[0.0; ENTRIES]; POINTS];
        for (k, row) in values.iter_mut().enumerate() {
            let v = WIDTH * (f64::from(panel) + 0.5 * (angle(k).cos() + 1.0));
            let age = self.parameters.alpha * v.exp_m1();
            *row = self.entries_of(x, &ahead(&self.parameters, f64::from(x), age, self.terms));
        }
        let mut coefficients = [[0.0; ENTRIES]; POINTS];
        for (j, row) in coefficients.iter_mut().enumerate() {
            for (k, value) in values.iter().enumerate() {
                let scale = if j == 0 { 1.0 } else { 2.0 } / POINTS as f64;
                let cosine = scale * (j as f64 * angle(k)).cos();
                for (sum, entry) in row.iter_mut().zip(value) {
                    *sum += cosine * entry;
                }
            }
        }
        coefficients
    }

    /// Clenshaw's sum of all entries at once.
    fn interpolate(&self, coefficients: &Coefficients, x: u32, position: f64) -> Ahead {
        let (mut one, mut two) = ([0.0; ENTRIES], [0.0; ENTRIES]);
        for row in coefficients[1..].iter().rev() {
            for i in 0..ENTRIES {
                let next = 2.0 * position * one[i] - two[i] + row[i];
                two[i] = one[i];
                one[i] = next;
            }
        }
        self.read_entries(x, std::array::from_fn(|i| position * one[i] - two[i] + coefficients[0][i]))
    }

    /// Logarithms of what is positive and the gradient relative to it: smooth, and of moderate size.
    fn entries_of(&self, x: u32, future: &Ahead) -> [f64; ENTRIES] {
        let shape = self.parameters.r + f64::from(x);
        let forever = if future.forever.is_nan() { 0.0 } else { (future.forever / shape).ln() };
        if self.terms.horizon() == 0.0 {
            return [0.0, 0.0, 0.0, forever, 0.0, 0.0, 0.0, 0.0];
        }
        let [by_r, by_alpha, by_a, by_b] = future.gradient.map(|slope| slope / future.discounted);
        [
            (future.expected / shape).ln(),
            (future.factorial_moment / shape).ln(),
            (future.discounted / shape).ln(),
            forever,
            by_r,
            by_alpha,
            by_a,
            by_b,
        ]
    }

    fn read_entries(&self, x: u32, entries: [f64; ENTRIES]) -> Ahead {
        let shape = self.parameters.r + f64::from(x);
        let forever = if self.terms.discount() > 0.0 { shape * entries[3].exp() } else { f64::NAN };
        if self.terms.horizon() == 0.0 {
            return Ahead { forever, ..Ahead::default() };
        }
        let discounted = shape * entries[2].exp();
        Ahead {
            expected: shape * entries[0].exp(),
            factorial_moment: shape * entries[1].exp(),
            discounted,
            forever,
            gradient: std::array::from_fn(|i| discounted * entries[4 + i]),
        }
    }
}
