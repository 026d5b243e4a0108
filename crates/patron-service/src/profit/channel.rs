use super::sums::Sums;
use crate::views::BelowCostLever;

/// A channel with the incremental cost to serve of a unit of revenue there, over all customers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ChannelRate {
    pub(crate) channel: String,
    pub(crate) rate: f64,
}

/// Channels with a name and revenue, the cheapest first.
pub(crate) fn channel_rates<'a>(channels: impl Iterator<Item = (&'a str, &'a Sums)>) -> Vec<ChannelRate> {
    let sold = channels.filter(|(channel, sums)| !channel.is_empty() && sums.revenue.value() > 0.0);
    let mut rates: Vec<ChannelRate> = sold
        .map(|(channel, sums)| ChannelRate {
            channel: channel.to_owned(),
            rate: sums.incremental.value() / sums.revenue.value(),
        })
        .collect();
    rates.sort_by(|one, other| one.rate.total_cmp(&other.rate));
    rates
}

/// What a customer saves whose dearer channels give way to the cheapest: the cost there today, less the same revenue at
/// the rate of the cheapest.
pub(crate) fn cheapest_channel(own: &[(&str, &Sums)], rates: &[ChannelRate], missing: f64) -> Option<BelowCostLever> {
    let [cheapest, _, ..] = rates else { return None };
    let (mut now, mut then) = (0.0, 0.0);
    for (_, sums) in own.iter().filter(|(channel, _)| !channel.is_empty() && *channel != cheapest.channel) {
        let (cost, moved) = (sums.incremental.value(), cheapest.rate * sums.revenue.value().max(0.0));
        if cost > moved {
            now += cost;
            then += moved;
        }
    }
    (now > then).then(|| BelowCostLever {
        lever: "channel".to_owned(),
        now,
        then,
        change: then / now - 1.0,
        reaches: now - then >= missing,
        brings: now - then,
        to: Some(cheapest.channel.clone()),
    })
}

#[cfg(test)]
mod tests {
    use patron_profit::money::Money;

    use super::*;

    #[test]
    fn orders_by_phone_go_to_the_shop() {
        let sums = |revenue, incremental| Sums {
            revenue: Money::whole(revenue),
            incremental: Money::whole(incremental),
            ..Sums::default()
        };
        let all = [("web", sums(1000, 20)), ("phone", sums(500, 100)), ("", sums(10, 0))];
        let rates = channel_rates(all.iter().map(|(channel, sums)| (*channel, sums)));
        assert_eq!(rates.iter().map(|rate| rate.rate).collect::<Vec<_>>(), [0.02, 0.2]);
        let (phone, web) = (sums(100, 40), sums(50, 5));
        let found = cheapest_channel(&[("phone", &phone), ("web", &web)], &rates, 30.0).unwrap();
        assert_eq!((found.now, found.then, found.brings, found.reaches), (40.0, 2.0, 38.0, true));
        assert_eq!(found.to.as_deref(), Some("web"));
        assert_eq!(cheapest_channel(&[("web", &web)], &rates, 30.0), None);
        assert_eq!(cheapest_channel(&[("phone", &phone)], &rates[1..], 30.0), None);
    }
}
