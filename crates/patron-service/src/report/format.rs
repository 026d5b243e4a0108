//! Figures as people of a language write them.

use super::table::Cell;

/// Shown for what is not known.
pub(super) const DASH: &str = "–";

/// How figures are written.
#[derive(Debug, Clone)]
pub(crate) struct Format {
    chinese: bool,
    currency: String,
}

impl Format {
    pub(crate) fn new(chinese: bool, currency: &str) -> Self {
        Self { chinese, currency: currency.to_owned() }
    }

    /// The currency for headings; empty while nobody has said which.
    pub(super) fn currency(&self) -> &str {
        if self.currency == crate::portfolio::NO_CURRENCY { "" } else { &self.currency }
    }

    /// In full: thousands separated, so many decimals.
    pub(super) fn fixed(&self, value: f64, decimals: usize) -> String {
        if !value.is_finite() {
            return DASH.to_owned();
        }
        let plain = format!("{:.decimals$}", value.abs());
        let (whole, rest) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
        let mut text = String::with_capacity(plain.len() + 8);
        // "-0" is 0
        if value < 0.0 && plain.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
            text.push('−');
        }
        for (place, digit) in whole.char_indices() {
            if place > 0 && (whole.len() - place).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        text + rest
    }

    pub(super) fn count(&self, count: u64) -> String {
        #[expect(clippy::cast_precision_loss, reason = "numbers of customers are far below 2^52")]
        self.fixed(count as f64, 0)
    }

    /// At most three figures that matter and a unit: 12.3k in English, 1.23万 in Chinese.
    pub(super) fn compact(&self, value: f64) -> String {
        let steps: &[(f64, &str)] =
            if self.chinese { &[(1e8, "亿"), (1e4, "万")] } else { &[(1e9, "B"), (1e6, "M"), (1e3, "k")] };
        let decimals = |scaled: f64| match scaled.abs() {
            99.95.. => 0,
            9.995.. => 1,
            _ => 2,
        };
        for (size, unit) in steps {
            let scaled = value / size;
            // 999,950 is 1M rather than 1000k
            if scaled.abs() >= 0.9995 {
                return self.short(scaled, decimals(scaled)) + unit;
            }
        }
        self.short(value, decimals(value))
    }

    /// Without zeros at the end of the decimals.
    fn short(&self, value: f64, decimals: usize) -> String {
        let text = self.fixed(value, decimals);
        if decimals > 0 { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
    }

    /// Short, with the sign of the currency.
    pub(super) fn money(&self, value: Option<f64>) -> String {
        let Some(value) = value.filter(|value| value.is_finite()) else { return DASH.to_owned() };
        let sign = match self.currency.as_str() {
            "USD" => "$",
            "EUR" => "€",
            "GBP" => "£",
            "CNY" | "JPY" => "¥",
            crate::portfolio::NO_CURRENCY => "",
            other => &format!("{other} "),
        };
        let minus = if value < 0.0 { "−" } else { "" };
        format!("{minus}{sign}{}", self.compact(value.abs()))
    }

    /// `low – high`, empty where there is no interval.
    pub(super) fn range(&self, low: Option<f64>, high: Option<f64>) -> String {
        match (low, high) {
            (Some(low), Some(high)) => format!("{}–{}", self.compact(low), self.compact(high)),
            _ => String::new(),
        }
    }

    pub(super) fn percent(&self, share: f64) -> String {
        if share.is_finite() { self.fixed(share * 100.0, 1) + "%" } else { DASH.to_owned() }
    }

    fn change(&self, share: f64) -> String {
        let plus = if share > 0.0 { "+" } else { "" };
        format!("{plus}{}", self.percent(share))
    }

    /// Four figures that matter.
    pub(super) fn significant(&self, value: f64) -> String {
        let magnitude = if value == 0.0 { 0.0 } else { value.abs().log10().floor() };
        if !(-5.0..9.0).contains(&magnitude) {
            return format!("{value:.3e}");
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 8")]
        let decimals = (3.0 - magnitude).clamp(0.0, 8.0) as usize;
        self.fixed(value, decimals)
    }

    /// Money of a table, whose heading names the currency: cents only where they matter.
    fn amount(&self, value: f64) -> String {
        self.fixed(value, if value.abs() < 100.0 { 2 } else { 0 })
    }

    pub(super) fn cell(&self, cell: &Cell) -> String {
        match cell {
            Cell::Text(text) => text.clone(),
            Cell::Money(value) => self.amount(*value),
            Cell::Count(value) => self.fixed(*value, 0),
            Cell::Number(value) => self.significant(*value),
            Cell::Share(value) => self.percent(*value),
            Cell::Change(value) => self.change(*value),
            Cell::Missing => DASH.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn figures_are_written_as_in_the_language() {
        let (english, chinese) = (Format::new(false, "USD"), Format::new(true, "CNY"));
        assert_eq!((english.compact(12_345.0), chinese.compact(12_345.0)), ("12.3k".into(), "1.23万".into()));
        assert_eq!((english.compact(999_950.0), chinese.compact(123_456_789.0)), ("1M".into(), "1.23亿".into()));
        assert_eq!((english.money(Some(-1234.5)), chinese.money(None)), ("−$1.23k".into(), "–".into()));
        assert_eq!(english.fixed(1_234_567.891, 2), "1,234,567.89");
        assert_eq!((english.fixed(-0.004, 2), english.fixed(-999.5, 1)), ("0.00".into(), "−999.5".into()));
        assert_eq!((english.significant(4.413_6), english.significant(-9_582.43)), ("4.414".into(), "−9,582".into()));
        assert_eq!((english.significant(0.000_123_4), english.percent(0.1234)), ("0.0001234".into(), "12.3%".into()));
    }
}
