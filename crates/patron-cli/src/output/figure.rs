//! Numbers as people read them.

use patron_service::catalogue::Unit;

/// How the numbers of a column are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Whole where whole, else four decimals.
    Plain,
    /// Two decimals, thousands set apart.
    Money,
    /// Two decimals.
    Expectation,
    /// In per cent with one decimal.
    Share,
    /// No decimals, thousands set apart.
    Whole,
}

impl Style {
    pub(crate) fn of(unit: Unit) -> Self {
        match unit {
            Unit::Currency => Self::Money,
            Unit::Expectation => Self::Expectation,
            Unit::Probability => Self::Share,
            Unit::Count | Unit::Days | Unit::Score => Self::Whole,
            Unit::None => Self::Plain,
        }
    }

    /// The number in words of the style.
    pub(crate) fn write(self, number: f64) -> String {
        let text = match self {
            Self::Plain if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number}"),
            Self::Plain => format!("{number:.4}"),
            Self::Money | Self::Expectation => grouped(&format!("{number:.2}")),
            Self::Share => format!("{:.1}%", 100.0 * number),
            Self::Whole if number.fract() == 0.0 => grouped(&format!("{number:.0}")),
            Self::Whole => grouped(&format!("{number:.1}")),
        };
        // What is so little below nothing that no figure of it is shown is nothing.
        let is_nothing = text.contains('0') && !text.bytes().any(|sign| matches!(sign, b'1'..=b'9'));
        text.strip_prefix('-').filter(|_| is_nothing).map_or_else(|| text.clone(), str::to_owned)
    }
}

/// Digits before the point in groups of three.
fn grouped(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let (whole, rest) = digits.find('.').map_or((digits, ""), |point| digits.split_at(point));
    let mut groups = String::with_capacity(number.len() + whole.len() / 3);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            groups.push(',');
        }
        groups.push(digit);
    }
    format!("{sign}{groups}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_people() {
        assert_eq!(Style::Money.write(1_234_567.891), "1,234,567.89");
        assert_eq!(Style::Money.write(-999.0), "-999.00");
        assert_eq!((Style::Money.write(-0.0), Style::Money.write(-0.004)), ("0.00".to_owned(), "0.00".to_owned()));
        assert_eq!(Style::Plain.write(-0.0), "0");
        assert_eq!(Style::Share.write(0.726_62), "72.7%");
        assert_eq!(Style::Whole.write(69_659.0), "69,659");
        assert_eq!(Style::Plain.write(0.242_59), "0.2426");
        assert_eq!(Style::Plain.write(3.0), "3");
    }
}
