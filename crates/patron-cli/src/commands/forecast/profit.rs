use clap::{Args, ValueEnum};
use patron_service::export::Audience;
use patron_service::forecast::{ForecastPeriod, ForecastRequest, ProfitForecastRequest};
use patron_service::views::{ProfitBacktest, ProfitCustomer, ProfitForecastView, ProfitRange};

use super::Period;
use crate::Outcome;
use crate::cli::{Format, Language};
use crate::context::Context;
use crate::output::{Headings, Style, Target, grid, pairs};
use crate::problem::Result;

/// Counts whose probability stands in the text; JSON has all.
const SHOWN_COUNTS: usize = 8;

/// Forecast gross profit: amounts less product cost less relationship marketing
///
/// Amounts as in `patron forecast`. Product cost by the margin of a customer's last period with a purchase; where periods
/// lay idle since, it is carried half of the way of the company's trend: margin (1 + slope × idle / 2). Relationship
/// marketing at the pace of the last year, or as a share of the amount. Intervals of totals hold what is each customer's
/// own and what moves all at once: the uncertainty of the laws, and how far totals missed in the past.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  patron forecast profit --by quarter --periods 4 --recency
  patron forecast profit --by year --group rfm_segment
  patron forecast profit --by month --periods 12 --customer C-1024
  patron forecast profit --by quarter --periods 2 --recency --backtest
  patron forecast profit --by year --customers --out profit.csv")]
pub(crate) struct Profit {
    /// Length of a period
    #[arg(long, value_enum, default_value_t = Period::Month)]
    by: Period,
    /// Number of periods ahead
    #[arg(long, default_value_t = 1)]
    periods: u32,
    /// Last day that is seen [default: the last day with an order]
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<String>,
    /// Count each customer with the probability of being active still
    #[arg(long)]
    recency: bool,
    /// One customer closely: probabilities of counts, margin and periods
    #[arg(long, value_name = "ID", conflicts_with_all = ["group", "customers"])]
    customer: Option<String>,
    /// Add up customers by a measure with labels, such as rfm_segment
    #[arg(long, value_name = "MEASURE", conflicts_with = "customers")]
    group: Option<String>,
    /// A row per customer
    #[arg(long)]
    customers: bool,
    /// How the slope of the margin counts
    #[arg(long, value_enum, default_value_t = Slope::Points)]
    slope: Slope,
    /// Relationship marketing as this share of the amount instead of its own history
    #[arg(long, value_name = "SHARE")]
    marketing_share: Option<f64>,
    /// Show forecasts from past days beside what came
    #[arg(long)]
    backtest: bool,
    #[command(flatten)]
    target: Target,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Slope {
    /// As it is, in points of margin
    Points,
    /// Relative to the mean margin of the company
    Relative,
}

impl Profit {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let output = context.output;
        let format = output.format(&self.target)?;
        let period: ForecastPeriod = self.by.into();
        let forecast = ForecastRequest {
            as_of: self.as_of,
            period,
            periods: self.periods,
            recency: self.recency,
            ..ForecastRequest::default()
        };
        let request = ProfitForecastRequest {
            forecast,
            customer: self.customer,
            group: self.group,
            relative_slope: self.slope == Slope::Relative,
            marketing_share: self.marketing_share,
            backtest: self.backtest,
        };
        let answer = context.service().await?.profit_forecast(&request).await?;
        match (self.customers, format) {
            (false, Format::Json) => output.json(&answer.view, &self.target)?,
            (false, _) => output.text(&words(&answer.view, output.language), &self.target)?,
            (true, _) => {
                let headings = Headings::plain(output.language);
                output.frame(answer.customers()?, &headings, Audience::Programs, &self.target).await?;
            }
        }
        output.notices(&answer.view.notices);
        Ok(Outcome::Done)
    }
}

fn money(amount: Option<f64>) -> String {
    amount.map_or("–".to_owned(), |amount| Style::Money.write(amount))
}

fn words(view: &ProfitForecastView, language: Language) -> String {
    let say = |en, zh| language.pick(en, zh);
    let mut text = format!(
        "{} {}{}, {}; {} {}\n",
        Style::Whole.write(view.customers as f64),
        say("customers as of ", "位客户，基准日 "),
        view.as_of,
        super::unit(view.period, language),
        say("margin now", "当前毛利率"),
        Style::Share.write(view.company_margin),
    );
    if let Some(level) = view.level_shock {
        let missed = say("past totals missed by", "过往总额预测偏差");
        text.push_str(&format!("{missed} {} (RMS)\n", Style::Share.write(level)));
    }
    if let Some(customer) = &view.customer {
        text.push_str(&of_customer(customer, language));
        return text;
    }
    text.push_str(&format!("\n{}", ranges(&view.ranges, language)));
    if !view.groups.is_empty() {
        let titles = [say("group", "分组"), say("customers", "客户数"), say("gross profit", "毛利"), "5 %", "95 %"]
            .map(str::to_owned);
        let rows: Vec<Vec<String>> = view
            .groups
            .iter()
            .map(|group| {
                let figures = [group.total.gross_profit, group.total.low, group.total.high].map(money);
                let names = [language.text(&group.label).to_owned(), Style::Whole.write(group.customers as f64)];
                names.into_iter().chain(figures).collect()
            })
            .collect();
        text.push_str(&format!("\n{}", grid(&titles, &[false, true, true, true, true], &rows)));
    }
    if let Some(backtest) = &view.backtest {
        text.push_str(&format!("\n{}", past(backtest, language)));
    }
    text
}

fn ranges(ranges: &[ProfitRange], language: Language) -> String {
    let say = |en, zh| language.pick(en, zh);
    let titles = [
        say("from", "起"),
        say("to", "止"),
        say("amount", "金额"),
        say("product cost", "产品成本"),
        say("marketing", "维系成本"),
        say("gross profit", "毛利"),
        "5 %",
        "95 %",
    ];
    let row = |range: &ProfitRange| {
        let figures =
            [range.amount, range.product_cost, range.marketing_cost, range.gross_profit, range.low, range.high];
        [range.from.clone(), range.to.clone()].into_iter().chain(figures.map(money)).collect()
    };
    let rows: Vec<Vec<String>> = ranges.iter().map(row).collect();
    grid(&titles.map(str::to_owned), &[false, false, true, true, true, true, true, true], &rows)
}

fn of_customer(customer: &ProfitCustomer, language: Language) -> String {
    let say = |en, zh| language.pick(en, zh);
    let shares: Vec<String> =
        customer.probabilities.iter().take(SHOWN_COUNTS).map(|share| Style::Share.write(*share)).collect();
    format!(
        "\n{}\n{}\n{}",
        customer.id,
        pairs(&[
            (say("repeat purchases", "复购次数"), customer.repeat_purchases.to_string()),
            (say("periods observed", "观察期数"), format!("{:.1}", customer.observed_periods)),
            (say("last margin", "最近毛利率"), Style::Share.write(customer.last_margin)),
            (say("idle periods since", "此后空闲期数"), customer.idle_periods.to_string()),
            (say("next margin", "下期毛利率"), Style::Share.write(customer.next_margin)),
            (say("amount of a purchase", "每次金额"), money(customer.expected_spend)),
            (say("0, 1, 2 … purchases", "0、1、2 … 次的概率"), shares.join(", ")),
        ]),
        ranges(&customer.ranges, language),
    )
}

fn past(backtest: &ProfitBacktest, language: Language) -> String {
    let say = |en, zh| language.pick(en, zh);
    let titles = [
        say("forecast on", "预测日"),
        say("until", "至"),
        say("forecast", "预测毛利"),
        "5 %",
        "95 %",
        say("came", "实际毛利"),
        say("off by", "偏差"),
        say("inside", "区间内"),
        say("error a customer", "客均误差"),
        say("mean a customer", "客均实际"),
        say("customers inside", "客户覆盖率"),
    ];
    let rows: Vec<Vec<String>> = backtest
        .origins
        .iter()
        .map(|one| {
            let inside = match one.inside {
                Some(true) => say("yes", "是"),
                Some(false) => say("no", "否"),
                None => "–",
            };
            vec![
                one.as_of.clone(),
                one.to.clone(),
                money(Some(one.forecast)),
                money(one.low),
                money(one.high),
                money(Some(one.actual)),
                Style::Share.write(one.actual / one.forecast - 1.0),
                inside.to_owned(),
                money(Some(one.mean_error)),
                money(Some(one.mean_actual)),
                Style::Share.write(one.coverage),
            ]
        })
        .collect();
    grid(&titles.map(str::to_owned), &[false, false, true, true, true, true, true, false, true, true, true], &rows)
}
