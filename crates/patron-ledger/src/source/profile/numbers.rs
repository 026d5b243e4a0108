//! Numbers of a column.

use serde::{Deserialize, Serialize};

use super::kind::enough;
use crate::value::number::{Decimal, NumberForm, Written};

/// How the numbers of a column are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NumberReading {
    /// The dot is the decimal mark, or no cell has any mark.
    Point,
    /// The comma is the decimal mark.
    Comma,
    /// Every mark could be either (`1,234`, `1.234`); somebody has to say.
    Ambiguous,
    /// Some cells can only be the one, some only the other.
    Conflicting,
}

impl NumberReading {
    /// The form to read cells with, if it is certain.
    #[must_use]
    pub const fn form(self) -> Option<NumberForm> {
        match self {
            Self::Point => Some(NumberForm::Point),
            Self::Comma => Some(NumberForm::Comma),
            Self::Ambiguous | Self::Conflicting => None,
        }
    }
}

/// More about a column of numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberProfile {
    /// How they are to be read.
    pub reading: NumberReading,
    /// Most digits after the decimal mark, under the reading (dot if it is not certain).
    pub max_scale: u8,
    /// Cells that both readings fit with different values.
    pub ambiguous: u64,
    /// Cells that only the dot as decimal mark fits.
    pub only_point: u64,
    /// Cells that only the comma as decimal mark fits.
    pub only_comma: u64,
    /// Cells with a percent sign.
    pub percents: u64,
    /// Currency signs and codes, as written.
    pub currencies: Vec<String>,
}

/// Counts under one reading.
#[derive(Debug, Default, Clone, Copy)]
struct Side {
    fitting: u64,
    max_scale: u8,
    range: Option<(Decimal, Decimal)>,
}

impl Side {
    fn add(&mut self, value: Decimal) {
        self.fitting += 1;
        self.max_scale = self.max_scale.max(value.scale);
        self.range = Some(match self.range {
            None => (value, value),
            Some((min, max)) => (min.min(value), max.max(value)),
        });
    }
}

/// Counts of numbers while rows go by.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    point: Side,
    comma: Side,
    only_point: u64,
    only_comma: u64,
    ambiguous: u64,
    percents: u64,
    currencies: Vec<&'static str>,
}

impl Numbers {
    pub(super) fn add(&mut self, written: &Written) {
        match (written.point, written.comma) {
            (Some(point), Some(comma)) if point != comma => self.ambiguous += 1,
            (Some(_), None) => self.only_point += 1,
            (None, Some(_)) => self.only_comma += 1,
            _ => {}
        }
        if let Some(value) = written.point {
            self.point.add(value);
        }
        if let Some(value) = written.comma {
            self.comma.add(value);
        }
        self.percents += u64::from(written.percent);
        if let Some(sign) = written.currency.filter(|sign| !self.currencies.contains(sign)) {
            self.currencies.push(sign);
        }
    }

    /// The reading that the cells decide, and how many cells fit it.
    pub(super) fn reading(&self) -> (NumberReading, u64) {
        let decided = self.only_point + self.only_comma;
        let either = self.point.fitting.max(self.comma.fitting);
        if decided == 0 && self.ambiguous > 0 {
            return (NumberReading::Ambiguous, either);
        }
        if enough(self.only_point, decided) || decided == 0 {
            return (NumberReading::Point, self.point.fitting);
        }
        if enough(self.only_comma, decided) {
            return (NumberReading::Comma, self.comma.fitting);
        }
        (NumberReading::Conflicting, self.point.fitting + self.only_comma)
    }

    fn side(&self) -> &Side {
        if self.reading().0 == NumberReading::Comma { &self.comma } else { &self.point }
    }

    /// Smallest and largest; none while nobody has said how to read the cells.
    pub(super) fn range(&self) -> Option<(Decimal, Decimal)> {
        self.reading().0.form().and_then(|_| self.side().range)
    }

    pub(super) fn max_scale(&self) -> u8 {
        self.side().max_scale
    }

    pub(super) fn finish(&self) -> NumberProfile {
        NumberProfile {
            reading: self.reading().0,
            max_scale: self.max_scale(),
            ambiguous: self.ambiguous,
            only_point: self.only_point,
            only_comma: self.only_comma,
            percents: self.percents,
            currencies: self.currencies.iter().map(|sign| (*sign).to_owned()).collect(),
        }
    }
}
