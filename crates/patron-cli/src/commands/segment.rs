use clap::Args;
use patron_service::query::CustomerFilter;
use patron_service::views::SegmentsView;

use crate::Outcome;
use crate::cli::{Format, Language};
use crate::context::Context;
use crate::output::{List, Style, Target};
use crate::problem::Result;

/// Show the labels of a scheme: how many customers, what they bring, what to do
///
/// Any built-in scheme (`rfm_segment`, `abc`, `pyramid`, `lifecycle`, `value-cube` …) or one of your own, as the last
/// valuation gave its labels.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  patron segment abc\n  patron segment win-back --format csv > labels.csv\n  \
    patron segment pyramid --filter rfm_segment:is:champions")]
pub(crate) struct Segment {
    /// The scheme
    scheme: String,
    /// Only customers for whom `field:op:value` holds (is, not, ge, le, has); may be given several times
    #[arg(long, value_name = "CONDITION")]
    filter: Vec<String>,
}

impl Segment {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let service = context.service().await?;
        let filter = CustomerFilter::parse(self.filter.iter().map(String::as_str), None)?;
        let view = service.segments(&self.scheme, &filter).await?;
        let in_table = context.output.format(&Target::default())? == Format::Table;
        context.output.list(&view, &list(&view, context.output.language, in_table))?;
        Ok(Outcome::Done)
    }
}

/// In a terminal rounded; else every digit and the playbook.
fn list(view: &SegmentsView, language: Language, in_table: bool) -> List {
    let satisfied = view.labels.iter().any(|label| label.mean_satisfaction.is_some());
    let mut columns = vec![("label", false), ("name", false), ("customers", true), ("share", true)];
    columns.extend([("revenue", true), ("contribution", true), ("customer_equity", true), ("customer_value", true)]);
    if satisfied || !in_table {
        columns.push(("satisfaction", true));
    }
    if !in_table {
        columns.extend(["strategy", "offer", "cadence", "owner"].map(|name| (name, false)));
        columns.push(("resources", true));
    }
    let mut list = List::new(&columns);
    for label in &view.labels {
        let share = if view.customers > 0 { label.customers as f64 / view.customers as f64 } else { 0.0 };
        let written = |style: Style, value: Option<f64>| match value {
            None => String::new(),
            Some(value) if in_table => style.write(value),
            Some(value) => value.to_string(),
        };
        let money = |value| written(Style::Money, value);
        let mut cells = vec![
            label.id.clone(),
            language.text(&label.label).to_owned(),
            written(Style::Whole, Some(label.customers as f64)),
            written(Style::Share, Some(share)),
            money(label.revenue),
            money(label.contribution),
            money(label.customer_equity),
            money(label.customer_value),
        ];
        if satisfied || !in_table {
            cells.push(written(Style::Expectation, label.mean_satisfaction));
        }
        if !in_table {
            let playbook = label.playbook.as_ref();
            cells.push(language.text(&label.strategy).to_owned());
            let texts = [
                playbook.map(|book| &book.offer),
                playbook.map(|book| &book.cadence),
                playbook.map(|book| &book.owner),
            ];
            cells.extend(texts.map(|text| text.map(|text| language.text(text).to_owned()).unwrap_or_default()));
            cells.push(playbook.map(|book| book.resources.to_string()).unwrap_or_default());
        }
        list.push(cells);
    }
    list
}
