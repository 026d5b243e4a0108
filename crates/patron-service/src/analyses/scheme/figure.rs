//! Figures within the sentences of labels.

use crate::catalogue::Unit;

/// Probabilities in per cent, large figures without decimals, small ones with three digits that count.
pub(super) fn figure(value: f64, unit: Unit) -> String {
    if unit == Unit::Probability {
        return format!("{} %", plain(100.0 * value, 1));
    }
    let size = value.abs();
    if size >= 100.0 {
        return grouped(value);
    }
    plain(value, if size >= 10.0 { 1 } else { 2 })
}

/// Decimals without zeros behind them.
fn plain(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Thousands with commas.
fn grouped(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if value < 0.0 { format!("-{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::figure;
    use crate::catalogue::Unit;

    #[test]
    fn figures_are_short() {
        let shown = [1_234_567.8, -950.2, 42.26, 3.0, 0.126, -0.001].map(|value| figure(value, Unit::Currency));
        assert_eq!(shown, ["1,234,568", "-950", "42.3", "3", "0.13", "0"]);
        assert_eq!(figure(0.125, Unit::Probability), "12.5 %");
    }
}
