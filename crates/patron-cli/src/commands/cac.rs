use clap::{Args, ValueEnum};
use patron_service::views::{AcquisitionLine, AcquisitionView, EarningTriangle};

use crate::Outcome;
use crate::cli::Language;
use crate::context::Context;
use crate::output::{Style, grid, pairs};
use crate::problem::Result;

/// What customers cost to win, against what they bring
///
/// Spend on acquisition over the customers won in its days, by channel, campaign or month of first purchase; lifetime
/// value (contribution so far and expected) for each unit of it, with the mark of 3 : 1, and the months until it is
/// earned back. Spend that won nobody is shown and divided among none. Of the current valuation.
#[derive(Debug, Args)]
#[command(after_help = "\
A payback with ~ is reached in months that are expected, not lived. A cohort with * is of a period that is not over.

Examples:
  patron import marketing_spend spend.csv
  patron run
  patron cac
  patron cac --by campaign
  patron cac --by cohort --span quarter --triangle profit")]
pub(crate) struct Cac {
    /// What stands in a row
    #[arg(long, value_enum, default_value_t = By::Channel)]
    by: By,
    /// Length of a cohort's period
    #[arg(long, value_enum, default_value_t = Span::Month)]
    span: Span,
    /// Instead of the table, what cohorts brought by periods since the first purchase
    #[arg(long, value_enum)]
    triangle: Option<Triangle>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    Channel,
    Campaign,
    Cohort,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Span {
    Month,
    Quarter,
    Year,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Triangle {
    Revenue,
    Contribution,
    Profit,
}

impl Span {
    fn as_str(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }
}

impl Cac {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let view = context.service().await?.acquisition().await?;
        let language = context.output.language;
        context.output.value(&view, || match self.triangle {
            None => self.words(&view, language),
            Some(of) => {
                let found = view.triangles.iter().find(|triangle| triangle.span == self.span.as_str());
                found.map_or_else(String::new, |triangle| triangle_words(triangle, of, language))
            }
        })?;
        Ok(Outcome::Done)
    }

    fn words(&self, view: &AcquisitionView, language: Language) -> String {
        let say = |en, zh| language.pick(en, zh);
        let money = |amount: Option<f64>| amount.map_or("–".to_owned(), |amount| Style::Money.write(amount));
        let none = Vec::new();
        let (title, lines) = match self.by {
            By::Channel => (say("channel", "渠道"), &view.channels),
            By::Campaign => (say("campaign", "营销活动"), &view.campaigns),
            By::Cohort => {
                let of_span = view.cohorts.iter().find(|cohorts| cohorts.span == self.span.as_str());
                (say("won in", "首购期间"), of_span.map_or(&none, |cohorts| &cohorts.lines))
            }
        };
        let unnamed = match self.by {
            By::Channel => say("(all channels)", "（不分渠道）"),
            _ => say("(none)", "（无）"),
        };
        let titles = [
            title,
            say("spend", "获客支出"),
            say("won", "新客数"),
            say("cost", "获客成本"),
            say("value", "客户价值"),
            say("value : cost", "价值/成本"),
            "3 : 1",
            say("payback", "回本（月）"),
            say("note", "说明"),
        ];
        let mut rows: Vec<Vec<String>> = lines.iter().map(|line| row(line, unnamed, language)).collect();
        rows.push(row(&view.total, say("all", "合计"), language));
        let numeric = [false, true, true, true, true, true, false, true, false];
        let keeping = &view.keeping;
        format!(
            "{} {}\n\n{}\n{}",
            say("as of", "基准日"),
            view.as_of,
            grid(&titles.map(str::to_owned), &numeric, &rows),
            pairs(&[
                (say("spend that won nobody", "未带来新客的支出"), money(Some(view.undivided))),
                (say("won without spend", "无支出期间的新客"), Style::Whole.write(view.uncovered)),
                (say("winning a customer, last year", "近一年获客成本"), money(keeping.winning_cost)),
                (say("keeping a customer, last year", "近一年维系成本"), money(keeping.keeping_cost)),
            ]),
        )
    }
}

fn row(line: &AcquisitionLine, unnamed: &str, language: Language) -> Vec<String> {
    let say = |en, zh| language.pick(en, zh);
    let of = |style: Style, number: Option<f64>| number.map_or("–".to_owned(), |number| style.write(number));
    let reason = match line.reason.as_deref() {
        Some("no-spend") => say("nothing was spent", "无获客支出"),
        Some("nobody-won") => say("nobody was won", "未带来新客"),
        Some(_) => say("not earned back within the horizon", "预测期内无法回本"),
        None => "",
    };
    let mark = match line.healthy {
        Some(true) => say("yes", "达标"),
        Some(false) => say("no", "未达标"),
        None => "–",
    };
    let payback = line
        .payback_months
        .map_or("–".to_owned(), |months| format!("{}{months:.1}", if line.payback_expected { "~" } else { "" }));
    let name = if line.id.is_empty() { unnamed } else { line.id.as_str() };
    vec![
        format!("{name}{}", if line.in_progress { "*" } else { "" }),
        Style::Money.write(line.spend),
        format!("{:.1}", line.customers).trim_end_matches(".0").to_owned(),
        of(Style::Money, line.cost),
        of(Style::Money, line.value),
        line.ratio.map_or("–".to_owned(), |ratio| format!("{ratio:.2}")),
        mark.to_owned(),
        payback,
        reason.to_owned(),
    ]
}

/// Cells of periods not lived are blank; the last of each row has a * while its period is not over.
fn triangle_words(triangle: &EarningTriangle, of: Triangle, language: Language) -> String {
    let say = |en, zh| language.pick(en, zh);
    let most = triangle.cohorts.iter().map(|cohort| cohort.revenue.len()).max().unwrap_or(0);
    let mut titles = vec![say("won in", "首购期间").to_owned(), say("customers", "客户数").to_owned()];
    titles.extend((0..most).map(|period| period.to_string()));
    let rows: Vec<Vec<String>> = triangle
        .cohorts
        .iter()
        .map(|cohort| {
            let cells = match of {
                Triangle::Revenue => &cohort.revenue,
                Triangle::Contribution => &cohort.contribution,
                Triangle::Profit => &cohort.profit,
            };
            let mut row = vec![cohort.cohort.clone(), cohort.customers.to_string()];
            row.extend((0..most).map(|at| match cells.get(at) {
                None => String::new(),
                Some(cell) => {
                    let shown = cell.map_or("–".to_owned(), |cell| Style::Whole.write(cell.round()));
                    let open = triangle.in_progress && at + 1 == cells.len();
                    format!("{shown}{}", if open { "*" } else { "" })
                }
            }));
            row
        })
        .collect();
    let numeric: Vec<bool> = (0..most + 2).map(|column| column > 0).collect();
    grid(&titles, &numeric, &rows)
}
