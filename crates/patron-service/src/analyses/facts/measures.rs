use crate::catalogue::{Better, Measure, Text, Unit};

pub(super) fn measures() -> Vec<Measure> {
    let count = |id: &str, label: Text, meaning: Text| Measure::number(id, Unit::Count, Better::Higher, label, meaning);
    let days =
        |id: &str, better: Better, label: Text, meaning: Text| Measure::number(id, Unit::Days, better, label, meaning);
    let money = |id: &str, better: Better, label: Text, meaning: Text| {
        Measure::number(id, Unit::Currency, better, label, meaning)
    };
    vec![
        Measure::text(
            "customer_id",
            Text::new("Customer", "客户"),
            Text::new("The customer's identifier in the company's own records.", "企业记录中的客户编号。"),
        ),
        Measure::date(
            "first_purchase",
            Text::new("First purchase", "首次购买日"),
            Text::new("Local day of the first sale in the ledger.", "台账中第一笔销售的当地日期。"),
        ),
        Measure::date(
            "last_purchase",
            Text::new("Last purchase", "最近购买日"),
            Text::new(
                "Local day of the last purchase up to the valuation date; returns do not count.",
                "截至估值基准日最近一次购买的日期，退货不计。",
            ),
        ),
        days(
            "days_idle",
            Better::Lower,
            Text::new("Days idle", "距上次购买天数"),
            Text::new("Days from the last purchase to the valuation date.", "从最近一次购买到估值基准日的天数。"),
        ),
        count(
            "orders",
            Text::new("Orders", "订单数"),
            Text::new("Distinct orders with at least one sale.", "含有销售行的不重复订单数。"),
        ),
        count(
            "occasions",
            Text::new("Purchase occasions", "购买次数"),
            Text::new(
                "Days with at least one sale; several orders on one day count once.",
                "有销售的天数，同一天的多张订单合并为一次。",
            ),
        ),
        count(
            "frequency",
            Text::new("Repeat purchases", "复购次数"),
            Text::new("Purchase occasions after the first.", "首购之后的购买次数。"),
        ),
        days(
            "recency",
            Better::Higher,
            Text::new("First to last purchase", "首末次购买间隔"),
            Text::new(
                "Days from the first to the last purchase (not days since the last one, which is “days idle”).",
                "首次与最近一次购买相隔的天数（不是“距上次购买天数”）。",
            ),
        ),
        days(
            "age",
            Better::Neither,
            Text::new("Customer age", "客龄"),
            Text::new("Days from the first purchase to the valuation date.", "从首购到估值基准日的天数。"),
        ),
        money(
            "monetary_value",
            Better::Higher,
            Text::new("Mean repeat spend", "次均复购金额"),
            Text::new(
                "Net amount after the first purchase, per repeat purchase; unknown for one-time buyers.",
                "首购之后的净额除以复购次数；仅购买一次的客户无此指标。",
            ),
        )
        .single(),
        money(
            "revenue",
            Better::Higher,
            Text::new("Revenue", "销售额"),
            Text::new("Sum of sales to date, before returns.", "截至基准日的销售额合计，未扣退货。"),
        ),
        money(
            "returns",
            Better::Lower,
            Text::new("Returns", "退货额"),
            Text::new("Sum of returned amounts to date.", "截至基准日的退货金额合计。"),
        ),
        money(
            "contribution",
            Better::Higher,
            Text::new("Contribution", "毛利贡献"),
            Text::new(
                "Revenue less returns and product cost; where the cost of a line is not known, the portfolio's margin \
                 stands in, and without a margin the whole amount counts.",
                "销售额减退货和产品成本；成本未知的订单行按组合毛利率计算，未设毛利率时按全额计入。",
            ),
        ),
    ]
}
