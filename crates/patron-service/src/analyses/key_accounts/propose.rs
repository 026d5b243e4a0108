//! What the rule of the roster proposes for each customer.

use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::{coalesce, trim};
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::{Expr, col, ident, lit, when};
use datafusion::scalar::ScalarValue;
use serde_json::json;

use crate::accounts::roster::{CheckedRule, OFF};
use crate::analyses::per_customer::{date, join_sums, number};
use crate::analyses::{Analysis, Fitted, Requirements};
use crate::catalogue::{Better, Measure, Text, Unit};
use crate::error::Result;
use crate::run::RunContext;

use super::MEASURE;

pub(super) const ID: &str = "key-account-proposals";

pub(super) fn label() -> Text {
    Text::new("Roster proposals", "大客户名单提议")
}

/// Entries, exits, promotions and demotions at the valuation date.
///
/// revenue = net amount of the orders of the window; enters = listed, or tenure >= minimum and (revenue >= `enter_revenue`
/// or a label to enter with); stays = listed, or revenue >= `stay_revenue`, or a label to stay with. Who is in a tier keeps
/// it while revenue >= its `keep`. Between the two bounds nothing is proposed.
#[derive(Debug)]
pub(crate) struct Proposals {
    checked: CheckedRule,
    version: u32,
}

impl Proposals {
    pub(crate) fn new(checked: CheckedRule, version: u32) -> Self {
        Self { checked, version }
    }

    fn revenue_from(&self, bound: Option<f64>) -> Expr {
        bound.map_or_else(|| lit(false), |bound| ident("roster.revenue").gt_eq(lit(bound)))
    }

    /// Whether the customer has one of the labels.
    fn labelled(&self, staying: bool) -> Expr {
        let one = |listed: &crate::views::ListedLabel| {
            let ids = if staying && !listed.stay.is_empty() { &listed.stay } else { &listed.enter };
            ident(listed.scheme.as_str()).in_list(ids.iter().map(|id| lit(id.as_str())).collect(), false).is_true()
        };
        self.checked.rule.labels.iter().map(one).fold(lit(false), Expr::or)
    }

    /// The tier the customer belongs to, given the one it is in.
    fn tier(&self) -> Result<Expr> {
        let rule = &self.checked.rule;
        if let Some(card) = &rule.card {
            return Ok(ident(format!("card.{card}.tier")));
        }
        let Some(last) = self.checked.tiers.last() else { return Ok(lit(ScalarValue::Utf8(None))) };
        // a tier that the customer is in holds from a lower bound than it takes to reach it
        let reached = |tier: &crate::views::RosterTier| {
            let keep = tier.keep.or(tier.from);
            self.revenue_from(tier.from)
                .or(ident(MEASURE).eq(lit(tier.id.as_str())).is_true().and(self.revenue_from(keep)))
        };
        let mut tiers = rule.tiers.iter().filter(|tier| tier.from.is_some());
        let Some(first) = tiers.next() else { return Ok(lit(last.id.as_str())) };
        let mut case = when(reached(first), lit(first.id.as_str()));
        for tier in tiers {
            case = case.when(reached(tier), lit(tier.id.as_str()));
        }
        Ok(case.otherwise(lit(last.id.as_str()))?)
    }

    /// Place of a tier, best 0; a tier that the rule no longer has comes last.
    fn place(&self, tier: Expr) -> Result<Expr> {
        let places = (0_i64..).zip(&self.checked.tiers);
        let mut case = when(tier.clone().is_null(), lit(ScalarValue::Int64(None)));
        for (place, name) in places {
            case = case.when(tier.clone().eq(lit(name.id.as_str())), lit(place));
        }
        Ok(case.otherwise(lit(i64::MAX))?)
    }

    /// Adds `roster.revenue` and `roster.listed`.
    fn with_figures(&self, customers: DataFrame, context: &RunContext) -> Result<DataFrame> {
        let session = context.records.engine().session();
        let window = i32::try_from(self.checked.rule.window_days).unwrap_or(i32::MAX);
        let from = context.as_of_day.saturating_sub(window);
        let inside = col("ordered_on").gt(date(from)).and(col("ordered_on").lt_eq(date(context.as_of_day)));
        let orders = context.records.table(&session, "orders")?.filter(inside.and(col("customer_id").is_not_null()))?;
        let revenue = sum(number(col("amount"))).alias("roster.revenue");
        let sums = orders.aggregate(vec![col("customer_id")], vec![revenue])?;
        let with = join_sums(customers, sums, &["roster.revenue"])?;
        let classes = self.checked.rule.classes.iter();
        let listed = classes.map(|class| {
            let values = class.values.iter().map(|value| lit(value.trim())).collect();
            trim(vec![ident(class.field.as_str())]).in_list(values, false).is_true()
        });
        let Some(listed) = listed.reduce(Expr::or) else { return Ok(with.with_column("roster.listed", lit(0.0))?) };
        let records = context.records.table(&session, "customers")?.filter(listed)?;
        let grouped = records.aggregate(vec![col("customer_id")], vec![count(lit(1_i64)).alias("n")])?;
        let marked = grouped.select(vec![col("customer_id"), number(col("n")).alias("roster.listed")])?;
        Ok(join_sums(with, marked, &["roster.listed"])?)
    }
}

#[async_trait]
impl Analysis for Proposals {
    fn id(&self) -> &str {
        ID
    }

    fn label(&self) -> Text {
        label()
    }

    fn requires(&self) -> Requirements {
        let rule = &self.checked.rule;
        let mut measures = vec![MEASURE.to_owned(), "age".to_owned()];
        measures.extend(rule.labels.iter().map(|listed| listed.scheme.clone()));
        measures.extend(rule.card.iter().map(|card| format!("card.{card}.tier")));
        let mut tables = vec!["orders".to_owned()];
        tables.extend((!rule.classes.is_empty()).then(|| "customers".to_owned()));
        Requirements { tables, measures, ..Requirements::default() }
    }

    fn measures(&self) -> Vec<Measure> {
        let hidden = |measure: Measure| Measure { internal: true, ..measure };
        let meaning = || Text::new("For the proposals of the roster.", "用于大客户名单提议。");
        let revenue = Text::new("Revenue in the roster's window", "名单统计期收入");
        let text = |id: &str, en: &str, zh: &str| hidden(Measure::text(id, Text::new(en, zh), meaning()));
        vec![
            hidden(Measure::number("roster.revenue", Unit::Currency, Better::Higher, revenue, meaning())),
            text("roster.proposal", "Proposal of the roster", "名单提议"),
            text("roster.tier", "Proposed tier", "提议等级"),
            text("roster.ground", "Ground of the proposal", "提议依据"),
        ]
    }

    async fn fit(&self, _: &DataFrame, _: &RunContext) -> Result<Fitted> {
        let parameters = json!({ "version": self.version, "rule": self.checked.rule });
        Ok(Fitted { parameters, notices: Vec::new() })
    }

    async fn score(&self, customers: DataFrame, _: &Fitted, context: &RunContext) -> Result<DataFrame> {
        let rule = &self.checked.rule;
        let frame = self.with_figures(customers, context)?;
        let frame = frame.with_column("roster.belongs", self.tier()?)?;
        let listed = || ident("roster.listed").gt(lit(0.0));
        let old = || number(ident("age")).gt_eq(lit(f64::from(rule.minimum_tenure_days))).is_true();
        let enters = listed().or(old().and(self.revenue_from(rule.enter_revenue).or(self.labelled(false))));
        let stays = listed().or(self.revenue_from(rule.stay_revenue.or(rule.enter_revenue))).or(self.labelled(true));
        let on = || ident(MEASURE).is_not_null().and(ident(MEASURE).not_eq(lit(OFF)));
        let (now, then) = (self.place(ident(MEASURE))?, self.place(ident("roster.belongs"))?);
        let action = when(on().is_not_true().and(enters), lit("enter"))
            .when(on().and(stays.is_not_true()), lit("leave"))
            .when(on().and(then.clone().lt(now.clone())), lit("promote"))
            .when(on().and(then.gt(now)), lit("demote"))
            .otherwise(lit(ScalarValue::Utf8(None)))?;
        let frame = frame.with_column("roster.proposal", action)?;
        let proposed = || ident("roster.proposal");
        let last = self.checked.tiers.last().map(|tier| tier.id.clone());
        let lowest = coalesce(vec![ident("roster.belongs"), lit(ScalarValue::Utf8(last))]);
        let tier = when(proposed().eq(lit("leave")), lit(ScalarValue::Utf8(None)))
            .when(proposed().is_not_null(), lowest)
            .otherwise(lit(ScalarValue::Utf8(None)))?;
        let ground = when(proposed().eq(lit("leave")), lit("none-holds"))
            .when(proposed().in_list(vec![lit("promote"), lit("demote")], false), lit("tier"))
            .when(proposed().is_not_null().and(listed()), lit("class"))
            .when(proposed().is_not_null().and(self.revenue_from(rule.enter_revenue)), lit("revenue"))
            .when(proposed().is_not_null(), lit("label"))
            .otherwise(lit(ScalarValue::Utf8(None)))?;
        let frame = frame.with_column("roster.tier", tier)?.with_column("roster.ground", ground)?;
        // by name, because a point in a name would be taken for a table
        let names = frame.schema().fields().iter().map(|field| field.name().clone());
        let kept: Vec<String> = names.filter(|name| name != "roster.listed" && name != "roster.belongs").collect();
        Ok(frame.select(kept.iter().map(|name| ident(name.as_str())).collect::<Vec<_>>())?)
    }
}
