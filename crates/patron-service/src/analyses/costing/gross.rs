//! Net revenue and contribution of some days.

use std::collections::BTreeSet;

use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{Expr, col, ident, lit, when};

use crate::analyses::per_customer::number;
use crate::error::Result;
use crate::run::RunContext;

/// One row per customer: `customer_id`, and `net_<n>` and `gross_<n>` for each span of days by its place: sales less
/// returns, and that less product cost as contribution has it. What was known at the end of a span less what was known
/// before it; null where no line of the customer has an amount.
///
/// # Errors
/// When the engine cannot plan it.
pub(super) async fn gross(context: &RunContext, spans: &[(i32, i32)]) -> Result<DataFrame> {
    let ends: BTreeSet<i32> = spans.iter().flat_map(|(from, to)| [from - 1, *to]).collect();
    let earlier: Vec<i32> = ends.into_iter().filter(|day| *day < context.as_of_day).collect();
    let rollup = context.looking_back(&earlier).await?;
    // net amount, net amount of lines with cost, and that cost, at the end of a day
    let at = |day: i32| -> [Expr; 3] {
        match earlier.iter().position(|known| *known == day) {
            Some(place) => ["net", "costed_net", "cost"].map(|name| ident(format!("{name}_{place}"))),
            None => [col("revenue") - col("returns"), col("costed_net"), col("cost")],
        }
    };
    let known = |value: Expr| when(col("amounts").gt(lit(0_i64)), value).end();
    let mut columns = vec![col("customer_id")];
    for (place, (from, to)) in spans.iter().enumerate() {
        let ([net, costed, cost], [net_before, costed_before, cost_before]) = (at(*to), at(from - 1));
        let (net, costed, cost) = (net - net_before, costed - costed_before, cost - cost_before);
        let margin = lit(context.money.margin.unwrap_or(1.0));
        let gross = number(costed.clone() - cost) + number(net.clone() - costed) * margin;
        columns.push(known(number(net))?.alias(format!("net_{place}")));
        columns.push(known(gross)?.alias(format!("gross_{place}")));
    }
    Ok(rollup.select(columns)?)
}
