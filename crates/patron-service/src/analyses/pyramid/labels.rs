//! The four storeys of the pyramid.

use crate::catalogue::{Label, Playbook, Text};

/// Best first.
#[rustfmt::skip]
pub(super) fn labels() -> Vec<Label> {
    vec![
        Label {
            id: "high".to_owned(),
            label: Text::new("High", "高端客户"),
            meaning: Text::new("The top 1 % by customer value.", "客户价值最高的 1%。"),
            strategy: Text::new("Treat each as a market of its own.", "视为独立市场，一户一策。"),
            playbook: Some(Playbook::new(
                ["Tailored solutions, agreed terms, access to directors.", "定制方案、约定条件、高层对接。"],
                ["Monthly, with a yearly plan.", "每月联系，每年规划。"],
                ["Account manager and a director.", "客户经理与主管领导。"], 40)),
        },
        Label {
            id: "upper".to_owned(),
            label: Text::new("Upper", "中上客户"),
            meaning: Text::new("The next 4 %.", "其后 4%。"),
            strategy: Text::new("Develop towards the top: more ranges, longer agreements.", "向高端培育：更多品类、更长约期。"),
            playbook: Some(Playbook::new(
                ["Preferred terms, further ranges, early access.", "优先条件、扩展品类、新品优先。"],
                ["Every six weeks.", "每六周联系。"],
                ["Account manager.", "客户经理。"], 30)),
        },
        Label {
            id: "general".to_owned(),
            label: Text::new("General", "一般客户"),
            meaning: Text::new("The next 15 %.", "其后 15%。"),
            strategy: Text::new("Standard offer done well; find those with room.", "规范服务，发掘有空间的客户。"),
            playbook: Some(Playbook::new(
                ["Membership, bundles, seasonal offers.", "会员、组合、季节优惠。"],
                ["Every quarter.", "每季联系。"],
                ["Sales team and marketing.", "销售团队与市场部。"], 20)),
        },
        Label {
            id: "low".to_owned(),
            label: Text::new("Low", "低端客户"),
            meaning: Text::new("The remaining 80 %.", "其余 80%。"),
            strategy: Text::new("Serve at low cost and look for the few who rise.", "低成本服务，留意上升者。"),
            playbook: Some(Playbook::new(
                ["Self-service and campaigns.", "自助服务与通用活动。"],
                ["By campaigns.", "仅通过活动。"],
                ["Marketing automation.", "自动化营销。"], 10)),
        },
    ]
}
