use crate::catalogue::{Better, Measure, Text, Unit};

pub(super) fn measures() -> Vec<Measure> {
    let number = Measure::number;
    vec![
        number(
            "contracts_running",
            Unit::Count,
            Better::Higher,
            Text::new("Running contracts", "在执行合同数"),
            Text::new("Contracts that run at the valuation date.", "估值基准日仍在执行的合同数量。"),
        ),
        number(
            "contract_monthly_amount",
            Unit::Currency,
            Better::Higher,
            Text::new("Contracted a month", "合同月金额"),
            Text::new("Monthly amounts of the running contracts.", "在执行合同的月金额合计。"),
        ),
        number(
            "contracts_ended_year",
            Unit::Count,
            Better::Lower,
            Text::new("Contracts ended in the past year", "近一年终止合同数"),
            Text::new(
                "Contracts that ended within the past 365 days: what the customer switched away from.",
                "近 365 天内终止的合同数量，反映转网、转换情况。",
            ),
        ),
        Measure::date(
            "contract_end",
            Text::new("Next contract end", "最近合同到期日"),
            Text::new("The first day on which a running contract ends.", "在执行合同中最早的到期日。"),
        ),
        number(
            "contract_days_left",
            Unit::Days,
            Better::Higher,
            Text::new("Days to the next contract end", "距合同到期天数"),
            Text::new(
                "Days from the valuation date until the next contract ends; unknown where none has an end.",
                "从估值基准日到最近合同到期的天数；无到期日时未知。",
            ),
        ),
    ]
}
