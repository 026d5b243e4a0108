//! Names of the fields of records beside orders, customers and products.

use super::{CUSTOMER_ID, Field, Takes, field};

pub(super) const INTERACTIONS: &[Field] = &[
    field("customer_id", true, Takes::Id, CUSTOMER_ID, "id customer client account 客户"),
    field(
        "occurred_at",
        true,
        Takes::Date,
        "occurred_at interaction_date interaction_time contact_date contacted_at visit_date \
         call_date complaint_date activity_date opened_at created_at 发生时间 发生日期 拜访日期 拜访时间 联系时间 \
         联系日期 投诉时间 投诉日期 来电时间 创建时间 互动时间 跟进时间",
        "date datetime time at 日期 时间",
    ),
    field(
        "kind",
        true,
        Takes::Text,
        "kind interaction_type interaction_kind activity_type contact_type ticket_type 互动类型 \
         联系类型 活动类型 工单类型 跟进方式",
        "type category 类型 类别",
    ),
    field("value", false, Takes::Text, "value grade worth rating 价值 等级 评级 分值", ""),
    field("cost", false, Takes::Number, "cost expense visit_cost service_cost 成本 费用 拜访费用 服务费用", ""),
    field(
        "resolved_at",
        false,
        Takes::Date,
        "resolved_at closed_at resolution_date solved_at 解决时间 解决日期 办结时间 关闭时间",
        "",
    ),
    field(
        "touchpoint",
        false,
        Takes::Text,
        "touchpoint channel contact_channel contact_method 触点 渠道 联系渠道 接触点",
        "source 来源",
    ),
];

pub(super) const RECEIVABLES: &[Field] = &[
    field("customer_id", true, Takes::Id, CUSTOMER_ID, "id customer client account 客户"),
    field(
        "invoice_id",
        true,
        Takes::Id,
        "invoice_id invoice_no invoice_number bill_id bill_no receivable_id document_no 发票号 \
         发票号码 账单号 账单编号 应收单号 单据号",
        "invoice bill 发票 账单 单号",
    ),
    field(
        "issued_at",
        true,
        Takes::Date,
        "issued_at issue_date invoice_date bill_date posting_date document_date 开票日期 出账日期 账单日期 \
         记账日期",
        "date 日期",
    ),
    field(
        "due_at",
        true,
        Takes::Date,
        "due_at due_date payment_due payable_by 到期日 到期日期 应付日期 应收日期 付款期限",
        "due",
    ),
    field(
        "amount",
        true,
        Takes::Number,
        "amount invoice_amount bill_amount amount_due total_amount receivable_amount 金额 发票金额 \
         账单金额 应收金额 应收账款",
        "total value",
    ),
    field(
        "paid_at",
        false,
        Takes::Date,
        "paid_at payment_date paid_date settled_at clearing_date 付款日期 回款日期 收款日期 到账日期 结清日期",
        "",
    ),
    field(
        "paid_amount",
        false,
        Takes::Number,
        "paid_amount amount_paid payment_amount settled_amount 已付金额 回款金额 收款金额 实收金额 到账金额",
        "paid",
    ),
];

pub(super) const OPPORTUNITIES: &[Field] = &[
    field("customer_id", false, Takes::Id, CUSTOMER_ID, "customer client account 客户"),
    field(
        "opportunity_id",
        true,
        Takes::Id,
        "opportunity_id opportunity_no deal_id deal_no quote_id 商机编号 商机id 商机号 销售机会编号 报价单号",
        "opportunity deal id 商机",
    ),
    field(
        "stage",
        true,
        Takes::Text,
        "stage deal_stage sales_stage opportunity_stage pipeline_stage 阶段 商机阶段 销售阶段 跟进阶段",
        "status 状态",
    ),
    field(
        "amount",
        false,
        Takes::Number,
        "amount deal_value deal_amount close_value opportunity_amount expected_revenue \
         expected_amount contract_value 金额 商机金额 预计金额 预计成交金额 成交金额 合同金额",
        "value 价值",
    ),
    field(
        "probability",
        false,
        Takes::Number,
        "probability win_probability likelihood chance 概率 赢单概率 成交概率 赢率",
        "confidence",
    ),
    field(
        "opened_at",
        false,
        Takes::Date,
        "opened_at open_date engage_date created_at create_date created_date 创建时间 创建日期 立项日期 \
         商机创建时间",
        "start_date",
    ),
    field(
        "expected_close",
        false,
        Takes::Date,
        "expected_close expected_close_date expected_closing_date forecast_close_date 预计成交日期 \
         预计签约日期 预计结单日期 预计关闭日期",
        "",
    ),
    field(
        "closed_at",
        false,
        Takes::Date,
        "closed_at close_date closed_date deal_close_date won_at 成交日期 签约日期 结单日期 关闭日期 赢单日期",
        "",
    ),
    field("won", false, Takes::Flag, "won is_won is_closed_won 是否赢单 是否成交 赢单", ""),
    field(
        "product_id",
        false,
        Takes::Id,
        "product_id product_no product_code sku product 产品编号 产品编码 商品编码 产品",
        "item",
    ),
];

pub(super) const CONTRACTS: &[Field] = &[
    field("customer_id", true, Takes::Id, CUSTOMER_ID, "customer client account 客户"),
    field(
        "contract_id",
        true,
        Takes::Id,
        "contract_id contract_no contract_number subscription_id agreement_no policy_no 合同编号 \
         合同号 合同id 协议编号 订阅编号 保单号",
        "contract id 合同",
    ),
    field(
        "started_at",
        true,
        Takes::Date,
        "started_at start_date begin_date effective_date signed_at activation_date 开始日期 生效日期 \
         起始日期 签约日期 合同开始日期",
        "start date",
    ),
    field(
        "ended_at",
        false,
        Takes::Date,
        "ended_at end_date expiry_date expires_at termination_date cancelled_at 结束日期 到期日期 终止日期 \
         合同结束日期 合同到期日",
        "end",
    ),
    field(
        "monthly_amount",
        false,
        Takes::Number,
        "monthly_amount monthly_fee monthly_charge mrr monthly_revenue 月费 月金额 每月金额 月租 月租费 月收入",
        "amount fee",
    ),
    field("plan", false, Takes::Text, "plan contract_type product tariff 套餐 合同类型 方案 资费", "type 类型"),
];

pub(super) const WALLETS: &[Field] = &[
    field("customer_id", true, Takes::Id, CUSTOMER_ID, "customer client account 客户"),
    field(
        "period",
        true,
        Takes::Date,
        "period period_start year month quarter survey_date 期间 周期 统计期间 年月 月份 季度 年度",
        "date 日期",
    ),
    field("period_end", false, Takes::Date, "period_end period_to end_date 期末 期间结束 截止日期 结束日期", "to end"),
    field(
        "category_spend",
        false,
        Takes::Number,
        "category_spend total_category_spend wallet wallet_size total_spend category_budget \
         品类支出 品类总支出 总支出 钱包规模 采购总额 年采购额",
        "spend budget 支出",
    ),
    field(
        "competitor",
        false,
        Takes::Text,
        "competitor rival competitor_name 竞争对手 竞品 竞争对手名称 友商",
        "supplier",
    ),
    field(
        "competitor_share",
        false,
        Takes::Number,
        "competitor_share rival_share competitor_share_of_wallet 竞争对手份额 竞品份额 友商份额 对手占比",
        "share 份额 占比",
    ),
];

pub(super) const PEOPLE: &[Field] = &[
    field("customer_id", true, Takes::Id, CUSTOMER_ID, "customer client account company 客户"),
    field("person_id", true, Takes::Id, "person_id contact_id contact_no 联系人编号 联系人id 人员编号", "id"),
    field("name", true, Takes::Text, "name person_name contact_name full_name 姓名 联系人 联系人姓名 名称", "contact"),
    field(
        "role",
        false,
        Takes::Text,
        "role job_title position title contact_title 职务 职位 角色 岗位",
        "function department 部门",
    ),
    field(
        "influence",
        false,
        Takes::Text,
        "influence influence_level decision_power authority 影响力 影响程度 决策权 决策影响",
        "level 级别",
    ),
    field(
        "contact",
        false,
        Takes::Text,
        "contact phone mobile email telephone contact_info 联系方式 电话 手机 手机号 邮箱 微信",
        "tel",
    ),
];

pub(super) const ASSESSMENTS: &[Field] = &[
    field("customer_id", true, Takes::Id, CUSTOMER_ID, "customer client account 客户"),
    field(
        "assessor",
        true,
        Takes::Text,
        "assessor assessed_by rater evaluator scored_by reviewer 评估人 评分人 打分人 评价人 评审人",
        "by user",
    ),
    field("scorecard", true, Takes::Text, "scorecard card scorecard_id card_id 评分卡 评分表 计分卡 评价表", ""),
    field("version", false, Takes::Text, "version card_version scorecard_version 版本 评分卡版本 版本号", ""),
    field(
        "indicator",
        true,
        Takes::Text,
        "indicator criterion item metric indicator_id 指标 评价指标 评分项 指标编号",
        "name",
    ),
    field("score", true, Takes::Number, "score points rating mark 得分 分数 评分 分值", "value"),
    field(
        "assessed_on",
        true,
        Takes::Date,
        "assessed_on assessed_at assessment_date scored_at rated_at score_date 评估日期 评分日期 打分日期 \
         评价日期",
        "date at 日期",
    ),
    field("note", false, Takes::Text, "note comment remark remarks reason 备注 说明 评语 理由", "text"),
    field("round", false, Takes::Number, "round delphi_round round_number 轮次 评估轮次 打分轮次 德尔菲轮次", ""),
];
