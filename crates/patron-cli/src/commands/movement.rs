//! Who moved between two valuations on one scheme.

use clap::Args;
use patron_service::service::Cell;
use patron_service::views::{LabelState, MovedTotals, MovementView, MoversView};

use crate::Outcome;
use crate::cli::Language;
use crate::context::Context;
use crate::output::{List, Style, grid};
use crate::problem::Result;

/// Show who moved between the labels of a scheme from one valuation to another
///
/// Rows are labels in the earlier run, columns those in the later one; customers of one run alone have a row and a column
/// of their own. With a label on either side the customers are listed instead.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  patron runs movement --scheme lifecycle_stage
  patron runs movement --scheme card.key-account.tier --label-from diamond --label-to gold --format csv")]
pub(crate) struct Moves {
    /// The scheme: id of a label measure
    #[arg(long, value_name = "MEASURE")]
    scheme: String,
    /// The earlier run; the beginning of its id is enough [default: the newest of an earlier valuation date]
    #[arg(long, value_name = "RUN")]
    from: Option<String>,
    /// The later run [default: the current one]
    #[arg(long, value_name = "RUN")]
    to: Option<String>,
    /// List the customers who had this label; `new`: those who were not there
    #[arg(long, value_name = "LABEL")]
    label_from: Option<String>,
    /// List the customers who have this label; `gone`: those who are no longer there
    #[arg(long, value_name = "LABEL")]
    label_to: Option<String>,
}

/// Customers listed at most.
const MOST_ROWS: usize = 100_000;

impl Moves {
    pub(super) async fn run(self, context: &Context) -> Result<Outcome> {
        let service = context.service().await?;
        let (from, to) = (self.from.as_deref(), self.to.as_deref());
        let language = context.output.language;
        if self.label_from.is_none() && self.label_to.is_none() {
            let view = service.movement(&self.scheme, from, to).await?;
            context.output.value(&view, || words(&view, language))?;
            context.output.notices(&view.notices);
            return Ok(Outcome::Done);
        }
        let (entered, left) = (self.label_from.as_deref() == Some("new"), self.label_to.as_deref() == Some("gone"));
        let cell =
            Cell { from: self.label_from.filter(|_| !entered), to: self.label_to.filter(|_| !left), entered, left };
        let movers = service.movers(&self.scheme, from, to, &cell, MOST_ROWS).await?;
        context.output.list(&movers, &list(&movers))?;
        Ok(Outcome::Done)
    }
}

fn money(value: Option<f64>) -> String {
    value.map_or(String::new(), |value| Style::Money.write(value))
}

fn list(movers: &MoversView) -> List {
    let mut list = List::new(&[
        ("customer_id", false),
        ("name", false),
        ("from", false),
        ("to", false),
        ("revenue_before", true),
        ("revenue_after", true),
        ("equity_before", true),
        ("equity_after", true),
    ]);
    for row in &movers.rows {
        list.push([
            row.customer_id.clone(),
            row.name.clone().unwrap_or_default(),
            row.from.clone().unwrap_or_default(),
            row.to.clone().unwrap_or_default(),
            money(row.revenue_before),
            money(row.revenue_after),
            money(row.equity_before),
            money(row.equity_after),
        ]);
    }
    list
}

fn words(view: &MovementView, language: Language) -> String {
    let mut text = matrix(view, language);
    text.push_str(&format!("\n{}", totals(view, language)));
    text.push_str(&format!("\n{}", labels(view, language)));
    text
}

/// Rows: the label before; columns: the label after.
fn matrix(view: &MovementView, language: Language) -> String {
    let new = view.entered.customers > 0;
    let gone = view.left.customers > 0;
    let ids: Vec<Option<&str>> = view.labels.iter().map(|label| Some(label.id.as_str())).collect();
    let rows_of: Vec<Option<&str>> = ids.iter().copied().chain(new.then_some(None)).collect();
    let columns_of: Vec<Option<&str>> = ids.iter().copied().chain(gone.then_some(None)).collect();
    let name = |id: Option<&str>, absent: &str| match id {
        None => absent.to_owned(),
        Some(id) => {
            let label = view.labels.iter().find(|label| label.id == id);
            label.map_or_else(|| id.to_owned(), |label| language.text(&label.label).to_owned())
        }
    };
    let mut titles = vec![format!("{}: {} \\ {}", language.text(&view.label), view.before.as_of, view.after.as_of)];
    titles.extend(columns_of.iter().map(|id| name(*id, language.pick("gone", "离开"))));
    let count = |from: &Option<&str>, to: &Option<&str>| {
        let cell = view.cells.iter().find(|cell| cell.from.as_deref() == *from && cell.to.as_deref() == *to);
        cell.map_or(String::new(), |cell| Style::Whole.write(cell.totals.customers as f64))
    };
    let rows: Vec<Vec<String>> = rows_of
        .iter()
        .map(|from| {
            let first = name(*from, language.pick("new", "新进入"));
            std::iter::once(first).chain(columns_of.iter().map(|to| count(from, to))).collect()
        })
        .collect();
    let numeric: Vec<bool> = (0..titles.len()).map(|column| column > 0).collect();
    grid(&titles, &numeric, &rows)
}

fn totals(view: &MovementView, language: Language) -> String {
    let titles = [
        language.pick("movement", "迁移"),
        language.pick("customers", "客户数"),
        language.pick("revenue before", "前期销售额"),
        language.pick("revenue after", "后期销售额"),
        language.pick("equity before", "前期客户资产"),
        language.pick("equity after", "后期客户资产"),
    ];
    let row = |word: &str, totals: &MovedTotals| {
        let MovedTotals { customers, revenue_before, revenue_after, equity_before, equity_after } = *totals;
        let mut row = vec![word.to_owned(), Style::Whole.write(customers as f64)];
        row.extend([revenue_before, revenue_after, equity_before, equity_after].map(money));
        row
    };
    let mut rows = vec![row(language.pick("kept", "保持"), &view.kept)];
    match (&view.promoted, &view.demoted) {
        (Some(promoted), Some(demoted)) => {
            rows.push(row(language.pick("promoted", "上升"), promoted));
            rows.push(row(language.pick("demoted", "下降"), demoted));
        }
        _ => rows.push(row(language.pick("moved", "迁移"), &view.moved)),
    }
    rows.push(row(language.pick("new", "新进入"), &view.entered));
    rows.push(row(language.pick("gone", "离开"), &view.left));
    grid(&titles.map(str::to_owned), &[false, true, true, true, true, true], &rows)
}

/// What became of each label: before → after.
fn labels(view: &MovementView, language: Language) -> String {
    let titles = [
        language.pick("label", "标签"),
        language.pick("customers", "客户数"),
        language.pick("sales of the year", "近一年净销售额"),
        language.pick("contribution", "毛利贡献"),
        language.pick("margin", "毛利率"),
        language.pick("returned", "退货率"),
        language.pick("expected value", "预期价值"),
        language.pick("satisfaction", "满意度"),
    ];
    let pair = |style: Style, of: &dyn Fn(&LabelState) -> Option<f64>, before: &LabelState, after: &LabelState| {
        let figure = |state: &LabelState| of(state).map_or("–".to_owned(), |value| style.write(value));
        format!("{} → {}", figure(before), figure(after))
    };
    let rows: Vec<Vec<String>> = view
        .labels
        .iter()
        .map(|label| {
            let of =
                |style: Style, of: &dyn Fn(&LabelState) -> Option<f64>| pair(style, of, &label.before, &label.after);
            vec![
                language.text(&label.label).to_owned(),
                of(Style::Whole, &|state| Some(state.customers as f64)),
                of(Style::Money, &|state| state.billing_year),
                of(Style::Money, &|state| state.contribution),
                of(Style::Share, &|state| state.margin),
                of(Style::Share, &|state| state.return_share),
                of(Style::Money, &|state| state.expected_value),
                of(Style::Plain, &|state| state.satisfaction),
            ]
        })
        .collect();
    grid(&titles.map(str::to_owned), &[false, true, true, true, true, true, true, true], &rows)
}
