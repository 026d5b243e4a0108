use clap::Args;
use patron_service::portfolio::NO_CURRENCY;
use patron_service::views::{PortfolioView, RunRequest, RunView};

use crate::Outcome;
use crate::cli::Language;
use crate::context::Context;
use crate::output::{Style, pairs};
use crate::problem::Result;

/// Value every customer
///
/// Gathers the facts of each customer, fits the models, checks them on days they have not seen, and writes the
/// customer table. Settings that are not given are the portfolio's.
#[derive(Debug, Args)]
pub(crate) struct Run {
    /// Valuation date, YYYY-MM-DD; nothing later is seen [default: the last day with an order]
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Model of purchases: auto or the name of one
    #[arg(long, value_name = "MODEL")]
    model: Option<String>,
    /// Model of what a purchase brings: auto, gamma-gamma or normal-spend, which allows losses
    #[arg(long, value_name = "MODEL")]
    spend_model: Option<String>,
    /// Horizon of what is expected, in days
    #[arg(long, value_name = "DAYS")]
    horizon_days: Option<u32>,
    /// Effective annual discount rate, such as 0.1
    #[arg(long, value_name = "RATE", allow_negative_numbers = true)]
    discount_rate: Option<f64>,
    /// Value customers again at past days: month or quarter
    #[arg(long, value_name = "STEP")]
    history_every: Option<String>,
    /// How many past days, 0 to 60
    #[arg(long, value_name = "N")]
    history_periods: Option<u32>,
    /// Analyses to leave out, such as price,value-change: their measures are unknown, and the run is done sooner
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    without: Vec<String>,
}

impl Run {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let request = RunRequest {
            as_of: self.as_of,
            horizon_days: self.horizon_days,
            discount_rate: self.discount_rate,
            history_every: self.history_every,
            history_periods: self.history_periods,
            model: self.model,
            spend_model: self.spend_model,
            without: self.without,
        };
        let service = context.service().await?;
        let watched = context.watched();
        let view = service.run(&request, context.now, watched.sink(), watched.cancel()).await?;
        drop(watched);
        let portfolio = service.portfolio().await?;
        context.output.value(&view, || words(&view, &portfolio, context.output.language))?;
        context.output.notices(&view.notices);
        Ok(Outcome::Done)
    }
}

/// The head of a run in words.
pub(crate) fn words(view: &RunView, portfolio: &PortfolioView, language: Language) -> String {
    let currency = if portfolio.currency == NO_CURRENCY { "" } else { portfolio.currency.as_str() };
    let money = |value: Option<f64>| {
        value.map_or("–".to_owned(), |value| format!("{currency} {}", Style::Money.write(value)).trim().to_owned())
    };
    let equity = match (view.customer_equity_low, view.customer_equity_high) {
        (Some(low), Some(high)) => {
            let ends = [low, high].map(|end| Style::Money.write(end));
            let interval = language.pick("90 % interval", "90% 区间");
            format!("{} ({interval} {} – {})", money(view.customer_equity), ends[0], ends[1])
        }
        _ => money(view.customer_equity),
    };
    pairs(&[
        (language.pick("run", "估值批次"), view.id.clone()),
        (language.pick("as of", "估值基准日"), view.as_of.clone()),
        (language.pick("customers", "客户数"), Style::Whole.write(view.customers as f64)),
        (language.pick("model", "模型"), view.model.clone()),
        (language.pick("horizon", "预测期"), format!("{} {}", view.horizon_days, language.pick("days", "天"))),
        (language.pick("annual discount rate", "年折现率"), Style::Share.write(view.discount_rate)),
        (language.pick("realised value", "历史价值（已实现）"), money(view.realised_value)),
        (language.pick("customer equity", "客户资产"), equity),
    ])
}
