//! The value of one customer at past days.

use patron_service::views::{CustomerHistoryView, HistoryPoint};

use super::factor;
use crate::Outcome;
use crate::cli::Language;
use crate::context::Context;
use crate::output::{Style, grid};
use crate::problem::Result;

pub(super) async fn run(id: &str, context: &Context) -> Result<Outcome> {
    let view = context.service().await?.customer_history(id).await?;
    context.output.value(&view, || words(&view, context.output.language))?;
    Ok(Outcome::Done)
}

fn words(view: &CustomerHistoryView, language: Language) -> String {
    let mut text = if view.points.is_empty() {
        language.pick("no model was fitted: the value of past days is not known", "未拟合模型：过往价值未知").to_owned()
    } else {
        curve(&view.points, language)
    };
    if !view.runs.is_empty() {
        text.push_str(&format!("\n{}", runs(view, language)));
    }
    text
}

/// A line a day; what moved the value from that day to the last, in parts that add up.
fn curve(points: &[HistoryPoint], language: Language) -> String {
    let parts: Vec<&str> =
        points.iter().flat_map(|point| &point.parts).map(|part| part.factor.as_str()).take(6).collect();
    let mut titles: Vec<String> = [
        language.pick("as of", "时点"),
        language.pick("value", "价值"),
        language.pick("P(return)", "复购概率"),
        language.pick("sales of the year", "近一年销售"),
        language.pick("to the last day", "至末日变化"),
    ]
    .map(str::to_owned)
    .to_vec();
    titles.extend(parts.iter().map(|part| factor::name(part, language).to_owned()));
    let money = |value: Option<f64>| value.map(|value| Style::Money.write(value)).unwrap_or_default();
    let rows: Vec<Vec<String>> = points
        .iter()
        .map(|point| {
            let change = point.parts.iter().map(|part| part.change).reduce(|sum, next| sum + next);
            let share = point.probability_return.map(|share| Style::Share.write(share)).unwrap_or_default();
            let mut row = vec![point.on.clone(), money(point.value), share, money(point.net_year), money(change)];
            row.extend((0..parts.len()).map(|place| money(point.parts.get(place).map(|part| part.change))));
            row
        })
        .collect();
    let numeric: Vec<bool> = (0..titles.len()).map(|column| column > 0).collect();
    grid(&titles, &numeric, &rows)
}

fn runs(view: &CustomerHistoryView, language: Language) -> String {
    let titles = [
        language.pick("run as of", "估值批次基准日"),
        language.pick("value", "价值"),
        language.pick("low", "下限"),
        language.pick("high", "上限"),
        language.pick("model", "模型"),
        language.pick("remark", "备注"),
    ]
    .map(str::to_owned);
    let money = |value: Option<f64>| value.map(|value| Style::Money.write(value)).unwrap_or_default();
    let rows: Vec<Vec<String>> = view
        .runs
        .iter()
        .map(|run| {
            let remark = if run.comparable { "" } else { language.pick("other settings", "设置不同") };
            let model = run.model.clone();
            vec![run.as_of.clone(), money(run.value), money(run.low), money(run.high), model, remark.to_owned()]
        })
        .collect();
    grid(&titles, &[false, true, true, true, false, false], &rows)
}
