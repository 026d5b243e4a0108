//! Names of the fields of costs and of what causes them.

use super::{CUSTOMER_ID, Field, Takes, field};

pub(super) const COST_POOLS: &[Field] = &[
    field(
        "pool",
        true,
        Takes::Text,
        "pool cost_pool pool_id cost_pool_id cost_account account_code cost_type cost_category expense_type \
         expense_account resource 成本池 成本池编号 成本项目 费用项目 费用科目 成本科目 费用类别 成本类别 资源",
        "account category type 科目 类别 项目",
    ),
    field(
        "period",
        true,
        Takes::Date,
        "period period_start from_date start_date posting_date booking_date month year_month quarter year 期间 \
         开始日期 起始日期 期初 记账日期 入账日期 会计期间 年月 月份 季度 年度",
        "date from 日期",
    ),
    field(
        "period_end",
        false,
        Takes::Date,
        "period_end period_to to_date end_date 期末 期间结束 截止日期 结束日期",
        "to end",
    ),
    field(
        "amount",
        true,
        Takes::Number,
        "amount cost cost_amount expense expenses expense_amount total_cost spend 金额 成本 成本金额 费用 费用金额 \
         发生额 支出",
        "value total 合计",
    ),
    field(
        "department",
        false,
        Takes::Text,
        "department cost_center cost_centre department_id division unit 部门 部门编号 成本中心 责任中心 所属部门",
        "team",
    ),
    field(
        "behaviour",
        false,
        Takes::Text,
        "behaviour behavior cost_behaviour cost_behavior cost_nature 成本性态 成本性质 性态",
        "nature 性质",
    ),
    field(
        "name",
        false,
        Takes::Text,
        "name pool_name account_name description 名称 科目名称 成本池名称 项目名称 说明",
        "text",
    ),
    field("currency", false, Takes::Text, "currency currency_code 币种 货币 币别", ""),
];

pub(super) const ACTIVITY_DRIVERS: &[Field] = &[
    field(
        "driver",
        true,
        Takes::Text,
        "driver driver_id cost_driver activity_driver driver_name activity 动因 作业动因 成本动因 动因编号 动因名称 作业",
        "measure type kind 类型",
    ),
    field(
        "volume",
        true,
        Takes::Number,
        "volume driver_volume driver_quantity quantity units hours minutes kilometres kilometers km mileage 动因量 \
         作业量 数量 工时 里程 公里数 小时数 分钟数",
        "value amount count 值",
    ),
    field(
        "recorded_at",
        true,
        Takes::Date,
        "recorded_at recorded_on record_date period month day work_date service_date activity_date 记录日期 记录时间 \
         发生日期 发生时间 作业日期 期间 月份 年月",
        "date datetime time 日期 时间",
    ),
    field("customer_id", false, Takes::Id, CUSTOMER_ID, "customer client account 客户"),
    field(
        "product_id",
        false,
        Takes::Id,
        "product_id product_no product_code sku item_id 商品编码 商品编号 产品编码 产品编号 产品id",
        "product 商品 产品",
    ),
];
