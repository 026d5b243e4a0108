//! How the segments behave. Nobody outside the simulator knows a customer's segment.

use rand_distr::{Beta, Gamma};

use crate::error::Result;

use super::impossible;

/// One segment: BG/NBD with time in weeks, and what a purchase is like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Behaviour {
    pub(super) company: bool,
    /// share of all customers
    pub(super) share: f64,
    pub(super) r: f64,
    pub(super) alpha: f64,
    pub(super) a: f64,
    pub(super) b: f64,
    /// mean pieces on an order line
    pub(super) pieces: f64,
    /// share of orders with a discount, and its highest rate in per cent
    pub(super) discounted: f64,
    pub(super) discount_percent: i64,
    /// served by an account manager
    pub(super) managed: bool,
}

/// Chains and large offices, small offices, regulars, occasional buyers, bargain hunters.
pub(super) const BEHAVIOURS: [Behaviour; 5] = [
    Behaviour {
        company: true,
        share: 0.04,
        r: 2.2,
        alpha: 5.5,
        a: 0.5,
        b: 40.0,
        pieces: 14.0,
        discounted: 0.7,
        discount_percent: 15,
        managed: true,
    },
    Behaviour {
        company: true,
        share: 0.26,
        r: 1.4,
        alpha: 13.0,
        a: 0.7,
        b: 11.0,
        pieces: 5.0,
        discounted: 0.3,
        discount_percent: 8,
        managed: true,
    },
    Behaviour {
        company: false,
        share: 0.2,
        r: 1.8,
        alpha: 20.0,
        a: 0.7,
        b: 12.0,
        pieces: 2.0,
        discounted: 0.25,
        discount_percent: 10,
        managed: false,
    },
    Behaviour {
        company: false,
        share: 0.32,
        r: 0.8,
        alpha: 22.0,
        a: 0.8,
        b: 4.0,
        pieces: 1.6,
        discounted: 0.25,
        discount_percent: 10,
        managed: false,
    },
    Behaviour {
        company: false,
        share: 0.18,
        r: 0.6,
        alpha: 28.0,
        a: 1.4,
        b: 1.6,
        pieces: 1.3,
        discounted: 0.9,
        discount_percent: 25,
        managed: false,
    },
];

impl Behaviour {
    /// Chains and large offices, which are served as key accounts.
    pub(super) fn is_large(&self) -> bool {
        self.company && self.pieces >= 10.0
    }

    /// Purchases a week.
    pub(super) fn rates(&self) -> Result<Gamma<f64>> {
        Gamma::new(self.r, 1.0 / self.alpha).map_err(impossible)
    }

    /// Chance of stopping after a purchase.
    pub(super) fn stops(&self) -> Result<Beta<f64>> {
        Beta::new(self.a, self.b).map_err(impossible)
    }
}
