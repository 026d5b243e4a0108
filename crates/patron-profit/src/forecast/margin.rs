/// How the company's margin moved while a customer was idle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Trend {
    /// Change a period, as a share of the customer's last margin.
    Relative(f64),
    /// Change a period, in points of margin.
    Points(f64),
}

/// The gross margin of a customer in the next period: that of the last active one where none lay idle since; else carried
/// half of the way of the trend, last · (1 + slope · idle/2) or last + slope · idle/2.
#[must_use]
pub fn next_margin(last: f64, trend: Trend, idle_periods: u32) -> f64 {
    let half_way = f64::from(idle_periods) / 2.0;
    match trend {
        Trend::Relative(slope) => last * (1.0 + slope * half_way),
        Trend::Points(slope) => last + slope * half_way,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_idle_periods_at_one_per_cent() {
        assert!((next_margin(0.30, Trend::Relative(0.01), 4) - 0.306).abs() < 1e-15);
        assert_eq!(next_margin(0.30, Trend::Relative(0.01), 0), 0.30);
        assert!((next_margin(0.30, Trend::Points(0.01), 4) - 0.32).abs() < 1e-15);
    }
}
