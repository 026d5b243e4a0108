use crate::error::Result;
use crate::query::{CustomerFilter, CustomersQuery};
use crate::report::{Content, CustomerRows, Format, ReportFormat, Words, html, xlsx};

use super::Service;

/// Length of the list of the most valuable customers.
const TOP: usize = 20;
const TOP_COLUMNS: [&str; 7] = [
    "rfm_segment",
    "customer_value",
    "residual_value",
    "residual_value_low",
    "residual_value_high",
    "probability_return",
    "days_idle",
];

impl Service {
    /// The current run as a document in a language (`zh` or `en`).
    ///
    /// # Errors
    /// `no-run`, or when the run's files cannot be read or the document cannot be written.
    pub async fn report(&self, format: ReportFormat, language: &str) -> Result<Vec<u8>> {
        let words = Words::of(language)?;
        let content = self.report_content().await?;
        let figures = Format::new(language == "zh", &content.portfolio.currency);
        match format {
            ReportFormat::Html => Ok(html(&content, &words, &figures)?.into_bytes()),
            ReportFormat::Xlsx => {
                let (answer, headings) = self.export_customers(&CustomersQuery::default(), language).await?;
                let measures = self.needed_run().await?.table.measures().to_vec();
                xlsx(&content, CustomerRows { frame: answer.frame, headings, measures }, &words, &figures).await
            }
        }
    }

    pub(crate) async fn report_content(&self) -> Result<Content> {
        let everybody = CustomerFilter::default();
        let run = self.needed_run().await?;
        let named = run.table.attributes().iter().any(|attribute| attribute == "name");
        let columns = TOP_COLUMNS.into_iter().chain(named.then_some("name")).map(str::to_owned).collect();
        let top = self.customers(&CustomersQuery { columns, limit: TOP, ..CustomersQuery::default() }).await?;
        Ok(Content {
            portfolio: self.status().await?.portfolio,
            overview: self.overview(&everybody).await?,
            segments: self.segments("rfm_segment", &everybody).await?,
            abc: self.segments("abc_class", &everybody).await?,
            lifetime: self.lifetime_value().await?,
            top,
            voice: self.voice_page_answer().await?,
        })
    }
}
