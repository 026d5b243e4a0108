use arrow::array::{Array, AsArray, RecordBatch, StringArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Float64Type};
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::col;
use futures::StreamExt;
use patron_models::forecast::PeriodCount;
use patron_models::gamma_gamma::SpendHistory;
use patron_models::history::{History, HistoryError};

use crate::error::{Result, ServiceError};

/// Columns of the facts that are looked at.
const COLUMNS: [&str; 5] = ["customer_id", "frequency", "recency", "age", "monetary_value"];

/// The customers of a forecast, those with a purchase; times in periods.
#[derive(Debug, Default)]
pub(crate) struct Base {
    /// Ids in blocks, in the order of the customers.
    pub(super) ids: Vec<StringArray>,
    pub(super) histories: Vec<History>,
    /// Number and mean of the repeat purchases with a positive mean.
    pub(super) spends: Vec<Option<SpendHistory>>,
}

impl Base {
    /// Reads the facts of customers; `period_days` is the length of a period.
    pub(crate) async fn read(facts: DataFrame, period_days: f64) -> Result<Self> {
        let mut stream =
            facts.filter(col("frequency").is_not_null())?.select_columns(&COLUMNS)?.execute_stream().await?;
        let mut base = Self::default();
        while let Some(batch) = stream.next().await {
            base.take(&batch?, period_days)?;
        }
        Ok(base)
    }

    fn take(&mut self, batch: &RecordBatch, period_days: f64) -> Result<()> {
        let numbers = |column: usize| -> Result<_> {
            Ok(cast(batch.column(column), &DataType::Float64)?.as_primitive::<Float64Type>().clone())
        };
        self.ids.push(cast(batch.column(0), &DataType::Utf8)?.as_string().clone());
        let [frequency, recency, age, mean] = [numbers(1)?, numbers(2)?, numbers(3)?, numbers(4)?];
        for row in 0..batch.num_rows() {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "occasions are counted days")]
            let count = frequency.value(row) as u32;
            let history = History::new(count, recency.value(row) / period_days, age.value(row) / period_days);
            self.histories.push(history.map_err(impossible)?);
            let spend = mean.is_valid(row).then(|| SpendHistory::new(count, mean.value(row)).ok());
            self.spends.push(spend.flatten());
        }
        Ok(())
    }

    /// Repeat purchases in the periods since the first; `None` for who was won on the last day and is not observed yet.
    pub(super) fn count(history: &History) -> Option<PeriodCount> {
        PeriodCount::new(history.frequency(), history.age()).ok()
    }
}

/// The ledger's own arithmetic makes no such history, so that a refusal is a fault of the program.
fn impossible(error: HistoryError) -> ServiceError {
    ServiceError::new("impossible-history", error.to_string()).hint(error.hint())
}
