use arrow::array::Array;
use datafusion::logical_expr::ident;
use futures::StreamExt;

use crate::error::Result;
use crate::query::{CustomerFilter, number};
use crate::service::runs::OpenRun;
use crate::service::segments::filtered;
use crate::views::{DistributionBar, ParetoPoint};

/// Points of the concentration curve.
const POINTS: usize = 100;

/// How customer value is spread over customers.
pub(super) struct Concentration {
    pub(super) customers_for_half: u64,
    /// smallest value among those who hold half
    pub(super) half_bound: Option<f64>,
    pub(super) pareto: Vec<ParetoPoint>,
    pub(super) distribution: Vec<DistributionBar>,
}

pub(super) async fn concentration(run: &OpenRun, filter: &CustomerFilter) -> Result<Concentration> {
    let rows = filtered(run, filter)?.select(vec![ident("customer_value"), ident("revenue")])?;
    let mut stream = rows.execute_stream().await?;
    let mut values: Vec<(f64, f64)> = Vec::new();
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        let [value, revenue] = [batch.column(0), batch.column(1)];
        values.extend((0..batch.num_rows()).filter_map(|row| {
            Some((number(value.as_ref() as &dyn Array, row)?, number(revenue.as_ref(), row).unwrap_or_default()))
        }));
    }
    values.sort_by(|left, right| right.0.total_cmp(&left.0));
    let total: f64 = values.iter().map(|pair| pair.0).sum();
    let mut half = 0;
    let mut sum = 0.0;
    if total > 0.0 {
        while half < values.len() && sum < total / 2.0 {
            sum += values[half].0;
            half += 1;
        }
    }
    Ok(Concentration {
        customers_for_half: half as u64,
        half_bound: half.checked_sub(1).map(|last| values[last].0),
        pareto: pareto(&values, total),
        distribution: distribution(&values),
    })
}

/// Cumulated shares, most valuable customers first.
fn pareto(values: &[(f64, f64)], total: f64) -> Vec<ParetoPoint> {
    let revenue: f64 = values.iter().map(|pair| pair.1).sum();
    if values.is_empty() || total <= 0.0 {
        return Vec::new();
    }
    let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
    let points = POINTS.min(values.len());
    let mut curve = vec![ParetoPoint { customer_share: 0.0, value_share: 0.0, revenue_share: 0.0 }];
    let (mut done, mut value_sum, mut revenue_sum) = (0, 0.0, 0.0);
    for point in 1..=points {
        let until = values.len() * point / points;
        for pair in &values[done..until] {
            value_sum += pair.0;
            revenue_sum += pair.1;
        }
        done = until;
        #[expect(clippy::cast_precision_loss, reason = "customers are far fewer than 2^52")]
        let customer_share = until as f64 / values.len() as f64;
        let (value_share, revenue_share) = (share(value_sum, total), share(revenue_sum, revenue));
        curve.push(ParetoPoint { customer_share, value_share, revenue_share });
    }
    curve
}

/// Bars at 1, 2, 5 times powers of ten around the positive values; one bar for zero and below.
fn distribution(values: &[(f64, f64)]) -> Vec<DistributionBar> {
    let mut bars: Vec<DistributionBar> = Vec::new();
    let Some(smallest) = values.iter().rev().map(|pair| pair.0).find(|value| *value > 0.0) else { return bars };
    let Some(largest) = values.first().map(|pair| pair.0) else { return bars };
    // Everything below a ten-thousandth of the largest shares a bar: it would be invisible.
    let floor = smallest.max(largest / 1e4);
    let mut bounds = vec![0.0];
    let mut power = 10_f64.powf(floor.log10().floor());
    while bounds.last().is_some_and(|last| *last < largest) {
        bounds.extend([1.0, 2.0, 5.0].map(|step| step * power).into_iter().filter(|bound| *bound >= floor));
        power *= 10.0;
    }
    let lowest = values.last().map_or(0.0, |pair| pair.0);
    if lowest <= 0.0 {
        bars.push(DistributionBar { from: lowest, to: 0.0, customers: 0, customer_value: 0.0 });
    }
    let below = bars.len();
    bars.extend(bounds.windows(2).map(|pair| DistributionBar {
        from: pair[0],
        to: pair[1],
        customers: 0,
        customer_value: 0.0,
    }));
    for &(value, _) in values {
        let bar = if value <= 0.0 { 0 } else { below + bounds[1..].partition_point(|bound| *bound < value) };
        if let Some(bar) = bars.get_mut(bar) {
            bar.customers += 1;
            bar.customer_value += value;
        }
    }
    while bars.last().is_some_and(|bar| bar.customers == 0) {
        bars.pop();
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::{distribution, pareto};

    #[test]
    fn every_value_has_one_bar() {
        let values = [(950.0, 0.0), (40.0, 0.0), (7.0, 0.0), (7.0, 0.0), (0.0, 0.0), (-3.0, 0.0)];
        let bars = distribution(&values);
        assert_eq!(bars.iter().map(|bar| bar.customers).sum::<u64>(), 6);
        for bar in &bars {
            let inside = values.iter().filter(|pair| pair.0 > bar.from && pair.0 <= bar.to).count() as u64;
            // The lowest bar holds its own lower end.
            let expected = if bar.to == 0.0 { 2 } else { inside };
            assert_eq!(bar.customers, expected, "{bar:?}");
        }
        assert!(distribution(&[(0.0, 0.0)]).is_empty());
    }

    #[test]
    fn the_curve_ends_at_one() {
        let curve = pareto(&[(6.0, 1.0), (3.0, 1.0), (1.0, 2.0)], 10.0);
        let last = curve.last().unwrap();
        assert_eq!((last.customer_share, last.value_share, last.revenue_share), (1.0, 1.0, 1.0));
        assert_eq!(curve[1].value_share, 0.6);
    }
}
