use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{DataType, Float64Type};
use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::{Expr, cast, ident, lit, when};
use serde_json::Value;

use crate::analyses::{
    AlertBasis, BILLING_FACTORS, CHANGE_FACTORS, VALUE_CHANGE, ValueChangeParameters, billing_part, change_part,
};
use crate::catalogue::MeasureKind;
use crate::error::{Result, ServiceError};
use crate::query::{CustomerFilter, cell, number};
use crate::run::format_day;
use crate::views::{AlertRow, AlertsAnswer, AlertsView, FactorPart};

use super::Service;
use super::runs::OpenRun;
use super::segments::filtered;

/// Rows that are answered at most.
const MOST_ROWS: usize = 10_000;

impl Service {
    /// As [`Service::alerts`]; why nobody can say is an answer too.
    ///
    /// # Errors
    /// `bad-filter`, or when the run cannot be read.
    pub async fn alerts_answer(&self, filter: &CustomerFilter, limit: usize) -> Result<AlertsAnswer> {
        match self.alerts(filter, limit).await {
            Ok(alerts) => Ok(AlertsAnswer { alerts: Some(alerts), problem: None }),
            Err(error) if error.code() == "no-run" || error.code().starts_with("alerts-") => {
                Ok(AlertsAnswer { alerts: None, problem: Some(error.into()) })
            }
            Err(error) => Err(error),
        }
    }

    /// Customers of the current run whose value turned down, or of whom the records say so: key accounts first, then
    /// falls that chance does not explain, the largest first; early signs last.
    ///
    /// # Errors
    /// `no-run`, `bad-filter`, `alerts-not-in-run` where the run is of an earlier version, `alerts-no-model` where
    /// neither a model nor an amount is known, or `alerts-too-early` where nobody had bought by the day to compare with.
    pub async fn alerts(&self, filter: &CustomerFilter, limit: usize) -> Result<AlertsView> {
        let run = self.needed_run().await?;
        let parameters = parameters(&run)?;
        let (key_by, key) = key(&run)?;
        let columns = Columns::of(&run, parameters.basis);
        let fell = ident("value_alert").in_list(vec![lit("clear"), lit("within-range"), lit("early")], false);
        let fallen = filtered(&run, filter)?.filter(fell)?.with_column("is_key", key)?;
        let number_of = |name: &str| cast(ident(name), DataType::Float64);
        let where_is = |alert: &str| ident("value_alert").eq(lit(alert));
        let totals = vec![
            count(when(where_is("clear"), lit(1_i64)).end()?).alias("clear"),
            sum(when(where_is("clear"), number_of(columns.change)).end()?).alias("clear_change"),
            count(when(where_is("within-range"), lit(1_i64)).end()?).alias("within"),
            sum(when(where_is("within-range"), number_of(columns.change)).end()?).alias("within_change"),
            count(when(ident("is_key"), lit(1_i64)).end()?).alias("key"),
            count(when(where_is("early"), lit(1_i64)).end()?).alias("early"),
        ];
        let batches = fallen.clone().aggregate(vec![], totals)?.collect().await?;
        let counted = |column: usize| {
            let found = batches.first().and_then(|batch| cell(batch.column(column).as_ref(), 0).as_u64());
            found.unwrap_or_default()
        };
        let summed = |column: usize| {
            let batch = batches.first()?;
            batch.column(column).as_primitive::<Float64Type>().iter().next().flatten()
        };
        Ok(AlertsView {
            since: parameters.alert_day.map(format_day).unwrap_or_default(),
            as_of: run.record.view.as_of.clone(),
            basis: parameters.basis.as_str().to_owned(),
            drop: parameters.alert_drop,
            amount: parameters.alert_amount,
            key_by,
            clear: counted(0),
            clear_change: summed(1),
            within_range: counted(2),
            within_change: summed(3),
            key: counted(4),
            early: counted(5),
            rows: rows(&run, fallen, &columns, limit).await?,
        })
    }
}

fn parameters(run: &OpenRun) -> Result<ValueChangeParameters> {
    let Some(parameters) = run.record.parameters::<ValueChangeParameters>(VALUE_CHANGE)? else {
        let message = "the current run did not look at past days; expected a run of this version of patron";
        return Err(ServiceError::new("alerts-not-in-run", message).hint("value again: `patron run`"));
    };
    if parameters.days.is_empty() && parameters.basis == AlertBasis::Value {
        let message = "neither values of past days nor amounts are known; expected a model of purchases, or orders with \
                       amounts";
        return Err(ServiceError::new("alerts-no-model", message)
            .hint("more customers who bought again, over a longer time, make a model possible"));
    }
    if parameters.alert_day.is_none() {
        let message = "nobody had bought for long enough by the day to compare with; expected orders before it";
        return Err(ServiceError::new("alerts-too-early", message)
            .hint("compare with a later day: `patron portfolio set alert-months=1`"));
    }
    Ok(parameters)
}

/// Which customers are key accounts: those in the best tier of a card, or in class A where no card has tiers.
fn key(run: &OpenRun) -> Result<(String, Expr)> {
    let tiers = run.table.measures().iter().filter(|measure| {
        measure.kind == MeasureKind::Label && measure.id.starts_with("card.") && measure.id.ends_with(".tier")
    });
    let best =
        tiers.filter_map(|measure| Some(ident(measure.id.as_str()).eq(lit(measure.labels.first()?.id.as_str()))));
    // null for all others: a column that is never null comes out of the engine with another schema than planned
    let marked = |condition: Expr| when(condition, lit(true)).end();
    Ok(match best.reduce(Expr::or) {
        Some(any) => ("tier".to_owned(), marked(any)?),
        None => ("abc".to_owned(), marked(ident("abc_class").eq(lit("A")))?),
    })
}

/// Columns that an alert is read from.
struct Columns {
    before: &'static str,
    /// none: today's is the sum of before and change
    now: Option<&'static str>,
    change: &'static str,
    factors: Vec<(&'static str, String)>,
    /// what the records say; not there in runs of earlier versions
    signs: bool,
}

impl Columns {
    fn of(run: &OpenRun, basis: AlertBasis) -> Self {
        let signs = run.table.measures().iter().any(|measure| measure.id == "value_change_sign");
        match basis {
            AlertBasis::Value => Self {
                before: "value_before",
                now: Some("residual_value"),
                change: "value_change",
                factors: CHANGE_FACTORS.map(|factor| (factor, change_part(factor))).to_vec(),
                signs,
            },
            AlertBasis::Billing => Self {
                before: "contribution_before",
                now: None,
                change: "contribution_change",
                factors: BILLING_FACTORS.map(|factor| (factor, billing_part(factor))).to_vec(),
                signs,
            },
        }
    }

    fn names(&self, named: bool) -> Vec<String> {
        let always =
            ["customer_id", "is_key", "value_alert", self.before, self.change, "value_change_reason", "days_idle"];
        let value = ["residual_value", "residual_value_low", "residual_value_high"];
        let signs = ["value_change_sign", "sign_before", "sign_now"];
        let mut names: Vec<String> = always.map(str::to_owned).to_vec();
        names.extend(self.now.into_iter().flat_map(|_| value).map(str::to_owned));
        names.extend(self.signs.then_some(signs).into_iter().flatten().map(str::to_owned));
        names.extend(self.factors.iter().map(|(_, part)| part.clone()));
        names.extend(named.then(|| "name".to_owned()));
        names
    }
}

async fn rows(run: &OpenRun, fallen: DataFrame, columns: &Columns, limit: usize) -> Result<Vec<AlertRow>> {
    let names = columns.names(run.table.attributes().iter().any(|attribute| attribute == "name"));
    let chosen: Vec<Expr> = names.iter().map(|name| ident(name.as_str())).collect();
    let early = || ident("value_alert").eq(lit("early"));
    let order = vec![
        ident("is_key").sort(false, false),
        early().sort(true, false),
        ident("value_alert").sort(true, false),
        ident(columns.change).sort(true, false),
        ident("customer_id").sort(true, false),
    ];
    let batches = fallen.select(chosen)?.sort(order)?.limit(0, Some(limit.min(MOST_ROWS)))?.collect().await?;
    Ok(batches.iter().flat_map(|batch| (0..batch.num_rows()).map(|row| alert(batch, row, columns))).collect())
}

fn alert(batch: &RecordBatch, row: usize, columns: &Columns) -> AlertRow {
    let column = |name: &str| batch.column_by_name(name).map(AsRef::<dyn Array>::as_ref);
    let figure = |name: &str| column(name).and_then(|array| number(array, row));
    let text = |name: &str| match column(name).map(|array| cell(array, row)) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    };
    let part =
        |(factor, name): &(&str, String)| Some(FactorPart { factor: (*factor).to_owned(), change: figure(name)? });
    let (before, change) = (figure(columns.before), figure(columns.change));
    let sum = before.zip(change).map(|(before, change)| before + change);
    AlertRow {
        customer_id: text("customer_id").unwrap_or_default(),
        name: text("name"),
        key: column("is_key").is_some_and(|array| array.is_valid(row)),
        alert: text("value_alert").unwrap_or_default(),
        before,
        now: columns.now.map_or(sum, figure),
        low: figure("residual_value_low"),
        high: figure("residual_value_high"),
        change,
        share: before.zip(change).filter(|(before, _)| *before != 0.0).map(|(before, change)| change / before.abs()),
        reason: text("value_change_reason"),
        parts: columns.factors.iter().filter_map(part).collect(),
        sign: text("value_change_sign"),
        sign_before: figure("sign_before"),
        sign_now: figure("sign_now"),
        days_idle: figure("days_idle"),
    }
}
