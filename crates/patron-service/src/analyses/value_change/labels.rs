//! Why a value moved, and how surely it fell.

use crate::catalogue::{Label, Text};

fn label(id: &str, label: Text, meaning: Text, strategy: Text) -> Label {
    Label { id: id.to_owned(), label, meaning, strategy, playbook: None }
}

/// In the order of the factors, then what is none.
pub(super) fn reasons() -> Vec<Label> {
    let mut all = factors();
    all.push(label(
        "satisfaction",
        Text::new("Satisfaction", "满意度"),
        Text::new("Assessors give the customer a lower score than before.", "评估人给出的分数低于以往。"),
        Text::new(
            "Talk to the contact before the orders say it: what went wrong, who mends it by when.",
            "在订单下滑之前与联系人沟通：问题何在、由谁何时解决。",
        ),
    ));
    all
}

/// What the records say beside the purchases.
pub(super) fn signs() -> Vec<Label> {
    let named = ["satisfaction", "wallet", "margin"];
    named.iter().filter_map(|id| reasons().into_iter().find(|label| label.id == *id)).collect()
}

fn factors() -> Vec<Label> {
    vec![
        label(
            "wallet",
            Text::new("Share of wallet", "钱包份额"),
            Text::new("Rivals have a larger share of what the customer spends.", "客户支出中竞争对手的份额上升。"),
            Text::new(
                "Find out who took it and on what terms; win the lost range back.",
                "查明被谁、以何条件夺走，夺回流失品类。",
            ),
        ),
        label(
            "rate",
            Text::new("Purchase rate", "购买频率"),
            Text::new("While active the customer buys less often.", "活跃期内购买变少。"),
            Text::new(
                "Ask for the need behind it: stock, season, project; propose a rhythm.",
                "了解需求变化：库存、季节、项目，商定补货节奏。",
            ),
        ),
        label(
            "activity",
            Text::new("Activity", "活跃度"),
            Text::new(
                "Silent for longer than usual: the customer may have stopped.",
                "沉默超过惯常间隔，可能已停止购买。",
            ),
            Text::new("Call now; ask before offering.", "立即联系，先问原因再谈优惠。"),
        ),
        label(
            "spend",
            Text::new("Spend per purchase", "次均金额"),
            Text::new("Each purchase is smaller.", "每次购买金额变小。"),
            Text::new(
                "Look at what left the basket; offer bundles and volume terms.",
                "查看减少的品类，提供组合与量价条件。",
            ),
        ),
        label(
            "margin",
            Text::new("Margin", "毛利率"),
            Text::new("Sales leave less contribution.", "同样销售留下的毛利减少。"),
            Text::new("Check prices, terms and costs.", "核对价格、条件与成本。"),
        ),
        label(
            "discount",
            Text::new("Timing", "时间分布"),
            Text::new("Purchases are expected earlier or later.", "预期购买时间提前或推后。"),
            Text::new("", ""),
        ),
    ]
}

/// The surest first.
pub(super) fn alerts() -> Vec<Label> {
    vec![
        label(
            "clear",
            Text::new("Turned down", "明显下降"),
            Text::new(
                "Fell, and the value then lies above the 90 % interval of today's; by billing, below each of at least four \
                 windows before.",
                "价值下降，且当时价值高于当前价值的 90% 区间；依据账单时，低于此前至少四个区间中的每一个。",
            ),
            Text::new("Act on the reason; the largest first.", "按原因处理，金额大者优先。"),
        ),
        label(
            "within-range",
            Text::new("Down, within chance", "下降（或属偶然）"),
            Text::new(
                "Fell, but the value then still lies within what today's interval allows, or there is none; by billing, there \
                 were windows as low before.",
                "价值下降，但当时价值仍在当前 90% 区间之内，或区间未知；依据账单时，此前也有同样低的区间。",
            ),
            Text::new("Keep an eye on it; ask at the next contact.", "保持关注，下次接触时询问。"),
        ),
        label(
            "early",
            Text::new("Early sign", "早期信号"),
            Text::new(
                "The value has not fallen, but satisfaction, share of wallet or the own margin has.",
                "价值尚未下降，但满意度、钱包份额或自身毛利率已下降。",
            ),
            Text::new("Ask now, while the orders still come.", "趁订单尚在，及早了解原因。"),
        ),
        label(
            "none",
            Text::new("No alert", "无预警"),
            Text::new("Did not fall by the share and the amount of the settings.", "未达到设置的下降幅度与金额。"),
            Text::new("", ""),
        ),
    ]
}
