use crate::catalogue::{Better, Measure, Text, Unit};

pub(super) fn measures() -> Vec<Measure> {
    let number =
        |id: &str, unit: Unit, label: Text, meaning: Text| Measure::number(id, unit, Better::Higher, label, meaning);
    vec![
        number(
            "products_year",
            Unit::Count,
            Text::new("Products bought", "近一年购买产品数"),
            Text::new("Different products bought in the past 365 days.", "近 365 天内购买过的不同产品数量。"),
        )
        .single(),
        number(
            "categories_year",
            Unit::Count,
            Text::new("Categories bought", "近一年购买品类数"),
            Text::new("Different product categories bought in the past 365 days.", "近 365 天内购买过的不同品类数量。"),
        )
        .single(),
        number(
            "new_product_share",
            Unit::Probability,
            Text::new("Share of new products", "新品占比"),
            Text::new(
                "Share of sales of the past 365 days in products launched within them, of products whose launch is known.",
                "近 365 天销售额中上市不满 365 天的产品占比，仅计上市日期已知的产品。",
            ),
        ),
    ]
}
