mod profit;

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use patron_service::export::Audience;
use patron_service::forecast::{ForecastPeriod, ForecastRequest, forecast_counts};
use patron_service::summary::SummaryFile;
use patron_service::views::{ForecastView, RangeForecast};

use super::unit::Unit;
use crate::Outcome;
use crate::cli::{Format, Language};
use crate::context::Context;
use crate::output::{Headings, Style, Target, grid};
use crate::problem::Result;
use crate::source_args::SourceArgs;

/// Forecast purchases and amounts by month, quarter or year
///
/// Of the customers in the ledger, each buying at an own constant rate since the first purchase: how many purchases and
/// how much money in each period ahead and in all together, with 90 % intervals. The planned count is the mean rounded
/// up and shown as such only. Nobody stops, unless --recency asks for it.
///
/// With a FILE of orders counted by customer and month (customer_id, month, orders and, where known, amount) no data
/// folder is needed; purchases are then the orders after the month of the first.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
#[command(after_help = "\
By total, JSON: as_of, period, periods, customers, recency, purchases (parameters b and a of the negative binomial law of
a period, mean, planned_count, probabilities of 0, 1, 2 …), amounts (parameters p, q, gamma; mean, peak; null where not
known), ranges. CSV and Parquet hold the ranges: first_period, last_period, from, to, expected_purchases, amount, each
with _low and _high.
By customer: customer_id, repeat_purchases, observed_periods; of the next period planned_purchases, expected_purchases,
probability_0 … probability_4_or_more, expected_spend (of a purchase), amount, amount_low, amount_high; of all periods
together the same names with _all.

Examples:
  patron forecast --period quarter --periods 4
  patron forecast --period month --periods 3 --by customer --out forecast.csv
  patron forecast months.csv --period month --periods 12")]
pub(crate) struct Forecast {
    #[command(subcommand)]
    of: Option<Of>,
    /// Orders counted by customer and month, instead of the ledger: CSV, TSV, Excel, JSON lines or Parquet
    file: Option<PathBuf>,
    /// Length of a period; a month is 30.4375 days
    #[arg(long, value_enum, value_name = "PERIOD", default_value = "month")]
    period: Period,
    /// Number of periods ahead
    #[arg(long, value_name = "N", default_value_t = 3)]
    periods: u32,
    /// A row per range of periods, or per customer
    #[arg(long, value_enum, value_name = "WHAT", default_value = "total")]
    by: By,
    /// Last day that is seen, YYYY-MM-DD [default: the last day with an order]
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Period within which orders of a customer count as one purchase
    #[arg(long, value_enum, value_name = "PERIOD", default_value = "day", conflicts_with = "file")]
    occasion: Unit,
    /// Count each customer with the probability of being active still, by bg-nbd
    #[arg(long)]
    recency: bool,
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    source: SourceArgs,
}

#[derive(Debug, Subcommand)]
enum Of {
    Profit(profit::Profit),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Period {
    Month,
    Quarter,
    Year,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    Total,
    Customer,
}

impl From<Period> for ForecastPeriod {
    fn from(period: Period) -> Self {
        match period {
            Period::Month => Self::Month,
            Period::Quarter => Self::Quarter,
            Period::Year => Self::Year,
        }
    }
}

impl Forecast {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        if let Some(Of::Profit(profit)) = self.of {
            return profit.run(context).await;
        }
        let output = context.output;
        let format = output.format(&self.target)?;
        let request = ForecastRequest {
            as_of: self.as_of,
            period: self.period.into(),
            periods: self.periods,
            occasion: self.occasion.into(),
            recency: self.recency,
        };
        let answer = match self.file {
            None => context.service().await?.forecast(&request).await?,
            Some(path) => forecast_counts(&SummaryFile { path, options: self.source.open_options() }, &request)?,
        };
        match (self.by, format) {
            (By::Total, Format::Table) => output.text(&words(&answer.view, output.language), &self.target)?,
            (By::Total, Format::Json) => output.json(&answer.view, &self.target)?,
            (by, _) => {
                let frame = if by == By::Total { answer.totals() } else { answer.customers() }?;
                output.frame(frame, &Headings::plain(output.language), Audience::Programs, &self.target).await?;
            }
        }
        output.notices(&answer.notices);
        Ok(Outcome::Done)
    }
}

fn words(view: &ForecastView, language: Language) -> String {
    let law = &view.purchases;
    let shares: Vec<String> = law.probabilities.iter().map(|share| Style::Share.write(*share)).collect();
    let say = |en, zh| language.pick(en, zh);
    let mut text = format!(
        "{} {}{}, {}\n\n{}: {} {}, {} {:.4}; {} {}\n",
        Style::Whole.write(view.customers as f64),
        say("customers as of ", "位客户，基准日 "),
        view.as_of,
        unit(view.period, language),
        say("purchases", "购买次数"),
        say("planned", "计划"),
        law.planned_count,
        say("mean", "平均"),
        law.mean,
        say("of none, one, two …", "0、1、2 … 次的概率"),
        shares.join(", "),
    );
    if let Some(law) = &view.amounts {
        let mean = law.mean.map_or(say("without limit", "无限").to_owned(), |mean| Style::Money.write(mean));
        let peak = Style::Money.write(law.peak);
        let (amount, common) = (say("amount of a purchase: mean", "每次金额：平均"), say("most common", "最常见"));
        text.push_str(&format!("{amount} {mean}, {common} {peak}\n"));
    }
    let titles = [
        say("periods", "期"),
        say("from", "起"),
        say("to", "止"),
        say("purchases", "购买次数"),
        "5 %",
        "95 %",
        say("amount", "金额"),
        "5 %",
        "95 %",
    ];
    let numeric = [false, false, false, true, true, true, true, true, true];
    let rows: Vec<Vec<String>> = view.ranges.iter().map(row).collect();
    text.push_str(&format!("\n{}", grid(&titles.map(str::to_owned), &numeric, &rows)));
    text
}

fn unit(period: ForecastPeriod, language: Language) -> &'static str {
    match period {
        ForecastPeriod::Month => language.pick("by month", "按月"),
        ForecastPeriod::Quarter => language.pick("by quarter", "按季"),
        ForecastPeriod::Year => language.pick("by year", "按年"),
    }
}

fn row(range: &RangeForecast) -> Vec<String> {
    let of = |style: Style, number: Option<f64>| number.map_or("–".to_owned(), |number| style.write(number));
    let name = if range.first_period == range.last_period {
        range.first_period.to_string()
    } else {
        format!("{}–{}", range.first_period, range.last_period)
    };
    let counts = [Some(range.expected_purchases), range.expected_purchases_low, range.expected_purchases_high];
    let amounts = [range.amount, range.amount_low, range.amount_high];
    let figures = counts.map(|number| of(Style::Whole, number.map(f64::round))).into_iter();
    let money = amounts.map(|number| of(Style::Money, number));
    [name, range.from.clone(), range.to.clone()].into_iter().chain(figures).chain(money).collect()
}
