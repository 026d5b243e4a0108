//! Loyalty: what customers do and feel as one index, and attitude beside behaviour \[DB1994\].

mod labels;

use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::{coalesce, least};
use datafusion::logical_expr::{Expr, col, lit, when};
use datafusion::scalar::ScalarValue;
use serde::{Deserialize, Serialize};

use crate::catalogue::{Better, Measure, Text, Unit};
use crate::error::Result;
use crate::run::RunContext;

use super::per_customer::number;
use super::quantiles::{lower_bound_of_top, sorted_values};
use super::{Analysis, Fitted, Requirements};

/// The index is the mean of those of six parts on 0 to 100 that are known, three at least and one of attitude among them:
///
/// - repurchase: probability to be still a customer;
/// - share of wallet;
/// - tenure: days since the first purchase over those that nineteen of twenty customers stay below, at most 1;
/// - recommendation, brand preference, resistance to switching: attitudes, as answered.
///
/// Attitude is high from a recommendation of 9 on, or where that was not asked from a preference of 75 on. Behaviour is
/// high of who bought twice at least and is still a customer with a probability of one half; where no model says so, of
/// who is not in decline.
#[derive(Debug)]
pub(super) struct Loyalty;

const LONG: f64 = 0.05;
const LEAST_PARTS: i64 = 3;
const RECOMMENDS: f64 = 9.0;
const PREFERS: f64 = 75.0;
const STAYS: f64 = 0.5;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Parameters {
    /// days that nineteen of twenty customers stay below
    long_days: Option<f64>,
}

#[async_trait]
impl Analysis for Loyalty {
    fn id(&self) -> &str {
        "loyalty"
    }

    fn label(&self) -> Text {
        Text::new("Loyalty", "忠诚度")
    }

    fn requires(&self) -> Requirements {
        let attitudes = ["nps_score", "brand_preference", "switching_resistance"];
        let behaviour = ["probability_alive", "share_of_wallet", "occasions", "lifecycle_stage"];
        Requirements::new(&["surveys"], &[&attitudes[..], &behaviour[..]].concat()).fitted_on(&["age"])
    }

    fn measures(&self) -> Vec<Measure> {
        vec![
            Measure::number(
                "loyalty_index",
                Unit::None,
                Better::Higher,
                Text::new("Loyalty, 0-100", "忠诚指数（0-100）"),
                Text::new(
                    "Mean of the known ones of repurchase, share of wallet, tenure, recommendation, brand preference and \
                     resistance to switching; three at least, an attitude among them. Other weights: card `loyalty`.",
                    "复购、钱包份额、关系年限、推荐、品牌偏好、抗转换六项中已知各项的均值；至少三项且含一项态度。\
                     需要其他权重时用评分卡 loyalty。",
                ),
            )
            .single(),
            Measure::labelled(
                "loyalty_type",
                Text::new("Kind of loyalty", "忠诚类型"),
                Text::new(
                    "Attitude (recommends with 9 or more; else preference from 75 on) beside behaviour (bought twice and \
                     probably still a customer).",
                    "态度（推荐意愿 9 分以上；未问及时看品牌偏好 75 以上）与行为（至少购买两次且很可能仍是客户）对照。",
                ),
                labels::labels(),
            ),
        ]
    }

    async fn fit(&self, customers: &DataFrame, _: &RunContext) -> Result<Fitted> {
        let ages = sorted_values(customers, number(col("age"))).await?;
        // of fewer than twenty the oldest
        let long_days = lower_bound_of_top(&ages, LONG).or(ages.last().copied());
        let parameters = Parameters { long_days: long_days.filter(|days| *days > 0.0) };
        Ok(Fitted { parameters: serde_json::to_value(parameters)?, notices: Vec::new() })
    }

    async fn score(&self, customers: DataFrame, fitted: &Fitted, _: &RunContext) -> Result<DataFrame> {
        let Parameters { long_days } = serde_json::from_value(fitted.parameters.clone())?;
        let tenure = long_days.map(|days| least(vec![number(col("age")) / lit(days), lit(1.0)]) * lit(100.0));
        let attitudes = [
            number(col("nps_score")) * lit(10.0),
            number(col("brand_preference")),
            number(col("switching_resistance")),
        ];
        let behaviour = [number(col("probability_alive")) * lit(100.0), number(col("share_of_wallet")) * lit(100.0)];
        let felt = known(&attitudes)?;
        let parts: Vec<Expr> = attitudes.into_iter().chain(behaviour).chain(tenure).collect();
        let count = known(&parts)?;
        let sum = parts.into_iter().map(|part| coalesce(vec![part, lit(0.0)])).fold(lit(0.0), |sum, part| sum + part);
        let enough = count.clone().gt_eq(lit(LEAST_PARTS)).and(felt.gt(lit(0_i64)));
        let index = when(enough, sum / number(count)).end()?;
        Ok(customers.with_column("loyalty_index", index)?.with_column("loyalty_type", kind()?)?)
    }
}

/// How many are known.
fn known(parts: &[Expr]) -> Result<Expr> {
    let mut count = lit(0_i64);
    for part in parts {
        count = count + when(part.clone().is_not_null(), lit(1_i64)).otherwise(lit(0_i64))?;
    }
    Ok(count)
}

/// Attitude beside behaviour; not known where one of the two is not.
fn kind() -> Result<Expr> {
    // a mean of several respondents may lie beside a whole number by rounding
    let likes = coalesce(vec![
        col("nps_score").gt_eq(lit(RECOMMENDS - 1e-9)),
        col("brand_preference").gt_eq(lit(PREFERS - 1e-9)),
    ]);
    let stays = coalesce(vec![
        number(col("probability_alive")).gt_eq(lit(STAYS)),
        col("lifecycle_stage").not_eq(lit("decline")),
    ]);
    let returns = col("occasions").gt_eq(lit(2_i64)).and(stays);
    Ok(when(likes.clone().is_null().or(returns.clone().is_null()), lit(ScalarValue::Utf8(None)))
        .when(likes.clone().and(returns.clone()), lit("true"))
        .when(likes, lit("latent"))
        .when(returns, lit("spurious"))
        .otherwise(lit("none"))?)
}
