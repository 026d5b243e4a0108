use std::collections::{BTreeMap, BTreeSet};

use arrow::datatypes::DataType;
use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::{Expr, cast, ident, lit, when};

use crate::analyses::{Fit, as_numbers, fit, label, with_fitted};
use crate::error::{Result, ServiceError};
use crate::query::{cell, number};
use crate::run::Cancel;
use crate::schemes::{ConditionDraft, Scheme, SchemeDraft, check_condition, read_draft};
use crate::service::runs::OpenRun;
use crate::views::{ConditionCount, PreviewLabel, SchemeCheck};

use super::Service;

/// Name of the column of labels.
const LABEL: &str = "scheme_label";

impl Service {
    /// Checks a scheme and counts the customers of the current run by its labels; a scheme that does not fit is an
    /// answer too.
    ///
    /// # Errors
    /// When the metadata or the run's table cannot be read.
    pub async fn check_scheme(&self, text: &str) -> Result<SchemeCheck> {
        let mut answer = SchemeCheck {
            draft: read_draft(text).ok(),
            problem: None,
            labels: Vec::new(),
            unlabelled: None,
            waiting: None,
            notices: Vec::new(),
        };
        let scheme = match self.validate_scheme(text).await {
            Ok(scheme) => scheme,
            Err(problem) if problem.code().starts_with("scheme-") => {
                answer.problem = Some(problem.into());
                return Ok(answer);
            }
            Err(error) => return Err(error),
        };
        match self.run_with(&scheme.reads()).await {
            Ok(run) => {
                let numbers = answer.draft.as_ref().map(SchemeDraft::numbers).unwrap_or_default();
                self.count_labels(&scheme, &run, &numbers, &mut answer).await?;
            }
            Err(waiting) if matches!(waiting.code(), "no-run" | "scheme-not-run" | "run-of-another-version") => {
                answer.waiting = Some(waiting.into());
            }
            Err(error) => return Err(error),
        }
        Ok(answer)
    }

    /// Counts the customers of the current run who fulfil a condition; one that does not fit is an answer too.
    ///
    /// # Errors
    /// When the metadata or the run's table cannot be read.
    pub async fn count_condition(&self, draft: &ConditionDraft) -> Result<ConditionCount> {
        let mut columns = self.scheme_columns().await?;
        // the labels of other schemes, as the run has them
        if let Some(run) = self.current_run().await? {
            let own = run.table.measures().iter().filter(|measure| measure.id.starts_with("scheme.")).cloned();
            columns.measures.extend(own);
        }
        let counted = async {
            let condition = check_condition(draft, &columns)?;
            let run = self.run_with(&condition.reads()).await?;
            let frame = as_numbers(run.table.frame()?, &draft.numbers())?;
            let holds = when(condition.expr(&frame)?, lit(1_i64)).end()?;
            let counts = vec![count(holds).alias("held"), count(lit(1_i64)).alias("of")];
            let batches = frame.aggregate(vec![], counts)?.collect().await?;
            let at = |column: usize| batches.first().and_then(|batch| cell(batch.column(column).as_ref(), 0).as_u64());
            Ok::<_, ServiceError>(ConditionCount { customers: at(0), of: at(1), problem: None })
        };
        match counted.await {
            Ok(counted) => Ok(counted),
            Err(error) if error.code().starts_with("scheme-") || error.code() == "no-run" => {
                Ok(ConditionCount { customers: None, of: None, problem: Some(error.into()) })
            }
            Err(error) => Err(error),
        }
    }

    /// The current run, where it has all columns.
    async fn run_with(&self, columns: &[String]) -> Result<OpenRun> {
        let run = self.needed_run().await?;
        let have = |id: &str| {
            let made = run.table.measures().iter().any(|measure| measure.id == id);
            made || run.table.attributes().iter().any(|name| name == id)
        };
        match columns.iter().find(|id| !have(id)) {
            None => Ok(run),
            Some(id) => {
                let message = format!("`{id}` is newer than the last valuation; expected a run that has it");
                Err(ServiceError::new("scheme-not-run", message)
                    .value("measure", id.as_str())
                    .hint("value again: `patron run`"))
            }
        }
    }

    async fn count_labels(
        &self,
        scheme: &Scheme,
        run: &OpenRun,
        numbers: &BTreeSet<String>,
        answer: &mut SchemeCheck,
    ) -> Result<()> {
        let frame = as_numbers(run.table.frame()?, numbers)?;
        let earlier = self.earlier_scheme(&scheme.id).await;
        let cancel = Cancel::default();
        let asked = Fit { seed: run.record.settings.seed, cancel: &cancel, earlier: earlier.as_ref() };
        let (parameters, notices) = fit(scheme, 0, &frame, &asked).await?;
        let found = counts(frame.clone(), label(&parameters, &frame)?).await?;
        let at = |id: &str| found.get(id).copied().unwrap_or_default();
        let labels = with_fitted(scheme, &parameters).labels;
        answer.labels = labels
            .into_iter()
            .map(|label| {
                let (customers, revenue) = at(&label.id);
                PreviewLabel { id: label.id, name: label.label, meaning: label.meaning, customers, revenue }
            })
            .collect();
        answer.unlabelled = Some(at("").0);
        answer.notices = notices;
        Ok(())
    }
}

/// Customers and revenue by label; those without one under an empty name.
async fn counts(frame: DataFrame, label: Expr) -> Result<BTreeMap<String, (u64, Option<f64>)>> {
    let money = cast(ident("revenue"), DataType::Float64);
    let labelled = frame.select(vec![label.alias(LABEL), money.alias("revenue")])?;
    let sums = vec![count(lit(1_i64)).alias("customers"), sum(ident("revenue")).alias("money")];
    let mut found = BTreeMap::new();
    for batch in labelled.aggregate(vec![ident(LABEL)], sums)?.collect().await? {
        for row in 0..batch.num_rows() {
            let id = cell(batch.column(0).as_ref(), row).as_str().unwrap_or_default().to_owned();
            let customers = cell(batch.column(1).as_ref(), row).as_u64().unwrap_or_default();
            found.insert(id, (customers, number(batch.column(2).as_ref(), row)));
        }
    }
    Ok(found)
}
