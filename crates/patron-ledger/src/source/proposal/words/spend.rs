//! Names of the fields of marketing spend.

use super::{CUSTOMER_ID, Field, Takes, field};

pub(super) const MARKETING_SPEND: &[Field] = &[
    field(
        "period",
        true,
        Takes::Date,
        "period period_start spend_date start_date spent_on spend_month month 期间 周期 投放日期 投放月份 开始日期 \
         月份 统计月份 费用月份",
        "date day 日期 年月",
    ),
    field(
        "period_end",
        false,
        Takes::Date,
        "period_end period_to end_date spend_to 期末 期间结束 结束日期 截止日期 投放结束日期",
        "to end",
    ),
    field(
        "purpose",
        true,
        Takes::Text,
        "purpose spend_purpose objective campaign_objective spend_type 用途 费用用途 投放目的 营销目的 目的 费用类型",
        "type goal 类型",
    ),
    field(
        "amount",
        true,
        Takes::Number,
        "amount spend spend_amount marketing_spend ad_spend cost total_cost budget_spent 金额 费用 营销费用 \
         推广费用 广告费 投放金额 花费 获客费用",
        "value expense 支出",
    ),
    field(
        "channel",
        false,
        Takes::Text,
        "channel marketing_channel acquisition_channel media medium 渠道 营销渠道 获客渠道 投放渠道 媒体",
        "source platform 来源 平台",
    ),
    field(
        "campaign",
        false,
        Takes::Text,
        "campaign campaign_name campaign_id promotion activity_name 活动 活动名称 营销活动 推广活动 计划名称",
        "name 名称",
    ),
    field("customer_id", false, Takes::Id, CUSTOMER_ID, "customer client account 客户"),
    field("currency", false, Takes::Text, "currency currency_code 币种 货币 币别", ""),
];
