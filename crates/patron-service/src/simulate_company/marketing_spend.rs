//! What the company spends on winning customers, by channel and month, and on keeping them.
//!
//! A channel has a cost for each customer it wins and one that is there anyway; fairs and the sale of November are
//! campaigns, and a billboard wins nobody. Large companies get visits with presents, everybody else a newsletter.

use chrono::{Datelike, NaiveDate};
use rand::RngExt;

use super::account::{Account, MONTHS, month};
use super::customers::Customer;
use super::random::{Draw, stream};
use super::{FIRST_DAY, table_file};
use crate::error::Result;

/// A channel with what a customer costs through it and what a month costs anyway.
struct Way {
    channel: &'static str,
    each: f64,
    monthly: f64,
    campaign: &'static str,
    /// months of the year in which it is open; all where empty
    months: &'static [u32],
}

const WAYS: [Way; 6] = [
    Way { channel: "销售拜访 Sales visit", each: 620.0, monthly: 3000.0, campaign: "", months: &[] },
    Way { channel: "转介绍 Referral", each: 90.0, monthly: 0.0, campaign: "老带新 Bring a friend", months: &[] },
    Way {
        channel: "展会 Trade fair",
        each: 260.0,
        monthly: 9000.0,
        campaign: "春秋展会 Spring and autumn fairs",
        months: &[4, 10],
    },
    Way { channel: "搜索 Search", each: 140.0, monthly: 1200.0, campaign: "", months: &[] },
    Way { channel: "促销活动 Promotion", each: 110.0, monthly: 500.0, campaign: "", months: &[] },
    Way {
        channel: "促销活动 Promotion", each: 60.0, monthly: 6000.0, campaign: "双十一 November sale", months: &[11]
    },
];
/// Presents to a large company at the new year, in hundredths.
const PRESENT: std::ops::Range<i64> = 30_000..150_000;

type Row = [String; 8];

pub(super) fn csv(accounts: &[Account], customers: &[Customer], seed: u64) -> Result<Vec<u8>> {
    let mut rows: Vec<Row> = Vec::new();
    for place in 0..MONTHS {
        let (first, last) = days(place);
        for (at, way) in WAYS.iter().enumerate() {
            let mut rng = stream(seed, Draw::MarketingSpend, place * 64 + at);
            let noise = rng.random_range(0.85..1.15);
            if !(way.months.is_empty() || way.months.contains(&first.month())) {
                continue;
            }
            let won = customers.iter().filter(|customer| {
                customer.channel_name() == way.channel && customer.first_purchase.is_some_and(|day| month(day) == place)
            });
            let spent = (way.each * won.count() as f64 + way.monthly) * noise;
            rows.push(row([first, last], "acquisition", spent, way.channel, way.campaign, ""));
        }
        // one that wins nobody, in the first half of the second year
        if (12..18).contains(&place) {
            rows.push(row(
                [first, last],
                "acquisition",
                2500.0,
                "户外广告 Billboard",
                "地铁灯箱 Underground lights",
                "",
            ));
        }
        let bought = accounts.iter().filter(|account| account.months.get(place).is_some_and(|net| *net > 0)).count();
        rows.push(row([first, last], "retention", 900.0 + 6.0 * bought as f64, "", "会员月报 Newsletter", ""));
        if first.month() != 1 {
            continue;
        }
        for account in accounts.iter().filter(|account| account.large && month(account.first) < place) {
            let mut rng = stream(seed, Draw::MarketingSpend, (1 << 32) + account.place * MONTHS + place);
            if account.gone && month(account.last) < place {
                continue;
            }
            let spent = rng.random_range(PRESENT) as f64 / 100.0;
            rows.push(row(
                [first, last],
                "retention",
                spent,
                "",
                "新年答谢 New year's thanks",
                &customers[account.place].id,
            ));
        }
    }
    table_file::csv(
        ["period", "period_end", "purpose", "amount", "channel", "campaign", "customer_id", "currency"],
        rows.into_iter(),
    )
}

fn row(
    [first, last]: [NaiveDate; 2],
    purpose: &str,
    amount: f64,
    channel: &str,
    campaign: &str,
    customer: &str,
) -> Row {
    #[expect(clippy::cast_possible_truncation, reason = "a sum of some thousands")]
    let amount = table_file::money((amount * 100.0).round() as i64);
    [
        first.to_string(),
        last.to_string(),
        purpose.to_owned(),
        amount,
        channel.to_owned(),
        campaign.to_owned(),
        customer.to_owned(),
        "CNY".to_owned(),
    ]
}

/// First and last day of a month of the simulation.
fn days(place: usize) -> (NaiveDate, NaiveDate) {
    let months = |place: usize| chrono::Months::new(u32::try_from(place).unwrap_or(0));
    let first = FIRST_DAY.checked_add_months(months(place)).unwrap_or(FIRST_DAY);
    let next = FIRST_DAY.checked_add_months(months(place + 1)).unwrap_or(first);
    (first, next.pred_opt().unwrap_or(first))
}
