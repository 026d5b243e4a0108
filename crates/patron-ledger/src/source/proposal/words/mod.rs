//! Names under which fields of the ledger appear in exports, English and Chinese.
//!
//! One line a field; a further table is a further constant in [`TABLES`]. Names are written in
//! lower case with `_` between words and blanks between names; the likelier first.

mod costs;
mod records;
mod spend;
mod surveys;

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    /// An identifier: text or whole numbers.
    Id,
    /// Any text.
    Text,
    /// A number.
    Number,
    /// A date or timestamp.
    Date,
    /// Yes or no.
    Flag,
}

/// A field and its names.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) required: bool,
    pub(super) takes: Takes,
    /// Its names, separated by blanks.
    pub(super) names: &'static str,
    /// Names that say so little that they count only when nothing else fits.
    pub(super) weak: &'static str,
}

const fn field(name: &'static str, required: bool, takes: Takes, names: &'static str, weak: &'static str) -> Field {
    Field { name, required, takes, names, weak }
}

/// A table and its fields.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) fields: &'static [Field],
}

pub(super) const TABLES: &[Table] = &[
    Table { name: "orders", fields: ORDERS },
    Table { name: "customers", fields: CUSTOMERS },
    Table { name: "products", fields: PRODUCTS },
    Table { name: "interactions", fields: records::INTERACTIONS },
    Table { name: "receivables", fields: records::RECEIVABLES },
    Table { name: "opportunities", fields: records::OPPORTUNITIES },
    Table { name: "contracts", fields: records::CONTRACTS },
    Table { name: "wallets", fields: records::WALLETS },
    Table { name: "people", fields: records::PEOPLE },
    Table { name: "assessments", fields: records::ASSESSMENTS },
    Table { name: "marketing_spend", fields: spend::MARKETING_SPEND },
    Table { name: "cost_pools", fields: costs::COST_POOLS },
    Table { name: "activity_drivers", fields: costs::ACTIVITY_DRIVERS },
    Table { name: "surveys", fields: surveys::SURVEYS },
];

const CUSTOMER_ID: &str = "customer_id customer_no customer_number customer_code customer_key cust_id client_id \
         client_no account_id account_no buyer_id member_id member_no user_id household_id shopper_id card_no \
         debtor_no sold_to 客户编号 客户id 客户号 客户代码 客户编码 会员编号 会员id 会员号 会员卡号 \
         用户id 用户编号 买家id 买家账号 顾客编号 顾客id 购买方编号";

const ORDERS: &[Field] = &[
    field("customer_id", true, Takes::Id, CUSTOMER_ID, "id customer client account buyer member 客户 会员 买家 顾客"),
    field(
        "ordered_at",
        true,
        Takes::Date,
        "ordered_at order_date order_time order_datetime order_timestamp order_purchase_timestamp \
         purchase_date purchase_time purchased_at invoice_date transaction_date transaction_timestamp \
         transaction_time sale_date sales_date created_at create_time paid_at payment_date 下单时间 \
         下单日期 订单时间 订单日期 订单创建时间 购买时间 购买日期 交易时间 交易日期 成交时间 成交日期 \
         销售日期 销售时间 开票日期 付款时间 支付时间 订单付款时间 消费时间 消费日期",
        "date datetime timestamp time 日期 时间",
    ),
    field(
        "order_id",
        false,
        Takes::Id,
        "order_id order_no order_number order_code invoice_no invoice_id invoice_number invoice \
         transaction_id transaction_no basket_id receipt_no receipt_id bill_no sales_order 订单号 \
         订单编号 订单id 单号 发票号 发票号码 交易号 交易编号 流水号 小票号 销售单号",
        "order receipt basket 订单 单据编号",
    ),
    field(
        "original_order_id",
        false,
        Takes::Id,
        "original_order_id original_order_no original_invoice original_invoice_no returned_order_id \
         refund_of return_of 退款原订单号 退货原订单号 原订单号 原订单编号 原单号 关联订单号 原始订单号",
        "",
    ),
    field(
        "product_id",
        false,
        Takes::Id,
        "product_id product_no product_code product_number sku sku_id stock_code item_id item_no \
         item_code article_no article_id upc ean barcode 商品编码 商品编号 商品id 商品代码 产品编码 \
         产品编号 产品id 产品代码 货号 物料编码 物料号 条码 商家编码 sku编码",
        "product item article 商品 产品",
    ),
    field(
        "quantity",
        false,
        Takes::Number,
        "quantity qty units order_quantity quantity_ordered pieces number_of_items item_count 数量 \
         购买数量 商品数量 销售数量 订购数量 下单数量 件数 销量",
        "number_of count volume num",
    ),
    field(
        "amount",
        false,
        Takes::Number,
        "amount line_amount line_total total_amount total_price order_amount order_value order_total \
         sales_amount sales_value sales revenue net_amount net_sales turnover dollar_value amount_paid \
         paid_amount payment_value transaction_amount extended_price subtotal 金额 实付金额 实收金额 \
         订单金额 销售金额 销售额 总金额 成交金额 支付金额 交易金额 消费金额 应付金额 付款金额 合计金额 \
         商品金额 总价 实付 小计",
        "value total spend spending 合计",
    ),
    field(
        "discount",
        false,
        Takes::Number,
        "discount discount_amount rebate coupon_amount 折扣 折扣金额 优惠金额 优惠 减免金额",
        "",
    ),
    field(
        "cost",
        false,
        Takes::Number,
        "cost line_cost total_cost cost_amount cogs cost_of_goods 成本 成本金额 总成本 销售成本 商品成本",
        "",
    ),
    field(
        "channel",
        false,
        Takes::Text,
        "channel sales_channel order_channel order_source platform 渠道 销售渠道 订单来源 来源渠道 \
         下单渠道 购买渠道 平台",
        "source store_id 来源",
    ),
    field("currency", false, Takes::Text, "currency currency_code 币种 货币 币别", ""),
];

/// Names of the price of one piece; not a field, but with a quantity it makes an amount.
pub(super) const UNIT_PRICE: Field = field(
    "unit_price",
    false,
    Takes::Number,
    "unit_price price_each price_per_unit item_price sale_price 单价 销售单价 商品单价 成交单价 售价",
    "price 价格",
);

/// Names of the profit of a line; with an amount it makes a cost.
pub(super) const PROFIT: Field =
    field("profit", false, Takes::Number, "profit gross_profit margin_amount 利润 毛利 毛利额", "");

const CUSTOMERS: &[Field] = &[
    field("customer_id", true, Takes::Id, CUSTOMER_ID, "id customer account 客户 会员"),
    field(
        "name",
        false,
        Takes::Text,
        "name customer_name company_name client_name account_name full_name company 客户名称 客户姓名 \
         姓名 名称 公司名称 企业名称 会员姓名 会员名称 客户名 单位名称 \
         用户名称 买家名称 顾客名称",
        "account",
    ),
    field(
        "kind",
        false,
        Takes::Text,
        "kind customer_type customer_kind client_type account_type 客户类型 客户性质 类型",
        "segment type",
    ),
    field("industry", false, Takes::Text, "industry sector branch vertical 行业 所属行业 行业类别 客户行业", ""),
    field(
        "region",
        false,
        Takes::Text,
        "region sales_region territory area customer_state state province 地区 区域 大区 销售区域 省份 省 \
         所在地区 所属区域",
        "country office_location city customer_city 城市 国家",
    ),
    field(
        "channel",
        false,
        Takes::Text,
        "channel acquisition_channel lead_source 渠道 获客渠道 来源渠道 客户来源 注册渠道",
        "source 来源",
    ),
    field(
        "acquired_at",
        false,
        Takes::Date,
        "acquired_at acquisition_date customer_since first_order_date first_purchase_date \
         registration_date registered_at signup_date sign_up_date join_date created_at dt_customer \
         注册时间 注册日期 开户日期 建档日期 首次购买日期 首单日期 入会日期 入会时间 成为客户日期 \
         创建时间",
        "",
    ),
    field(
        "account_manager",
        false,
        Takes::Text,
        "account_manager account_owner key_account_manager sales_rep sales_representative sales_agent \
         salesperson owner 客户经理 销售经理 业务员 销售员 负责人 销售代表 跟进人 所属销售",
        "manager",
    ),
    field(
        "parent_id",
        false,
        Takes::Text,
        "parent_id parent_customer_id parent_account parent_account_id parent_company subsidiary_of \
         group_id 上级客户编号 母公司编号 上级客户 母公司 所属集团 集团编号",
        "parent",
    ),
];

const PRODUCTS: &[Field] = &[
    field(
        "product_id",
        true,
        Takes::Id,
        "product_id product_no product_code product_number sku sku_id stock_code item_id item_no \
         item_code article_no article_id upc ean barcode 商品编码 商品编号 商品id 商品代码 产品编码 \
         产品编号 产品id 产品代码 货号 物料编码 条码 sku编码",
        "id product item",
    ),
    field(
        "name",
        false,
        Takes::Text,
        "name product_name item_name product_title title 商品名称 产品名称 品名 名称 商品标题 物料名称 \
         货品名称",
        "description product_description product 商品 产品",
    ),
    field(
        "category",
        false,
        Takes::Text,
        "category product_category product_category_name category_name product_group series department \
         类别 品类 商品类别 商品分类 产品类别 产品分类 分类 类目",
        "category_id sub_category product_type type",
    ),
    field(
        "unit_cost",
        false,
        Takes::Number,
        "unit_cost cost_per_unit cost_price standard_cost purchase_price 单位成本 成本价 进价 采购价 \
         标准成本",
        "cost 成本",
    ),
    field(
        "launched_at",
        false,
        Takes::Date,
        "launched_at launch_date introduced_at released_at release_date 上市日期 上架日期 上市时间 \
         上架时间",
        "",
    ),
    field(
        "retired_at",
        false,
        Takes::Date,
        "retired_at discontinued_at discontinued_date end_of_life 退市日期 下架日期 停产日期 下架时间",
        "",
    ),
];
