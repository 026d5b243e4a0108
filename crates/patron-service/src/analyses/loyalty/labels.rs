//! Attitude beside behaviour \[DB1994\].

use crate::catalogue::{Label, Playbook, Text};

/// Best first.
#[rustfmt::skip]
pub(super) fn labels() -> Vec<Label> {
    vec![
        Label {
            id: "true".to_owned(),
            label: Text::new("Truly loyal", "真正忠诚"),
            meaning: Text::new("Recommends or prefers us, bought again and is still expected to.", "愿意推荐或偏好我们，重复购买且预计仍会购买。"),
            strategy: Text::new("Keep the promise that made them loyal; ask them to bring others.", "守住赢得忠诚的承诺，请他们带来新客户。"),
            playbook: Some(Playbook::new(
                ["Recognition, referral, a say in what comes next.", "荣誉、推荐有礼、参与新品意见。"],
                ["Every quarter.", "每季度一次。"],
                ["Account manager.", "客户经理。"], 30)),
        },
        Label {
            id: "latent".to_owned(),
            label: Text::new("Latently loyal", "潜在忠诚"),
            meaning: Text::new("Recommends or prefers us and does not buy again: something stands in the way.", "愿意推荐或偏好我们，却没有持续购买：有障碍存在。"),
            strategy: Text::new("Find what stands in the way (price, reach, range, budget) and remove it.", "找出障碍（价格、渠道、品类、预算）并消除。"),
            playbook: Some(Playbook::new(
                ["Another way to order, a smaller size, terms of payment.", "新的订购方式、小规格、付款条件。"],
                ["Within a month, then every quarter.", "一个月内联系，之后每季度一次。"],
                ["Sales team.", "销售团队。"], 25)),
        },
        Label {
            id: "spurious".to_owned(),
            label: Text::new("Spuriously loyal", "虚假忠诚"),
            meaning: Text::new("Buys again without liking it: habit, contract, no other offer near.", "持续购买但并不认同：出于习惯、合同或没有其他选择。"),
            strategy: Text::new("Win the attitude before a rival makes the offer; look at contract ends.", "在对手出价之前改善态度，关注合同到期日。"),
            playbook: Some(Playbook::new(
                ["Mend what displeases; a benefit they notice before the contract ends.", "改进不满之处，在合同到期前给出看得见的好处。"],
                ["Every two months.", "每两个月一次。"],
                ["Account manager and service.", "客户经理与客服。"], 35)),
        },
        Label {
            id: "none".to_owned(),
            label: Text::new("Not loyal", "不忠诚"),
            meaning: Text::new("Neither likes it nor buys again.", "既不认同，也没有持续购买。"),
            strategy: Text::new("Ask why once; serve by the least costly way.", "询问一次原因，之后以低成本方式服务。"),
            playbook: Some(Playbook::new(
                ["The standard offer.", "标准方案。"],
                ["Campaigns for everybody.", "仅参加普遍活动。"],
                ["Service.", "客服。"], 10)),
        },
    ]
}
