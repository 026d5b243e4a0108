//! The key figures under the title, and the branches of the value tree.

use serde::Serialize;

use super::format::DASH;
use super::{Content, Format, Words};

/// A figure that stands alone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Figure {
    label: String,
    value: String,
    note: String,
}

/// A branch of the value tree; `depth` 0 is the root.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Branch {
    label: String,
    value: String,
    range: String,
    meaning: String,
    depth: u8,
    /// share of the root, in per cent, for the bar
    width: f64,
    measured: bool,
}

/// At most five.
pub(super) fn figures(content: &Content, words: &Words, format: &Format) -> Vec<Figure> {
    let overview = &content.overview;
    let tree = &overview.value_tree;
    let figure = |key: &str, value: String, note: String| Figure { label: words.get("figure", key), value, note };
    let interval = |low, high| match format.range(low, high) {
        range if range.is_empty() => range,
        range => words.fill("figure", "interval", &[("range", range)]),
    };
    #[expect(clippy::cast_precision_loss, reason = "numbers of customers are far below 2^52")]
    let repeaters = overview.repeat_customers as f64 / overview.customers.max(1) as f64;
    vec![
        figure("customer_value", format.money(tree.customer_value), String::new()),
        figure(
            "customer_equity",
            format.money(tree.customer_equity),
            interval(tree.customer_equity_low, tree.customer_equity_high),
        ),
        figure(
            "realised_value",
            format.money(tree.realised_value),
            words.fill("figure", "of_revenue", &[("revenue", format.money(tree.revenue))]),
        ),
        figure(
            "customers",
            format.count(overview.customers),
            words.fill("figure", "repeaters", &[("share", format.percent(repeaters))]),
        ),
        figure(
            "returning",
            overview.returning_customers.map_or(DASH.to_owned(), |count| format.fixed(count, 0)),
            overview.mean_probability_return.map_or(String::new(), |share| {
                words.fill("figure", "mean_return", &[("share", format.percent(share))])
            }),
        ),
    ]
}

/// The value tree from root to leaves.
pub(super) fn branches(content: &Content, words: &Words, format: &Format) -> Vec<Branch> {
    let tree = &content.overview.value_tree;
    let whole = tree.customer_value.filter(|value| *value > 0.0);
    let branch = |id: &str, depth: u8, value: Option<f64>, range: String| Branch {
        label: words.get("tree", id),
        value: format.money(value),
        range,
        meaning: words.get("tree_meaning", id),
        depth,
        width: value.zip(whole).map_or(0.0, |(value, whole)| (value / whole * 100.0).clamp(0.0, 100.0)),
        measured: value.is_some(),
    };
    let equity = format.range(tree.customer_equity_low, tree.customer_equity_high);
    let costs = [
        ("cost_to_serve", tree.cost_to_serve),
        ("acquisition_cost", tree.acquisition_cost),
        ("marketing_cost", tree.marketing_cost),
    ];
    // without any of them realised value is contribution, and its parts say nothing more
    let mut parts = Vec::new();
    if costs.iter().any(|(_, cost)| cost.is_some()) {
        parts.push(branch("contribution", 2, tree.contribution, String::new()));
        parts.extend(costs.map(|(id, cost)| branch(id, 2, cost.map(|cost| -cost), String::new())));
    }
    let mut branches = vec![
        branch("customer_value", 0, tree.customer_value, String::new()),
        branch("realised_value", 1, tree.realised_value, String::new()),
    ];
    branches.extend(parts);
    branches.extend([
        branch("customer_equity", 1, tree.customer_equity, equity),
        branch("expected_value", 2, tree.expected_value, String::new()),
        branch("potential_value", 2, tree.potential_value, String::new()),
        branch("expected_credit_loss", 2, tree.expected_credit_loss, String::new()),
    ]);
    branches
}
