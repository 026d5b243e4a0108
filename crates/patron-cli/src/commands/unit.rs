//! A length of time on the command line.

use clap::ValueEnum;
use patron_service::summary::{Occasion, TimeUnit};

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Unit {
    Day,
    Week,
    Month,
}

impl From<Unit> for TimeUnit {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Day => Self::Day,
            Unit::Week => Self::Week,
            Unit::Month => Self::Month,
        }
    }
}

impl From<Unit> for Occasion {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Day => Self::Day,
            Unit::Week => Self::Week,
            Unit::Month => Self::Month,
        }
    }
}
