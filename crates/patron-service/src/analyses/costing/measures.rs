use crate::catalogue::{Better, Measure, Text, Unit};

pub(super) fn measures() -> Vec<Measure> {
    let number = Measure::number;
    vec![
        number(
            "cost_to_serve",
            Unit::Currency,
            Better::Lower,
            Text::new("Cost to serve", "服务成本"),
            Text::new(
                "Incremental and shared cost that the customer caused in the days of the kept costs; 0 where it caused none.",
                "客户在已保存成本所覆盖的日期内引起的增量成本与共享成本；没有引起则为 0。",
            ),
        ),
        number(
            "cost_incremental",
            Unit::Currency,
            Better::Lower,
            Text::new("Incremental cost to serve", "增量服务成本"),
            Text::new(
                "The part of the cost to serve that would go with the customer's volume.",
                "服务成本中会随客户业务量消失的部分。",
            ),
        ),
        number(
            "costed_revenue",
            Unit::Currency,
            Better::Higher,
            Text::new("Net revenue of the costed days", "成本期间净销售额"),
            Text::new("Sales less returns in the days of the kept costs.", "已保存成本所覆盖的日期内的销售额减退货。"),
        ),
        number(
            "customer_gross_profit",
            Unit::Currency,
            Better::Higher,
            Text::new("Gross profit of the costed days", "成本期间毛利"),
            Text::new(
                "Contribution in the days of the kept costs: sales less returns and product cost.",
                "已保存成本所覆盖的日期内的毛利贡献：销售额减退货和产品成本。",
            ),
        ),
        number(
            "profit_full",
            Unit::Currency,
            Better::Higher,
            Text::new("Profit, fully allocated", "客户利润（完全分摊）"),
            Text::new(
                "Gross profit of the costed days - cost to serve; before the last stage (sustaining cost) and tax on revenue.",
                "成本期间毛利减服务成本；未扣最后一级的维持成本和按收入计的税。",
            ),
        ),
        number(
            "profit_incremental",
            Unit::Currency,
            Better::Higher,
            Text::new("Profit, incremental", "客户利润（增量成本）"),
            Text::new(
                "Gross profit of the costed days - incremental cost to serve, before tax on revenue; below 0 every sale loses \
                 money.",
                "成本期间毛利减增量服务成本，未扣按收入计的税；低于 0 表示每笔销售都在亏损。",
            ),
        ),
        number(
            "margin_full",
            Unit::Probability,
            Better::Higher,
            Text::new("Margin, fully allocated", "利润率（完全分摊）"),
            Text::new(
                "Profit, fully allocated / net revenue of the costed days; unknown where that is not above 0.",
                "完全分摊利润 / 成本期间净销售额；净销售额不大于 0 时未知。",
            ),
        )
        .single(),
        number(
            "margin_incremental",
            Unit::Probability,
            Better::Higher,
            Text::new("Margin, incremental", "利润率（增量成本）"),
            Text::new(
                "Profit, incremental / net revenue of the costed days; unknown where that is not above 0.",
                "增量成本利润 / 成本期间净销售额；净销售额不大于 0 时未知。",
            ),
        )
        .single(),
    ]
}
