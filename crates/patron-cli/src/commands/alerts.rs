use clap::Args;
use patron_service::query::CustomerFilter;
use patron_service::views::{AlertRow, AlertsView};

use super::factor;
use crate::Outcome;
use crate::cli::{Format, Language};
use crate::context::Context;
use crate::output::{List, Style, Target};
use crate::problem::Result;

/// List customers whose value turned down, and why
///
/// The value now and some months ago, both by the model of the last run; the change falls exactly into share of wallet,
/// purchase rate, activity, spend, margin and timing. Key accounts come first, then falls that chance alone does not
/// explain, the largest first. Where no model says who stops, the contribution of the last months is compared with the
/// customer's own past instead. Early signs, of whom only satisfaction, share of wallet or margin fell, come last. Settings: `patron portfolio set alert-drop=0.2 alert-months=3 alert-amount=…`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  patron alerts --limit 20\n  patron alerts --clear --format csv > alerts.csv")]
pub(crate) struct Alerts {
    /// Only falls that chance alone does not explain
    #[arg(long)]
    clear: bool,
    /// Only customers that pass this condition, such as `abc_class:is:A`; may stand there several times
    #[arg(long, value_name = "FIELD:OP:VALUE")]
    filter: Vec<String>,
    /// Most rows [default: 50 in a table, else 10,000]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

const ROWS: usize = 50;
const MOST_ROWS: usize = 10_000;

impl Alerts {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let in_table = context.output.format(&Target::default())? == Format::Table;
        let limit = self.limit.unwrap_or(if in_table { ROWS } else { MOST_ROWS });
        let mut conditions = self.filter;
        conditions.extend(self.clear.then(|| "value_alert:is:clear".to_owned()));
        let filter = CustomerFilter::parse(conditions.iter().map(String::as_str), None)?;
        let view = context.service().await?.alerts(&filter, limit).await?;
        let language = context.output.language;
        context.output.list(&view, &list(&view, language))?;
        if in_table {
            context.output.note(&remarks(&view, language));
        }
        Ok(Outcome::Done)
    }
}

fn list(view: &AlertsView, language: Language) -> List {
    let mut list = List::new(&[
        ("customer_id", false),
        ("name", false),
        ("key", false),
        ("alert", false),
        ("value_before", true),
        ("value_now", true),
        ("low", true),
        ("high", true),
        ("change", true),
        ("share", true),
        ("reason", false),
        ("parts", false),
        ("days_idle", true),
        ("records", false),
    ]);
    for row in &view.rows {
        let money = |value: Option<f64>| value.map(|value| Style::Money.write(value)).unwrap_or_default();
        let alert = match row.alert.as_str() {
            "clear" => language.pick("turned down", "明显下降"),
            "early" => language.pick("early sign", "早期信号"),
            _ => language.pick("within chance", "或属偶然"),
        };
        list.push([
            row.customer_id.clone(),
            row.name.clone().unwrap_or_default(),
            if row.key { language.pick("yes", "是").to_owned() } else { String::new() },
            alert.to_owned(),
            money(row.before),
            money(row.now),
            money(row.low),
            money(row.high),
            money(row.change),
            row.share.map(|share| Style::Share.write(share)).unwrap_or_default(),
            row.reason.as_deref().map(|reason| factor::name(reason, language).to_owned()).unwrap_or_default(),
            parts(row, language),
            row.days_idle.map(|days| Style::Whole.write(days)).unwrap_or_default(),
            record(row, language),
        ]);
    }
    list
}

/// What the records say fell.
fn record(row: &AlertRow, language: Language) -> String {
    let (Some(sign), Some(before), Some(now)) = (&row.sign, row.sign_before, row.sign_now) else {
        return String::new();
    };
    let style = if sign == "satisfaction" { Style::Money } else { Style::Share };
    format!("{} {} → {}", factor::name(sign, language), style.write(before), style.write(now))
}

/// Parts that are worth a word, the largest first.
fn parts(row: &AlertRow, language: Language) -> String {
    let total: f64 = row.parts.iter().map(|part| part.change.abs()).sum();
    let mut shown: Vec<_> = row.parts.iter().filter(|part| part.change.abs() >= 0.05 * total && total > 0.0).collect();
    shown.sort_by(|one, other| other.change.abs().total_cmp(&one.change.abs()));
    let word = |part: &&patron_service::views::FactorPart| {
        format!("{} {:+.2}", factor::name(&part.factor, language), part.change)
    };
    shown.iter().map(word).collect::<Vec<_>>().join(", ")
}

fn remarks(view: &AlertsView, language: Language) -> String {
    let money = |value: Option<f64>| Style::Money.write(value.unwrap_or(0.0));
    let drop = format!("{} / {}", Style::Share.write(view.drop), Style::Money.write(view.amount));
    let key = match (view.key_by.as_str(), language) {
        ("tier", Language::En) => "in the best tier of a card",
        ("tier", Language::Zh) => "评分卡最高等级",
        (_, Language::En) => "in ABC class A",
        (_, Language::Zh) => "ABC 分类 A 类",
    };
    let by = match (view.basis.as_str(), language) {
        ("billing", Language::En) => "contribution since then against the mean of such windows in the year before",
        ("billing", Language::Zh) => "此后毛利与此前一年同长区间均值相比",
        (_, Language::En) => "residual value by the model",
        (_, Language::Zh) => "模型剩余价值",
    };
    match language {
        Language::En => format!(
            "since {} ({by}): `{}` customers turned down ({}), `{}` fell within the range of chance ({}), `{}` show early \
             signs; a fall is {drop} at least; `{}` of them are key accounts ({key})",
            view.since,
            view.clear,
            money(view.clear_change),
            view.within_range,
            money(view.within_change),
            view.early,
            view.key
        ),
        Language::Zh => format!(
            "自 {} 起（{by}）：`{}` 位客户明显下降（{}），`{}` 位下降或属偶然（{}），`{}` 位有早期信号；下降门槛 {drop}；其中重点客户 `{}` 位（{key}）",
            view.since,
            view.clear,
            money(view.clear_change),
            view.within_range,
            money(view.within_change),
            view.early,
            view.key
        ),
    }
}
