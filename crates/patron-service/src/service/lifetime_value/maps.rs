use arrow::array::AsArray;
use arrow::datatypes::{DataType, Float64Type};
use datafusion::functions_aggregate::expr_fn::avg;
use datafusion::logical_expr::{cast, col};
use patron_models::history::History;
use patron_models::transaction::{Terms, transaction_model};

use crate::analyses::LifetimeValueParameters;
use crate::error::{Result, ServiceError};
use crate::service::runs::OpenRun;
use crate::views::{MapCell, MapsView};

use super::impossible;

/// Repeat purchases shown.
const FREQUENCIES: [u32; 11] = [0, 1, 2, 3, 4, 6, 8, 10, 15, 20, 30];
/// Steps between the first purchase and now at which the last one may lie.
const STEPS: u32 = 12;

/// What the model says of customers of the mean age, by how often and how lately they bought.
pub(super) async fn maps(run: &OpenRun, all: Option<&LifetimeValueParameters>) -> Result<Option<MapsView>> {
    let fit = all.and_then(|all| all.purchases.as_ref());
    let exposure = all.and_then(LifetimeValueParameters::exposure);
    let Some((fit, model)) = fit.and_then(|fit| Some((fit, transaction_model(&fit.model)?))) else { return Ok(None) };
    let mean = avg(cast(col("age"), DataType::Float64)).alias("age");
    let batches = run.table.frame()?.aggregate(vec![], vec![mean])?.collect().await?;
    let age = batches.first().and_then(|batch| batch.column(0).as_primitive::<Float64Type>().iter().next().flatten());
    let Some(age_days) = age.map(f64::round).filter(|days| *days > 0.0) else { return Ok(None) };
    let settings = &run.record.settings;
    let unit = settings.time_unit.days();
    let parameters = model.parameters_from(&fit.parameters).map_err(impossible)?;
    let horizon = exposure.map_or(Ok(settings.horizon()), |exposure| exposure.horizon(settings.horizon()));
    let horizon = horizon.map_err(|error| ServiceError::new("impossible-calendar", error.to_string()))?;
    let terms = Terms::new(horizon, 0.0).map_err(impossible)?;
    let predictor = model.predictor(&parameters, terms).map_err(impossible)?;
    let cell = |frequency: u32, step: u32| {
        // Whoever bought once did so at the start and at no other time.
        let recency_days = age_days * f64::from(step) / f64::from(STEPS);
        let possible = (frequency == 0) == (step == 0);
        let history = History::new(frequency, recency_days / unit, age_days / unit).ok().filter(|_| possible)?;
        let history = exposure.map_or(Some(history), |exposure| exposure.history(&history).ok())?;
        let said = predictor.predict(&history);
        Some(MapCell { alive: said.probability_alive, expected: said.expected_purchases })
    };
    let row = |frequency: u32| (0..=STEPS).map(|step| cell(frequency, step)).collect();
    let idle = |step: u32| (age_days * f64::from(STEPS - step) / f64::from(STEPS)).round();
    Ok(Some(MapsView {
        age_days,
        horizon_days: settings.horizon_days,
        frequencies: FREQUENCIES.to_vec(),
        idle_days: (0..=STEPS).map(idle).collect(),
        cells: FREQUENCIES.into_iter().map(row).collect(),
    }))
}
