//! The eight types of the value cube.

use crate::catalogue::{Label, Playbook, Text};

/// Best first.
#[rustfmt::skip]
pub(super) fn labels() -> Vec<Label> {
    vec![
        Label {
            id: "pillar".to_owned(),
            label: Text::new("I Pillar", "I 支柱客户"),
            meaning: Text::new("Much now, much to come, and we are their main supplier.", "当前价值高、未来价值高、我方为主要供应商。"),
            strategy: Text::new("Give them the most of what there is: their own service, their own solutions, a plan made together.", "投入最多资源：专属服务、专属方案、共同制定规划。"),
            playbook: Some(Playbook::new(
                ["Terms agreed for years, joint projects, first place in supply.", "多年期约定、联合项目、优先供应。"],
                ["Monthly at work level, every quarter among directors.", "业务层每月，管理层每季。"],
                ["Account manager and a director for each.", "逐户客户经理加主管领导。"], 35)),
        },
        Label {
            id: "rising".to_owned(),
            label: Text::new("II Rising", "II 成长客户"),
            meaning: Text::new("Little now, but much to come, and loyal to us.", "当前价值低，未来价值高，且忠于我方。"),
            strategy: Text::new("Invest step by step, awaken the demand that sleeps, make pillars of them.", "逐步投入，唤醒潜在需求，培育为支柱客户。"),
            playbook: Some(Playbook::new(
                ["Trials of further ranges, advice, payment terms that grow with volume.", "新品类试用、顾问服务、随量递进的账期。"],
                ["Every month, with a goal for each half-year.", "每月联系，每半年设定目标。"],
                ["Account manager for development.", "负责培育的客户经理。"], 18)),
        },
        Label {
            id: "future".to_owned(),
            label: Text::new("III Future base", "III 未来基础客户"),
            meaning: Text::new("Little now, much to come, but mostly bought elsewhere; large in number.", "当前价值低，未来价值高，多在他处采购；数量多。"),
            strategy: Text::new("Keep them with a good standard offer, a little below the rising ones.", "以规范服务保持，投入略低于成长客户。"),
            playbook: Some(Playbook::new(
                ["Entry ranges, reasons to try more, clear advantages of buying from one source.", "入门品类、扩展购买的理由、集中采购的好处。"],
                ["Every two months, supported by campaigns.", "每两月一次，配合活动。"],
                ["Sales team.", "销售团队。"], 12)),
        },
        Label {
            id: "room".to_owned(),
            label: Text::new("IV Room to grow", "IV 拓展客户"),
            meaning: Text::new("Much now and much to come, but rivals have the larger share.", "当前、未来价值都高，但同行份额更大。"),
            strategy: Text::new("Raise the share of wallet: find out what rivals supply, and why.", "提高钱包份额：弄清同行供应什么、为什么。"),
            playbook: Some(Playbook::new(
                ["Offers for what is bought elsewhere, switching help, guarantees.", "针对他处采购部分的方案、切换支持、保障承诺。"],
                ["Monthly, with a plan for each group.", "每月联系，逐个集团制定计划。"],
                ["Account manager with a specialist.", "客户经理与产品专家。"], 18)),
        },
        Label {
            id: "harvest".to_owned(),
            label: Text::new("V Loyal, peaking", "V 成熟忠诚客户"),
            meaning: Text::new("Much now, less to come, and loyal to us.", "当前价值高，未来价值下降，忠于我方。"),
            strategy: Text::new("Keep them profitably and watch for decline: ask early what changes.", "在盈利前提下保持，留意下滑，尽早了解变化。"),
            playbook: Some(Playbook::new(
                ["Renewal terms, service contracts, replacement at the right time.", "续约条件、服务合同、适时换新。"],
                ["Every quarter, at once when buying slows.", "每季联系，购买放缓时立即跟进。"],
                ["Account manager.", "客户经理。"], 7)),
        },
        Label {
            id: "small-loyal".to_owned(),
            label: Text::new("VI Small but loyal", "VI 小而忠诚客户"),
            meaning: Text::new("Little now and to come, but they buy from us.", "当前、未来价值都低，但主要向我方购买。"),
            strategy: Text::new("Serve efficiently and ask for referrals.", "高效服务，邀请推荐。"),
            playbook: Some(Playbook::new(
                ["Online ordering, referral rewards, standard assortments.", "线上下单、推荐奖励、标准组合。"],
                ["By campaigns, every two months.", "通过活动，每两月一次。"],
                ["Marketing and service desk.", "市场部与服务台。"], 4)),
        },
        Label {
            id: "marginal".to_owned(),
            label: Text::new("VII Marginal", "VII 边缘客户"),
            meaning: Text::new("Little now, little to come, mostly bought elsewhere.", "当前、未来价值都低，多在他处采购。"),
            strategy: Text::new("Low-cost channels only, or let go.", "仅用低成本渠道，或不再维护。"),
            playbook: Some(Playbook::new(
                ["Price list and self-service, minimum order sizes.", "目录价与自助服务、最低起订量。"],
                ["Twice a year.", "每年两次。"],
                ["Nobody in person.", "不设专人。"], 1)),
        },
        Label {
            id: "side-supplier".to_owned(),
            label: Text::new("VIII Side supplier", "VIII 次要供应客户"),
            meaning: Text::new("Much now, less to come, and rivals have the larger share.", "当前价值高，未来价值下降，同行份额更大。"),
            strategy: Text::new("Take what they bring, find out why we are a side supplier, and decide whether to fight.", "稳住现有业务，弄清为何只是次要供应商，再决定是否争取。"),
            playbook: Some(Playbook::new(
                ["One offer for the main range; no investment without an answer.", "就主力品类提出一次方案，无回应不追加投入。"],
                ["Every quarter.", "每季一次。"],
                ["Account manager.", "客户经理。"], 5)),
        },
    ]
}
