//! Exact sums as text.

/// A sum in units of 1/10000 as text: exact, with at least two decimals.
pub(super) fn text(units: i128) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let (whole, rest) = (units.unsigned_abs() / 10_000, units.unsigned_abs() % 10_000);
    let fraction = format!("{rest:04}");
    let tail = fraction.get(2..).map_or("", |tail| tail.trim_end_matches('0'));
    format!("{sign}{whole}.{}{tail}", fraction.get(..2).unwrap_or("00"))
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn is_exact() {
        assert_eq!(text(97_477_479_340), "9747747.934");
        assert_eq!(text(-1), "-0.0001");
        assert_eq!(text(-25_500), "-2.55");
        assert_eq!(text(0), "0.00");
        assert_eq!(text(10_010), "1.001");
        assert_eq!(text(10_100), "1.01");
    }
}
