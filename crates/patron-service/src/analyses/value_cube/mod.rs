//! The value cube: current, future and relative value, each high or low.

mod labels;

use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{Expr, col, lit, when};
use serde::{Deserialize, Serialize};

use crate::catalogue::{Measure, Text};
use crate::error::Result;
use crate::run::RunContext;

use super::per_customer::number;
use super::quantiles::{median, sorted_values};
use super::{Analysis, Fitted, Requirements};

/// Eight types by whether realised value, expected value and share of wallet reach their bound.
///
/// The bounds of money are the medians over all customers; that of the share of wallet is one half: above it we are
/// the main supplier. Without all three a customer has no type.
#[derive(Debug)]
pub(super) struct ValueCube;

/// Share of wallet from which we are the main supplier.
const MAIN_SUPPLIER: f64 = 0.5;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Parameters {
    current: Option<f64>,
    future: Option<f64>,
    relative: f64,
}

/// Type by current, future, relative: h is high.
const TYPES: [(&str, [bool; 3]); 8] = [
    ("pillar", [true, true, true]),
    ("rising", [false, true, true]),
    ("future", [false, true, false]),
    ("room", [true, true, false]),
    ("harvest", [true, false, true]),
    ("small-loyal", [false, false, true]),
    ("marginal", [false, false, false]),
    ("side-supplier", [true, false, false]),
];

#[async_trait]
impl Analysis for ValueCube {
    fn id(&self) -> &str {
        "value-cube"
    }

    fn label(&self) -> Text {
        Text::new("Value cube", "客户价值立方")
    }

    fn requires(&self) -> Requirements {
        Requirements::new(&["orders", "wallets"], &["share_of_wallet"]).fitted_on(&["realised_value", "expected_value"])
    }

    fn measures(&self) -> Vec<Measure> {
        vec![Measure::labelled(
            "value_cube",
            Text::new("Value cube", "价值立方"),
            Text::new(
                "Current value (realised), future value (expected), each against the median, and our share of wallet \
                 against one half.",
                "当前价值（历史价值）与未来价值（预期价值）各与中位数相比，相对价值以钱包份额一半为界。",
            ),
            labels::labels(),
        )]
    }

    async fn fit(&self, customers: &DataFrame, _: &RunContext) -> Result<Fitted> {
        let current = median(&sorted_values(customers, number(col("realised_value"))).await?);
        let future = median(&sorted_values(customers, number(col("expected_value"))).await?);
        let parameters = Parameters { current, future, relative: MAIN_SUPPLIER };
        Ok(Fitted { parameters: serde_json::to_value(parameters)?, notices: Vec::new() })
    }

    async fn score(&self, customers: DataFrame, fitted: &Fitted, _: &RunContext) -> Result<DataFrame> {
        let parameters: Parameters = serde_json::from_value(fitted.parameters.clone())?;
        let reaches = |measure: &str, bound: Option<f64>| col(measure).gt_eq(lit(bound.unwrap_or(f64::INFINITY)));
        let high = [
            reaches("realised_value", parameters.current),
            reaches("expected_value", parameters.future),
            reaches("share_of_wallet", Some(parameters.relative)),
        ];
        let matches = |wanted: [bool; 3]| -> Expr {
            let parts = high.iter().zip(wanted).map(|(high, wanted)| if wanted { high.clone() } else { !high.clone() });
            parts.fold(lit(true), Expr::and)
        };
        let [(first, wanted), rest @ ..] = TYPES;
        let mut case = when(matches(wanted), lit(first));
        for (id, wanted) in rest {
            case = case.when(matches(wanted), lit(id));
        }
        Ok(customers.with_column("value_cube", case.end()?)?)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{TYPES, labels};

    #[test]
    fn every_corner_of_the_cube_is_one_type_with_a_label() {
        assert_eq!(TYPES.iter().map(|(_, corner)| corner).collect::<BTreeSet<_>>().len(), 8);
        let labels = labels::labels();
        let named: BTreeSet<_> = labels.iter().map(|label| label.id.as_str()).collect();
        assert_eq!(named, TYPES.iter().map(|(id, _)| *id).collect());
        let shares = labels.iter().map(|label| label.playbook.as_ref().map(|playbook| playbook.resources));
        assert_eq!(shares.sum::<Option<u8>>(), Some(100));
    }
}
