use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{Expr, ident};
use serde_json::Map;

use crate::analyses::{Analysis, Fitted, Registry, Requirements, StoredAnalysis, sorted_by_need};
use crate::catalogue::Measure;
use crate::error::Result;
use crate::records::Records;
use crate::views::{Notice, Severity};

use super::frames::Frames;
use super::{Cancel, Money, ProgressSink, RunContext, RunSettings, customers, series, spool};

/// What a run found, beside the customer table it wrote.
#[derive(Debug, Clone)]
pub struct Valuation {
    pub customers: u64,
    pub measures: Vec<Measure>,
    /// columns of the company's own customer records in the table
    pub attributes: Vec<String>,
    pub(crate) analyses: Vec<StoredAnalysis>,
}

/// Values every customer of `records`: writes `customers.parquet` into `folder`, which must exist.
///
/// # Errors
/// When the engine fails, the disk is full, or the work is cancelled; nothing refers to the folder then.
pub async fn value(
    settings: RunSettings,
    records: Records,
    registry: &Registry,
    folder: &Path,
    progress: ProgressSink,
    cancel: Cancel,
) -> Result<Valuation> {
    let analyses = sorted_by_need(registry.analyses())?;
    registry.check_left_out(&settings.without)?;
    let session = records.engine().ordered_session(1);
    progress(crate::views::Progress { stage: "facts".to_owned(), done: 0, total: 0 });
    let scratch = folder.join("scratch");
    std::fs::create_dir_all(&scratch)?;
    let has_orders = records.rows("orders") > 0;
    let rollup = if has_orders {
        records.rollup(settings.as_of_day, settings.occasion, &[]).await?
    } else {
        records.named_customers()?
    };
    let mut frame = spool::spool(rollup, &scratch.join("facts"), &session, &cancel).await?;
    let money = if has_orders { Money::of(&frame, settings.margin).await? } else { Money::default() };
    let series = records.series(settings.as_of_day, settings.counts_gaps()).await?;
    let (found, folder_of_run) = (Vec::new(), folder.to_owned());
    let mut context = RunContext {
        settings,
        records,
        money,
        series,
        found,
        frames: Frames::default(),
        folder: folder_of_run,
        scratch: scratch.clone(),
        progress,
        cancel,
    };

    context.frames.push(frame.clone());
    // Measures that are costly to compute and only planned so far.
    let mut planned: BTreeSet<String> = BTreeSet::new();
    for (index, analysis) in analyses.iter().enumerate() {
        context.step("fit", index as u64, analyses.len() as u64)?;
        if analysis.requires().fitted_on.iter().any(|measure| planned.contains(measure)) {
            let path = scratch.join(analysis.id());
            frame = spool::spool(frame, &path, &session, &context.cancel).await?;
            planned.clear();
            context.frames.restart(frame.clone());
        }
        let (next, result) = apply(analysis, frame, &context).await?;
        frame = next;
        context.frames.push(frame.clone());
        if analysis.is_costly() {
            planned.extend(analysis.measures().into_iter().map(|measure| measure.id));
        }
        context.found.push(result);
        // said once, with the first analysis
        if let Some(first) = context.found.first_mut().filter(|_| index == 0 && !has_orders) {
            first.fitted.notices.push(without_orders());
        }
    }
    series::write(&context, folder).await?;
    let measures = registry.measures_fitted(&context.found);
    let (table, attributes) = customers::with_attributes(frame, &measures, &context).await?;
    let rows = customers::write(table, &folder.join("customers.parquet"), &context).await?;
    std::fs::remove_dir_all(&scratch)?;
    Ok(Valuation { customers: rows, measures, attributes, analyses: context.found })
}

/// What a reader of a run without orders must know.
fn without_orders() -> Notice {
    Notice {
        code: "run-without-orders".to_owned(),
        severity: Severity::Warning,
        message: "the ledger holds no orders: purchases, money and value are not known, and customers are scored from \
                  their other records alone"
            .to_owned(),
        values: Map::new(),
    }
}

/// The customers by the cheapest plan that has what a fit reads.
fn read_by_fit(analysis: &Arc<dyn Analysis>, frame: &DataFrame, context: &RunContext) -> Result<DataFrame> {
    let Requirements { fitted_on, mut if_made, .. } = analysis.requires();
    if_made.retain(|measure| frame.schema().has_column_with_unqualified_name(measure));
    let read: Vec<&str> = fitted_on.iter().chain(&if_made).map(String::as_str).chain(["customer_id"]).collect();
    Ok(context.frames.with(&read)?)
}

/// Fits and scores one analysis, or fills its measures with null where what it needs is not there.
async fn apply(
    analysis: &Arc<dyn Analysis>,
    frame: DataFrame,
    context: &RunContext,
) -> Result<(DataFrame, StoredAnalysis)> {
    let id = analysis.id().to_owned();
    let empty: Vec<_> =
        analysis.requires().tables.into_iter().filter(|table| context.records.rows(table) == 0).collect();
    let missing = match (empty.is_empty(), analysis.lacks()) {
        _ if context.without.contains(&id) => Some("left out of this run".to_owned()),
        (true, lacks) => lacks,
        (false, _) => Some(format!("no rows in `{}`", empty.join("`, `"))),
    };
    if missing.is_none() {
        let fitted = analysis.fit(&read_by_fit(analysis, &frame, context)?, context).await?;
        let scored = analysis.score(frame, &fitted, context).await?;
        return Ok((scored, StoredAnalysis { id, missing: None, fitted }));
    }
    let known = frame.schema().fields().iter().map(|field| ident(field.name().as_str()));
    let mut columns: Vec<Expr> = known.collect();
    let is_new = |measure: &&Measure| !columns.iter().any(|column| column.schema_name().to_string() == measure.id);
    let measures = analysis.measures();
    let new: Vec<Expr> = measures.iter().filter(is_new).map(customers::null_of).collect();
    columns.extend(new);
    Ok((frame.select(columns)?, StoredAnalysis { id, missing, fitted: Fitted::default() }))
}
