use crate::catalogue::{Better, Measure, Text, Unit};

use super::labels::bases;

pub(super) fn measures() -> Vec<Measure> {
    let number = |id: &str, unit: Unit, better: Better, label: Text, meaning: Text| {
        Measure::number(id, unit, better, label, meaning)
    };
    vec![
        number(
            "acquisition_cost",
            Unit::Currency,
            Better::Lower,
            Text::new("Acquisition cost", "获客成本"),
            Text::new(
                "Acquisition spend of the customer's channel in the days around the first purchase, shared alike by those \
                 won then, and what was spent on the customer by name; unknown where nothing was spent.",
                "首购所在期间该渠道的获客支出由当期新客平均分摊，加上专为该客户的支出；当期无支出时未知。",
            ),
        ),
        number(
            "marketing_cost",
            Unit::Currency,
            Better::Lower,
            Text::new("Relationship marketing", "客户维系成本"),
            Text::new(
                "Spend on keeping customers to date: what names the customer, and an equal share of the rest of the \
                 channel for everybody who bought in its days.",
                "截至基准日的客户维系支出：指名该客户的部分，以及所属渠道其余支出由当期有购买的客户平均分摊的部分。",
            ),
        ),
        number(
            "cac_ratio",
            Unit::None,
            Better::Higher,
            Text::new("Value : acquisition cost", "价值与获客成本之比"),
            Text::new(
                "Contribution so far and expected value, for each unit of acquisition cost; 3 and more is held to be sound.",
                "（已实现毛利贡献＋预期价值）÷ 获客成本；一般认为达到 3 为健康。",
            ),
        )
        .single(),
        number(
            "payback_months",
            Unit::None,
            Better::Lower,
            Text::new("Payback, months", "回本周期（月）"),
            Text::new(
                "Months from the first purchase until contribution has brought the acquisition cost back; where it has not \
                 yet, by the expected value within the horizon.",
                "自首购起毛利贡献累计覆盖获客成本所需的月数；尚未回本的按预测期内的预期价值推算。",
            ),
        )
        .single(),
        Measure::labelled(
            "payback_basis",
            Text::new("Payback so far", "回本状态"),
            Text::new("Whether the acquisition cost is earned back, or expected to be.", "获客成本是否已收回或预计收回。"),
            bases(),
        )
        .state(),
    ]
}
