//! The columns of a file of orders by customer and month.

use super::super::columns::FileColumn;

/// A column of such a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CountColumn {
    CustomerId,
    Month,
    Orders,
    Amount,
}

impl FileColumn for CountColumn {
    const ALL: &'static [Self] = &[Self::CustomerId, Self::Month, Self::Orders, Self::Amount];

    fn name(self) -> &'static str {
        match self {
            Self::CustomerId => "customer_id",
            Self::Month => "month",
            Self::Orders => "orders",
            Self::Amount => "amount",
        }
    }

    fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::CustomerId => &["customer_id", "customerid", "customer", "cust_id", "id", "客户编号", "客户"],
            Self::Month => &["month", "year_month", "period", "date", "月份", "月"],
            Self::Orders => &["orders", "order_count", "n_orders", "purchases", "count", "订单数", "购买次数"],
            Self::Amount => &["amount", "revenue", "sales", "spend", "金额", "销售额"],
        }
    }

    fn is_text(self) -> bool {
        matches!(self, Self::CustomerId | Self::Month)
    }
}
