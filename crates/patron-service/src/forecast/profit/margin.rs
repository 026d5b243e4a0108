use patron_profit::forecast::{Trend, next_margin};

use super::Earned;

/// The margin of a customer's next period and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct NextMargin {
    pub(crate) last: f64,
    pub(crate) idle: u32,
    pub(crate) next: f64,
    /// whether the customer's own last margin was known, else it is the company's
    pub(crate) own: bool,
}

/// Slope by least squares of a series in equal steps, oldest first; 0 of fewer than two points.
pub(crate) fn slope(series: &[f64]) -> f64 {
    let n = series.len() as f64;
    if series.len() < 2 {
        return 0.0;
    }
    let (mean_t, mean) = ((n - 1.0) / 2.0, series.iter().sum::<f64>() / n);
    let each = || series.iter().enumerate().map(|(t, value)| (t as f64 - mean_t, value - mean));
    each().map(|(t, value)| t * value).sum::<f64>() / each().map(|(t, _)| t * t).sum::<f64>()
}

/// Margin of the company by period, newest first; periods without sales carry that of the period before.
fn company_margins(company: &[(f64, f64)]) -> Vec<f64> {
    let mut carried = None;
    let mut margins: Vec<f64> = company
        .iter()
        .rev()
        .filter_map(|(net, contribution)| {
            if *net > 0.0 {
                carried = Some(contribution / net);
            }
            carried
        })
        .collect();
    margins.reverse();
    margins
}

/// Slope of the company's margin from a period so many back to now, for 0, 1, 2 … periods back; relative to the mean margin
/// of those periods where asked. `company` is net amount and contribution by period, newest first.
pub(crate) fn company_slopes(company: &[(f64, f64)], relative: bool) -> (f64, Vec<f64>) {
    let margins = company_margins(company);
    let slopes = (0..margins.len()).map(|idle| {
        let series: Vec<f64> = margins[..=idle].iter().rev().copied().collect();
        let mean = series.iter().sum::<f64>() / series.len() as f64;
        let found = slope(&series);
        if relative && mean > 0.0 { found / mean } else { found }
    });
    (margins.first().copied().unwrap_or(1.0), slopes.collect())
}

/// The next margin of the customer at `place` as it stood `origin` periods back.
pub(super) fn next_of(earned: &Earned, place: usize, origin: u32, (company, slopes): &(f64, Vec<f64>)) -> NextMargin {
    let last = earned.of(place).iter().find(|cell| cell.back >= origin && cell.active);
    let idle = last.map_or(0, |cell| cell.back - origin);
    let own = last.filter(|cell| cell.net > 0.0).map(|cell| cell.contribution / cell.net);
    let margin = own.unwrap_or(*company);
    let slope = slopes.get(idle as usize).or(slopes.last()).copied().unwrap_or(0.0);
    let next = if own.is_some() { next_margin(margin, Trend::Relative(slope), idle) } else { margin };
    NextMargin { last: margin, idle, next, own: own.is_some() }
}

#[cfg(test)]
mod tests {
    use super::{company_slopes, slope};

    #[test]
    fn four_idle_periods_at_a_point_each() {
        // margins .26, .27, .28, .29, .30, the newest last
        assert!((slope(&[0.26, 0.27, 0.28, 0.29, 0.30]) - 0.01).abs() < 1e-15);
        let company = [0.30, 0.29, 0.28, 0.27, 0.26].map(|margin| (100.0, 100.0 * margin));
        let (now, slopes) = company_slopes(&company, false);
        assert!((now - 0.30).abs() < 1e-15 && (slopes[4] - 0.01).abs() < 1e-14 && slopes[0] == 0.0);
        let next = patron_profit::forecast::next_margin(0.30, patron_profit::forecast::Trend::Relative(slopes[4]), 4);
        assert!((next - 0.306).abs() < 1e-12);
        let (_, relative) = company_slopes(&company, true);
        assert!((relative[4] - 0.01 / 0.28).abs() < 1e-13);
    }

    #[test]
    fn a_period_without_sales_carries_the_margin_before() {
        let (now, slopes) = company_slopes(&[(0.0, 0.0), (100.0, 40.0), (100.0, 30.0)], false);
        assert_eq!(now, 0.4);
        assert!((slopes[1]).abs() < 1e-15 && (slopes[2] - 0.05).abs() < 1e-15);
    }
}
