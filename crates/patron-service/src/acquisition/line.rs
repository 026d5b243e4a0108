use patron_profit::acquisition::{HEALTHY_RATIO, acquisition_cost, payback_months, value_ratio};

use crate::views::AcquisitionLine;

use super::won::{MONTH_DAYS, Won};

/// Share of the customers that must have lived a month since their first purchase for it to count as realised.
const LIVED_BY: f64 = 0.5;

/// What is needed beside spend and customers to make a line of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Terms {
    pub(super) as_of_day: i32,
    pub(super) horizon_days: u32,
}

/// A channel, campaign or cohort: `members` are customers won with the part of them that counts here.
pub(super) fn line(id: String, spend: f64, members: &[(&Won, f64)], terms: Terms) -> AcquisitionLine {
    let total = |of: fn(&Won) -> f64| members.iter().map(|(won, part)| part * of(won)).sum::<f64>();
    let customers = total(|won| won.customers);
    let valued = total(|won| won.valued);
    let value = (valued > 0.0).then(|| total(|won| won.value) / valued);
    let cost = if spend > 0.0 { acquisition_cost(spend, customers) } else { None };
    let ratio = value.zip(cost).and_then(|(value, cost)| value_ratio(value, cost));
    let expected = if valued > 0.0 { total(|won| won.expected) / valued } else { 0.0 };
    let payback = cost.map(|cost| payback(cost, members, expected, terms));
    let reason = match (cost, payback) {
        (Some(_), Some((None, _))) => Some("not-earned-back"),
        (Some(_), _) => None,
        (None, _) if spend <= 0.0 => Some("no-spend"),
        (None, _) => Some("nobody-won"),
    };
    AcquisitionLine {
        id,
        spend,
        customers,
        cost,
        value,
        ratio,
        healthy: ratio.map(|ratio| ratio >= HEALTHY_RATIO),
        payback_months: payback.and_then(|(months, _)| months),
        payback_expected: payback.is_some_and(|(months, expected)| months.is_some() && expected),
        reason: reason.map(str::to_owned),
        in_progress: false,
    }
}

/// Months until the contribution of an average customer has brought the cost back, and whether that is expected only.
///
/// A month since the first purchase is realised while at least half of the customers have lived it whole; its
/// contribution is the mean of those. After it the mean expected value is spread evenly over the horizon.
fn payback(cost: f64, members: &[(&Won, f64)], expected: f64, terms: Terms) -> (Option<f64>, bool) {
    let all: f64 = members.iter().map(|(won, part)| part * won.customers).sum();
    let mut earned = Vec::new();
    for month in 0.. {
        let whole = f64::from(month + 1) * MONTH_DAYS;
        let lived = || members.iter().filter(|(won, _)| f64::from(terms.as_of_day - won.day) + 1.0 >= whole);
        let customers: f64 = lived().map(|(won, part)| part * won.customers).sum();
        if customers < LIVED_BY * all || customers <= 0.0 {
            break;
        }
        let of = |won: &Won| won.months.get(month as usize).copied().unwrap_or(0.0);
        earned.push(lived().map(|(won, part)| part * of(won)).sum::<f64>() / customers);
    }
    if let Some(months) = payback_months(cost, &earned) {
        return (Some(months), false);
    }
    let horizon = f64::from(terms.horizon_days) / MONTH_DAYS;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "months of a checked horizon")]
    earned.extend(std::iter::repeat_n(expected / horizon, horizon.floor() as usize));
    (payback_months(cost, &earned), true)
}
