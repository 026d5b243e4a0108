use clap::{Args, ValueEnum};
use patron_service::price::{PriceBy, PriceRequest};
use patron_service::views::{PriceRow, PriceView};

use crate::Outcome;
use crate::cli::Language;
use crate::context::Context;
use crate::output::{Style, grid};
use crate::problem::Result;

/// How quantities went with prices: elasticities with intervals
///
/// Over whole calendar months: per cent more bought for each per cent of price, of a product, or of a segment or customer
/// over all products bought in several months. An estimate needs three degrees of freedom (months of products less
/// products less one) and prices that vary by one per cent; else it is left open. Products are also compared between two
/// periods: simple and arc elasticity, and how their share of the category answered to their price against the others.
/// What went together is not what caused what: promotions, seasons and stock move prices and quantities alike.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  patron price
  patron price --since 2025-07-01
  patron price --by segment --scheme abc_class
  patron price --by customer --limit 20")]
pub(crate) struct Price {
    /// What stands in a row
    #[arg(long, value_enum, default_value_t = By::Product)]
    by: By,
    /// Last day that is seen [default: the last day with an order]
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<String>,
    /// First day of the later of the two periods compared [default: a year before the last day, or half of the history]
    #[arg(long, value_name = "YYYY-MM-DD")]
    since: Option<String>,
    /// Measure whose labels are the segments
    #[arg(long, default_value = "rfm_segment")]
    scheme: String,
    /// Most rows
    #[arg(long, default_value_t = 100)]
    limit: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    Product,
    Segment,
    Customer,
}

impl Price {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let request = PriceRequest {
            by: match self.by {
                By::Product => PriceBy::Product,
                By::Segment => PriceBy::Segment,
                By::Customer => PriceBy::Customer,
            },
            as_of: self.as_of,
            since: self.since,
            scheme: Some(self.scheme),
            limit: Some(self.limit),
        };
        let view = context.service().await?.price(&request).await?;
        context.output.value(&view, || words(&view, context.output.language))?;
        Ok(Outcome::Done)
    }
}

fn words(view: &PriceView, language: Language) -> String {
    let say = |en, zh| language.pick(en, zh);
    let products = view.by == PriceBy::Product;
    let mut titles = vec![
        match view.by {
            PriceBy::Product => say("product", "产品"),
            PriceBy::Segment => say("segment", "客户分群"),
            PriceBy::Customer => say("customer", "客户"),
        },
        say("months", "月份数"),
        say("elasticity", "弹性"),
        "5 %",
        "95 %",
    ];
    if products {
        let more = [
            say("price", "单价"),
            say("then", "后期"),
            say("quantity", "数量"),
            say("then", "后期"),
            say("simple", "简单弹性"),
            say("arc", "弧弹性"),
            say("switching", "份额响应"),
        ];
        titles.extend(more);
    }
    titles.push(say("note", "说明"));
    let rows: Vec<Vec<String>> = view.rows.iter().map(|one| row(one, products, language)).collect();
    let numeric: Vec<bool> = (0..titles.len()).map(|at| at > 0 && at + 1 < titles.len()).collect();
    let titles: Vec<String> = titles.into_iter().map(str::to_owned).collect();
    format!(
        "{} {} – {}; {} {} – {}; {} {}/{}\n\n{}\n{}",
        say("compared", "对比期间"),
        view.before_from,
        view.before_to,
        say("with", "与"),
        view.after_from,
        view.after_to,
        say("estimated", "可估计"),
        view.estimated,
        view.units,
        grid(&titles, &numeric, &rows),
        say(
            "What went together in the prices seen, not what one does to the other.",
            "反映所见价格与数量的相关，并非因果。"
        ),
    )
}

fn row(one: &PriceRow, products: bool, language: Language) -> Vec<String> {
    let say = |en, zh| language.pick(en, zh);
    let number = |value: Option<f64>| value.map_or("–".to_owned(), |value| format!("{value:.2}"));
    let name = one.name.as_ref().map_or(one.id.clone(), |name| match products {
        true => format!("{} {}", one.id, language.text(name)),
        false => language.text(name).to_owned(),
    });
    let mut cells = vec![name, one.observations.to_string(), number(one.elasticity), number(one.low), number(one.high)];
    if products {
        let none = patron_service::views::PricePeriods::default();
        let periods = one.periods.as_ref().unwrap_or(&none);
        let money = |value: Option<f64>| value.map_or("–".to_owned(), |value| Style::Money.write(value));
        cells.extend([
            money(periods.price_before),
            money(periods.price_after),
            Style::Whole.write(periods.quantity_before),
            Style::Whole.write(periods.quantity_after),
            number(periods.simple),
            number(periods.arc),
            number(periods.switching),
        ]);
    }
    cells.push(
        match one.reason.as_deref() {
            Some("price-hardly-varies") => say("prices hardly vary", "价格几乎不变"),
            Some(_) => say("too few months", "月份过少"),
            None => "",
        }
        .to_owned(),
    );
    cells
}
