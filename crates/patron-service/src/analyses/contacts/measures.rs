use crate::catalogue::{Better, Measure, Text, Unit};

pub(super) fn measures() -> Vec<Measure> {
    let number = Measure::number;
    vec![
        number(
            "contacts_year",
            Unit::Count,
            Better::Neither,
            Text::new("Contacts in the past year", "近一年互动次数"),
            Text::new(
                "Visits, calls and all other contacts in the past 365 days.",
                "近 365 天内的拜访、电话等全部互动次数。",
            ),
        ),
        number(
            "days_since_contact",
            Unit::Days,
            Better::Lower,
            Text::new("Days since the last contact", "距上次联系天数"),
            Text::new("Days from the last contact to the valuation date.", "从最近一次互动到估值基准日的天数。"),
        ),
        number(
            "complaints_year",
            Unit::Count,
            Better::Lower,
            Text::new("Complaints in the past year", "近一年投诉数"),
            Text::new("Complaints in the past 365 days.", "近 365 天内的投诉次数。"),
        ),
        number(
            "complaints_90d",
            Unit::Count,
            Better::Lower,
            Text::new("Complaints in 90 days", "近 90 天投诉数"),
            Text::new("Complaints in the past 90 days.", "近 90 天内的投诉次数。"),
        ),
        number(
            "complaints_unresolved",
            Unit::Count,
            Better::Lower,
            Text::new("Complaints without an end", "未办结投诉数"),
            Text::new(
                "Complaints, however old, for which no day of resolution is recorded.",
                "没有办结记录的投诉数量，不限时间。",
            ),
        ),
        number(
            "praise_year",
            Unit::Count,
            Better::Higher,
            Text::new("Praise in the past year", "近一年表扬数"),
            Text::new("Words of praise in the past 365 days.", "近 365 天内的表扬次数。"),
        ),
        number(
            "suggestions_valuable",
            Unit::Count,
            Better::Higher,
            Text::new("Valuable suggestions", "有价值建议数"),
            Text::new(
                "Suggestions of the past 365 days that were graded valuable.",
                "近 365 天内被评为“有价值”的建议数量。",
            ),
        ),
        number(
            "suggestions_ordinary",
            Unit::Count,
            Better::Higher,
            Text::new("Ordinary suggestions", "一般建议数"),
            Text::new(
                "Suggestions of the past 365 days that were graded ordinary.",
                "近 365 天内被评为“一般”的建议数量。",
            ),
        ),
        number(
            "suggestions_value",
            Unit::Count,
            Better::Higher,
            Text::new("Points of suggestions", "建议得分"),
            Text::new(
                "10 for each valuable and 2 for each ordinary suggestion of the past 365 days.",
                "近 365 天内每条有价值建议计 10 分，每条一般建议计 2 分。",
            ),
        ),
        number(
            "contact_cost_year",
            Unit::Currency,
            Better::Lower,
            Text::new("Cost of contacts", "近一年互动费用"),
            Text::new(
                "Cost of the contacts of the past 365 days, as recorded with them.",
                "近 365 天内互动记录中的费用合计。",
            ),
        ),
    ]
}
