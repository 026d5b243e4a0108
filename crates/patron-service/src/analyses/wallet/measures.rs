use crate::catalogue::{Better, Measure, Text, Unit};

pub(super) fn measures() -> Vec<Measure> {
    let number = Measure::number;
    vec![
        number(
            "share_of_wallet",
            Unit::Probability,
            Better::Higher,
            Text::new("Share of wallet", "钱包份额"),
            Text::new(
                "Our net amount / the customer's spend on the category, in its latest known period; where the spend is \
                 not known, what competitors leave.",
                "最近已知期间内本公司净销售额占客户品类总支出的比例；总支出未知时，取竞争对手份额之外的部分。",
            ),
        ),
        number(
            "category_spend",
            Unit::Currency,
            Better::Higher,
            Text::new("Spend on the category", "品类总支出"),
            Text::new(
                "What the customer spends on the category with everybody, in the latest known period.",
                "最近已知期间内客户在该品类上的全部支出。",
            ),
        ),
        number(
            "wallet_gap",
            Unit::Currency,
            Better::Higher,
            Text::new("Spent elsewhere", "流向同行的支出"),
            Text::new(
                "Spend on the category less our net amount in the same period: what could still be won.",
                "品类总支出减去同期本公司净销售额，即尚可争取的部分。",
            ),
        ),
        Measure::text(
            "top_competitor",
            Text::new("Largest competitor", "主要竞争对手"),
            Text::new("The competitor with the largest known share.", "已知份额最大的竞争对手。"),
        ),
        number(
            "top_competitor_share",
            Unit::Probability,
            Better::Lower,
            Text::new("Share of the largest competitor", "主要竞争对手份额"),
            Text::new("Its share of the customer's spend on the category.", "该竞争对手占客户品类支出的比例。"),
        ),
    ]
}
