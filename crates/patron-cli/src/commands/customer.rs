use clap::Args;
use patron_service::views::CustomerView;
use serde_json::Value;

use crate::Outcome;
use crate::cli::Language;
use crate::context::Context;
use crate::output::{Headings, Output, Style, grid, pairs};
use crate::problem::Result;

/// Show everything known of one customer
#[derive(Debug, Args)]
pub(crate) struct Customer {
    /// The customer's id
    id: String,
    /// Show the value at past days instead, and what moved it
    #[arg(long)]
    history: bool,
}

impl Customer {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        if self.history {
            return super::history::run(&self.id, context).await;
        }
        let view = context.service().await?.customer(&self.id).await?;
        context.output.value(&view, || words(&view, context.output))?;
        context.output.notices(&view.notices);
        Ok(Outcome::Done)
    }
}

/// Purchase days shown to people, the latest.
const SHOWN_DAYS: usize = 30;

fn words(view: &CustomerView, output: Output) -> String {
    let language = output.language;
    let headings = Headings::built_in(language);
    let mut text = view.name.as_ref().map_or(String::new(), |name| format!("{name}\n"));
    let values = view.values.iter().chain(&view.attributes).filter(|(name, _)| headings.is_offered(name));
    let lines: Vec<(String, String)> =
        values.map(|(name, value)| (headings.title(name), shown(value, name, &headings))).collect();
    let lines: Vec<(&str, String)> = lines.iter().map(|(title, value)| (title.as_str(), value.clone())).collect();
    text.push_str(&pairs(&lines));
    if let Some(next) = &view.next_purchase {
        let when = match language {
            Language::En => format!("by {} ({} – {}), if within the horizon at all", next.median, next.low, next.high),
            Language::Zh => format!("{} 前后（{} – {}），前提是在预测期内回购", next.median, next.low, next.high),
        };
        text.push_str(&format!("\n{}", pairs(&[(language.pick("next purchase", "下次购买"), when)])));
    }
    if !view.waterfall.is_empty() {
        let titles = [
            language.pick("residual value", "剩余生命周期价值"),
            language.pick("factor", "因子"),
            language.pick("product", "累乘"),
        ]
        .map(str::to_owned);
        let number = |value: f64| Style::Plain.write(value);
        let rows = view
            .waterfall
            .iter()
            .map(|step| vec![factor(&step.factor, language), number(step.value), number(step.product)]);
        text.push_str(&format!("\n{}", grid(&titles, &[false, true, true], &rows.collect::<Vec<_>>())));
    }
    if !view.days.is_empty() {
        let day = language.pick("purchase day", "购买日");
        let latest = view.days.len().saturating_sub(SHOWN_DAYS);
        let title = if latest > 0 { format!("{day} ({SHOWN_DAYS}/{})", view.days.len()) } else { day.to_owned() };
        let measures = ["orders", "revenue", "returns"].map(|name| headings.title(name));
        let titles: Vec<String> = std::iter::once(title).chain(measures).collect();
        let money = |value: Option<f64>| value.map_or(String::new(), |value| Style::Money.write(value));
        let rows = view
            .days
            .iter()
            .skip(latest)
            .map(|day| vec![day.on.clone(), day.orders.to_string(), money(day.revenue), money(day.returns)]);
        text.push_str(&format!("\n{}", grid(&titles, &[false, true, true, true], &rows.collect::<Vec<_>>())));
    }
    text
}

fn shown(value: &Value, name: &str, headings: &Headings) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::String(text) => headings.label(name, text).to_owned(),
        Value::Number(number) => {
            number.as_f64().map_or(number.to_string(), |number| headings.style(name).write(number))
        }
        other => other.to_string(),
    }
}

/// A factor of the residual value in words; one that is not known by its id.
fn factor(id: &str, language: Language) -> String {
    match id {
        "purchase-rate" => language.pick("purchases a year while active", "活跃期年购买次数"),
        "active-time" => language.pick("x years active", "× 预期活跃年数"),
        "spend" => language.pick("x spend per purchase", "× 次均金额"),
        "margin" => language.pick("x margin", "× 毛利率"),
        "discount" => language.pick("x discount", "× 折现"),
        other => other,
    }
    .to_owned()
}
