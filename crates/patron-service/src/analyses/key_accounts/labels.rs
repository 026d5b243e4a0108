//! The tiers of the roster as labels.

use crate::accounts::roster::OFF;
use crate::catalogue::{Label, Playbook, Text};
use crate::views::TierName;

/// Share of the effort that goes to the roster altogether, in per cent; the rest is for everybody else.
const ROSTER_SHARE: u8 = 60;

/// Best tier first, then those who are not on it.
pub(super) fn labels(tiers: &[TierName]) -> Vec<Label> {
    let count = u8::try_from(tiers.len()).unwrap_or(u8::MAX).max(1);
    // better tiers take what does not divide evenly
    let share = |index: usize| ROSTER_SHARE / count + u8::from(index < usize::from(ROSTER_SHARE % count));
    let tier = |(index, tier): (usize, &TierName)| Label {
        id: tier.id.clone(),
        label: tier.name.clone(),
        meaning: Text::new("On the key-account roster in this tier.", "在大客户名单中，属于该等级。"),
        strategy: Text::new(
            "One account, one plan: goals for the year, who answers for them, what both sides bring.",
            "一户一策：年度目标、责任人、双方投入，写进计划。",
        ),
        playbook: Some(Playbook::new(
            [
                "Terms, service and solutions of their own, agreed with the customer.",
                "与客户商定专属条件、专属服务、专属方案。",
            ],
            ["Every month at work level, every half-year among directors.", "业务层每月，管理层每半年。"],
            ["Key-account manager.", "大客户经理。"],
            share(index),
        )),
    };
    let off = Label {
        id: OFF.to_owned(),
        label: Text::new("Not on the roster", "不在名单"),
        meaning: Text::new("Not a key account at the valuation date.", "估值基准日不是大客户。"),
        strategy: Text::new(
            "Serve as the customer's segment says; the rule proposes who comes onto the roster.",
            "按所属分群服务；符合规则者由系统提议入选。",
        ),
        playbook: Some(Playbook::new(
            ["The standard offer of the segment.", "所属分群的标准方案。"],
            ["As the segment says.", "按分群安排。"],
            ["Sales team and service.", "销售团队与客服。"],
            100 - ROSTER_SHARE,
        )),
    };
    tiers.iter().enumerate().map(tier).chain([off]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resources_add_to_a_hundred_for_any_number_of_tiers() {
        for count in 1..=20_u32 {
            let tiers: Vec<TierName> =
                (0..count).map(|id| TierName { id: id.to_string(), name: Text::new("t", "级") }).collect();
            let labels = labels(&tiers);
            let sum: Option<u8> = labels.iter().map(|label| Some(label.playbook.as_ref()?.resources)).sum();
            assert_eq!((labels.len(), sum), (tiers.len() + 1, Some(100)));
        }
    }
}
