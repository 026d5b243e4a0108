//! Classes of recommendation.

use crate::catalogue::{Label, Playbook, Text};

/// Best first.
#[rustfmt::skip]
pub(super) fn labels() -> Vec<Label> {
    vec![
        Label {
            id: "promoter".to_owned(),
            label: Text::new("Promoter", "推荐者"),
            meaning: Text::new("Answered 9 or 10; of several respondents the mean is 9 or more.", "回答 9 或 10；多位受访者时均值不低于 9。"),
            strategy: Text::new("Thank, and make it easy to recommend: they win customers who stay.", "致谢，并让推荐变得容易：他们带来留得住的客户。"),
            playbook: Some(Playbook::new(
                ["Referral, reference visit, first access to what is new.", "推荐有礼、样板参观、新品优先体验。"],
                ["A word of thanks within a week, a request once a year.", "一周内致谢，每年请求推荐一次。"],
                ["Marketing, with the account manager.", "市场部与客户经理。"], 25)),
        },
        Label {
            id: "passive".to_owned(),
            label: Text::new("Passive", "中立者"),
            meaning: Text::new("Answered 7 or 8; of several respondents the mean is 7 or more and below 9.", "回答 7 或 8；多位受访者时均值不低于 7 且低于 9。"),
            strategy: Text::new("Ask what was missing for a 9, and do it where it is worth the value of the customer.", "询问差在哪里才不到 9 分，客户价值值得时就改进。"),
            playbook: Some(Playbook::new(
                ["One improvement that the customer named.", "落实客户指出的一项改进。"],
                ["Once a quarter.", "每季度一次。"],
                ["Sales team.", "销售团队。"], 25)),
        },
        Label {
            id: "detractor".to_owned(),
            label: Text::new("Detractor", "贬损者"),
            meaning: Text::new("Answered 0 to 6; of several respondents the mean is below 7.", "回答 0 至 6；多位受访者时均值低于 7。"),
            strategy: Text::new("Call, by value at stake; mend the cause and say so afterwards.", "按在险价值依次致电，解决原因并回告客户。"),
            playbook: Some(Playbook::new(
                ["An apology, the fault mended, no discount in its place.", "道歉并纠正问题，不以折扣代替。"],
                ["Within two days, again when it is mended.", "两天内联系，解决后再联系一次。"],
                ["Account manager for the valuable, else service.", "高价值者由客户经理，其余由客服。"], 50)),
        },
    ]
}
