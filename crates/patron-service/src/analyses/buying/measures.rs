use crate::catalogue::{Better, Measure, Text, Unit};

pub(super) fn measures() -> Vec<Measure> {
    let number = Measure::number;
    vec![
        number(
            "billing_year",
            Unit::Currency,
            Better::Higher,
            Text::new("Net sales, past year", "近一年净销售额"),
            Text::new("Sales less returns of the past 365 days.", "近 365 天的销售额减退货。"),
        ),
        number(
            "monthly_billing",
            Unit::Currency,
            Better::Higher,
            Text::new("Net sales a month", "月均净销售额"),
            Text::new(
                "Net sales of the past year per month; of newer customers per month since the first purchase.",
                "近一年净销售额的月均值；不满一年的客户自首购起计。",
            ),
        )
        .single(),
        number(
            "billing_trend",
            Unit::Probability,
            Better::Higher,
            Text::new("Change of net sales", "净销售额同比"),
            Text::new(
                "Net sales of the past 365 days against the 365 before; unknown for customers of less than two years.",
                "近 365 天净销售额与此前 365 天相比的变化；客龄不足两年时未知。",
            ),
        ),
        number(
            "return_share",
            Unit::Probability,
            Better::Lower,
            Text::new("Share returned", "退货率"),
            Text::new("Returned amounts / sales, to date.", "截至基准日退货金额占销售额的比例。"),
        ),
        number(
            "demand_forecast",
            Unit::Currency,
            Better::Higher,
            Text::new("Demand of the coming year", "未来一年需求预测"),
            Text::new(
                "Expected purchases times expected spend, for 365 days: revenue, not contribution, not discounted.",
                "预期购买次数乘以预期客单价，折算为 365 天；为销售额口径，未折现。",
            ),
        ),
    ]
}
