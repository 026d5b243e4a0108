use patron_ledger::rule::Purpose;

use super::divide::divided;
use super::line::Terms;
use super::{Lived, Won};

const TERMS: Terms = Terms { as_of_day: 19_800, horizon_days: 365 };

fn spent(channel: &str, campaign: &str, from: i32, to: i32, amount: f64) -> Lived {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Lived {
        from,
        to,
        purpose: Purpose::Acquisition,
        amount,
        channel: channel.to_owned(),
        channel_name: some(channel),
        campaign: some(campaign),
        customer: None,
    }
}

fn won(channel: &str, day: i32, customers: f64, value: f64, months: &[f64]) -> Won {
    Won {
        channel: channel.to_owned(),
        channel_name: Some(channel.to_owned()),
        day,
        named: None,
        customers,
        valued: customers,
        value: value * customers,
        expected: 0.5 * value * customers,
        months: months.iter().map(|month| month * customers).collect(),
    }
}

#[test]
fn a_hundred_thousand_for_a_hundred_customers() {
    let rows = [spent("fair", "spring", 19_000, 19_030, 100_000.0), spent("billboard", "", 19_000, 19_030, 500.0)];
    let months = [400.0, 400.0, 400.0];
    let people = [
        won("fair", 19_010, 60.0, 3200.0, &months),
        won("fair", 19_020, 40.0, 3200.0, &months),
        won("fair", 19_031, 7.0, 1.0, &[]),
    ];
    let found = divided(&rows, &people, TERMS);
    let fair = found.channels.iter().find(|line| line.id == "fair").unwrap();
    assert_eq!((fair.cost, fair.value, fair.ratio, fair.healthy), (Some(1000.0), Some(3200.0), Some(3.2), Some(true)));
    // 400 a month: 1,000 after two and a half.
    assert_eq!((fair.payback_months, fair.payback_expected), (Some(2.5), false));
    let billboard = found.channels.iter().find(|line| line.id == "billboard").unwrap();
    assert_eq!((billboard.cost, billboard.customers, billboard.reason.as_deref()), (None, 0.0, Some("nobody-won")));
    assert_eq!((found.undivided, found.uncovered), (500.0, 7.0));
    assert_eq!(found.shares, [Some(1000.0), None]);
    assert_eq!((found.total.spend, found.total.customers), (100_500.0, 100.0));
}

#[test]
fn campaigns_divide_the_customers_they_won_together() {
    // both ran on every day; one spent three times as much a day
    let rows = [spent("web", "a", 19_000, 19_009, 300.0), spent("web", "b", 19_000, 19_019, 200.0)];
    let people = [won("web", 19_005, 8.0, 100.0, &[]), won("web", 19_015, 4.0, 100.0, &[])];
    let found = divided(&rows, &people, TERMS);
    let of = |id: &str| found.campaigns.iter().find(|line| line.id == id).unwrap().customers;
    assert_eq!((of("a"), of("b")), (6.0, 6.0));
    // each row is shared by those of its own days, and nothing is lost
    assert_eq!(found.shares, [Some(37.5), Some(200.0 / 12.0)]);
    let paid = 8.0 * (37.5 + 200.0 / 12.0) + 4.0 * 200.0 / 12.0;
    assert!((paid + found.undivided - 500.0).abs() < 1e-9);
}

#[test]
fn what_is_not_lived_is_expected_and_says_so() {
    let rows = [spent("web", "", 19_750, 19_760, 1000.0)];
    // won 45 days ago: one whole month lived, at 100; 1,200 expected in twelve months
    let people = [won("web", 19_755, 10.0, 2400.0, &[100.0, 999.0])];
    let line = divided(&rows, &people, TERMS).total;
    assert_eq!((line.cost, line.payback_expected), (Some(100.0), false));
    let dear = [spent("web", "", 19_750, 19_760, 5000.0)];
    let line = divided(&dear, &people, TERMS).total;
    // 500 = 100 + 400 at 1200 / (365 / 30.4375) a month
    let months = 1.0 + 400.0 / (1200.0 / (365.0 / 30.4375));
    assert!((line.payback_months.unwrap() - months).abs() < 1e-9 && line.payback_expected);
    let lost = [spent("web", "", 19_750, 19_760, 50_000.0)];
    let line = divided(&lost, &people, TERMS).total;
    assert_eq!((line.payback_months, line.reason.as_deref()), (None, Some("not-earned-back")));
}

#[test]
fn spend_is_spread_over_the_months_of_its_days() {
    // 2023-01-31 to 2023-02-09: one day of ten in January
    let row = spent("", "", 19_388, 19_397, 1000.0);
    assert_eq!(row.by_month(), [(2023 * 12, 100.0), (2023 * 12 + 1, 900.0)].map(|(month, amount)| (month, amount)));
    assert_eq!(row.between(19_396, 19_500), 200.0);
}
