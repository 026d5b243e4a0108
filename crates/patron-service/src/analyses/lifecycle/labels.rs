//! The stages of a customer's life.

use crate::catalogue::{Label, Playbook, Text};

/// Best first.
#[rustfmt::skip]
pub(super) fn labels() -> Vec<Label> {
    vec![
        Label {
            id: "acquisition".to_owned(),
            label: Text::new("Acquisition", "获取期（新客户）"),
            meaning: Text::new("New: one purchase so far, or a first purchase less than 90 days ago.", "新客户：仅购买一次，或首购不足 90 天。"),
            strategy: Text::new("Lead to the second purchase; it decides more than any later one.", "引导第二次购买，这一步比之后任何一次都关键。"),
            playbook: Some(Playbook::new(
                ["Welcome, help with first use, a small advantage on the second order.", "欢迎、使用指导、第二单小额优惠。"],
                ["Four contacts in six weeks.", "六周内四次触达。"],
                ["Service and marketing.", "客服与市场部。"], 20)),
        },
        Label {
            id: "growth".to_owned(),
            label: Text::new("Growth", "成长期（忠诚客户）"),
            meaning: Text::new("Buys again at a steady pace, not yet among the most valuable.", "稳定复购，尚未进入高价值行列。"),
            strategy: Text::new("Widen what they buy: further ranges, higher quality, longer agreements.", "拓宽购买：更多品类、更高档次、更长约期。"),
            playbook: Some(Playbook::new(
                ["Related products, membership, volume terms.", "关联产品、会员、量价条件。"],
                ["Every three to six weeks.", "每三到六周一次。"],
                ["Sales team.", "销售团队。"], 30)),
        },
        Label {
            id: "maturity".to_owned(),
            label: Text::new("Maturity", "成熟期（高价值客户）"),
            meaning: Text::new("Buys at its own pace and belongs to the top fifth by realised value.", "按自身节奏购买，历史价值位列前 20%。"),
            strategy: Text::new("Hold the peak: service without faults, a person who answers, no surprises in price.", "守住峰值：服务不出错、专人负责、价格不突变。"),
            playbook: Some(Playbook::new(
                ["Their own service and terms, first access to what is new.", "专属服务与条件，新品优先。"],
                ["Monthly.", "每月一次。"],
                ["Account manager.", "客户经理。"], 35)),
        },
        Label {
            id: "decline".to_owned(),
            label: Text::new("Decline", "衰退期（流失客户）"),
            meaning: Text::new("Idle for more than three of its usual intervals; after one purchase, longer than nine in ten customers usually wait.", "停购超过自身三个购买周期；仅购一次者，超过九成客户的通常间隔。"),
            strategy: Text::new("Find out why while an answer still helps; win back by value, not by habit.", "趁还来得及弄清原因，按价值决定是否挽回。"),
            playbook: Some(Playbook::new(
                ["Ask first; then help, replacement, or one offer with a date.", "先询问，再提供帮助、换货或一次有期限的优惠。"],
                ["A contact within two weeks, two more in the quarter.", "两周内联系，一个季度内再联系两次。"],
                ["Account manager for the valuable, else service.", "高价值者由客户经理，其余由客服。"], 15)),
        },
    ]
}
