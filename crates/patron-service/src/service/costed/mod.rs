//! What customers earn once costs have been sent to them.

mod statement;
mod workbook;

use datafusion::dataframe::DataFrame;

use crate::costed::{Rates, base, diagram, profits, ranked, totals};
use crate::costing::Computed;
use crate::error::Result;
use crate::records::Records;
use crate::run::format_day;
use crate::views::{CostDraftCheck, CostedAnswer, CostedView};

use super::Service;

pub use workbook::WorkbookCustomers;

/// Customers of each list.
const LISTED: usize = 12;

/// The year that the example is written for.
const EXAMPLE_YEAR: &str = "2025";

/// A costing and its customers.
struct Counted {
    computed: Computed,
    /// a row per customer, as [`base`] makes it
    base: DataFrame,
    margin: Option<f64>,
    /// `customer_id` and `name`, where there are customer records
    names: Option<DataFrame>,
}

impl Service {
    /// A costing model to begin with, for the year of the last order.
    ///
    /// # Errors
    /// When the metadata cannot be read.
    pub async fn cost_beginning(&self) -> Result<String> {
        let example = Self::cost_example();
        let last = self.records().await?.last_order_day().map(format_day);
        let year = last.as_deref().and_then(|day| day.get(..4)).unwrap_or(EXAMPLE_YEAR);
        Ok(example.replace(EXAMPLE_YEAR, year))
    }

    /// Checks costs and sends them to the customers; what does not fit is an answer too.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn check_costs(&self, text: &str) -> Result<CostDraftCheck> {
        match told(self.costs(text).await)? {
            Ok(answer) => Ok(CostDraftCheck { report: Some(answer.report), problem: None }),
            Err(problem) => Ok(CostDraftCheck { report: None, problem: Some(problem) }),
        }
    }

    /// What customers earn by these costs; what does not fit is an answer too.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn costed_answer(&self, text: &str) -> Result<CostedAnswer> {
        match told(self.costed(text).await)? {
            Ok(costed) => Ok(CostedAnswer { costed: Some(costed), problem: None }),
            Err(problem) => Ok(CostedAnswer { costed: None, problem: Some(problem) }),
        }
    }

    /// What customers earn by these costs, over their days.
    ///
    /// # Errors
    /// `costs-…`, naming the line and what was expected, or when the engine fails.
    pub async fn costed(&self, text: &str) -> Result<CostedView> {
        let key = (self.moment().await?, text.to_owned());
        self.remembered.costed.get(key, self.costed_now(text)).await
    }

    async fn costed_now(&self, text: &str) -> Result<CostedView> {
        let Counted { computed, base, margin, names } = self.counted(text).await?;
        let profits = profits(base, &Rates::of(&computed.costed), margin)?.cache().await?;
        let totals = totals(&profits, margin).await?;
        let ranked = ranked(profits)?.kept().await?;
        Ok(CostedView {
            report: computed.report(),
            diagram: diagram(&computed.model, &computed.costed),
            totals,
            best_full: ranked.first("full", LISTED, &names).await?,
            best_incremental: ranked.first("incremental", LISTED, &names).await?,
            worst_full: ranked.last(LISTED, &names).await?,
            moved: ranked.moved(LISTED, &names).await?,
        })
    }

    async fn counted(&self, text: &str) -> Result<Counted> {
        let records = self.records().await?;
        let margin = crate::portfolio::settings(self.folder.store()).await?.margin;
        let computed = self.computed(text, &records).await?;
        let base = base(&records, &computed.model, computed.volumes.customers.clone())?;
        Ok(Counted { computed, base, margin, names: names(&records)? })
    }
}

fn names(records: &Records) -> Result<Option<DataFrame>> {
    if records.rows("customers") == 0 {
        return Ok(None);
    }
    let all = records.table(&records.engine().session(), "customers")?;
    Ok(Some(all.select_columns(&["customer_id", "name"])?))
}

/// A refusal of costs as a problem to show; other errors stay errors.
fn told<T>(answer: Result<T>) -> Result<std::result::Result<T, crate::views::Problem>> {
    match answer {
        Ok(answer) => Ok(Ok(answer)),
        Err(error) if error.code().starts_with("costs-") || error.code() == "no-costs" => Ok(Err(error.into())),
        Err(error) => Err(error),
    }
}
