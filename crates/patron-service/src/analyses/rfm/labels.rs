use crate::catalogue::{Label, Playbook, Text};

use super::playbooks;

/// One of the eight types: high or low against the mean on R, F and M.
pub(super) struct Kind {
    pub(super) key: &'static str,
    pub(super) id: &'static str,
    en: &'static str,
    zh: &'static str,
    meaning_en: &'static str,
    meaning_zh: &'static str,
    strategy_en: &'static str,
    strategy_zh: &'static str,
}

macro_rules! kind {
    ($key:literal, $id:literal, $en:literal, $zh:literal, $men:literal, $mzh:literal, $sen:literal, $szh:literal) => {
        Kind {
            key: $key,
            id: $id,
            en: $en,
            zh: $zh,
            meaning_en: $men,
            meaning_zh: $mzh,
            strategy_en: $sen,
            strategy_zh: $szh,
        }
    };
}

#[rustfmt::skip]
pub(super) const TYPES: [Kind; 8] = [
    kind!("hhh", "key-value", "Key value", "重要价值客户",
        "Bought recently, often and for much.", "最近买过、买得勤、花得多。",
        "Look after personally, reserve the best offers, never discount first.", "专人维护，优先供应新品与专属权益，不以折扣为先。"),
    kind!("hlh", "key-develop", "Key, to develop", "重要发展客户",
        "Bought recently and for much, but seldom.", "最近买过、金额高，但次数少。",
        "Raise the frequency: replenishment reminders, related products, membership.", "提升购买频次：补货提醒、关联推荐、会员权益。"),
    kind!("lhh", "key-keep", "Key, to keep", "重要保持客户",
        "Bought often and for much, but not lately.", "过去买得勤、花得多，近期未到访。",
        "Contact now, ask what changed, offer something made for them.", "主动联系，了解变化原因，提供有针对性的方案。"),
    kind!("llh", "key-win-back", "Key, to win back", "重要挽留客户",
        "Once spent much; bought seldom and not lately.", "曾经金额高，次数少且久未购买。",
        "Win back where the value justifies a personal approach.", "价值足够时由专人挽回，说明新的理由。"),
    kind!("hhl", "general-value", "General value", "一般价值客户",
        "Buys recently and often, but for little.", "最近买过、买得勤，但金额低。",
        "Raise the basket: bundles, free-shipping thresholds, better ranges.", "提高客单价：组合销售、满额包邮、升级品类。"),
    kind!("hll", "general-develop", "General, to develop", "一般发展客户",
        "Bought recently, so far seldom and for little.", "最近才买，次数和金额都还低。",
        "Welcome well and lead to the second purchase.", "做好新客接待，引导第二次购买。"),
    kind!("lhl", "general-keep", "General, to keep", "一般保持客户",
        "Bought often for little, but not lately.", "过去买得勤、金额低，近期未到访。",
        "Remind by low-cost channels; bring back with a small reason.", "用低成本渠道提醒，以小额理由促回访。"),
    kind!("lll", "general-win-back", "General, to win back", "一般挽留客户",
        "Seldom, for little, long ago.", "次数少、金额低、久未购买。",
        "Leave to automatic mailings; spend nothing personal.", "交由自动化触达，不投入人工。"),
];

pub(super) fn types() -> Vec<Label> {
    TYPES.iter().map(|kind| kind.label(playbooks::of_type(kind.id))).collect()
}

impl Kind {
    fn label(&self, playbook: Option<Playbook>) -> Label {
        Label {
            id: self.id.to_owned(),
            label: Text::new(self.en, self.zh),
            meaning: Text::new(self.meaning_en, self.meaning_zh),
            strategy: Text::new(self.strategy_en, self.strategy_zh),
            playbook,
        }
    }
}

/// A named segment with the cells (R x 10 + mean of F and M) it covers.
struct Segment {
    kind: Kind,
    cells: &'static [i32],
}

#[rustfmt::skip]
const SEGMENTS: [Segment; 11] = [
    Segment { cells: &[55, 54, 45, 44], kind: kind!("", "champions", "Champions", "冠军客户",
        "Bought lately, often and for much: R 4-5, F/M 4-5.", "最近买、买得勤、花得多（R 4–5，F/M 4–5）。",
        "Reward and listen to them, show new products first, ask for referrals.", "回馈与倾听，新品优先体验，邀请推荐。") },
    Segment { cells: &[53, 43, 35, 34], kind: kind!("", "loyal", "Loyal", "忠诚客户",
        "Buy regularly: R 4-5 with F/M 3, or R 3 with F/M 4-5.", "稳定购买（R 4–5 且 F/M 3，或 R 3 且 F/M 4–5）。",
        "Offer higher ranges and membership, ask for reviews.", "推荐升级产品与会员，邀请评价。") },
    Segment { cells: &[52, 42], kind: kind!("", "potential-loyalist", "Potential loyalists", "潜在忠诚客户",
        "Recent buyers with some purchases: R 4-5, F/M 2.", "近期购买且已有一定次数（R 4–5，F/M 2）。",
        "Build the habit: programme, related products, a reason for the next order.", "培养习惯：会员计划、关联推荐、下一单的理由。") },
    Segment { cells: &[51], kind: kind!("", "new", "New", "新客户",
        "Bought just now, little so far: R 5, F/M 1.", "刚刚购买，次数金额尚低（R 5，F/M 1）。",
        "Welcome, help with the first use, lead to the second purchase.", "欢迎与使用指导，引导第二次购买。") },
    Segment { cells: &[41], kind: kind!("", "promising", "Promising", "有望客户",
        "Bought fairly lately, little so far: R 4, F/M 1.", "较近期购买，次数金额尚低（R 4，F/M 1）。",
        "Make the brand known, offer a trial or a small advantage.", "强化品牌印象，给予试用或小额优惠。") },
    Segment { cells: &[33], kind: kind!("", "need-attention", "Need attention", "需要关注",
        "Middling in everything: R 3, F/M 3.", "各项居中，正在降温（R 3，F/M 3）。",
        "Send a timely offer based on past purchases.", "基于历史购买适时推送优惠。") },
    Segment { cells: &[32, 31], kind: kind!("", "about-to-sleep", "About to sleep", "即将沉睡",
        "Below average and cooling: R 3, F/M 1-2.", "低于平均且在降温（R 3，F/M 1–2）。",
        "Remind with popular products; renew the contact cheaply.", "以热销品提醒，低成本恢复联系。") },
    Segment { cells: &[25, 24, 23, 13], kind: kind!("", "at-risk", "At risk", "流失风险",
        "Used to buy often and for much, idle for long: R 2, F/M 3-5 or R 1, F/M 3.", "曾经勤买多买，已久未到访（R 2 且 F/M 3–5，或 R 1 且 F/M 3）。",
        "Write personally, ask why, offer help or renewal.", "个性化沟通，了解原因，提供帮助或续购方案。") },
    Segment { cells: &[15, 14], kind: kind!("", "cannot-lose", "Cannot lose", "不能失去",
        "Were among the best, idle longest: R 1, F/M 4-5.", "曾属最佳客户，现最久未购（R 1，F/M 4–5）。",
        "Call them; win back before a rival keeps them.", "电话或上门沟通，抢在对手之前挽回。") },
    Segment { cells: &[22, 21], kind: kind!("", "hibernating", "Hibernating", "沉睡客户",
        "Little bought, long ago: R 2, F/M 1-2.", "买得少且已久远（R 2，F/M 1–2）。",
        "Offer related products occasionally by cheap channels.", "低成本渠道偶尔推送相关产品。") },
    Segment { cells: &[12, 11], kind: kind!("", "lost", "Lost", "已流失",
        "Little bought, longest ago: R 1, F/M 1-2.", "买得最少且最久远（R 1，F/M 1–2）。",
        "One last campaign, then leave out.", "最后一次唤回，之后不再投入。") },
];

pub(super) fn segments() -> Vec<Label> {
    SEGMENTS.iter().map(|segment| segment.kind.label(playbooks::of_segment(segment.kind.id))).collect()
}

/// Every cell of the 5 x 5 grid with its segment.
pub(super) fn cells() -> impl Iterator<Item = (i32, &'static str)> {
    SEGMENTS.iter().flat_map(|segment| segment.cells.iter().map(|&cell| (cell, segment.kind.id)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{TYPES, cells};

    #[test]
    fn every_label_has_a_playbook_and_the_effort_is_shared_out() {
        for labels in [super::types(), super::segments()] {
            let shares = labels.iter().map(|label| label.playbook.as_ref().map(|playbook| playbook.resources));
            assert_eq!(shares.sum::<Option<u8>>(), Some(100));
        }
    }

    #[test]
    fn every_cell_has_exactly_one_segment() {
        let all: Vec<i32> = cells().map(|(cell, _)| cell).collect();
        let grid: BTreeSet<i32> = (1..=5).flat_map(|r| (1..=5).map(move |fm| r * 10 + fm)).collect();
        assert_eq!(all.len(), 25);
        assert_eq!(all.into_iter().collect::<BTreeSet<_>>(), grid);
        assert_eq!(TYPES.iter().map(|kind| kind.key).collect::<BTreeSet<_>>().len(), 8);
    }
}
