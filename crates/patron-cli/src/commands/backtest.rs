use clap::Args;
use patron_service::error::ServiceError;
use patron_service::views::{BacktestRequest, BacktestView, MoneyTournamentView, TournamentEntry, VerdictView};

use crate::Outcome;
use crate::cli::{Format, Language};
use crate::context::Context;
use crate::output::{List, Style, Target};
use crate::problem::Result;

/// Let models and rules of thumb forecast the past, and learn which to trust
///
/// From several past days every model and three rules of thumb forecast what each customer would buy; what came after
/// decides. The verdict is kept: the next `patron run` takes it, and widens or narrows its intervals by what past
/// forecasts missed.
#[derive(Debug, Args)]
pub(crate) struct Backtest {
    /// Last day that is looked at, YYYY-MM-DD [default: the last day with an order]
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Days forecast from each origin [default: the horizon, a third of the history at most]
    #[arg(long, value_name = "DAYS")]
    window_days: Option<u32>,
    /// Number of past days to forecast from [default: 3]
    #[arg(long, value_name = "N")]
    origins: Option<u32>,
    /// Contestants to test, with commas: models, `learned-trees` [default: all models of days, and `learned-trees` where
    /// the history before the first origin holds a window to learn from]
    #[arg(long, value_name = "MODELS", value_delimiter = ',')]
    models: Option<Vec<String>>,
    /// Show the last backtest, hold no new one
    #[arg(long, conflicts_with_all = ["as_of", "window_days", "origins", "models"])]
    last: bool,
}

impl Backtest {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let service = context.service().await?;
        let view = if self.last {
            service.last_backtest().await?.ok_or_else(|| {
                ServiceError::new("no-backtest", "no backtest was held yet, expected at least one")
                    .hint("`patron backtest` holds one")
            })?
        } else {
            let request = BacktestRequest {
                as_of: self.as_of,
                window_days: self.window_days,
                origins: self.origins,
                models: self.models,
            };
            let watched = context.watched();
            service.backtest(&request, context.now, watched.sink(), watched.cancel()).await?
        };
        context.output.list(&view, &list(&view))?;
        if let (Some(money), Format::Table) = (&view.money, context.output.format(&Target::default())?) {
            let title = context.output.language.pick("the same windows in money", "同样的时段，按金额");
            context.output.text(&format!("\n{title}\n{}", money_list(money).table()), &Target::default())?;
        }
        context.output.note(&words(&view, context.output.language));
        Ok(Outcome::Done)
    }
}

fn list(view: &BacktestView) -> List {
    let mut list = List::new(&[
        ("contestant", false),
        ("crps", true),
        ("rmse", true),
        ("bias", true),
        ("corr", true),
        ("gini", true),
        ("pit_ks", true),
        ("cov_90", true),
        ("return_off", true),
        ("pit_after", true),
        ("refused", false),
    ]);
    for entry in &view.contestants {
        list.push(cells(entry));
    }
    list
}

fn cells(entry: &TournamentEntry) -> [String; 11] {
    let number = |value: Option<f64>, digits: usize| value.map_or(String::new(), |value| format!("{value:.digits$}"));
    let share = |value: Option<f64>| value.map_or(String::new(), |value| Style::Share.write(value));
    [
        entry.id.clone(),
        number(entry.crps, 4),
        number(entry.rmse, 4),
        share(entry.bias),
        number(entry.correlation, 3),
        number(entry.gini, 3),
        number(entry.pit_distance, 4),
        share(entry.coverage),
        share(entry.return_error),
        number(entry.recalibrated.as_ref().map(|both| both.pit_distance), 4),
        entry.refused.as_ref().map_or(String::new(), |refusal| refusal.code.clone()),
    ]
}

/// Purchases of one contestant times spend of one model or rule, against what came.
fn money_list(money: &MoneyTournamentView) -> List {
    let mut list = List::new(&[
        ("contestant", false),
        ("spend", false),
        ("predicted", true),
        ("actual", true),
        ("rmse", true),
        ("bias", true),
        ("corr", true),
        ("gini", true),
    ]);
    let number = |value: Option<f64>| value.map_or(String::new(), |value| format!("{value:.3}"));
    for entry in &money.contestants {
        list.push([
            entry.id.clone(),
            entry.spend.clone().unwrap_or_default(),
            Style::Money.write(entry.predicted),
            Style::Money.write(money.actual),
            Style::Money.write(entry.rmse),
            entry.bias.map_or(String::new(), |bias| Style::Share.write(bias)),
            number(entry.correlation),
            number(entry.gini),
        ]);
    }
    list
}

/// The verdict and how it was found.
fn words(view: &BacktestView, language: Language) -> String {
    let scored: u64 = view.origins.iter().map(|origin| origin.scored).sum();
    let days: Vec<&str> = view.origins.iter().map(|origin| origin.day.as_str()).collect();
    let (weeks, days) = (view.window_weeks, days.join(", "));
    let held = match language {
        Language::En => format!("forecasts of {weeks} weeks from {days}, {scored} in all; a smaller crps is better"),
        Language::Zh => format!("从 {days} 各预测 {weeks} 周，共 {scored} 次预测；crps 越小越好"),
    };
    format!("{}\n{held}", verdict(view.verdict.as_ref(), language))
}

fn verdict(verdict: Option<&VerdictView>, language: Language) -> String {
    let Some(VerdictView { id, reason, best, .. }) = verdict else {
        return language.pick("no verdict: there was nobody to forecast", "没有结论：没有可预测的客户").to_owned();
    };
    match (reason.as_str(), language) {
        ("simpler-as-good", Language::En) => format!("use {id}: simpler than {best} and as good"),
        ("simpler-as-good", Language::Zh) => format!("采用 {id}：比 {best} 简单，效果相当"),
        ("nearer-total", Language::En) => format!("use {id}: as good as {best}, and its totals were nearer"),
        ("nearer-total", Language::Zh) => format!("采用 {id}：与 {best} 效果相当，总量更接近实际"),
        ("as-good-as-the-rule", Language::En) => {
            format!("use {id}: as good as the rule {best}, and it knows intervals")
        }
        ("as-good-as-the-rule", Language::Zh) => format!("采用 {id}：与简单规则 {best} 效果相当，并能给出区间"),
        ("no-model-beat-the-rule", Language::En) => format!("use the rule {id}: no model beat it"),
        ("no-model-beat-the-rule", Language::Zh) => format!("采用简单规则 {id}：没有模型优于它"),
        ("no-model-fitted", Language::En) => format!("use the rule {id}: no model could be fitted at every origin"),
        ("no-model-fitted", Language::Zh) => format!("采用简单规则 {id}：没有模型能在每个起点拟合"),
        ("best-of-those-that-value", Language::En) => {
            format!("use {id}: {best} came closest, but a run cannot value with it; {id} is the best of the others")
        }
        ("best-of-those-that-value", Language::Zh) => {
            format!("采用 {id}：{best} 的预测最接近实际，但不能用于估值；{id} 是其余方法中最好的")
        }
        (_, Language::En) => format!("use {id}: its forecasts were closest"),
        (_, Language::Zh) => format!("采用 {id}：它的预测最接近实际"),
    }
}
