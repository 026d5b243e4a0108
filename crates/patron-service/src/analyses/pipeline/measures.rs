use crate::catalogue::{Better, Measure, Text, Unit};

pub(super) fn measures() -> Vec<Measure> {
    let number =
        |id: &str, unit: Unit, label: Text, meaning: Text| Measure::number(id, unit, Better::Higher, label, meaning);
    vec![
        number(
            "open_opportunities",
            Unit::Count,
            Text::new("Open opportunities", "进行中商机数"),
            Text::new("Deals that were open at the valuation date.", "估值基准日尚未结束的商机数量。"),
        ),
        number(
            "open_pipeline",
            Unit::Currency,
            Text::new("Open pipeline", "商机金额"),
            Text::new(
                "Sum of the amounts of open deals; deals without an amount add nothing.",
                "进行中商机的金额合计，无金额的商机不计。",
            ),
        ),
        number(
            "weighted_pipeline",
            Unit::Currency,
            Text::new("Weighted pipeline", "加权商机金额"),
            Text::new(
                "Open deals, each amount times its probability; where a deal has none, the share won of all decided \
                 deals.",
                "进行中商机的金额乘以赢单概率；未给概率的商机按全部已结商机的赢单率计。",
            ),
        ),
        number(
            "won_deals",
            Unit::Count,
            Text::new("Deals won", "赢单数"),
            Text::new("Deals won up to the valuation date.", "截至估值基准日的赢单数量。"),
        ),
        number(
            "won_amount_year",
            Unit::Currency,
            Text::new("Won in the past year", "近一年赢单金额"),
            Text::new(
                "Amounts of deals won in the 365 days up to the valuation date.",
                "估值基准日前 365 天内赢单的金额合计。",
            ),
        ),
        number(
            "win_rate",
            Unit::Probability,
            Text::new("Win rate", "赢单率"),
            Text::new(
                "Deals won / deals won or lost; unknown before the first decision.",
                "赢单数除以已分胜负的商机数；尚无结果时未知。",
            ),
        ),
    ]
}
