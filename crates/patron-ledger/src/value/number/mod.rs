//! Exact decimals from the ways people write numbers.
//!
//! Accepted: digits with a decimal mark; thousands in groups of three by comma or dot (whichever is
//! not the decimal mark), blank or apostrophe; a currency sign or code before or after; a leading or
//! trailing minus, or parentheses, for negatives; a percent sign; an exponent (`1.2E+05`);
//! full-width characters. No value passes through a float.

mod body;
mod decimal;
mod dress;

pub use decimal::{Decimal, Rescaled};

use super::{ValueError, narrow};

/// Which sign is the decimal mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NumberForm {
    /// `1,234.56`: the dot is the decimal mark.
    Point,
    /// `1.234,56`: the comma is the decimal mark.
    Comma,
}

/// One cell read as a number in every way it can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Its value if the dot is the decimal mark.
    pub point: Option<Decimal>,
    /// Its value if the comma is the decimal mark.
    pub comma: Option<Decimal>,
    /// Written with a leading zero before another digit, as identifiers are.
    pub leading_zero: bool,
    /// Written with a percent sign (the value is already divided by 100).
    pub percent: bool,
    /// Its currency sign or code, as written.
    pub currency: Option<&'static str>,
}

impl Written {
    /// The value under `form`.
    #[must_use]
    pub const fn under(&self, form: NumberForm) -> Option<Decimal> {
        match form {
            NumberForm::Point => self.point,
            NumberForm::Comma => self.comma,
        }
    }
}

/// Reads `text` in both forms at once; `None` if it is a number in neither.
#[must_use]
pub fn read(text: &str) -> Option<Written> {
    if let Some(written) = body::plain(text.as_bytes()) {
        return Some(written);
    }
    // longer text than any number in any dress
    if text.len() > 200 {
        return None;
    }
    let text = narrow(text);
    let dress = dress::take_off(&text)?;
    let value = |form| {
        let value = body::parse(dress.body.as_bytes(), form).ok()?;
        dress.put_on(value)
    };
    let (point, comma) = (value(NumberForm::Point), value(NumberForm::Comma));
    if point.is_none() && comma.is_none() {
        return None;
    }
    Some(Written {
        point,
        comma,
        leading_zero: body::leads_with_zero(dress.body.as_bytes()),
        percent: dress.percent,
        currency: dress.currency,
    })
}

/// Reads one number, exactly as written: `1,234.50` is 123450 at scale 2.
///
/// # Errors
/// `not-a-number`, or `number-too-long` beyond 38 digits.
pub fn parse_decimal(text: &str, form: NumberForm) -> Result<Decimal, ValueError> {
    if text.len() > 200 {
        return Err(body::NOT_A_NUMBER);
    }
    let text = narrow(text);
    let dress = dress::take_off(&text).ok_or(body::NOT_A_NUMBER)?;
    let value = body::parse(dress.body.as_bytes(), form)?;
    dress.put_on(value).ok_or(body::TOO_LONG)
}

#[cfg(test)]
mod tests;
