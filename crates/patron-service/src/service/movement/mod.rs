//! Who moved between two runs on one scheme, and what became of each label.

mod cells;
mod labels;
mod movers;
mod pair;

use patron_store::Store;

use crate::catalogue::{Label, Measure};
use crate::error::{Result, ServiceError};
use crate::views::{MovedTotals, MovementAnswer, MovementCell, MovementView};

use super::Service;
use super::runs::OpenRun;

pub use movers::Cell;
use pair::Pair;

impl Service {
    /// As [`Service::movement`]; why there is none is an answer too.
    ///
    /// # Errors
    /// When a run's files cannot be read.
    pub async fn movement_answer(
        &self,
        scheme: &str,
        before: Option<&str>,
        after: Option<&str>,
    ) -> Result<MovementAnswer> {
        match self.movement(scheme, before, after).await {
            Ok(movement) => Ok(MovementAnswer { movement: Some(movement), problem: None }),
            Err(error) if pair::REFUSALS.contains(&error.code()) => {
                Ok(MovementAnswer { movement: None, problem: Some(error.into()) })
            }
            Err(error) => Err(error),
        }
    }

    /// Customers by their label on a scheme in an earlier and a later run: the current one and the newest before its
    /// valuation date where absent. The tables of both runs are joined by the engine, without holding them in memory.
    ///
    /// # Errors
    /// `unknown-run`, `no-run`, `no-earlier-run`, `same-run`, `other-currency`, or `scheme-not-in-run`.
    pub async fn movement(&self, scheme: &str, before: Option<&str>, after: Option<&str>) -> Result<MovementView> {
        let pair = self.pair(before, after).await?;
        let measure = pair.scheme(scheme)?;
        let cells = cells::cells(&pair, scheme).await?;
        let known = known_labels(&pair, scheme, &cells);
        let place = |id: &str| known.iter().position(|label| label.id == id);
        let sum = |wanted: &dyn Fn(&MovementCell) -> bool| total(cells.iter().filter(|cell| wanted(cell)));
        let step = |cell: &MovementCell| {
            let (from, to) = (cell.from.as_deref()?, cell.to.as_deref()?);
            // What is not known is no step.
            if from.is_empty() || to.is_empty() { None } else { place(from).zip(place(to)) }
        };
        let inside = |cell: &MovementCell| cell.from.is_some() && cell.to.is_some();
        let ordered = measure.ordered;
        Ok(MovementView {
            scheme: scheme.to_owned(),
            label: measure.label.clone(),
            ordered,
            kept: sum(&|cell| inside(cell) && cell.from == cell.to),
            moved: sum(&|cell| inside(cell) && cell.from != cell.to),
            promoted: ordered.then(|| sum(&|cell| step(cell).is_some_and(|(from, to)| to < from))),
            demoted: ordered.then(|| sum(&|cell| step(cell).is_some_and(|(from, to)| to > from))),
            entered: sum(&|cell| cell.from.is_none()),
            left: sum(&|cell| cell.to.is_none()),
            labels: labels::labels(&pair, scheme, &known).await?,
            cells,
            notices: pair.notices(),
            before: pair.before.record.view.clone(),
            after: pair.after.record.view.clone(),
        })
    }
}

/// A scheme of a run's table.
fn label_measure<'a>(run: &'a OpenRun, id: &str) -> Option<&'a Measure> {
    run.table.measures().iter().find(|measure| measure.id == id && measure.is_scheme())
}

fn has(run: &OpenRun, measure: &str) -> bool {
    run.table.measures().iter().any(|known| known.id == measure)
}

/// Labels of the later run, then those that only the earlier one has, then "not known" where somebody is it.
fn known_labels(pair: &Pair, scheme: &str, cells: &[MovementCell]) -> Vec<Label> {
    let of = |run: &OpenRun| label_measure(run, scheme).map(|measure| measure.labels.clone()).unwrap_or_default();
    let mut labels = of(&pair.after);
    for label in of(&pair.before) {
        if !labels.iter().any(|known| known.id == label.id) {
            labels.push(label);
        }
    }
    for id in cells.iter().flat_map(|cell| [&cell.from, &cell.to]).flatten() {
        if !labels.iter().any(|known| known.id == *id) {
            labels.push(labels::unnamed(id));
        }
    }
    labels
}

fn total<'a>(cells: impl Iterator<Item = &'a MovementCell>) -> MovedTotals {
    let add = |one: Option<f64>, other: Option<f64>| match (one, other) {
        (Some(one), Some(other)) => Some(one + other),
        (one, other) => one.or(other),
    };
    cells.map(|cell| cell.totals).fold(MovedTotals::default(), |sum, next| MovedTotals {
        customers: sum.customers + next.customers,
        revenue_before: add(sum.revenue_before, next.revenue_before),
        revenue_after: add(sum.revenue_after, next.revenue_after),
        equity_before: add(sum.equity_before, next.equity_before),
        equity_after: add(sum.equity_after, next.equity_after),
    })
}

impl Service {
    /// The two runs that are compared, open.
    async fn pair(&self, before: Option<&str>, after: Option<&str>) -> Result<Pair> {
        let after = match after {
            Some(id) => self.open_run(id).await?,
            None => self.needed_run().await?,
        };
        let before = match before {
            Some(id) => self.open_run(id).await?,
            None => self.run_before(self.folder.store(), &after).await?,
        };
        Pair::of(before, after)
    }

    /// The newest run of an earlier valuation date; else the newest that was made before.
    async fn run_before(&self, store: &dyn Store, after: &OpenRun) -> Result<OpenRun> {
        let all = store.runs().await?;
        let own = all.iter().find(|run| run.id == after.record.view.id);
        let made = own.map_or(i64::MAX, |run| run.created_at_us);
        let day = after.record.settings.as_of_day;
        let older = |run: &&patron_store::RunRecord| run.id != after.record.view.id && run.created_at_us <= made;
        let earlier = all.iter().find(|run| run.id != after.record.view.id && run.as_of_day < day);
        let found = earlier.or_else(|| all.iter().find(older)).map(|run| run.id.clone());
        let id = found.ok_or_else(|| {
            ServiceError::new("no-earlier-run", "there is one valuation only, expected an earlier one to compare with")
                .hint("value an earlier day, then today again: `patron run --as-of DATE`, `patron run`")
        })?;
        self.open_run(&id).await
    }
}
